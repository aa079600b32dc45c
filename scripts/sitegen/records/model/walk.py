"""Walk through records and models: texts, references, codes, and the records inside other records."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from sitegen.records.field_docs import Doc, documentation
from sitegen.records.model.facts import Citation
from sitegen.records.model.texts import Record, Text
from sitegen.records.model.vocabulary import VOCABULARIES
from sitegen.values.fields import Declares, Reference


def walk_texts(
    value: Any, path: tuple[str | int, ...] = (), *, attributed: bool = False
) -> Iterator[tuple[tuple[str | int, ...], Text, bool]]:
    """Yield (path, text, whether `said_by` attributes its words to somebody) for every `Text` in ``value``, but no `Title`.

    A note is always the site's own.
    """
    if isinstance(value, Text):
        yield path, value, attributed
    elif isinstance(value, Record):
        quoted = attributed or (isinstance(value, Citation) and value.said_by is not None)
        for name in _text_fields(type(value)):
            if (inner := getattr(value, name)) is not None:
                yield from walk_texts(inner, (*path, name), attributed=quoted and name != "note")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk_texts(item, (*path, index), attributed=attributed)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk_texts(item, (*path, key), attributed=attributed)


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
    """Return the fields of ``model`` that may hold a text, directly or inside a record."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if any(issubclass(inner, Text) or _text_fields(inner) for inner in direct_models(field.annotation))
    )


@cache
def _reference_fields(model: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """Return (name, kind of id, whether records in it may hold references) for each field that may hold references."""
    fields = []
    for name, field in model.model_fields.items():
        kind = kind_referred_to(model, name)
        holds_records = any(_reference_fields(inner) for inner in direct_models(field.annotation))
        if kind or holds_records:
            fields.append((name, kind, holds_records))
    return tuple(fields)


def _items(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield (path, item) for each item of a list or mapping, or for a single value."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*path, index), item
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), item
    else:
        yield path, value


def _marks(annotation: Any, metadata: list[Any]) -> Iterator[Any]:
    """Yield the metadata of a field, also that of the types inside an optional or a tuple."""
    yield from metadata
    for argument in get_args(annotation):
        yield from _marks(argument, list(getattr(argument, "__metadata__", ())))


def direct_models(annotation: Any) -> Iterator[type[Record]]:
    """Yield the models that an annotation names, itself or as arguments of a type."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from direct_models(argument)


def documentation_at(model: type[Record], path: str) -> Doc | None:
    """Return the documentation of the last field on a dotted ``path`` into ``model``; None if its first step is no field.

    An index, or a key of a mapping, belongs to the field before it.
    """
    doc, inner = None, iter((model,))
    for step in path.split("."):
        outer = next(inner, None)
        if outer is None or step not in outer.model_fields:
            break
        doc, inner = documentation(outer, step), direct_models(outer.model_fields[step].annotation)
    return doc


def allowed_keys(model: type[Record], path: tuple[str | int, ...]) -> set[str]:
    """Return the keys that a record at ``path`` inside a ``model`` may have."""
    models = {model}
    for step in path:
        found = {
            inner
            for outer in models
            if step in outer.model_fields
            for inner in direct_models(outer.model_fields[str(step)].annotation)
        }
        # Indexes and the tags of a union are not fields: they stay on the same level.
        models = found or models
    return {name for model in models for name in model.model_fields}


def nested_models(model: type[Record]) -> dict[str, type[Record]]:
    """Return ``model`` and every model inside it, at any depth, by name."""
    found: dict[str, type[Record]] = {}
    waiting = [model]
    while waiting:
        outer = waiting.pop()
        if outer.__name__ not in found:
            found[outer.__name__] = outer
            waiting += [
                inner for field in outer.model_fields.values() for inner in direct_models(field.annotation)
            ]
    return found


def kind_of(model: type[Record]) -> str:
    """Return the kind of a ``model``, as `Reference` names it."""
    return model.__name__.lower()


@cache
def declares_id(model: type[Record]) -> bool:
    """Whether records of ``model`` have an id that is unique among their kind."""
    field = model.model_fields.get("id")
    return field is not None and any(isinstance(mark, Declares) for mark in field.metadata)


@cache
def nested_kinds(model: type[Record]) -> dict[str, str]:
    """Return the keys inside ``model``, at any depth, whose records have an id, each with the kind of the records."""
    return {
        key: kind_of(inner)
        for outer in nested_models(model).values()
        for key, field in outer.model_fields.items()
        for inner in direct_models(field.annotation)
        if declares_id(inner)
    }


@cache
def kind_referred_to(model: type[Record], key: str) -> str:
    """Return the kind of record whose id ``key`` holds, `a or b` for several kinds, or nothing if it holds no id."""
    field = model.model_fields[key]
    marks = _marks(field.annotation, field.metadata)
    return next((mark.kind for mark in marks if isinstance(mark, Reference)), "")


@cache
def vocabulary_of(model: type[Record], key: str) -> str:
    """Return the field of `Vocabulary` with the words for the codes of ``key``, or nothing if it holds no code."""
    annotation = model.model_fields[key].annotation
    types = (annotation, *get_args(annotation))
    codes = (each for each in types if get_origin(each) is Literal)
    return next((VOCABULARIES[code] for code in codes if code in VOCABULARIES), "")
