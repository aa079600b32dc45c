"""What a record holds, and what its model admits: texts, references, codes, records within records."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from sitegen.records.documentation import Doc, documentation
from sitegen.records.model.facts import Citation
from sitegen.records.model.texts import Record, Text
from sitegen.records.model.vocabulary import VOCABULARIES
from sitegen.values.fields import Declares, Reference


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
        kind = kind_referred_to(model, name)
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


def documentation_at(model: type[Record], path: str) -> Doc | None:
    """Return what the last field on a dotted ``path`` into a ``model`` means; None if the path begins with no field.

    An index, or a key of a mapping, belongs to the field before it.
    """
    doc, inner = None, iter((model,))
    for step in path.split("."):
        outer = next(inner, None)
        if outer is None or step not in outer.model_fields:
            break
        doc, inner = documentation(outer, step), models_in(outer.model_fields[step].annotation)
    return doc


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


def models_within(model: type[Record]) -> dict[str, type[Record]]:
    """Return ``model`` and every record type that it may hold at any depth, by name."""
    found: dict[str, type[Record]] = {}
    waiting = [model]
    while waiting:
        one = waiting.pop()
        if one.__name__ not in found:
            found[one.__name__] = one
            waiting += [inner for field in one.model_fields.values() for inner in models_in(field.annotation)]
    return found


def kind_of(model: type[Record]) -> str:
    """Return by which name a `Reference` calls the kind of record."""
    return model.__name__.lower()


@cache
def declares_id(model: type[Record]) -> bool:
    """Say whether records of ``model`` have an id that no other of the kind may have."""
    field = model.model_fields.get("id")
    return field is not None and any(isinstance(mark, Declares) for mark in field.metadata)


@cache
def kinds_within(model: type[Record]) -> dict[str, str]:
    """Return the keys, at any depth below ``model``, of records that have an id, each with their kind."""
    return {
        key: kind_of(inner)
        for outer in models_within(model).values()
        for key, field in outer.model_fields.items()
        for inner in models_in(field.annotation)
        if declares_id(inner)
    }


@cache
def kind_referred_to(model: type[Record], key: str) -> str:
    """Return the kind of record whose ids stand under ``key``, `a or b` if several may; nothing if it takes none."""
    field = model.model_fields[key]
    marks = _marks(field.annotation, field.metadata)
    return next((mark.kind for mark in marks if isinstance(mark, Reference)), "")


@cache
def vocabulary_of(model: type[Record], key: str) -> str:
    """Return the field of `Vocabulary` that has the words for the codes under ``key``; nothing if it takes none."""
    annotation = model.model_fields[key].annotation
    codes = (one for one in (annotation, *get_args(annotation)) if get_origin(one) is Literal)
    return next((VOCABULARIES[one] for one in codes if one in VOCABULARIES), "")
