"""Plan the pages: which there are, and for each everything that its template shows, sorted and computed.

What a page says is the same in both languages; a plan therefore holds no words of its own and no language.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from .dates import PartialDate, months_after
from .disclosure import STRUCTURE_ROW, disclosure
from .freshness import review_due
from .library import Library
from .model import (
    Citation,
    Claim,
    Community,
    Entry,
    Event,
    Facility,
    Fact,
    GlossaryTerm,
    Organisation,
    Place,
    Programme,
    Question,
    RowGroup,
    Source,
    Structure,
    Subject,
    Term,
    Text,
    texts_in,
)
from .promises import best_outcome, ledger
from .quantity import Quantity
from .questions import answer
from .views import (
    AnswerView,
    Branch,
    CommunityView,
    ComparedGroup,
    ComparedRow,
    Coverage,
    EventView,
    FacilityView,
    FactView,
    GapView,
    GroupView,
    Lane,
    OrganisationView,
    Page,
    PlaceStage,
    PlaceView,
    ProjectView,
    PromiseGroup,
    QuestionGroupView,
    Reviews,
    RowView,
    SourceView,
    Support,
    Tally,
    TargetView,
    TermView,
    Year,
)


class Known(NamedTuple):
    """A record with the link to where it stands."""

    record: Fact | Event | Structure
    support: Support


# The pages whose title and description are phrases of the vocabulary.
TITLED = (
    "communities",
    "compare",
    "timeline",
    "targets",
    "organisations",
    "facilities",
    "questions",
    "glossary",
    "sources",
    "about",
)
# What is there, as against what is only intended: figures of the two kinds are never on the same basis.
_THERE = ("done", "actual", "under_way", "statement")


def plan_pages(library: Library, as_of: date) -> tuple[Page, ...]:
    """Return every page of the site, as seen from the day ``as_of``."""
    word = library.vocabulary.phrases
    communities = tuple(_community(community, library, as_of) for community in library.communities.values())
    every = tuple(_events(library, as_of))
    promises, happened = _promises(every), _happened(every)
    years = tuple(
        Year(year, tuple(events)) for year, events in groupby(happened, lambda view: _when(view).end.year)
    )
    places = tuple(_place(place, communities, library) for place in library.places.values())
    home_facts = tuple(_fact(library.facts[identifier], library) for identifier in library.site.home_facts)
    overview: dict[str, object] = {
        "communities": communities,
        "promises": promises,
        "tally": _tally(promises),
        "stages": tuple(_stages(communities, library)),
        "recent": tuple(view for view in happened if not view.is_companys),
        "places": tuple(view for view in places if view.place.named.role != "context"),
        "wider_area": tuple(view for view in places if view.place.named.role == "context"),
        "strip": tuple(_place_stage(view) for view in places if view.place.named.role != "context"),
    }
    known = _known(library, as_of)
    questions = _questions(library, known)
    coverage = _coverage(questions)
    return (
        Page(
            "home",
            "",
            library.site.title,
            library.site.description,
            overview | {"facts": home_facts, "coverage": coverage},
        ),
        Page(
            "communities", "communities", word["communities_title"], word["communities_description"], overview
        ),
        *(
            Page("community", view.page, view.community.name, view.community.summary, {"view": view})
            for view in communities
        ),
        Page(
            "compare",
            "compare",
            word["compare_title"],
            word["compare_description"],
            {"communities": communities, "groups": _compared(communities, library)},
        ),
        Page(
            "timeline",
            "timeline",
            word["timeline_title"],
            word["timeline_description"],
            overview
            | {
                "years": years,
                "promise_groups": _promise_groups(promises, as_of),
                "lanes": _lanes((view for view in every if not view.is_companys), library),
            },
        ),
        Page(
            "targets",
            "targets",
            word["targets_title"],
            word["targets_description"],
            _programme(library, as_of),
        ),
        Page(
            "organisations",
            "organisations",
            word["organisations_title"],
            word["organisations_description"],
            {
                "organisations": tuple(
                    _organisation(organisation, library, known, as_of)
                    for organisation in library.organisations.values()
                )
            },
        ),
        Page(
            "glossary",
            "glossary",
            word["glossary_title"],
            word["glossary_description"],
            {"terms": _glossary(library, known)},
        ),
        Page(
            "questions",
            "questions",
            word["questions_title"],
            word["questions_description"],
            {"groups": questions, "coverage": coverage},
        ),
        Page(
            "facilities",
            "facilities",
            word["facilities_title"],
            word["facilities_description"],
            {
                "facilities": tuple(
                    _facility(facility, library, as_of) for facility in library.facilities.values()
                )
            },
        ),
        Page(
            "sources",
            "sources",
            word["sources_title"],
            word["sources_description"],
            {
                "sources": _sources(library, known),
                "differing": tuple(_differing(library, known)),
            },
        ),
        Page("search", "search", word["search"], word["search_description"], {}),
        Page(
            "about",
            "about",
            word["about_title"],
            word["about_description"],
            {"reviews": _reviews(library, known, as_of)},
        ),
    )


def page_of(identifier: str, library: Library) -> str:
    """Return the address of the page on which the fact, event or structure with this id stands."""
    home = library.homes[identifier]
    return f"communities/{home.community.id}" if home.community else _PAGES[type(home.subject)]


# The page on which everything about a kind of subject stands; a community has one of its own.
_PAGES: dict[type[Subject], str] = {
    Programme: "targets",
    Facility: "facilities",
    Organisation: "organisations",
    Place: "communities",
}


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


def date_of(claim: Claim | Structure, library: Library) -> PartialDate:
    """Return the date that a claim is about: its own, or its source's."""
    return claim.as_of or library.sources[claim.source].published


def _date_of_record(identifier: str, library: Library) -> PartialDate:
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


def _fact(fact: Fact, library: Library) -> FactView:
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


def _facts(subject: Subject, library: Library) -> tuple[FactView, ...]:
    return tuple(_fact(fact, library) for fact in subject.facts)


def _events(library: Library, as_of: date) -> Iterator[EventView]:
    for _, subject in library.subjects():
        yield from _events_of(subject, library, as_of)


def _events_of(subject: Subject, library: Library, as_of: date) -> Iterator[EventView]:
    """Yield the events of ``subject`` that anybody knew of on the day ``as_of``."""
    for event in subject.events:
        if known := ledger(event, as_of, library):
            yield EventView(known, subject, page_of(event.id, library))


def _promises(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Sort promises by what needs attention: overdue, then due next, undated, and what was carried out."""
    order = ("overdue", "planned", "undated", "unclear", "late", "kept", "done")
    promises = [view for view in events if view.ledger.is_promise]
    return tuple(sorted(promises, key=lambda view: (order.index(view.ledger.state), _due(view))))


def _promise_groups(promises: tuple[EventView, ...], as_of: date) -> tuple[PromiseGroup, ...]:
    """Put together the promises that are overdue, due within twelve months, due later, undated and carried out."""
    horizon = months_after(as_of, 12)

    def kind(view: EventView) -> str:
        state = view.ledger.state
        if state == "planned":
            return "soon" if _due(view) <= horizon else "later"
        return state if state in ("overdue", "undated") else "carried_out"

    kinds = ("overdue", "soon", "later", "undated", "carried_out")
    return tuple(PromiseGroup(one, tuple(view for view in promises if kind(view) == one)) for one in kinds)


def _due(view: EventView) -> date:
    due = view.ledger.due
    return due.due.end if due and due.due else date.max


def _stages(communities: tuple[CommunityView, ...], library: Library) -> Iterator[tuple[Term, int]]:
    """Yield each stage that a community is in, the earliest first, with how many are."""
    counts = Counter(view.community.stage.value for view in communities)
    for stage, term in library.vocabulary.stages.items():
        if counts[stage]:
            yield term, counts[stage]


def _happened(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Return what has happened, the latest first."""
    done = [view for view in events if view.ledger.outcome]
    return tuple(sorted(done, key=lambda view: (_when(view).order, view.event.id), reverse=True))


def _when(view: EventView) -> PartialDate:
    outcome = view.ledger.outcome
    assert outcome is not None, "only events that have happened have a date"
    return outcome.date


def _lanes(events: Iterable[EventView], library: Library) -> tuple[Lane, ...]:
    """Sort events into a lane for each community, and one for each other page on which events stand."""
    lanes: dict[str, list[EventView]] = {}
    for view in events:
        lanes.setdefault(view.page, []).append(view)
    labels: dict[str, Text] = {
        f"communities/{community.id}": community.short for community in library.communities.values()
    }
    return tuple(
        Lane(labels.get(page) or library.vocabulary.phrases[page], tuple(views))
        for page, views in lanes.items()
    )


def _tally(promises: tuple[EventView, ...]) -> Tally:
    states = [view.ledger.state for view in promises]
    return Tally(
        total=len(states),
        overdue=states.count("overdue"),
        planned=states.count("planned"),
        undated=states.count("undated"),
        postponed=sum(view.ledger.moved > 0 for view in promises),
        done=sum(view.ledger.outcome is not None for view in promises),
    )


def _known(library: Library, as_of: date) -> dict[str, Known]:
    """Return by id every fact, event and structure that anybody knew of on the day ``as_of``."""
    known = {}
    for _, subject in library.subjects():
        for anchor, record, _ in _citations(subject):
            if record.id not in known and (not isinstance(record, Event) or ledger(record, as_of, library)):
                support = Support(_label(record, library), subject, page_of(record.id, library), anchor)
                known[record.id] = Known(record, support)
    return known


def _questions(library: Library, known: dict[str, Known]) -> tuple[QuestionGroupView, ...]:
    rows = {row.id: row for row in library.factsheet.rows}

    def view(question: Question) -> AnswerView:
        found = answer(question, library)
        supports = tuple(known[one].support for one in question.answers if one in known)
        return AnswerView(
            found, supports, tuple((rows[row], where) for row, where in found.published if where)
        )

    return tuple(
        QuestionGroupView(group, tuple(view(question) for question in group.questions))
        for group in library.questions.groups
    )


def _glossary(library: Library, known: dict[str, Known]) -> tuple[TermView, ...]:
    """Return each term with the facts, events and structures that use it, each once."""
    words = {
        one: "".join(text.zh for _, text, _ in texts_in(found.record)) + found.support.label.zh
        for one, found in known.items()
    }
    return tuple(
        TermView(term, tuple(known[one].support for one in known if term.name.zh in words[one]))
        for term in library.glossary.values()
    )


def _coverage(groups: tuple[QuestionGroupView, ...]) -> Coverage:
    states = [view.answer.state for group in groups for view in group.answers]
    return Coverage(len(states), states.count("answered"), states.count("partly"), states.count("unanswered"))


def _programme(library: Library, as_of: date) -> dict[str, object]:
    """Sort the facts of the programme into targets, figures reported so far, and what it is."""
    facts = _facts(library.programme, library)
    targets = [
        view for view in facts if view.shown.status == "target" and isinstance(view.shown.value, Quantity)
    ]
    figures = [view for view in facts if view not in targets and isinstance(view.shown.value, Quantity)]
    return {
        "programme": library.programme,
        "targets": tuple(TargetView(view, _has_passed(view.shown, as_of)) for view in targets),
        "figures": tuple(figures),
        "background": tuple(view for view in facts if view not in targets and view not in figures),
    }


def _has_passed(claim: Claim, as_of: date) -> bool:
    """Say whether the deadline of a target has passed; one without a deadline cannot."""
    return claim.as_of is not None and claim.as_of.end < as_of


def _place(place: Place, communities: tuple[CommunityView, ...], library: Library) -> PlaceView:
    there = next((view for view in communities if view.community.id == place.community), None)
    return PlaceView(place, there, _facts(place, library))


def _place_stage(view: PlaceView) -> PlaceStage:
    if view.community is None:
        return PlaceStage(view.place.name, None)
    return PlaceStage(view.community.community.short, view.community.community.stage.value)


def _compared(communities: tuple[CommunityView, ...], library: Library) -> tuple[ComparedGroup, ...]:
    return tuple(
        ComparedGroup(
            group, tuple(_compared_row(tuple(view.row(row.id) for view in communities)) for row in group.rows)
        )
        for group in library.factsheet.groups
    )


def _compared_row(cells: tuple[RowView, ...]) -> ComparedRow:
    """Say in what the published entries of a row differ: what they measure, its scope, or whether it is there yet."""
    filled = [cell.facts for cell in cells if cell.facts]
    bases: dict[str, list[set[Hashable]]] = {
        "measure": [{view.measure.id for view in facts} for facts in filled],
        "scope": [
            {(view.measure.scope, view.shown.scope.zh if view.shown.scope else "") for view in facts}
            for facts in filled
        ],
        "status": [{view.shown.status in _THERE for view in facts} for facts in filled],
    }
    return ComparedRow(
        cells[0].row,
        cells,
        tuple(name for name, found in bases.items() if any(one != found[0] for one in found)),
    )


def _organisation(
    organisation: Organisation, library: Library, known: dict[str, Known], as_of: date
) -> OrganisationView:
    events = tuple(_events_of(organisation, library, as_of))
    communities = tuple(library.communities.values())
    return OrganisationView(
        organisation,
        _facts(organisation, library),
        _promises(events),
        _happened(view for view in events if not view.ledger.is_promise),
        tuple(community for community in communities if organisation.id in community.organisations),
        tuple(
            (project, community)
            for community in communities
            for project in community.projects
            if project.operator == organisation.id
        ),
        tuple(one for one in library.facilities.values() if one.operator == organisation.id),
        _said(organisation, library, known),
    )


def _said(organisation: Organisation, library: Library, known: dict[str, Known]) -> tuple[Support, ...]:
    """Return each record in which something is said by ``organisation``, once."""
    found = {
        record.id: known[record.id].support
        for _, subject in library.subjects()
        for _, record, citation in _citations(subject)
        if citation.said_by == organisation.id and record.id in known
    }
    return tuple(found.values())


def _differing(library: Library, known: dict[str, Known]) -> Iterator[tuple[Fact | Event, Support]]:
    """Yield the facts and events whose sources do not say the same, conflicts first."""
    records = [one for one in known.values() if not isinstance(one.record, Structure)]
    for relation in ("conflict", "change", "scope"):
        for record, support in records:
            assert not isinstance(record, Structure)
            several = len({citation.source for citation in _sources_of(record)}) > 1
            if several and record.comparison and record.comparison.relation == relation:
                yield record, support


def _sources_of(record: Fact | Event) -> tuple[Citation, ...]:
    return record.claims if isinstance(record, Fact) else record.actual


def _reviews(library: Library, known: dict[str, Known], as_of: date) -> Reviews:
    due = sorted((review_due(fact, library), fact.id) for fact in library.facts.values())
    overdue = tuple((known[identifier].support, day) for day, identifier in due if day < as_of)
    return Reviews(len(due), overdue, next((day for day, _ in due if day >= as_of), None))


def _facility(facility: Facility, library: Library, as_of: date) -> FacilityView:
    events = tuple(_events_of(facility, library, as_of))
    unpromised = _happened(view for view in events if not view.ledger.is_promise)
    return FacilityView(facility, _facts(facility, library), _promises(events), unpromised)


def _community(community: Community, library: Library, as_of: date) -> CommunityView:
    facts = _facts(community, library)
    own = tuple(_events_of(community, library, as_of))
    projects = tuple(
        ProjectView(
            project,
            library.organisations[project.operator] if project.operator else None,
            _facts(project, library),
            tuple(_events_of(project, library, as_of)),
        )
        for project in community.projects
    )
    events = [*own, *(event for project in projects for event in project.events)]
    shown = [view.shown for view in facts] + [fact.shown for project in projects for fact in project.facts]
    return CommunityView(
        community=community,
        page=f"communities/{community.id}",
        disclosure=disclosure(community, library),
        key_facts=tuple(_fact(library.facts[identifier], library) for identifier in community.key_facts),
        groups=tuple(_group(group, community, facts, own) for group in library.factsheet.groups),
        structure=tuple(_branches(community.structure, None)) if community.structure else (),
        projects=projects,
        promises=_promises(events),
        happened=_happened(events),
        organisations=tuple(library.organisations[identifier] for identifier in community.organisations),
        gaps=tuple(_gaps(community, library)),
        sources=_cited(community, library),
        stage_date=_date_of_record(community.stage.basis, library),
        latest_figure=max((date_of(claim, library) for claim in shown), key=lambda when: when.order),
    )


def _group(
    group: RowGroup, community: Community, facts: tuple[FactView, ...], events: tuple[EventView, ...]
) -> GroupView:
    unknowns = {unknown.row: unknown for unknown in community.unknowns}
    return GroupView(
        group,
        tuple(
            RowView(
                row,
                tuple(view for view in facts if view.measure.row == row.id),
                tuple(view for view in events if view.event.row == row.id),
                tuple(project for project in community.projects if project.row == row.id),
                community.structure if row.id == STRUCTURE_ROW else None,
                unknowns.get(row.id),
            )
            for row in group.rows
        ),
    )


def _gaps(community: Community, library: Library) -> Iterator[GapView]:
    """Yield the empty rows by reason, the reason with most rows last: the others tell a reader more."""
    rows = {row.id: row for row in library.factsheet.rows}
    counts = Counter(unknown.why for unknown in community.unknowns)
    for why in sorted(counts, key=lambda why: (counts[why], why)):
        empty = [unknown for unknown in community.unknowns if unknown.why == why]
        empty.sort(key=lambda unknown: list(rows).index(unknown.row))
        searched = min((unknown.searched for unknown in empty), key=lambda when: when.order)
        yield GapView(why, tuple((rows[unknown.row], unknown.note) for unknown in empty), searched)


def _branches(structure: Structure, parent: str | None) -> Iterator[Branch]:
    for node in structure.nodes:
        if node.parent == parent:
            yield Branch(node, tuple(_branches(structure, node.id)))


def _cited(community: Community, library: Library) -> tuple[Source, ...]:
    """Return the sources that anything on the community's page cites, in the order of the list."""
    subjects = (community, *community.projects)
    cited = {citation.source for subject in subjects for _, _, citation in _citations(subject)}
    return tuple(source for source in library.sources.values() if source.id in cited)


def _citations(subject: Subject) -> Iterator[tuple[str, Fact | Event | Structure, Citation]]:
    """Yield (anchor, what cites, citation) for everything that ``subject`` says."""
    for fact in subject.facts:
        for claim in fact.claims:
            yield f"fact-{fact.id}", fact, claim
    for event in subject.events:
        for citation in (*event.plan, *event.actual):
            yield f"event-{event.id}", event, citation
    if isinstance(subject, Community) and subject.structure:
        yield f"fact-{subject.structure.id}", subject.structure, subject.structure


def _sources(library: Library, known: dict[str, Known]) -> tuple[SourceView, ...]:
    supports: dict[str, dict[str, Support]] = {identifier: {} for identifier in library.sources}
    for _, subject in library.subjects():
        for anchor, record, citation in _citations(subject):
            if record.id in known:
                supports[citation.source].setdefault(anchor, known[record.id].support)
    for entry, page, anchor in _names(library):
        if entry.name_source:
            label = library.vocabulary.phrases["english_form"]
            supports[entry.name_source].setdefault(anchor, Support(label, entry, page, anchor))
    return tuple(
        SourceView(source, library.sources.get(source.repeats or ""), tuple(supports[source.id].values()))
        for source in library.sources.values()
    )


def _names(library: Library) -> Iterator[tuple[Entry | GlossaryTerm, str, str]]:
    """Yield (record, page, anchor) for everything whose English name may rest on a source."""
    for _, subject in library.subjects():
        if isinstance(subject, Community):
            yield subject, f"communities/{subject.id}", ""
        elif isinstance(subject, Entry):
            yield subject, _PAGES[type(subject)], f"{type(subject).__name__.lower()}-{subject.id}"
    for term in library.glossary.values():
        yield term, "glossary", f"term-{term.id}"


def _label(record: Fact | Event | Structure, library: Library) -> Text:
    if isinstance(record, Fact):
        return library.measures[record.measure].label
    return record.title if isinstance(record, Event) else record.name
