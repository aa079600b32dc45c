"""Everything that a reader meets as one thing, with all that is said of it, in the words of the pages.

Comparing two states of the records works on these things instead of on files and lines: a record that only moves
to another file is the same thing. Values are put into words by the functions that the pages use.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sitegen.i18n.bilingual import BilingualLocalizer, Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.plan.select import PAGES, shown_claim
from sitegen.records.data_files import DATA_FILES
from sitegen.records.library import Library, Path
from sitegen.records.model import (
    Change,
    Citation,
    Claim,
    Community,
    Entry,
    Event,
    Fact,
    Former,
    Items,
    Outcome,
    Phrase,
    Project,
    Promise,
    Record,
    Source,
    Structure,
    Text,
    Title,
    Unknown,
    kind_referred_to,
    vocabulary_of,
)
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity

Key = tuple[str, ...]


@dataclass(frozen=True)
class Detail:
    """One thing said of a thing: the value as recorded, its words, and where it stands."""

    value: Any
    words: Both
    path: Path


@dataclass(frozen=True)
class Thing:
    """What a reader meets as one: whose it is, what it is called, and all that is said of it.

    `page` is None for what may stand on any page. `parts` are the claims, promises and reports, which have no id.
    """

    key: Key
    record: Record
    path: Path
    page: str | None
    owner: Both
    label: Both
    gist: Both
    details: dict[str, Detail] = field(default_factory=dict)
    parts: tuple["Thing", ...] = ()


# The names of details that are no field of a record: all of a text, and whose a thing is.
TEXT, HOME = "text", "home"
# What is known by its id wherever it stands; everything else is known by its place within these.
GLOBAL = (Fact, Event, Structure, Project)


def inventory(library: Library) -> dict[Key, Thing]:
    """Return every thing of ``library`` by its key, in the order of the records."""
    surveyor = _Surveyor(library)
    return {thing.key: thing for path, record in library.records() for thing in surveyor.things(record, path)}


class Wording:
    """Puts the values of one library into the words of its pages, in both languages."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.localizer = BilingualLocalizer(library.vocabulary)
        self.rows = {row.id: row for row in library.factsheet.rows}

    def show(self, value: Any, *, moment: bool = False) -> Both:
        """Return the words for a value; a ``moment`` lies somewhere within the span of its date."""
        if isinstance(value, PartialDate):
            return self.localizer.moment(value) if moment else self.localizer.value(value)
        if isinstance(value, Title):
            return Both(value.zh, value.en)
        if isinstance(value, Phrase) and value.one:
            return Both(value.zh, f"{value.en} / {value.one}")
        if isinstance(value, (Text, Items, Quantity)):
            return self.localizer.value(value)
        if value is True:
            return Both("是", "yes")
        return Both(str(value), str(value))

    def phrase(self, key: str, **values: object) -> Both:
        """Return a phrase of the vocabulary, filled in; a pair is filled in language by language."""
        return self.localizer.phrase(key, **values)

    def term(self, vocabulary: str, code: str) -> Both:
        """Return the label of a word of a closed vocabulary."""
        return self.localizer.text(getattr(self.library.vocabulary, vocabulary)[code])

    def named(self, kind: str, identifier: str) -> Both:
        """Return what the record with this id is called; ``kind`` is that of the reference."""
        if kind == "source":
            source = self.library.sources[identifier]
            return punctuate(Punctuation.work, source.publisher, source.title)
        if kind == "row":
            return self.show(self.rows[identifier].label)
        if kind == "measure":
            return self.show(self.library.measures[identifier].label)
        if kind == "organisation":
            return self.show(self.library.organisations[identifier].name)
        if kind == "community":
            return self.show(self.library.communities[identifier].name)
        return self.occasion(identifier)

    def occasion(self, identifier: str) -> Both:
        """Return what a fact, event or structure is called, and whose it is."""
        library, subject = self.library, self.library.homes[identifier].subject
        if identifier in library.facts:
            label = library.measures[library.facts[identifier].measure].label
        elif identifier in library.events:
            label = library.events[identifier].title
        else:
            assert isinstance(subject, Community)
            assert subject.structure is not None
            label = subject.structure.name
        return punctuate(Punctuation.label, subject.name, label)

    def cited(self, citation: Citation) -> Both:
        """Return where a statement was read, as pages cite it."""
        publisher = self.library.sources[citation.source].publisher
        return punctuate(Punctuation.clauses, publisher, self.localizer.place_in_source(citation.at))

    def detail(self, model: type[Record], key: str, value: Any) -> Both:
        """Return the words for the value under a ``key`` of a ``model``: what a code or an id stands for."""
        if isinstance(value, tuple):
            return punctuate(Punctuation.items, *(self.detail(model, key, one) for one in value))
        if vocabulary := vocabulary_of(model, key):
            return self.term(vocabulary, value)
        if kind := kind_referred_to(model, key):
            return self.named(kind, value)
        if key == "at":
            return self.localizer.place_in_source(value)
        return self.show(value, moment=key in ("due", "date"))


class _Surveyor:
    """Takes stock of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.wording = Wording(library)

    def things(self, record: Record, path: Path) -> Iterator[Thing]:
        """Yield the thing that a top record is, and all within it."""
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
        found = _Found()
        if isinstance(record, Text):
            # A phrase is one text, not a Chinese and an English thing.
            found.details[TEXT] = Detail(record, self.wording.show(record), path)
        else:
            self._collect(record, path, "", found)
        own = key
        if isinstance(record, GLOBAL):
            own = (type(record).__name__.lower(), record.id)
            # Whose it is, is all that a reader sees of where it is recorded.
            found.details[HOME] = Detail(key[: -1 if isinstance(record, Structure) else -2], owner, path)
        if isinstance(record, Project):
            owner = Both(f"{owner.zh}·{record.name.zh}", f"{owner.en} · {record.name.en}")
        parts = tuple(
            part
            for name, index, one in found.parts
            for part in self._thing(one, (*path, name, index), (*own, name, str(index)), page, owner)
        )
        yield Thing(
            own, record, path, page, owner, self._label(record, key), self.gist(record), found.details, parts
        )
        for inner, place, step in found.inner:
            yield from self._thing(inner, place, (*own, *step), self._page(step, page), owner)

    def _page(self, step: Key, page: str | None) -> str | None:
        """Return the page of what stands within a record: of the site's own words, one part has a page."""
        return "about" if step[0] == "about" else page

    def _collect(self, record: Record, path: Path, prefix: str, found: "_Found") -> None:
        """Sort the fields of ``record`` into details, parts and things of their own."""
        for name in type(record).model_fields:
            value, place, full = getattr(record, name), (*path, name), f"{prefix}{name}"
            if name == "id":
                continue
            if (
                name in ("as_of", "said")
                and value is None
                and isinstance(record, (Claim, Former, Promise, Structure))
            ):
                # The date is the source's own; what changes that is told of the source.
                published = self.library.sources[record.source].published
                found.details[full] = Detail(None, self.wording.show(published, moment=True), path)
            elif isinstance(value, tuple) and value and isinstance(value[0], (Claim, Promise, Outcome)):
                found.parts += [(name, index, one) for index, one in enumerate(value)]
            elif isinstance(value, tuple) and value and isinstance(value[0], Text):
                for index, one in enumerate(value):
                    found.details[f"{full}.{index}"] = Detail(one, self.wording.show(one), (*place, index))
            elif isinstance(value, tuple) and value and isinstance(value[0], Record):
                found.inner += [
                    (one, (*place, index), (name, self._id(one))) for index, one in enumerate(value)
                ]
            elif isinstance(value, dict):
                self._collect_entries(value, place, name, found)
            elif isinstance(value, Structure):
                found.inner.append((value, place, (name,)))
            elif isinstance(value, Record) and not isinstance(value, (Text, Title, Items)):
                self._collect(value, place, f"{full}.", found)
            elif value is not None and value is not False and value != ():
                found.details[full] = Detail(value, self.wording.detail(type(record), name, value), place)

    def _collect_entries(self, entries: dict[str, Any], place: Path, name: str, found: "_Found") -> None:
        for entry, one in entries.items():
            if isinstance(one, Record):
                found.inner.append((one, (*place, entry), (name, entry)))
            else:
                found.details[f"{name}.{entry}"] = Detail(one, self.wording.show(one), (*place, entry))

    def _id(self, record: Record) -> str:
        if isinstance(record, Former):
            return f"{record.fact}/{record.source}"
        return record.row if isinstance(record, Unknown) else str(getattr(record, "id", ""))

    def _label(self, record: Record, key: Key) -> Both:
        """Return what a thing is called."""
        if isinstance(record, Fact):
            return self.wording.named("measure", record.measure)
        if isinstance(record, Unknown):
            return self.wording.named("row", record.row)
        if isinstance(record, Former):
            return self.wording.occasion(record.fact)
        if (text := _main_text(record)) is not None:
            return self.wording.show(text)
        name = ".".join(key[1:])
        return Both(name, name) if name else _file(key[0])

    def gist(self, record: Record) -> Both:
        """Return in a line what a reader is told by the whole of ``record``."""
        say = self.wording
        if isinstance(record, Fact):
            return self.gist(shown_claim(record, self.library))
        if isinstance(record, Former):
            return _bracketed(say.show(record.value), say.term("statuses", record.status))
        if isinstance(record, Claim):
            when = record.as_of or self.library.sources[record.source].published
            value, status, cited = (
                say.show(record.value),
                say.term("statuses", record.status),
                say.cited(record),
            )
            day = say.show(when, moment=record.as_of is None)
            return _bracketed(value, status, day, cited)
        if isinstance(record, Promise):
            due = say.show(record.due, moment=True) if record.due else say.phrase("no_due")
            said = say.show(record.said or self.library.sources[record.source].published)
            return _bracketed(due, say.phrase("said_on", date=said), say.cited(record))
        if isinstance(record, Outcome):
            return _bracketed(say.show(record.date, moment=True), say.cited(record))
        if isinstance(record, Event):
            reports = [self.gist(one) for one in (record.actual or record.plan)]
            return _bracketed(say.show(record.title), *reports[-1:])
        if isinstance(record, Source):
            return _bracketed(say.named("source", record.id), say.show(record.published))
        if isinstance(record, Change):
            return say.show(record.what)
        if isinstance(record, Unknown):
            return _bracketed(say.phrase("not_published"), say.term("reasons", record.why))
        text = _main_text(record)
        return say.show(text) if text is not None else Both("", "")


def _file(name: str) -> Both:
    """Return what a file of records is called."""
    doc = DATA_FILES[name].doc
    return Both(doc.short_zh, doc.short_en)


@dataclass
class _Found:
    """What the fields of a record hold."""

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
