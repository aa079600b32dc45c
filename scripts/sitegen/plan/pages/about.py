"""The page about the site: how it is made, what its words mean, how current it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sitegen.derived.reliance import Reliance
from sitegen.derived.reviews import review_due
from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.views import Support


@dataclass(frozen=True)
class Reviews:
    """How current the facts are: those past their review date, with the day it was due, and the next one due."""

    total: int
    past: tuple[tuple[Support, date], ...]
    next_due: date | None


@dataclass(frozen=True)
class AboutView:
    """The computed part of the page; the rest is text of the record `site`."""

    reviews: Reviews
    reliance: Reliance


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[AboutView]]:
    """Yield the page about the site."""
    for heading in headings(kind, survey.library):
        yield heading.with_view(AboutView(_reviews(survey), survey.reliance))


def _reviews(survey: Survey) -> Reviews:
    library, as_of = survey.library, survey.as_of
    due = sorted((review_due(fact, library), fact.id) for fact in library.facts.values())
    past = tuple((survey.known[identifier].support, day) for day, identifier in due if day < as_of)
    return Reviews(len(due), past, next((day for day, _ in due if day >= as_of), None))
