"""The page that searches the site; it shows nothing of the records."""

from collections.abc import Iterator

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[None]]:
    """Yield the page."""
    for heading in headings(kind, survey.library):
        yield heading.with_view(None)
