"""Validate a node of a data file against its model, report the errors, and remove them."""

import difflib
from collections.abc import Set as AbstractSet

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sitegen.core.problems import Message, Problem
from sitegen.records.library import Path
from sitegen.records.model import Record, allowed_keys
from sitegen.records.record_files import KINDS
from sitegen.strict_yaml.nodes import Node
from sitegen.values.validators import MISTAKE


def validate_node(model: type[Record], node: Node) -> tuple[Record | None, list[ErrorDetails]]:
    """Return ``node`` as a ``model``, or None and its errors in the order of the fields."""
    try:
        return model.model_validate(node.plain()), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    # A list that is too short only because its items have errors is not reported.
    return None, [
        error
        for error in errors
        if error["type"] != "too_short" or not any(_is_inside(inner["loc"], error["loc"]) for inner in errors)
    ]


def _is_inside(path: Path, outer: Path) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer


def remove_errors(node: Node, errors: list[ErrorDetails]) -> Node | None:
    """Return ``node`` without the items and keys that have ``errors``; None if nothing is left.

    An invalid value is removed; where a key is missing, the record that lacks it is removed.
    """
    paths = {
        _path_in_node(error["loc"][:-1] if error["type"] == "missing" else error["loc"], node)
        for error in errors
    }
    return None if () in paths else _remove(node, paths)


def _path_in_node(path: Path, node: Node) -> Path:
    """Return the steps of ``path`` that exist in ``node``, without the tags of unions that pydantic adds."""
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


def _remove(node: Node, paths: set[Path]) -> Node:
    """Return a copy of ``node`` without the items and keys at ``paths``."""
    inner: dict[str | int, set[Path]] = {}
    for path in paths:
        if len(path) > 1:
            inner.setdefault(path[0], set()).add(path[1:])
    if isinstance(node.value, list):
        items = [
            _remove(item, inner.get(index, set()))
            for index, item in enumerate(node.value)
            if (index,) not in paths
        ]
        return Node(items, node.place, node.key_places)
    if isinstance(node.value, dict):
        entries = {
            key: _remove(value, inner.get(key, set()))
            for key, value in node.value.items()
            if (key,) not in paths
        }
        return Node(entries, node.place, node.key_places)
    return node


def to_problem(error: ErrorDetails, model: type[Record], node: Node) -> Problem:
    """Turn an error of pydantic into a problem at the place of the value, or of the key if that is unknown."""
    path: Path = tuple(error["loc"])
    kind = error["type"]
    if kind == MISTAKE:
        return Problem(node.place_at(path), error["ctx"]["message"])
    if kind == "extra_forbidden":
        return Problem(
            node.place_at(path, of_key=True), _unknown_key(str(path[-1]), allowed_keys(model, path[:-1]))
        )
    if kind == "missing":
        return Problem(node.place_at(path[:-1]), _missing_key(str(path[-1]), path))
    return Problem(node.place_at(path), _wrong_type(kind, error, allowed_keys(model, path)))


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
        "写整数，如12，不加引号、正负号和开头的0",
        "write a whole number such as 12, without quotes, a sign or zeros before it",
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


def _wrong_type(kind: str, error: ErrorDetails, known: set[str]) -> Message:
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
    if kind in ("greater_than_equal", "less_than_equal"):
        bound, least = next(iter(error["ctx"].values())), kind == "greater_than_equal"
        found, side_zh, side_en = error["input"], *(("小", "small") if least else ("大", "large"))
        return Message(
            f"“{found}”太{side_zh}",
            f'"{found}" is too {side_en}',
            f"对照来源核对，写{'不小于' if least else '不大于'}{bound}的整数",
            f"check it, and write a whole number that is at {'least' if least else 'most'} {bound}",
        )
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        if isinstance(error["input"], str | int) and {"zh", "en"} <= known:
            said = error["input"]
            return Message(
                f"“{said}”要分写中英文",
                f'"{said}" must be given in both languages',
                f"写成{{zh: {said}, en: 英文}}",
                f"write {{zh: {said}, en: the English}}",
            )
        return Message(
            "这里应是若干“键: 值”",
            'Lines of "key: value" are expected here',
            "照示例分行写键和值",
            "write keys and values as in the example",
        )
    return Message("这里的值不合要求", str(error["msg"]), "对照示例改写", "follow the example")


def unknown_id(identifier: str, kinds: list[str], known: AbstractSet[str]) -> Message:
    """Return the message on an id that no record of ``kinds`` has; it suggests the nearest of the ``known`` ids."""
    *head, last = [KINDS[kind].called.zh for kind in kinds]
    kinds_zh = f"{'、'.join(head)}或{last}" if head else last
    kinds_en = " or ".join(kinds)
    fix_zh, fix_en = f"先登记这个{kinds_zh}，或改正编号", f"add that {kinds_en} first or correct the id"
    near = difflib.get_close_matches(identifier, sorted(known), n=1, cutoff=0.6)
    if near:
        # Ids of one community begin alike, so the nearest id may be that of an unrelated record.
        fix_zh, fix_en = (
            f"是不是想写“{near[0]}”？如果不是，{fix_zh}",
            f'did you mean "{near[0]}"? If not, {fix_en}',
        )
    return Message(
        f"没有编号为“{identifier}”的{kinds_zh}", f'No {kinds_en} has the id "{identifier}"', fix_zh, fix_en
    )
