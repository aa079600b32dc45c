"""Rules for the log of changes."""

from collections.abc import Iterator
from itertools import pairwise

from ..library import Library
from . import Finding, rule


@rule
def changes_stand_newest_first(library: Library) -> Iterator[Finding]:
    """A new change is added at the top, so that the log reads backwards from today."""
    for newer, older in pairwise(library.changes.items()):
        if newer[1].date.end < older[1].date.end:
            yield Finding(
                ("changes", older[0], "date"),
                f"变更“{older[0]}”的日期{older[1].date}晚于它前面一条",
                f'The change "{older[0]}" of {older[1].date} is later than the one before it',
                "按日期从新到旧排列",
                "put the newest first",
            )


@rule
def changes_concern_something(library: Library) -> Iterator[Finding]:
    """A change names the records or pages that it concerns, each once."""
    for identifier, change in library.changes.items():
        if not change.records and not change.pages and not library.is_partial(("changes", identifier)):
            yield Finding(
                ("changes", identifier, "id"),
                f"变更“{identifier}”没有写明涉及哪些记录或页面",
                f'The change "{identifier}" does not say which records or pages it concerns',
                "在records或pages里列出",
                "list them under records or pages",
            )
        for key, names in (("records", change.records), ("pages", change.pages)):
            for index, name in enumerate(names):
                if name in names[:index]:
                    yield Finding(
                        ("changes", identifier, key, index),
                        f"“{name}”写了两次",
                        f'"{name}" stands twice',
                        "只留一个",
                        "keep one",
                    )
