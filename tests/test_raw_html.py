"""MkDocs takes the pages' HTML as it stands, and makes of it what it made of it tag by tag."""

from pathlib import Path

import markdown
import pytest
from markdown import Extension

from raw_html import RawHtmlExtension


def converted(page: str, *extensions: Extension) -> tuple[list[str], object]:
    """Return the lines of the HTML that Markdown makes of ``page``, without blank ones, and its headings."""
    body = page.split("\n---\n", 1)[-1]
    engine = markdown.Markdown(extensions=["attr_list", "toc", *extensions])
    return [line for line in engine.convert(body).split("\n") if line.strip()], engine.toc_tokens  # type: ignore[attr-defined]


def test_every_page_comes_out_the_same(pages_folder: Path) -> None:
    """With and without the hook a page has the same HTML, blank lines aside, and the same headings."""
    pages = [path for language in ("zh", "en") for path in (pages_folder / language).rglob("*.md")]
    assert pages
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert converted(page, RawHtmlExtension()) == converted(page), path.name


@pytest.mark.parametrize("words", ["## a {#b}", "\\## a {#b}", "# a", "**a** [b](c) {#d}", "&#35;&#35; a"])
def test_no_text_becomes_a_heading(words: str) -> None:
    """Only a line of its own is one; what stands in an element is shown to the letter."""
    page = f"## Heading {{#h}}\n\n<p>{words}</p>\n<p>\n{words} and more\n</p>\n\n## Last {{#l}}\n"

    lines, headings = converted(page, RawHtmlExtension())

    assert lines[1:5] == [f"<p>{words}</p>", "<p>", f"{words} and more", "</p>"]
    assert [heading["id"] for heading in headings] == ["h", "l"]  # type: ignore[attr-defined]
