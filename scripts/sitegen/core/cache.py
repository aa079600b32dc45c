"""Caches: what one run made, for the next to take while everything it was made from is unchanged.

A cache is one file, written whole. One that is missing, spoilt or saved by another program counts as empty, and one that
cannot be saved is left as it was: either costs time and nothing else.
"""

import json
import pickle
import platform
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from sitegen.core.files import checksum, file_checksum, write_whole

PACKAGE = Path(__file__).resolve().parent.parent
T = TypeVar("T")


class Codec(NamedTuple):
    """How the entries of a cache are written and read."""

    dumps: Callable[[Any], bytes]
    loads: Callable[[bytes], Any]


JSON = Codec(lambda entries: json.dumps(entries, indent=0).encode(), json.loads)
# Whoever can write beside the program can change the program as well, so that a pickle there is no further risk.
PICKLE = Codec(lambda entries: pickle.dumps(entries, protocol=pickle.HIGHEST_PROTOCOL), pickle.loads)


def program_files() -> list[Path]:
    """Return the files that the program is written in, templates included."""
    return sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".jinja"))


def fingerprint(files: Iterable[Path], packages: Iterable[str], *settings: str) -> str:
    """Return one checksum of the interpreter, the installed ``packages``, ``files`` in their order, and ``settings``."""
    versions = (f"{name} {version(name)}" for name in packages)
    contents = (f"{path.name} {file_checksum(path)}" for path in files)
    return combined_checksum((platform.python_version(), *versions, *contents, *settings))


def combined_checksum(parts: Iterable[str]) -> str:
    """Return one checksum of all ``parts``, in their order."""
    return checksum("\n".join(parts).encode())


class Cache(Generic[T]):
    """Values by name, each with the key of what it was made from."""

    def __init__(self, path: Path | None, fingerprint: str, codec: Codec) -> None:
        """Load what was saved at ``path`` under the same ``fingerprint``; without a path nothing is saved."""
        self._path, self._fingerprint, self._codec = path, fingerprint, codec
        self._saved = self._load()
        self._entries = dict(self._saved)

    def get(self, name: str, key: str) -> T | None:
        """Return the value under ``name`` if it was made from what has this ``key``."""
        known, value = self._entries.get(name, ("", None))
        return value if known == key else None

    def put(self, name: str, key: str, value: T) -> None:
        """Set the value under ``name``, made from what has this ``key``."""
        self._entries[name] = key, value

    def save(self, names: Iterable[str]) -> None:
        """Save the entries under ``names``, and no others, for the next run."""
        entries = {name: self._entries[name] for name in sorted(names)}
        if self._path and entries != self._saved:
            content = self._codec.dumps(entries)
            with suppress(OSError):
                write_whole(self._path, self._header(content) + content)

    def _load(self) -> dict[str, tuple[str, T]]:
        with suppress(OSError):
            header, line_end, content = (self._path.read_bytes() if self._path else b"").partition(b"\n")
            if header + line_end == self._header(content):
                entries: dict[str, tuple[str, T]] = self._codec.loads(content)
                return entries
        return {}

    def _header(self, content: bytes) -> bytes:
        """Return the first line of the file, which only this program and this ``content`` have."""
        return f"{combined_checksum((self._fingerprint, checksum(content)))}\n".encode()


class FileCache:
    """The files that a run wrote into a folder: which of them are current, that is, would be written the same now."""

    def __init__(self, path: Path, folder: Path, fingerprint: str, keys: Mapping[str, str]) -> None:
        """Load it from ``path``; ``keys`` has the key of what each file in ``folder`` is made from now."""
        self._folder, self._keys = folder, keys
        self._checksums: Cache[str] = Cache(path, fingerprint, JSON)

    def are_current(self, names: Iterable[str]) -> bool:
        """Whether all these files hold what was written, and were made from what they would be made from now."""
        return all(
            name in self._keys
            and self._checksums.get(name, self._keys[name]) == file_checksum(self._folder / name)
            for name in names
        )

    def save(self, checksums: Mapping[str, str]) -> None:
        """Save what is there now; ``checksums`` has those of the files that were written, all others were current."""
        for name, key in self._keys.items():
            if name in checksums:
                self._checksums.put(name, key, checksums[name])
        self._checksums.save(self._keys)
