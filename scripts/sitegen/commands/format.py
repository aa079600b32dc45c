"""Bring the data files to their canonical form, or with --check only say which are not in it.

A file with mistakes is left as it is: what is meant there is not known. How lines end, a last line without its break and
blank lines at the end are put right without a word, and never asked for: a web editor does not show them.
"""

from argparse import ArgumentParser, Namespace
from difflib import SequenceMatcher
from pathlib import Path

from sitegen.commands.options import add_data
from sitegen.core.files import write_whole
from sitegen.core.refusals import RefusalError
from sitegen.editing.format import format_text
from sitegen.loading.load import read_library
from sitegen.loading.parse import LISTS, OPTIONAL, SINGLE
from sitegen.records.model import Record
from sitegen.strict_yaml.lexical import decode

# A longer line is not shown: nobody would type it.
LONGEST = 1000


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="只说哪些文件不合，不改动 · change nothing, only say which files differ",
    )


def run(options: Namespace) -> int:
    """Return 1 if a file has mistakes or, with --check, is not in its form, or if there is no file at all."""
    folder: Path = options.data
    files = _files(folder)
    if not files:
        raise RefusalError(
            f"{folder}里没有记录文件；核对--data", f"There are no files of records in {folder}: check --data"
        )
    wrong = {problem.place.file for problem in read_library(folder).problems}
    outcome = 0
    for path, model in files:
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        if name in wrong:
            _say(
                f"{name}：有错误，未改动；先运行make check",
                f"{name}: has mistakes, left as it is; see make check",
            )
            outcome = 1
            continue
        data = path.read_bytes()
        old = decode(data, name)[0]
        new = format_text(old, model)
        if options.check and old.rstrip("\n") != new.rstrip("\n"):
            number, zh, en = _remedy(old.rstrip("\n").split("\n"), new.rstrip("\n").split("\n"))
            _say(
                f"{name}:{number}: 格式不统一。改法：{f'{zh}，或' if zh else ''}运行make format",
                f"Not in the canonical form. Fix: {f'{en}, or ' if en else ''}run make format",
            )
            outcome = 1
        elif not options.check and new.encode() != data:
            write_whole(path, new)
            _say(f"{name}：已整理", f"{name}: put in its form")
    return outcome


def _files(folder: Path) -> list[tuple[Path, type[Record]]]:
    """Return every data file that exists, with the model of its records."""
    found = [(folder / f"{name}.yaml", model) for name, model in (SINGLE | OPTIONAL | LISTS).items()]
    found += [
        (path, model) for name, model in LISTS.items() for path in sorted((folder / name).glob("*.yaml"))
    ]
    return [(path, model) for path, model in found if path.is_file()]


def _remedy(old: list[str], new: list[str]) -> tuple[int, str, str]:
    """Return the number of the first line that differs, and how to mend it by hand; nothing where that takes too long to say."""
    edits = [
        (old[start:end], new[first:last], start)
        for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
    (was, becomes, start), *others = edits
    number, lines = start + 1, f"{start + 1}—{start + len(was)}"
    line = becomes[0] if len(becomes) == 1 and len(becomes[0]) <= LONGEST else None
    if len(was) == 1 and line:
        return number, f"把这一行写成“{line}”", f"write this line as “{line}”"
    if was and line:
        return number, f"把第{lines}行写成一行“{line}”", f"write lines {lines} as one line, “{line}”"
    if was and not becomes:
        place = next((where for gone, added, where in others if added == was and not gone), None)
        if place is not None:
            return number, f"把第{lines}行移到第{place}行下面", f"move lines {lines} below line {place}"
        if not any(one.strip() for one in was):
            return number, "删去这里多余的空行", "delete the blank line here"
    if becomes and not was:
        place = next((where for gone, added, where in others if gone == becomes and not added), None)
        if place is not None:
            moved = f"{place + 1}—{place + len(becomes)}"
            return number, f"把第{moved}行移到这一行上面", f"move lines {moved} above this line"
        if becomes == [""]:
            return number, "在这一行上面空一行", "leave a blank line above this one"
    return number, "", ""


def _say(zh: str, en: str) -> None:
    print(f"{zh}。\n    {en}.")
