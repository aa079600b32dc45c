"""Build the whole site into a folder: check and generate, then both languages at once, then search and share cards.

The old site stays in place until the new one is complete; the .sha256 beside it holds the checksum of each file.
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

# Each turns the pages of a project into a site, or says what went wrong and returns False.
Engine = Callable[[Path, Path], bool]
ENGINES: dict[str, Engine] = {"mkdocs": mkdocs.build_languages, "zensical": zensical.build_languages}
# What a page is not about.
UNSOUGHT = ".headerlink, .mark-shape, .permalink, .citations, h2[id^='of-']"
ASIDE = "old-"  # before the name of a site that is about to be replaced


def build_site(target: Path, engine: Engine) -> int:
    """Build into ``target``; return 1 if the records have mistakes or a stage fails."""
    address, as_of = settings.site_address(), settings.today()
    # Held to the end, so that nobody changes the pages while the site is made of them.
    with exclusive_lock(settings.DOCS):
        settings.CACHE.mkdir(exist_ok=True)
        tidy(settings.CACHE)
        try:
            if generate(settings.DATA, settings.DOCS, as_of, address):
                return 1
            fresh = Path(tempfile.mkdtemp(dir=settings.CACHE)) / target.name
            if not (engine(settings.ROOT, fresh) and index(fresh)):
                return 1
            if address:  # platforms only take the absolute address of a picture
                draw_cards(settings.DOCS / "cards", fresh)
            replace(target, fresh)
        finally:
            tidy(settings.CACHE)
    print(f"{target.name}/ is ready")
    return 0


def index(site: Path) -> bool:
    """Index the pages for search: one index for each language, one after the other, which takes half the memory."""
    for language in CONFIGS:
        command = [sys.executable, "-m", "pagefind", "--site", str(site / language)]
        command += ["--root-selector", "article", "--exclude-selectors", UNSOUGHT]
        [(code, said)] = run_processes([command])
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
    sums.write_bytes(checksums(fresh).encode())
    with defer_signals():
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
        f"{file_checksum(site / name)}  {site.name}/{name}\n"
        for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    )
