"""A community on paper: one sheet, front and back, that can be checked without the screen."""

import re

import pytest
from playwright.sync_api import Browser

from conftest import ADDRESS
from folders import ROOT
from sitegen.loading.load import read_library

LIBRARY = read_library(ROOT / "data").library()
assert LIBRARY is not None
COMMUNITIES = [f"{language}/communities/{one}/" for language in ("zh", "en") for one in LIBRARY.communities]


@pytest.mark.parametrize("page", COMMUNITIES)
def test_a_community_prints_on_one_sheet(browser: Browser, address: str, page: str) -> None:
    """Front and back of one A4 sheet hold the whole page."""
    with browser.new_page() as opened:
        opened.goto(f"{address}{page}")
        paper = opened.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45]\S* 84[12]\S*\s*\]", paper)


@pytest.mark.parametrize("page", COMMUNITIES)
def test_paper_shows_what_a_link_would(browser: Browser, address: str, page: str) -> None:
    """The address of every source and of the page itself is printed, each claim names its source by number, and what is left out says so elsewhere."""
    with browser.new_page(viewport={"width": 718, "height": 1000}) as opened:
        opened.goto(f"{address}{page}")
        sources = opened.locator(".sources-used a").evaluate_all(
            "links => links.map((link) => link.hash.slice(8))"
        )
        gaps = opened.locator(".factsheet .is-gap th").all_inner_texts()
        opened.emulate_media(media="print")
        printed = opened.locator("article").inner_text()
        numbers = opened.locator(".numbered:visible").evaluate_all(
            "cites => cites.map((cite) => [getComputedStyle(cite, '::after').content, cite.innerText])"
        )
        smallest = opened.locator("article p:visible").evaluate_all(
            "parts => Math.min(...parts.map((part) => parseFloat(getComputedStyle(part).fontSize)))"
        )

    assert LIBRARY is not None
    addresses = [LIBRARY.sources[source].url for source in sources]
    assert [url for url in addresses if url and url not in printed] == []
    assert f"{ADDRESS}/{page}" in printed
    assert numbers
    for short, long in numbers:
        found = re.match(r'"\[(\d+)\] ', short)
        assert found
        assert 1 <= int(found[1]) <= len(sources)
        assert long == ""
    assert [row for row in gaps if row not in printed] == []
    assert smallest >= 10  # CSS pixels: 7.5 points
