#!/usr/bin/env python3
"""Build the whole site into site/: check and generate, then both languages at once, then search and share cards.

The old site stays in place until the new one is complete.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import build_pages
import repair_theme
from draw_cards import draw_cards

ROOT = build_pages.ROOT
CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


def make(target: Path, engine: Callable[[Path, Path], bool]) -> int:
    """Build into ``target`` by ``engine``, such as `build_languages`; 1 if the records have mistakes or a stage fails."""
    if build_pages.main([]):
        return 1
    (ROOT / ".cache").mkdir(exist_ok=True)
    # A folder of its own for each build, so that two at once cannot mix their pages.
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as cache:
        fresh = Path(cache) / "site"
        if not (engine(ROOT, fresh) and index(fresh)):
            return 1
        if build_pages.site_address():  # platforms only take the absolute address of a picture
            draw_cards(ROOT / "docs" / "cards", fresh)
        replace(target, fresh)
    print(f"{target.name}/ is ready")
    return 0


def build_languages(project: Path, site: Path) -> bool:
    """Let MkDocs turn the pages of ``project`` into ``site``, one process for each language."""
    # Never with --quiet: it makes --strict blind.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    running = {
        language: subprocess.Popen(
            [*command, "--config-file", config, "--site-dir", site / language],
            cwd=project,
            env=settings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for language, config in CONFIGS.items()
    }
    said = {language: process.communicate()[0] for language, process in running.items()}
    for language, process in running.items():
        if process.returncode:
            print(f"MkDocs could not build {language}:\n{said[language]}", file=sys.stderr)
            return False
    return complete(project, site)


def complete(project: Path, site: Path) -> bool:
    """Repair what an engine made of the pages of ``project`` in ``site``, and add what is the same for every engine."""
    for language in CONFIGS:
        # One bilingual page for missing addresses and one sitemap stand above the languages.
        for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
            (site / language / name).unlink(missing_ok=True)
    try:
        repair_theme.repair(site)
    except repair_theme.UnknownThemeError as error:
        print(f"scripts/repair_theme.py does not know this theme: {error}", file=sys.stderr)
        return False
    shutil.copytree(project / "docs" / "root", site, dirs_exist_ok=True)
    return True


def index(site: Path) -> bool:
    """Index the pages for search, one index for each language."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--root-selector", "article"]
    command += [
        "--exclude-selectors",
        ".headerlink, .mark-shape, .permalink, .citations, h2[id^='of-']",
    ]  # not what a page is about
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode:
        print(f"Pagefind could not index the site:\n{done.stdout}{done.stderr}", file=sys.stderr)
        return False
    # It names the languages in any order; the same pages are to give the same site.
    entry = site / "pagefind" / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text()), sort_keys=True, separators=(",", ":")))
    return True


def replace(old: Path, fresh: Path) -> None:
    """Put ``fresh`` in the place of ``old``, which is left beside it to be deleted."""
    aside = fresh.with_name("old-site")
    if old.exists():
        old.rename(aside)
    fresh.rename(old)


def settings() -> dict[str, str]:
    """Return the environment of the site engine: the site's address in each language, and no clock."""
    base = build_pages.site_address()
    addresses = {
        f"SITE_URL_{language.upper()}": f"{base}/{language}/" if base else "" for language in CONFIGS
    }
    return os.environ | addresses | {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit("build_site.py takes no arguments; AS_OF and SITE_URL may be set")
    sys.exit(make(ROOT / "site", build_languages))
