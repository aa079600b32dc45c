"""Leave out of the site engine's work the pages that would come out the same as in the site that stands.

A page is kept while its source, everything that its theme is made of, and what stands in the site are what they were.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from sitegen.core.cache import FileCache, fingerprint
from sitegen.core.files import file_checksum

CACHE = Path(".cache", "engine.cache")
PACKAGES = ("mkdocs", "mkdocs-material")
HERE = Path(__file__).parent


class KeptPages:
    """Those pages of ``project`` that its site already holds as they would be built."""

    def __init__(self, project: Path, settings: Iterable[str]) -> None:
        """Find them; ``settings`` is whatever else the engine is told."""
        self.project = project
        theme = [
            *sorted(project.glob("mkdocs*.yml")),
            *sorted(project.glob("overrides/**/*")),
            HERE / "theme_patches.py",
        ]
        docs = project / "docs"
        self.keys = {
            path.relative_to(docs).with_suffix(".html").as_posix(): file_checksum(path)
            for language in ("zh", "en")
            for path in (docs / language).rglob("*.md")
        }
        shared = fingerprint(theme, PACKAGES, *settings)
        self._cache = FileCache(project / CACHE, project / "site", shared, self.keys)
        self.names = [name for name in self.keys if self._cache.are_current((name,))]

    def write_names(self, path: Path) -> dict[str, str]:
        """Write their names to ``path``, and return the setting by which the engine's hook finds it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("\n".join(self.names).encode())
        return {"KEPT_PAGES": str(path)}

    def copy_into(self, site: Path) -> None:
        """Copy them into the new ``site``, which then has every page, and save what is there for the next build."""
        for name in self.names:
            if not (site / name).exists():
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.project / "site" / name, site / name)
        self._cache.save({name: file_checksum(site / name) for name in self.keys})
