"""What happened to the records and to promises, day by day, for those who follow the site.

Every day here follows from the records: the day of a change, the day on which a new date was reported, the day
after a due date, the last day on which something can have happened. No clock is looked at, so the same records
give the same news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from sitegen.derived.promises import Ledger, is_put_off, ledger, said_on
from sitegen.plan.select import page_of
from sitegen.plan.survey import Survey
from sitegen.plan.views import ChangeView
from sitegen.records.library import Library
from sitegen.records.model import Event, Promise, Subject

TurnKind = Literal["postponed", "overdue", "carried_out"]
# A feed is for following, the pages are for reading up: so many entries bridge months without a look.
LONGEST = 100


@dataclass(frozen=True)
class Turn:
    """A turn that a promise took on a day: `due` is the date concerned, `before` the one that it replaced."""

    kind: TurnKind
    day: date
    ledger: Ledger
    subject: Subject
    page: str
    due: Promise | None
    before: Promise | None = None

    @property
    def key(self) -> str:
        """What identifies the turn for ever: the event, the kind and, where it can recur, the date concerned."""
        recurs = f"/{self.due.due}" if self.due and self.kind != "carried_out" else ""
        return f"{self.ledger.event.id}/{self.kind}{recurs}"


@dataclass(frozen=True)
class Item:
    """An entry of the feed: a change or a turn, what identifies it for ever, and its day."""

    key: str
    day: date
    change: ChangeView | None = None
    turn: Turn | None = None


def plan_news(survey: Survey) -> tuple[Item, ...]:
    """Return the latest news known on the day of ``survey``, the newest first."""
    items = [Item(f"change/{view.change.id}", view.change.date.end, change=view) for view in survey.changes]
    items += [
        Item(f"event/{turn.key}", turn.day, turn=turn)
        for _, subject in survey.library.subjects()
        for event in subject.events
        for turn in turns(event, subject, survey.library, survey.as_of)
    ]
    # Sorting is stable, also in reverse: on one day the order of the files stands.
    return tuple(sorted(items, key=lambda item: item.day, reverse=True)[:LONGEST])


def turns(event: Event, subject: Subject, library: Library, as_of: date) -> Iterator[Turn]:
    """Yield the turns that ``event`` had taken by the day ``as_of``."""
    now, page = ledger(event, as_of, library), page_of(event.id, library)
    if now is None:
        return
    dated = [promise for promise in event.plan if promise.due]
    for place, (earlier, later) in enumerate(pairwise(dated), start=1):
        # A date known only as said "no later than" was said by the day on which the next one was.
        day = min(said_on(promise, library) for promise in dated[place:])
        if is_put_off(earlier, later) and day <= as_of:
            yield Turn("postponed", day, now, subject, page, later, earlier)
    for promise in dated:
        day = promise.due.end + timedelta(days=1) if promise.due else date.max
        seen = ledger(event, day, library)
        # A date that had been replaced, or kept, by then is not missed.
        if day <= as_of and seen and seen.state == "overdue" and seen.due is promise:
            yield Turn("overdue", day, seen, subject, page, promise)
    if now.is_promise and now.outcome and now.outcome.date.end <= as_of:
        yield Turn("carried_out", now.outcome.date.end, now, subject, page, now.due)
