"""Rules for sources."""

from collections.abc import Iterator

from sitegen.checks.registry import Finding, rule
from sitegen.records.library import Library
from sitegen.records.model import references


@rule
def every_source_is_used(library: Library) -> Iterator[Finding]:
    """Every source supports at least one statement, or another source repeats it."""
    if library.partial:
        return
    used = {
        identifier
        for located in library.records()
        for _, kind, identifier in references(located.record)
        if kind == "source"
    }
    for identifier in library.sources:
        if identifier not in used:
            yield Finding(
                ("sources", identifier, "id"),
                f"来源“{identifier}”没有用到",
                f'The source "{identifier}" supports nothing',
                "在说法里引用它，或删去",
                "cite it or delete it",
            )


@rule
def sources_are_read_after_they_appear(library: Library) -> Iterator[Finding]:
    """No source is read before its publication."""
    for identifier, source in library.sources.items():
        if source.read.end < source.published.first:
            yield Finding(
                ("sources", identifier, "read"),
                f"读取日期{source.read}早于发布日期{source.published}",
                f"It was read on {source.read}, before it appeared on {source.published}",
                "核对两个日期",
                "check both dates",
            )


@rule
def reprints_end_at_an_original(library: Library) -> Iterator[Finding]:
    """The chain of `repeats` from source to source has an end."""
    for identifier in library.sources:
        seen, repeated = {identifier}, library.sources[identifier].repeats
        while repeated in library.sources and repeated not in seen:
            seen.add(repeated)
            repeated = library.sources[repeated].repeats
        if repeated in seen:
            yield Finding(
                ("sources", identifier, "repeats"),
                f"来源“{identifier}”的转载关系绕成了圈",
                f'The source "{identifier}" repeats itself in a circle',
                "改成最早的出处",
                "name the original",
            )
