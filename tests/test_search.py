"""What a reader finds who types a word into the search page; `make searches` prints the answers."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from sitegen.i18n.languages import LANGUAGES
from sitegen.records.library import Library
from sitegen.records.model import Language

ELM = "communities/elm/"
# The page that answers each query best on the site of the tiny library, with its section where one does: it has to come first.
ANSWERS: dict[Language, dict[str, str]] = {
    "zh": {
        "榆谷": ELM,
        "Elm": ELM,
        "橡园": "communities/oak/",
        "机电": "organisations/#organisation-maker",
        "600000": "organisations/#organisation-maker",
        "示例学院": "facilities/#facility-college",
        "学院": "facilities/#facility-college",  # a piece of a name
        "示例局": "organisations/#organisation-bureau",
        "梣镇": "communities/#name-of-ash",
        "一种布局": "glossary/#term-core-and-axes",
        "时间节点": "timeline/#dates",
    },
    "en": {
        "Elm": ELM,
        "elm valley": ELM,
        "榆谷": ELM,
        "Oak": "communities/oak/",
        "Motors": "organisations/#organisation-maker",
        "600000": "organisations/#organisation-maker",
        "college": "facilities/#facility-college",
        "Bureau": "organisations/#organisation-bureau",
        "Ash Town": "communities/#name-of-ash",
        "layout": "glossary/#term-core-and-axes",
        "announced dates": "timeline/#dates",
    },
}
NONSENSE = "ЖЖЖ"
# What a query may fetch, as HACKING.md states it, in bytes as they travel: the first brings the engine along.
FIRST, LATER = 250_000, 100_000


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """Each language in turn."""
    found: Language = request.param
    return found


@pytest.fixture
def page(browser: Browser, tiny_address: str, language: Language) -> Iterator[Page]:
    """The search page of a language, on the site of the tiny library."""
    with browser.new_page() as page:
        page.goto(f"{tiny_address}{language}/search/")
        yield page


def answers(library: Library, language: Language) -> dict[str, str]:
    """Return queries that follow from the records, and the page with its section that has to come first."""
    communities, organisations = library.communities.values(), library.organisations.values()
    named = {getattr(one.name, language): f"communities/{one.id}/" for one in communities}
    other = {getattr(one.name, LANGUAGES[language == "zh"]): f"communities/{one.id}/" for one in communities}
    listed = {one.ticker.code: f"organisations/#organisation-{one.id}" for one in organisations if one.ticker}
    return named | other | listed


def asked(page: Page, query: str) -> list[list[str]]:
    """Type ``query``, press Enter and return, for each page found, where it and its best sections are."""
    field = page.get_by_role("searchbox")
    field.clear()
    field.press_sequentially(query)
    field.press("Enter")
    # The word that search is under way is shown at once, and goes when the answer is there.
    page.wait_for_function(
        "() => { const {textContent, dataset} = document.querySelector('#search-status'); "
        "return textContent && textContent !== dataset.searching; }"
    )
    found: list[list[str]] = page.evaluate(
        "() => [...document.querySelectorAll('#search-results > li')].map((item) => "
        "[...item.querySelectorAll('a')].map((link) => link.href))"
    )
    return found


def misses(page: Page, home: str, wanted: dict[str, str]) -> dict[str, list[list[str]]]:
    """Return what was found instead for each query whose page, or section on it, does not come first."""
    wrong = {}
    for query, place in wanted.items():
        found = asked(page, query)
        # Three of each: what a reader sees without scrolling.
        shown = [[link.removeprefix(home) for link in links] for links in found[:3]]
        print(f"{query:20}", *(links[0] or "(home)" for links in shown), sep="  ")
        path = place.partition("#")[0]
        if not (shown and shown[0][0] == path and (path == place or shown[0][1] == place)):
            wrong[query] = shown
        assert all(link.startswith(home) for links in found for link in links)
    return wrong


def test_the_page_that_answers_comes_first(page: Page, tiny_address: str, language: Language) -> None:
    """Names in either language, tickers, words of the trade and pieces of names lead to their page and section."""
    assert misses(page, f"{tiny_address}{language}/", ANSWERS[language]) == {}


def test_the_page_of_a_name_comes_first_whatever_the_records_hold(
    browser: Browser, address: str, library: Library, language: Language
) -> None:
    """The name of every community, in either language, leads to its page, and every ticker to its company."""
    with browser.new_page() as page:
        page.goto(f"{address}{language}/search/")

        assert misses(page, f"{address}{language}/", answers(library, language)) == {}


def test_a_query_keeps_within_its_budget(
    browser: Browser, address: str, library: Library, language: Language
) -> None:
    """The first query fetches the engine and what it needs of the index, the next one only the latter."""
    queries = list(answers(library, language))
    for query, other in ((queries[0], queries[-1]), (queries[-1], queries[0])):
        fetched: list[Request] = []

        def note(request: Request, fetched: list[Request] = fetched) -> None:
            fetched.append(request)

        with browser.new_page() as page:
            page.goto(f"{address}{language}/search/")
            page.on("requestfinished", note)
            asked(page, query)
            first = sum(request.sizes()["responseBodySize"] for request in fetched)
            names = {request.url.rpartition(".")[2] for request in fetched}
            fetched.clear()
            asked(page, other)
            later = sum(request.sizes()["responseBodySize"] for request in fetched)

        assert {"pf_meta", "pf_index", "pf_fragment", "pagefind"} <= names
        assert first <= FIRST
        assert later <= LATER


def test_a_section_that_was_found_is_there(page: Page, tiny_address: str, language: Language) -> None:
    """The link to a section opens the page at that section."""
    asked(page, "college" if language == "en" else "示例学院")
    page.locator("#search-results ul a").first.click()
    page.wait_for_url(f"{tiny_address}{language}/facilities/#facility-college")

    expect(page.locator("#facility-college")).to_be_in_viewport()


def test_search_answers_while_a_reader_types(page: Page, language: Language) -> None:
    """Without a key or a button the answer appears, the words found are marked, and the address keeps the query."""
    page.get_by_role("searchbox").press_sequentially("600000")

    expect(page.locator("#search-results mark").first).to_have_text("600000")
    assert page.url.endswith(f"{language}/search/?q=600000")
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("600000")
    expect(page.locator("#search-results > li")).not_to_have_count(0)


def test_nothing_found_is_said(page: Page, language: Language) -> None:
    """A word that stands nowhere gets a plain answer, and an empty field none."""
    assert asked(page, NONSENSE) == []
    said = page.get_by_role("status")
    assert re.search("没有找到" if language == "zh" else "Nothing found", said.inner_text())

    page.get_by_role("searchbox").clear()
    expect(said).to_be_empty()
