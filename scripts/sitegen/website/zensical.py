"""The second engine, Zensical, so that it can take over any day.

Pages, settings, templates, patches, search and cards are those of the first; only what turns the pages into HTML is
another program, in an environment of its own.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from sitegen import settings
from sitegen.core.process import run_processes
from sitegen.website.engine import CONFIGS, complete, environment

PROGRAMS = settings.ROOT / ".venv-zensical" / ("Scripts" if sys.platform == "win32" else "bin")


def build_languages(project: Path, site: Path) -> bool:
    """Turn the pages of ``project`` into ``site``, one language after the other: they share Zensical's cache."""
    # It only writes within its project, where it would overwrite the site of the first engine.
    with tempfile.TemporaryDirectory(dir=site.parent) as folder:
        copy = Path(folder)
        for config in project.glob("mkdocs*.yml"):
            shutil.copy(config, copy)
        # But for what the program keeps there; some systems let nobody read a file that is locked.
        shutil.copytree(project / "docs", copy / "docs", ignore=shutil.ignore_patterns(".*"))
        # The hook is for MkDocs; Zensical would publish its code.
        shutil.copytree(
            project / "overrides", copy / "overrides", ignore=shutil.ignore_patterns("*.py", "__pycache__")
        )
        for language, config_name in CONFIGS.items():
            command = [str(PROGRAMS / "zensical"), "build", "--strict", "--config-file", config_name]
            [(code, said)] = run_processes([command], cwd=copy, env=environment())
            if code:
                told = f"Zensical没能生成{language}。 Zensical could not build {language}:"
                print(f"{told}\n{said}", file=sys.stderr)
                return False
            # Its own search, which it prepares even where the settings turn it off.
            (copy / "site" / language / "search.json").unlink()
        shutil.move(copy / "site", site)
    return complete(project, site)
