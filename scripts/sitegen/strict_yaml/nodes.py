"""Read YAML strictly, and keep the place of every value.

Only mappings, sequences and one-line scalars are accepted. `true`, `false` and decimal integers are read as such, and
every other scalar as text, so that `no`, `2023-04` and `010` stay as they were typed. Whatever YAML would silently
reinterpret is reported with its place instead.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sitegen.core.problems import FINDINGS, Message, Place, Problem
from sitegen.strict_yaml import messages
from sitegen.strict_yaml.lexical import ORDINARY, conflict, decode, hidden_character, hidden_kind, scan

SIZE_LIMIT = 16 * 2**20
DEPTH_LIMIT = 12
# Several times the longest paragraph: a longer text is not for readers, and slow to lay out.
TEXT_LIMIT = 2000
# So many levels deeper, reading stops at once: the parser looks ahead, and stops itself at 1,000 levels.
_BOMB_DEPTH = 400
_LOADER = yaml.CSafeLoader  # three times faster than the Python parser


@dataclass(slots=True)
class Node:
    """A value with its place; for a mapping also the places of its keys."""

    value: "str | int | bool | list[Node] | dict[str, Node]"
    place: Place
    key_places: dict[str, Place]

    def plain(self) -> Any:
        """Return the value without places: dict, list, str, int or bool."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def place_at(self, path: tuple[str | int, ...], *, of_key: bool = False) -> Place:
        """Return the place of the value at ``path``, or that of its key if ``of_key``.

        Steps that the file does not have (a missing key, the tag of a union) are skipped.
        """
        node, place = self, self.place
        for step in path:
            value = node.value
            if isinstance(value, dict) and step in value:
                key = str(step)
                place = node.key_places[key] if of_key else value[key].place
                node = value[key]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                node = value[step]
                place = node.place
        return place


def read_yaml(path: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of the file at ``path``, called ``name`` in messages, and every mistake found in it.

    The tree is None when the file cannot be read as a whole.
    """
    return parse(path.read_bytes(), name)


def parse(data: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of ``data``, the content of the file ``name``, and every mistake in it, as `read_yaml` does."""
    if len(data) > SIZE_LIMIT:
        message = messages.file_too_large(len(data) // 2**20, SIZE_LIMIT // 2**20)
        return None, [Problem(Place(name, 1, 1), message)]
    text, problem = decode(data, name)
    root, problems = parse_text(text, name) if text.strip() else (None, [])
    return root, [problem, *problems] if problem else problems


def parse_text(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of ``text``, the content of the file ``name``, and every mistake in it, as `read_yaml` does."""
    if unresolved := conflict(text, name):
        return None, [unresolved]
    mended, problems = scan(text, name)
    if "\0" in text:  # the parser would stop at a NUL character
        return None, problems
    root, found = _Composer(mended, name).compose()
    return root, _within(text, problems + found)


def parse_rest(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a file that cannot be read as a whole, without the parts that break it, and every mistake.

    A part is an item of a list, or a key with its value; the tree is None if no part can be read.
    """
    if unresolved := conflict(text, name):
        return None, [unresolved]
    mended, problems = scan(text, name)
    lines = mended.split("\n")
    starts = [index for index, line in enumerate(lines) if re.match(r"[^\s#]", line)]
    while any(lines[start] for start in starts):
        composer = _Composer("\n".join(lines), name)
        root, found = composer.compose()
        known = set(problems)
        problems += [problem for problem in found if problem not in known]
        if root or composer.broken is None or len(problems) >= FINDINGS:
            return root, _within(text, problems)
        # The part in which reading stopped is left out, and the others are read again.
        first = max(
            (start for start in starts if start <= composer.broken and lines[start]), default=starts[0]
        )
        after = min((start for start in starts if start > first), default=len(lines))
        lines[first:after] = [""] * (after - first)
    return None, _within(text, problems)


def _within(text: str, problems: list[Problem]) -> list[Problem]:
    """Return ``problems`` with places in ``text``: mending a line may have made it longer."""
    lines = text.split("\n")
    return [
        problem
        if problem.place.column <= len(lines[problem.place.line - 1]) + 1
        else Problem(problem.place._replace(column=len(lines[problem.place.line - 1]) + 1), problem.message)
        for problem in problems
    ]


_COLON = re.compile(r"\s*:")
_COMMENT_SIGN = re.compile(r"\s+#")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}")


class _Composer:
    """Builds the tree from the parser's events, without recursion, so that depth cannot exhaust the stack."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        # For each open collection, the key whose value comes next; None in a sequence, and before a key.
        self.keys: list[tuple[str, Place] | None] = []
        self.root: Node | None = None
        # The mappings in which two records are mixed.
        self.mixed: set[int] = set()
        self.too_deep = 0
        # The index of the line that a syntax error is in.
        self.broken: int | None = None

    def compose(self) -> tuple[Node | None, list[Problem]]:
        documents = 0
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._report(self._place(event.start_mark), messages.SEVERAL_DOCUMENTS)
                        break
                elif isinstance(event, yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent):
                    self._node(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._close()
                if self.too_deep > _BOMB_DEPTH:
                    # Reported already; the parser takes ever longer for each further level.
                    return None, self.problems
                if len(self.problems) >= FINDINGS:
                    return None, self.problems
        except yaml.MarkedYAMLError as error:
            self._report_syntax(error)
            return None, self.problems
        except yaml.YAMLError:
            self._report(Place(self.name, 1, 1), messages.BAD_CHARACTERS)
            return None, self.problems
        if self.root is None and not self.problems:
            self._report(Place(self.name, 1, 1), messages.ONLY_COMMENTS)
        return self.root, self.problems

    def _node(self, event: "yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent") -> None:
        place = self._place(event.start_mark)
        if self.too_deep:
            self.too_deep += isinstance(event, yaml.CollectionStartEvent)
        elif isinstance(event, yaml.AliasEvent):
            self._report(place, messages.ALIAS)
            self._add(Node("", place, {}), is_text=True)
        else:
            if event.anchor:
                self._report(place, messages.ANCHOR)
            if event.tag:
                self._report(place, messages.TAG)
            if isinstance(event, yaml.ScalarEvent):
                value = self._scalar(event, place)
                self._add(Node(value, place, {}), is_text=isinstance(value, str))
            elif len(self.open) < DEPTH_LIMIT:
                node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], place, {})
                self._add(node, is_text=False)
                self.open.append(node)
                self.keys.append(None)
            else:
                self._report(place, messages.TOO_DEEP)
                self.too_deep = 1

    def _close(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
            if not self.too_deep:
                # The refused collection was not added to its parent: its key gets no value.
                self.keys[-1] = None
            return
        node = self.open.pop()
        self.keys.pop()
        if isinstance(node.value, list) and self._opens_with(node, "["):
            for item in node.value:
                if isinstance(item.value, str) and re.search("[，、]", item.value):
                    self._report(item.place, messages.CHINESE_COMMAS)

    def _opens_with(self, node: Node, bracket: str) -> bool:
        """Whether a collection begins with ``bracket``, that is, has the flow style."""
        return self.lines[node.place.line - 1].startswith(bracket, node.place.column - 1)

    def _is_split(self, key: tuple[str, Place]) -> bool:
        """Whether a key without a value is the rest of a text in braces that was split at a comma."""
        name, place = key
        # Matched at a position of the line: slicing the line for each key takes quadratic time on a long line.
        colon = _COLON.match(self.lines[place.line - 1], place.column - 1 + len(name))
        return self._opens_with(self.open[-1], "{") and not colon

    def _add(self, node: Node, *, is_text: bool) -> None:
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1].value, self.keys[-1]
        if isinstance(parent, list):
            parent.append(node)
        elif key is None:
            self._key(node, is_text=is_text)
        else:
            self.keys[-1] = None
            if isinstance(parent, dict) and key[0] not in parent:
                parent[key[0]] = node
                self.open[-1].key_places[key[0]] = key[1]

    def _key(self, node: Node, *, is_text: bool) -> None:
        if not is_text:
            self._report(node.place, messages.KEY_NOT_TEXT)
        name = unicodedata.normalize("NFC", "?" if isinstance(node.value, list | dict) else str(node.value))
        mapping = self.open[-1]
        if first := mapping.key_places.get(name):
            # A second id begins a second record: its other keys are repeated for the same reason.
            if name == "id" and id(mapping) not in self.mixed:
                self.mixed.add(id(mapping))
                self._report(mapping.place, messages.two_records(node.place.line))
            elif id(mapping) not in self.mixed:
                self._report(node.place, messages.repeated_key(name, first.line))
        self.keys[-1] = (name, node.place)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> str | int | bool:
        value: str = event.value
        end: Any = event.end_mark
        key = self.keys[-1] if self.keys else None
        is_key = bool(self.open) and isinstance(self.open[-1].value, dict) and key is None
        if event.style in ("|", ">") or (end.line + 1 != place.line and value):
            self._report(place, messages.SEVERAL_LINES)
        elif not is_key:
            self._report_comment(end.line, end.column)
        if len(value) > TEXT_LIMIT:
            self._report(place, messages.text_too_long(TEXT_LIMIT))
            # The checks below take time for each character, and the text is refused already.
            value = value[:TEXT_LIMIT]
        if event.style:
            self._report_hidden(value, place)
            return value
        if not value and key and self._is_split(key):
            self._report(key[1], messages.text_split_at_comma(key[0]))
        elif value in ("", "~", "null", "Null", "NULL"):
            self._report(place, messages.key_without_value(key[0]) if key else messages.EMPTY_VALUE)
        elif value in ("true", "false"):
            return value == "true"
        elif _INTEGER.fullmatch(value):
            return int(value)
        return value

    def _report_comment(self, row: int, column: int) -> None:
        """Report a comment behind a scalar that ends at this position, counted from 0."""
        if row >= len(self.lines):
            return
        line = self.lines[row]
        # Usually nothing follows. Only then is the pattern tried: on a long line of many values it takes long.
        if line[column : column + 1].isspace() and (sign := _COMMENT_SIGN.match(line, column)):
            self._report(Place(self.name, row + 1, sign.end()), messages.LOST_COMMENT)

    def _report_hidden(self, value: str, place: Place) -> None:
        r"""Report a hidden character in a quoted scalar, where an escape such as \u200b hides it from the scan of lines."""
        if not ORDINARY.fullmatch(value) and (
            hidden := next((character for character in value if hidden_kind(character)), None)
        ):
            self._report(place, hidden_character(hidden))

    def _report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        message = messages.syntax_error(str(error.problem or error.context or "syntax error"))
        # A quotation mark that is never closed is reported where it opens, not at the end of the file.
        unclosed = "quoted scalar" in str(error.context)
        mark = error.context_mark if unclosed else error.problem_mark
        place = self._place(mark or error.problem_mark or error.context_mark)
        self._report(place, message)
        # A bracket that is never closed breaks the line where it opens, however far the parser reads on.
        opened = error.context_mark if "flow" in str(error.context) else None
        self.broken = min(place.line - 1, opened.line) if opened else place.line - 1

    def _place(self, mark: Any) -> Place:
        """Return the place of a mark of the parser; a mark behind the last line is moved to the end of that line."""
        if mark is None:
            return Place(self.name, 1, 1)
        if mark.line >= len(self.lines):
            return Place(self.name, len(self.lines), len(self.lines[-1]) + 1)
        return Place(self.name, mark.line + 1, min(mark.column, len(self.lines[mark.line])) + 1)

    def _report(self, place: Place, message: Message) -> None:
        self.problems.append(Problem(place, message))
