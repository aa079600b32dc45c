"""Bring the data files to their canonical form, or with --check only say which are not in it.

A file with mistakes is left as it is: what is meant there is not known.
"""

from argparse import ArgumentParser, Namespace
from itertools import zip_longest
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
        new = format_text(decode(data, name)[0], model)
        if new.encode() == data:
            continue
        if options.check:
            number, line = _difference(data.decode(), new)
            shown = len(line) <= LONGEST
            _say(
                f"{name}:{number}: 格式不统一。改法：运行make format{f'，或把这一行写成“{line}”' if shown else ''}",
                f"Not in the canonical form. Fix: run make format{', or write this line as shown' if shown else ''}",
            )
            outcome = 1
        else:
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


def _difference(old: str, new: str) -> tuple[int, str]:
    """Return the number of the first line that differs, and its canonical form."""
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue="")
    found = ((number, line) for number, (was, line) in enumerate(pairs, start=1) if was != line)
    return next(found, (len(new.splitlines()), new.splitlines()[-1]))


def _say(zh: str, en: str) -> None:
    print(f"{zh}。\n    {en}.")
