"""How much of a community's factsheet is published; it measures publication, not quality."""

from dataclasses import dataclass

from sitegen.records.library import Library
from sitegen.records.model import Community

STRUCTURE_ROW = "structure"
# The rows that pages show by name; a rule makes sure that the factsheet has them.
NAMED_ROWS = (STRUCTURE_ROW, "main", "area")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Rows with something published, of all rows."""

    published: int
    total: int


def published_rows(community: Community, library: Library) -> set[str]:
    """Return the ids of the rows that a fact, event, project or structure of ``community`` fills."""
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
