"""Rules that no record can keep by itself: each is a function whose name and docstring state it.

A rule yields a `Finding` for every breach. The modules of this package hold one subject each and register their
rules by `rule`; `run` turns findings into problems at their places.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..library import Library, Path
from ..problems import Message, Problem


class Finding(NamedTuple):
    """A breach of a rule at the path of a value."""

    path: Path
    zh: str
    en: str
    fix_zh: str
    fix_en: str


Rule = Callable[[Library], Iterator[Finding]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Register ``function`` as a rule."""
    RULES.append(function)
    return function


def run(library: Library) -> list[Problem]:
    """Return a problem for every breach of every rule."""
    from . import changes, communities, events, facts, moved, prose, sources  # noqa: F401 - importing registers their rules

    return [
        Problem(library.place(finding.path), Message(*finding[1:]))
        for check in RULES
        for finding in check(library)
    ]
