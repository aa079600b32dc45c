"""Errors that end a command: one line in Chinese and English and an exit code, instead of a traceback."""

import errno
import sys
from collections.abc import Callable
from pathlib import Path

from sitegen.core.problems import printable

FAILED = 1  # the records have mistakes, something is missing, or the machine refuses
MISUSED = 2  # an option or setting cannot be used
SIGNALLED = 128  # plus the number of the signal, as shells do
BROKEN_PIPE = SIGNALLED + 13  # as if ended by SIGPIPE, which not every system has

_DISK_FULL = ("磁盘空间不足", "no space is left", "腾出空间", "make room")
_NOT_WRITABLE = ("不能读写", "it cannot be read or written", "改好权限", "change its permissions")
_MISSING = ("没有这个文件或程序", "there is no such file or program", "补上它", "provide it")
_IN_THE_WAY = (
    "同名的文件或文件夹占了位置",
    "a file or folder of that name is in the way",
    "移开它",
    "move it",
)
# What is wrong and what to do, each in both languages; for any other error the system's message is shown.
_REASONS = {
    errno.ENOSPC: _DISK_FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _DISK_FULL,  # not every system has quotas
    errno.EFBIG: _DISK_FULL,
    errno.EACCES: _NOT_WRITABLE,
    errno.EPERM: _NOT_WRITABLE,
    errno.EROFS: _NOT_WRITABLE,
    errno.ENOENT: _MISSING,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
}


class RefusalError(Exception):
    """Raised where a command cannot continue; `code` is its exit code."""

    def __init__(self, zh: str, en: str, *, code: int = FAILED) -> None:
        super().__init__(zh, en)
        self.code = code

    def __str__(self) -> str:
        """Return one line in both languages."""
        zh, en = map(printable, self.args)
        return f"{zh}。 {en}."


def describe_os_error(error: OSError, folder: Path) -> str:
    """Return a line, in both languages, on what failed and what to do; it names ``folder`` if the error names no path."""
    reason = error.strerror or str(error)
    zh, en, fix_zh, fix_en = _REASONS.get(
        error.errno or 0, (reason, reason, "排除这一问题", "remove the cause")
    )
    path = error.filename2 or error.filename or folder
    return printable(
        f"{path}：{zh}；{fix_zh}后重新运行。 {en[0].upper()}{en[1:]}: {fix_en} and run it again."
    )


def print_refusals(run: Callable[[], int], folder: Path) -> int:
    """Return the exit code of ``run``, which writes in ``folder``; print a refusal or a system error as one line."""
    try:
        return run()
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code
    except BrokenPipeError:  # the reader of our output, such as `head`, has closed it
        return BROKEN_PIPE
    except OSError as error:
        print(describe_os_error(error, folder), file=sys.stderr)
        return FAILED
