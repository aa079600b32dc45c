"""What each field of the model means, as metadata of the field itself.

A field is `Annotated` with a `Doc`, and with a `Part` where its key is not written in the body of its record. The
schemas that help while typing, the canonical order of `make format`, the drafts of `make new` and the words of
`make diff` all follow from these. Nothing here depends on the records: whoever adds one changes no schema.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Doc:
    """What a field means, told to editors (`zh`, `en`), and what it is called in a sentence (`short_zh`, `short_en`)."""

    zh: str
    en: str
    short_zh: str
    short_en: str


class Called(NamedTuple):
    """What one record of a kind is called in a sentence."""

    zh: str
    en: str


class Part(IntEnum):
    """The part of a record in which a key is written; within a part, keys stand in the order of the model."""

    NAME = 1  # its id and what it is called
    OVERVIEW = 2  # what its English name rests on, what kind it is, where it stands
    BODY = 3  # what it has to say: every field that names no other part
    GROUNDS = 4  # the phrase that a date was worked out from, and what exactly is covered
    SOURCE = 5  # where it was read
    NOTE = 6  # a remark to the reader
    WITHIN = 7  # the records that it consists of
    END = 8  # what happened, and what is missing


@cache
def documentation(model: type[BaseModel], key: str) -> Doc:
    """Return what ``key`` means in a ``model``; a test proves that every field says so."""
    return next(mark for mark in model.model_fields[key].metadata if isinstance(mark, Doc))


@cache
def _written(model: type[BaseModel]) -> dict[str, int]:
    """Return the place of each key of a ``model``."""

    def part(key: str) -> Part:
        marks = (mark for mark in model.model_fields[key].metadata if isinstance(mark, Part))
        return next(marks, Part.BODY)

    return {key: place for place, key in enumerate(sorted(model.model_fields, key=part))}


def in_order(model: type[BaseModel], keys: Iterable[str]) -> list[str]:
    """Return the ``keys`` of a ``model`` in the order in which they are written."""
    return sorted(keys, key=_written(model).__getitem__)
