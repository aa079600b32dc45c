"""What pages show of one record: the claim shown first, its date, its page; and the views of facts and events."""

from collections.abc import Iterable, Iterator
from datetime import date

from sitegen.derived.dated_plans import best_outcome, ledger
from sitegen.derived.reliance import originals
from sitegen.derived.targets import results, statements
from sitegen.plan.views import Dated, EventView, FactView
from sitegen.records.library import Library
from sitegen.records.model import (
    Citation,
    Claim,
    Community,
    Event,
    Facility,
    Fact,
    Former,
    Organisation,
    Place,
    PlanState,
    Programme,
    Source,
    Structure,
    Subject,
)
from sitegen.values.dates import PartialDate


def page_of(identifier: str, library: Library) -> str:
    """Return the address of the page of the fact, event or structure with this id."""
    home = library.homes[identifier]
    return f"communities/{home.community.id}" if home.community else PAGES[type(home.subject)]


# The page that shows everything about a kind of subject; each community has a page of its own.
PAGES: dict[type[Subject], str] = {
    Programme: "targets",
    Facility: "facilities",
    Organisation: "organisations",
    Place: "communities",
}


def communities_of(records: Iterable[str], library: Library) -> frozenset[str]:
    """Return the communities that the facts, events and structures with these ids belong to."""
    homes = (library.homes[record].community for record in records)
    return frozenset(home.id for home in homes if home)


def shown_claim(fact: Fact, library: Library) -> Claim:
    """Return the claim to show first: the editor's choice, else best tier, originals, latest date; no outcome of a target."""
    claims = statements(fact)
    if fact.shown:
        return next(claim for claim in claims if claim.source == fact.shown.source)
    latest_first = sorted(claims, key=lambda claim: date_of(claim, library).order, reverse=True)
    # Sorting is stable, also in reverse: of equal claims, the one that the editor wrote first comes first.
    return min(latest_first, key=lambda claim: _rank(library.sources[claim.source]))


def _rank(source: Source) -> tuple[bool, int, bool]:
    """Order sources by tier; within a tier, a reprint comes after originals. One that was withdrawn comes last."""
    return source.withdrawn is not None, source.rank, source.repeats is not None


def date_of(claim: Claim | Former | Structure, library: Library) -> PartialDate:
    """Return the date that a claim is about: its own, or its source's."""
    return claim.as_of or library.sources[claim.source].published


def inferred_from(claim: Claim | Former | Structure, library: Library) -> str | None:
    """Return the words from which the date that a claim is about was worked out; None if it is as printed."""
    if claim.as_of is None:
        return library.sources[claim.source].printed
    return claim.printed if isinstance(claim, Citation) else None


def dated(claim: Claim | Structure, library: Library) -> Dated:
    """Return the date that a claim is about, with the words from which it was worked out."""
    return Dated(date_of(claim, library), inferred_from(claim, library))


def dated_record(identifier: str, library: Library) -> Dated:
    """Return the date of the fact, event or structure that a stage rests on."""
    if identifier in library.facts:
        return dated(shown_claim(library.facts[identifier], library), library)
    if identifier in library.events:
        event = library.events[identifier]
        if outcome := best_outcome(event.actual, library):
            return Dated(outcome.date, outcome.printed)
        last = event.plan[-1]
        source = library.sources[last.source]
        return Dated(last.said, None) if last.said else Dated(source.published, source.printed)
    structures = (community.structure for community in library.communities.values() if community.structure)
    return next(dated(structure, library) for structure in structures if structure.id == identifier)


def is_withdrawn(anchor: str, library: Library) -> bool:
    """Say whether ``anchor`` is that of a source that was withdrawn."""
    source = library.sources.get(anchor.removeprefix("source-")) if anchor.startswith("source-") else None
    return source is not None and source.withdrawn is not None


def fact_view(fact: Fact, library: Library) -> FactView:
    """Return a fact with the claim to show first, the others, the outcomes of a target, and the name of what it is about."""
    shown = shown_claim(fact, library)
    others = tuple(claim for claim in statements(fact) if claim is not shown)
    measure, subject = library.measures[fact.measure], library.homes[fact.id].subject
    is_of_subdistrict = measure.scope == "subdistrict" and isinstance(subject, Community)
    about = subject.place if is_of_subdistrict and isinstance(subject, Community) else subject.name
    sources = {claim.source for claim in fact.claims}
    independent = len(originals(fact.claims, library))
    return FactView(fact, measure, shown, others, results(fact), about, len(sources), independent)


def fact_views(subject: Subject, library: Library) -> tuple[FactView, ...]:
    """Return the facts of a subject in their order."""
    return tuple(fact_view(fact, library) for fact in subject.facts)


def in_order_of_time(events: Iterable[Event]) -> list[Event]:
    """Return ``events`` by the date of their first report, or else of the first date announced.

    One without a date stays behind the event that stands before it in the records.
    """
    day, days = date.min, {}
    for event in events:
        dates = [one.date for one in event.actual] or [one.due for one in event.plan if one.due]
        day = days[event.id] = dates[0].end if dates else day
    return sorted(events, key=lambda event: days[event.id])


def event_views(subject: Subject, library: Library, as_of: date) -> Iterator[EventView]:
    """Yield the events of ``subject`` that were known on the day ``as_of``, in order of time."""
    for event in in_order_of_time(subject.events):
        if known := ledger(event, as_of, library):
            yield EventView(known, subject, page_of(event.id, library))


def planned_and_happened(
    subject: Subject, library: Library, as_of: date
) -> tuple[tuple[EventView, ...], tuple[EventView, ...]]:
    """Return the events of ``subject`` that were announced, the most urgent first, and those that happened unannounced."""
    events = tuple(event_views(subject, library, as_of))
    return plans_by_urgency(events), latest_outcomes(view for view in events if not view.ledger.is_planned)


# The states from what waits for an outcome to what has one.
_URGENCY: tuple[PlanState, ...] = (
    "passed", "not_due", "undated", "partly_met", "unjudged", "later", "met", "done", "overtaken", "withdrawn",
)  # fmt: skip


def plans_by_urgency(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Return the planned ones among ``events``, the most urgent first: date passed, due next, undated, closed, done."""
    planned = [view for view in events if view.ledger.is_planned]
    return tuple(sorted(planned, key=lambda view: (_URGENCY.index(view.ledger.state), due_of(view))))


def due_of(view: EventView) -> date:
    """Return the last day of the date in force of a planned event; `date.max` if it has none."""
    due = view.ledger.due
    return due.announced.due.end if due and due.announced.due else date.max


def latest_outcomes(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Return the ``events`` with an outcome, the latest first."""
    happened = [view for view in events if view.ledger.outcome]
    return tuple(sorted(happened, key=lambda view: (outcome_date(view).order, view.event.id), reverse=True))


def outcome_date(view: EventView) -> PartialDate:
    """Return the date of the outcome of an event that has one."""
    outcome = view.ledger.outcome
    assert outcome is not None, "an event without an outcome has no such date"
    return outcome.date
