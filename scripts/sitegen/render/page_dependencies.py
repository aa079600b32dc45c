"""The inputs of each page, so that a page is rendered again only if one of them has changed.

All pages depend on the program, the settings, every file of records except those of communities, and the name and place
of each community. A page that shows only some communities also depends on their files, which make up its key.
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
# Packages whose output is part of the pages; other packages do not change any text.
PACKAGES = ("babel", "icalendar", "jinja2", "markupsafe")


class PageInputs:
    """The inputs of the pages at the time of construction.

    Construct it before the records are read, so that a later change counts as a change.
    """

    def __init__(self, data: Path, settings: str) -> None:
        """Take the checksums of the records in ``data``; ``settings`` is the other input that all pages depend on."""
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
        """Return the fingerprint of the inputs that all pages share."""
        own = set(map(self._file, library.communities))
        return combined_checksum(
            (
                self._program,
                *(f"{path.name} {one}" for path, one in self._records.items() if path not in own),
                # The fields of any community that every page may show.
                *(f"{one.id} {one.short!r} {one.place!r}" for one in library.communities.values()),
            )
        )

    def _key(self, page: Page[object]) -> str:
        """Return the key of the inputs of ``page`` alone."""
        files = map(self._file, sorted(page.rests_on or ()))
        own = (self._records.get(path, "") for path in files)
        return combined_checksum((page.path, f"{page.number}", f"{page.count}", *own))

    def _file(self, community: str) -> Path:
        return self._communities / f"{community}.yaml"
