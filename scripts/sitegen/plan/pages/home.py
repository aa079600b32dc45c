"""The home page: what the site is about, at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.derived.reliance import Reliance
from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Heading, Page
from sitegen.plan.select import fact_view
from sitegen.plan.views import CommunityView, Coverage, Dated, EventView, FactView, PlaceStage, Tally
from sitegen.records.library import Library


@dataclass(frozen=True)
class HomeView:
    """The facts chosen for the home page, and all communities, planned events and outcomes, of which it shows the first."""

    facts: tuple[FactView, ...]
    communities: tuple[CommunityView, ...]
    planned: tuple[EventView, ...]
    recent: tuple[EventView, ...]
    tally: Tally
    coverage: Coverage
    stages_of_places: tuple[PlaceStage, ...]
    reliance: Reliance
    latest_report: Dated | None
    passed_targets: int


def heading(kind: PageKind, library: Library) -> Heading:
    """Return the heading of the home page, which is the site's own."""
    return Heading(kind, kind.path, library.site.title, library.site.description)


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[HomeView]]:
    """Yield the home page."""
    library = survey.library
    yield heading(kind, library).with_view(
        HomeView(
            facts=tuple(fact_view(library.facts[one], library) for one in library.site.home_facts),
            communities=survey.communities,
            planned=survey.planned,
            recent=survey.recent,
            tally=survey.tally,
            coverage=survey.coverage,
            stages_of_places=survey.stages_of_places,
            reliance=survey.reliance,
            latest_report=survey.latest_report,
            passed_targets=survey.passed_targets,
        )
    )
