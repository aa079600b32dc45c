"""Which claims, announced dates and reports of two states are the same: they have no id, so they are paired by likeness."""

from collections.abc import Hashable

from sitegen.report.inventory import Thing

# The fields in which two parts must agree, from the strictest likeness to the loosest.
LIKENESSES: tuple[tuple[str, ...], ...] = (
    ("source", "at", "scope", "value", "due", "date"),
    ("source", "at", "scope"),
    ("source", "at", "value", "due", "date"),
    ("source", "scope", "value", "due", "date"),
    ("source", "at"),
    ("source", "scope"),
    ("source",),
    ("value", "due", "date"),
)
Pair = tuple[Thing | None, Thing | None]


def pair_parts(before: tuple[Thing, ...], after: tuple[Thing, ...]) -> list[Pair]:
    """Return (before, after) for each part in the order of ``after``, then for each that is gone; None where one is missing."""
    earlier: dict[int, Thing] = {}
    old, new = list(before), list(after)
    for fields in (None, *LIKENESSES):
        for likeness in sorted({_likeness(part, fields) for part in new}, key=repr):
            old_alike = [part for part in old if _likeness(part, fields) == likeness]
            new_alike = [part for part in new if _likeness(part, fields) == likeness]
            for old_part, new_part in zip(old_alike, new_alike, strict=False):
                earlier[id(new_part)] = old_part
                old = [part for part in old if part is not old_part]
                new = [part for part in new if part is not new_part]
    return [(earlier.get(id(part)), part) for part in after] + [(part, None) for part in old]


def _likeness(part: Thing, fields: tuple[str, ...] | None) -> Hashable:
    """Return what is equal for parts that are alike in ``fields``; without fields, the whole record."""
    kind = part.key[-2]
    if fields is None:
        return kind, repr(part.record)
    return kind, tuple(repr(getattr(part.record, name, None)) for name in fields)
