"""What became of the dates announced for an event, as known on a day: each is judged by itself, then the event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import get_args

from sitegen.records.library import Library
from sitegen.records.model import Citation, Event, Outcome, PlanKind, PlannedDate, PlanState, Source

# The steps in their order: each presupposes those before it.
STEPS = get_args(PlanKind)


@dataclass(frozen=True, slots=True)
class Judged:
    """An announced date, judged by itself by the report `outcome`.

    `days` counts how much later it came about or, without a report, how long the date has passed; if the report has no
    exact day, `at_least` so many. `moved` says that the date postpones the one announced before it, `put_off_to` is the
    one that postpones it; a date that was postponed before it fell due has not passed.
    """

    announced: PlannedDate
    state: PlanState
    days: int = 0
    at_least: bool = False
    outcome: Outcome | None = None
    moved: bool = False
    put_off_to: PlannedDate | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """An event as known on a day: every announced date, every report, and the state of the whole.

    `due` is the date in force, the last that was announced; `outcome` is the report by which it is judged, or the best
    one there is. `overtaken_by` is the later event that has happened, if this one has no report of its own.
    """

    event: Event
    state: PlanState
    dates: tuple[Judged, ...]
    due: Judged | None
    reports: tuple[Outcome, ...]
    outcome: Outcome | None
    overtaken_by: Event | None

    @property
    def is_planned(self) -> bool:
        """Whether the event was announced in advance."""
        return bool(self.dates)

    @property
    def days(self) -> int:
        """The days of the date in force, in the states that have any."""
        return self.due.days if self.due and self.due.state == self.state else 0

    @property
    def moved(self) -> int:
        """How often the date was postponed; a more precise date within the old one does not count."""
        return sum(one.moved for one in self.dates)


def ledger(event: Event, as_of: date, library: Library) -> Ledger | None:
    """Return what was known of ``event`` on the day ``as_of``; None if nothing was.

    A date is met up to its last day, and has passed on the day after. The event has the state of the date in force, but is
    done where the reports judge its dates differently: then each speaks for itself.
    """
    plan = [one for one in event.plan if known_on(one, library) <= as_of]
    reports = tuple(one for one in event.actual if known_on(one, library) <= as_of)
    if not plan and not reports:
        return None
    overtaken_by = None if reports else _overtaken_by(event, as_of, library)
    dates = tuple(_judged(plan, reports, overtaken_by is not None, as_of, library))
    due = next((one for one in reversed(dates) if one.announced.due), None)
    outcome = (due.outcome if due else None) or best_outcome(reports, library)
    state: PlanState
    if overtaken_by:
        state = "overtaken"
    elif reports:
        judgements = {one.state for one in dates if one.announced.due}
        state = due.state if due and (due.outcome is None or len(judgements) == 1) else "done"
    else:
        state = "withdrawn" if dates[-1].state == "withdrawn" else due.state if due else "undated"
    return Ledger(event, state, dates, due, reports, outcome, overtaken_by)


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


def known_on(citation: Citation, library: Library) -> date:
    """Return the first day on which what ``citation`` says was known: that by which its source had appeared.

    When it happened does not matter, nor when it was announced.
    """
    return appeared_by(library.sources[citation.source])


def appeared_by(source: Source) -> date:
    """Return the first day by which ``source`` had certainly appeared: the last it may have, or that of its reading."""
    return max(source.published.first, min(source.published.end, source.read.end))


def is_put_off(earlier: PlannedDate, later: PlannedDate) -> bool:
    """Whether ``later`` postpones ``earlier``: it is about the same step, and its due date is entirely after the earlier one."""
    old, new = earlier.due, later.due
    same = earlier.kind == later.kind
    return same and old is not None and new is not None and (new.start or new.end) > old.end


def _overtaken_by(event: Event, as_of: date, library: Library) -> Event | None:
    """Return the later event that is known to have happened, directly or through others; None if there is none."""
    seen = {event.id}
    while (later := library.events.get(event.overtaken_by or "")) and later.id not in seen:
        if any(known_on(one, library) <= as_of for one in later.actual):
            return later
        seen.add(later.id)
        event = later
    return None


def _judged(
    plan: list[PlannedDate], reports: tuple[Outcome, ...], is_overtaken: bool, as_of: date, library: Library
) -> Iterator[Judged]:
    """Yield each date of ``plan`` with its judgement."""
    dated = [one for one in plan if one.due]
    postponed = {id(earlier): later for earlier, later in pairwise(dated) if is_put_off(earlier, later)}
    moving = list(map(id, postponed.values()))
    for index, one in enumerate(plan):
        judged = _judge(one, reports, as_of, library)
        state = judged.state
        if judged.outcome is None:
            if is_overtaken:
                state = "overtaken"
            elif any(later.withdrawn for later in plan[index:]):
                state = "withdrawn"
        # Of a date that has passed, the days count only while no other has followed it.
        later = postponed.get(id(one))
        if state in ("not_due", "passed") and later and one.due and _said(later, library) <= one.due.end:
            state = "postponed"
        replaced = any(other.due for other in plan[index + 1 :])
        days = 0 if state != judged.state or (state == "passed" and replaced) else judged.days
        yield Judged(one, state, days, judged.at_least, judged.outcome, id(one) in moving, later)


def _said(one: PlannedDate, library: Library) -> date:
    """Return the day by which a date had been announced."""
    return one.said.end if one.said else known_on(one, library)


def _judge(one: PlannedDate, reports: tuple[Outcome, ...], as_of: date, library: Library) -> Judged:
    """Judge a date by the reports; one of an earlier step meets it in part, one of a later step shows that it was reached."""
    if one.due is None:
        return Judged(one, "undated")
    last = one.due.end
    if one.no_measure:
        return Judged(
            one, "unjudged" if reports or as_of > last else "not_due", outcome=best_outcome(reports, library)
        )
    less = [report for report in reports if _step_beyond(one, report) < 0]
    same = [report for report in reports if _step_beyond(one, report) == 0]
    more = [report for report in reports if _step_beyond(one, report) > 0]
    if reached := best_outcome(same or more, library):
        if reached.date.end <= last:
            return Judged(one, "met", outcome=reached)
        # A later step that came too late does not say when this one was reached.
        if not same or reached.date.first <= last:
            return Judged(one, "unjudged", outcome=reached)
        days = (reached.date.first - last).days
        return Judged(one, "later", days, not reached.date.is_day, reached)
    if as_of <= last:
        return Judged(one, "not_due")
    if less:
        return Judged(one, "partly_met", outcome=best_outcome(less, library))
    return Judged(one, "passed", (as_of - last).days)


def _step_beyond(one: PlannedDate, report: Outcome) -> int:
    """Return by how many steps a report goes beyond what was announced; 0 if either names no step."""
    if one.kind is None or report.kind is None:
        return 0
    return STEPS.index(report.kind) - STEPS.index(one.kind)
