"""Plan the pages: one module for each kind, of the kind's name, says in `plan` which there are and what each shows.

What a page says is the same in both languages; a plan therefore holds no words of its own and no language.
"""

from collections.abc import Iterator
from importlib import import_module

from sitegen.kinds import KINDS
from sitegen.plan.page import Page
from sitegen.plan.survey import Survey


def plan_pages(survey: Survey) -> Iterator[Page[object]]:
    """Yield every page that is made of the records alone, kind by kind."""
    for kind in KINDS.values():
        if kind.of_records:
            yield from import_module(f"{__name__}.{kind.name}").plan(kind, survey)
