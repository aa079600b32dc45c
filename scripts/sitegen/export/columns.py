"""Columns of the published tables: a name, a meaning, the values allowed, and the function that reads a cell from a line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_args

from sitegen.export import shapes as out
from sitegen.records.model import Language, Text

Type = Literal["string", "number", "integer", "boolean", "date"]
Cell = str | int | bool | None
T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: `get` reads its cell from a line of the table, `language` is the language of its words."""

    name: str
    meaning: Text
    get: Callable[[T], Cell]
    type: Type = "string"
    required: bool = False
    codes: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Table(Generic[T]):
    """A table: its columns, the `key` of a row if it has one, and in `refers` (column, other table) for foreign keys."""

    name: str
    columns: tuple[Column[T], ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()

    def row(self, line: T) -> dict[str, Cell]:
        """Return the cells of ``line`` by the names of their columns."""
        return {column.name: column.get(line) for column in self.columns}


def column(
    name: str, zh: str, en: str, get: Callable[[T], Cell], type: Type = "string", **more: Any
) -> Column[T]:
    """Return a column with its meaning in Chinese and English."""
    return Column(name, Text(zh=zh, en=en), get, type, **more)


def words(name: str, zh: str, en: str, get: Callable[[T], out.Words | None]) -> tuple[Column[T], ...]:
    """Return one column of words per language."""

    def in_language(language: Language) -> Callable[[T], Cell]:
        return lambda line: getattr(get(line), language, None)

    return tuple(
        column(f"{name}_{language}", zh, en, in_language(language), language=language)
        for language in get_args(Language)
    )


def when(name: str, zh: str, en: str, get: Callable[[T], out.When | None]) -> tuple[Column[T], ...]:
    """Return the columns of a date: as its source gives it, its first and last day, and the words it was inferred from."""

    def part(attribute: str) -> Callable[[T], Cell]:
        return lambda line: getattr(get(line), attribute, None)

    return (
        column(name, zh, en, part("text")),
        column(
            f"{name}_first",
            "可能的最早一天；不明则为空",
            "The earliest day that it may be; empty if not known",
            part("first"),
            "date",
        ),
        column(f"{name}_last", "可能的最晚一天", "The latest day that it may be", part("last"), "date"),
        column(
            f"{name}_inferred_from",
            "日期由推定得出时，原文的说法",
            "The original words, where the date was worked out",
            part("inferred_from"),
        ),
    )


def of(part: Callable[[T], S | None], columns: tuple[Column[S], ...]) -> Iterator[Column[T]]:
    """Yield ``columns`` of a ``part`` of the line; their cells are empty if the line has no such part."""

    def reading(get: Callable[[S], Cell]) -> Callable[[T], Cell]:
        return lambda line: None if (found := part(line)) is None else get(found)

    for column in columns:
        get = reading(column.get)
        yield Column(
            column.name, column.meaning, get, column.type, column.required, column.codes, column.language
        )
