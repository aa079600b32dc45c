"""Join the data files of a folder into a library, and report every mistake but those that the checks find."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath

from sitegen.core.problems import IN_ALL, Message, Problem
from sitegen.core.problems import Place as FilePlace
from sitegen.loading.parse import (
    LISTS,
    OPTIONAL,
    SINGLE,
    Entry,
    File,
    FileName,
    ParsedFile,
    References,
    Trees,
)
from sitegen.loading.parse_cache import CachedParser
from sitegen.loading.validate import unknown_id
from sitegen.records.library import Library, Path
from sitegen.records.model import Record, Redirects, kind_of
from sitegen.records.record_files import DATA_FILES, declared_in


@dataclass
class Draft:
    """The records and problems found so far."""

    problems: list[Problem] = field(default_factory=list)
    records: dict[Path, Record] = field(default_factory=dict)
    nodes: Trees = field(default_factory=Trees)
    references: dict[Path, References] = field(default_factory=dict)
    partial: set[Path] = field(default_factory=set)
    # Every id that the files declare, by kind; those of records with mistakes are included, so references to them hold.
    declared: dict[str, dict[str, FilePlace]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    def library(self) -> Library | None:
        """Return the library of all valid records; None if a required file is missing."""
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
        """Return the paths of records with mistakes, and (kind, `*`) for each file that could not be read."""
        return frozenset(self.partial | {(kind, "*") for kind in self.unreadable})


def read_library(folder: FilePath, parser: CachedParser | None = None) -> Draft:
    """Read every data file in ``folder``; collect all mistakes and raise none. ``parser`` may have files in its cache."""
    draft, parser = Draft(), parser or CachedParser()
    if not folder.is_dir():
        message = Message(
            f"没有文件夹{folder.name}", f"There is no folder {folder.name}", "核对--data", "check --data"
        )
        draft.problems.append(Problem(FilePlace(folder.name, 1, 1), message))
        return draft
    for kind in SINGLE | OPTIONAL:
        file = File.of(folder, f"{kind}.yaml")
        if kind in SINGLE or file.exists:
            for entry in _parse(draft, parser, file, kind).entries or ():
                if isinstance(entry, Entry):
                    _add(draft, kind, entry, file)
    for kind in LISTS:
        for file, item, entry in _list_entries(draft, parser, folder, kind):
            _add(draft, kind, entry, file, item)
    draft.problems += _unlisted_files(draft, folder)
    draft.problems += _unknown_references(draft)
    return draft


def _parse(draft: Draft, parser: CachedParser, file: File, kind: str, *, is_list: bool = False) -> ParsedFile:
    """Return the content of ``file``; report the problems of its YAML, or that it is missing."""
    if file.exists:
        parsed = parser.parse(file, kind, is_list=is_list)
    else:
        message = Message(
            f"缺少文件{file.name}", f"The file {file.name} is missing", "恢复该文件", "restore it"
        )
        parsed = ParsedFile(None, (Problem(FilePlace(file.name, 1, 1), message),))
    draft.problems += parsed.problems
    if parsed.entries is None:
        draft.unreadable.add(kind)
    return parsed


def _list_entries(
    draft: Draft, parser: CachedParser, folder: FilePath, kind: str
) -> Iterator[tuple[File, int | None, Entry]]:
    """Yield the records of a list, each with its file and, if the file has several records, its index there.

    A bare id is the name of a file in the folder of the list. The log of changes begins with its newest file.
    """
    whole, dated = File.of(folder, f"{kind}.yaml"), DATA_FILES[kind].is_dated
    own_files = sorted((folder / kind).glob("*.yaml")) if dated else []
    filed = [(File.of(folder, f"{kind}/{path.name}"), path.stem) for path in own_files]
    if kind == "changes":
        yield from _filed(draft, parser, kind, filed[::-1])
    items = _parse(draft, parser, whole, kind, is_list=True).entries if whole.exists or not dated else ()
    for index, item in enumerate(items or ()):
        if isinstance(item, Entry):
            yield whole, index, item
            continue
        name = f"{kind}/{item.identifier}.yaml"
        # Only a plain name is looked up, so that no item of a list reads another file.
        own = File.of(folder, name) if re.fullmatch(r"[a-z0-9-]+", item.identifier) else None
        if own and own.exists:
            for entry in _parse(draft, parser, own, kind).entries or ():
                if isinstance(entry, Entry):
                    draft.problems += _misnamed(entry, item)
                    yield own, None, entry
        else:
            message = Message(
                f"没有文件{folder.name}/{name}",
                f"There is no file {folder.name}/{name}",
                "新建该文件，或改正这里的编号",
                "add the file or correct the id",
            )
            draft.problems.append(Problem(item.place, message))
            draft.unreadable.add(kind)
    if kind != "changes":
        yield from _filed(draft, parser, kind, filed)


def _filed(
    draft: Draft, parser: CachedParser, kind: str, files: list[tuple[File, str]]
) -> Iterator[tuple[File, None, Entry]]:
    """Yield the record of each of the ``files``, which come with their names; report a name that is not its day and id."""
    for file, name in files:
        for entry in _parse(draft, parser, file, kind).entries or ():
            if isinstance(entry, Entry):
                draft.problems += _misfiled(entry, name)
                yield file, None, entry


def _misfiled(entry: Entry, name: str) -> Iterator[Problem]:
    """Yield a problem if a file is not called by a day and the id of its record."""
    day, identifier = name[:10], name[11:]
    if re.fullmatch(r"\d{4}-\d\d-\d\d-.*", name, re.ASCII) and identifier == entry.identifier:
        with suppress(ValueError):
            date.fromisoformat(day)
            return
    added = getattr(entry.record, "date", None) or getattr(entry.record, "read", None)
    right = f"{added or '2026-11-24'}-{entry.identifier or 'ID'}.yaml"
    message = Message(
        f"文件名“{name}.yaml”不是日期加编号",
        f'The name of the file, "{name}.yaml", is not a day and the id of its record',
        f"把文件改名为“{right}”，日期是登记这一条的那天",
        f'call the file "{right}", with the day on which it is added',
    )
    yield Problem(entry.place, message)


def _misnamed(entry: Entry, item: FileName) -> Iterator[Problem]:
    """Yield a problem if the id of a record is not the name of its file."""
    if entry.identifier != item.identifier:
        message = Message(
            f"文件名与记录的id不一致：{entry.identifier or '无'}",
            f"The id of the record, {entry.identifier or 'missing'}, is not the name of its file",
            f"把id写成{item.identifier}",
            f"make the id {item.identifier}",
        )
        yield Problem(entry.id_place, message)


def _add(draft: Draft, kind: str, entry: Entry, file: File, item: int | None = None) -> None:
    """Add a record to the draft; ``item`` is its index in a file that has several."""
    for kind_of_id, declared, place in entry.ids:
        draft.problems += _declare(draft, kind_of_id, declared, place)
    identifier = entry.identifier if kind in LISTS else ""
    path: Path = (
        kind,
        identifier if (kind, identifier) not in draft.nodes else f"{identifier}@{entry.place}",
    )
    draft.nodes.add(path, file, item, entry.node)
    if entry.is_partial:
        draft.partial.add(path)
        # A second problem at the same place may be a consequence of the first.
        reported = {problem.place for problem in draft.problems}
        draft.problems += [problem for problem in entry.problems if problem.place not in reported]
    if entry.record:
        draft.records[path], draft.references[path] = entry.record, entry.references


def _unlisted_files(draft: Draft, folder: FilePath) -> Iterator[Problem]:
    """Yield a problem for every file of a record that its list does not name, since it would not be shown."""
    for kind in (kind for kind in LISTS if not DATA_FILES[kind].is_dated):
        listed = draft.declared.get(kind_of(LISTS[kind]), {})
        for path in sorted((folder / kind).glob("*.yaml")):
            if path.stem not in listed and kind not in draft.unreadable:
                message = Message(
                    f"{kind}.yaml没有列出这个文件",
                    f"{kind}.yaml does not list this file",
                    f"在{kind}.yaml里加一行“- {path.stem}”，或删去这个文件",
                    f'add "- {path.stem}" to {kind}.yaml or delete the file',
                )
                yield Problem(FilePlace(f"{folder.name}/{kind}/{path.name}", 1, 1), message)


# Facts, events and structures are cited on the same page, so their ids are unique among all three kinds.
_CITED = ("fact", "event", "structure")


def _declare(draft: Draft, kind: str, identifier: str, place: FilePlace) -> Iterator[Problem]:
    """Add an id to the draft; yield a problem if it exists already."""
    kinds = _CITED if kind in _CITED else (kind,)
    places = (draft.declared.get(one_kind, {}).get(identifier) for one_kind in kinds)
    first = next(filter(None, places), None)
    if first:
        message = Message(
            f"编号“{identifier}”重复，{first}已用过",
            f'The id "{identifier}" is repeated; {first} has it already',
            "换一个编号；同一条记录留了两份的（如合并冲突时只删了标记），删去一份",
            "choose another id; if one record stands there twice, as after a merge in which only the marks were deleted, delete one",
        )
        yield Problem(place, message)
    else:
        draft.declared.setdefault(kind, {})[identifier] = place


def _unknown_references(draft: Draft) -> Iterator[Problem]:
    """Yield a problem for every reference to an id that no file declares."""
    ids_by_kinds: dict[str, frozenset[str] | None] = {}
    kept = draft.records.get(("redirects", ""))
    redirects = kept if isinstance(kept, Redirects) else None
    found = 0
    for path, referred in draft.references.items():
        for place, kinds, identifier in referred:
            if kinds not in ids_by_kinds:
                ids_by_kinds[kinds] = _known_ids(draft, kinds.split(" or "))
            known = ids_by_kinds[kinds]
            if known is not None and identifier not in known:
                found += 1
                # Finding the nearest id takes long, and only so many problems are listed.
                candidates = known if found <= IN_ALL else frozenset()
                message = unknown_id(identifier, kinds.split(" or "), candidates, redirects)
                yield Problem(draft.nodes[path].place_at(place), message)


def _known_ids(draft: Draft, kinds: list[str]) -> frozenset[str] | None:
    """Return every id of these ``kinds``, or None if a file that may declare others could not be read."""
    if draft.unreadable.intersection(*(declared_in(kind) for kind in kinds)):
        return None
    return frozenset(known for kind in kinds for known in draft.declared.get(kind, {}))
