"""Everything that is shown of one subject: a community, a facility, an organisation, a place."""

from collections import Counter
from collections.abc import Hashable, Iterator
from datetime import date

from sitegen.derived.disclosure import STRUCTURE_ROW, disclosure
from sitegen.plan.citations import Known, citations, statements_of
from sitegen.plan.select import (
    date_of,
    date_of_record,
    event_views,
    fact_view,
    fact_views,
    what_happened,
    what_was_promised,
)
from sitegen.plan.views import (
    Branch,
    CommunityView,
    ComparedGroup,
    ComparedRow,
    EventView,
    FacilityView,
    FactView,
    GapView,
    GroupView,
    OrganisationView,
    PlaceView,
    ProjectView,
    RowView,
)
from sitegen.records.library import Library
from sitegen.records.model import Community, Facility, Organisation, Place, RowGroup, Source, Structure

# What is there, as against what is only intended: figures of the two kinds are never on the same basis.
_THERE = ("done", "actual", "under_way", "statement")


def place_view(place: Place, communities: tuple[CommunityView, ...], library: Library) -> PlaceView:
    """Return a place with its community, if one of ``communities`` is there."""
    there = next((view for view in communities if view.community.id == place.community), None)
    return PlaceView(place, there, fact_views(place, library))


def compared_groups(communities: tuple[CommunityView, ...], library: Library) -> tuple[ComparedGroup, ...]:
    """Return the factsheet with the entries of all communities side by side."""
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


def organisation_view(
    organisation: Organisation, library: Library, known: dict[str, Known], as_of: date
) -> OrganisationView:
    """Return an organisation with what it takes part in and is quoted for."""
    events = tuple(event_views(organisation, library, as_of))
    communities = tuple(library.communities.values())
    return OrganisationView(
        organisation,
        fact_views(organisation, library),
        what_was_promised(events),
        what_happened(view for view in events if not view.ledger.is_promise),
        tuple(community for community in communities if organisation.id in community.organisations),
        tuple(
            (project, community)
            for community in communities
            for project in community.projects
            if project.operator == organisation.id
        ),
        tuple(one for one in library.facilities.values() if one.operator == organisation.id),
        statements_of(organisation, library, known),
    )


def facility_view(facility: Facility, library: Library, as_of: date) -> FacilityView:
    """Return a facility with its promises apart from what happened without one."""
    events = tuple(event_views(facility, library, as_of))
    unpromised = what_happened(view for view in events if not view.ledger.is_promise)
    return FacilityView(facility, fact_views(facility, library), what_was_promised(events), unpromised)


def community_view(community: Community, library: Library, as_of: date) -> CommunityView:
    """Return everything that is shown of one community."""
    facts = fact_views(community, library)
    own = tuple(event_views(community, library, as_of))
    projects = tuple(
        ProjectView(
            project,
            library.organisations[project.operator] if project.operator else None,
            fact_views(project, library),
            tuple(event_views(project, library, as_of)),
        )
        for project in community.projects
    )
    events = [*own, *(event for project in projects for event in project.events)]
    shown = [view.shown for view in facts] + [fact.shown for project in projects for fact in project.facts]
    return CommunityView(
        community=community,
        page=f"communities/{community.id}",
        disclosure=disclosure(community, library),
        key_facts=tuple(fact_view(library.facts[identifier], library) for identifier in community.key_facts),
        groups=tuple(_group(group, community, facts, own) for group in library.factsheet.groups),
        structure=tuple(_branches(community.structure, None)) if community.structure else (),
        projects=projects,
        promises=what_was_promised(events),
        happened=what_happened(events),
        organisations=tuple(library.organisations[identifier] for identifier in community.organisations),
        gaps=tuple(_gaps(community, library)),
        sources=_cited(community, library),
        stage_date=date_of_record(community.stage.basis, library),
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
    cited = {citation.source for subject in subjects for _, _, citation in citations(subject)}
    return tuple(
        library.sources[identifier] for identifier in sorted(cited, key=library.source_places.__getitem__)
    )
