"""Refuse to go on: one line in Chinese and English, and an exit code, instead of a traceback."""

import errno
import sys
from collections.abc import Callable
from pathlib import Path

from sitegen.core.problems import visible

OK = 0
FAILED = 1  # the records have mistakes, something is missing, or the machine refuses
MISUSED = 2  # an option or setting cannot be used
SIGNALLED = 128  # plus the number of the signal, as shells do
NOT_READ = SIGNALLED + 13  # as if ended by SIGPIPE, which not every system has

_FULL = ("磁盘空间不足", "no space is left", "腾出空间", "make room")
_BARRED = ("不能写入", "it cannot be written", "改成可以写入", "make it writable")
_MISSING = ("没有这个文件或程序", "there is no such file or program", "补上它", "provide it")
_IN_THE_WAY = (
    "同名的文件或文件夹占了位置",
    "a file or folder of that name is in the way",
    "移开它",
    "move it",
)
# What is wrong and what to do, each in both languages; anything else is told in the system's words.
_REASONS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,  # not every system knows quotas
    errno.EFBIG: _FULL,
    errno.EACCES: _BARRED,
    errno.EPERM: _BARRED,
    errno.EROFS: _BARRED,
    errno.ENOENT: _MISSING,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
}


class RefusalError(Exception):
    """Raised where a command cannot go on; `code` is its exit code."""

    def __init__(self, zh: str, en: str, *, code: int = FAILED) -> None:
        super().__init__(zh, en)
        self.code = code

    def __str__(self) -> str:
        """Give one line in both languages."""
        zh, en = map(visible, self.args)
        return f"{zh}。 {en}."


def refused_by_machine(error: OSError, folder: Path) -> str:
    """Say in a line, in both languages, what the machine refused and what to do; ``folder`` if it names no path."""
    said = error.strerror or str(error)
    zh, en, do_zh, do_en = _REASONS.get(error.errno or 0, (said, said, "排除这一问题", "remove the cause"))
    where = error.filename2 or error.filename or folder
    return visible(f"{where}：{zh}；{do_zh}后重新运行。 {en[0].upper()}{en[1:]}: {do_en} and run it again.")


def tell_refusals(run: Callable[[], int], folder: Path) -> int:
    """Return the exit code of ``run``, which writes in ``folder``; what is refused is told in one line."""
    try:
        return run()
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code
    except BrokenPipeError:  # whoever read what is printed wants no more of it
        return NOT_READ
    except OSError as error:
        print(refused_by_machine(error, folder), file=sys.stderr)
        return FAILED
