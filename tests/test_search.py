"""What a reader finds who types a word into the search page; `make searches` prints the answers."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

CAOE, BAIGUAN, DAOXU = "communities/caoe/", "communities/baiguan/", "communities/daoxu/"
COMMUNITIES, COMPANIES, FACILITIES = "communities/", "organisations/", "facilities/"
GLOSSARY, TIMELINE = "glossary/", "timeline/"
LISTED = COMPANIES + "#organisation-"

# The page that answers each query best, with its section where one does: it has to come first.
ANSWERS = {
    "zh": {
        "青春": BAIGUAN,  # the word stands in the community's own name, and in many other places
        "春谷": BAIGUAN,  # no word by itself, but a reader may remember a piece of a name
        "产业": CAOE,  # every community is one of 未来产业社区; this one is called so
        "厂房": DAOXU,  # from the middle of sentences
        "换鸟": GLOSSARY + "#term-empty-the-cage",
        "医院": FACILITIES + "#facility-srrsh-shaoxing",
        "龙盛": LISTED + "longsheng",
        "卧龙": LISTED + "wolong-group",
        "300316": LISTED + "jingsheng",
        "600352": LISTED + "longsheng",
        "600580": LISTED + "wolong-electric",
        "AWC": LISTED + "brook-crompton",
        "Caoe": CAOE,
        "Cao'e": CAOE,
        "CAO'E": CAOE,
        "曹娥": CAOE,
        "百官": BAIGUAN,
        "Baiguan": BAIGUAN,
        "道墟": DAOXU,
        "Daoxu": DAOXU,
        "亩均税收": GLOSSARY + "#term-tax-per-mu",
        "晶盛": CAOE,
        "青春公寓": FACILITIES + "#facility-youth-apartments",
        "梁湖": COMMUNITIES + "#name-of-lianghu",
        "崧厦": COMMUNITIES + "#name-of-songxia",
        "承诺": TIMELINE + "#promises",
    },
    "en": {
        "youth": BAIGUAN,
        "industry": CAOE,
        "birds": GLOSSARY + "#term-empty-the-cage",
        "hospital": FACILITIES + "#facility-srrsh-shaoxing",
        "Longsheng": DAOXU,  # where its plants stood; its own entry comes second
        "Wolong": LISTED + "wolong-group",
        "300316": LISTED + "jingsheng",
        "600352": LISTED + "longsheng",
        "600580": LISTED + "wolong-electric",
        "AWC": LISTED + "brook-crompton",
        "Caoe": CAOE,
        "Cao'e": CAOE,
        "CAO'E": CAOE,
        "曹娥": CAOE,
        "百官": BAIGUAN,
        "Baiguan": BAIGUAN,
        "道墟": DAOXU,
        "Daoxu": DAOXU,
        "tax revenue per mu": GLOSSARY + "#term-tax-per-mu",
        "Jingsheng": CAOE,
        "youth apartments": FACILITIES + "#facility-youth-apartments",
        "Lianghu": COMMUNITIES + "#name-of-lianghu",
        "Songxia": COMMUNITIES + "#name-of-songxia",
        "promises": TIMELINE + "#promises",
    },
}
NONSENSE = "ЖЖЖ"
# What a query may fetch, as HACKING.md states it, in bytes as they travel: the first brings the engine along.
FIRST, LATER = 250_000, 100_000


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def page(browser: Browser, address: str, language: str) -> Iterator[Page]:
    """The search page of a language."""
    with browser.new_page() as page:
        page.goto(f"{address}{language}/search/")
        yield page


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


def test_the_page_that_answers_comes_first(page: Page, address: str, language: str) -> None:
    """Names in either language, tickers, words of the trade and pieces of names lead to their page and section."""
    wrong = {}
    for query, wanted in ANSWERS[language].items():
        found = asked(page, query)
        own = f"{address}{language}/"
        # Three of each: what a reader sees without scrolling.
        shown = [[link.removeprefix(own) for link in links] for links in found[:3]]
        print(f"{language}  {query:20}", *(links[0] or "(home)" for links in shown), sep="  ")
        place = wanted.partition("#")[0]
        if not (shown and shown[0][0] == place and (place == wanted or shown[0][1] == wanted)):
            wrong[query] = shown
        assert all(link.startswith(own) for links in found for link in links)

    assert wrong == {}


@pytest.mark.parametrize("query", ["300316", "Daoxu", "曹娥"])
def test_a_query_keeps_within_its_budget(page: Page, language: str, query: str) -> None:
    """The first query fetches the engine and what it needs of the index, the next one only the latter."""
    fetched: list[Request] = []
    page.on("requestfinished", lambda request: fetched.append(request))
    other = "产业" if language == "zh" else "industry"
    asked(page, query)
    first = sum(request.sizes()["responseBodySize"] for request in fetched)
    names = {request.url.rpartition(".")[2] for request in fetched}
    fetched.clear()
    asked(page, other)
    later = sum(request.sizes()["responseBodySize"] for request in fetched)

    assert {"pf_meta", "pf_index", "pf_fragment", "pagefind"} <= names
    assert first <= FIRST
    assert later <= LATER


def test_a_section_that_was_found_is_there(page: Page, address: str, language: str) -> None:
    """The link to a section opens the page at that section."""
    query = "hospital" if language == "en" else "医院"
    asked(page, query)
    page.locator("#search-results ul a").first.click()
    page.wait_for_url(f"{address}{language}/facilities/#facility-srrsh-shaoxing")

    expect(page.locator("#facility-srrsh-shaoxing")).to_be_in_viewport()


def test_search_answers_while_a_reader_types(page: Page, language: str) -> None:
    """Without a key or a button the answer appears, the words found are marked, and the address keeps the query."""
    page.get_by_role("searchbox").press_sequentially("300316")

    expect(page.locator("#search-results mark").first).to_have_text("300316")
    assert page.url.endswith(f"{language}/search/?q=300316")
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("300316")
    expect(page.locator("#search-results > li")).to_have_count(3)


def test_nothing_found_is_said(page: Page, language: str) -> None:
    """A word that stands nowhere gets a plain answer, and an empty field none."""
    assert asked(page, NONSENSE) == []
    said = page.get_by_role("status")
    assert re.search("没有找到" if language == "zh" else "Nothing found", said.inner_text())

    page.get_by_role("searchbox").clear()
    expect(said).to_be_empty()
