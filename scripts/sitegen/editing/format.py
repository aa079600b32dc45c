"""Rewrite a data file in its canonical form, with the same records and comments.

Keys have the order of the model, indents two spaces, quotes are double and omitted around single words, blank lines
separate the records of a list, and a comment has its own line above its entry. Whether a record is written in braces or
over several lines is left to the editor. The text must have been read without mistakes: every scalar is on one line, and
there are no anchors, tags or aliases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from sitegen.records.field_docs import in_order
from sitegen.records.model import Record, direct_models
from sitegen.strict_yaml.nodes import parse_text

Models = frozenset[type[Record]]


class MeaningError(Exception):
    """Raised if the formatted text would not have the same records and comments."""


@dataclass(slots=True)
class _Value:
    """A scalar with its `text`, or a collection with its entries; `flow` if that is in brackets or braces."""

    kind: str
    flow: bool = False
    text: str = ""
    quoted: bool = False
    entries: "list[_Entry]" = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """An item of a list, or a key with its value; its lines, and the comments (or `""`, a blank line) above it."""

    key: "_Value | None"
    first: int
    value: _Value
    last: int = 0
    above: list[str] = field(default_factory=list)


def format_text(text: str, model: type[Record]) -> str:
    """Return ``text``, which is a ``model`` or a list of them, in canonical form; raise `MeaningError` if that changes it."""
    root, spans = _tree(text)
    # The top of the file is never in brackets, unless it is empty.
    root.flow = not root.entries
    comments = _comments(text.split("\n"), spans)
    header, tail = _attach(root, comments, text.split("\n"))
    lines = list(_block(root, 0, frozenset({model}), top=True))
    result = "\n".join([*header, *lines, *tail]).strip("\n") + "\n"
    if _meaning(result) != _meaning(text):
        raise MeaningError
    return result


def _meaning(text: str) -> tuple[Any, list[str]]:
    """Return what formatting must keep: the records, and the text of the comments."""
    node, _ = parse_text(text, "")
    assert node is not None
    comments = _comments(text.split("\n"), _tree(text)[1])
    return node.plain(), sorted(comment for _, comment, _ in comments)


def _tree(text: str) -> tuple[_Value, dict[int, list[tuple[int, int]]]]:
    """Return the values of a file, and for each line the spans of columns of its scalars."""
    root = _Value("list")
    spans: dict[int, list[tuple[int, int]]] = {}
    stack = [root]
    key: list[tuple[_Value, int] | None] = [None]
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        assert event.start_mark
        assert event.end_mark
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            key.pop()
            stack[-1].entries[-1].last = event.end_mark.line
            continue
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            continue
        line = event.start_mark.line
        if isinstance(event, yaml.ScalarEvent):
            value = _Value("scalar", text=event.value, quoted=bool(event.style))
            spans.setdefault(line, []).append((event.start_mark.column, event.end_mark.column))
        else:
            value = _Value(
                "map" if isinstance(event, yaml.MappingStartEvent) else "list", flow=bool(event.flow_style)
            )
        parent, waiting = stack[-1], key[-1]
        if parent.kind == "map" and waiting is None:
            key[-1] = value, line
            continue
        if parent.kind == "map" and waiting:
            parent.entries.append(_Entry(waiting[0], waiting[1], value, line))
            key[-1] = None
        else:
            parent.entries.append(_Entry(None, line, value, line))
        if value.kind != "scalar":
            stack.append(value)
            key.append(None)
    return root.entries[0].value, spans


def _comments(lines: list[str], spans: dict[int, list[tuple[int, int]]]) -> list[tuple[int, str, bool]]:
    """Return (line, comment, whether its line has nothing else but dashes) for every comment."""
    found = []
    for number, line in enumerate(lines):
        masked = list(line)
        for start, end in spans.get(number, []):
            masked[start:end] = "x" * (end - start)
        if match := re.search(r"(?:^|(?<=\s))#", "".join(masked)):
            alone = not "".join(masked)[: match.start()].strip(" -")
            found.append((number, line[match.start() :].rstrip(), alone))
    return found


def _attach(
    root: _Value, comments: list[tuple[int, str, bool]], lines: list[str]
) -> tuple[list[str], list[str]]:
    """Move every comment and blank line to the entry below it; return those at the start and at the end of the file."""
    entries = list(_entries(root))
    header: list[str] = []
    tail: list[str] = []
    blanks = [(number, "", True) for number, line in enumerate(lines) if not line.strip()]
    for number, words, alone in sorted(comments + blanks):
        if not entries or (alone and number < entries[0].first):
            target = header
        else:
            owner = _owner(entries, number, alone=alone, blank=not words)
            target = tail if owner is None else owner
        if words or (target and target[-1]) or (target is not header and not target):
            target.append(words)
    return header, tail


def _owner(entries: list[_Entry], number: int, *, alone: bool, blank: bool) -> "list[str] | None":
    """Return the list `above` of the entry that a comment in this line belongs to; None after the last entry."""
    inside = [entry for entry in entries if entry.value.flow and entry.first < number <= entry.last]
    if inside:
        # A comment between the lines of a collection in brackets moves above it; a blank line there is dropped.
        return [] if blank else inside[-1].above
    if not alone:
        started = [entry for entry in entries if entry.first <= number]
        line = started[-1].first
        # `- id: x` begins an item and a key: the comment belongs to the item.
        return next(entry for entry in started if entry.first == line).above
    following = next((entry for entry in entries if entry.first > number), None)
    return following.above if following else None


def _entries(value: _Value) -> Iterator[_Entry]:
    """Yield the entries that are not inside brackets, from top to bottom."""
    if not value.flow:
        for entry in value.entries:
            yield entry
            yield from _entries(entry.value)


def _block(value: _Value, indent: int, models: Models, *, top: bool = False) -> Iterator[str]:
    """Yield the lines of a value that is not in brackets."""
    pad = " " * indent
    if value.kind == "scalar" or value.flow:
        yield pad + _inline(value, models, in_flow=False)
        return
    for position, (entry, inner) in enumerate(_ordered(value, models)):
        if entry.key is None:
            first, *rest = _block(entry.value, indent + 2, inner)
            above = list(entry.above)
            # Comments above the first key of an item move above the item.
            while first.strip() == "" or first.lstrip().startswith("#"):
                above.append(first.strip())
                first, *rest = rest
            block = [pad + "- " + first[indent + 2 :], *rest]
            if top and position and rest and above[:1] != [""]:
                above.insert(0, "")
        else:
            above = entry.above
            name = pad + _scalar(entry.key, in_flow=False) + ":"
            if entry.value.kind == "scalar" or entry.value.flow:
                block = [f"{name} {_inline(entry.value, inner, in_flow=False)}"]
            else:
                block = [name, *_block(entry.value, indent + 2, inner)]
        for line in above:
            yield pad + line if line else ""
        yield from block


def _inline(value: _Value, models: Models, *, in_flow: bool) -> str:
    """Return a scalar, or a collection in brackets, on one line."""
    if value.kind == "scalar":
        return _scalar(value, in_flow=in_flow)
    parts = []
    for entry, inner in _ordered(value, models):
        name = f"{_scalar(entry.key, in_flow=True)}: " if entry.key else ""
        parts.append(name + _inline(entry.value, inner, in_flow=True))
    return ("{%s}" if value.kind == "map" else "[%s]") % ", ".join(parts)


def _ordered(value: _Value, models: Models) -> list[tuple[_Entry, Models]]:
    """Return the entries in canonical order, each with the models that its value may have."""
    if value.kind == "list":
        return [(entry, models) for entry in value.entries]
    entries = {entry.key.text: entry for entry in value.entries if entry.key}
    model = next((model for model in models if entries.keys() <= model.model_fields.keys()), None)
    if model is None:
        # Not a record but a mapping, such as a vocabulary: its order is left to the editor.
        return [(entry, models) for entry in entries.values()]
    fields = model.model_fields
    return [
        (entries[key], frozenset(direct_models(fields[key].annotation))) for key in in_order(model, entries)
    ]


def _scalar(value: _Value, *, in_flow: bool) -> str:
    """Return a scalar; one that was quoted stays in double quotes, unless it is a single word that needs none."""
    text = value.text
    # Quotes around a sentence do no harm, and an editor who is unsure sets them; so only single words lose theirs.
    word = re.fullmatch(r"[\w¶/.-]+", text)
    if not value.quoted or (word and _reads_plainly(text, in_flow=in_flow)):
        return text
    if re.search(r'["\\]', text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


_RESOLVER = yaml.SafeLoader("")


def _reads_plainly(text: str, *, in_flow: bool) -> bool:
    """Whether every reader of YAML reads ``text`` without quotes as the same text."""
    if _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) != "tag:yaml.org,2002:str":
        return False
    try:
        events = list(
            yaml.parse(f"[{text}, {{k: {text}}}]" if in_flow else f"- {text}\n- k: {text}", yaml.CSafeLoader)
        )
    except yaml.YAMLError:
        return False
    scalars = [(event.value, bool(event.style)) for event in events if isinstance(event, yaml.ScalarEvent)]
    return scalars == [(text, False), ("k", False), (text, False)]
