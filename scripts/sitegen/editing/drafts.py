"""Drafts of new records: every required key, explained in both languages and left empty.

An empty value is a mistake, so `make check` lists exactly what is still missing.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, get_args, get_origin

from sitegen.editing.format import format_text
from sitegen.records.field_docs import documentation, in_order
from sitegen.records.model import (
    Change,
    ChangeKind,
    Community,
    Factsheet,
    Former,
    Place,
    Record,
    Source,
    Text,
    Title,
    direct_models,
)

# Optional keys that a draft has as well, since most records need them.
SUGGESTED: dict[type[Record], tuple[str, ...]] = {
    Source: ("url",),
    Community: ("facts",),
    Place: ("community",),
}


def draft_record(model: type[Record], given: dict[str, str]) -> list[str]:
    """Return the lines of a new ``model``, with the ``given`` values filled in and all others empty."""
    return list(_record(model, given))


def draft_gaps(factsheet: Factsheet) -> Iterator[str]:
    """Yield the lines that declare every row of the factsheet a gap; the reason is left empty until somebody has looked."""
    gaps = documentation(Community, "gaps")
    yield _comment(gaps.zh, gaps.en)
    yield _comment(
        "先当作都没有查到：查过的填上why，查到的写成事实，删去这一行",
        "Nothing is taken as found: fill in why once you have looked; add what you find, and delete the line",
    )
    yield "gaps:"
    for row in factsheet.rows:
        yield f"  # {row.label.zh} / {row.label.en}"
        yield f"  - {{row: {row.id}, why: }}"


def draft_change(
    identifier: str,
    kind: ChangeKind,
    day: date,
    what: tuple[str, str],
    *,
    was: Sequence[dict[str, Any]],
    records: Sequence[str],
    pages: Sequence[str],
) -> str:
    """Return the file of an entry of the log of changes, with ``what`` it says in Chinese and in English.

    ``was`` has claims as written, each with its fact; only what a former claim has is kept of them.
    """
    formers = [{key: claim[key] for key in Former.model_fields if key in claim} for claim in was]
    lines = [
        f"id: {identifier}",
        f"date: {day}",
        f"kind: {kind}",
        "what:",
        # JSON is valid YAML; formatting removes the quotes that are not needed.
        *(
            f"  {key}: {json.dumps(words, ensure_ascii=False)}"
            for key, words in zip(("zh", "en"), what, strict=True)
        ),
    ]
    if formers:
        lines += ["was:", *(f"  - {json.dumps(former, ensure_ascii=False)}" for former in formers)]
    if records:
        lines.append(f"records: [{', '.join(records)}]")
    if pages:
        lines.append(f"pages: [{', '.join(pages)}]")
    return format_text("\n".join(lines) + "\n", Change)


def as_list_item(lines: list[str]) -> list[str]:
    """Return the lines of a record as an item of a list; comments on its first key are above the dash."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], "- " + lines[first], *(f"  {line}" for line in lines[first + 1 :])]


def _record(model: type[Record], given: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a new ``model``, as `draft_record` returns them."""
    fields = model.model_fields
    drafted = [
        name
        for name, field in fields.items()
        if field.is_required() or name in SUGGESTED.get(model, ()) or name in given
    ]
    for key in in_order(model, drafted):
        if model not in (Text, Title):
            doc = documentation(model, key)
            yield _comment(doc.zh, doc.en, words=_words(fields[key].annotation))
        if key in given:
            yield f"{key}: {given[key]}"
            continue
        annotation = fields[key].annotation
        inner = next(direct_models(annotation), None)
        repeated = get_origin(annotation) is tuple
        if inner is None or _is_value(model, key):
            yield f"{key}: []" if repeated else f"{key}:"
        else:
            yield f"{key}:"
            lines = list(_record(inner, {}))
            yield from (f"  {line}" for line in (as_list_item(lines) if repeated else lines))


def _is_value(model: type[Record], key: str) -> bool:
    """Whether a key takes a figure, a text or a list; only the editor knows which."""
    return len(get_args(model.model_fields[key].annotation)) > 1 and key == "value"


def _words(annotation: Any) -> tuple[str, ...]:
    """Return the codes of a closed vocabulary, or none for any other type."""
    words = get_args(annotation)
    return words if all(isinstance(word, str) for word in words) else ()


def _comment(zh: str, en: str, words: tuple[str, ...] = ()) -> str:
    if words and not all(word in zh for word in words):
        zh, en = f"{zh}：{'、'.join(words)}", f"{en}: {', '.join(words)}"
    return f"# {zh} / {en}"
