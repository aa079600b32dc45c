"""The log of changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, by_page, headings
from sitegen.plan.views import ChangeView


@dataclass(frozen=True)
class ChangesView:
    """The changes of one page, the newest first."""

    changes: tuple[ChangeView, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[ChangesView]]:
    """Yield the pages of the log."""
    paging = survey.library.paging
    changes = by_page(survey.changes, lambda view: paging.page(kind.path, f"change-{view.change.id}"))
    for heading in headings(kind, survey.library):
        yield heading.with_view(ChangesView(changes.get(heading.path, ())))
