#!/usr/bin/env python3
"""Build the whole site into site/: check and generate, then both languages at once, then search and share cards.

The old site stays in place until the new one is complete; site.sha256 beside it holds the checksum of each file.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import build_pages
import repair_theme
from draw_cards import draw_cards
from kept_pages import KeptPages
from sitegen.files import checksum
from sitegen.running import alone, orderly, run_all, undisturbed

ROOT = build_pages.ROOT
CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
# What a page is not about.
UNSOUGHT = ".headerlink, .mark-shape, .permalink, .citations, h2[id^='of-']"
ASIDE = "old-"  # before the name of a site that is about to be replaced


def main() -> int:
    """Build site/; return 1 if the records have mistakes or a stage fails."""
    return make(ROOT / "site", build_languages)


def make(target: Path, engine: Callable[[Path, Path], bool]) -> int:
    """Build into ``target`` by ``engine``, such as `build_languages`; 1 if the records have mistakes or a stage fails."""
    build_pages.speak_utf8()
    cache = ROOT / ".cache"
    # Held to the end, so that nobody changes the pages while the site is made of them.
    with alone(ROOT / "docs"):
        cache.mkdir(exist_ok=True)
        tidy(cache)
        try:
            if build_pages.main([]):
                return 1
            fresh = Path(tempfile.mkdtemp(dir=cache)) / target.name
            if not (engine(ROOT, fresh) and index(fresh)):
                return 1
            if build_pages.site_address():  # platforms only take the absolute address of a picture
                draw_cards(ROOT / "docs" / "cards", fresh)
            replace(target, fresh)
        finally:
            tidy(cache)
    print(f"{target.name}/ is ready")
    return 0


def build_languages(project: Path, site: Path) -> bool:
    """Let MkDocs turn the pages of ``project`` into ``site``, one process for each language, but for those it keeps."""
    told = settings()
    kept = KeptPages(
        project, (f"{name}={told[name]}" for name in sorted(told) if name.startswith("SITE_URL_"))
    )
    # Never with --quiet: it makes --strict blind.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = run_all(
        [
            [*command, "--config-file", config, "--site-dir", site / language]
            for language, config in CONFIGS.items()
        ],
        cwd=project,
        env=told | kept.tell(site.with_name("kept-pages.txt")),
    )
    for language, (code, said) in zip(CONFIGS, done, strict=True):
        if code:
            print(f"MkDocs没能生成{language}。 MkDocs could not build {language}:\n{said}", file=sys.stderr)
            return False
    if not complete(project, site):
        return False
    kept.fill(site)
    return True


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
    """Index the pages for search: one index for each language, one after the other, which takes half the memory."""
    for language in CONFIGS:
        command = [sys.executable, "-m", "pagefind", "--site", str(site / language)]
        command += ["--root-selector", "article", "--exclude-selectors", UNSOUGHT]
        [(code, said)] = run_all([command])
        if code:
            print(f"Pagefind没能建立索引。 Pagefind could not index the site:\n{said}", file=sys.stderr)
            return False
    # On a full disk it ends well all the same, with as much as fitted; what does not fit now did not fit then.
    room = site / "room"
    room.write_bytes(bytes(2**16))
    room.unlink()
    return True


def replace(target: Path, fresh: Path) -> None:
    """Put ``fresh``, with its checksums, in the place of ``target``, which is left beside it for `tidy` to delete."""
    sums = fresh.with_name(f"{fresh.name}.sha256")
    sums.write_text(checksums(fresh), encoding="utf-8")
    with undisturbed():
        if target.exists():
            target.rename(fresh.with_name(f"{ASIDE}{target.name}"))
        fresh.rename(target)
        sums.replace(target.with_name(sums.name))


def tidy(cache: Path) -> None:
    """Clear away what builds left in ``cache``, killed ones too; a site that was set aside for nothing comes back."""
    for left in cache.glob("tmp*"):
        for aside in left.glob(f"{ASIDE}*"):
            target = cache.with_name(aside.name.removeprefix(ASIDE))
            if not target.exists():
                aside.rename(target)
        shutil.rmtree(left, ignore_errors=True)


def checksums(site: Path) -> str:
    """Return a line for each file as `sha256sum --check` takes it beside ``site``, in the order of their names."""
    return "".join(
        f"{checksum(site / name)}  {site.name}/{name}\n"
        for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    )


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
    sys.exit(orderly(main, ROOT))
