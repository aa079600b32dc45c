"""How a rule is said: a function whose name and docstring state it, registered by `rule`."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sitegen.records.library import Library, Path


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
