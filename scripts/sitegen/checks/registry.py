"""A rule is a function, registered by `rule`; its name and docstring state the rule."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sitegen.records.library import Library, Path


class Finding(NamedTuple):
    """A violation of a rule, at the path of a value."""

    path: Path
    zh: str
    en: str
    fix_zh: str
    fix_en: str


def repeated(names: Sequence[str], known: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield (index, name) for each of ``names`` that is repeated or among ``known``."""
    seen = set(known)
    for index, name in enumerate(names):
        if name in seen:
            yield index, name
        seen.add(name)


Rule = Callable[[Library], Iterator[Finding]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Register ``function`` as a rule."""
    RULES.append(function)
    return function
