"""The records as a list of things, each with all its details in the words of the pages.

Two states of the records are compared thing by thing instead of file by file and line by line: a record that only moves
to another file is the same thing. The functions that print the pages also print the details.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.plan.select import PAGES, shown_claim
from sitegen.records.library import Library, Path
from sitegen.records.model import (
    Change,
    Claim,
    Contact,
    Entry,
    Event,
    Fact,
    Former,
    FormerName,
    Gap,
    Items,
    Lead,
    Outcome,
    PlannedDate,
    Project,
    Record,
    Search,
    Source,
    Structure,
    Text,
    Title,
)
from sitegen.records.record_files import DATA_FILES
from sitegen.report.wording import Wording

Key = tuple[str, ...]


@dataclass(frozen=True)
class Detail:
    """One field of a thing: the value as recorded, its words, and its place in the records."""

    value: Any
    words: Both
    path: Path


@dataclass(frozen=True)
class Thing:
    """What a reader sees as one thing: its owner, label, summary in one line, and all its details.

    `page` is None if it may stand on any page. `parts` are the claims, announced dates and reports, which have no id.
    """

    key: Key
    record: Record
    path: Path
    page: str | None
    owner: Both
    label: Both
    summary: Both
    details: dict[str, Detail] = field(default_factory=dict)
    parts: tuple["Thing", ...] = ()


# The names of details that are no field of a record: the whole of a text, and the owner of a thing.
TEXT, HOME = "text", "home"
# Records that their id identifies wherever they stand; the place within these identifies everything else.
GLOBAL = (Fact, Event, Structure, Project)
# Records that have the date of their source unless they give one.
DATED_BY_SOURCE = (Claim, Former, PlannedDate, Structure)


def inventory(library: Library, wording: Wording | None = None) -> dict[Key, Thing]:
    """Return every thing of ``library`` by its key, in the order of the records, told in its own words or others."""
    maker = _InventoryMaker(library, wording or Wording(library))
    return {thing.key: thing for path, record in library.records() for thing in maker.things(record, path)}


class _InventoryMaker:
    """Makes the inventory of one library."""

    def __init__(self, library: Library, wording: Wording) -> None:
        self.library = library
        self.wording = wording

    def things(self, record: Record, path: Path) -> Iterator[Thing]:
        """Yield a top record as a thing, then the things within it."""
        kind, identifier = str(path[0]), str(path[1])
        owner = self.wording.show(record.name) if isinstance(record, Entry) else _file(kind)
        page = {
            "communities": f"communities/{identifier}",
            "sources": "sources",
            "glossary": "glossary",
            "questions": "questions",
            "changes": "changes",
        }.get(kind) or next((PAGES[one] for one in PAGES if isinstance(record, one)), None)
        yield from self._thing(record, path, (kind, identifier) if identifier else (kind,), page, owner)

    def _thing(self, record: Record, path: Path, key: Key, page: str | None, owner: Both) -> Iterator[Thing]:
        fields = self._fields(record, path)
        own = key
        if isinstance(record, GLOBAL):
            own = (type(record).__name__.lower(), record.id)
            # A reader sees nothing of the place of a record but its owner.
            fields.details[HOME] = Detail(key[: -1 if isinstance(record, Structure) else -2], owner, path)
        if isinstance(record, Project):
            owner = Both(f"{owner.zh}·{record.name.zh}", f"{owner.en} · {record.name.en}")
        parts = tuple(
            thing
            for name, index, part in fields.parts
            for thing in self._thing(part, (*path, name, index), (*own, name, str(index)), page, owner)
        )
        label, summary = self._label(record, key), self.summary(record)
        yield Thing(own, record, path, page, owner, label, summary, fields.details, parts)
        for inner, place, step in fields.inner:
            # Of the site's own texts, only those about the site have a page.
            inner_page = "about" if step[0] == "about" else page
            yield from self._thing(inner, place, (*own, *step), inner_page, owner)

    def _fields(self, record: Record, path: Path) -> "_Fields":
        """Sort the fields of ``record`` into details, parts and things of their own."""
        fields = _Fields()
        if isinstance(record, Text):
            # A phrase is one text, not a Chinese and an English thing.
            fields.details[TEXT] = Detail(record, self.wording.show(record), path)
        else:
            self._add_fields(record, path, "", fields)
        return fields

    def _add_fields(self, record: Record, path: Path, prefix: str, fields: "_Fields") -> None:
        for name in type(record).model_fields:
            value, place, full = getattr(record, name), (*path, name), f"{prefix}{name}"
            if name == "id":
                continue
            if name in ("as_of", "said") and value is None and isinstance(record, DATED_BY_SOURCE):
                # If the date of the source changes, that is a change of the source.
                published = self.library.sources[record.source].published
                fields.details[full] = Detail(None, self.wording.show(published, moment=True), path)
            elif isinstance(value, tuple) and value and isinstance(value[0], Record):
                self._add_list(value, place, full, fields)
            elif isinstance(value, dict):
                self._add_entries(value, place, name, fields)
            elif isinstance(value, Structure):
                fields.inner.append((value, place, (name,)))
            elif isinstance(value, Record) and not isinstance(value, (Text, Title, Items, Contact)):
                self._add_fields(value, place, f"{full}.", fields)
            elif value is not None and value is not False and value != ():
                words = self.wording.detail(type(record), name, value)
                fields.details[full] = Detail(value, words, place)

    def _add_list(self, records: tuple[Record, ...], place: Path, full: str, fields: "_Fields") -> None:
        name = str(place[-1])
        for index, record in enumerate(records):
            if isinstance(record, (Claim, PlannedDate, Outcome)):
                fields.parts.append((name, index, record))
            elif isinstance(record, Text):
                fields.details[f"{full}.{index}"] = Detail(record, self.wording.show(record), (*place, index))
            else:
                fields.inner.append((record, (*place, index), (name, self._id(record))))

    def _add_entries(self, entries: dict[str, Any], place: Path, name: str, fields: "_Fields") -> None:
        for key, value in entries.items():
            if isinstance(value, Record):
                fields.inner.append((value, (*place, key), (name, key)))
            else:
                fields.details[f"{name}.{key}"] = Detail(value, self.wording.show(value), (*place, key))

    def _id(self, record: Record) -> str:
        if isinstance(record, Former):
            return f"{record.fact}/{record.source}"
        if isinstance(record, FormerName):
            return f"{record.until}"
        if isinstance(record, Search):
            return f"{record.date}"
        return record.row if isinstance(record, Gap) else str(getattr(record, "id", ""))

    def _label(self, record: Record, key: Key) -> Both:
        """Return what a thing is called."""
        if isinstance(record, Fact):
            return self.wording.named("measure", record.measure)
        if isinstance(record, Gap):
            return self.wording.named("row", record.row)
        if isinstance(record, Search):
            return self.wording.show(record.date)
        if isinstance(record, Former):
            return self.wording.owner_and_label(record.fact)
        if (text := _main_text(record)) is not None:
            return self.wording.show(text)
        name = ".".join(key[1:])
        return Both(name, name) if name else _file(key[0])

    def summary(self, record: Record) -> Both:
        """Return ``record`` as one line."""
        say = self.wording
        if isinstance(record, Fact):
            return self.summary(shown_claim(record, self.library))
        if isinstance(record, Former):
            return _bracketed(say.show(record.value), say.term("statuses", record.status))
        if isinstance(record, Claim):
            when = record.as_of or self.library.sources[record.source].published
            day = say.show(when, moment=record.as_of is None)
            status = say.term("statuses", record.status)
            return _bracketed(say.show(record.value), status, day, say.cited(record))
        if isinstance(record, PlannedDate):
            undated = say.term("plan_states", "withdrawn") if record.withdrawn else say.phrase("no_due")
            due = say.show(record.due, moment=True) if record.due else undated
            said = say.show(record.said or self.library.sources[record.source].published)
            return _bracketed(due, say.phrase("said_on", date=said), say.cited(record))
        if isinstance(record, Outcome):
            return _bracketed(say.show(record.date, moment=True), say.cited(record))
        if isinstance(record, Event):
            last = (record.actual or record.plan)[-1:]
            return _bracketed(say.show(record.title), *(self.summary(report) for report in last))
        if isinstance(record, Source):
            return _bracketed(say.named("source", record.id), say.show(record.published))
        if isinstance(record, Search):
            return _bracketed(say.show(record.what), say.show(record.date))
        if isinstance(record, Change):
            return say.show(record.what)
        if isinstance(record, Lead):
            return _bracketed(say.show(record.text), say.phrase("lead"))
        if isinstance(record, Gap):
            return _bracketed(say.phrase("gap"), say.term("reasons", record.why))
        text = _main_text(record)
        return say.show(text) if text is not None else Both("", "")


def _file(name: str) -> Both:
    """Return what a file of records is called."""
    doc = DATA_FILES[name].doc
    return Both(doc.short_zh, doc.short_en)


@dataclass
class _Fields:
    """The fields of a record, sorted: details, parts as (field, index, record), and inner things as (record, path, key)."""

    details: dict[str, Detail] = field(default_factory=dict)
    parts: list[tuple[str, int, Record]] = field(default_factory=list)
    inner: list[tuple[Record, Path, Key]] = field(default_factory=list)


def _bracketed(words: Both, *remarks: Both) -> Both:
    return punctuate(Punctuation.bracket, words, *remarks)


def _main_text(record: Record) -> Text | Title | None:
    """Return the text by which a record is known."""
    if isinstance(record, Text):
        return record
    for name in ("name", "title", "label", "heading", "text"):
        if isinstance(found := getattr(record, name, None), (Text, Title)):
            return found
    return None
