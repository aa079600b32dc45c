"""What facts rest on: how many have one source alone, and for how many a second says the same.

A reprint is its original, and whoever quotes the same body is no second source.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.derived.targets import compared
from sitegen.records.library import Library
from sitegen.records.model import Claim, Community, Fact, Source


@dataclass(frozen=True, slots=True)
class Reliance:
    """Of `total` facts, how many rest on one source `alone`, and how many are `confirmed`: a second one says the same.

    `main` is the source on which most of them rest alone, which are `on_main`; None if none does.
    """

    total: int
    alone: int
    confirmed: int
    main: Source | None
    on_main: int

    @property
    def differing(self) -> int:
        """How many have several sources that differ, in scope, in time or outright."""
        return self.total - self.alone - self.confirmed


def reliance(facts: Iterable[Fact], library: Library) -> Reliance:
    """Return what ``facts`` rest on; of sources with equally many, the first in the records is the main one."""
    facts = tuple(facts)
    counts = Counter(one for one in (sole_source(fact, library) for fact in facts) if one)
    main = min(counts, key=lambda one: (-counts[one], library.source_places[one]), default="")
    confirmed = sum(is_confirmed(fact, library) for fact in facts)
    return Reliance(len(facts), counts.total(), confirmed, library.sources.get(main), counts[main])


def reliance_of(community: Community, library: Library) -> Reliance:
    """Return what the facts of ``community`` and its projects rest on."""
    return reliance((fact for one in (community, *community.projects) for fact in one.facts), library)


def sole_source(fact: Fact, library: Library) -> str | None:
    """Return the id of the one source that ``fact`` rests on; None if it has several independent ones."""
    found = originals(fact.claims, library)
    return next(iter(found)) if len(found) == 1 else None


def is_confirmed(fact: Fact, library: Library) -> bool:
    """Say whether a second source, which neither reprints the first nor quotes the same body, says the same."""
    agree = fact.comparison is not None and fact.comparison.relation == "agreement"
    return agree and len(originals(compared(fact), library)) > 1


def originals(claims: Iterable[Claim], library: Library) -> set[str]:
    """Return the ids of the independent sources of ``claims``: of a reprint its original; of several for one body the first."""
    found: dict[str, str] = {}
    for claim in claims:
        original = _original(claim.source, library)
        found.setdefault(claim.said_by or original, original)
    return set(found.values())


def _original(source: str, library: Library) -> str:
    """Return the id of the source that a reprint repeats in the end; of an original, its own."""
    repeats = library.sources[source].repeats
    return _original(repeats, library) if repeats else source
