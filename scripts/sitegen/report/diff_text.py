"""The changes in Chinese and English: as plain text for a terminal, as Markdown for GitHub."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sitegen.core.problems import Problem, printable
from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.records.model import documentation_at
from sitegen.report.diff import ANSWER, SHOWN, STATE, WHOLE, Change
from sitegen.report.follow_up import Unconfirmed
from sitegen.report.github_markdown import LIMIT, escape_github_markdown
from sitegen.report.inventory import HOME, TEXT
from sitegen.report.reread import Nearness, Statement
from sitegen.report.unlogged import Unlogged
from sitegen.report.vanished import NeverPublished, Vanished

# The names of changes that are no field of a record.
ASPECTS = {
    SHOWN: Both("首先显示的说法", "claim shown first"),
    STATE: Both("结果", "outcome"),
    ANSWER: Both("是否有答案", "whether answered"),
    HOME: Both("所属", "belongs to"),
    TEXT: Both("文字", "text"),
}
# A text of more characters than LONG is shortened to the difference and AROUND characters on either side.
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
    "已发布的内容有改动、撤下或换了阶段，更正与变化里还没有写。按下面的文件名在data/changes里新建文件，把内容原样放进去；核对kind，并在zh和en里补上为什么改。同一原因的可合为一条。期限推迟的，不改原来的期限，在plan里再加一条。",
    "Something published was corrected or withdrawn, or a stage has changed, and the log does not say so yet. Add a file of each name below to data/changes, with the text as it stands; check the kind, and add under zh and en why it changed. Entries of one reason may be one. Where a deadline was put off, leave the old one and add another under plan.",
)
VANISHED = Both("将要消失的网址", "Addresses that would vanish")
LEAD_ON = Both(
    "读者存下的下列网址会打不开。恢复原来的编号，或者在data/redirects.yaml里写明转到哪里：把下面的行加在moved下面（现为“moved: []”的，整行换掉）。右边是可能的新网址，核对后再用。没有可转的，写在withdrawn下面，说明原因，如“- {old: …, why: {zh: …, en: …}}”。",
    "Links that readers have saved to these addresses would break. Restore the ids, or say in data/redirects.yaml where they lead now: add the lines below under moved (where it reads “moved: []”, in place of that line). Each line names the likely new address; check it. Where nothing takes the place of what is gone, say why under withdrawn instead: “- {old: …, why: {zh: …, en: …}}”.",
)
NEVER = Both("从来没有发布过的旧网址", "Old addresses that were never published")
DELETE = Both(
    "data/redirects.yaml里新写的这些旧网址没有发布过，不必指引。改成原来的网址，或删去这一条。",
    "These old addresses, new in data/redirects.yaml, were never published and need no redirect. Correct the address, or delete the entry.",
)
REREAD = Both("要重读的话", "To be read again")
READ_AGAIN = Both(
    "这次增加或撤下了内容，下面这些话可能不再成立。请逐条重读：不再成立的，改写或删去；仍然成立的，不必改动。",
    "Something was added or withdrawn, so these statements may no longer hold. Read each again: reword or delete what no longer holds, and leave the rest.",
)
NEAREST: dict[Nearness, Both] = {
    "same": Both("最可能不再成立", "Most likely no longer true"),
    "near": Both("相关的概述、说明、问题和空缺", "Summaries, notes, questions and gaps that go with it"),
    "far": Both("同一对象的其他说法", "Other statements on the same subject"),
}
NOT_WHOLE = Both(
    "其中有的读不懂，变化和受影响的页面列得不全。",
    " Some of it cannot be read, so the changes and the pages affected are not complete.",
)
PAGES = Both("受影响的页面", "Pages affected")
UNCHANGED = Both("（中文未变）", "(the English is unchanged)")
FOLLOWS = Both("由此", "as a result")


@dataclass(frozen=True)
class Comparison:
    """A comparison of two states: the changes, what is lost, what editors are to do, and the pages that differ.

    `titles` has the title of every page by its path; `base` is the old commit, judged from `since`, the new state `as_of`.
    `problems` are those of the old records, of which not everything could be compared unless the comparison `is_whole`.
    """

    changes: tuple[Change, ...]
    vanished: tuple[Vanished, ...]
    never_published: tuple[NeverPublished, ...]
    unconfirmed: tuple[Unconfirmed, ...]
    unlogged: tuple[Unlogged, ...]
    reread: tuple[Statement, ...]
    pages: tuple[str, ...]
    titles: dict[str, Both]
    problems: tuple[Problem, ...]
    is_whole: bool
    base: str
    since: date
    as_of: date

    @property
    def is_lossless(self) -> bool:
        """Whether every address that was published is still reached, and every redirect begins at one."""
        return not self.vanished and not self.never_published


def aspect_of(change: Change) -> Both:
    """Return the name of what changed: a kind of record, a field, or something derived."""
    if change.aspect == WHOLE:
        return Both(*change.thing.record.called)
    if change.aspect in ASPECTS:
        return ASPECTS[change.aspect]
    # The list of claims is a field of the fact; the value of a claim is a field of the claim.
    records = (thing.record for thing in (change.of, change.thing) if thing)
    docs = (documentation_at(type(record), change.aspect) for record in records)
    doc = next(doc for doc in docs if doc)
    return Both(doc.short_zh, doc.short_en)


def sentence(change: Change) -> Both:
    """Return a change as a sentence in each language."""
    aspect = aspect_of(change)
    words = Both("", "")
    if change.before and change.after:
        words = Both(*map(_before_and_after, change.before, change.after, UNCHANGED))
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
    if part and part.summary not in (change.before, change.after) and len(change.thing.parts) > 1:
        words = punctuate(Punctuation.square_bracket, words, part.summary)
    return words


def _before_and_after(before: str, after: str, same: str) -> str:
    """Return "before → after", of long texts only the words around the difference; ``same`` if they are equal."""
    if before == after:
        return same
    start = _common_prefix(before, after)
    end = min(_common_prefix(before[::-1], after[::-1]), min(len(before), len(after)) - start)
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


def _common_prefix(before: str, after: str) -> int:
    """Return the number of characters that two texts have in common at their beginning."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((index for index, (old, new) in pairs if old != new), min(len(before), len(after)))


def count(comparison: Comparison) -> Both:
    """Return the first line: the two states compared, the number of changes and of pages affected."""
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


def _by_page(comparison: Comparison) -> Iterable[tuple[str | None, list[Change]]]:
    """Yield (page, changes) in the order of the pages; page is None, and last, for what may stand on any page."""
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


def _by_thing(found: list[Change]) -> Iterable[tuple[Both, list[Change]]]:
    """Yield (owner and label, changes) of each thing."""
    for _, group in groupby(found, key=lambda change: change.thing.key):
        same = list(group)
        thing = same[0].thing
        if thing.owner == thing.label:
            yield thing.label, same
        else:
            yield punctuate(Punctuation.label, thing.owner, thing.label), same


def as_text(comparison: Comparison) -> str:
    """Return the comparison as plain text, each sentence in Chinese and below it in English."""
    lines = [*_old_mistakes(comparison), *_summary(comparison)]
    for title, remark, items, block in _losses(comparison):
        lines += ["", f"== {' · '.join(title)}", *remark]
        lines += [f"  {' / '.join(words)}" for words in items]
        lines += ["", *block] if block else []
    for page, found in _by_page(comparison):
        lines += ["", f"== {' · '.join(_title(page, comparison))}"]
        for head, same in _by_thing(found):
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
            lines += ["", f"# {_file_of(due, comparison)}", due.entry.rstrip()]
    if comparison.reread:
        lines += ["", f"== {' · '.join(REREAD)}", *READ_AGAIN]
        for nearness, statements in groupby(comparison.reread, key=lambda one: one.nearness):
            zh, en = NEAREST[nearness]
            if nearness == "far":
                n = len([*statements])
                lines += [f"  {zh}：{n}处，加MARKDOWN=1可看 / {en}: {n}, listed with MARKDOWN=1"]
                continue
            lines.append(f"  {zh} / {en}")
            for statement in statements:
                lines.append(f"  {statement.place}: {' / '.join(statement.about)}")
                lines += [f"    {words}" for words in dict.fromkeys(statement.words)]
    return "\n".join(lines) + "\n" + _page_lines(comparison)


def _old_mistakes(comparison: Comparison) -> tuple[str, ...]:
    """Return a line in each language on records of old that break the rules of today."""
    if not comparison.problems:
        return ()
    n, first = len(comparison.problems), comparison.problems[0]
    place, message = first.place, first.message
    rest = Both("", "") if comparison.is_whole else NOT_WHOLE
    return (
        printable(
            f"{comparison.base}的记录有{n}处不合今天的规则（{place}：{message.zh}），已尽量比较。{rest.zh}"
        ),
        printable(
            f"The records of {comparison.base} break the rules of today in {n} {'place' if n == 1 else 'places'} "
            f"({place}: {message.en}); what can be read was compared.{rest.en}"
        ),
    )


def _summary(comparison: Comparison) -> Both:
    if comparison.changes:
        return count(comparison)
    return UNNAMED if comparison.pages else NOTHING


def _losses(comparison: Comparison) -> Iterator[tuple[Both, Both, Sequence[tuple[str, ...]], list[str]]]:
    """Yield (title, what to do, items, lines to add) for the addresses that vanish, and those that never were."""
    if comparison.vanished:
        lines = [f"  - {{old: {one.redirect.old}, new: {one.redirect.new}}}" for one in comparison.vanished]
        yield VANISHED, LEAD_ON, [_whence(one, comparison) for one in comparison.vanished], ["moved:", *lines]
    if comparison.never_published:
        places = [(f"{one.place}: {one.address}",) for one in comparison.never_published]
        yield NEVER, DELETE, places, []


def _whence(one: Vanished, comparison: Comparison) -> Both:
    """Return an address that vanishes, and where the records of old made it or led on from it."""
    if one.place is None:
        return Both(f"{one.address}（列表的一页）", f"{one.address} (a page of a list)")
    zh, en = ("的指引", "led on by") if one.was_redirect else ("", "made by")
    return Both(
        f"{one.address}（{comparison.base}的{one.place}{zh}）", f"{en} {one.place} of {comparison.base}"
    )


def _file_of(due: Unlogged, comparison: Comparison) -> str:
    return f"data/changes/{comparison.as_of}-{due.identifier}.yaml"


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
    """Return the comparison as Markdown of at most ``limit`` characters, for the summary of a job on GitHub."""
    start = ["## 读者看到的变化 · What a reader sees change"]
    if comparison.problems:
        start.append(_escaped(_old_mistakes(comparison)))
    start.append(_escaped(_summary(comparison)))
    # What a reviewer must act on is kept when changes are cut off.
    end = [
        *_confirm_block(comparison),
        *_log_block(comparison),
        *_reread_block(comparison),
        *_page_block(comparison),
    ]
    blocks: list[tuple[str, int]] = []
    for page, found in _by_page(comparison):
        title = f"### {' · '.join(escape_github_markdown(words) for words in _title(page, comparison))}"
        for head, same in _by_thing(found):
            lines = [f"**{' / '.join(escape_github_markdown(words) for words in dict.fromkeys(head))}**", ""]
            lines += [f"- {_escaped(sentence(change))}" for change in same]
            blocks.append(("\n".join([title, "", *lines] if title else lines), len(same)))
            title = ""
    return _cut([*start, *_loss_blocks(comparison)], blocks, end, limit)


def _escaped(lines: Iterable[str]) -> str:
    return "<br>".join(escape_github_markdown(words) for words in lines)


def _loss_blocks(comparison: Comparison) -> Iterator[str]:
    for title, remark, items, block in _losses(comparison):
        lines = [f"### {' · '.join(title)}", "", "<br>".join(remark), ""]
        lines += [f"- {_escaped(words)}" for words in items]
        yield "\n".join([*lines, *(["", "```yaml", *block, "```"] if block else [])])


def _cut(start: list[str], blocks: list[tuple[str, int]], end: list[str], limit: int) -> str:
    """Return the ``blocks`` that fit between ``start`` and ``end``, and the number of changes left out."""
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
    # Every line of an entry begins with a key, a dash or a space, so none can end the fence.
    entries = [f"`{_file_of(due, comparison)}`\n\n```yaml\n{due.entry}```" for due in comparison.unlogged]
    return ["\n\n".join([f"### {' · '.join(TO_LOG)}", "<br>".join(LOG), *entries])]


def _reread_block(comparison: Comparison) -> list[str]:
    if not comparison.reread:
        return []
    blocks = [f"### {' · '.join(REREAD)}", "<br>".join(READ_AGAIN)]
    for nearness, statements in groupby(comparison.reread, key=lambda one: one.nearness):
        lines = [
            f"- {_escaped((f'{one.place}: ' + ' / '.join(one.about), *dict.fromkeys(one.words)))}"
            for one in statements
        ]
        title, listed = " · ".join(NEAREST[nearness]), "\n".join(lines)
        blocks += (
            [f"<details><summary>{title} ({len(lines)})</summary>", listed, "</details>"]
            if nearness == "far"
            else [f"**{title}**", listed]
        )
    return ["\n\n".join(blocks)]


def _page_block(comparison: Comparison) -> list[str]:
    if not comparison.pages:
        return []
    titles = [
        "- " + " · ".join(escape_github_markdown(words) for words in _title(page, comparison))
        for page in comparison.pages
    ]
    return ["\n".join([f"### {' · '.join(PAGES)}", "", *titles])]
