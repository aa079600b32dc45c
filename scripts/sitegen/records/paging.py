"""The division of long lists into pages that keep their content when records are added.

Records fill the pages in the order of their files, so a record added at the end of its file moves no other; the files of
sources and of the log of changes begin with the day on which each was added. The facts and events of a community are on
the page given by the position of the community, so adding one moves no other either.
The log of changes begins with its newest entry, so its pages are counted from the oldest: the last has the newest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.records.model import Community, Subject

# The list that shows the subjects of each kind; a community and the programme have pages of their own.
_LISTS = {"places": "communities", "facilities": "facilities", "organisations": "organisations"}


def numbered(first: str, number: int) -> str:
    """Return the address of a page of the list that begins on the page ``first``."""
    return first if number == 1 else f"{first}/{number}"


@dataclass(frozen=True)
class Lengths:
    """The length of pages: how many records each list has on a page, and how many items other pages show.

    Addresses depend on the first eight. A page of `communities` lists so many places; `compare`, `timeline` and `cite`
    have the records of so many communities on a page. The home page shows `cards` communities and `dates` planned events, a
    source `supports` links to the records it supports, and other entries `links` links; of the rest only the number.
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
    dates: int = 10
    links: int = 30
    supports: int = 150


class Paging:
    """The pages of every list, and the page of each anchor."""

    def __init__(
        self,
        lengths: Lengths,
        lists: Mapping[str, Sequence[str]],
        subjects: Iterable[tuple[tuple[str | int, ...], Subject]],
    ) -> None:
        """Divide the ``lists`` of ids into pages, and assign the facts and events of ``subjects``, given with their paths."""
        self._counts = {"compare": -(-len(lists["communities"]) // lengths.compare)}
        self._further: dict[tuple[str, str], str] = {}
        positions = {
            (kind, identifier): position
            for kind in ("communities", *_LISTS)
            for position, identifier in enumerate(lists[kind])
        }
        for position, identifier in enumerate(lists["sources"]):
            self._put("sources", position // lengths.sources, (f"source-{identifier}",))
        for position, identifier in enumerate(reversed(lists["changes"])):
            self._put("changes", position // lengths.changes, (f"change-{identifier}",))
        for path, subject in subjects:
            kind, identifier = str(path[0]), str(path[1])
            position, list_name = positions.get((kind, identifier), 0), _LISTS.get(kind)
            facts, events = [fact.id for fact in subject.facts], [event.id for event in subject.events]
            if list_name:
                anchors = [f"fact-{fact}" for fact in facts] + [f"event-{event}" for event in events]
                anchors.append(f"{type(subject).__name__.lower()}-{identifier}")
                self._put(list_name, position // getattr(lengths, list_name), anchors)
            cited = [*facts, *events]
            if isinstance(subject, Community) and subject.structure:
                cited.append(subject.structure.id)
            for page, prefix, ids in (("timeline", "event", events), ("cite", "cite", cited)):
                step = position // getattr(lengths, list_name or page)
                self._put(page, step, (f"{prefix}-{identifier}" for identifier in ids))

    def _put(self, first: str, step: int, anchors: Iterable[str]) -> None:
        """Assign ``anchors`` to the page that is ``step`` pages after the first of a list."""
        for anchor in anchors if step else ():
            self._further[first, anchor] = numbered(first, step + 1)
            self._counts[first] = max(self._counts.get(first, 1), step + 1)

    def page(self, first: str, anchor: str) -> str:
        """Return the page with ``anchor``, of the list that begins on ``first``; a page that is no list is returned as it is."""
        return self._further.get((first, anchor), first)

    def pages(self, first: str) -> tuple[str, ...]:
        """Return the pages of the list that begins on ``first``; for a page that is no list, that page alone."""
        return tuple(numbered(first, number) for number in range(1, self._counts.get(first, 1) + 1))
