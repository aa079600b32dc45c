"""Addresses of the records of old that those at hand no longer reach, each with the line that would lead on from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sitegen.core.problems import Place as FilePlace
from sitegen.plan.addresses import former_addresses, located_addresses
from sitegen.records.edition import as_written
from sitegen.records.library import Library, Path
from sitegen.records.model import Fact, Moved, Place, Record

# The least share of values that two records have in common of which one is taken for the other under a new id.
ALIKE = 0.5


@dataclass(frozen=True)
class Vanished:
    """An address that was published and is not reached any more.

    `place` is where the records of old made it, or led on from it if it `was_redirect`; a further page of a list has none.
    `redirect` is what would lead on from it now: to the record under its new id or page, or else to the page on which it
    stood.
    """

    address: str
    place: FilePlace | None
    redirect: Moved
    was_redirect: bool


@dataclass(frozen=True)
class NeverPublished:
    """A new entry at `place` of redirects.yaml whose old address was none."""

    address: str
    place: FilePlace


class Succession:
    """What became of the addresses and records of ``old`` in ``new``."""

    def __init__(self, old: Library, new: Library) -> None:
        self.old, self.new = old, new
        self.before, self.after = located_addresses(old), located_addresses(new)

    def vanished(self) -> Iterator[Vanished]:
        """Yield each address that is not reached any more, in the order of the records; of a page without its anchors."""
        led_on = {entry.old: entry.new for entry in self.old.redirects.moved}
        published = self.before | dict(former_addresses(self.old))
        reached = {*self.after, *dict(former_addresses(self.new))}
        for address, path in published.items():
            page, _, anchor = address.partition("#")
            # The anchors of a page return with it, or its redirect stands for them.
            is_covered = anchor and page not in self.after and page in published
            if address in reached or is_covered:
                continue
            end = led_on.get(address, address)
            target = end if end in self.after else self._target(end)
            place = self.old.place(path) if path[:2] in self.old.nodes else None
            was_redirect = path[:1] == ("redirects",)
            yield Vanished(address, place, Moved(old=address, new=target), was_redirect=was_redirect)

    def never_published(self) -> Iterator[NeverPublished]:
        """Yield each new redirect from what was no address; if parts of ``old`` could not be read, nobody can say."""
        if self.old.partial:
            return
        known = {*self.before, *dict(former_addresses(self.old))}
        for address, path in former_addresses(self.new):
            # What is no address, or a current one, is refused by the checks.
            if address not in known:
                yield NeverPublished(address, self.new.place((*path, "old")))

    def _target(self, address: str) -> str:
        """Return the likely new address for one that is gone."""
        page, _, anchor = address.partition("#")
        found = [one for one in self.after if anchor and one.partition("#")[2] == anchor]
        path = self.before.get(address, ())
        if path and not found:
            record = self.old.record(path)
            place = self.new.places.get(record.id) if isinstance(record, Place) else None
            if place and place.community:
                return f"communities/{place.community}"
            successor = self._successor(path)
            found = [one for one, new in self.after.items() if new == successor]
        first = page.partition("/")[0]
        # Of the pages that show a record, the one of the same kind that is new.
        found.sort(key=lambda one: (one.partition("#")[0].partition("/")[0] != first, one in self.before))
        whole = (page if page in self.after else first,)
        return (*found, *whole)[0]

    @cached_property
    def new_names(self) -> frozenset[str]:
        """The ids that records of old have taken."""
        return frozenset(self._renamed.values())

    def renamed(self, record: Record) -> str | None:
        """Return the new id of a record of old whose id is gone; None if the id is there, or no new record is like it."""
        return self._renamed.get((type(record), getattr(record, "id", "")))

    @cached_property
    def _renamed(self) -> dict[tuple[type[Record], str], str]:
        present = {_name(self.new, path) for path in self.after.values() if path}
        gone = {_name(self.old, path): path for path in self.before.values() if path}
        successors = {name: self._successor(path) for name, path in gone.items() if name not in present}
        return {name: _name(self.new, path)[1] for name, path in successors.items() if path}

    @cached_property
    def _added(self) -> dict[type[Record], dict[Path, frozenset[Any]]]:
        """The values of each record whose address is new, by kind and path."""
        known = {_name(self.old, path) for path in self.before.values() if path}
        found: dict[type[Record], dict[Path, frozenset[Any]]] = {}
        for path in dict.fromkeys(filter(None, self.after.values())):
            if _name(self.new, path) not in known:
                record = self.new.record(path)
                found.setdefault(type(record), {})[path] = _values(record)
        return found

    def _successor(self, path: Path) -> Path | None:
        """Return the path of the new record that is most like the one of old at ``path``, if one is like it."""
        record = self.old.record(path)
        values = _values(record)
        likeness = {
            new: len(values & others) / (len(values | others) or 1)
            for new, others in self._added.get(type(record), {}).items()
            if not isinstance(record, Fact) or self._measure(new) == record.measure
        }
        best = max(likeness, key=likeness.__getitem__, default=None)
        return best if best is not None and likeness[best] >= ALIKE else None

    def _measure(self, path: Path) -> str:
        record = self.new.record(path)
        return record.measure if isinstance(record, Fact) else ""


def _name(library: Library, path: Path) -> tuple[type[Record], str]:
    """Return what identifies the record at ``path`` wherever it stands: its kind and its id."""
    record = library.record(path)
    return type(record), getattr(record, "id", "")


def _values(record: Record) -> frozenset[Any]:
    """Return the values within ``record``, each with its keys, but for the ids."""
    return frozenset(_leaves(as_written(record), ()))


def _leaves(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "id":
                yield from _leaves(inner, (*keys, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, keys)
    else:
        yield keys, str(value)
