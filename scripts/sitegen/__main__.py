"""Run one command: `python -m sitegen COMMAND`; `--help` lists the commands and exit codes."""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # While modules load there is nothing to clean up: let Ctrl-C end the process, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from sitegen.core.process import run_command
from sitegen.core.refusals import MISUSED, RefusalError, print_refusals
from sitegen.settings import ROOT

# Each command is a module of sitegen.commands, imported only when it runs.
COMMANDS = {
    "check": ("读入并检查记录，列出每一处错误", "read and check the records, print every mistake"),
    "generate": ("把记录写成docs/下的网页源文件", "write the pages of the records to docs/"),
    "build": (
        "检查、生成并把整站建到site/",
        "check, generate and build the site into site/",
    ),
    "serve": (
        "建站、在本机提供网站，有改动就重建",
        "build, serve locally and rebuild on every change",
    ),
    "verify": ("核验建好的网站：链接、语言、锚点", "verify links, languages and anchors of a built site"),
    "zip": (
        "把建好的网站打包成site.zip，从文件夹直接打开",
        "pack the built site into site.zip, to be read from a folder",
    ),
    "diff": ("说明与某一版本相比，读者看到什么变化", "say what a reader sees change since a revision"),
    "report": (
        "列出到期的事项：复核、时间节点、空缺和来源",
        "list what is due: reviews, announced dates, gaps and sources",
    ),
    "sources": ("查看来源的网址是否仍能打开", "ask whether the sources' addresses still answer"),
    "format": ("把数据文件整理成统一格式", "put the data files in their canonical form"),
    "new": ("起草一条记录", "begin a record"),
    "schema": ("写出每种数据文件的JSON Schema", "write the JSON Schema of each data file"),
    "preview": ("立即显示改过的网页，供serve使用", "show edited pages at once; used by serve"),
}


HELP = """\
运行一个命令。 Run one command.

退出码 · exit codes (make一律以2表示失败 · make gives 2 for any failure):
  0          完成
             done
  1          记录有错误，已发布的网址将要消失，缺少什么，或者机器不允许
             the records have mistakes, a published address would vanish, something is missing, or the machine refuses
  2          选项或设置不能用
             an option or setting cannot be used
  128+n      被信号n中断
             interrupted by the signal n

命令 · commands (各有说明 · each explains itself: COMMAND --help):
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are refusals of one line and whose help is in both languages."""

    def __init__(self, program: str, description: str) -> None:
        super().__init__(
            prog=program,
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
        )
        self._positionals.title, self._optionals.title = "参数 · arguments", "选项 · options"
        self.add_argument("-h", "--help", action="help", help="显示本说明 · show this help")

    def error(self, message: str) -> NoReturn:
        raise RefusalError(
            f"命令的写法不对，见{self.prog} --help", f"{message}; see {self.prog} --help", code=MISUSED
        )


def main(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` name first; return its exit code."""
    return print_refusals(lambda: _parse(arguments)(), ROOT)


def _parse(arguments: Sequence[str]) -> Callable[[], int]:
    """Return a function that runs the command of ``arguments`` with its options."""
    commands = "\n".join(f"  {name:<11}{zh}\n{'':13}{en}" for name, (zh, en) in COMMANDS.items())
    parser = _Parser("python -m sitegen", HELP + commands)
    parser.add_argument(
        "command", choices=COMMANDS, metavar="COMMAND", help="上列命令之一 · one of the above"
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="该命令的参数 · what it is given")
    parsed = parser.parse_args(arguments)
    command = importlib.import_module(f"sitegen.commands.{parsed.command}")
    zh, en = COMMANDS[parsed.command]
    command_parser = _Parser(f"python -m sitegen {parsed.command}", f"{zh}。\n{command.__doc__ or en}")
    command.add_arguments(command_parser)
    options = command_parser.parse_args(parsed.arguments)
    return lambda: int(command.run(options))


def start(arguments: Sequence[str]) -> int:
    """Run the command as the main program: print in UTF-8, handle signals, and print refusals instead of tracebacks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the parent process
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open to the end
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            # A file name may contain bytes that are not text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = print_refusals(lambda: _run(arguments), ROOT)
    try:
        sys.stdout.flush()
    except OSError:
        # Already reported, or the reader has gone. Python would flush again at exit and print an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(arguments: Sequence[str]) -> int:
    if sys.flags.optimize:
        raise RefusalError(
            "不能在优化方式下运行，请去掉PYTHONOPTIMIZE或-O",
            "It needs what Python leaves out when it optimizes: unset PYTHONOPTIMIZE, or drop -O",
            code=MISUSED,
        )
    # Parsing imports the command, which must happen before signals are handled.
    code = run_command(_parse(arguments))
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
