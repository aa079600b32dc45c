"""Caches: results that one run saves and later runs reuse as long as their inputs are unchanged.

A cache is one file, written whole. A file that is missing, damaged or saved by another version of the program counts as
an empty cache, and one that cannot be saved is left as it was. Either costs time and nothing else.
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
# Anyone who can write to the cache folder can also change the program, so unpickling a cache adds no risk.
PICKLE = Codec(lambda entries: pickle.dumps(entries, protocol=pickle.HIGHEST_PROTOCOL), pickle.loads)


def program_files() -> list[Path]:
    """Return the source files of the program, templates included."""
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
    """Values by name, each saved with the key of its inputs."""

    def __init__(self, path: Path | None, fingerprint: str, codec: Codec) -> None:
        """Load the entries saved at ``path`` under the same ``fingerprint``; without a path nothing is loaded or saved."""
        self._path, self._fingerprint, self._codec = path, fingerprint, codec
        self._saved = self._load()
        self._entries = dict(self._saved)

    def get(self, name: str, key: str) -> T | None:
        """Return the value under ``name`` if its inputs had this ``key``, else None."""
        saved_key, value = self._entries.get(name, ("", None))
        return value if saved_key == key else None

    def put(self, name: str, key: str, value: T) -> None:
        """Set the value under ``name``, whose inputs have this ``key``."""
        self._entries[name] = key, value

    def save(self, names: Iterable[str]) -> None:
        """Save the entries under ``names``; drop all others."""
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
        """Return the first line of the cache file: a checksum of the program and of ``content``."""
        return f"{combined_checksum((self._fingerprint, checksum(content)))}\n".encode()


class FileCache:
    """Tells which files in a folder are current: unchanged since they were written, from inputs that are unchanged too."""

    def __init__(self, path: Path, folder: Path, fingerprint: str, keys: Mapping[str, str]) -> None:
        """Load the cache from ``path``; ``keys`` has the key of the present inputs of each file in ``folder``."""
        self._folder, self._keys = folder, keys
        self._checksums: Cache[str] = Cache(path, fingerprint, JSON)

    def are_current(self, names: Iterable[str]) -> bool:
        """Whether all these files hold what the last run wrote, and their inputs are unchanged."""
        return all(
            name in self._keys
            and self._checksums.get(name, self._keys[name]) == file_checksum(self._folder / name)
            for name in names
        )

    def save(self, checksums: Mapping[str, str]) -> None:
        """Save the cache; ``checksums`` has those of the files just written, and all other files are current."""
        for name, key in self._keys.items():
            if name in checksums:
                self._checksums.put(name, key, checksums[name])
        self._checksums.save(self._keys)
