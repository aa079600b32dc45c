"""The facilities: hospitals, colleges, housing and other services."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.select import fact_views, planned_and_happened
from sitegen.plan.views import EventView, FactView
from sitegen.records.model import Facility


@dataclass(frozen=True)
class FacilityView:
    """A facility with its facts, its planned events, and those that nobody had announced."""

    facility: Facility
    facts: tuple[FactView, ...]
    planned: tuple[EventView, ...]
    happened: tuple[EventView, ...]


@dataclass(frozen=True)
class FacilitiesView:
    """The facilities of one page."""

    facilities: tuple[FacilityView, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[FacilitiesView]]:
    """Yield the pages of the list."""
    library = survey.library
    views = tuple(_facility(one, survey) for one in library.facilities.values())
    for heading in headings(kind, library):
        yield heading.with_view(FacilitiesView(heading.part(views, library.lengths.facilities)))


def _facility(facility: Facility, survey: Survey) -> FacilityView:
    library = survey.library
    return FacilityView(
        facility, fact_views(facility, library), *planned_and_happened(facility, library, survey.as_of)
    )
