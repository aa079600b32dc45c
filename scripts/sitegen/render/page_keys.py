"""What each page depends on, so that one is rendered again only if something of that has changed.

All pages depend on the program, the settings, and every file of records but those of the communities, by what name and
where each of these is. A page that shows some communities alone depends on their files besides, which give it its key.
"""

from collections.abc import Iterable
from pathlib import Path

from sitegen.core.cache import FileCache, combined_checksum, fingerprint, program_files
from sitegen.core.files import file_checksum
from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.page import Page
from sitegen.records.library import Library
from sitegen.render.renderer import files_of

CACHE = ".pages.cache"
# Packages whose words or marks stand in the pages; how the others work changes no text.
PACKAGES = ("babel", "icalendar", "jinja2", "markupsafe")


class PageInputs:
    """What pages are made from, as it was when this was made.

    To be made before anything is read: what is changed after that then counts as changed.
    """

    def __init__(self, data: Path, settings: str) -> None:
        """Take the records in the folder ``data``, and ``settings``, which is whatever else all pages depend on."""
        self._program = fingerprint(program_files(), PACKAGES, settings)
        self._communities = data / "communities"
        self._records = {path: file_checksum(path) for path in sorted(data.rglob("*.yaml"))}

    def cache(self, docs: Path, pages: Iterable[Page[object]], library: Library) -> FileCache:
        """Return the cache of the files of ``pages`` in the folder ``docs``; other pages are never current."""
        keys = {
            name: self._key(page)
            for page in pages
            if page.rests_on is not None
            for language in LANGUAGES
            for name in files_of(page, language)
        }
        return FileCache(docs / CACHE, docs, self._shared(library), keys)

    def _shared(self, library: Library) -> str:
        """Return the fingerprint of what all pages depend on."""
        own = set(map(self._file, library.communities))
        return combined_checksum(
            (
                self._program,
                *(f"{path.name} {one}" for path, one in self._records.items() if path not in own),
                # What every page may show of any community.
                *(f"{one.id} {one.short!r} {one.place!r}" for one in library.communities.values()),
            )
        )

    def _key(self, page: Page[object]) -> str:
        """Return the key of what ``page`` depends on besides."""
        files = map(self._file, sorted(page.rests_on or ()))
        own = (self._records.get(path, "") for path in files)
        return combined_checksum((page.path, f"{page.number}", f"{page.count}", *own))

    def _file(self, community: str) -> Path:
        return self._communities / f"{community}.yaml"
