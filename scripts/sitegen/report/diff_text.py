"""Tell the changes to a person, in Chinese and English: as plain text for a terminal, as Markdown for GitHub."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.report.compare import ANSWER, SHOWN, STATE, WHOLE, Change, Unconfirmed, Unlogged
from sitegen.report.github_markdown import LIMIT, escape_github_markdown

# What each aspect of a record is called; the last part of its name decides unless the whole is listed.
ASPECTS = {
    WHOLE: Both("记录", "record"),
    SHOWN: Both("首先显示的说法", "claim shown first"),
    STATE: Both("结果", "outcome"),
    ANSWER: Both("是否有答案", "whether answered"),
    "about": Both("关于", "about"),
    "addresses": Both("网址", "addresses"),
    "new": Both("新网址", "new address"),
    "old": Both("旧网址", "old address"),
    "pages": Both("相关页面", "pages concerned"),
    "records": Both("相关记录", "records concerned"),
    "what": Both("内容", "what changed"),
    "was": Both("原来的说法", "what was said before"),
    "fact": Both("事实", "fact"),
    "answers": Both("答案所在", "where it is answered"),
    "actual": Both("发生", "report that it happened"),
    "as_of": Both("日期", "date"),
    "at": Both("在来源中的位置", "place in the source"),
    "basis": Both("依据", "basis"),
    "claims": Both("说法", "claim"),
    "code": Both("证券代码", "ticker"),
    "community": Both("社区", "community"),
    "contact": Both("联系方式", "contact"),
    "count": Both("数目", "count"),
    "date": Both("发生日期", "date on which it happened"),
    "description": Both("简介", "description"),
    "due": Both("承诺的期限", "promised date"),
    "exchange": Both("交易所", "exchange"),
    "extent": Both("阅读范围", "extent read"),
    "filing": Both("备案号", "filing number"),
    "heading": Both("标题", "heading"),
    "home": Both("所属", "belongs to"),
    "home_facts": Both("首页数字", "figures on the home page"),
    "key_facts": Both("关键数字", "key numbers"),
    "kind": Both("类别", "kind"),
    "label": Both("名称", "label"),
    "language": Both("语言", "language"),
    "level": Both("级别", "level"),
    "literal": Both("字面意思", "literal meaning"),
    "meaning": Both("含义", "meaning"),
    "measure": Both("指标", "measure"),
    "missing": Both("还缺什么", "what is missing"),
    "name": Both("名称", "name"),
    "name_basis": Both("英文名性质", "standing of the English name"),
    "name_source": Both("英文名出处", "source of the English name"),
    "note": Both("说明", "note"),
    "official_names": Both("正式名称", "official names"),
    "open": Both("未列全", "not complete"),
    "operator": Both("所属单位", "operator"),
    "organisations": Both("机构", "organisations"),
    "paragraphs": Both("段落", "paragraph"),
    "parent": Both("上级", "part of"),
    "place": Both("位置", "place"),
    "plain": Both("意思", "plain meaning"),
    "plan": Both("承诺", "promise"),
    "printed": Both("原文写法", "words of the source"),
    "published": Both("发布日期", "date of publication"),
    "publisher": Both("发布者", "publisher"),
    "read": Both("查阅日期", "day it was read"),
    "relation": Both("来源之间的关系", "how the sources stand to each other"),
    "repeats": Both("转载自", "repeats"),
    "repository": Both("仓库地址", "repository"),
    "review_months": Both("复核间隔月数", "months between reviews"),
    "reviewed": Both("核对日期", "reviewed"),
    "role": Both("角色", "role"),
    "row": Both("要素", "factsheet item"),
    "rows": Both("要素", "factsheet items"),
    "said": Both("提出日期", "date on which it was promised"),
    "said_by": Both("由谁说", "stated by"),
    "scope": Both("口径", "scope"),
    "searched": Both("查找日期", "last searched"),
    "short": Both("简称", "short name"),
    "source": Both("来源", "source"),
    "stage.value": Both("阶段", "stage"),
    "status": Both("状态", "status"),
    "summary": Both("概述", "summary"),
    "tagline": Both("副题", "tagline"),
    "text": Both("文字", "text"),
    "tier": Both("来源等级", "source tier"),
    "tier_inferred": Both("等级为推定", "tier inferred"),
    "title": Both("标题", "title"),
    "unit": Both("单位", "unit"),
    "url": Both("网址", "address"),
    "value": Both("内容", "value"),
    "why": Both("理由", "reason"),
}
# What a thing is called that is new or gone, by the kind of its record.
KINDS = {
    "community": Both("社区", "community"),
    "event": Both("事件", "event"),
    "facility": Both("配套", "facility"),
    "fact": Both("事实", "fact"),
    "glossaryterm": Both("词条", "term"),
    "measure": Both("指标", "measure"),
    "node": Both("组成部分", "part"),
    "organisation": Both("机构", "organisation"),
    "place": Both("地方", "place"),
    "project": Both("项目", "project"),
    "question": Both("问题", "question"),
    "row": Both("要素", "factsheet item"),
    "source": Both("来源", "source"),
    "structure": Both("规划结构", "structure"),
    "unknown": Both("要素", "factsheet item"),
}
# Of a text with more characters than this, only those around a difference are shown, so many on either side.
LONG = 60
AROUND = 12
EVERY_PAGE = Both("各页用语", "Words on any page")
NOTHING = Both("读者看到的内容没有变化。", "No change that a reader sees.")
UNNAMED = Both(
    "记录的内容没有变化，但有页面不同，如顺序或版式。",
    "No record says anything else, yet pages differ, for example in order or layout.",
)
TO_CONFIRM = Both("待核对的译文", "Translations to confirm")
CONFIRM = Both(
    "下列文字只改了一种语言，请核对另一种是否仍然相符；相符就不必改动。",
    "Only one language of these texts was changed. Check that the other still says the same; if it does, leave it.",
)
TO_LOG = Both("待写的更正说明", "Entries due in the log of changes")
LOG = Both(
    "已发布的数字、状态、日期或期限有改动，更正与变化里还没有写。把下面的条目放到data/changes.yaml开头的注释之后、第一条之前，核对kind，在zh和en里写明改了什么、为什么改；同一原因的可合为一条。期限推迟的，不改原来的期限，在plan里再加一条。",
    "A published figure, status, date or deadline was changed, and the log does not say so yet. Put these entries into data/changes.yaml, below the comments at its head and above the first entry; check the kind, and say under zh and en what changed and why. Entries of one reason may be one. Where a deadline was put off, leave the old one and add another under plan.",
)
PAGES = Both("受影响的页面", "Pages affected")
UNCHANGED = Both("（中文未变）", "(the English is unchanged)")
FOLLOWS = Both("由此", "as a result")


@dataclass(frozen=True)
class Comparison:
    """What a comparison reports: the changes, the texts to confirm, what the log lacks, the pages that differ, and what was compared."""

    changes: tuple[Change, ...]
    unconfirmed: tuple[Unconfirmed, ...]
    unlogged: tuple[Unlogged, ...]
    pages: tuple[str, ...]
    titles: dict[str, Both]
    base: str
    since: date
    as_of: date


def aspect_of(name: str) -> Both:
    """Return what a field is called."""
    known = ASPECTS.get(name)
    if known is None:
        # Of the parts of a list and the entries of a table, the field is what they are within.
        steps = [step for step in name.split(".") if step in ASPECTS]
        known = ASPECTS[steps[-1]]
    return known


def sentence(change: Change) -> Both:
    """Return a change in a sentence of each language."""
    aspect = aspect_of(change.aspect)
    if change.aspect == WHOLE:
        aspect = KINDS.get(type(change.thing.record).__name__.lower(), aspect)
    words = Both("", "")
    if change.before and change.after:
        words = Both(*map(_turned, change.before, change.after, UNCHANGED))
    elif change.after:
        aspect, words = Both(f"新增{aspect.zh}", f"added {aspect.en}"), change.after
    elif change.before:
        aspect, words = Both(f"删去{aspect.zh}", f"removed {aspect.en}"), change.before
    words = punctuate(Punctuation.label, aspect, words)
    if change.aside:
        words = punctuate(Punctuation.clauses, words, change.aside)
    if change.follows:
        words = punctuate(Punctuation.clauses, FOLLOWS, words)
    part = change.of
    if part and part.gist not in (change.before, change.after) and len(change.thing.parts) > 1:
        words = punctuate(Punctuation.square_bracket, words, part.gist)
    return words


def _turned(before: str, after: str, same: str) -> str:
    """Return what a text was and is; of a long one only the words around what differs."""
    if before == after:
        return same
    start = _shared(before, after)
    end = min(_shared(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    # Whole words are shown, and a few on either side.
    head = max(before.rfind(" ", 0, max(0, start - AROUND)) + 1, start - 2 * AROUND, 0)
    cut = before.find(" ", len(before) - end + AROUND, len(before) - end + 2 * AROUND)
    tail = len(before) - cut if cut >= 0 else max(0, end - 2 * AROUND)
    return " → ".join(
        f"{'…' if head else ''}{text[head : len(text) - tail]}{'…' if tail else ''}"
        if len(text) > LONG
        else text
        for text in (before, after)
    )


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def count(comparison: Comparison) -> Both:
    """Return how much was compared with what, and what it came to."""
    n, pages = len(comparison.changes), len(comparison.pages)
    days = (
        Both(f"按{comparison.as_of}判断", f"as of {comparison.as_of}")
        if comparison.since == comparison.as_of
        else Both(
            f"从{comparison.since}到{comparison.as_of}", f"from {comparison.since} to {comparison.as_of}"
        )
    )
    return Both(
        f"与{comparison.base}相比，{days.zh}：{n}处变化，涉及{pages}个页面。",
        f"Compared with {comparison.base}, {days.en}: {n} {'change' if n == 1 else 'changes'}, "
        f"{pages} {'page' if pages == 1 else 'pages'} affected.",
    )


def _groups(comparison: Comparison) -> Iterable[tuple[str | None, list[Change]]]:
    """Yield the changes page by page; what may stand on any page comes last."""
    order = {page: place for place, page in enumerate(comparison.titles)}
    ordered = sorted(
        comparison.changes,
        key=lambda change: len(order) + 1 if change.page is None else order.get(change.page, len(order)),
    )
    for page, found in groupby(ordered, key=lambda change: change.page):
        yield page, list(found)


def _title(page: str | None, comparison: Comparison) -> Both:
    if page is None:
        return EVERY_PAGE
    return comparison.titles.get(page) or Both(page, page)


def _heads(found: list[Change]) -> Iterable[tuple[Both, list[Change]]]:
    """Yield the changes of each thing under what it is called and whose it is."""
    for _, group in groupby(found, key=lambda change: change.thing.key):
        same = list(group)
        thing = same[0].thing
        if thing.owner == thing.label:
            yield thing.label, same
        else:
            yield punctuate(Punctuation.label, thing.owner, thing.label), same


def as_text(comparison: Comparison) -> str:
    """Return everything as plain text, each statement in Chinese and below it in English."""
    if not comparison.changes:
        return "\n".join(UNNAMED if comparison.pages else NOTHING) + "\n" + _page_lines(comparison)
    lines = [*count(comparison)]
    for page, found in _groups(comparison):
        lines += ["", f"== {' · '.join(_title(page, comparison))}"]
        for head, same in _heads(found):
            lines.append(f"  {' / '.join(dict.fromkeys(head))}")
            for change in same:
                zh, en = sentence(change)
                lines += [f"    - {zh}", f"      {en}"]
    if comparison.unconfirmed:
        lines += ["", f"== {' · '.join(TO_CONFIRM)}", *CONFIRM]
        for one in comparison.unconfirmed:
            changed, other = _languages(one)
            lines.append(
                f"  {one.place}: {changed.zh}已改，核对{other.zh} / {changed.en} changed, check the {other.en}"
            )
            lines.append(f"    {' / '.join(one.change.after or ())}")
    if comparison.unlogged:
        lines += ["", f"== {' · '.join(TO_LOG)}", *LOG]
        for due in comparison.unlogged:
            lines += ["", due.entry.rstrip()]
    return "\n".join(lines) + "\n" + _page_lines(comparison)


def _page_lines(comparison: Comparison) -> str:
    if not comparison.pages:
        return ""
    lines = ["", f"== {' · '.join(PAGES)}"]
    lines += [f"  {page or '/'}  {' · '.join(_title(page, comparison))}" for page in comparison.pages]
    return "\n".join(lines) + "\n"


def _languages(one: Unconfirmed) -> tuple[Both, Both]:
    zh, en = Both("中文", "Chinese"), Both("英文", "English")
    return (zh, en) if one.changed == "zh" else (en, zh)


def as_markdown(comparison: Comparison, limit: int = LIMIT) -> str:
    """Return everything as Markdown for the summary of a job, cut short politely where GitHub would refuse it."""
    start = ["## 读者看到的变化 · What a reader sees change"]
    if not comparison.changes:
        start.append("<br>".join(UNNAMED if comparison.pages else NOTHING))
        return "\n\n".join([*start, *_page_block(comparison)]) + "\n"
    start.append("<br>".join(escape_github_markdown(words) for words in count(comparison)))
    # What a reviewer must act on stands before what may be cut off.
    end = [*_confirm_block(comparison), *_log_block(comparison), *_page_block(comparison)]
    blocks: list[tuple[str, int]] = []
    for page, found in _groups(comparison):
        title = f"### {' · '.join(escape_github_markdown(words) for words in _title(page, comparison))}"
        for head, same in _heads(found):
            lines = [f"**{' / '.join(escape_github_markdown(words) for words in dict.fromkeys(head))}**", ""]
            lines += [
                "- " + "<br>".join(escape_github_markdown(words) for words in sentence(change))
                for change in same
            ]
            blocks.append(("\n".join([title, "", *lines] if title else lines), len(same)))
            title = ""
    return _cut(start, blocks, end, limit)


def _cut(start: list[str], blocks: list[tuple[str, int]], end: list[str], limit: int) -> str:
    """Return what fits of ``blocks`` between ``start`` and ``end``, and how many changes do not."""
    total = sum(number for _, number in blocks)
    whole = "\n\n".join([*start, *(block for block, _ in blocks), *end]) + "\n"
    if len(whole) <= limit:
        return whole
    kept, listed = [], 0
    room = limit - 300 - sum(len(block) + 2 for block in start)
    # At most half of the room goes to what follows the changes.
    ending = [block for block in end if len(block) < room // 4]
    room -= sum(len(block) + 2 for block in ending)
    for block, number in blocks:
        if len(block) + 2 > room:
            break
        room -= len(block) + 2
        kept.append(block)
        listed += number
    more = (
        f"*另有{total - listed}处变化因篇幅未列出，运行make diff可看全部。*<br>"
        f"*{total - listed} more changes are left out for length; `make diff` shows them all.*"
    )
    return "\n\n".join([*start, *kept, more, *ending]) + "\n"


def _confirm_block(comparison: Comparison) -> list[str]:
    if not comparison.unconfirmed:
        return []
    lines = [f"### {' · '.join(TO_CONFIRM)}", "", "<br>".join(CONFIRM), ""]
    for one in comparison.unconfirmed:
        changed, other = _languages(one)
        asked = f"{changed.zh}已改，核对{other.zh} / {changed.en} changed, check the {other.en}"
        words = " / ".join(escape_github_markdown(words) for words in one.change.after or ())
        lines.append(f"- {escape_github_markdown(str(one.place))}: {asked}<br>{words}")
    return ["\n".join(lines)]


def _log_block(comparison: Comparison) -> list[str]:
    if not comparison.unlogged:
        return []
    entries = "\n".join(due.entry for due in comparison.unlogged)
    # Every line of an entry begins with a dash or a space, so none can end the fence.
    return ["\n".join([f"### {' · '.join(TO_LOG)}", "", "<br>".join(LOG), "", "```yaml", f"{entries}```"])]


def _page_block(comparison: Comparison) -> list[str]:
    if not comparison.pages:
        return []
    titles = [
        "- " + " · ".join(escape_github_markdown(words) for words in _title(page, comparison))
        for page in comparison.pages
    ]
    return ["\n".join([f"### {' · '.join(PAGES)}", "", *titles])]
