"""The facilities: hospitals, colleges, housing and other services."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.select import event_views, fact_views, latest_outcomes, plans_by_urgency
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
    events = tuple(event_views(facility, survey.library, survey.as_of))
    unannounced = latest_outcomes(view for view in events if not view.ledger.is_planned)
    return FacilityView(facility, fact_views(facility, survey.library), plans_by_urgency(events), unannounced)
