"""Plan the pages. Each kind has a module of its name, whose function `plan` yields its pages with their views.

A page has the same content in both languages, so a plan holds no words and no language.
"""

from collections.abc import Iterator
from importlib import import_module

from sitegen.page_kinds import KINDS
from sitegen.plan.context import Survey
from sitegen.plan.page import Page


def plan_pages(survey: Survey) -> Iterator[Page[object]]:
    """Yield every page that needs the records alone, kind by kind."""
    for kind in KINDS.values():
        if kind.of_records:
            yield from import_module(f"{__name__}.{kind.name}").plan(kind, survey)
