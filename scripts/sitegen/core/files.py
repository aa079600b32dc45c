"""Files, named by what they hold, so that what is the same is known again, and written whole."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def checksum(path: Path) -> str:
    """Return the SHA-256 of the file at ``path``, nothing if there is none."""
    return checksum_of(path.read_bytes()) if path.is_file() else ""


def checksum_of(content: bytes) -> str:
    """Return the SHA-256 of ``content``."""
    return hashlib.sha256(content).hexdigest()


def key_of(parts: Iterable[str]) -> str:
    """Return one key for all of ``parts``, in their order."""
    return checksum_of("\n".join(parts).encode())


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
    # Of its own, since another process may be writing the same.
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        write(draft, content.encode() if isinstance(content, str) else content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def code() -> list[Path]:
    """Return the files that the program is written in: what they make may differ when they do."""
    return sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".jinja"))
