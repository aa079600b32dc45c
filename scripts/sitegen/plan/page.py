"""A planned page: its address, title and description, and the view that its template shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sitegen.page_kinds import PageKind
from sitegen.records.library import Library
from sitegen.records.model import Text
from sitegen.records.paging import numbered

T = TypeVar("T")
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True)
class Heading:
    """What links to a page need: its kind, its address below the language's root, its title and description.

    It is page `number` of the `count` pages of its list.
    """

    kind: PageKind
    path: str
    title: Text
    description: Text
    number: int = 1
    count: int = 1

    @property
    def first(self) -> str:
        """The address of the first page of its list."""
        return self.path if self.number == 1 else self.path.rpartition("/")[0]

    def at(self, number: int) -> str:
        """Return the address of another page of its list."""
        return numbered(self.first, number)

    @property
    def linked_numbers(self) -> tuple[int, ...]:
        """The numbers of the pages of its list to link to: the first, the last and those around this one."""
        around = range(max(1, self.number - 2), min(self.count, self.number + 2) + 1)
        return tuple(sorted({1, *around, self.count}))

    def part(self, views: tuple[T, ...], length: int) -> tuple[T, ...]:
        """Return the ``views`` of this page, out of all those of the list, ``length`` to a page."""
        return views[(self.number - 1) * length : self.number * length]

    def with_view(self, view: V, rests_on: frozenset[str] | None = None) -> "Page[V]":
        """Return the page with this heading that shows ``view``."""
        fields = self.kind, self.path, self.title, self.description, self.number, self.count
        return Page(*fields, shown=view, rests_on=rests_on)


@dataclass(frozen=True)
class Page(Heading, Generic[V_co]):
    """A page with the view that its template knows as `shown`, a frozen dataclass of the kind's own.

    `rests_on` names the only communities whose records it shows; None means that it may show any.
    """

    shown: V_co = field(kw_only=True)
    rests_on: frozenset[str] | None = field(default=None, kw_only=True)


def headings(kind: PageKind, library: Library) -> Iterator[Heading]:
    """Yield the heading of each page of a ``kind`` whose title is a phrase: one, or one for each page of its list."""
    word, paths = library.vocabulary.word, library.paging.pages(kind.path)
    title, description = word(f"{kind.name}_title"), word(f"{kind.name}_description")
    for number, path in enumerate(paths, start=1):
        own = title if number == 1 else _numbered_title(title, number, len(paths), library)
        yield Heading(kind, path, own, description, number, len(paths))


def by_page(views: Iterable[T], page_of: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """Group ``views`` by their page, in their order."""
    pages: dict[str, list[T]] = {}
    for view in views:
        pages.setdefault(page_of(view), []).append(view)
    return {page: tuple(group) for page, group in pages.items()}


def _numbered_title(title: Text, number: int, count: int, library: Library) -> Text:
    phrase = library.vocabulary.phrases["page_title"]
    return Text(
        zh=phrase.zh.format(title=title.zh, n=number, total=count),
        en=phrase.en.format(title=title.en, n=number, total=count),
    )
