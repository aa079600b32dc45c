"""What is left to do on a given day: settings before launch, reviews, announced dates, gaps and sources, in both languages.

A date of an editor's work that lies in the future is reported here rather than by the checks: these do not depend on
the day, so that records without mistakes stay so. Until that date nothing about the record would fall due.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sitegen.derived.dated_plans import ledger
from sitegen.derived.findings import last_searched
from sitegen.derived.reviews import review_due
from sitegen.derived.standing import standing
from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.records.field_docs import documentation
from sitegen.records.library import Library
from sitegen.records.model import Change, Entry, Site, Source
from sitegen.report.github_markdown import LIMIT, escape_github_markdown
from sitegen.report.wording import Wording
from sitegen.values.dates import PartialDate, months_after

# The settings of the site that only its publisher can decide; the site is complete without them, but not ready to launch.
BEFORE_LAUNCH = (
    "publisher",
    "contact",
    "correction_days",
    "licence",
    "icp_filing",
    "security_filing",
    "repository",
)
# How long before its due date a planned event is listed.
SOON = timedelta(days=30)
# After how many months a row that was not found is searched for again, and a source read again.
SEARCH_MONTHS = 6
READ_MONTHS = 12


def upkeep(library: Library, as_of: date, limit: int = LIMIT) -> str:
    """Return what is due on the day ``as_of``, as Markdown of at most ``limit`` characters; same records and day, same text."""
    written, library = library, standing(library, as_of)
    say = Wording(written)
    sections = [
        (
            Both("晚于这一天、应核对的日期", "Dates after this day, to be checked"),
            [(day, label) for day, label in _editors_dates(written, say) if day > as_of],
            Both("写的是{day}", "dated {day}"),
        ),
        (
            Both("应复核的事实", "Facts past their review date"),
            [(day, label) for day, label in _reviews(library, say) if day < as_of],
            Both("应不晚于{day}复核", "was due by {day}"),
        ),
        (
            Both("已过公布时间、结果未查到", "Due date passed, no report found"),
            [(day, label) for day, label in _planned(library, say, as_of) if day < as_of],
            Both("公布的时间为{day}", "due by {day}"),
        ),
        (
            Both(f"{SOON.days}天内到期的时间节点", f"Announced dates due within {SOON.days} days"),
            [(day, label) for day, label in _planned(library, say, as_of) if as_of <= day <= as_of + SOON],
            Both("公布的时间为{day}", "due by {day}"),
        ),
        (
            Both(
                f"{SEARCH_MONTHS}个月以上没有查找的空缺",
                f"Gaps last searched more than {SEARCH_MONTHS} months ago",
            ),
            [(day, label) for day, label in _gaps(library, say) if months_after(day, SEARCH_MONTHS) < as_of],
            Both("上次查找{day}", "last searched {day}"),
        ),
        (
            Both(
                f"{READ_MONTHS}个月以上没有重读的来源",
                f"Sources last read more than {READ_MONTHS} months ago",
            ),
            [(day, label) for day, label in _sources(library, say) if months_after(day, READ_MONTHS) < as_of],
            Both("上次查阅{day}", "last read {day}"),
        ),
    ]
    head = f"# 应更新的资料 · Upkeep of the records\n\n截至{as_of}。 As of {as_of}."
    return _fitted([head, _unset(library.site), *(_block(say, *section) for section in sections)], limit)


def _unset(site: Site) -> str:
    """Return the section on the settings that are missing, each with its key and what it means."""
    lines = []
    for key in BEFORE_LAUNCH:
        if getattr(site, key) is None:
            doc = documentation(Site, key)
            lines.append(f"- `{key}`：{doc.zh}<br>`{key}`: {doc.en}")
    return _section(Both("上线前，在data/site.yaml里写明", "Before launch, set in data/site.yaml"), lines)


def _editors_dates(library: Library, say: Wording) -> Iterator[tuple[date, Both]]:
    """Yield every date of an editor's work, with the record and the kind of work."""

    def done(day: PartialDate, name: Both, zh: str, en: str) -> tuple[date, Both]:
        return day.end, punctuate(Punctuation.bracket, name, Both(zh, en))

    for _, record in library.records():
        if isinstance(record, Entry):
            yield done(record.reviewed, say.show(record.name), "复核", "reviewed")
        elif isinstance(record, Source):
            name = say.named("source", record.id)
            yield done(record.read, name, "查阅", "read")
            if record.archived:
                yield done(record.archived.date, name, "存档", "archived")
            if record.withdrawn:
                yield done(record.withdrawn.date, name, "撤回", "withdrawn")
        elif isinstance(record, Change):
            yield done(record.date, Both(record.id, record.id), "变更", "change")
    for fact in library.facts.values():
        if fact.reviewed:
            yield done(fact.reviewed, say.owner_and_label(fact.id), "复核", "reviewed")
    for search in library.programme.searches:
        yield done(search.date, say.show(library.programme.name), "查找", "searched")
    for community in library.communities.values():
        for gap in community.gaps:
            row = punctuate(Punctuation.label, community.name, say.named("row", gap.row))
            for search in gap.searches:
                yield done(search.date, row, "查找", "searched")
    for day, name in _leads(library, say):
        yield done(day, name, "查找", "searched")


def _reviews(library: Library, say: Wording) -> Iterator[tuple[date, Both]]:
    for fact in library.facts.values():
        yield review_due(fact, library), say.owner_and_label(fact.id)


def _planned(library: Library, say: Wording, as_of: date) -> Iterator[tuple[date, Both]]:
    """Yield the last day of every announced date that still waits for an outcome."""
    for event in library.events.values():
        known = ledger(event, as_of, library)
        if known and known.due and known.state in ("passed", "not_due") and known.due.announced.due:
            yield known.due.announced.due.end, say.owner_and_label(event.id)


def _gaps(library: Library, say: Wording) -> Iterator[tuple[date, Both]]:
    """Yield the day of the last search for each gap."""
    for community in library.communities.values():
        for gap in community.gaps:
            row = say.named("row", gap.row)
            yield last_searched(gap, library).end, punctuate(Punctuation.label, community.name, row)
    for day, name in _leads(library, say):
        yield day.end, name


def _leads(library: Library, say: Wording) -> Iterator[tuple[PartialDate, Both]]:
    """Yield the day on which each lead was last looked for."""
    for _, subject in library.subjects():
        for lead in subject.leads:
            yield lead.searched, punctuate(Punctuation.label, subject.name, say.phrase("leads"))


def _sources(library: Library, say: Wording) -> Iterator[tuple[date, Both]]:
    """Yield the day each source was last read; one without a web address cannot have changed."""
    for source in library.sources.values():
        if source.url and source.withdrawn is None:
            yield source.read.end, say.named("source", source.id)


def _block(say: Wording, title: Both, found: list[tuple[date, Both]], remark: Both) -> str:
    """Return a section, the earliest day first; ``remark`` is the template that says the day."""
    lines = []
    for day, label in sorted(found):
        when = PartialDate.parse(day.isoformat())
        dated = Both(*(words.format(day=day) for words, day in zip(remark, say.show(when), strict=True)))
        pair = punctuate(Punctuation.clauses, label, dated)
        lines.append("- " + "<br>".join(escape_github_markdown(words) for words in pair))
    return _section(title, lines)


def _section(title: Both, lines: list[str]) -> str:
    return "\n".join([f"## {title.zh} · {title.en} ({len(lines)})", "", *(lines or ["没有。 None."])])


def _fitted(blocks: list[str], limit: int) -> str:
    """Return the whole lines that fit within ``limit`` characters, and the number of items left out."""
    lines = "\n\n".join(blocks).split("\n")
    kept, room = [], limit - 100
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    left = sum(line.startswith("- ") for line in lines[len(kept) :])
    more = [f"\n另有{left}项未列出。 {left} more are not listed."] if left else []
    return "\n".join([*kept, *more]) + "\n"
