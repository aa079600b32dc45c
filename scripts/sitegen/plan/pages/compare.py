"""Communities side by side, row by row of the factsheet."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.views import CommunityView, RowView
from sitegen.records.library import Library
from sitegen.records.model import Row, RowGroup

# Statuses of what exists; figures of what is only intended cannot be compared with them.
_EXISTING = ("done", "actual", "under_way", "statement")


@dataclass(frozen=True)
class ComparedRow:
    """A factsheet row across communities, and in what its entries differ so that they cannot be compared."""

    row: Row
    cells: tuple[RowView, ...]
    differs_in: tuple[str, ...]


@dataclass(frozen=True)
class ComparedGroup:
    """A group of factsheet rows across communities."""

    group: RowGroup
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True)
class CompareView:
    """The communities of one page with their entries."""

    communities: tuple[CommunityView, ...]
    groups: tuple[ComparedGroup, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[CompareView]]:
    """Yield the pages of the comparison."""
    library = survey.library
    for heading in headings(kind, library):
        communities = heading.part(survey.communities, library.lengths.compare)
        rests_on = frozenset(view.community.id for view in communities)
        yield heading.with_view(CompareView(communities, _groups(communities, library)), rests_on)


def _groups(communities: tuple[CommunityView, ...], library: Library) -> tuple[ComparedGroup, ...]:
    """Return the factsheet with the entries of ``communities`` side by side."""
    return tuple(
        ComparedGroup(
            group, tuple(_row(tuple(view.row(row.id) for view in communities)) for row in group.rows)
        )
        for group in library.factsheet.groups
    )


def _row(cells: tuple[RowView, ...]) -> ComparedRow:
    """Return the row of ``cells``, with what differs between them: the measure, its scope, or whether it exists yet."""
    filled = [cell.facts for cell in cells if cell.facts]
    bases: dict[str, list[set[Hashable]]] = {
        "measure": [{view.measure.id for view in facts} for facts in filled],
        "scope": [
            {(view.measure.scope, view.shown.scope.zh if view.shown.scope else "") for view in facts}
            for facts in filled
        ],
        "status": [{view.shown.status in _EXISTING for view in facts} for facts in filled],
    }
    return ComparedRow(
        cells[0].row,
        cells,
        tuple(name for name, found in bases.items() if any(one != found[0] for one in found)),
    )
