"""Parse one file of records: what it says by itself, whatever the others say."""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import NamedTuple, Self

from sitegen.core.problems import FINDINGS, Message, Problem
from sitegen.core.problems import Place as FilePlace
from sitegen.loading.validate import problem_of, validated, without
from sitegen.records.data_files import DATA_FILES
from sitegen.records.library import Path
from sitegen.records.model import Record, declares_id, kind_of, kinds_within, references
from sitegen.strict_yaml.nodes import Node, parse

SINGLE = {name: file.model for name, file in DATA_FILES.items() if not file.is_list and not file.is_optional}
OPTIONAL = {name: file.model for name, file in DATA_FILES.items() if file.is_optional}
LISTS = {name: file.model for name, file in DATA_FILES.items() if file.is_list}

# Of every id that a record names: where it does, the kinds that are meant, and the id.
References = tuple[tuple[Path, str, str], ...]


class Entry(NamedTuple):
    """What a file says of one record.

    `ids` has (kind, id, place) of every id that it declares. A partial record is what is left without what is wrong,
    and keeps the `node` of that.
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
    """A file of records: how messages call it, and what it holds, if it is there."""

    name: str
    data: bytes
    is_there: bool = True

    @classmethod
    def of(cls, folder: FilePath, name: str) -> Self:
        """Return the file ``name`` of the ``folder`` of the records."""
        path, shown = folder / name, f"{folder.name}/{name}"
        return cls(shown, path.read_bytes()) if path.is_file() else cls(shown, b"", is_there=False)


class Named(NamedTuple):
    """An item of a list that only names the file which holds the record."""

    identifier: str
    place: FilePlace


class ParsedFile(NamedTuple):
    """What a file says: its records, or None if it cannot be read, and the problems of its spelling."""

    entries: tuple[Entry | Named, ...] | None
    problems: tuple[Problem, ...]

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with the file by itself."""
        return not self.problems and not any(
            entry.is_partial for entry in self.entries or () if isinstance(entry, Entry)
        )


def parse_file(file: File, kind: str, *, is_list: bool) -> ParsedFile:
    """Return what ``file`` says of one record of ``kind``, or of a list of them."""
    root, problems = parse(file.data, file.name)
    if root is None:
        return ParsedFile(None, tuple(problems))
    told = {problem.place for problem in problems}
    if not is_list:
        return ParsedFile((_entry(root, kind, told),), tuple(problems))
    if isinstance(root.value, list):
        entries: list[Entry | Named] = []
        found = [*problems]
        for item in root.value:
            entry = Named(item.value, item.place) if isinstance(item.value, str) else _entry(item, kind, told)
            entries.append(entry)
            found += entry.problems if isinstance(entry, Entry) else ()
            if len(found) >= FINDINGS:
                return ParsedFile(None, tuple(found))
        return ParsedFile(tuple(entries), tuple(problems))
    no_list = Message(
        "这个文件应是一个列表",
        "This file must be a list",
        "每条记录以“- id:”开头",
        'begin each record with "- id:"',
    )
    return ParsedFile(None, (*problems, Problem(root.place, no_list)))


def _entry(node: Node, kind: str, told: set[FilePlace]) -> Entry:
    """Validate ``node``; what is wrong is reported and cut out, so that the rest can still be checked.

    Where the parser has ``told`` what is wrong already, its consequences are not told as well.
    """
    model = DATA_FILES[kind].model
    identifier, id_place, ids = _id_of(node), node.place_at(("id",)), tuple(_ids(node, model))
    record, errors = validated(model, node)
    wrong = bool(errors)
    problems = tuple(found for error in errors if (found := problem_of(error, model, node)).place not in told)
    while record is None:
        rest = without(node, errors)
        if rest is None:
            break
        node = rest
        record, errors = validated(model, node)
    return Entry(
        identifier=identifier,
        place=node.place,
        id_place=id_place,
        record=record,
        is_partial=wrong,
        problems=problems,
        ids=ids,
        references=tuple(references(record)) if record else (),
        node=node if wrong else None,
    )


def _ids(node: Node, model: type[Record]) -> Iterator[tuple[str, str, FilePlace]]:
    """Yield (kind, id, place) of a record and of those inside it that have an id."""
    if declares_id(model):
        yield from _declared(kind_of(model), [node])
    within = kinds_within(model)
    found: dict[str, list[Node]] = {key: [] for key in within}
    _gather(node, found)
    for key, items in found.items():
        yield from _declared(within[key], items)


def _declared(kind: str, items: list[Node]) -> Iterator[tuple[str, str, FilePlace]]:
    for item in items:
        if identifier := _id_of(item):
            yield kind, identifier, item.place_at(("id",))


def _gather(node: Node, found: dict[str, list[Node]]) -> None:
    """Add to each list of ``found`` the records that stand under its key anywhere below ``node``."""
    if isinstance(node.value, list):
        for item in node.value:
            _gather(item, found)
    elif isinstance(node.value, dict):
        for name, value in node.value.items():
            if name in found:
                found[name] += value.value if isinstance(value.value, list) else [value]
            if isinstance(value.value, list | dict):
                _gather(value, found)


def _id_of(node: Node) -> str:
    identifier = node.value.get("id") if isinstance(node.value, dict) else None
    return identifier.value if identifier and isinstance(identifier.value, str) else ""


class Trees(Mapping[Path, Node]):
    """The tree of each top record by its path, made again from what its file held when it is asked for.

    Only what is wrong is asked for by its place, and trees take more room than the records.
    """

    def __init__(self) -> None:
        self._kept: dict[Path, Node] = {}
        self._files: dict[Path, tuple[File, int | None]] = {}
        self._read: dict[str, Node] = {}

    def add(self, path: Path, file: File, item: int | None, node: Node | None) -> None:
        """Note that the record at ``path`` is that ``item`` of ``file``, or all of it; keep a ``node`` that differs."""
        self._files[path] = file, item
        if node:
            self._kept[path] = node

    def __getitem__(self, path: Path) -> Node:
        if path in self._kept:
            return self._kept[path]
        file, item = self._files[path]
        root = self._read.get(file.name) or parse(file.data, file.name)[0]
        assert root is not None, "it was read before"
        self._read[file.name] = root
        return root.value[item] if item is not None and isinstance(root.value, list) else root

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[Path]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
