"""The list of places that sources name, with their communities."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.views import CommunityView, PlaceStage, PlaceView
from sitegen.records.model import Term


@dataclass(frozen=True)
class CommunitiesView:
    """The places of one page, those of the wider area apart, and their communities.

    `stages_of_places` has every place named, and `stages` how many communities there are in each stage.
    """

    places: tuple[PlaceView, ...]
    wider_area: tuple[PlaceView, ...]
    communities: tuple[CommunityView, ...]
    stages_of_places: tuple[PlaceStage, ...]
    stages: tuple[tuple[Term, int], ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[CommunitiesView]]:
    """Yield the pages of the list; a community stands on the page of its place, in the order of communities."""
    for heading in headings(kind, survey.library):
        places = heading.part(survey.places, survey.library.lengths.communities)
        pages = {view.community.page for view in places if view.community}
        yield heading.with_view(
            CommunitiesView(
                places=tuple(view for view in places if view.place.named.role != "context"),
                wider_area=tuple(view for view in places if view.place.named.role == "context"),
                communities=tuple(view for view in survey.communities if view.page in pages),
                stages_of_places=survey.stages_of_places,
                stages=survey.stages,
            )
        )
