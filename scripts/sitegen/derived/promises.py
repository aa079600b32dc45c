"""The state of promised dates as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sitegen.records.library import Library
from sitegen.records.model import Claim, Event, Outcome, Promise, PromiseState
from sitegen.values.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state of one event as of a day: `days` late or overdue, and how often its date was postponed (`moved`).

    `plan` and `reports` have the promises and the outcomes known on that day, and `due` is the latest promise with a date.
    If the day of the outcome is not known exactly, `days` is the minimum.
    """

    event: Event
    state: PromiseState
    days: int
    moved: int
    plan: tuple[Promise, ...]
    due: Promise | None
    reports: tuple[Outcome, ...]
    outcome: Outcome | None

    @property
    def is_promise(self) -> bool:
        """Whether the event was promised in advance."""
        return bool(self.plan)


def ledger(event: Event, as_of: date, library: Library) -> Ledger | None:
    """Return the state of ``event`` as known on the day ``as_of``; None if nothing was known of it.

    A promise can be kept up to the last day of its due date; one day later it is overdue by one day.
    """
    plan = [promise for promise in event.plan if known_on(promise, library) <= as_of]
    dated = [promise for promise in plan if promise.due]
    due = dated[-1] if dated else None
    reports = [outcome for outcome in event.actual if known_on(outcome, library) <= as_of]
    outcome = best_outcome(reports, library)
    if not plan and outcome is None:
        return None
    state, days = _state(due, outcome, as_of)
    return Ledger(event, state, days, _moved(dated), tuple(plan), due, tuple(reports), outcome)


def best_outcome(outcomes: Sequence[Outcome], library: Library) -> Outcome | None:
    """Return the report with the most precise date; of equally precise ones, that of the best tier."""
    ranked = sorted(
        outcomes,
        key=lambda outcome: (
            (outcome.date.end - outcome.date.first).days,
            library.sources[outcome.source].rank,
        ),
    )
    return ranked[0] if ranked else None


def known_on(citation: Promise | Outcome | Claim, library: Library) -> date:
    """Return the first day on which it may have been known: its source had appeared, and what it reports was past.

    Of a date that is only known to be no later than a day, that day counts.
    """
    published = library.sources[citation.source].published
    if isinstance(citation, Claim):
        when = citation.as_of
    else:
        when = citation.said if isinstance(citation, Promise) else citation.date
    # A source appears after what it reports, so the last day on which it may have appeared is the limit.
    return min(max(_begins(published), _begins(when) if when else date.min), published.end)


def _begins(when: PartialDate) -> date:
    return when.start or when.end


def is_put_off(earlier: Promise, later: Promise) -> bool:
    """Whether ``later`` postpones ``earlier``: its due date is entirely after the earlier one."""
    old, new = earlier.due, later.due
    return old is not None and new is not None and _begins(new) > old.end


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
    """Return how often a promise was postponed; a more precise date within the old one does not count."""
    return sum(is_put_off(earlier, later) for earlier, later in pairwise(dated))
