"""Read YAML strictly and remember where everything stands.

Only what the records need is accepted: mappings, sequences and one-line scalars. A plain scalar becomes true,
false or an integer where it is spelled so and stays text otherwise, so that `no`, `2023-04` or `010` keep the
form in which they were typed. Whatever YAML would silently reinterpret is reported with its place instead.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .problems import Message, Place, Problem

SIZE_LIMIT = 16 * 2**20
DEPTH_LIMIT = 12
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
    data = path.read_bytes()
    if len(data) > SIZE_LIMIT:
        size, limit = len(data) // 2**20, SIZE_LIMIT // 2**20
        told = Message(
            f"文件有{size}MiB，超过上限{limit}MiB",
            f"The file has {size} MiB, more than the limit of {limit} MiB",
            "拆成每条记录一个文件",
            "split it into one file for each record",
        )
        return None, [Problem(Place(name, 1, 1), told)]
    text, problem = _decoded(data, name)
    if problem:
        return None, [problem]
    problems = list(_scan(text, name))
    if any(problem.message.en.startswith("A NUL") for problem in problems):
        return None, problems
    root, found = _Composer(text, name).compose()
    # One slip in the spelling often breaks the syntax as well: name the cause, not its effect.
    syntax = [problem for problem in found if problem.message.en.startswith("YAML")]
    return root, problems + [problem for problem in found if not (problems and problem in syntax)]


def _decoded(data: bytes, name: str) -> tuple[str, Problem | None]:
    """Decode UTF-8 without a byte order mark; CRLF is read as LF."""
    for mark, encoding in ((b"\xef\xbb\xbf", "UTF-8 BOM"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            told = Message(
                f"文件以字节顺序标记开头（{encoding}）",
                f"The file begins with a byte order mark ({encoding})",
                "另存为UTF-8（无BOM）",
                "save it as UTF-8 without a BOM",
            )
            return "", Problem(Place(name, 1, 1), told)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        try:
            bad_line = data.split(b"\n")[line - 1].decode("gb18030").strip()
            guess_zh, guess_en = f"，像是GBK：{bad_line}", f"; it looks like GBK: {bad_line}"
        except UnicodeDecodeError:
            guess_zh = guess_en = ""
        told = Message(
            f"文件不是UTF-8编码{guess_zh}",
            f"The file is not encoded in UTF-8{guess_en}",
            "在编辑器里选“另存为”，编码选UTF-8",
            "save it again with the encoding UTF-8",
        )
        return "", Problem(Place(name, line, column), told)
    text = text.replace("\r\n", "\n")
    if not text.strip():
        told = Message("文件是空的", "The file is empty", "写入记录，或删除该文件", "write its records or delete the file")
        return "", Problem(Place(name, 1, 1), told)
    return text, None


_LINE_RULES = (
    (
        re.compile(r"^(?:<{7} |={7}$|>{7} )"),
        Message(
            "这里有未解决的合并冲突",
            "A merge conflict stands unresolved here",
            "选定一种写法，删去<<<<<<<、=======、>>>>>>>三种标记行",
            "choose one version and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        ),
    ),
    (
        re.compile(r"\t"),
        Message("这里有制表符（Tab）", "There is a tab here", "改用空格，每级缩进两格", "use spaces, two for each level"),
    ),
    (
        re.compile(r"^ *(?:- )?[A-Za-z_]+(?=(：))"),
        Message("键后用了全角冒号“：”", 'A key is followed by a full-width colon "："', "改成半角冒号加一个空格“: ”", 'write ": ", a colon and a space'),
    ),
    (
        re.compile(r"^ *(?:- )?[a-z_]+(?=(:(?!//)[^\s]))"),
        Message("冒号后缺空格", "A space is missing after the colon", "在冒号后加一个空格", "put a space after the colon"),
    ),
    (
        re.compile(r"^ *(?=(-[^\s-]))"),
        Message("短横线后缺空格", "A space is missing after the dash", "写成“- ”", 'write "- "'),
    ),
    (
        re.compile(r"^ *(?=([－—–•·] ?))"),
        Message("列表项用了别的横线或圆点", "A list item begins with another dash or a bullet", "改成半角短横线加一个空格“- ”", 'write "- ", a hyphen and a space'),
    ),
)


def _scan(text: str, name: str) -> Iterator[Problem]:
    """Yield the slips that YAML would misread or blame on a later line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.isascii() or not line.isprintable():
            yield from _hidden_characters(line, name, number)
        if line.lstrip().startswith("#"):
            continue
        for pattern, told in _LINE_RULES:
            if match := pattern.search(line):
                column = match.start(1) if pattern.groups else match.start()
                yield Problem(Place(name, number, column + 1), told)
                break


def _hidden_characters(line: str, name: str, number: int) -> Iterator[Problem]:
    for column, character in enumerate(line, start=1):
        category = unicodedata.category(character)
        code = f"U+{ord(character):04X}"
        if character == "\0":
            zh, en = "这里有NUL字符", "A NUL character stands here"
        elif category in ("Cf", "Co", "Cn", "Cs") or (category == "Cc" and character != "\t"):
            zh, en = f"这里有看不见的字符（{code}）", f"An invisible character stands here ({code})"
        elif category in ("Zs", "Zl", "Zp") and character != " ":
            zh, en = f"这里有特殊空格（{code}）", f"A special space stands here ({code})"
        else:
            continue
        yield Problem(Place(name, number, column), Message(zh, en, "删去，或改用普通空格", "delete it or use an ordinary space"))


class _Composer:
    """Builds the tree from the parser's events, without recursion, so that depth cannot exhaust the stack."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.open: list[Node] = []
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
                        self._say(event.start_mark, "一个文件里有多个文档", "The file holds more than one document", "删去“---”分隔行", 'delete the line "---"')
                        break
                elif isinstance(event, yaml.NodeEvent):
                    self._node(event)
                elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                    self._close()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None, self.problems
        except yaml.YAMLError:
            self._say_at(Place(self.name, 1, 1), "YAML语法有误", "YAML cannot be read", "删去异常字符", "delete characters that do not belong")
            return None, self.problems
        if self.root is None and not self.problems:
            self._say_at(Place(self.name, 1, 1), "文件里只有注释", "The file holds only comments", "写入记录，或删除该文件", "write its records or delete the file")
        return self.root, self.problems

    def _node(self, event: yaml.NodeEvent) -> None:
        place = self._place(event.start_mark)
        if self.too_deep:
            self.too_deep += not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
            return
        if isinstance(event, yaml.AliasEvent):
            self._say_at(place, "这里用了YAML别名（*）", "A YAML alias (*) is used here", "把内容照写一遍", "write the value out")
            return self._add(Node("", place, {}), is_text=True)
        if event.anchor:
            self._say_at(place, "这里用了YAML锚点（&）", "A YAML anchor (&) is used here", "删去“&”及其名称", 'delete the "&" and its name')
        if event.tag and event.tag != "!":
            self._say_at(place, "这里用了YAML标签（!）", "A YAML tag (!) is used here", "删去“!”及其名称", 'delete the "!" and its name')
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, place)
            return self._add(Node(value, place, {}), is_text=isinstance(value, str) or not event.style)
        if len(self.open) >= DEPTH_LIMIT:
            self._say_at(place, "嵌套层数过多", "The nesting is too deep", "按示例的层级书写", "follow the levels of the example")
            self.too_deep = 1
            return None
        node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], place, {})
        self._add(node, is_text=False)
        self.open.append(node)
        self.keys.append(None)
        return None

    def _close(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
            if self.too_deep or not self.open:
                return
            # The refused collection was the value of a pending key or an item: nothing was added for it.
            if self.keys:
                self.keys[-1] = None
            return
        node = self.open.pop()
        self.keys.pop()
        if isinstance(node.value, list) and len(node.value) == 1 and self._is_flow(node):
            only = node.value[0]
            if isinstance(only.value, str) and re.search("[，、]", only.value):
                self._say_at(only.place, "方括号列表里用了全角逗号或顿号", "A list in brackets is separated by Chinese commas", "改成半角逗号加空格“, ”", 'separate the items with ", "')

    def _is_flow(self, node: Node) -> bool:
        line = self.lines[node.place.line - 1] if node.place.line <= len(self.lines) else ""
        return line[node.place.column - 1 : node.place.column] == "["

    def _add(self, node: Node, *, is_text: bool) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self._key(node, parent, is_text=is_text)
            return
        self.keys[-1] = None
        if isinstance(parent.value, dict) and key[0] not in parent.value:
            parent.value[key[0]] = node
            parent.key_places[key[0]] = key[1]

    def _key(self, node: Node, parent: Node, *, is_text: bool) -> None:
        if not is_text:
            self._say_at(node.place, "键必须是文字", "A key must be text", "按示例书写", "follow the example")
        name = unicodedata.normalize("NFC", str(node.value) if not isinstance(node.value, list | dict) else "?")
        if name in parent.key_places:
            first = parent.key_places[name].line
            self._say_at(node.place, f"键“{name}”重复，第{first}行已写过", f'The key "{name}" is repeated; it stands in line {first} already', "合并两处，只留一个", "merge the two and keep one")
        self.keys[-1] = (name, node.place)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> str | int | bool:
        end = event.end_mark
        value: str = event.value
        is_key = bool(self.keys) and self.keys[-1] is None and isinstance(self.open[-1].value, dict)
        if event.style in ("|", ">") or (end.line != event.start_mark.line and value):
            self._say_at(place, "文字跨了行，换行会变成空格", "The text runs over a line, and the break becomes a space", "写在同一行", "write it on one line")
        elif not is_key and re.match(r"\s+#", rest := self.lines[end.line][end.column :]):
            self._say_at(Place(self.name, end.line + 1, end.column + 1 + len(rest) - len(rest.lstrip())), "“#”之后的内容会被丢掉", 'Everything after the "#" is lost', "注释另起一行；若“#”属于内容，给整段加双引号", 'move the comment to a line of its own, or put the text in quotes if the "#" belongs to it')
        if event.style:
            return value
        if value in ("", "~", "null", "Null", "NULL"):
            self._say_at(place, "这里的值是空的", "The value is empty", "填写内容，或删去这个键", "fill it in or delete the key")
            return value
        if value in ("true", "false"):
            return value == "true"
        return int(value) if re.fullmatch(r"0|[1-9][0-9]{0,17}", value) else value

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        words = str(error.problem or error.context or "syntax error")
        zh, fix_zh, fix_en = _SYNTAX.get(words, ("YAML语法有误", "对照上下几行的缩进、冒号、引号和括号", "compare indentation, colons, quotes and brackets with the lines around"))
        self._say(error.problem_mark or error.context_mark, zh, f"YAML cannot be read: {words}", fix_zh, fix_en)

    def _place(self, mark: Any) -> Place:
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _say(self, mark: Any, zh: str, en: str, fix_zh: str, fix_en: str) -> None:
        self._say_at(self._place(mark) if mark else Place(self.name, 1, 1), zh, en, fix_zh, fix_en)

    def _say_at(self, place: Place, zh: str, en: str, fix_zh: str, fix_en: str) -> None:
        self.problems.append(Problem(place, Message(zh, en, fix_zh, fix_en)))


_SYNTAX = {
    "mapping values are not allowed in this context": (
        "这一行多了冒号，或上一行缺冒号",
        "文字里有“: ”时给整段加双引号",
        'put a text that holds ": " in quotes, and check the colon of the line above',
    ),
    "could not find expected ':'": ("这里缺冒号", "写成“键: 值”", 'write "key: value"'),
    "did not find expected key": ("缩进或引号有误", "同级的键左端对齐，引号成对", "align the keys of one level and close the quotes"),
    "did not find expected '-' indicator": ("列表项没有对齐", "每项以“- ”开头，左端对齐", 'begin each item with "- " and align them'),
    "block sequence entries are not allowed in this context": ("这里不能开始列表", "列表另起一行", "begin the list on a line of its own"),
    "found unexpected end of stream": ("引号或括号没有成对", "补上缺少的引号或括号", "close the quotation mark or bracket"),
    "did not find expected ',' or ']'": ("方括号列表没有写完", "各项用“, ”分开，末尾写“]”", 'separate the items with ", " and close with "]"'),
    "did not find expected ',' or '}'": ("花括号没有写完", "各项用“, ”分开，末尾写“}”", 'separate the items with ", " and close with "}"'),
    "found character that cannot start any token": ("这里的字符不能用在开头", "给整段加双引号", "put the text in quotes"),
}
