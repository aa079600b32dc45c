"""The site engine: MkDocs, one process for each language."""

import sys
from pathlib import Path

from sitegen.core.process import run_processes
from sitegen.website.engine import CONFIGS, complete, environment
from sitegen.website.unchanged_pages import KeptPages


def build_languages(project: Path, site: Path) -> bool:
    """Build the pages of ``project`` into ``site``, except kept ones, which are copied; report a failure and return False."""
    environ = environment()
    kept = KeptPages(
        project, (f"{name}={environ[name]}" for name in sorted(environ) if name.startswith("SITE_URL_"))
    )
    # Never with --quiet: it makes --strict blind.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    results = run_processes(
        [
            [*command, "--config-file", config, "--site-dir", site / language]
            for language, config in CONFIGS.items()
        ],
        cwd=project,
        env=environ | kept.write_names(site.with_name("kept-pages.txt")),
    )
    for language, (code, output) in zip(CONFIGS, results, strict=True):
        if code:
            print(f"MkDocs没能生成{language}。 MkDocs could not build {language}:\n{output}", file=sys.stderr)
            return False
    if not complete(project, site):
        return False
    kept.copy_into(site)
    return True
