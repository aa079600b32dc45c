"""The second site engine, Zensical, kept working so that it can replace MkDocs.

Pages, settings, templates, patches, search and cards are the same; only the program that turns pages into HTML differs.
It has an environment of its own.
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
    """Build the pages of ``project`` into ``site``, one language after the other, since they share Zensical's cache."""
    # Zensical writes only within its project, where it would overwrite the site of MkDocs: give it a copy.
    with tempfile.TemporaryDirectory(dir=site.parent) as folder:
        copy = Path(folder)
        for config in project.glob("mkdocs*.yml"):
            shutil.copy(config, copy)
        # Without the lock and the cache: some systems let no process read a locked file.
        shutil.copytree(project / "docs", copy / "docs", ignore=shutil.ignore_patterns(".*"))
        # The hook is for MkDocs; Zensical would publish its code.
        shutil.copytree(
            project / "overrides", copy / "overrides", ignore=shutil.ignore_patterns("*.py", "__pycache__")
        )
        for language, config_name in CONFIGS.items():
            command = [str(PROGRAMS / "zensical"), "build", "--strict", "--config-file", config_name]
            [(code, output)] = run_processes([command], cwd=copy, env=environment())
            if code:
                message = f"Zensical没能生成{language}。 Zensical could not build {language}:"
                print(f"{message}\n{output}", file=sys.stderr)
                return False
            # Zensical writes its own search index even if the settings turn it off.
            (copy / "site" / language / "search.json").unlink()
        shutil.move(copy / "site", site)
    return complete(project, site)
