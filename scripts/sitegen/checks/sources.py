"""Rules for sources."""

from collections.abc import Iterator

from sitegen.checks.registry import Finding, rule
from sitegen.plan.addresses import located_addresses
from sitegen.records.library import Library, Path
from sitegen.records.model import Citation, Event, Fact, references
from sitegen.values.dates import PartialDate
from sitegen.values.web_addresses import comparable_address


@rule
def every_source_is_used(library: Library) -> Iterator[Finding]:
    """Every source supports at least one statement, or another source repeats it, unless it was withdrawn."""
    if library.partial:
        return
    used = {
        identifier
        for located in library.records()
        for _, kind, identifier in references(located.record)
        if kind == "source"
    }
    for identifier, source in library.sources.items():
        if identifier not in used and source.withdrawn is None:
            yield Finding(
                ("sources", identifier, "id"),
                f"来源“{identifier}”没有用到",
                f'The source "{identifier}" supports nothing',
                "在说法里引用它，或删去",
                "cite it or delete it",
            )


@rule
def an_article_is_one_source(library: Library) -> Iterator[Finding]:
    """No two sources have the same web address, however it is written."""
    first: dict[str, str] = {}
    for identifier, source in library.sources.items():
        if source.url is None:
            continue
        article = comparable_address(source.url)
        if article in first:
            yield Finding(
                ("sources", identifier, "url"),
                f"这个网址已登记为来源“{first[article]}”，一篇文章只算一个来源",
                f'This address is registered as the source "{first[article]}": one article is one source',
                f"改为引用“{first[article]}”，删去这一条；确是另一篇的，核对网址",
                f'cite "{first[article]}" and delete this entry; if it is another article, check the address',
            )
        first.setdefault(article, identifier)


@rule
def sources_are_read_after_they_appear(library: Library) -> Iterator[Finding]:
    """No source is read, archived or withdrawn before its publication."""
    for identifier, source in library.sources.items():
        days: list[tuple[Path, PartialDate, str, str]] = [(("read",), source.read, "读取", "read")]
        if source.archived:
            days.append((("archived", "date"), source.archived.date, "存档", "archived"))
        if source.withdrawn:
            days.append((("withdrawn", "date"), source.withdrawn.date, "撤回", "withdrawn"))
        for keys, day, zh, en in days:
            if day.end < source.published.first:
                yield Finding(
                    ("sources", identifier, *keys),
                    f"{zh}日期{day}早于发布日期{source.published}",
                    f"It was {en} on {day}, before it appeared on {source.published}",
                    "核对两个日期",
                    "check both dates",
                )


@rule
def withdrawn_sources_support_nothing_alone(library: Library) -> Iterator[Finding]:
    """A fact or event has a source that stands, and so has whatever rests on one source, such as a name or a choice."""
    withdrawn = {identifier for identifier, source in library.sources.items() if source.withdrawn}
    if not withdrawn:
        return
    for path, fact in library.located_facts():
        yield from _unsupported(path, fact, fact.claims, withdrawn, library)
    for path, event in library.located_events():
        yield from _unsupported(path, event, (*event.plan, *event.actual), withdrawn, library)
    for located in library.records():
        for path, kind, identifier in references(located.record, located.path):
            if kind != "source" or identifier not in withdrawn or {*path} & _COUNTED_TOGETHER:
                continue
            if path[-1] == "repeats":
                if located.path[1] not in withdrawn:
                    yield Finding(
                        path,
                        f"这个来源转载自已撤回的“{identifier}”",
                        f'This source repeats "{identifier}", which was withdrawn',
                        "也写上withdrawn；另有依据、可以单独成立的，删去repeats",
                        "add withdrawn here too; if it stands by itself, delete repeats",
                    )
                continue
            yield Finding(
                path,
                f"来源“{identifier}”已撤回，不能再作依据",
                f'The source "{identifier}" was withdrawn and supports nothing any more',
                "改用没有撤回的来源；没有的，删去这一处（英文名则改写name_basis: working）",
                "name a source that stands, or delete this; of an English name, make it name_basis: working",
            )


# The lists of which each entry has a source of its own, so that one may be withdrawn, and what was said before.
_COUNTED_TOGETHER = {"claims", "plan", "actual", "was"}


def _unsupported(
    path: Path, record: Fact | Event, cited: tuple[Citation, ...], withdrawn: set[str], library: Library
) -> Iterator[Finding]:
    """Find that every source of a record was withdrawn."""
    if not cited or not {citation.source for citation in cited} <= withdrawn or library.is_partial(path):
        return
    called = type(record).called
    made = [address for address, made_by in located_addresses(library).items() if made_by == path]
    lines = [f"- {{old: {address}, why: {{zh: , en: }}}}" for address in made]
    zh, en = "、".join(f"“{line}”" for line in lines), " and ".join(f'"{line}"' for line in lines)
    yield Finding(
        (*path, "id"),
        f"{called.zh}“{record.id}”的来源都已撤回",
        f'Every source of the {called.en} "{record.id}" was withdrawn',
        f"补一条没有撤回的来源；没有的，删去这条{called.zh}，在redirects.yaml的withdrawn下面写{zh}，说明原因",
        f"add a source that stands; if there is none, delete the {called.en}, and below withdrawn in redirects.yaml "
        f"say why: {en}",
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
