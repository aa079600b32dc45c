"""The documentation of each field of the model, as metadata of the field itself.

A field is `Annotated` with a `Doc`, and with a `Part` where its key is not in the body of its record. The JSON Schemas
for editors, the canonical order of `make format`, the drafts of `make new` and the words of `make diff` follow from
these. Nothing here depends on the records, so adding a record changes no schema.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Doc:
    """What a field means, for editors (`zh`, `en`), and its name in a sentence (`short_zh`, `short_en`)."""

    zh: str
    en: str
    short_zh: str
    short_en: str


class Called(NamedTuple):
    """The noun for one record of a kind."""

    zh: str
    en: str


class Part(IntEnum):
    """The part of a record that a key belongs to; within a part, keys have the order of the model."""

    NAME = 1  # its id and names
    OVERVIEW = 2  # the basis of its English name, its kind, its location
    BODY = 3  # its content: every field without another part
    GROUNDS = 4  # the phrase from which a date was worked out, and the scope
    SOURCE = 5  # where it was read
    NOTE = 6  # a remark to the reader
    WITHIN = 7  # the records inside it
    END = 8  # what happened, and what is missing


@cache
def documentation(model: type[BaseModel], key: str) -> Doc:
    """Return the documentation of ``key`` in a ``model``; a test checks that every field has one."""
    return next(mark for mark in model.model_fields[key].metadata if isinstance(mark, Doc))


@cache
def _positions(model: type[BaseModel]) -> dict[str, int]:
    """Return the position of each key of a ``model`` in its canonical order."""

    def part(key: str) -> Part:
        marks = (mark for mark in model.model_fields[key].metadata if isinstance(mark, Part))
        return next(marks, Part.BODY)

    return {key: position for position, key in enumerate(sorted(model.model_fields, key=part))}


def in_order(model: type[BaseModel], keys: Iterable[str]) -> list[str]:
    """Return the ``keys`` of a ``model`` in their canonical order."""
    return sorted(keys, key=_positions(model).__getitem__)
