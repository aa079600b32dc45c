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


def named_once(path: Path, names: Sequence[str], known: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield that a name stands twice for each of ``names``, the list at ``path``, that is repeated or among ``known``."""
    seen = set(known)
    for index, name in enumerate(names):
        if name in seen:
            yield Finding(
                (*path, index), f"“{name}”写了两次", f'"{name}" stands twice', "只留一个", "keep one"
            )
        seen.add(name)


Rule = Callable[[Library], Iterator[Finding]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Register ``function`` as a rule."""
    RULES.append(function)
    return function
