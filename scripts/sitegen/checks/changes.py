"""Rules for the log of changes."""

from collections.abc import Iterator
from itertools import pairwise

from sitegen.checks.rules import Finding, repeated, rule
from sitegen.records.library import Library
from sitegen.records.model import Claim, Former


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
        if not change.concerns and not change.pages and not library.is_partial(("changes", identifier)):
            yield Finding(
                ("changes", identifier, "id"),
                f"变更“{identifier}”没有写明涉及哪些记录或页面",
                f'The change "{identifier}" does not say which records or pages it concerns',
                "在records或pages里列出",
                "list them under records or pages",
            )
        before = tuple(former.fact for former in change.was)
        for key, names, above in (("records", change.records, before), ("pages", change.pages, ())):
            for index, name in repeated(names, above):
                yield Finding(
                    ("changes", identifier, key, index),
                    f"“{name}”写了两次",
                    f'"{name}" stands twice',
                    "只留一个",
                    "keep one",
                )


@rule
def a_restated_fact_keeps_what_it_said(library: Library) -> Iterator[Finding]:
    """Where a source now says something else, the log keeps what was said of each fact before."""
    for identifier, change in library.changes.items():
        before = {former.fact for former in change.was}
        for index, name in enumerate(change.records):
            if change.kind == "source_restated" and name in library.facts and name not in before:
                yield Finding(
                    ("changes", identifier, "records", index),
                    f"来源改口，没有写明“{name}”原来的说法",
                    f'The source was restated, but the entry does not keep what "{name}" said before',
                    "从records移到was，写明原来的value、status和source",
                    "move it from records to was, with the value, status and source that it had",
                )


@rule
def wording_changes_no_fact(library: Library) -> Iterator[Finding]:
    """An editorial change leaves what facts say as it was."""
    for identifier, change in library.changes.items():
        if change.kind == "editorial" and change.was:
            yield Finding(
                ("changes", identifier, "kind"),
                "文字调整不改动事实，这里却写了原来的说法",
                "A change of wording alters no fact, yet this one keeps what facts said before",
                "核对kind；事实没有变的，删去was",
                "check the kind, or delete was if no fact has changed",
            )


@rule
def what_was_said_no_longer_stands(library: Library) -> Iterator[Finding]:
    """What a fact said before a change differs from what its source is given to say since: an earlier value is no copy."""
    since: dict[tuple[str, str], list[object]] = {}
    for fact in library.facts.values():
        for claim in fact.claims:
            since.setdefault((fact.id, claim.source), []).append(_said(claim))
    for identifier, change in library.changes.items():
        for index, former in enumerate(change.was):
            if _said(former) in since.get((former.fact, former.source), []):
                yield Finding(
                    ("changes", identifier, "was", index, "value"),
                    f"“{former.fact}”在这次改动以后仍是这个说法",
                    f'"{former.fact}" says the same since this change',
                    "写改动以前的说法；没有变的不写",
                    "write what it said before the change, and nothing that has stayed",
                )
        for former in change.was:
            since[former.fact, former.source] = [_said(former)]


def _said(claim: Claim | Former) -> object:
    """Return what a reader is told, without where it was read."""
    return claim.value, claim.status, claim.as_of, claim.scope
