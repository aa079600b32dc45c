"""Patch the built pages where the theme's templates have no block or partial to override.

The build stops if the theme's pages are not as expected: a new version of the theme may have fixed or moved the part.
"""

import re
from pathlib import Path

# Replaced by the skip link and the switches that overrides/main.html draws at the head of every page.
SWITCHES = re.compile(
    r'<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">'
    r'.*?<div data-md-component="skip">.*?</div>\s*',
    re.DOTALL,
)
ARTICLE = '<article class="md-content__inner md-typeset">'
# Its switch exists only on pages in the navigation.
LABEL = '<label class="md-nav__title" for="__toc">'


class UnknownThemeError(Exception):
    """The theme's pages have changed since the patches were written."""


def patch_site(site: Path) -> None:
    """Patch every page of the theme in ``site``."""
    for path in sorted(site.glob("*/**/*.html")):
        text = path.read_text(encoding="utf-8")
        try:
            path.write_bytes(patched(text).encode())
        except UnknownThemeError as error:
            raise UnknownThemeError(f"{path.relative_to(site)}: {error}") from None


def patched(page: str) -> str:
    """Return ``page`` with one skip link, first and leading to the article, and no label without a switch."""
    page, count = SWITCHES.subn("", page)
    if count != 1:
        raise UnknownThemeError("the theme's skip link and switches are not where they were")
    if page.count(ARTICLE) != 1:
        raise UnknownThemeError("the theme's article is not what it was")
    page = page.replace(ARTICLE, ARTICLE.replace(" class", ' id="content" class'))
    if 'id="__toc"' not in page:
        page = page.replace(LABEL, LABEL.replace(' for="__toc"', ""))
    return page
