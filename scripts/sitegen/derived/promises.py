"""What became of promised dates, seen from a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sitegen.records.library import Library
from sitegen.records.model import Event, Outcome, Promise, PromiseState


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state of one event: `days` late or overdue, `moved` how often the date was put off.

    `plan` holds the promises known on that day, `due` the latest of them with a date.
    For an outcome whose day is not known exactly, `days` is the least that it can be.
    """

    event: Event
    state: PromiseState
    days: int
    moved: int
    plan: tuple[Promise, ...]
    due: Promise | None
    outcome: Outcome | None

    @property
    def is_promise(self) -> bool:
        """Whether anybody promised it beforehand."""
        return bool(self.plan)


def ledger(event: Event, as_of: date, library: Library) -> Ledger | None:
    """Judge ``event`` by what had been said and had happened on the day ``as_of``; None if nobody knew of it.

    A promise counts as kept through the last day of its due date; the day after, it is overdue by one day.
    """
    plan = [promise for promise in event.plan if said_on(promise, library) <= as_of]
    dated = [promise for promise in plan if promise.due]
    due = dated[-1] if dated else None
    outcome = best_outcome([outcome for outcome in event.actual if outcome.date.first <= as_of], library)
    if not plan and outcome is None:
        return None
    state, days = _state(due, outcome, as_of)
    return Ledger(event, state, days, _moved(dated), tuple(plan), due, outcome)


def best_outcome(outcomes: Sequence[Outcome], library: Library) -> Outcome | None:
    """Return the report with the narrowest date; between equals, the one of the best tier."""
    ranked = sorted(
        outcomes,
        key=lambda outcome: (
            (outcome.date.end - outcome.date.first).days,
            library.sources[outcome.source].tier,
        ),
    )
    return ranked[0] if ranked else None


def said_on(promise: Promise, library: Library) -> date:
    """Return the first day on which the promise is known to have been made."""
    said = promise.said or library.sources[promise.source].published
    return said.start or said.end


def is_put_off(earlier: Promise, later: Promise) -> bool:
    """Whether ``later`` moves the date of ``earlier``: it lies wholly after it."""
    old, new = earlier.due, later.due
    return old is not None and new is not None and (new.start or new.end) > old.end


def _state(due: Promise | None, outcome: Outcome | None, as_of: date) -> tuple[PromiseState, int]:
    if due is None or due.due is None:
        return ("done" if outcome else "undated"), 0
    last = due.due.end
    if outcome is None:
        return ("overdue", (as_of - last).days) if as_of > last else ("planned", 0)
    if outcome.date.end <= last:
        return "kept", 0
    if outcome.date.first > last:
        return "late", (outcome.date.first - last).days
    return "unclear", 0


def _moved(dated: list[Promise]) -> int:
    """Count how often a promise was put off: a narrower date within the old one is no move."""
    return sum(is_put_off(earlier, later) for earlier, later in pairwise(dated))
