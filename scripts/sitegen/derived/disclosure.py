"""How much of the factsheet of a community is published; this measures publication, not quality."""

from dataclasses import dataclass

from sitegen.records.library import Library
from sitegen.records.model import Community

STRUCTURE_ROW = "structure"
# The rows that pages refer to by id; a rule checks that the factsheet has them.
NAMED_ROWS = (STRUCTURE_ROW, "main", "area")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The number of rows with published content, and of all rows."""

    published: int
    total: int


def published_rows(community: Community, library: Library) -> set[str]:
    """Return the ids of the rows that the facts, events, projects and structure of ``community`` fill."""
    rows = {
        measure.row
        for fact in community.facts
        if (measure := library.measures.get(fact.measure)) and measure.row
    }
    rows |= {event.row for event in community.events if event.row}
    rows |= {project.row for project in community.projects}
    rows |= {STRUCTURE_ROW} if community.structure else set()
    return rows & {row.id for row in library.factsheet.rows}


def disclosure(community: Community, library: Library) -> Disclosure:
    """Count the published rows of ``community``."""
    return Disclosure(len(published_rows(community, library)), len(library.factsheet.rows))
