#!/usr/bin/env python3
"""Build the whole site with the second engine, Zensical, into site-zensical/, so that it can take over any day.

Pages, settings, templates, repairs, search and cards are those of scripts/build_site.py; only what turns the pages into
HTML is another program, in an environment of its own.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import build_site
from sitegen.running import orderly, run_all

ROOT = build_site.ROOT
PROGRAM = ROOT / ".venv-zensical" / "bin" / "zensical"


def build_languages(project: Path, site: Path) -> bool:
    """Let Zensical turn the pages of ``project`` into ``site``, one language after the other: they share its cache."""
    # It only writes within its project, where it would overwrite the site of the first engine.
    with tempfile.TemporaryDirectory(dir=site.parent) as folder:
        copy = Path(folder)
        for settings in project.glob("mkdocs*.yml"):
            shutil.copy(settings, copy)
        shutil.copytree(project / "docs", copy / "docs")
        # The hook is for MkDocs; Zensical would publish its code.
        shutil.copytree(
            project / "overrides", copy / "overrides", ignore=shutil.ignore_patterns("*.py", "__pycache__")
        )
        for language, config in build_site.CONFIGS.items():
            command = [str(PROGRAM), "build", "--strict", "--config-file", config]
            [(code, said)] = run_all([command], cwd=copy, env=build_site.settings())
            if code:
                told = f"Zensical没能生成{language}。 Zensical could not build {language}:"
                print(f"{told}\n{said}", file=sys.stderr)
                return False
            # Its own search, which it prepares even where the settings turn it off.
            (copy / "site" / language / "search.json").unlink()
        shutil.move(copy / "site", site)
    return build_site.complete(project, site)


def main() -> int:
    """Build site-zensical/; return 1 if the records have mistakes or a stage fails."""
    return build_site.make(ROOT / "site-zensical", build_languages)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit("second_engine.py takes no arguments; AS_OF and SITE_URL may be set")
    sys.exit(orderly(main, ROOT))
