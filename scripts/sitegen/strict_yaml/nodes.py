"""Read YAML strictly and remember where everything stands.

Only what the records need is accepted: mappings, sequences and one-line scalars. A plain scalar becomes true,
false or an integer where it is spelled so and stays text otherwise, so that `no`, `2023-04` or `010` keep the
form in which they were typed. Whatever YAML would silently reinterpret is reported with its place instead.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from sitegen.core.problems import FINDINGS, Message, Place, Problem
from sitegen.strict_yaml.lexical import ORDINARY, decode, hidden_character, hidden_kind, scan

SIZE_LIMIT = 16 * 2**20
DEPTH_LIMIT = 12
# Several times the longest paragraph; what is longer is no text for a reader, and slow to lay out.
TEXT_LIMIT = 2000
_BOMB_DEPTH = 1000
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
        """Return where ``path`` stands: the key of its last step if ``of_key``, else the value.

        Steps that the file does not hold (a missing key, the tag of a union) are passed over.
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
    """Return the tree of a file that holds ``data``, as `read_yaml` does."""
    if len(data) > SIZE_LIMIT:
        size, limit = len(data) // 2**20, SIZE_LIMIT // 2**20
        told = Message(
            f"文件有{size}MiB，超过上限{limit}MiB",
            f"The file has {size} MiB, more than the limit of {limit} MiB",
            "拆成每条记录一个文件",
            "split it into one file for each record",
        )
        return None, [Problem(Place(name, 1, 1), told)]
    text, problem = decode(data, name)
    if problem:
        return None, [problem]
    return parse_text(text, name)


def parse_text(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of ``text``, which stands in the file ``name``, and every mistake found in it."""
    problems = list(islice(scan(text, name), FINDINGS))
    if any(problem.message.en.startswith("A NUL") for problem in problems):
        return None, problems
    root, found = _Composer(text, name).compose()
    # One slip in the spelling often breaks the syntax as well: name the cause, not its effect.
    syntax = [problem for problem in found if problem.message.en.startswith("YAML")]
    return root, problems + [problem for problem in found if not (problems and problem in syntax)]


_ALIAS = Message(
    "这里用了YAML别名（*）", "A YAML alias (*) is used here", "把内容照写一遍", "write the value out"
)
_ANCHOR = Message(
    "这里用了YAML锚点（&）",
    "A YAML anchor (&) is used here",
    "删去“&”及其名称",
    'delete the "&" and its name',
)
_TAG = Message(
    "这里用了YAML标签（!）", "A YAML tag (!) is used here", "删去“!”及其名称", 'delete the "!" and its name'
)
_DEPTH = Message(
    "嵌套层数过多", "The nesting is too deep", "按示例的层级书写", "follow the levels of the example"
)
_DOCUMENTS = Message(
    "一个文件里有多个文档",
    "The file holds more than one document",
    "删去“---”分隔行",
    'delete the line "---"',
)
_COMMENTS = Message(
    "文件里只有注释",
    "The file holds only comments",
    "写入记录，或删除该文件",
    "write its records or delete the file",
)
_COMMAS = Message(
    "方括号列表里用了全角逗号或顿号",
    "A list in brackets is separated by Chinese commas",
    "改成半角逗号加空格“, ”",
    'separate the items with ", "',
)
_LONG = Message(
    f"文字超过{TEXT_LIMIT}字",
    f"The text is longer than {TEXT_LIMIT} characters",
    "分成几段，或删短",
    "split it into paragraphs or shorten it",
)
_COLON = re.compile(r"\s*:")
_SIGN = re.compile(r"\s+#")
_KEY = Message("键必须是文字", "A key must be text", "按示例书写", "follow the example")
_LINES = Message(
    "文字跨了行，换行会变成空格",
    "The text runs over a line, and the break becomes a space",
    "写在同一行",
    "write it on one line",
)
_COMMENT = Message(
    "“#”之后的内容会被丢掉",
    'Everything after the "#" is lost',
    "注释另起一行；若“#”属于内容，给整段加双引号",
    'move the comment to a line of its own, or put the text in quotes if the "#" belongs to it',
)
_EMPTY = Message(
    "这里的值是空的", "The value is empty", "填写内容，或删去这个键", "fill it in or delete the key"
)


def _empty(key: str) -> Message:
    """Say that nothing stands behind a key, by its name: of a new record, a column of these is what is left to do."""
    return Message(f"“{key}”还没有填", f'"{key}" is not filled in yet', _EMPTY.fix_zh, _EMPTY.fix_en)


_CHARACTERS = Message(
    "YAML语法有误", "YAML cannot be read", "删去异常字符", "delete characters that do not belong"
)


class _Composer:
    """Builds the tree from the parser's events, without recursion, so that depth cannot exhaust the stack."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        # For each open mapping the key that waits for its value; None for a sequence or between entries.
        self.keys: list[tuple[str, Place] | None] = []
        self.root: Node | None = None
        self.too_deep = 0

    def compose(self) -> tuple[Node | None, list[Problem]]:
        documents = 0
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._say(self._place(event.start_mark), _DOCUMENTS)
                        break
                elif isinstance(event, yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent):
                    self._node(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._close()
                if self.too_deep > _BOMB_DEPTH:
                    # It has been said; the parser takes longer for each further level the deeper it is.
                    return None, self.problems
                if len(self.problems) >= FINDINGS:
                    return None, self.problems
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None, self.problems
        except yaml.YAMLError:
            self._say(Place(self.name, 1, 1), _CHARACTERS)
            return None, self.problems
        if self.root is None and not self.problems:
            self._say(Place(self.name, 1, 1), _COMMENTS)
        return self.root, self.problems

    def _node(self, event: "yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent") -> None:
        place = self._place(event.start_mark)
        if self.too_deep:
            self.too_deep += isinstance(event, yaml.CollectionStartEvent)
        elif isinstance(event, yaml.AliasEvent):
            self._say(place, _ALIAS)
            self._add(Node("", place, {}), is_text=True)
        else:
            if event.anchor:
                self._say(place, _ANCHOR)
            if event.tag:
                self._say(place, _TAG)
            if isinstance(event, yaml.ScalarEvent):
                value = self._scalar(event, place)
                self._add(Node(value, place, {}), is_text=isinstance(value, str))
            elif len(self.open) < DEPTH_LIMIT:
                node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], place, {})
                self._add(node, is_text=False)
                self.open.append(node)
                self.keys.append(None)
            else:
                self._say(place, _DEPTH)
                self.too_deep = 1

    def _close(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
            if not self.too_deep:
                # Nothing was added for the refused collection; a key that waited for it waits no longer.
                self.keys[-1] = None
            return
        node = self.open.pop()
        self.keys.pop()
        if isinstance(node.value, list) and self._opens_with(node, "["):
            for item in node.value:
                if isinstance(item.value, str) and re.search("[，、]", item.value):
                    self._say(item.place, _COMMAS)

    def _opens_with(self, node: Node, bracket: str) -> bool:
        """Say whether a collection is written in brackets of this kind."""
        return self.lines[node.place.line - 1].startswith(bracket, node.place.column - 1)

    def _is_split(self, key: tuple[str, Place]) -> bool:
        """Say whether a key without a value is the rest of a text in braces that a comma broke off."""
        name, place = key
        # From a place within the line: a copy of its rest for each key would take for ever on a long line.
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
            self._say(node.place, _KEY)
        name = unicodedata.normalize("NFC", "?" if isinstance(node.value, list | dict) else str(node.value))
        if name in self.open[-1].key_places:
            first = self.open[-1].key_places[name].line
            told = Message(
                f"键“{name}”重复，第{first}行已写过",
                f'The key "{name}" is repeated; it stands in line {first} already',
                "合并两处，只留一个",
                "merge the two and keep one",
            )
            self._say(node.place, told)
        self.keys[-1] = (name, node.place)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> str | int | bool:
        value: str = event.value
        end: Any = event.end_mark
        key = self.keys[-1] if self.keys else None
        is_key = bool(self.open) and isinstance(self.open[-1].value, dict) and key is None
        if event.style in ("|", ">") or (end.line + 1 != place.line and value):
            self._say(place, _LINES)
        elif (
            not is_key
            and end.line < len(self.lines)
            # Mostly nothing follows; a look at the whole line for each of its values would take for ever on a long one.
            and (line := self.lines[end.line])[end.column : end.column + 1].isspace()
            and (sign := _SIGN.match(line, end.column))
        ):
            self._say(Place(self.name, end.line + 1, sign.end()), _COMMENT)
        if len(value) > TEXT_LIMIT:
            self._say(place, _LONG)
            # What follows takes time for each character, and the text is refused already.
            value = value[:TEXT_LIMIT]
        if event.style:
            # An escape such as \u200b in a quoted text hides what the scan of the lines looks for.
            if not ORDINARY.fullmatch(value) and (
                hidden := next((character for character in value if hidden_kind(character)), None)
            ):
                self._say(place, hidden_character(hidden))
            return value
        if not value and key and self._is_split(key):
            told = Message(
                f"花括号里的文字在逗号处断开，“{key[0]}”成了键",
                f'The text in braces was split at a comma, which makes "{key[0]}" a key',
                "给整段文字加双引号",
                "put the whole text in quotes",
            )
            self._say(key[1], told)
        elif value in ("", "~", "null", "Null", "NULL"):
            self._say(place, _empty(key[0]) if key else _EMPTY)
        elif value in ("true", "false"):
            return value == "true"
        elif re.fullmatch(r"0|[1-9][0-9]{0,17}", value):
            return int(value)
        return value

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        words = str(error.problem or error.context or "syntax error")
        zh, fix_zh, fix_en = _SYNTAX.get(words, _SYNTAX_ELSE)
        told = Message(zh, f"YAML cannot be read: {words}", fix_zh, fix_en)
        # A quotation mark that is never closed is shown where it opens, not where the file ends.
        unclosed = "quoted scalar" in str(error.context)
        mark = error.context_mark if unclosed else error.problem_mark
        self._say(self._place(mark or error.problem_mark or error.context_mark), told)

    def _place(self, mark: Any) -> Place:
        """Return where a mark of the parser stands; one behind the last line is put at its end."""
        if mark is None:
            return Place(self.name, 1, 1)
        if mark.line >= len(self.lines):
            return Place(self.name, len(self.lines), len(self.lines[-1]) + 1)
        return Place(self.name, mark.line + 1, min(mark.column, len(self.lines[mark.line])) + 1)

    def _say(self, place: Place, told: Message) -> None:
        self.problems.append(Problem(place, told))


_SYNTAX_ELSE = (
    "YAML语法有误",
    "对照上下几行的缩进、冒号、引号和括号",
    "compare indentation, colons, quotes and brackets with the lines around",
)
_SYNTAX = {
    "mapping values are not allowed in this context": (
        "这一行多了冒号，或上一行缺冒号",
        "文字里有“: ”时给整段加双引号",
        'put a text that holds ": " in quotes, and check the colon of the line above',
    ),
    "could not find expected ':'": ("这里缺冒号", "写成“键: 值”", 'write "key: value"'),
    "did not find expected key": (
        "缩进或引号有误",
        "同级的键左端对齐，引号成对",
        "align the keys of one level and close the quotes",
    ),
    "did not find expected '-' indicator": (
        "列表项没有对齐",
        "每项以“- ”开头，左端对齐",
        'begin each item with "- " and align them',
    ),
    "block sequence entries are not allowed in this context": (
        "这里不能开始列表",
        "列表另起一行",
        "begin the list on a line of its own",
    ),
    "found unexpected end of stream": (
        "引号或括号没有成对",
        "补上缺少的引号或括号",
        "close the quotation mark or bracket",
    ),
    "did not find expected ',' or ']'": (
        "方括号列表没有写完",
        "各项用“, ”分开，末尾写“]”",
        'separate the items with ", " and close with "]"',
    ),
    "did not find expected ',' or '}'": (
        "花括号没有写完",
        "各项用“, ”分开，末尾写“}”",
        'separate the items with ", " and close with "}"',
    ),
    "found character that cannot start any token": (
        "这里的字符不能用在开头",
        "给整段加双引号",
        "put the text in quotes",
    ),
}
