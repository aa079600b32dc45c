"""Pages of the existing site that the site engine does not build again, because they would come out the same.

A page is kept while its source, the theme and its settings, and the built page are unchanged.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from sitegen.core.cache import FileCache, fingerprint
from sitegen.core.files import file_checksum
from sitegen.i18n.languages import LANGUAGES

CACHE = Path(".cache", "engine.cache")
PACKAGES = ("mkdocs", "mkdocs-material")
HERE = Path(__file__).parent


class KeptPages:
    """The pages of ``project`` whose built form in its site is current."""

    def __init__(self, project: Path, settings: Iterable[str]) -> None:
        """Find them; ``settings`` are the other settings of the engine that pages depend on."""
        self.project = project
        theme = [
            *sorted(project.glob("mkdocs*.yml")),
            *sorted(project.glob("overrides/**/*")),
            HERE / "theme_patches.py",
        ]
        docs = project / "docs"
        self.keys = {
            path.relative_to(docs).with_suffix(".html").as_posix(): file_checksum(path)
            for language in LANGUAGES
            for path in (docs / language).rglob("*.md")
        }
        shared = fingerprint(theme, PACKAGES, *settings)
        self._cache = FileCache(project / CACHE, project / "site", shared, self.keys)
        self.names = [name for name in self.keys if self._cache.are_current((name,))]

    def write_names(self, path: Path) -> dict[str, str]:
        """Write their names to ``path``, and return the environment variable that tells the hook in overrides/ of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("\n".join(self.names).encode())
        return {"KEPT_PAGES": str(path)}

    def copy_into(self, site: Path) -> None:
        """Copy them into the new ``site``, and save the checksums of all its pages for the next build."""
        for name in self.names:
            if not (site / name).exists():
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.project / "site" / name, site / name)
        self._cache.save({name: file_checksum(site / name) for name in self.keys})
