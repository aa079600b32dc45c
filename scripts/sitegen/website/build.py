"""Build the whole site into a folder: check and generate, then both languages at once, then search and share cards.

The old site stays in place until the new one is complete. The file .sha256 beside it has the checksum of each file.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sitegen import settings
from sitegen.core.files import file_checksum
from sitegen.core.process import defer_signals, exclusive_lock, run_processes
from sitegen.generate import generate
from sitegen.website import mkdocs, zensical
from sitegen.website.cards import draw_cards
from sitegen.website.engine import CONFIGS

# Builds the pages of a project into a site; reports a failure and returns False.
Engine = Callable[[Path, Path], bool]
ENGINES: dict[str, Engine] = {"mkdocs": mkdocs.build_languages, "zensical": zensical.build_languages}
# The elements that search leaves out.
NOT_INDEXED = ".headerlink, .mark-shape, .permalink, .citations, h2[id^='of-']"
OLD = "old-"  # prefix of the name of a site while it is replaced


def build_site(target: Path, engine: Engine) -> int:
    """Build into ``target``; return 1 if the records have mistakes or a stage fails."""
    address, as_of = settings.site_address(), settings.today()
    # Held to the end, so that no other process changes the pages during the build.
    with exclusive_lock(settings.DOCS):
        settings.CACHE.mkdir(exist_ok=True)
        tidy(settings.CACHE)
        try:
            if generate(settings.DATA, settings.DOCS, as_of, address):
                return 1
            fresh = Path(tempfile.mkdtemp(dir=settings.CACHE)) / target.name
            if not (engine(settings.ROOT, fresh) and index(fresh)):
                return 1
            if address:  # platforms accept only an absolute address of a picture
                draw_cards(settings.DOCS / "cards", fresh)
            replace(target, fresh)
        finally:
            tidy(settings.CACHE)
    print(f"{target.name}/ is ready")
    return 0


def index(site: Path) -> bool:
    """Index the pages for search, one language after the other, which takes half the memory of both at once."""
    for language in CONFIGS:
        command = [sys.executable, "-m", "pagefind", "--site", str(site / language)]
        command += ["--root-selector", "article", "--exclude-selectors", NOT_INDEXED]
        [(code, output)] = run_processes([command])
        if code:
            print(f"Pagefind没能建立索引。 Pagefind could not index the site:\n{output}", file=sys.stderr)
            return False
    # On a full disk Pagefind writes part of the index and reports success; a write that fails here reveals it.
    probe = site / "disk-probe"
    probe.write_bytes(bytes(2**16))
    probe.unlink()
    return True


def replace(target: Path, fresh: Path) -> None:
    """Replace ``target`` by ``fresh``, with its checksums; the old site is moved aside for `tidy` to delete."""
    sums = fresh.with_name(f"{fresh.name}.sha256")
    sums.write_bytes(checksums(fresh).encode())
    with defer_signals():
        if target.exists():
            target.rename(fresh.with_name(f"{OLD}{target.name}"))
        fresh.rename(target)
        sums.replace(target.with_name(sums.name))


def tidy(cache: Path) -> None:
    """Delete what builds, also killed ones, left in ``cache``; restore a site that was moved aside but not replaced."""
    for left in cache.glob("tmp*"):
        for old in left.glob(f"{OLD}*"):
            target = cache.with_name(old.name.removeprefix(OLD))
            if not target.exists():
                old.rename(target)
        shutil.rmtree(left, ignore_errors=True)


def checksums(site: Path) -> str:
    """Return a line for each file, in the order of their names, for `sha256sum --check` in the folder above ``site``."""
    return "".join(
        f"{file_checksum(site / name)}  {site.name}/{name}\n"
        for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    )
