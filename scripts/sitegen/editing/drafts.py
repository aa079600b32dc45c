"""A new record with every key it needs, each explained in both languages and left empty.

An empty value is a mistake, so `make check` lists exactly what is still missing.
"""

import json
from collections.abc import Container, Iterator
from datetime import date
from typing import Any, get_args, get_origin

from sitegen.editing.format import formatted
from sitegen.records.documentation import documentation, in_order
from sitegen.records.fingerprint import as_written
from sitegen.records.model import (
    Change,
    Claim,
    Community,
    Event,
    Fact,
    Factsheet,
    Former,
    Place,
    Record,
    Source,
    Text,
    Title,
    models_in,
)

# Keys that may be left out, but that an editor had better think of.
ALSO: dict[type[Record], tuple[str, ...]] = {Source: ("url",), Community: ("facts",), Place: ("community",)}


def drafted(model: type[Record], given: dict[str, str]) -> list[str]:
    """Return the lines of a new ``model``: what is ``given`` is filled in, the rest is empty."""
    return list(_record(model, given))


def drafted_unknowns(factsheet: Factsheet) -> Iterator[str]:
    """Yield the lines that declare every row of the factsheet unpublished, without the day it was looked for."""
    unknowns = documentation(Community, "unknowns")
    yield _comment(unknowns.zh, unknowns.en)
    yield _comment(
        "先当作都没有公布：查过的填上searched，查到的写成事实，删去这一行",
        "Nothing is taken as published: fill in searched once you have looked; add what you find, and delete the line",
    )
    yield "unknowns:"
    for row in factsheet.rows:
        yield f"  # {row.label.zh} / {row.label.en}"
        yield f"  - {{row: {row.id}, why: not_in_source, searched: }}"


def drafted_entry(record: Fact | Event, gone: tuple[Claim, ...], taken: Container[str], day: date) -> str:
    """Return an entry of the log of changes for ``record`` that only lacks its words, under an id that is not ``taken``.

    It keeps the claims that are ``gone`` from a fact.

    The kind is a guess: a fact whose source still speaks was our error, one whose source is gone was restated.
    """
    speaking = {claim.source for claim in record.claims} if isinstance(record, Fact) else set()
    restated = any(claim.source not in speaking for claim in gone)
    names = (f"{record.id}-revised{number}" for number in ("", *range(2, 1000)))
    lines = [
        f"id: {next(name for name in names if name not in taken)}",
        f"kind: {'source_restated' if restated else 'our_error'}",
        f"date: {day}",
        "what:",
        '  zh: ""',
        '  en: ""',
    ]
    if gone:
        kept = ({"fact": record.id} | as_written(claim) for claim in gone)
        formers = [{key: one[key] for key in Former.model_fields if key in one} for one in kept]
        # JSON is YAML; the canonical form takes away what quotes are not needed.
        lines += ["was:", *(f"  - {json.dumps(former, ensure_ascii=False)}" for former in formers)]
    else:
        lines.append(f"records: [{record.id}]")
    return formatted("\n".join(in_list(lines)) + "\n", Change)


def in_list(lines: list[str]) -> list[str]:
    """Return the lines of a record as an item of a list; comments on its first key stand above the dash."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], "- " + lines[first], *(f"  {line}" for line in lines[first + 1 :])]


def _record(model: type[Record], given: dict[str, str]) -> Iterator[str]:
    fields = model.model_fields
    wanted = [
        name
        for name, field in fields.items()
        if field.is_required() or name in ALSO.get(model, ()) or name in given
    ]
    for key in in_order(model, wanted):
        if model not in (Text, Title):
            doc = documentation(model, key)
            yield _comment(doc.zh, doc.en, words=_words(fields[key].annotation))
        if key in given:
            yield f"{key}: {given[key]}"
            continue
        annotation = fields[key].annotation
        inner = next(models_in(annotation), None)
        repeated = get_origin(annotation) is tuple
        if inner is None or _is_value(model, key):
            yield f"{key}: []" if repeated else f"{key}:"
        else:
            yield f"{key}:"
            lines = list(_record(inner, {}))
            yield from (f"  {line}" for line in (in_list(lines) if repeated else lines))


def _is_value(model: type[Record], key: str) -> bool:
    """Say whether a key takes a figure, a text or a list, of which only the editor knows which."""
    return len(get_args(model.model_fields[key].annotation)) > 1 and key == "value"


def _words(annotation: Any) -> tuple[str, ...]:
    """Return the words of a closed vocabulary."""
    words = get_args(annotation)
    return words if all(isinstance(word, str) for word in words) else ()


def _comment(zh: str, en: str, words: tuple[str, ...] = ()) -> str:
    if words and not all(word in zh for word in words):
        zh, en = f"{zh}：{'、'.join(words)}", f"{en}: {', '.join(words)}"
    return f"# {zh} / {en}"
