"""Read the data folder into a library, with every mistake that a record shows by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from .library import Library, Path
from .model import (
    Change,
    Community,
    Facility,
    Factsheet,
    GlossaryTerm,
    Organisation,
    Place,
    Programme,
    Published,
    Questions,
    Record,
    Redirects,
    Site,
    Source,
    Vocabulary,
    references,
)
from .problems import Message, Problem
from .problems import Place as FilePlace
from .validation import problem_of, unknown_id, validated, without
from .yamlfile import Node, read_yaml

SINGLE: dict[str, type[Record]] = {
    "site": Site,
    "vocabulary": Vocabulary,
    "factsheet": Factsheet,
    "programme": Programme,
    "questions": Questions,
}
# Files that a library can be without: one that was never published has nothing to keep.
OPTIONAL: dict[str, type[Record]] = {"redirects": Redirects, "published": Published}
LISTS: dict[str, type[Record]] = {
    "sources": Source,
    "organisations": Organisation,
    "facilities": Facility,
    "communities": Community,
    "places": Place,
    "glossary": GlossaryTerm,
    "changes": Change,
}


@dataclass
class Draft:
    """What reading has found so far."""

    problems: list[Problem] = field(default_factory=list)
    records: dict[Path, Record] = field(default_factory=dict)
    nodes: dict[Path, Node] = field(default_factory=dict)
    partial: set[Path] = field(default_factory=set)
    # Every id that the files declare, by kind, also of records with mistakes: references to them are right.
    declared: dict[str, dict[str, FilePlace]] = field(default_factory=dict)
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
        optional = {kind: self.records.get((kind, ""), model()) for kind, model in OPTIONAL.items()}
        return Library(**single, **lists, **optional, nodes=self.nodes, partial=self.partial_paths())  # type: ignore[arg-type]

    def partial_paths(self) -> frozenset[Path]:
        """Return the paths of records with mistakes; files that could not be read count under their kind."""
        return frozenset(self.partial | {(kind, "*") for kind in self.unreadable})


def read_library(folder: FilePath) -> Draft:
    """Read every file of ``folder``; mistakes are collected, none is raised."""
    draft = Draft()
    if not folder.is_dir():
        told = Message(
            f"没有文件夹{folder.name}", f"There is no folder {folder.name}", "核对--data", "check --data"
        )
        draft.problems.append(Problem(FilePlace(folder.name, 1, 1), told))
        return draft
    for kind, model in SINGLE.items():
        if node := _file(draft, folder, f"{kind}.yaml", kind):
            if kind == "programme":
                _declare_ids(draft, kind, node)
            _record(draft, (kind, ""), model, node)
    for kind, model in OPTIONAL.items():
        if (folder / f"{kind}.yaml").is_file() and (node := _file(draft, folder, f"{kind}.yaml", kind)):
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
        _declare(draft, "group", draft.nodes["factsheet", ""], "groups")
    if ("site", "") in draft.nodes:
        _declare(draft, "section", draft.nodes["site", ""], "about")
    if ("questions", "") in draft.nodes:
        _declare(draft, "question", draft.nodes["questions", ""], "questions")
    draft.problems += _unlisted(draft, folder)
    draft.problems += _dangling(draft)
    return draft


def _file(draft: Draft, folder: FilePath, name: str, kind: str) -> Node | None:
    shown = f"{folder.name}/{name}"
    if not (folder / name).is_file():
        told = Message(f"缺少文件{shown}", f"The file {shown} is missing", "恢复该文件", "restore it")
        draft.problems.append(Problem(FilePlace(shown, 1, 1), told))
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
        elif re.fullmatch(r"[a-z0-9-]+", item.value) and (folder / kind / f"{item.value}.yaml").is_file():
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


def _unlisted(draft: Draft, folder: FilePath) -> Iterator[Problem]:
    """Yield a problem for every record's file that its list does not name, since it would not be shown."""
    for kind in LISTS:
        listed = draft.declared.get(LISTS[kind].__name__.lower(), {})
        for path in sorted((folder / kind).glob("*.yaml")):
            if path.stem not in listed and kind not in draft.unreadable:
                told = Message(
                    f"{kind}.yaml没有列出这个文件",
                    f"{kind}.yaml does not list this file",
                    f"在{kind}.yaml里加一行“- {path.stem}”，或删去这个文件",
                    f'add "- {path.stem}" to {kind}.yaml or delete the file',
                )
                yield Problem(FilePlace(f"{folder.name}/{kind}/{path.name}", 1, 1), told)


def _id_of(node: Node) -> str:
    identifier = node.value.get("id") if isinstance(node.value, dict) else None
    return identifier.value if identifier and isinstance(identifier.value, str) else ""


def _declare_ids(draft: Draft, kind: str, node: Node) -> None:
    """Note the ids of a top record and of the facts, events and structures inside it."""
    _declare_all(draft, (SINGLE | LISTS)[kind].__name__.lower(), [node])
    found: dict[str, list[Node]] = {key: [] for key in _WITHIN}
    _gather(node, found)
    for key, items in found.items():
        _declare_all(draft, _WITHIN[key], items)


# The keys under which a record holds others that have ids, and the kind of those.
_WITHIN = {"facts": "fact", "events": "event", "projects": "project", "structure": "structure"}
_CITED = ("fact", "event", "structure")


def _declare(draft: Draft, kind: str, node: Node, key: str) -> None:
    """Note the ids of the records under every ``key`` below ``node``."""
    found: dict[str, list[Node]] = {key: []}
    _gather(node, found)
    _declare_all(draft, kind, found[key])


def _declare_all(draft: Draft, kind: str, items: list[Node]) -> None:
    for item in items:
        known = draft.declared.setdefault(kind, {})
        if not (identifier := _id_of(item)):
            continue
        place = item.place_at(("id",))
        # Facts, events and structures share the addresses of a page, so their ids differ across the kinds.
        kinds = _CITED if kind in _CITED else (kind,)
        first = next(
            (draft.declared[k][identifier] for k in kinds if identifier in draft.declared.get(k, {})), None
        )
        if first:
            told = Message(
                f"编号“{identifier}”重复，{first}已用过",
                f'The id "{identifier}" is repeated; {first} has it already',
                "换一个编号，或合并两条记录",
                "choose another id or merge the two records",
            )
            draft.problems.append(Problem(place, told))
        else:
            known[identifier] = place


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


# The files that must have been read before a reference of each kind can be called wrong.
_DECLARED_IN = {
    "source": {"sources"},
    "organisation": {"organisations"},
    "measure": {"factsheet"},
    "row": {"factsheet"},
    "community": {"communities"},
    "fact": {"communities", "places", "organisations", "facilities", "programme"},
    "event": {"communities", "places", "organisations", "facilities", "programme"},
    "structure": {"communities"},
}


def _dangling(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for every reference to an id that no file declares."""
    for path, record in draft.records.items():
        for place, kinds, identifier in references(record):
            wanted = kinds.split(" or ")
            if draft.unreadable.intersection(*(_DECLARED_IN[kind] for kind in wanted)):
                continue
            if not any(identifier in draft.declared.get(kind, {}) for kind in wanted):
                known = {known for kind in wanted for known in draft.declared.get(kind, {})}
                yield Problem(draft.nodes[path].place_at(place), unknown_id(identifier, wanted, known))


def _record(draft: Draft, path: Path, model: type[Record], node: Node) -> None:
    """Validate ``node``; what is wrong is reported and cut out, so that the rest can still be checked."""
    draft.nodes[path] = node
    record, errors = validated(model, node)
    if errors:
        draft.partial.add(path)
        # Where the reading of the file has said what is wrong already, its consequences are not told as well.
        told = {problem.place for problem in draft.problems}
        draft.problems += [
            found for error in errors if (found := problem_of(error, model, node)).place not in told
        ]
    while record is None:
        rest = without(node, errors)
        if rest is None:
            return
        node = rest
        record, errors = validated(model, node)
    draft.nodes[path] = node
    draft.records[path] = record
