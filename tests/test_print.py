"""A community on paper: one sheet, front and back, that can be checked without the screen."""

import re
from math import ceil

import pytest
from playwright.sync_api import Browser

from conftest import ADDRESS
from sitegen.records.library import Library


@pytest.fixture(params=["zh", "en"])
def pages(request: pytest.FixtureRequest, library: Library) -> list[str]:
    """The pages of the communities, in each language in turn."""
    return [f"{request.param}/communities/{one}/" for one in library.communities]


def test_a_community_prints_on_few_sheets(
    browser: Browser, address: str, library: Library, pages: list[str]
) -> None:
    """Front and back of one A4 sheet hold a community with forty claims and gaps, and each side more holds twenty."""
    for page, community in zip(pages, library.communities.values(), strict=True):
        facts = [fact for subject in (community, *community.projects) for fact in subject.facts]
        lines = sum(len(fact.claims) for fact in facts) + len(community.gaps)
        with browser.new_page() as opened:
            opened.goto(f"{address}{page}")
            paper = opened.pdf(prefer_css_page_size=True)

        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= max(2, ceil(lines / 20)), page
        assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45]\S* 84[12]\S*\s*\]", paper)


def test_paper_shows_what_a_link_would(
    browser: Browser, address: str, library: Library, pages: list[str]
) -> None:
    """The address of every source and of the page itself is printed, each claim names its source by number, and what is left out says so elsewhere."""
    for page in pages:
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

        urls = [library.sources[source].url for source in sources]
        assert [url for url in urls if url and url not in printed] == []
        assert f"{ADDRESS}/{page}" in printed
        assert numbers
        for short, long in numbers:
            found = re.match(r'"\[(\d+)\] ', short)
            assert found
            assert 1 <= int(found[1]) <= len(sources)
            assert long == ""
        assert [row for row in gaps if row not in printed] == []
        assert smallest >= 10  # CSS pixels: 7.5 points
