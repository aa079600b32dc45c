"""The records: what editors may write in data/, said once.

Every record is frozen and refuses keys it does not name. A string that a reader will see stands in both
languages side by side (`Text`); a figure or a date is kept as its source prints it and never typed twice.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    Tag,
)
from pydantic_core import PydanticCustomError

from .dates import PartialDate
from .problems import MistakeError
from .quantity import UNITS, Quantity

Language = Literal["zh", "en"]
Status = Literal[
    "done", "actual", "under_way", "signed", "in_talks", "planned", "target", "projection", "statement"
]
Tier = Literal["A", "B", "C", "D"]
Stage = Literal["planned", "clearing", "cleared", "building", "operating"]
Why = Literal["not_in_source", "mentioned_without_detail", "outcome_not_published", "sources_conflict"]
Relation = Literal["agreement", "scope", "change", "conflict"]
Scope = Literal["community", "project", "subdistrict", "company", "facility", "programme"]
Basis = Literal["established", "working"]
Kind = Literal["company", "public_body", "institution"]
Extent = Literal["whole", "opening"]
PromiseState = Literal["undated", "planned", "overdue", "kept", "late", "unclear", "done"]

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff"


class Record(BaseModel):
    """A mapping in a data file: frozen, and only the keys named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reference:
    """Marks a field that holds the id of a record of ``kind``; loading proves that the record exists."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


def told(mistake: MistakeError) -> PydanticCustomError:
    """Carry our bilingual message through pydantic, which adds the path of the field."""
    return PydanticCustomError("told", "{en}", {"message": mistake.message, "en": mistake.message.en})


def _refuse(zh: str, en: str, fix_zh: str, fix_en: str) -> PydanticCustomError:
    return told(MistakeError(zh, en, fix_zh=fix_zh, fix_en=fix_en))


def _line(text: str) -> str:
    if not text.strip() or text != text.strip() or "\n" in text:
        raise _refuse(
            "文字为空、首尾有空格或含换行",
            "The text is empty, begins or ends with a space, or runs over a line",
            "写成一行，首尾不留空格",
            "write it on one line without spaces around it",
        )
    return text


def _chinese(text: str) -> str:
    if not re.search(f"[{HAN}]", text):
        raise _refuse(
            "zh里没有汉字",
            "The zh text holds no Chinese",
            "写中文，英文写在en",
            "write Chinese here and English under en",
        )
    if found := re.search(f"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]|[{HAN}] [{HAN}]", text):
        raise _refuse(
            f"中文里多了空格：“{found[0]}”",
            f'There is a space inside the Chinese: "{found[0]}"',
            "汉字与汉字、字母、数字之间不加空格",
            "leave no space beside a Chinese character",
        )
    if found := re.search(f"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]|[{HAN}]\\.(?![A-Za-z0-9])", text):
        raise _refuse(
            f"中文里用了半角标点：“{found[0]}”",
            f'The Chinese uses Western punctuation: "{found[0]}"',
            "改用全角标点，如，。；：（）",
            "use full-width punctuation such as ，。；：（）",
        )
    return text


def _english(text: str) -> str:
    if not re.search("[A-Za-z]", text):
        raise _refuse(
            "en里没有英文",
            "The en text holds no English",
            "写英文，中文写在zh",
            "write English here and Chinese under zh",
        )
    if found := re.search("[，。；：（）！？]", re.sub(f"[{HAN}][{HAN}（）《》“”·、，：]*", "", text)):
        raise _refuse(
            f"英文里用了全角标点“{found[0]}”",
            f'The English uses full-width punctuation: "{found[0]}"',
            "改用半角标点",
            "use Western punctuation",
        )
    return text


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) or re.search(r"\d{4}", text):
        raise _refuse(
            f"编号“{text}”不合规则",
            f'The id "{text}" breaks the rule for ids',
            "用小写字母、数字和连字符，以字母开头，不含年份",
            "use small letters, digits and hyphens, begin with a letter, and name no year",
        )
    return text


def _date(value: Any) -> PartialDate:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise PydanticCustomError("string_type", "a date is text")
    try:
        return PartialDate.parse(str(value))
    except MistakeError as mistake:
        raise told(mistake) from None


def _day(value: Any) -> PartialDate:
    when = _date(value)
    if not when.is_day:
        raise _refuse(
            f"“{value}”不是具体的一天",
            f'"{value}" is not one day',
            "写成2026-11-23的形式",
            "write it as 2026-11-23",
        )
    return when


def _quantity(value: Any) -> Quantity:
    if not isinstance(value, str):
        raise _refuse(
            f"数量“{value}”没有单位" if isinstance(value, int) else "这里要写数量或文字",
            f'The figure "{value}" has no unit'
            if isinstance(value, int)
            else "A figure or a text is expected here",
            "照原文写出单位，如7家、100%、1000余亩；文字则分写zh和en",
            "write the unit as the source prints it, such as 7家, 100% or 1000余亩; give a text as zh and en",
        )
    try:
        return Quantity.parse(value)
    except MistakeError as mistake:
        raise told(mistake) from None


def _unit(text: str) -> str:
    if any(part not in UNITS for part in text.split("/", 1)):
        raise _refuse(
            f"没有“{text}”这个单位",
            f'"{text}" is not a known unit',
            f"可用的单位有{'、'.join(UNITS)}，两者之间可用“/”",
            f"the units are {'、'.join(UNITS)}, or two of them with a slash",
        )
    return text


def _address(text: str) -> str:
    """Accept a plain web address; http stays allowed because some cited newspapers offer nothing else."""
    parts = urlsplit(text)
    plain = re.fullmatch(r"[!-~]+", text) and not re.search(r"[\"'<>\\^`{|}]", text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or not plain:
        raise _refuse(
            f"“{text}”不是可用的网址",
            f'"{text}" is not a usable web address',
            "写以https://或http://开头的完整网址",
            "write the full address, beginning with https:// or http://",
        )
    return text


_LOCATOR = re.compile(
    r"(?:S(?P<section>\d+))?¶(?P<paragraph>\d+)|caption (?P<caption>\d+)|opening|title", re.ASCII
)


def _locator(text: str) -> str:
    if not _LOCATOR.fullmatch(text):
        raise _refuse(
            f"读不懂出处位置“{text}”",
            f'The locator "{text}" cannot be read',
            "写成S1¶2（第1节第2段）、¶3（第3段）、caption 4（图注4）、title（标题）或opening（开头部分）",
            "write S1¶2 (section, paragraph), ¶3, caption 4, title or opening",
        )
    return text


def _kind_of_value(value: Any) -> str:
    if isinstance(value, dict):
        return "items" if "items" in value else "text"
    return "quantity"


Line = Annotated[str, AfterValidator(_line)]
Chinese = Annotated[Line, AfterValidator(_chinese)]
English = Annotated[Line, AfterValidator(_english)]
Id = Annotated[str, AfterValidator(_identifier)]
Date = Annotated[PartialDate, PlainValidator(_date)]
Day = Annotated[PartialDate, PlainValidator(_day)]
Figure = Annotated[Quantity, PlainValidator(_quantity)]
UnitName = Annotated[str, AfterValidator(_unit)]
Address = Annotated[str, AfterValidator(_address)]
Locator = Annotated[str, AfterValidator(_locator)]
SourceId = Annotated[str, Reference("source")]
OrganisationId = Annotated[str, Reference("organisation")]
MeasureId = Annotated[str, Reference("measure")]
RowId = Annotated[str, Reference("row")]
FactId = Annotated[str, Reference("fact")]
OccasionId = Annotated[str, Reference("fact or event or structure")]


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
    """One measure of one subject, with everything that sources say about it."""

    id: Id
    measure: MeasureId
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]
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


class Node(Record):
    """A part of a planned structure; `count` without named parts below means that the names are not published."""

    id: Id
    name: Text
    parent: str | None = None
    count: StrictInt | None = None
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


class Community(Subject):
    """One future industrial community."""

    name_basis: Basis
    short: Text
    place: Text
    summary: Text
    stage: StageReached
    reviewed: Day
    key_facts: Annotated[tuple[FactId, ...], Field(min_length=1)]
    organisations: tuple[OrganisationId, ...] = ()
    structure: Structure | None = None
    projects: tuple[Project, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


class Organisation(Subject):
    """A public body, company or institution."""

    name_basis: Basis
    kind: Kind
    ticker: Line | None = None
    note: Text | None = None


class Source(Record):
    """A publication: who published it when, how far it can be trusted, and what of it was read on which day."""

    id: Id
    title: Title
    publisher: Text
    published: Date
    printed: Line | None = None
    tier: Tier
    language: Language
    read: Day
    extent: Extent
    url: Address | None = None
    repeats: SourceId | None = None
    note: Text | None = None


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


class Term(Record):
    """A word of a closed vocabulary with its meaning."""

    label: Text
    meaning: Text


class Phrase(Text):
    """A sentence of the site's own; `{name}` is filled in, and `one` is the English for a count of one."""

    one: Line | None = None


def _complete(kind: Any) -> AfterValidator:
    """Require a term for every word of the closed vocabulary ``kind``."""

    def check(terms: dict[str, Term]) -> dict[str, Term]:
        if missing := [word for word in get_args(kind) if word not in terms]:
            raise _refuse(
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
    reasons: Annotated[dict[Why, Term], _complete(Why)]
    relations: Annotated[dict[Relation, Term], _complete(Relation)]
    scopes: Annotated[dict[Scope, Term], _complete(Scope)]
    tiers: Annotated[dict[Tier, Term], _complete(Tier)]
    name_bases: Annotated[dict[Basis, Term], _complete(Basis)]
    kinds: Annotated[dict[Kind, Term], _complete(Kind)]
    extents: Annotated[dict[Extent, Term], _complete(Extent)]
    phrases: dict[str, Phrase]
    official_names: tuple[Line, ...] = ()


class Section(Record):
    """A section of a page of prose."""

    id: Id
    heading: Text
    paragraphs: Annotated[tuple[Text, ...], Field(min_length=1)]


class Site(Record):
    """What the site is called and says of itself; what is not set is not shown."""

    title: Text
    tagline: Text
    description: Text
    home_facts: Annotated[tuple[FactId, ...], Field(min_length=1)]
    about: Annotated[tuple[Section, ...], Field(min_length=1)]
    publisher: Text | None = None
    contact: Text | None = None
    filing: Line | None = None
    repository: Address | None = None


def locator_parts(locator: str) -> dict[str, int]:
    """Return the numbers of a locator by name: `S1¶2` is section 1, paragraph 2."""
    match = _LOCATOR.fullmatch(locator)
    return {name: int(number) for name, number in (match.groupdict() if match else {}).items() if number}


def references(
    record: Record, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield (path, kind, id) for every reference within ``record``."""
    for name, field in type(record).model_fields.items():
        value, here = getattr(record, name), (*path, name)
        kinds = [
            mark.kind for mark in _marks(field.annotation, field.metadata) if isinstance(mark, Reference)
        ]
        for place, item in _items(value, here):
            if isinstance(item, Record):
                yield from references(item, place)
            elif kinds and isinstance(item, str):
                yield place, kinds[0], item


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
