"""Begin a new source or community: every key it needs, explained and empty, where it belongs.

Nothing is written if the id is taken or breaks the rule for ids, or if a file that would be changed has mistakes.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sitegen.commands.options import add_data
from sitegen.core.files import write_whole
from sitegen.core.process import defer_signals
from sitegen.editing.drafts import drafted, drafted_unknowns, in_list
from sitegen.editing.format import formatted
from sitegen.loading.load import Draft, read_library
from sitegen.records.model import Community, Factsheet, Place, Source
from sitegen.values.fields import Id


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("kind", choices=("source", "community"), help="记录的种类 · kind of the record")
    parser.add_argument("id", help="记录的编号 · its id")
    add_data(parser)


def run(options: Namespace) -> int:
    """Return 1 if nothing could be written."""
    folder: Path = options.data
    draft = read_library(folder)
    if refusal := _refusal(draft, options.kind, options.id):
        print(refusal, file=sys.stderr)
        return 1
    written = (
        _source(folder, options.id) if options.kind == "source" else _community(folder, options.id, draft)
    )
    with defer_signals():
        for path, text in written.items():
            write_whole(path, text)
    for path in written:
        print(f"{folder.name}/{path.relative_to(folder).as_posix()}")
    print("已写入。用make check看还缺什么。 Written; make check says what is still missing.")
    return 0


def _refusal(draft: Draft, kind: str, identifier: str) -> str:
    """Return why nothing can be written, or nothing."""
    try:
        TypeAdapter(Id).validate_python(identifier)
    except ValidationError as error:
        told = error.errors()[0]["ctx"]["message"]
        return f"{told.zh}。改法：{told.fix_zh}。\n    {told.en}. Fix: {told.fix_en}."
    if first := draft.declared.get(kind, {}).get(identifier):
        return f"编号“{identifier}”已有，见{first}。\n    The id {identifier} is taken; see {first}."
    changed = ("sources",) if kind == "source" else ("communities", "places", "factsheet")
    wrong = [
        problem.place
        for problem in draft.problems
        if problem.place.file.endswith(tuple(f"/{name}.yaml" for name in changed))
    ]
    if wrong:
        return f"先改好{wrong[0]}处的错误，见make check。\n    Put the mistake at {wrong[0]} right first; see make check."
    return ""


def _source(folder: Path, identifier: str) -> dict[Path, str]:
    path = folder / "sources.yaml"
    return {path: _appended(path, ["", *in_list(drafted(Source, {"id": identifier}))])}


def _community(folder: Path, identifier: str, draft: Draft) -> dict[Path, str]:
    factsheet = draft.records["factsheet", ""]
    assert isinstance(factsheet, Factsheet)
    lines = [
        "# yaml-language-server: $schema=../../schema/community.json",
        "# 填好后删去这些注释。 Delete these comments once all is filled in.",
        *drafted(Community, {"id": identifier}),
        *drafted_unknowns(factsheet),
    ]
    listed = folder / "communities.yaml"
    places = folder / "places.yaml"
    return {
        folder / "communities" / f"{identifier}.yaml": "\n".join(lines) + "\n",
        listed: _appended(listed, [f"- {identifier}"]),
        places: _placed(places, identifier, draft),
    }


def _placed(path: Path, identifier: str, draft: Draft) -> str:
    """Return places.yaml with the community at the place of the same id, or at a new one."""
    given = {"id": identifier, "community": identifier}
    known = draft.records.get(("places", identifier))
    if known is None:
        return _appended(path, ["", *in_list(drafted(Place, given))])
    lines = path.read_text(encoding="utf-8").splitlines()
    place = draft.nodes["places", identifier].place_at(("id",), of_key=True)
    lines.insert(place.line, " " * (place.column - 1) + f"community: {identifier}")
    return formatted("\n".join(lines) + "\n", Place)


def _appended(path: Path, lines: list[str]) -> str:
    return path.read_text(encoding="utf-8").rstrip("\n") + "\n" + "\n".join(lines) + "\n"
