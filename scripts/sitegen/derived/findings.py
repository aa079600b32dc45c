"""How much of the factsheet of a community was found, and how much was read to find it: no measure of the community."""

from dataclasses import dataclass

from sitegen.records.library import Library
from sitegen.records.model import Community, Gap
from sitegen.values.dates import PartialDate

STRUCTURE_ROW = "structure"
# The rows that pages refer to by id; a rule checks that the factsheet has them.
NAMED_ROWS = (STRUCTURE_ROW, "main", "area")


@dataclass(frozen=True, slots=True)
class Findings:
    """The number of rows found for a community itself, of those answered only at district level, and of all rows."""

    found: int
    at_district: int
    total: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The number of sources that stand, and of those of them of which only a part was read."""

    total: int
    in_part: int


def filled_rows(community: Community, library: Library) -> set[str]:
    """Return the ids of the rows in which ``community`` has a record of any kind."""
    return _rows(community, library, any_record=True)


def found_rows(community: Community, library: Library) -> set[str]:
    """Return the ids of the rows that count as found: those that hold more than slogans, names or captions.

    A structure of which no part is named is no more than the name of a scheme.
    """
    return _rows(community, library, any_record=False)


def _rows(community: Community, library: Library, *, any_record: bool) -> set[str]:
    """Return the rows of the facts, events, projects and structure of ``community``."""
    rows = {
        measure.row
        for fact in community.facts
        if (measure := library.measures.get(fact.measure)) and measure.row and (any_record or measure.counts)
    }
    rows |= {event.row for event in community.events if event.row}
    rows |= {project.row for project in community.projects}
    parts = community.structure.nodes if community.structure else ()
    rows |= {STRUCTURE_ROW for part in parts if any_record or part.count is None}
    return rows & {row.id for row in library.factsheet.rows}


def findings(community: Community, library: Library) -> Findings:
    """Count the rows of ``community``; one with a record of its own is never counted as answered at district level."""
    found = found_rows(community, library)
    elsewhere = {row.id for row in library.factsheet.rows if row.at_district} - found
    return Findings(len(found), len(elsewhere), len(library.factsheet.rows))


def reading(library: Library) -> Reading:
    """Count the sources of ``library`` that are not withdrawn."""
    standing = [source for source in library.sources.values() if source.withdrawn is None]
    return Reading(len(standing), sum(source.extent != "whole" for source in standing))


def last_searched(gap: Gap, library: Library) -> PartialDate:
    """Return the day of the last search for a gap: one for all records, or one of its own."""
    days = [search.date for search in (*library.programme.searches, *gap.searches)]
    return max(days, key=lambda day: day.order)
