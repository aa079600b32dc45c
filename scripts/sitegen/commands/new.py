"""Begin a new source or community: every key it needs, explained and empty, where it belongs.

Nothing is written if the id is taken or breaks the rule for ids, or if a file that would be changed has mistakes.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sitegen import settings
from sitegen.commands.options import add_data
from sitegen.core.files import write_whole
from sitegen.core.process import defer_signals
from sitegen.core.refusals import RefusalError
from sitegen.editing.drafts import as_list_item, draft_gaps, draft_record
from sitegen.editing.format import format_text
from sitegen.loading.load import Draft, read_library
from sitegen.records.model import Community, Factsheet, Place, Record, Source
from sitegen.strict_yaml.nodes import parse_text
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
    """Return why nothing can be written, or an empty string."""
    try:
        TypeAdapter(Id).validate_python(identifier)
    except ValidationError as error:
        told = error.errors()[0]["ctx"]["message"]
        return f"{told.zh}。改法：{told.fix_zh}。\n    {told.en}. Fix: {told.fix_en}."
    if first := draft.declared.get(kind, {}).get(identifier):
        return f"编号“{identifier}”已有，见{first}。\n    The id {identifier} is taken; see {first}."
    changed = () if kind == "source" else ("communities", "places", "factsheet")
    place = draft.records.get(("places", identifier)) if kind == "community" else None
    expected = None
    if isinstance(place, Place) and place.community == identifier:
        # The command itself adds the missing community.
        expected = draft.nodes["places", identifier].place_at(("community",))
    elif isinstance(place, Place) and place.community:
        return (
            f"地区“{identifier}”已是社区“{place.community}”的所在地；换一个编号，或先改places.yaml。\n"
            f"    The place {identifier} is that of the community {place.community}; choose another id, or change places.yaml first."
        )
    wrong = [
        problem.place
        for problem in draft.problems
        if problem.place != expected
        and problem.place.file.endswith(tuple(f"/{name}.yaml" for name in changed))
    ]
    if wrong:
        return f"先改好{wrong[0]}处的错误，见make check。\n    Put the mistake at {wrong[0]} right first; see make check."
    return ""


def _source(folder: Path, identifier: str) -> dict[Path, str]:
    lines = draft_record(Source, {"id": identifier})
    return {folder / "sources" / f"{settings.today()}-{identifier}.yaml": "\n".join(lines) + "\n"}


def _community(folder: Path, identifier: str, draft: Draft) -> dict[Path, str]:
    factsheet = draft.records["factsheet", ""]
    assert isinstance(factsheet, Factsheet)
    lines = [
        "# yaml-language-server: $schema=../../schema/community.json",
        "# 填好后删去这些注释。 Delete these comments once all is filled in.",
        *draft_record(Community, {"id": identifier}),
        *draft_gaps(factsheet),
    ]
    listed = folder / "communities.yaml"
    places = folder / "places.yaml"
    return {
        folder / "communities" / f"{identifier}.yaml": "\n".join(lines) + "\n",
        listed: _appended(listed, Community, [f"- {identifier}"]),
        places: _placed(places, identifier, draft),
    }


def _placed(path: Path, identifier: str, draft: Draft) -> str:
    """Return places.yaml with the community set at the place of the same id, or at a new place."""
    given = {"id": identifier, "community": identifier}
    known = draft.records.get(("places", identifier))
    if known is None:
        return _appended(path, Place, ["", *as_list_item(draft_record(Place, given))])
    text = path.read_text(encoding="utf-8")
    if isinstance(known, Place) and known.community == identifier:
        return text
    lines = text.split("\n")
    node = draft.nodes["places", identifier]
    # Before the id, whether the place is written in braces or line by line; its keys are put in order after that.
    _, line, column = node.place_at(("id",), of_key=True)
    before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    in_braces = lines[node.place.line - 1].startswith("{", node.place.column - 1)
    lines[line - 1] = (
        f"{before}community: {identifier}" + (", " if in_braces else "\n" + " " * len(before)) + after
    )
    changed = "\n".join(lines)
    if parse_text(changed, path.name)[1]:
        raise RefusalError(
            f"看不懂places.yaml第{line}行的写法，未写入；先在那里加上“community: {identifier}”",
            f'Line {line} of places.yaml is written in an unusual way, so nothing was written: add "community: {identifier}" there first',
        )
    return format_text(changed, Place)


def _appended(path: Path, model: type[Record], lines: list[str]) -> str:
    """Return the file of a list of ``model`` with one more item, however the list is written."""
    text = format_text(path.read_text(encoding="utf-8"), model)
    known = "\n".join(line for line in text.split("\n") if line != "[]").rstrip("\n")
    return "\n".join([known, *lines]).strip("\n") + "\n"
