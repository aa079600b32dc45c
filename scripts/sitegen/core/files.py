"""Checksums of files, and writing files whole."""

import errno
import hashlib
import os
from pathlib import Path


def checksum(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def file_checksum(path: Path) -> str:
    """Return the checksum of the file at ``path``, or an empty string if there is no such file."""
    return checksum(path.read_bytes()) if path.is_file() else ""


def write(path: Path, content: bytes) -> None:
    """Write ``content`` to the file at ``path``; create its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or path  # the error of a full disk names no file
        raise


def write_whole(path: Path, content: str | bytes) -> None:
    """Write ``content`` to the file at ``path``, whole or not at all."""
    if path.exists() and not path.is_file():  # a folder, or a device, which root could replace
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    # The name contains the process id, since another process may be writing the same file.
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        write(temporary, content.encode() if isinstance(content, str) else content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
