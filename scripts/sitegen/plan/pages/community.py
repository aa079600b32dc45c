"""The page of each community, which shows its `CommunityView`."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sitegen.page_kinds import PageKind
from sitegen.plan.community_views import community_view
from sitegen.plan.context import Survey
from sitegen.plan.page import Heading, Page
from sitegen.plan.select import communities_of
from sitegen.plan.views import CommunityView
from sitegen.records.library import Library
from sitegen.records.model import Community


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[CommunityView]]:
    """Yield the page of every community."""
    for view in survey.communities:
        yield _page(kind, view, survey.library)


def plan_showing(
    communities: AbstractSet[str], kind: PageKind, survey: Survey
) -> Iterator[Page[CommunityView]]:
    """Yield the page of every community that shows one of ``communities``, without planning the others."""
    library = survey.library
    for community in library.communities.values():
        if not communities.isdisjoint(_rests_on(community, library)):
            yield _page(kind, community_view(community, library, survey.as_of), library)


def _page(kind: PageKind, view: CommunityView, library: Library) -> Page[CommunityView]:
    heading = Heading(kind, view.page, view.community.name, view.community.summary)
    return heading.with_view(view, _rests_on(view.community, library))


def _rests_on(community: Community, library: Library) -> frozenset[str]:
    """Return the communities whose records the page of ``community`` shows."""
    return communities_of(community.key_facts, library) | {community.id}
