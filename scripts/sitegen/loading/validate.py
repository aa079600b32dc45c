"""Validate a node of a data file against its model, report the errors, and remove them."""

import difflib
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sitegen.core.problems import Message, Problem
from sitegen.records.library import Path
from sitegen.records.model import Record, Redirects, allowed_keys
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


def wrong_paths(errors: list[ErrorDetails]) -> list[Path]:
    """Return the paths of what has ``errors``: an invalid value, or the record that lacks a key."""
    return [error["loc"][:-1] if error["type"] == "missing" else error["loc"] for error in errors]


def valid_part(model: type[Record], node: Node, wrong: Iterable[Path]) -> tuple[Record | None, Node]:
    """Return ``node`` without the items and keys at the ``wrong`` paths, nor what is no ``model`` without them.

    The record is None if nothing is left.
    """
    record = None
    while record is None:
        paths = {_path_in_node(path, node) for path in wrong}
        if () in paths:
            break
        node = _remove(node, paths)
        record, errors = validate_node(model, node)
        wrong = wrong_paths(errors)
    return record, node


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


def cut_off(errors: list[ErrorDetails], node: Node, following: Node | None) -> dict[Path, Problem]:
    """Return a problem for each record within ``node``, by path, that lacks two keys or more which the next one has.

    That is what a merge leaves of the first of two records when only its marks are deleted. The record after ``node``
    itself is ``following``.
    """
    missing: dict[Path, list[str]] = {}
    for error in errors:
        if error["type"] == "missing":
            missing.setdefault(_path_in_node(error["loc"][:-1], node), []).append(str(error["loc"][-1]))
    found = {}
    for path, keys in missing.items():
        after = _after(path, node, following)
        if len(keys) > 1 and after and isinstance(after.value, dict) and after.value.keys() >= set(keys):
            message = Message(
                f"这条记录不完整：缺少{'、'.join(keys)}，紧接着的一条里有",
                f"This record is not complete: it lacks {', '.join(keys)}, which the next one has",
                "补写；合并冲突时只删了标记的，两条共有的行要各写一份",
                "add them; after a merge in which only the marks were deleted, write the lines that both share in each",
            )
            found[path] = Problem(node.place_at(path), message)
    return found


def _after(path: Path, node: Node, following: Node | None) -> Node | None:
    """Return the item after the one at ``path``."""
    if not path:
        return following
    for step in path[:-1]:
        values: Any = node.value
        node = values[step]
    index = path[-1]
    if isinstance(node.value, list) and isinstance(index, int) and index + 1 < len(node.value):
        return node.value[index + 1]
    return None


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


# Keys under which editors look for a place for a picture or a file.
_FILES = re.compile(
    "(images?|photos?|pictures?|pics?|img|covers?|videos?|maps?|attachments?|files?|pdf|documents?|downloads?)(_?(url|link|file))?"
    "|图|图片|照片|配图|附图|图像|地图|视频|附件|文件|下载"
)


def _unknown_key(key: str, known: set[str]) -> Message:
    if _FILES.fullmatch(key.lower()):
        return Message(
            f"没有“{key}”这个键，本站不放图片和附件",
            f'"{key}" is not a known key: the site shows no pictures and holds no files',
            "删去这一项；图片或附件所在的网页，登记为sources.yaml里的来源，网址写在url，内容用事实写出",
            "delete it; register the page that has the picture or file as a source in sources.yaml, with its address under url, "
            "and state what it says as facts",
        )
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
    if key == "published":
        return Message(
            f"缺少“{key}”",
            f'"{key}" is missing',
            "补写“published: ”和发布日期；网页没有写日期的，写“published: ../”和read的日期，如“published: ../2026-11-24”",
            'add "published: " and the date; for an undated page write "published: ../" and the day in read, '
            'such as "published: ../2026-11-24"',
        )
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


def is_slip(written: str, meant: str) -> bool:
    """Say whether two ids differ as a slip of the hand makes them differ: in one or two letters, and in no digit or word.

    Ids of one community or publisher begin alike, so the nearest id is otherwise often that of an unrelated record.
    """
    steps = difflib.SequenceMatcher(None, written, meant, autojunk=False).get_opcodes()
    changed = [(written[i:j], meant[k:m]) for step, i, j, k, m in steps if step != "equal"]
    letters = sum(max(len(old), len(new)) for old, new in changed)
    words = [word for pair in changed for word in pair]
    is_other_word = any(re.search("[0-9]|-.|.-", word) for word in words)
    return letters <= (2 if min(len(written), len(meant)) > 3 else 1) and not is_other_word


def unknown_id(
    identifier: str, kinds: list[str], known: AbstractSet[str], redirects: Redirects | None = None
) -> Message:
    """Return the message on an id that no record of ``kinds`` has.

    It names the id that replaced it by the ``redirects``, or else that of the ``known`` ids which only a slip turns into it.
    """
    *head, last = [KINDS[kind].called.zh for kind in kinds]
    kinds_zh = f"{'、'.join(head)}或{last}" if head else last
    kinds_en = " or ".join(kinds)
    fix_zh, fix_en = f"先登记这个{kinds_zh}，或改正编号", f"add that {kinds_en} first or correct the id"
    anchors = {f"{'fact' if kind == 'structure' else kind}-{identifier}" for kind in kinds}
    for moved in redirects.moved if redirects else ():
        new = moved.new.partition("#")[2].partition("-")[2]
        if moved.old.partition("#")[2] in anchors and new in known:
            return Message(
                f"编号“{identifier}”已改为“{new}”",
                f'The id "{identifier}" is now "{new}"',
                f"写“{new}”",
                f'write "{new}"',
            )
    for gone in redirects.withdrawn if redirects else ():
        if gone.old.partition("#")[2] in anchors:
            return Message(
                f"“{identifier}”已撤回（见redirects.yaml）",
                f'"{identifier}" was withdrawn (see redirects.yaml)',
                "删去这一处，或改用别的记录",
                "delete this, or name another record",
            )
    near = [
        one
        for one in difflib.get_close_matches(identifier, sorted(known), n=3, cutoff=0.6)
        if is_slip(identifier, one)
    ]
    if near:
        fix_zh, fix_en = (
            f"是不是想写“{near[0]}”？如果不是，{fix_zh}",
            f'did you mean "{near[0]}"? If not, {fix_en}',
        )
    return Message(
        f"没有编号为“{identifier}”的{kinds_zh}", f'No {kinds_en} has the id "{identifier}"', fix_zh, fix_en
    )
