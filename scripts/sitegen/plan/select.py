"""What is shown of one record: which claim stands first, as of when, on which page; what was promised and what happened."""

from collections.abc import Iterable, Iterator
from datetime import date

from sitegen.derived.promises import best_outcome, ledger
from sitegen.plan.views import EventView, FactView
from sitegen.records.library import Library
from sitegen.records.model import (
    Claim,
    Community,
    Facility,
    Fact,
    Former,
    Organisation,
    Place,
    Programme,
    Source,
    Structure,
    Subject,
)
from sitegen.values.dates import PartialDate


def page_of(identifier: str, library: Library) -> str:
    """Return the address of the page on which the fact, event or structure with this id stands."""
    home = library.homes[identifier]
    return f"communities/{home.community.id}" if home.community else PAGES[type(home.subject)]


# The page on which everything about a kind of subject stands; a community has one of its own.
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
    """Return the claim to show first: the editor's choice, else best tier, originals, latest date."""
    if fact.shown:
        return next(claim for claim in fact.claims if claim.source == fact.shown.source)
    latest_first = sorted(fact.claims, key=lambda claim: date_of(claim, library).order, reverse=True)
    # Sorting is stable, also in reverse: between equals the claim that the editor wrote first comes first.
    return min(latest_first, key=lambda claim: _rank(library.sources[claim.source]))


def _rank(source: Source) -> tuple[str, bool]:
    """Order sources by tier; within one, a reprint comes after what was first published."""
    return source.tier, source.repeats is not None


def date_of(claim: Claim | Former | Structure, library: Library) -> PartialDate:
    """Return the date that a claim is about: its own, or its source's."""
    return claim.as_of or library.sources[claim.source].published


def date_of_record(identifier: str, library: Library) -> PartialDate:
    """Return the date of the fact, event or structure that a stage rests on."""
    if identifier in library.facts:
        return date_of(shown_claim(library.facts[identifier], library), library)
    if identifier in library.events:
        event = library.events[identifier]
        if outcome := best_outcome(event.actual, library):
            return outcome.date
        promise = event.plan[-1]
        return promise.said or library.sources[promise.source].published
    structures = (community.structure for community in library.communities.values() if community.structure)
    return next(date_of(structure, library) for structure in structures if structure.id == identifier)


def fact_view(fact: Fact, library: Library) -> FactView:
    """Return a fact with the claim to show first and what it is about."""
    shown = shown_claim(fact, library)
    others = tuple(claim for claim in fact.claims if claim is not shown)
    measure, subject = library.measures[fact.measure], library.homes[fact.id].subject
    whole = measure.scope == "subdistrict" and isinstance(subject, Community)
    about = subject.place if whole and isinstance(subject, Community) else subject.name
    sources = {claim.source for claim in fact.claims}
    originals = {_original(source, library) for source in sources}
    return FactView(fact, measure, shown, others, about, len(sources), len(originals))


def _original(source: str, library: Library) -> str:
    """Follow a reprint to what was first published."""
    repeats = library.sources[source].repeats
    return _original(repeats, library) if repeats else source


def fact_views(subject: Subject, library: Library) -> tuple[FactView, ...]:
    """Return the facts of a subject in their order."""
    return tuple(fact_view(fact, library) for fact in subject.facts)


def event_views(subject: Subject, library: Library, as_of: date) -> Iterator[EventView]:
    """Yield the events of ``subject`` that anybody knew of on the day ``as_of``."""
    for event in subject.events:
        if known := ledger(event, as_of, library):
            yield EventView(known, subject, page_of(event.id, library))


def what_was_promised(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Sort promises by what needs attention: overdue, then due next, undated, and what was carried out."""
    order = ("overdue", "planned", "undated", "unclear", "late", "kept", "done")
    promises = [view for view in events if view.ledger.is_promise]
    return tuple(sorted(promises, key=lambda view: (order.index(view.ledger.state), due_of(view))))


def due_of(view: EventView) -> date:
    """Return the last day on which a promise is kept; the end of time for one without a date."""
    due = view.ledger.due
    return due.due.end if due and due.due else date.max


def what_happened(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Return what has happened, the latest first."""
    done = [view for view in events if view.ledger.outcome]
    return tuple(sorted(done, key=lambda view: (when_of(view).order, view.event.id), reverse=True))


def when_of(view: EventView) -> PartialDate:
    """Return when an event happened."""
    outcome = view.ledger.outcome
    assert outcome is not None, "only events that have happened have a date"
    return outcome.date
