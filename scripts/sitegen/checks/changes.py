"""Rules for the log of changes."""

from collections.abc import Iterator
from itertools import pairwise

from sitegen.checks.registry import Finding, named_once, rule
from sitegen.records.library import Library
from sitegen.records.model import Claim, Former


@rule
def changes_stand_newest_first(library: Library) -> Iterator[Finding]:
    """The log begins with the newest change."""
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
def changes_are_filed_under_their_day(library: Library) -> Iterator[Finding]:
    """The name of a file of the log begins with the date of its entry."""
    for identifier, change in library.changes.items():
        name = library.place(("changes", identifier)).file.rpartition("/")[2]
        if name.endswith(f"-{identifier}.yaml") and not name.startswith(f"{change.date}-"):
            yield Finding(
                ("changes", identifier, "date"),
                f"变更“{identifier}”的日期{change.date}与文件名里的不同",
                f'The date of the change "{identifier}", {change.date}, is not the one in the name of its file',
                f"把文件改名为{change.date}-{identifier}.yaml，或改正日期",
                f"call the file {change.date}-{identifier}.yaml, or correct the date",
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
        facts = tuple(former.fact for former in change.was)
        for key, names, known in (("records", change.records, facts), ("pages", change.pages, ())):
            yield from named_once(("changes", identifier, key), names, known)


@rule
def a_restated_fact_keeps_its_former_claim(library: Library) -> Iterator[Finding]:
    """If a source was restated, the log keeps the former claim of each fact."""
    for identifier, change in library.changes.items():
        kept = {former.fact for former in change.was}
        for index, name in enumerate(change.records):
            if change.kind == "source_restated" and name in library.facts and name not in kept:
                yield Finding(
                    ("changes", identifier, "records", index),
                    f"来源更新了说法，没有写明“{name}”原来的说法",
                    f'The source was restated, but the entry does not keep what "{name}" said before',
                    "从records移到was，写明原来的value、status和source",
                    "move it from records to was, with the value, status and source that it had",
                )


@rule
def wording_changes_no_fact(library: Library) -> Iterator[Finding]:
    """An editorial change alters no fact."""
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
def a_former_claim_no_longer_holds(library: Library) -> Iterator[Finding]:
    """A former claim in the log differs from what the fact says, by the same source, since the change."""
    statements: dict[tuple[str, str], list[object]] = {}
    for fact in library.facts.values():
        for claim in fact.claims:
            # What a withdrawn source says is no longer said here.
            if (source := library.sources.get(claim.source)) and source.withdrawn:
                continue
            statements.setdefault((fact.id, claim.source), []).append(_statement(claim))
    for identifier, change in library.changes.items():
        for index, former in enumerate(change.was):
            if _statement(former) in statements.get((former.fact, former.source), []):
                yield Finding(
                    ("changes", identifier, "was", index, "value"),
                    f"“{former.fact}”在这次改动以后仍是这个说法",
                    f'"{former.fact}" says the same since this change',
                    "写改动以前的说法；没有变的不写",
                    "write what it said before the change, and nothing that has stayed",
                )
        for former in change.was:
            statements[former.fact, former.source] = [_statement(former)]


def _statement(claim: Claim | Former) -> object:
    """Return what a claim says, without its source."""
    return claim.value, claim.status, claim.as_of, claim.scope
