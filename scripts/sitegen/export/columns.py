"""The columns of the published tables: name, type, what they may hold, and the phrase that says what they mean."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from sitegen.export.shapes import HedgeCode, SubjectKind
from sitegen.records.model import Extent, Language, PromiseState, Relation, Status, Tier, Why

Type = Literal["string", "number", "integer", "boolean", "date"]


@dataclass(frozen=True)
class Column:
    """A column: `phrase` names its meaning in the vocabulary, `language` that of the words in it."""

    name: str
    phrase: str
    type: Type = "string"
    required: bool = False
    codes: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A table: its columns, the one that identifies a row if one does, and the tables that columns point to."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()


def _column(name: str, type: Type = "string", phrase: str = "", **more: Any) -> Column:
    return Column(name, f"column_{phrase or name}", type, **more)


def _words(name: str, phrase: str = "") -> tuple[Column, ...]:
    """Return a column of words for each language."""
    return tuple(
        _column(f"{name}_{language}", phrase=phrase or name, language=language)
        for language in get_args(Language)
    )


def _date(name: str) -> tuple[Column, ...]:
    """Return a date as its source gives it, the days that it lies within, and the words that it was worked out from."""
    return (
        _column(name),
        _column(f"{name}_first", "date", "first"),
        _column(f"{name}_last", "date", "last"),
        _column(f"{name}_inferred_from", phrase="inferred_from"),
    )


_SUBJECT = (
    _column("subject_kind", required=True, codes=get_args(SubjectKind)),
    _column("subject_id", phrase="subject", required=True),
    *_words("subject"),
    _column("community_id"),
    _column("row_id"),
)
_CLAIM = (
    _column("low", "number"),
    _column("high", "number"),
    _column("magnitude", "integer"),
    _column("unit"),
    _column("unit_en", phrase="unit"),
    _column("hedge", codes=get_args(HedgeCode)),
    *_words("value"),
    _column("source_form"),
    _column("status", codes=get_args(Status)),
    *_words("status"),
    *_words("scope"),
    *_date("as_of"),
    _column("as_of_given_by", codes=("claim", "source"), phrase="given_by"),
    _column("source_id"),
    _column("locator"),
    _column("said_by"),
)
_NOTE = _words("note")
_PAGE = _column("page", required=True)

FACTS = Table(
    "facts",
    (
        _column("fact_id"),
        *_SUBJECT,
        _column("measure_id", phrase="measure"),
        *_words("measure"),
        *_CLAIM,
        _column("missing_reason", codes=get_args(Why)),
        *_words("missing_reason"),
        _column("claims", "integer", required=True),
        _column("relation", codes=get_args(Relation)),
        _column("reviewed", "date", required=True),
        _column("review_due", "date"),
        *_NOTE,
        _PAGE,
    ),
    refers=(("source_id", "sources"),),
)
CLAIMS = Table(
    "claims",
    (
        _column("fact_id", required=True),
        _column("claim", "integer", required=True),
        _column("shown", "boolean", required=True),
        *_CLAIM,
        *_NOTE,
    ),
    key=("fact_id", "claim"),
    refers=(("source_id", "sources"), ("fact_id", "facts")),
)
EVENTS = Table(
    "events",
    (
        _column("event_id", required=True),
        *_SUBJECT,
        *_words("title"),
        _column("state", required=True, codes=get_args(PromiseState)),
        *_words("state"),
        _column("days", "integer", required=True),
        _column("moved", "integer", required=True),
        _column("promises", "integer", required=True),
        *_date("due"),
        _column("said"),
        _column("promise_source_id"),
        _column("promise_locator", phrase="locator"),
        _column("promise_said_by", phrase="said_by"),
        *_date("happened"),
        _column("outcome_source_id"),
        _column("outcome_locator", phrase="locator"),
        _column("relation", codes=get_args(Relation)),
        *_NOTE,
        _PAGE,
    ),
    key=("event_id",),
    refers=(("promise_source_id", "sources"), ("outcome_source_id", "sources")),
)
SOURCES = Table(
    "sources",
    (
        _column("source_id", required=True),
        *_words("source_title"),
        *_words("publisher"),
        *_date("published"),
        _column("tier", required=True, codes=get_args(Tier)),
        _column("tier_inferred", "boolean", required=True),
        _column("language", required=True, codes=get_args(Language)),
        _column("read", "date", required=True),
        _column("extent", required=True, codes=get_args(Extent)),
        _column("url"),
        _column("repeats"),
        _column("facts", "integer", required=True),
        _column("events", "integer", required=True),
        *_NOTE,
    ),
    key=("source_id",),
)
TABLES = (FACTS, CLAIMS, EVENTS, SOURCES)
