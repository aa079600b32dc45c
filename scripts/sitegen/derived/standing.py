"""The records as they stand on a day: without what withdrawn sources say, and without outcomes that were not known yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sitegen.derived.promises import known_on
from sitegen.derived.targets import results, statements
from sitegen.records.library import Library
from sitegen.records.model import (
    Claim,
    Community,
    Event,
    Fact,
    Lead,
    Outcome,
    Promise,
    Record,
    Source,
    Subject,
)

S = TypeVar("S", bound=Subject)
R = TypeVar("R", bound=Record)


def standing(library: Library, as_of: date) -> Library:
    """Return ``library`` with all that counts on the day ``as_of``, from which everything that readers see is made.

    Claims, promises and reports of a source that had been withdrawn by then are left out, and so are leads found later
    and the outcome of a target that no source had published; whether an event was known on the day, its ledger says. A record of which nothing
    would be left stays as it is: a rule refuses it.
    """
    sources = {identifier: _as_of(source, as_of) for identifier, source in library.sources.items()}

    def stands(citation: Claim | Promise | Outcome) -> bool:
        source = sources.get(citation.source)
        return source is None or source.withdrawn is None

    def fact(one: Fact) -> Fact:
        unknown = [id(result.claim) for result in results(one) if known_on(result.claim, library) > as_of]
        return _without(one, [claim for claim in one.claims if stands(claim) and id(claim) not in unknown])

    def event(one: Event) -> Event:
        return _kept(one, tuple(filter(stands, one.plan)), tuple(filter(stands, one.actual)))

    def subject(one: S) -> S:
        changed: dict[str, Any] = {
            "facts": _each(fact, one.facts),
            "events": _each(event, one.events),
            "leads": _known(one.leads, as_of),
            **({"projects": _each(subject, one.projects)} if isinstance(one, Community) else {}),
        }
        changed = {key: value for key, value in changed.items() if value is not getattr(one, key)}
        return one.model_copy(update=changed) if changed else one

    def subjects(all_of: dict[str, S]) -> dict[str, S]:
        return {identifier: subject(one) for identifier, one in all_of.items()}

    return replace(
        library,
        sources=sources,
        programme=subject(library.programme),
        communities=subjects(library.communities),
        places=subjects(library.places),
        facilities=subjects(library.facilities),
        organisations=subjects(library.organisations),
    )


def _as_of(source: Source, as_of: date) -> Source:
    """Return a source as it was on the day: one that is withdrawn later was not yet."""
    if source.withdrawn is None or source.withdrawn.date.end <= as_of:
        return source
    return source.model_copy(update={"withdrawn": None})


def _known(leads: tuple[Lead, ...], as_of: date) -> tuple[Lead, ...]:
    """Return the ``leads`` that had been found on the day; the same tuple if all had."""
    known = tuple(lead for lead in leads if lead.searched.end <= as_of)
    return known if len(known) < len(leads) else leads


def _each(change: Callable[[R], R], records: tuple[R, ...]) -> tuple[R, ...]:
    """Return ``records`` with each changed; the same tuple if none is."""
    changed = tuple(map(change, records))
    return records if all(new is old for new, old in zip(changed, records, strict=True)) else changed


def _without(fact: Fact, claims: list[Claim]) -> Fact:
    """Return ``fact`` with ``claims`` alone, and without the comparison and the choice that need the others."""
    if not claims or len(claims) == len(fact.claims):
        return fact
    rest = fact.model_copy(update={"claims": tuple(claims)})
    sources = {claim.source for claim in statements(rest)}
    return rest.model_copy(
        update={
            "comparison": fact.comparison if len(claims) > 1 else None,
            "shown": fact.shown if fact.shown and fact.shown.source in sources else None,
        }
    )


def _kept(event: Event, plan: tuple[Promise, ...], actual: tuple[Outcome, ...]) -> Event:
    """Return ``event`` with these promises and reports alone, and without a comparison that needs the others."""
    if not (plan or actual) or (plan, actual) == (event.plan, event.actual):
        return event
    comparison = event.comparison if len(actual) > 1 else None
    return event.model_copy(update={"plan": plan, "actual": actual, "comparison": comparison})
