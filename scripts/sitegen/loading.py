"""Read the data folder into a library, with every mistake that a record shows by itself."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .library import Library, Path
from .model import Community, Factsheet, Organisation, Record, Site, Source, Vocabulary, keys_at, references
from .problems import Message, Place, Problem
from .yamlfile import Node, read_yaml

SINGLE: dict[str, type[Record]] = {"site": Site, "vocabulary": Vocabulary, "factsheet": Factsheet}
LISTS: dict[str, type[Record]] = {"sources": Source, "organisations": Organisation, "communities": Community}


@dataclass
class Draft:
    """What reading has found so far."""

    problems: list[Problem] = field(default_factory=list)
    records: dict[Path, Record] = field(default_factory=dict)
    nodes: dict[Path, Node] = field(default_factory=dict)
    partial: set[str] = field(default_factory=set)
    # Every id that the files declare, by kind, also of records with mistakes: references to them are right.
    declared: dict[str, dict[str, Place]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    def library(self) -> Library | None:
        """Return the library of all records without mistakes; None when a file that all need is missing."""
        single = {kind: self.records.get((kind, "")) for kind in SINGLE}
        if None in single.values():
            return None
        lists = {
            kind: {str(path[1]): record for path, record in self.records.items() if path[0] == kind}
            for kind in LISTS
        }
        return Library(**single, **lists, nodes=self.nodes, partial=frozenset(self.partial))  # type: ignore[arg-type]


def read_library(folder: FilePath) -> Draft:
    """Read every file of ``folder``; mistakes are collected, none is raised."""
    draft = Draft()
    for kind, model in SINGLE.items():
        if node := _file(draft, folder, f"{kind}.yaml", kind):
            _record(draft, (kind, ""), model, node)
    for kind, model in LISTS.items():
        if node := _file(draft, folder, f"{kind}.yaml", kind):
            for item in _items(draft, node, folder, kind):
                _declare_ids(draft, kind, item)
                identifier = _id_of(item)
                path: Path = (
                    kind,
                    identifier if (kind, identifier) not in draft.nodes else f"{identifier}@{item.place}",
                )
                _record(draft, path, model, item)
    if "factsheet" not in draft.unreadable and ("factsheet", "") in draft.nodes:
        _declare(draft, "measure", draft.nodes["factsheet", ""], "measures")
        _declare(draft, "row", draft.nodes["factsheet", ""], "rows")
    draft.problems += _dangling(draft)
    return draft


def _file(draft: Draft, folder: FilePath, name: str, kind: str) -> Node | None:
    shown = f"{folder.name}/{name}"
    if not (folder / name).is_file():
        told = Message(f"缺少文件{shown}", f"The file {shown} is missing", "恢复该文件", "restore it")
        draft.problems.append(Problem(Place(shown, 1, 1), told))
        draft.unreadable.add(kind)
        return None
    node, problems = read_yaml(folder / name, shown)
    draft.problems += problems
    if node is None:
        draft.unreadable.add(kind)
    return node


def _items(draft: Draft, node: Node, folder: FilePath, kind: str) -> Iterator[Node]:
    """Yield the records of a list; a bare id stands for the file of that name in the folder of the list."""
    if not isinstance(node.value, list):
        told = Message(
            "这个文件应是一个列表",
            "This file must be a list",
            "每条记录以“- id:”开头",
            'begin each record with "- id:"',
        )
        draft.problems.append(Problem(node.place, told))
        draft.unreadable.add(kind)
        return
    for item in node.value:
        if not isinstance(item.value, str):
            yield item
        elif (folder / kind / f"{item.value}.yaml").is_file():
            record = _file(draft, folder, f"{kind}/{item.value}.yaml", kind)
            if record is None:
                continue
            if _id_of(record) != item.value:
                told = Message(
                    f"文件名与记录的id不一致：{_id_of(record) or '无'}",
                    f"The id of the record, {_id_of(record) or 'missing'}, is not the name of its file",
                    f"把id写成{item.value}",
                    f"make the id {item.value}",
                )
                draft.problems.append(Problem(record.place_at(("id",)), told))
            yield record
        else:
            name = f"{folder.name}/{kind}/{item.value}.yaml"
            told = Message(
                f"没有文件{name}",
                f"There is no file {name}",
                "新建该文件，或改正这里的编号",
                "add the file or correct the id",
            )
            draft.problems.append(Problem(item.place, told))
            draft.unreadable.add(kind)


def _id_of(node: Node) -> str:
    identifier = node.value.get("id") if isinstance(node.value, dict) else None
    return identifier.value if identifier and isinstance(identifier.value, str) else ""


def _declare_ids(draft: Draft, kind: str, node: Node) -> None:
    """Note the ids of a top record and of the facts, events and structures inside it."""
    _declare(
        draft,
        kind.removesuffix("s") if kind != "communities" else "community",
        Node([node], node.place, {}),
        "",
    )
    for inner, key in (
        ("fact", "facts"),
        ("event", "events"),
        ("project", "projects"),
        ("structure", "structure"),
    ):
        _declare(draft, inner, node, key)


def _declare(draft: Draft, kind: str, node: Node, key: str) -> None:
    for item in _named(node, key):
        known = draft.declared.setdefault(kind, {})
        if not (identifier := _id_of(item)):
            continue
        place = item.place_at(("id",))
        if identifier in known:
            told = Message(
                f"编号“{identifier}”重复，{known[identifier]}已用过",
                f'The id "{identifier}" is repeated; {known[identifier]} has it already',
                "换一个编号，或合并两条记录",
                "choose another id or merge the two records",
            )
            draft.problems.append(Problem(place, told))
        else:
            known[identifier] = place


def _named(node: Node, key: str) -> Iterator[Node]:
    """Yield the records under every ``key`` below ``node``; an empty key means the items of ``node`` itself."""
    if isinstance(node.value, list):
        for item in node.value:
            yield from [item] if not key else _named(item, key)
    elif isinstance(node.value, dict):
        for name, value in node.value.items():
            if name == key:
                yield from value.value if isinstance(value.value, list) else [value]
            yield from _named(value, key)


# The files that must have been read before a reference of each kind can be called wrong.
_DECLARED_IN = {
    "source": {"sources"},
    "organisation": {"organisations"},
    "measure": {"factsheet"},
    "row": {"factsheet"},
    "fact": {"communities", "organisations"},
    "event": {"communities", "organisations"},
    "structure": {"communities"},
}


def _dangling(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for every reference to an id that no file declares."""
    for path, record in draft.records.items():
        for place, kinds, identifier in references(record):
            wanted = kinds.split(" or ")
            if draft.unreadable.intersection(*(_DECLARED_IN[kind] for kind in wanted)):
                continue
            known = {known for kind in wanted for known in draft.declared.get(kind, {})}
            if identifier not in known:
                yield Problem(draft.nodes[path].place_at(place), _unknown_id(identifier, wanted, known))


_KINDS_ZH = {
    "source": "来源",
    "organisation": "机构",
    "measure": "指标",
    "row": "要素行",
    "fact": "事实",
    "event": "事件",
    "structure": "规划结构",
}


def _unknown_id(identifier: str, kinds: list[str], known: set[str]) -> Message:
    *head, last = [_KINDS_ZH[kind] for kind in kinds]
    kinds_zh = f"{'、'.join(head)}或{last}" if head else last
    kinds_en = " or ".join(kinds)
    near = difflib.get_close_matches(identifier, sorted(known), n=1, cutoff=0.6)
    if near:
        fix_zh, fix_en = f"是不是想写“{near[0]}”", f'did you mean "{near[0]}"'
    else:
        fix_zh, fix_en = f"先登记这个{kinds_zh}，或改正编号", f"add that {kinds_en} first or correct the id"
    return Message(
        f"没有编号为“{identifier}”的{kinds_zh}", f'No {kinds_en} has the id "{identifier}"', fix_zh, fix_en
    )


def _record(draft: Draft, path: Path, model: type[Record], node: Node) -> None:
    """Validate ``node``; what is wrong is reported and cut out, so that the rest can still be checked."""
    draft.nodes[path] = node
    errors = _errors(model, node)
    if errors:
        draft.partial.add(str(path[1]))
        # Where the reading of the file has said what is wrong already, its consequences are not told as well.
        told = {problem.place for problem in draft.problems}
        draft.problems += [
            found for error in errors if (found := _problem(error, model, node)).place not in told
        ]
    while errors:
        cuts = {
            _reach(error["loc"][:-1] if error["type"] == "missing" else error["loc"], node)
            for error in errors
        }
        if () in cuts:
            return
        node = _without(node, cuts)
        errors = _errors(model, node)
    draft.nodes[path] = node
    draft.records[path] = model.model_validate(node.plain())


def _errors(model: type[Record], node: Node) -> list[ErrorDetails]:
    try:
        model.model_validate(node.plain())
    except ValidationError as error:
        found = error.errors(include_url=False)
        # A list whose only items are wrong is not also too short.
        return [
            one
            for one in found
            if one["type"] != "too_short" or not any(_within(other["loc"], one["loc"]) for other in found)
        ]
    return []


def _within(path: Path, outer: Path) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer


def _reach(path: Path, node: Node) -> Path:
    """Return the part of ``path`` that ``node`` holds, without the tags of unions that pydantic puts in between."""
    steps: list[str | int] = []
    for step in path:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            continue
        steps.append(step)
    return tuple(steps)


def _without(node: Node, cuts: set[Path]) -> Node:
    """Return a copy of ``node`` without the items and keys at ``cuts``."""

    def below(step: str | int) -> set[Path]:
        return {cut[1:] for cut in cuts if cut[0] == step and len(cut) > 1}

    if isinstance(node.value, list):
        items = [
            _without(item, below(index)) for index, item in enumerate(node.value) if (index,) not in cuts
        ]
        return Node(items, node.place, node.key_places)
    if isinstance(node.value, dict):
        entries = {
            key: _without(value, below(key)) for key, value in node.value.items() if (key,) not in cuts
        }
        return Node(entries, node.place, node.key_places)
    return node


def _problem(error: ErrorDetails, model: type[Record], node: Node) -> Problem:
    """Turn pydantic's finding into one of ours, at the place of the value or, for keys, of the key."""
    path: Path = tuple(error["loc"])
    kind = error["type"]
    if kind == "told":
        return Problem(node.place_at(path), error["ctx"]["message"])
    if kind == "extra_forbidden":
        return Problem(
            node.place_at(path, of_key=True), _unknown_key(str(path[-1]), keys_at(model, path[:-1]))
        )
    if kind == "missing":
        return Problem(node.place_at(path[:-1]), _missing_key(str(path[-1]), path))
    return Problem(node.place_at(path), _wrong_type(kind, error))


def _unknown_key(key: str, known: set[str]) -> Message:
    near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.6)
    allowed = "、".join(sorted(known)), ", ".join(sorted(known))
    fix_zh, fix_en = (
        (f"是不是想写“{near[0]}”", f'did you mean "{near[0]}"?')
        if near
        else (f"可用的键有{allowed[0]}", f"the keys are {allowed[1]}")
    )
    return Message(f"没有“{key}”这个键", f'"{key}" is not a known key', fix_zh, fix_en.rstrip("?"))


def _missing_key(key: str, path: Path) -> Message:
    if key in ("zh", "en"):
        language = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}[key]
        return Message(f"缺少{language[0]}", f"The {language[1]} is missing", f"补写{key}", f"add {key}")
    return Message(f"缺少“{key}”", f'"{key}" is missing', f"补写“{key}: ”", f'add "{key}: "')


_TYPES = {
    "string_type": (
        "这里应是文字",
        "Text is expected here",
        "写文字；像数字的文字加双引号",
        "write text, in quotes if it looks like a number",
    ),
    "int_type": (
        "这里应是整数",
        "A whole number is expected here",
        "写整数，不加引号",
        "write a whole number without quotes",
    ),
    "bool_type": (
        "这里应是true或false",
        "true or false is expected here",
        "写true或false",
        "write true or false",
    ),
    "tuple_type": ("这里应是列表", "A list is expected here", "每项以“- ”开头", 'begin each item with "- "'),
    "too_short": (
        "这里至少要有一项",
        "At least one item is expected here",
        "写入一项，或删去这个键",
        "add an item or delete the key",
    ),
}


def _wrong_type(kind: str, error: ErrorDetails) -> Message:
    if kind in _TYPES:
        return Message(*_TYPES[kind])
    if kind == "literal_error":
        expected = [
            word.strip("'") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")
        ]
        found = str(error["input"])
        near = difflib.get_close_matches(found, expected, n=1)
        fix_zh, fix_en = (
            (f"是不是想写“{near[0]}”", f'did you mean "{near[0]}"')
            if near
            else (f"可用的词有{'、'.join(expected)}", f"the words are {', '.join(expected)}")
        )
        return Message(f"“{found}”不在词表中", f'"{found}" is not in the vocabulary', fix_zh, fix_en)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return Message(
            "这里应是若干“键: 值”",
            'Lines of "key: value" are expected here',
            "照示例分行写键和值",
            "write keys and values as in the example",
        )
    return Message("这里的值不合要求", str(error["msg"]), "对照示例改写", "follow the example")
