"""The views of communities and places: everything that pages show of them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sitegen.derived.disclosure import STRUCTURE_ROW, disclosure
from sitegen.derived.reliance import reliance
from sitegen.plan.citations import citations
from sitegen.plan.select import (
    dated,
    dated_record,
    event_views,
    fact_view,
    fact_views,
    latest_outcomes,
    plans_by_urgency,
)
from sitegen.plan.views import (
    Branch,
    CommunityView,
    EventView,
    FactView,
    GapView,
    GroupView,
    PlaceView,
    ProjectView,
    RowView,
)
from sitegen.records.library import Library
from sitegen.records.model import Community, Place, RowGroup, Source, Structure


def place_view(place: Place, community: CommunityView | None, library: Library) -> PlaceView:
    """Return a place with its community, if one is recorded."""
    return PlaceView(place, community, fact_views(place, library))


def community_view(community: Community, library: Library, as_of: date) -> CommunityView:
    """Return everything that pages show of one community."""
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
    stage_dated = dated_record(community.stage.basis, library)
    shown = [view.shown for view in facts] + [fact.shown for project in projects for fact in project.facts]
    return CommunityView(
        community=community,
        page=f"communities/{community.id}",
        disclosure=disclosure(community, library),
        key_facts=tuple(fact_view(library.facts[identifier], library) for identifier in community.key_facts),
        groups=tuple(_group(group, community, facts, own) for group in library.factsheet.groups),
        structure=tuple(_branches(community.structure, None)) if community.structure else (),
        projects=projects,
        planned=plans_by_urgency(events),
        happened=latest_outcomes(events),
        organisations=tuple(library.organisations[identifier] for identifier in community.organisations),
        gaps=tuple(_gaps(community, library)),
        sources=_cited(community, library),
        reliance=reliance(
            (*community.facts, *(one for item in community.projects for one in item.facts)), library
        ),
        stage_dated=stage_dated,
        latest_figure=max(
            (dated(claim, library) for claim in shown), key=lambda one: one.date.order, default=stage_dated
        ),
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
    """Yield the empty rows by reason, the reason with most rows last, since the others are more informative."""
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
    cited |= {former.source for former in community.former_names}
    return tuple(
        library.sources[identifier] for identifier in sorted(cited, key=library.source_places.__getitem__)
    )
