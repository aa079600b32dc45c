"""Parse one data file by itself, without regard to the other files."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path as FilePath
from typing import NamedTuple, Self

from pydantic_core import ErrorDetails

from sitegen.core.problems import FINDINGS, Message, Problem
from sitegen.core.problems import Place as FilePlace
from sitegen.loading.validate import cut_off, to_problem, valid_part, validate_node, wrong_paths
from sitegen.records.library import Path
from sitegen.records.model import Record, declares_id, kind_of, nested_kinds, references
from sitegen.records.record_files import DATA_FILES
from sitegen.strict_yaml.lexical import decode
from sitegen.strict_yaml.nodes import SIZE_LIMIT, Node, parse, parse_rest

SINGLE = {name: file.model for name, file in DATA_FILES.items() if not file.is_list and not file.is_optional}
OPTIONAL = {name: file.model for name, file in DATA_FILES.items() if file.is_optional}
LISTS = {name: file.model for name, file in DATA_FILES.items() if file.is_list}

# (path, kind, id) of every id that a record refers to.
References = tuple[tuple[Path, str, str], ...]


class Entry(NamedTuple):
    """One record of a file.

    `ids` has (kind, id, place) of every id that it declares. If it `is_partial`, its invalid parts were removed, and
    `node` is what remains; otherwise `node` is None.
    """

    identifier: str
    place: FilePlace
    id_place: FilePlace
    record: Record | None
    is_partial: bool
    problems: tuple[Problem, ...]
    ids: tuple[tuple[str, str, FilePlace], ...]
    references: References
    node: Node | None


class File(NamedTuple):
    """A data file: its name in messages and its content, if it exists."""

    name: str
    data: bytes
    exists: bool = True

    @classmethod
    def of(cls, folder: FilePath, name: str) -> Self:
        """Return the file ``name`` in the ``folder`` of the records."""
        path, shown = folder / name, f"{folder.name}/{name}"
        return cls(shown, path.read_bytes()) if path.is_file() else cls(shown, b"", exists=False)


class FileName(NamedTuple):
    """An item of a list that is only the name of the file with the record."""

    identifier: str
    place: FilePlace


class ParsedFile(NamedTuple):
    """The records of a file, or None if it cannot be read, and the problems of its YAML."""

    entries: tuple[Entry | FileName, ...] | None
    problems: tuple[Problem, ...]

    @property
    def is_valid(self) -> bool:
        """Whether the file, by itself, has no problems."""
        return not self.problems and not any(
            entry.is_partial for entry in self.entries or () if isinstance(entry, Entry)
        )


def parse_file(file: File, kind: str, *, is_list: bool) -> ParsedFile:
    """Return the content of ``file``: one record of ``kind``, or a list of them."""
    root, problems = parse(file.data, file.name)
    if root is None:
        return ParsedFile(None, tuple(_mistakes_in_the_rest(file, kind, problems, is_list=is_list)))
    reported = {problem.place for problem in problems}
    if not is_list:
        return ParsedFile((_entry(root, kind, reported),), tuple(problems))
    if isinstance(root.value, list):
        entries: list[Entry | FileName] = []
        found = [*problems]
        for item, following in zip_longest(root.value, root.value[1:]):
            entry = (
                FileName(item.value, item.place)
                if isinstance(item.value, str)
                else _entry(item, kind, reported, following)
            )
            entries.append(entry)
            found += entry.problems if isinstance(entry, Entry) else ()
            if len(found) >= FINDINGS:
                return ParsedFile(None, tuple(found))
        return ParsedFile(tuple(entries), tuple(problems))
    not_a_list = Message(
        "这个文件应是一个列表",
        "This file must be a list",
        "每条记录以“- id:”开头",
        'begin each record with "- id:"',
    )
    return ParsedFile(None, (*problems, Problem(root.place, not_a_list)))


def _mistakes_in_the_rest(file: File, kind: str, problems: list[Problem], *, is_list: bool) -> list[Problem]:
    """Return every mistake of a file that cannot be read as a whole: also those of the parts that can."""
    text = decode(file.data, file.name)[0]
    if "\0" in text or not text.strip() or len(file.data) > SIZE_LIMIT:
        return problems
    root, found = parse_rest(text, file.name)
    found += [problem for problem in problems if problem not in found]
    reported = {one.place for one in found}
    if root and is_list and isinstance(root.value, list):
        for item in root.value:
            found += _entry(item, kind, reported).problems if not isinstance(item.value, str) else ()
    elif root and not is_list:
        # A key that is missing may stand in the part that cannot be read.
        model = DATA_FILES[kind].model
        errors = [
            one for one in validate_node(model, root)[1] if one["type"] != "missing" or len(one["loc"]) > 1
        ]
        found += [one for error in errors if (one := to_problem(error, model, root)).place not in reported]
    return found[:FINDINGS]


def _problem(error: ErrorDetails, model: type[Record], node: Node, whole: dict[Path, Problem]) -> Problem:
    """Return the problem of an error, or of the record that lacks the key where that is told as a ``whole``."""
    found = whole.get(tuple(error["loc"][:-1])) if error["type"] == "missing" else None
    return found or to_problem(error, model, node)


def _entry(node: Node, kind: str, reported: set[FilePlace], following: Node | None = None) -> Entry:
    """Validate ``node``; report its errors and remove them, so that the rest can still be checked.

    The record after it in its list is ``following``.

    No error is reported at a place where the parser has ``reported`` a problem, since it may be a consequence of that.
    """
    model = DATA_FILES[kind].model
    identifier, id_place, ids = _id(node), node.place_at(("id",)), tuple(declared_ids(node, model))
    record, errors = validate_node(model, node)
    is_partial = bool(errors)
    whole = cut_off(errors, node, following)
    problems = tuple(
        dict.fromkeys(
            found for error in errors if (found := _problem(error, model, node, whole)).place not in reported
        )
    )
    if record is None:
        record, node = valid_part(model, node, wrong_paths(errors))
    return Entry(
        identifier=identifier,
        place=node.place,
        id_place=id_place,
        record=record,
        is_partial=is_partial,
        problems=problems,
        ids=ids,
        references=tuple(references(record)) if record else (),
        node=node if is_partial else None,
    )


def declared_ids(node: Node, model: type[Record]) -> Iterator[tuple[str, str, FilePlace]]:
    """Yield (kind, id, place) for each id that a record and those inside it declare."""
    if declares_id(model):
        yield from _ids_of(kind_of(model), [node])
    kinds = nested_kinds(model)
    found: dict[str, list[Node]] = {key: [] for key in kinds}
    _collect(node, found)
    for key, items in found.items():
        yield from _ids_of(kinds[key], items)


def _ids_of(kind: str, items: list[Node]) -> Iterator[tuple[str, str, FilePlace]]:
    for item in items:
        if identifier := _id(item):
            yield kind, identifier, item.place_at(("id",))


def _collect(node: Node, found: dict[str, list[Node]]) -> None:
    """Add to each list of ``found`` the records under its key, at any depth inside ``node``."""
    if isinstance(node.value, list):
        for item in node.value:
            _collect(item, found)
    elif isinstance(node.value, dict):
        for name, value in node.value.items():
            if name in found:
                found[name] += value.value if isinstance(value.value, list) else [value]
            if isinstance(value.value, list | dict):
                _collect(value, found)


def _id(node: Node) -> str:
    identifier = node.value.get("id") if isinstance(node.value, dict) else None
    return identifier.value if identifier and isinstance(identifier.value, str) else ""


class Trees(Mapping[Path, Node]):
    """The tree of each top record by its path, parsed again from the content of its file when it is needed.

    Trees are needed only for the places of problems, and take more memory than the records.
    """

    def __init__(self) -> None:
        self._partial: dict[Path, Node] = {}
        self._files: dict[Path, tuple[File, int | None]] = {}
        self._roots: dict[str, Node] = {}

    def add(self, path: Path, file: File, item: int | None, node: Node | None) -> None:
        """Add the record at ``path``, which is the ``item`` of ``file`` or all of it; keep the ``node`` of a partial record."""
        self._files[path] = file, item
        if node:
            self._partial[path] = node

    def replace(self, path: Path, node: Node) -> None:
        """Let the record at ``path`` have this ``node``."""
        self._partial[path] = node

    def __getitem__(self, path: Path) -> Node:
        return self._partial.get(path) or self.as_written(path)

    def as_written(self, path: Path) -> Node:
        """Return the record at ``path`` with its mistakes."""
        file, item = self._files[path]
        root = self._roots.get(file.name) or parse(file.data, file.name)[0]
        assert root is not None, "the file was parsed before"
        self._roots[file.name] = root
        return root.value[item] if item is not None and isinstance(root.value, list) else root

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[Path]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
