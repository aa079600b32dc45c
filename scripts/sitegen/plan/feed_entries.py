"""The entries of the feed: changes of the records and of the state of promises, each with its day.

Every day is derived from the records: the day of a change, the day on which a new date was reported, the day after a
due date, the day by which something has happened and was reported. Nothing depends on the clock, so the same records
give the same news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from sitegen.derived.promises import Ledger, is_put_off, known_on, ledger
from sitegen.plan.context import Survey
from sitegen.plan.select import page_of
from sitegen.plan.views import ChangeView
from sitegen.records.library import Library
from sitegen.records.model import Event, Promise, Subject

StateChangeKind = Literal["postponed", "overdue", "carried_out"]
# How many entries the feed has: enough for a reader who does not look for months; the pages have all.
MOST_ITEMS = 100


@dataclass(frozen=True)
class StateChange:
    """A change of the state of a promise on a day: `due` is the promise concerned, `before` the one that it replaced."""

    kind: StateChangeKind
    day: date
    ledger: Ledger
    subject: Subject
    page: str
    due: Promise | None
    before: Promise | None = None

    @property
    def key(self) -> str:
        """The permanent identifier: the event, the kind and, if that can recur, the due date."""
        date_part = f"/{self.due.due}" if self.due and self.kind != "carried_out" else ""
        return f"{self.ledger.event.id}/{self.kind}{date_part}"


@dataclass(frozen=True)
class Item:
    """An entry of the feed: a change of the records or of a state, with its permanent identifier and its day."""

    key: str
    day: date
    change: ChangeView | None = None
    state_change: StateChange | None = None


def plan_news(survey: Survey) -> tuple[Item, ...]:
    """Return the latest news known on the day of ``survey``, the newest first."""
    items = [Item(f"change/{view.change.id}", view.change.date.end, change=view) for view in survey.changes]
    items += [
        Item(f"event/{change.key}", change.day, state_change=change)
        for _, subject in survey.library.subjects()
        for event in subject.events
        for change in state_changes(event, subject, survey.library, survey.as_of)
    ]
    # Sorting is stable, also in reverse: items of one day keep the order of the files.
    return tuple(sorted(items, key=lambda item: item.day, reverse=True)[:MOST_ITEMS])


def state_changes(event: Event, subject: Subject, library: Library, as_of: date) -> Iterator[StateChange]:
    """Yield the changes of the state of ``event`` up to the day ``as_of``."""
    now, page = ledger(event, as_of, library), page_of(event.id, library)
    if now is None:
        return
    dated = [promise for promise in event.plan if promise.due]
    for index, (earlier, later) in enumerate(pairwise(dated), start=1):
        # If a date was given "no later than" a day, it was given by the day of the next promise.
        day = min(known_on(promise, library) for promise in dated[index:])
        if is_put_off(earlier, later) and day <= as_of:
            yield StateChange("postponed", day, now, subject, page, later, earlier)
    for promise in dated:
        day = promise.due.end + timedelta(days=1) if promise.due else date.max
        then = ledger(event, day, library)
        # A date that was replaced or kept by then was not missed.
        if day <= as_of and then and then.state == "overdue" and then.due is promise:
            yield StateChange("overdue", day, then, subject, page, promise)
    if now.is_promise and now.outcome:
        day = max(now.outcome.date.end, known_on(now.outcome, library))
        if day <= as_of:
            yield StateChange("carried_out", day, now, subject, page, now.due)
