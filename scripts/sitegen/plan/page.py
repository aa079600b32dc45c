"""A page as it is planned: where it stands and what it is called, and the view that its template shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sitegen.kinds import PageKind
from sitegen.records.library import Library
from sitegen.records.model import Text
from sitegen.records.paging import numbered

T = TypeVar("T")
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True)
class Heading:
    """A page as others name it: its kind, its address below the language's root, its title and description.

    `number` is its place among the pages of its list, of which there are `count`.
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
    def turns(self) -> tuple[int, ...]:
        """The numbers of the pages of its list to turn to: the first, the last and those around this one."""
        around = range(max(1, self.number - 2), min(self.count, self.number + 2) + 1)
        return tuple(sorted({1, *around, self.count}))

    def part(self, views: tuple[T, ...], length: int) -> tuple[T, ...]:
        """Return those of all ``views`` of the list that stand on this page, with so many to a page."""
        return views[(self.number - 1) * length : self.number * length]

    def showing(self, view: V, rests_on: frozenset[str] | None = None) -> "Page[V]":
        """Return the page with this heading that shows ``view``."""
        place = self.kind, self.path, self.title, self.description, self.number, self.count
        return Page(*place, shown=view, rests_on=rests_on)


@dataclass(frozen=True)
class Page(Heading, Generic[V_co]):
    """A page with the view that its template knows as `shown`, a frozen dataclass of the kind's own.

    `rests_on` names the communities of which it shows anything; without it the page may show something of all.
    """

    shown: V_co = field(kw_only=True)
    rests_on: frozenset[str] | None = field(default=None, kw_only=True)


def headings(kind: PageKind, library: Library) -> Iterator[Heading]:
    """Yield the heading of every page of a list, or of the one page of a kind, whose title is a phrase."""
    word, paths = library.vocabulary.word, library.paging.pages(kind.path)
    title, description = word(f"{kind.name}_title"), word(f"{kind.name}_description")
    for number, path in enumerate(paths, start=1):
        own = title if number == 1 else _numbered_title(title, number, len(paths), library)
        yield Heading(kind, path, own, description, number, len(paths))


def by_page(views: Iterable[T], page_of: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """Sort ``views`` by the page on which each stands, in their order."""
    pages: dict[str, list[T]] = {}
    for view in views:
        pages.setdefault(page_of(view), []).append(view)
    return {page: tuple(here) for page, here in pages.items()}


def _numbered_title(title: Text, number: int, count: int, library: Library) -> Text:
    phrase = library.vocabulary.phrases["page_title"]
    return Text(
        zh=phrase.zh.format(title=title.zh, n=number, total=count),
        en=phrase.en.format(title=title.en, n=number, total=count),
    )
