"""Run one command: `python -m sitegen COMMAND`.

Exit codes: 0 done; 1 the records have mistakes, something is missing, or the machine refuses; 2 an option or setting
cannot be used; 128 and the number of the signal after an interruption.
"""

import argparse
import importlib
import io
import sys
from collections.abc import Sequence
from typing import NoReturn

from sitegen.core.process import run_command
from sitegen.core.refusals import MISUSED, RefusalError, tell_refusals
from sitegen.settings import ROOT

# Each is a module of sitegen.commands, imported only when it is asked for.
COMMANDS = {
    "check": "read and check the records, print every mistake",
    "generate": "write the pages of the records to docs/",
    "build": "check, generate and build the site into site/",
    "serve": "build, serve locally and rebuild on every change",
    "verify": "verify links, languages and anchors of a built site",
    "zip": "pack the built site into site.zip, to be read from a folder",
    "diff": "say what a reader sees change since a revision",
    "report": "list what is due: reviews, promises, gaps and sources",
    "links": "ask whether the sources' addresses still answer",
    "format": "put the data files in their canonical form",
    "new": "begin a record",
    "addresses": "note every address that the records make as published",
    "schema": "write the JSON Schema of each data file",
    "preview": "show edited pages at once; used by serve",
}


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, in both languages."""

    def error(self, message: str) -> NoReturn:
        raise RefusalError(
            f"命令的写法不对，见{self.prog} --help", f"{message}; see {self.prog} --help", code=MISUSED
        )


def main(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` begin with; return its exit code."""
    return tell_refusals(lambda: _run(arguments), ROOT)


def _run(arguments: Sequence[str]) -> int:
    parser = _Parser(prog="python -m sitegen", description=__doc__)
    listed = "\n".join(f"  {name:<10}{told}" for name, told in COMMANDS.items())
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"commands:\n{listed}"
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="see COMMAND --help")
    asked = parser.parse_args(arguments)
    command = importlib.import_module(f"sitegen.commands.{asked.command}")
    own = _Parser(prog=f"python -m sitegen {asked.command}", description=command.__doc__)
    command.add_arguments(own)
    code: int = command.run(own.parse_args(asked.arguments))
    return code


def start(arguments: Sequence[str]) -> int:
    """Run the command as a program does: in UTF-8, ending well after an interruption and whatever is refused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    return run_command(lambda: main(arguments))


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
