"""The plan of the whole site: pages, feed and calendar, before they are rendered in a language."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sitegen.derived.standing import standing
from sitegen.page_kinds import KINDS
from sitegen.plan.context import Survey
from sitegen.plan.feed_entries import Item, plan_news
from sitegen.plan.page import Heading, Page, headings
from sitegen.plan.pages import community, home, plan_pages
from sitegen.plan.views import EventView
from sitegen.records.library import Library
from sitegen.records.model import Text


@dataclass(frozen=True)
class Plan:
    """What is published of ``library`` as of a day: the pages, and the entries of the feed and the calendar.

    `listed` has the headings of all pages of the site, including those that are not among `pages`.
    """

    library: Library
    as_of: date
    pages: tuple[Page[object], ...]
    listed: tuple[Heading, ...] = ()
    news: tuple[Item, ...] = ()
    planned: tuple[EventView, ...] = ()

    @cached_property
    def titles(self) -> dict[str, Text]:
        """The title of every page by its address."""
        return {heading.path: heading.title for heading in self.listed}


def plan_site(library: Library, as_of: date) -> Plan:
    """Plan everything as of the day ``as_of``; the pages about the published files are only listed."""
    library = standing(library, as_of)
    survey = Survey(library, as_of)
    pages = tuple(plan_pages(survey))
    of_files = (
        heading for kind in KINDS.values() if not kind.of_records for heading in headings(kind, library)
    )
    return Plan(library, as_of, pages, (*pages, *of_files), plan_news(survey), survey.planned)


def plan_communities(communities: AbstractSet[str], library: Library, as_of: date) -> Plan:
    """Plan only the pages of communities that show ``communities``, with the headings of the pages above them."""
    library = standing(library, as_of)
    survey = Survey(library, as_of)
    pages = tuple(community.plan_showing(communities, KINDS["community"], survey))
    above = home.heading(KINDS["home"], library), *headings(KINDS["communities"], library)
    return Plan(library, as_of, pages, (*above, *pages))
