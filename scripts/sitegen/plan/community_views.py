"""The views of communities and places: everything that pages show of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from sitegen.derived.findings import STRUCTURE_ROW, findings, found_rows, last_searched
from sitegen.derived.reliance import reliance_of
from sitegen.plan.citations import citations, supports
from sitegen.plan.select import (
    dated,
    dated_record,
    event_views,
    fact_view,
    fact_views,
    latest_outcomes,
    planned_and_happened,
    plans_by_urgency,
)
from sitegen.plan.views import (
    Branch,
    CommunityView,
    Dated,
    EventView,
    FactView,
    GapView,
    GroupView,
    PlaceView,
    ProjectView,
    RowView,
)
from sitegen.records.library import Library
from sitegen.records.model import Community, Place, Row, Source, Structure


def place_view(place: Place, community: CommunityView | None, library: Library, as_of: date) -> PlaceView:
    """Return a place with its community, if one is recorded."""
    return PlaceView(
        place, community, fact_views(place, library), *planned_and_happened(place, library, as_of)
    )


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
    groups = _groups(community, facts, own, library, as_of)
    rows = [row for group in groups for row in group.rows]
    shown = [view.shown for view in facts] + [fact.shown for project in projects for fact in project.facts]
    return CommunityView(
        community=community,
        page=f"communities/{community.id}",
        findings=findings(community, library),
        key_facts=tuple(fact_view(library.facts[identifier], library) for identifier in community.key_facts),
        groups=groups,
        structure=tuple(_branches(community.structure, None)) if community.structure else (),
        projects=projects,
        planned=plans_by_urgency(events),
        happened=latest_outcomes(events),
        organisations=tuple(library.organisations[identifier] for identifier in community.organisations),
        gaps=tuple(_gaps(community, rows, library)),
        at_district=tuple(row.row for row in rows if row.at_district),
        sources=_cited(community, library),
        reliance=reliance_of(community, library),
        stage_dated=stage_dated,
        latest_own=max(
            (
                *(
                    dated(claim, library)
                    for view in facts
                    for claim in view.fact.claims
                    if claim.status != "target"
                ),
                *(Dated(one.date, one.printed) for view in own for one in view.ledger.reports),
            ),
            key=lambda one: one.date.order,
            default=stage_dated,
        ),
        latest_figure=max(
            (dated(claim, library) for claim in shown), key=lambda one: one.date.order, default=stage_dated
        ),
    )


def _groups(
    community: Community,
    facts: tuple[FactView, ...],
    events: tuple[EventView, ...],
    library: Library,
    as_of: date,
) -> tuple[GroupView, ...]:
    gaps = {gap.row: gap for gap in community.gaps}
    found = found_rows(community, library)

    def view(row: Row) -> RowView:
        return RowView(
            row,
            tuple(view for view in facts if view.measure.row == row.id),
            tuple(view for view in events if view.event.row == row.id),
            tuple(project for project in community.projects if project.row == row.id),
            community.structure if row.id == STRUCTURE_ROW else None,
            () if row.id in found else supports(row.at_district, library, as_of),
            gaps.get(row.id),
        )

    return tuple(GroupView(group, tuple(map(view, group.rows))) for group in library.factsheet.groups)


def _gaps(community: Community, rows: Iterable[RowView], library: Library) -> Iterator[GapView]:
    """Yield the gaps without an answer by reason, the reason with most rows last, since the others are more informative."""
    empty = [(row.row, row.gap) for row in rows if row.gap and not row.at_district]
    counts = Counter(gap.why for _, gap in empty)
    for why in sorted(counts, key=lambda why: (counts[why], why)):
        alike = [(row, gap) for row, gap in empty if gap.why == why]
        searched = min((last_searched(gap, library) for _, gap in alike), key=lambda day: day.order)
        yield GapView(why, tuple((row, gap.note) for row, gap in alike), searched)


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
