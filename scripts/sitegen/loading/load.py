"""Join what the files of a folder say into a library, with every mistake that shows before records are compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from sitegen.core.problems import IN_ALL, Message, Problem
from sitegen.core.problems import Place as FilePlace
from sitegen.loading.cache import CachedParser
from sitegen.loading.files import (
    LISTS,
    OPTIONAL,
    SINGLE,
    Entry,
    File,
    Named,
    ParsedFile,
    References,
    Trees,
)
from sitegen.loading.validate import unknown_id
from sitegen.records.data_files import declared_in
from sitegen.records.library import Library, Path
from sitegen.records.model import Record, kind_of


@dataclass
class Draft:
    """What reading has found so far."""

    problems: list[Problem] = field(default_factory=list)
    records: dict[Path, Record] = field(default_factory=dict)
    nodes: Trees = field(default_factory=Trees)
    references: dict[Path, References] = field(default_factory=dict)
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


def read_library(folder: FilePath, parser: CachedParser | None = None) -> Draft:
    """Join every file of ``folder``; mistakes are collected, none is raised. ``parser`` may know files from before."""
    draft, parser = Draft(), parser or CachedParser()
    if not folder.is_dir():
        told = Message(
            f"没有文件夹{folder.name}", f"There is no folder {folder.name}", "核对--data", "check --data"
        )
        draft.problems.append(Problem(FilePlace(folder.name, 1, 1), told))
        return draft
    for kind in SINGLE | OPTIONAL:
        file = File.of(folder, f"{kind}.yaml")
        if kind in SINGLE or file.is_there:
            for entry in _parse(draft, parser, file, kind).entries or ():
                if isinstance(entry, Entry):
                    _add(draft, kind, entry, file)
    for kind in LISTS:
        for file, item, entry in _listed(draft, parser, folder, kind):
            _add(draft, kind, entry, file, item)
    draft.problems += _unlisted(draft, folder)
    draft.problems += _dangling(draft)
    return draft


def _parse(draft: Draft, parser: CachedParser, file: File, kind: str, *, is_list: bool = False) -> ParsedFile:
    """Return what ``file`` says; what is wrong with its spelling is reported, and so is that it is missing."""
    if file.is_there:
        parsed = parser.parse(file, kind, is_list=is_list)
    else:
        told = Message(f"缺少文件{file.name}", f"The file {file.name} is missing", "恢复该文件", "restore it")
        parsed = ParsedFile(None, (Problem(FilePlace(file.name, 1, 1), told),))
    draft.problems += parsed.problems
    if parsed.entries is None:
        draft.unreadable.add(kind)
    return parsed


def _listed(
    draft: Draft, parser: CachedParser, folder: FilePath, kind: str
) -> Iterator[tuple[File, int | None, Entry]]:
    """Yield the records of a list, each with its file and its place there if that holds several.

    A bare id stands for the file of that name in the folder of the list.
    """
    whole = File.of(folder, f"{kind}.yaml")
    for place, item in enumerate(_parse(draft, parser, whole, kind, is_list=True).entries or ()):
        if isinstance(item, Entry):
            yield whole, place, item
            continue
        name = f"{kind}/{item.identifier}.yaml"
        # Whatever stands in a list, no file but a record's is looked at.
        own = File.of(folder, name) if re.fullmatch(r"[a-z0-9-]+", item.identifier) else None
        if own and own.is_there:
            for entry in _parse(draft, parser, own, kind).entries or ():
                if isinstance(entry, Entry):
                    draft.problems += _misnamed(entry, item)
                    yield own, None, entry
        else:
            told = Message(
                f"没有文件{folder.name}/{name}",
                f"There is no file {folder.name}/{name}",
                "新建该文件，或改正这里的编号",
                "add the file or correct the id",
            )
            draft.problems.append(Problem(item.place, told))
            draft.unreadable.add(kind)


def _misnamed(entry: Entry, item: Named) -> Iterator[Problem]:
    """Yield a problem if the record has another id than its file."""
    if entry.identifier != item.identifier:
        told = Message(
            f"文件名与记录的id不一致：{entry.identifier or '无'}",
            f"The id of the record, {entry.identifier or 'missing'}, is not the name of its file",
            f"把id写成{item.identifier}",
            f"make the id {item.identifier}",
        )
        yield Problem(entry.id_place, told)


def _add(draft: Draft, kind: str, entry: Entry, file: File, item: int | None = None) -> None:
    """Take what is said of a record; ``item`` is its place in a file that holds several."""
    for declared in entry.ids:
        draft.problems += _declare(draft, *declared)
    identifier = entry.identifier if kind in LISTS else ""
    path: Path = (
        kind,
        identifier if (kind, identifier) not in draft.nodes else f"{identifier}@{entry.place}",
    )
    draft.nodes.add(path, file, item, entry.node)
    if entry.is_partial:
        draft.partial.add(path)
        # Where something has been said already, its consequences are not told as well.
        told = {problem.place for problem in draft.problems}
        draft.problems += [problem for problem in entry.problems if problem.place not in told]
    if entry.record:
        draft.records[path], draft.references[path] = entry.record, entry.references


def _unlisted(draft: Draft, folder: FilePath) -> Iterator[Problem]:
    """Yield a problem for every record's file that its list does not name, since it would not be shown."""
    for kind in LISTS:
        listed = draft.declared.get(kind_of(LISTS[kind]), {})
        for path in sorted((folder / kind).glob("*.yaml")):
            if path.stem not in listed and kind not in draft.unreadable:
                told = Message(
                    f"{kind}.yaml没有列出这个文件",
                    f"{kind}.yaml does not list this file",
                    f"在{kind}.yaml里加一行“- {path.stem}”，或删去这个文件",
                    f'add "- {path.stem}" to {kind}.yaml or delete the file',
                )
                yield Problem(FilePlace(f"{folder.name}/{kind}/{path.name}", 1, 1), told)


# Facts, events and structures share the addresses of a page, so their ids differ across the kinds.
_CITED = ("fact", "event", "structure")


def _declare(draft: Draft, kind: str, identifier: str, place: FilePlace) -> Iterator[Problem]:
    """Note an id; yield a problem if it is there already."""
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
        yield Problem(place, told)
    else:
        draft.declared.setdefault(kind, {})[identifier] = place


def _dangling(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for every reference to an id that no file declares."""
    of_kinds: dict[str, frozenset[str] | None] = {}
    found = 0
    for path, references in draft.references.items():
        for place, kinds, identifier in references:
            if kinds not in of_kinds:
                of_kinds[kinds] = _known(draft, kinds.split(" or "))
            known = of_kinds[kinds]
            if known is not None and identifier not in known:
                found += 1
                # To look for the nearest takes long, and no more than so many are listed.
                near = known if found <= IN_ALL else frozenset()
                told = unknown_id(identifier, kinds.split(" or "), near)
                yield Problem(draft.nodes[path].place_at(place), told)


def _known(draft: Draft, kinds: list[str]) -> frozenset[str] | None:
    """Return every id of these ``kinds``, or None if a file that may declare others could not be read."""
    if draft.unreadable.intersection(*(declared_in(kind) for kind in kinds)):
        return None
    return frozenset(known for kind in kinds for known in draft.declared.get(kind, {}))
