"""Files: their checksums, and writing them whole."""

import errno
import hashlib
import os
from pathlib import Path


def checksum(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def file_checksum(path: Path) -> str:
    """Return the checksum of what the file at ``path`` holds, nothing if there is none."""
    return checksum(path.read_bytes()) if path.is_file() else ""


def write(path: Path, content: bytes) -> None:
    """Write ``content`` to the file at ``path``, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or path  # a full disk is told without one
        raise


def write_whole(path: Path, content: str | bytes) -> None:
    """Write ``content`` to the file at ``path``, whole or not at all."""
    if path.exists() and not path.is_file():  # a folder, or a device that root could replace
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    # Of its own, since another process may be writing the same.
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        write(draft, content.encode() if isinstance(content, str) else content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
