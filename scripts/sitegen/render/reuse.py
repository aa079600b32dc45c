"""Leave out what would come out the same: pages whose inputs and whose files are those of the last run.

What a page is made of is named by one key: of everything that all pages share (code, settings, day, address, every file
of records but those of the communities, and by what name and where each of these is), and of the files of the
communities it rests on. A file is kept only if it still holds what was written, so that a wrong or missing memory costs
time and nothing else.
"""

import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sitegen.core.files import checksum, code, key_of, write_whole
from sitegen.plan.page import Page
from sitegen.records.library import Library

MEMORY = ".made.json"
# Packages whose words or marks stand in the pages; how the others work changes no text.
PACKAGES = ("babel", "icalendar", "jinja2", "markupsafe")


class Memory:
    """What the last run wrote into ``folder``, told in the file at ``path``: for each file its key and its checksum."""

    def __init__(self, path: Path, folder: Path, keys: Mapping[str, str]) -> None:
        """Recall it; ``keys`` has the key of each file that is to be there now."""
        self._path, self._folder, self._keys = path, folder, keys
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        self._known: dict[str, Any] = known if isinstance(known, dict) else {}

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
        write_whole(self._path, json.dumps(known, indent=0, sort_keys=True))


def made_of(data: Path) -> dict[Path, str]:
    """Return the checksum of every file that pages are made of: the code, and the records in the folder ``data``.

    To be taken before any of them is read: what is changed after that then counts as changed.
    """
    return {path: checksum(path) for path in [*code(), *sorted(data.rglob("*.yaml"))]}


def page_keys(
    pages: Iterable[Page[object]], library: Library, data: Path, checksums: Mapping[Path, str], settings: str
) -> Iterator[tuple[Page[object], str]]:
    """Yield each page that rests on some communities alone, with its key.

    ``checksums`` are those of what it is `made_of`; ``settings`` is what else all depend on.
    """
    files = {name: data / "communities" / f"{name}.yaml" for name in library.communities}
    own = {name: checksums.get(path, "") for name, path in files.items()}
    of_communities = set(files.values())
    shared = key_of(
        (
            settings,
            platform.python_version(),
            *map(version, PACKAGES),
            *(f"{path.name} {one}" for path, one in checksums.items() if path not in of_communities),
            # What every page may show of any community.
            *(f"{one.id} {one.short!r} {one.place!r}" for one in library.communities.values()),
        )
    )
    for page in pages:
        if page.rests_on is not None:
            rests_on = [own[name] for name in sorted(page.rests_on)]
            yield page, key_of((shared, page.path, f"{page.number}", f"{page.count}", *rests_on))
