"""On which page each record stands: a list that grows goes on, on further pages, and what is on them never moves.

Records fill the pages in the order of their files, so many to a page, and one added at the end of its file moves none.
What is said of a community stands by the place of the community, so that one more fact or event moves nothing either.
The log of changes grows at the top of its file, so its pages are counted from the oldest entry: the last has the newest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.records.model import Community, Subject

# The list on which a subject of each kind has its place; a community and the programme have pages of their own.
_LISTS = {"places": "communities", "facilities": "facilities", "organisations": "organisations"}


def numbered(first: str, number: int) -> str:
    """Return the address of a page of the list that begins on the page ``first``."""
    return first if number == 1 else f"{first}/{number}"


@dataclass(frozen=True)
class Lengths:
    """How long a page may grow: how many records one page of each list holds, and how many others show.

    Addresses depend on the first eight. A page of `communities` holds so many places; `compare`, `timeline` and `cite`
    hold what is recorded of so many communities. The home page shows `cards` communities and `promises` promises,
    others `links` links to what they speak of, and a source `supports` to what it supports; the rest is counted.
    """

    communities: int = 30
    compare: int = 6
    timeline: int = 20
    cite: int = 6
    facilities: int = 50
    organisations: int = 50
    sources: int = 60
    changes: int = 60
    differences: int = 50
    cards: int = 6
    promises: int = 10
    links: int = 30
    supports: int = 150


class Paging:
    """The pages of every list, and the one of them on which an anchor stands."""

    def __init__(
        self,
        lengths: Lengths,
        lists: Mapping[str, Sequence[str]],
        subjects: Iterable[tuple[tuple[str | int, ...], Subject]],
    ) -> None:
        """Cut the ``lists`` of ids into pages, and find those of what is said of ``subjects``, each with its path."""
        self._counts = {"compare": -(-len(lists["communities"]) // lengths.compare)}
        self._further: dict[tuple[str, str], str] = {}
        places = {
            (kind, identifier): place
            for kind in ("communities", *_LISTS)
            for place, identifier in enumerate(lists[kind])
        }
        for place, identifier in enumerate(lists["sources"]):
            self._put("sources", place // lengths.sources, (f"source-{identifier}",))
        for place, identifier in enumerate(reversed(lists["changes"])):
            self._put("changes", place // lengths.changes, (f"change-{identifier}",))
        for path, subject in subjects:
            kind, identifier = str(path[0]), str(path[1])
            place, own = places.get((kind, identifier), 0), _LISTS.get(kind)
            facts, events = [fact.id for fact in subject.facts], [event.id for event in subject.events]
            here = [f"fact-{one}" for one in facts] + [f"event-{one}" for one in events]
            if own:
                here.append(f"{type(subject).__name__.lower()}-{identifier}")
                self._put(own, place // getattr(lengths, own), here)
            cited = [*facts, *events]
            if isinstance(subject, Community) and subject.structure:
                cited.append(subject.structure.id)
            self._put(
                "timeline", place // getattr(lengths, own or "timeline"), (f"event-{one}" for one in events)
            )
            self._put("cite", place // getattr(lengths, own or "cite"), (f"cite-{one}" for one in cited))

    def _put(self, first: str, step: int, anchors: Iterable[str]) -> None:
        """Put ``anchors`` on the page so many steps after the first of a list."""
        for anchor in anchors if step else ():
            self._further[first, anchor] = numbered(first, step + 1)
            self._counts[first] = max(self._counts.get(first, 1), step + 1)

    def page(self, first: str, anchor: str) -> str:
        """Return the page on which ``anchor`` stands of the list that begins on ``first``; any other page is itself."""
        return self._further.get((first, anchor), first)

    def pages(self, first: str) -> tuple[str, ...]:
        """Return the pages of the list that begins on ``first``; any other page stands alone."""
        return tuple(numbered(first, number) for number in range(1, self._counts.get(first, 1) + 1))
