"""What the site engines share: a configuration per language, the environment, and the steps after the engine."""

import os
import shutil
import sys
from pathlib import Path

from sitegen import settings
from sitegen.website import theme_patches

CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


def environment() -> dict[str, str]:
    """Return the environment of a site engine: the address of the site in each language, and a fixed clock."""
    base = settings.site_address()
    addresses = {
        f"SITE_URL_{language.upper()}": f"{base}/{language}/" if base else "" for language in CONFIGS
    }
    return os.environ | addresses | {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}


def complete(project: Path, site: Path) -> bool:
    """Patch the pages that an engine built in ``site`` and add the files above the languages; say if that fails."""
    for language in CONFIGS:
        # One bilingual 404 page and one sitemap above the languages replace these.
        for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
            (site / language / name).unlink(missing_ok=True)
    try:
        theme_patches.patch_site(site)
    except theme_patches.UnknownThemeError as error:
        print(
            f"website/theme_patches.py不认识这个主题：{error}。 website/theme_patches.py does not know this theme: {error}",
            file=sys.stderr,
        )
        return False
    shutil.copytree(project / "docs" / "root", site, dirs_exist_ok=True)
    return True
