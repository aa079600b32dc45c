"""Leave out what would come out the same: pages whose inputs and whose files are those of the last run.

What a page is made of is named by one key: of everything that all pages share (code, settings, day, address, every file
of records but those of the communities, and by what name and where each of these is), and of the files of the
communities it rests on. A file is kept only
if it still holds what was written, so that a wrong or missing memory costs time and nothing else.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from .library import Library
from .views import Page

MEMORY = ".made.json"
# Packages whose words or marks stand in the pages; how the others work changes no text.
PACKAGES = ("babel", "icalendar", "jinja2", "markupsafe")


class Memory:
    """What the last run wrote into ``folder``: for each file the key of its page and the checksum of its content."""

    def __init__(self, folder: Path, keys: Mapping[str, str]) -> None:
        """Recall it; ``keys`` has the key of each file that is to be there now."""
        self._path, self._folder, self._keys = folder / MEMORY, folder, keys
        try:
            self._known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._known = {}

    def keeps(self, names: Iterable[str]) -> bool:
        """Whether all these files stand as they would be written now."""
        return all(
            name in self._keys and self._known.get(name) == [self._keys[name], checksum(self._folder / name)]
            for name in names
        )

    def write(self, checksums: Mapping[str, str]) -> None:
        """Note for the next run what is there now; ``checksums`` has those of the files that were not kept."""
        known = {
            name: [key, checksums[name]] if name in checksums else self._known[name]
            for name, key in self._keys.items()
        }
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps(known, indent=0, sort_keys=True), encoding="utf-8")
        draft.replace(self._path)


def checksum(path: Path) -> str:
    """Return the SHA-256 of the file at ``path``, nothing if there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def page_keys(
    pages: Iterable[Page], library: Library, data: Path, settings: str
) -> Iterator[tuple[Page, str]]:
    """Yield each page that rests on some communities alone, with its key; ``settings`` is what else all depend on."""
    files = {name: data / "communities" / f"{name}.yaml" for name in library.communities}
    own = {name: checksum(path) for name, path in files.items() if path.is_file()}
    shared = hashlib.sha256(f"{settings}\n{platform.python_version()}\n".encode())
    for package in PACKAGES:
        shared.update(version(package).encode())
    for path in [*_code(), *sorted(data.rglob("*.yaml"))]:
        if path not in files.values():
            shared.update(f"{path.name} {checksum(path)}\n".encode())
    for community in library.communities.values():  # what every page may show of any
        shared.update(f"{community.id} {community.short!r} {community.place!r}\n".encode())
    for page in pages:
        if page.rests_on is not None:
            rests_on = [own.get(name, "") for name in sorted(page.rests_on)]
            key = repr((shared.hexdigest(), page.path, page.number, page.count, rests_on))
            yield page, hashlib.sha256(key.encode()).hexdigest()


def _code() -> list[Path]:
    here = Path(__file__).parent
    return [
        here.parent / "build_pages.py",
        *sorted(path for path in here.rglob("*") if path.suffix in (".py", ".jinja")),
    ]
