"""A file is written whole, also by two processes at once."""

import os
from pathlib import Path

import pytest

from sitegen.core.files import write_whole

LONG = 2**20


def test_two_writers_leave_the_whole_of_one(tmp_path: Path) -> None:
    """Neither takes away what the other is about to put in place, and nothing is left beside the file."""
    path = tmp_path / "file"
    other = os.fork()
    if not other:
        code = 1
        try:
            for _ in range(200):
                write_whole(path, b"b" * LONG)
            code = 0
        finally:
            os._exit(code)
    for _ in range(200):
        write_whole(path, b"a" * LONG)
        assert path.read_bytes() in (b"a" * LONG, b"b" * LONG)
    _, status = os.waitpid(other, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """Root could put a file in the place of a device."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "pipe", "text")
    assert (tmp_path / "pipe").is_fifo()
    assert list(tmp_path.iterdir()) == [tmp_path / "pipe"]
