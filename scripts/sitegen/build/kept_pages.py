"""Leave out of the site engine's work the pages that would come out the same as in the site that stands.

A page is kept while its source, everything that its theme is made of, and what stands in the site are what they were.
"""

import shutil
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from sitegen.core.files import checksum, key_of
from sitegen.render.reuse import Memory

MEMORY = Path(".cache", "engine.json")
HERE = Path(__file__).parent


class KeptPages:
    """The pages of ``project``, those of them that its site already holds, and what the next build is to know."""

    def __init__(self, project: Path, settings: Iterable[str]) -> None:
        """Find them; ``settings`` is whatever else the engine is told."""
        self.project = project
        theme = [
            *sorted(project.glob("mkdocs*.yml")),
            *sorted(project.glob("overrides/**/*")),
            HERE / "theme_patches.py",
        ]
        shared = key_of([*settings, version("mkdocs"), version("mkdocs-material"), *map(checksum, theme)])
        docs = project / "docs"
        self.keys = {
            path.relative_to(docs).with_suffix(".html").as_posix(): key_of((shared, checksum(path)))
            for language in ("zh", "en")
            for path in (docs / language).rglob("*.md")
        }
        self._memory = Memory(project / MEMORY, project / "site", self.keys)
        self.names = [name for name in self.keys if self._memory.keeps((name,))]

    def tell(self, path: Path) -> dict[str, str]:
        """Write their names to ``path``, and return the setting by which the engine's hook finds it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("\n".join(self.names).encode())
        return {"KEPT_PAGES": str(path)}

    def fill(self, site: Path) -> None:
        """Put them into the new ``site``, which then has every page, and note what is there for the next build."""
        for name in self.names:
            if not (site / name).exists():
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.project / "site" / name, site / name)
        self._memory.write({name: checksum(site / name) for name in self.keys})
