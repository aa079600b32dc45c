"""The records as they stand on a day: without what only sources say that had not appeared by then, or were withdrawn."""

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sitegen.derived.dated_plans import appeared_by
from sitegen.derived.targets import statements
from sitegen.records.library import Library
from sitegen.records.model import (
    Change,
    Citation,
    Claim,
    Community,
    Event,
    Facility,
    Fact,
    Lead,
    Named,
    Outcome,
    Place,
    PlannedDate,
    Project,
    Record,
    Source,
    Subject,
)

R = TypeVar("R", bound=Record)
N = TypeVar("N", bound=Named)
S = TypeVar("S", bound=Subject)


def standing(library: Library, as_of: date) -> Library:
    """Return ``library`` with all that counts on the day ``as_of``, from which everything that readers see is made.

    What withdrawn sources say is left out, but a record of which nothing would be left stays as it is: a rule refuses it.
    Then everything is left out that no source had said by then, and leads that were found later.
    """
    return _without_unknown(_without_withdrawn(library, as_of), as_of)


def _without_withdrawn(library: Library, as_of: date) -> Library:
    sources = {identifier: _as_of(source, as_of) for identifier, source in library.sources.items()}

    def stands(citation: Citation) -> bool:
        source = sources.get(citation.source)
        return source is None or source.withdrawn is None

    def fact(one: Fact) -> Fact:
        return _with_claims(one, list(filter(stands, one.claims))) or one

    def event(one: Event) -> Event:
        return _with_reports(one, tuple(filter(stands, one.plan)), tuple(filter(stands, one.actual))) or one

    def subject(one: S) -> S:
        return _with(
            one,
            facts=_each(fact, one.facts),
            events=_each(event, one.events),
            leads=_known(one.leads, as_of),
            **({"projects": _each(subject, one.projects)} if isinstance(one, Community) else {}),
        )

    return replace(
        library,
        sources=sources,
        programme=subject(library.programme),
        communities=_values(subject, library.communities),
        places=_values(subject, library.places),
        facilities=_values(subject, library.facilities),
        organisations=_values(subject, library.organisations),
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


def _without_unknown(library: Library, as_of: date) -> Library:
    """Return ``library`` without sources that had not appeared by ``as_of``, and without what needs them.

    A fact, event, structure, project, facility or place of which nothing is left goes, and so does a community whose stage
    rests on nothing. An organisation stays, as others refer to it.
    """
    if all(appeared_by(source) <= as_of for source in library.sources.values()):
        return library
    return _Known(library, as_of).library


class _Known:
    """What was known of a library on a day; None stands for a record of which nothing was."""

    def __init__(self, library: Library, as_of: date) -> None:
        self.sources = {
            identifier: source
            for identifier, source in library.sources.items()
            if appeared_by(source) <= as_of
        }
        communities = _values(self._community, library.communities)
        known = replace(
            library,
            sources=_values(self._source, self.sources),
            programme=self._subject(library.programme),
            communities=communities,
            places=_values(lambda place: self._place(place, communities), library.places),
            facilities=_values(self._facility, library.facilities),
            organisations=_values(self._subject, library.organisations),
            glossary=_values(self._named, library.glossary),
        )
        names = known.homes.keys()
        changes = _values(lambda change: self._change(change, names), library.changes)
        groups = [
            group.model_copy(
                update={
                    "questions": tuple(
                        _with(one, answers=_only(names, one.answers)) for one in group.questions
                    )
                }
            )
            for group in known.questions.groups
        ]
        anchors = {f"{kind}-{one}" for kind in ("fact", "event") for one in library.homes.keys() - names}
        anchors |= {f"source-{one}" for one in library.sources.keys() - self.sources.keys()}
        anchors |= {f"facility-{one}" for one in library.facilities.keys() - known.facilities.keys()}
        anchors |= {f"place-{one}" for one in library.places.keys() - known.places.keys()}
        pages = {f"communities/{one}" for one in library.communities.keys() - communities.keys()}
        self.library = replace(
            known,
            changes=changes,
            site=_with(known.site, home_facts=_only(names, known.site.home_facts)),
            questions=_with(known.questions, groups=tuple(groups)),
            redirects=_with(
                known.redirects,
                moved=tuple(
                    entry
                    for entry in known.redirects.moved
                    if entry.new.partition("#")[0] not in pages and entry.new.partition("#")[2] not in anchors
                ),
            ),
        )

    def _stands(self, citation: Citation) -> bool:
        return citation.source in self.sources

    def _known_source(self, identifier: str | None) -> str | None:
        return identifier if identifier in self.sources else None

    def _fact(self, fact: Fact) -> Fact | None:
        known = _with_claims(fact, list(filter(self._stands, fact.claims)))
        # What an editor says of several claims is said of those that were not known, too.
        return known if known is fact or known is None else _with(known, comparison=None, shown=None)

    def _event(self, event: Event) -> Event | None:
        plan, actual = tuple(filter(self._stands, event.plan)), tuple(filter(self._stands, event.actual))
        known = _with_reports(event, plan, actual)
        return known if known is None or actual == event.actual else _with(known, comparison=None)

    def _named(self, one: N) -> N:
        return _with(
            one,
            name_source=self._known_source(one.name_source),
            former_names=tuple(
                _with(former, name_source=self._known_source(former.name_source))
                for former in one.former_names
                if self._stands(former)
            ),
        )

    def _subject(self, one: S) -> S:
        changed = _with(one, facts=_each(self._fact, one.facts), events=_each(self._event, one.events))
        return self._named(changed) if isinstance(changed, Named) else changed

    def _project(self, project: Project) -> Project | None:
        known = self._subject(project)
        return known if known.facts else None

    def _facility(self, facility: Facility) -> Facility | None:
        known = self._subject(facility)
        return known if known.facts or known.events or not (facility.facts or facility.events) else None

    def _place(self, place: Place, communities: dict[str, Community]) -> Place | None:
        if not self._stands(place.named):
            return None
        community = place.community if place.community in communities else None
        return _with(self._subject(place), community=community)

    def _community(self, community: Community) -> Community | None:
        structure = community.structure
        known = _with(
            self._subject(community),
            projects=_each(self._project, community.projects),
            structure=structure if structure and self._stands(structure) else None,
        )
        subjects: tuple[Subject, ...] = (known, *known.projects)
        names = {fact.id for subject in subjects for fact in subject.facts}
        names |= {event.id for subject in subjects for event in subject.events}
        names |= {known.structure.id} if known.structure else set()
        if community.stage.basis not in names:
            return None
        return _with(known, key_facts=_only(names, known.key_facts))

    def _source(self, source: Source) -> Source:
        return _with(source, repeats=self._known_source(source.repeats))

    def _change(self, change: Change, names: Container[str]) -> Change:
        was = tuple(one for one in change.was if one.source in self.sources and one.fact in names)
        return _with(change, was=was)


def _only(names: Container[str], listed: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``listed`` that are among ``names``."""
    return tuple(one for one in listed if one in names)


def _with(record: R, **fields: Any) -> R:
    """Return ``record`` with these ``fields``; the same record if none of them is another."""
    changed = {key: value for key, value in fields.items() if value != getattr(record, key)}
    return record.model_copy(update=changed) if changed else record


def _each(change: Callable[[R], R | None], records: tuple[R, ...]) -> tuple[R, ...]:
    """Return ``records`` with each changed, without those of which nothing is left; the same tuple if all are as before."""
    changed = tuple(map(change, records))
    if all(new is old for new, old in zip(changed, records, strict=True)):
        return records
    return tuple(one for one in changed if one is not None)


def _values(change: Callable[[R], R | None], records: dict[str, R]) -> dict[str, R]:
    """Return ``records`` with each changed, without those of which nothing is left."""
    changed = {identifier: change(record) for identifier, record in records.items()}
    return {identifier: record for identifier, record in changed.items() if record is not None}


def _with_claims(fact: Fact, claims: list[Claim]) -> Fact | None:
    """Return ``fact`` with ``claims`` alone, and without the comparison and the choice that need the others."""
    if len(claims) == len(fact.claims):
        return fact
    if not claims:
        return None
    rest = fact.model_copy(update={"claims": tuple(claims)})
    sources = {claim.source for claim in statements(rest)}
    return rest.model_copy(
        update={
            "comparison": fact.comparison if len(claims) > 1 else None,
            "shown": fact.shown if fact.shown and fact.shown.source in sources else None,
        }
    )


def _with_reports(event: Event, plan: tuple[PlannedDate, ...], actual: tuple[Outcome, ...]) -> Event | None:
    """Return ``event`` with these dates and reports alone, and without a comparison that needs the others."""
    if (plan, actual) == (event.plan, event.actual):
        return event
    if not plan and not actual:
        return None
    comparison = event.comparison if len(actual) > 1 else None
    return event.model_copy(update={"plan": plan, "actual": actual, "comparison": comparison})
