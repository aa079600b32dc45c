"""The entries of the feed: changes of the records and of the state of announced dates, each with its day.

Every day is derived from the records: the day of a change, the day on which a new date was reported, the day after a
due date, the day by which a report had appeared. Nothing depends on the clock, so the same records
give the same news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from sitegen.derived.dated_plans import Ledger, is_put_off, known_on, ledger
from sitegen.plan.context import Survey
from sitegen.plan.select import page_of
from sitegen.plan.views import ChangeView
from sitegen.records.library import Library
from sitegen.records.model import Event, PlannedDate, Subject

StateChangeKind = Literal["postponed", "passed", "outcome", "closed"]
# How many entries the feed has: enough for a reader who does not look for months; the pages have all.
MOST_ITEMS = 100


@dataclass(frozen=True)
class StateChange:
    """A change of the state of a planned event on a day: `due` is the date concerned, `before` the one that it replaced."""

    kind: StateChangeKind
    day: date
    ledger: Ledger
    subject: Subject
    page: str
    due: PlannedDate | None
    before: PlannedDate | None = None

    @property
    def key(self) -> str:
        """The permanent identifier: the event, the kind and, if that can recur, the due date."""
        date_part = f"/{self.due.due}" if self.due and self.kind != "outcome" else ""
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
    dated = [one for one in event.plan if one.due]
    for index, (earlier, later) in enumerate(pairwise(dated), start=1):
        # If a date was given "no later than" a day, it was given by the day of the next one.
        day = min(known_on(one, library) for one in dated[index:])
        if is_put_off(earlier, later) and day <= as_of:
            yield StateChange("postponed", day, now, subject, page, later, earlier)
    for one in dated:
        # What was announced when the day had already passed is no news of that day.
        day = max(one.due.end + timedelta(days=1), known_on(one, library)) if one.due else date.max
        then = ledger(event, min(day, as_of), library)
        # A date that was replaced or met by then has not passed without an outcome.
        if day <= as_of and then and then.state == "passed" and then.due and then.due.announced is one:
            yield StateChange("passed", day, then, subject, page, one)
    if now.is_planned and now.outcome and now.state != "not_due":
        day = known_on(now.outcome, library)
        if now.state == "partly_met" and now.due and now.due.announced.due:
            # Only once the date has passed is it met in part.
            day = max(day, now.due.announced.due.end + timedelta(days=1))
        yield StateChange("outcome", day, now, subject, page, now.due.announced if now.due else None)
    if now.state == "withdrawn":
        yield StateChange("closed", known_on(now.dates[-1].announced, library), now, subject, page, None)
    if now.overtaken_by:
        day = min(known_on(one, library) for one in now.overtaken_by.actual)
        yield StateChange("closed", day, now, subject, page, None)
