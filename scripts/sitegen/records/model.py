"""The records: what editors may write in data/, said once.

Every record is frozen and refuses keys it does not name. A string that a reader will see stands in both
languages side by side (`Text`); a figure or a date is kept as its source prints it and never typed twice.
"""

from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    field_validator,
)

from sitegen.values.fields import (
    Address,
    Chinese,
    CommunityId,
    Date,
    Day,
    English,
    FactId,
    Figure,
    Id,
    Line,
    Locator,
    MeasureId,
    OccasionId,
    OnSite,
    OrganisationId,
    Reference,
    RowId,
    SourceId,
    UnitName,
    refuse,
)

Language = Literal["zh", "en"]
Status = Literal[
    "done", "actual", "under_way", "signed", "in_talks", "planned", "target", "projection", "statement"
]
Tier = Literal["A", "B", "C", "D"]
Stage = Literal["planned", "clearing", "cleared", "building", "operating"]
Why = Literal["not_in_source", "mentioned_without_detail", "outcome_not_published", "sources_conflict"]
Relation = Literal["agreement", "scope", "change", "conflict"]
Scope = Literal["community", "project", "subdistrict", "company", "facility", "programme", "place"]
Basis = Literal["established", "working"]
Kind = Literal["company", "public_body", "institution"]
Level = Literal["province", "district", "subdistrict", "town"]
Role = Literal["pilot", "named", "supporting", "context"]
Exchange = Literal["SSE", "SZSE", "SGX"]
Extent = Literal["whole", "opening"]
AnswerState = Literal["answered", "partly", "unanswered"]
ChangeKind = Literal["new_information", "our_error", "source_restated", "editorial"]
PageName = Literal[
    "home",
    "communities",
    "compare",
    "timeline",
    "targets",
    "organisations",
    "facilities",
    "questions",
    "glossary",
    "sources",
    "changes",
    "data",
    "cite",
    "about",
]
PromiseState = Literal["undated", "planned", "overdue", "kept", "late", "unclear", "done"]


class Record(BaseModel):
    """A mapping in a data file: frozen, and only the keys named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _kind_of_value(value: Any) -> str:
    if isinstance(value, dict):
        return "items" if "items" in value else "text"
    return "quantity"


class Text(Record):
    """The same statement in Chinese and English, each written for its own reader."""

    zh: Chinese
    en: English


class Title(Record):
    """The title of a publication: the original to the letter, and what it says in English."""

    zh: Line
    en: English


class Items(Record):
    """A list that a source gives; `open` when the source says that it is not complete (等)."""

    items: Annotated[tuple[Text, ...], Field(min_length=1)]
    open: StrictBool = False


Value = Annotated[
    Annotated[Figure, Tag("quantity")] | Annotated[Text, Tag("text")] | Annotated[Items, Tag("items")],
    Discriminator(_kind_of_value),
]


class Citation(Record):
    """Where a statement was read: source, place in it, who said it, and the phrase a date was worked out from."""

    source: SourceId
    at: Locator
    said_by: OrganisationId | None = None
    printed: Line | None = None
    note: Text | None = None


class Claim(Citation):
    """What one source says: value, status, the date it is about (the source's own when omitted) and its scope."""

    value: Value
    status: Status
    as_of: Date | None = None
    scope: Text | None = None


class Choice(Record):
    """The editor's choice among claims, when the rule (best tier, then latest) would mislead."""

    source: SourceId
    why: Text


class Comparison(Record):
    """How the claims of one fact or the reports of one event stand to each other, and why."""

    relation: Relation
    why: Text


class Fact(Record):
    """One measure of one subject, with everything that sources say about it.

    `reviewed` is the day it was last checked, where that is later than for the rest of its subject.
    """

    id: Id
    measure: MeasureId
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]
    reviewed: Day | None = None
    shown: Choice | None = None
    comparison: Comparison | None = None


class Promise(Citation):
    """A date that somebody gave in advance; `said` is the source's own date when omitted."""

    due: Date | None = None
    said: Date | None = None


class Outcome(Citation):
    """A report that it happened."""

    date: Date


class Event(Record):
    """Something that was promised, happened, or both."""

    id: Id
    title: Text
    row: RowId | None = None
    plan: tuple[Promise, ...] = ()
    actual: tuple[Outcome, ...] = ()
    note: Text | None = None
    comparison: Comparison | None = None


class Subject(Record):
    """Whatever facts and events are about."""

    id: Id
    name: Text
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()


class Named(Record):
    """Whatever has an English name: established ones say in which source they were read, the rest are our own."""

    name_basis: Basis
    name_source: SourceId | None = None


class Entry(Subject, Named):
    """A subject with a place of its own on the site, last gone over by an editor on the day `reviewed`."""

    reviewed: Day


class Node(Record):
    """A part of a planned structure; `count` without named parts below means that the names are not published."""

    id: Id
    name: Text
    parent: Id | None = None
    count: Annotated[StrictInt, Field(ge=1, le=300)] | None = None
    open: StrictBool = False
    note: Text | None = None


class Structure(Citation):
    """A planned spatial or functional scheme as a tree of nodes."""

    id: Id
    name: Text
    status: Status
    as_of: Date | None = None
    nodes: Annotated[tuple[Node, ...], Field(min_length=1)]


class Project(Subject):
    """An investment within a community; its first fact says what it is and how far it has got."""

    row: RowId
    operator: OrganisationId | None = None
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]


class Unknown(Record):
    """A factsheet row that nobody has published, why it is empty, and the day it was last looked for."""

    row: RowId
    why: Why
    searched: Day
    note: Text | None = None


class StageReached(Record):
    """How far a community has got, and the fact or event that shows it."""

    value: Stage
    basis: OccasionId


class Community(Entry):
    """One future industrial community."""

    short: Text
    place: Text
    summary: Text
    stage: StageReached
    key_facts: Annotated[tuple[FactId, ...], Field(min_length=1)]
    organisations: tuple[OrganisationId, ...] = ()
    structure: Structure | None = None
    projects: tuple[Project, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


class Ticker(Record):
    """Where and under which code a company is listed."""

    exchange: Exchange
    code: Line


class Organisation(Entry):
    """A public body, company or institution; `role` is its part in the programme, in the words of its sources."""

    kind: Kind
    role: Text | None = None
    ticker: Ticker | None = None
    note: Text | None = None


class Facility(Entry):
    """A hospital, college, housing scheme or other service that people in the communities would use."""

    place: Text | None = None
    operator: OrganisationId | None = None
    note: Text | None = None


class Naming(Citation):
    """As what a source names a place in connection with the programme."""

    role: Role


class Place(Entry):
    """A place that sources name: a pilot, a community, the site of a supporting park, or the wider area."""

    short: Text
    level: Level
    named: Naming
    community: CommunityId | None = None
    note: Text | None = None


class Programme(Entry):
    """The district's programme as a whole: its targets, its figures and what it is."""


class GlossaryTerm(Named):
    """A term of Chinese policy or planning: its name, what it says word by word, and what it means."""

    id: Id
    name: Title
    literal: English
    plain: Text


class Source(Record):
    """A publication: who published it when, how far it can be trusted, and what of it was read on which day."""

    id: Id
    title: Title
    publisher: Text
    published: Date
    printed: Line | None = None
    tier: Tier
    tier_inferred: StrictBool = False
    language: Language
    read: Day
    extent: Extent
    url: Address | None = None
    repeats: SourceId | None = None
    note: Text | None = None


class Former(Record):
    """What was given of a fact on the authority of a source before a change, as a claim gives it."""

    fact: FactId
    value: Value
    status: Status
    as_of: Date | None = None
    scope: Text | None = None
    source: SourceId


class Change(Record):
    """A change of what the site says, told to those who read it before: when, why, and which records or pages.

    `our_error` is a slip of ours against an unchanged source; `source_restated` means that the source itself,
    or a later one, now says something else. `was` keeps what facts said until then and no longer say.
    """

    id: Id
    date: Day
    kind: ChangeKind
    what: Text
    was: tuple[Former, ...] = ()
    records: tuple[OccasionId, ...] = ()
    pages: tuple[PageName, ...] = ()

    @property
    def concerns(self) -> tuple[str, ...]:
        """The ids of all facts, events and structures that the change is about."""
        return tuple(dict.fromkeys((*(former.fact for former in self.was), *self.records)))


class Row(Record):
    """A line of the factsheet that every community shows."""

    id: Id
    label: Text


class RowGroup(Record):
    """Rows under one heading."""

    id: Id
    label: Text
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]


class Measure(Record):
    """What a fact measures: its label, what it is about, its unit, and the factsheet row that it answers."""

    id: Id
    label: Text
    scope: Scope
    unit: UnitName | None = None
    row: RowId | None = None


class Factsheet(Record):
    """The rows of every community's factsheet and the measures that fill them."""

    groups: Annotated[tuple[RowGroup, ...], Field(min_length=1)]
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for group in self.groups for row in group.rows)


class Question(Record):
    """A question that investors usually ask, with the records and factsheet rows that answer it."""

    id: Id
    text: Text
    answers: tuple[OccasionId, ...] = ()
    rows: tuple[RowId, ...] = ()
    missing: Text | None = None


class QuestionGroup(Record):
    """Questions under one heading."""

    id: Id
    label: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Questions(Record):
    """The checklist of an investor."""

    groups: Annotated[tuple[QuestionGroup, ...], Field(min_length=1)]


class Term(Record):
    """A word of a closed vocabulary with its meaning."""

    label: Text
    meaning: Text


class Phrase(Text):
    """A sentence of the site's own; `{name}` is filled in, and `one` is the English for a count of one."""

    one: Line | None = None

    @field_validator("zh", "en", "one")
    @classmethod
    def _is_fillable(cls, text: str | None) -> str | None:
        """Refuse braces that hold more than a name: a format could look into the program, or pad without end."""
        try:
            parts = [part[1:] for part in Formatter().parse(text or "") if part[1] is not None]
            filled = all(name.isidentifier() and not spec and not how for name, spec, how in parts)  # type: ignore[union-attr]
        except ValueError:
            filled = False
        if not filled:
            raise refuse(
                "花括号里要写一个名称",
                "Braces must hold a name and nothing else",
                "写成{n}的形式；花括号本身写成{{或}}",
                "write {n}, and {{ or }} for a brace itself",
            )
        return text

    @property
    def values(self) -> set[str]:
        """The names of the values that it is filled with."""
        texts = (self.zh, self.en, self.one or "")
        return {name for text in texts for _, name, *_ in Formatter().parse(text) if name is not None}


def _complete(kind: Any) -> AfterValidator:
    """Require a term for every word of the closed vocabulary ``kind``."""

    def check(terms: dict[str, Any]) -> dict[str, Any]:
        if missing := [word for word in get_args(kind) if word not in terms]:
            raise refuse(
                f"缺少{'、'.join(missing)}",
                f"{', '.join(missing)} is missing",
                "补上这些词条",
                "add these terms",
            )
        return terms

    return AfterValidator(check)


class Vocabulary(Record):
    """Every word of the site that is not a record: closed vocabularies and the templates' phrases."""

    statuses: Annotated[dict[Status, Term], _complete(Status)]
    stages: Annotated[dict[Stage, Term], _complete(Stage)]
    promise_states: Annotated[dict[PromiseState, Term], _complete(PromiseState)]
    answer_states: Annotated[dict[AnswerState, Term], _complete(AnswerState)]
    reasons: Annotated[dict[Why, Term], _complete(Why)]
    relations: Annotated[dict[Relation, Term], _complete(Relation)]
    scopes: Annotated[dict[Scope, Term], _complete(Scope)]
    tiers: Annotated[dict[Tier, Term], _complete(Tier)]
    name_bases: Annotated[dict[Basis, Term], _complete(Basis)]
    kinds: Annotated[dict[Kind, Term], _complete(Kind)]
    levels: Annotated[dict[Level, Term], _complete(Level)]
    roles: Annotated[dict[Role, Term], _complete(Role)]
    exchanges: Annotated[dict[Exchange, Term], _complete(Exchange)]
    extents: Annotated[dict[Extent, Term], _complete(Extent)]
    change_kinds: Annotated[dict[ChangeKind, Term], _complete(ChangeKind)]
    phrases: dict[str, Phrase]
    official_names: tuple[Line, ...] = ()

    def word(self, key: str) -> Text:
        """Return the phrase of that name, which takes no values, as a text: doubled braces stand for single ones."""
        phrase = self.phrases[key]
        return Text(zh=phrase.zh.format(), en=phrase.en.format())


class Section(Record):
    """A section of a page of prose."""

    id: Id
    heading: Text
    paragraphs: Annotated[tuple[Text, ...], Field(min_length=1)]


class Licence(Record):
    """Under which terms the published data may be used: its short name, its title, and where its text stands."""

    id: Line
    title: Text
    url: Address


class Site(Record):
    """What the site is called and says of itself; what is not set is not shown."""

    title: Text
    tagline: Text
    description: Text
    home_facts: Annotated[tuple[FactId, ...], Field(min_length=1)]
    about: Annotated[tuple[Section, ...], Field(min_length=1)]
    review_months: Annotated[dict[Status, Annotated[StrictInt, Field(ge=1, le=120)]], _complete(Status)]
    publisher: Text | None = None
    contact: Text | None = None
    filing: Line | None = None
    repository: Address | None = None
    licence: Licence | None = None


class Moved(Record):
    """An address that was published and is no longer made, and the one that has taken its place."""

    old: OnSite
    new: OnSite


class Redirects(Record):
    """What has moved; addresses are `page` or `page#anchor`, without the language."""

    moved: tuple[Moved, ...] = ()


class Published(Record):
    """Every address that was published; a list that a program keeps."""

    addresses: tuple[OnSite, ...] = ()


def texts_in(
    value: Any, path: tuple[str | int, ...] = (), *, attributed: bool = False
) -> Iterator[tuple[tuple[str | int, ...], Text, bool]]:
    """Yield (path, text, whether `said_by` names whose words it is in) for every text; titles are no texts."""
    if isinstance(value, Text):
        yield path, value, attributed
    elif isinstance(value, Record):
        quoted = attributed or (isinstance(value, Citation) and value.said_by is not None)
        for name in _text_fields(type(value)):
            if (inner := getattr(value, name)) is not None:
                yield from texts_in(inner, (*path, name), attributed=quoted)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_in(item, (*path, index), attributed=attributed)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, (*path, key), attributed=attributed)


def references(
    record: Record, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield (path, kind, id) for every reference within ``record``."""
    for name, kind, holds_records in _reference_fields(type(record)):
        value = getattr(record, name)
        if value is None:
            continue
        for place, item in _items(value, (*path, name)):
            if kind and isinstance(item, str):
                yield place, kind, item
            elif holds_records and isinstance(item, Record):
                yield from references(item, place)


@cache
def _text_fields(model: type[Record]) -> tuple[str, ...]:
    """Return the fields of ``model`` that may hold a text, itself or within a record."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if any(issubclass(one, Text) or _text_fields(one) for one in models_in(field.annotation))
    )


@cache
def _reference_fields(model: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """Return (name, kind of id, whether records within may hold references) for the fields that need a look."""
    fields = []
    for name, field in model.model_fields.items():
        marks = _marks(field.annotation, field.metadata)
        kind = next((mark.kind for mark in marks if isinstance(mark, Reference)), "")
        holds_records = any(_reference_fields(one) for one in models_in(field.annotation))
        if kind or holds_records:
            fields.append((name, kind, holds_records))
    return tuple(fields)


def _items(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*path, index), item
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), item
    else:
        yield path, value


def _marks(annotation: Any, metadata: list[Any]) -> Iterator[Any]:
    """Yield the marks on a field, also those inside an optional or a tuple."""
    yield from metadata
    for argument in get_args(annotation):
        yield from _marks(argument, list(getattr(argument, "__metadata__", ())))


def models_in(annotation: Any) -> Iterator[type[Record]]:
    """Yield the record types that an annotation admits."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def keys_at(model: type[Record], path: tuple[str | int, ...]) -> set[str]:
    """Return the keys that a mapping at ``path`` below ``model`` may have."""
    models = {model}
    for step in path:
        found = {
            inner
            for outer in models
            if step in outer.model_fields
            for inner in models_in(outer.model_fields[str(step)].annotation)
        }
        # Indexes and the tags of a union are no fields: they stay on the same level.
        models = found or models
    return {name for model in models for name in model.model_fields}
