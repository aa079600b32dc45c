"""What every site engine shares: a configuration for each language, its environment, and what completes its work."""

import os
import shutil
import sys
from pathlib import Path

from sitegen import settings
from sitegen.website import theme_patches

CONFIGS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


def environment() -> dict[str, str]:
    """Return the environment of a site engine: the site's address in each language, and no clock."""
    base = settings.site_address()
    addresses = {
        f"SITE_URL_{language.upper()}": f"{base}/{language}/" if base else "" for language in CONFIGS
    }
    return os.environ | addresses | {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}


def complete(project: Path, site: Path) -> bool:
    """Patch what an engine made of the pages of ``project`` in ``site``, and add what is the same for every engine."""
    for language in CONFIGS:
        # One bilingual page for missing addresses and one sitemap stand above the languages.
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
