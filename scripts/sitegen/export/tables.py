"""The published documents as tables (CSV, RFC 4180), to be opened in a spreadsheet without harm.

The byte-order mark makes spreadsheets read UTF-8. A text that a spreadsheet would take for a formula is led by an
apostrophe; so is one that begins with an apostrophe, so that taking away the first always gives back the text.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from sitegen.export import shapes as out
from sitegen.export.columns import CLAIMS, EVENTS, FACTS, SOURCES, Table

MARK = "\ufeff"
# Full-width signs too: some spreadsheets of Chinese and Japanese users take them for the others.
RISKY = "=+-@\t\r\n＝＋－＠"

Cell = str | int | bool | None
Row = dict[str, Cell]
Labels = Mapping[tuple[str, str], out.Words]


def neutralised(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith((*RISKY, "'")) else text


def restored(text: str) -> str:
    """Return the text that `neutralised` was given."""
    return text.removeprefix("'")


def tables(documents: Iterable[out.Records]) -> Iterator[tuple[Table, tuple[Row, ...]]]:
    """Yield each table with its rows, of the same documents as the JSON."""
    found = {document.document: document.items for document in documents}
    labels = {(code.vocabulary, code.code): code.label for code in found["codes"]}
    yield FACTS, tuple(_fact_rows(found["facts"], found["communities"], labels))
    yield CLAIMS, tuple(_claim_rows(found["facts"], labels))
    yield EVENTS, tuple(_event_row(event, labels) for event in found["events"])
    yield SOURCES, tuple(_source_row(source) for source in found["sources"])


def as_csv(table: Table, rows: Iterable[Row]) -> str:
    """Return ``rows`` as the text of a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in rows:
        writer.writerow(printed(row[column.name]) for column in table.columns)
    return MARK + text.getvalue()


def printed(cell: Cell) -> str:
    """Return a cell as it stands in the file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return neutralised(cell) if isinstance(cell, str) else str(cell)


def _fact_rows(
    facts: Iterable[out.Fact], communities: Iterable[out.Community], labels: Labels
) -> Iterator[Row]:
    """Yield a row for each fact, with the claim that is shown first, then one for each row that nobody has published."""
    for fact in facts:
        (shown,) = (claim for claim in fact.claims if claim.shown)
        yield (
            {"fact_id": fact.id}
            | _subject(fact.subject, fact.measure.row)
            | {"measure_id": fact.measure.id}
            | _words("measure", fact.measure.label)
            | _claim(shown, labels)
            | {"missing_reason": None}
            | _words("missing_reason", None)
            | {"claims": len(fact.claims), "relation": fact.comparison.relation if fact.comparison else None}
            | {"reviewed": fact.reviewed, "review_due": fact.review_due}
            | _words("note", shown.note)
            | {"page": _page(fact.where)}
        )
    for community in communities:
        name = out.Words(zh=community.name.zh, en=community.name.en)
        subject = out.Subject(kind="community", id=community.id, name=name, community=community.id)
        for missing in community.unpublished:
            yield (
                _row(**dict.fromkeys(column.name for column in FACTS.columns))
                | _subject(subject, missing.row)
                | _words("measure", missing.label)
                | _row(missing_reason=missing.reason)
                | _words("missing_reason", labels["reasons", missing.reason])
                | _row(claims=0, reviewed=missing.searched)
                | _words("note", missing.note)
                | {"page": _page(community.where)}
            )


def _claim_rows(facts: Iterable[out.Fact], labels: Labels) -> Iterator[Row]:
    for fact in facts:
        for number, claim in enumerate(fact.claims, start=1):
            yield (
                _row(fact_id=fact.id, claim=number, shown=claim.shown)
                | _claim(claim, labels)
                | _words("note", claim.note)
            )


def _claim(claim: out.Claim, labels: Labels) -> Row:
    value = claim.value
    figure = value if isinstance(value, out.Quantity) else None
    return (
        {
            "low": figure.low if figure else None,
            "high": figure.high if figure else None,
            "magnitude": figure.magnitude if figure else None,
            "unit": figure.unit.code if figure else None,
            "unit_en": figure.unit.en or None if figure else None,
            "hedge": figure.hedge if figure else None,
            "source_form": figure.source_form if figure else None,
        }
        | _words("value", value.printed)
        | {"status": claim.status}
        | _words("status", labels["statuses", claim.status])
        | _words("scope", claim.scope)
        | _date("as_of", claim.as_of)
        | {"as_of_given_by": claim.as_of.given_by}
        | {"source_id": claim.source, "locator": claim.locator, "said_by": claim.said_by}
    )


def _event_row(event: out.Event, labels: Labels) -> Row:
    """Return an event with the latest promise, one with a date if there is any, and the outcome that it is judged by."""
    dated = [promise for promise in event.plan if promise.due]
    promise = dated[-1] if dated else event.plan[-1] if event.plan else None
    outcome = next((outcome for outcome in event.outcomes if outcome.shown), None)
    return (
        {"event_id": event.id}
        | _subject(event.subject, event.row)
        | _words("title", event.title)
        | {"state": event.state}
        | _words("state", labels["promise_states", event.state])
        | {"days": event.days, "moved": event.moved, "promises": len(event.plan)}
        | _date("due", promise.due if promise else None)
        | {
            "said": promise.said.text if promise else None,
            "promise_source_id": promise.source if promise else None,
            "promise_locator": promise.locator if promise else None,
            "promise_said_by": promise.said_by if promise else None,
        }
        | _date("happened", outcome.date if outcome else None)
        | {
            "outcome_source_id": outcome.source if outcome else None,
            "outcome_locator": outcome.locator if outcome else None,
            "relation": event.comparison.relation if event.comparison else None,
        }
        | _words("note", event.note)
        | {"page": _page(event.where)}
    )


def _source_row(source: out.Source) -> Row:
    return (
        {"source_id": source.id}
        | _words("source_title", source.title)
        | _words("publisher", source.publisher)
        | _date("published", source.published)
        | {
            "tier": source.tier,
            "tier_inferred": source.tier_inferred,
            "language": source.language,
            "read": source.read,
            "extent": source.extent,
            "url": source.url,
            "repeats": source.repeats,
            "facts": len(source.facts),
            "events": len(source.events),
        }
        | _words("note", source.note)
    )


def _subject(subject: out.Subject, row: str | None) -> Row:
    return (
        {"subject_kind": subject.kind, "subject_id": subject.id}
        | _words("subject", subject.name)
        | {"community_id": subject.community, "row_id": row}
    )


def _row(**cells: Cell) -> Row:
    return cells


def _words(name: str, words: out.Words | None) -> Row:
    return {f"{name}_zh": words.zh if words else None, f"{name}_en": words.en if words else None}


def _date(name: str, when: out.When | None) -> Row:
    return {
        name: when.text if when else None,
        f"{name}_first": when.first if when else None,
        f"{name}_last": when.last if when else None,
        f"{name}_inferred_from": when.inferred_from if when else None,
    }


def _page(where: out.Where) -> str:
    """Return the address below `zh/` or `en/`."""
    return f"{where.page}/" + (f"#{where.anchor}" if where.anchor else "")
