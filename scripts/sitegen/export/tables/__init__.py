"""The published tables, one module each. Each column states its meaning and reads its cell from the published documents."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sitegen.export import shapes as out
from sitegen.export.columns import Cell, Table
from sitegen.export.tables.claims import CLAIMS
from sitegen.export.tables.events import EVENTS
from sitegen.export.tables.facts import FACTS
from sitegen.export.tables.lines import ClaimLine, EventLine, FactLine
from sitegen.export.tables.sources import SOURCES

__all__ = ["CLAIMS", "EVENTS", "FACTS", "SOURCES", "TABLES", "Row", "tables"]

TABLES: tuple[Table[Any], ...] = (FACTS, CLAIMS, EVENTS, SOURCES)
Row = dict[str, Cell]
Labels = Mapping[tuple[str, str], out.Words]


def tables(documents: Iterable[out.Records]) -> Iterator[tuple[Table[Any], tuple[Row, ...]]]:
    """Yield each table with its rows, read from the same ``documents`` as the JSON."""
    found = {document.document: document.items for document in documents}
    labels: Labels = {(code.vocabulary, code.code): code.label for code in found["codes"]}
    claims = [line for fact in found["facts"] for line in _claim_lines(fact, labels)]
    events = (EventLine(event, labels["plan_states", event.state]) for event in found["events"])
    yield FACTS, tuple(FACTS.row(line) for line in _fact_lines(claims, found["communities"], labels))
    yield CLAIMS, tuple(CLAIMS.row(line) for line in claims)
    yield EVENTS, tuple(EVENTS.row(line) for line in events)
    yield SOURCES, tuple(SOURCES.row(source) for source in found["sources"])


def _claim_lines(fact: out.Fact, labels: Labels) -> Iterator[ClaimLine]:
    for number, claim in enumerate(fact.claims, start=1):
        yield ClaimLine(fact, number, claim, labels["statuses", claim.status])


def _fact_lines(
    claims: Iterable[ClaimLine], communities: Iterable[out.Community], labels: Labels
) -> Iterator[FactLine]:
    """Yield a line for each fact, then one for each gap."""
    for line in claims:
        if line.claim.shown:
            fact = line.fact
            yield FactLine(fact.subject, fact.measure.row, fact.measure.label, fact.where, line)
    for community in communities:
        name = out.Words(zh=community.name.zh, en=community.name.en)
        subject = out.Subject(kind="community", id=community.id, name=name, community=community.id)
        for gap in community.gaps:
            reason = labels["reasons", gap.reason]
            yield FactLine(subject, gap.row, gap.label, community.where, gap=gap, reason=reason)
