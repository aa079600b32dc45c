"""What a browser loads, refuses and runs when it opens the real site."""

from playwright.sync_api import Browser, Page, Request

# What a reader waits for on a slow line, in bytes as transferred.
BUDGET = 100 * 1024
HEAVY = ("document", "stylesheet", "script")
# The names of all that a site has stored in the browser.
STORED = """async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(database => database.name),
    ...await caches.keys(),
    ...document.cookie.split("; ").filter(Boolean),
]"""


def watched(page: Page, said: list[str]) -> None:
    """Note everything that ``page`` complains of, breaches of its content-security policy among it."""
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))


def test_pages_ask_nothing_of_anyone_else_and_raise_no_error(
    browser: Browser, address: str, addresses: list[str]
) -> None:
    """Every request goes to the site itself and succeeds; the console stays empty, so the policy is obeyed."""
    asked: list[str] = []
    said: list[str] = []
    with browser.new_page() as page:
        watched(page, said)
        page.on("request", lambda request: asked.append(request.url))
        for opened in addresses:
            page.goto(opened)

    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    # The browser itself reports that the page for missing addresses was sent as what it is.
    assert [line for line in said if "status of 404" not in line] == []
    assert sum("status of 404" in line for line in said) == 1


def test_the_policy_refuses_what_is_planted(browser: Browser, address: str) -> None:
    """The policy is not blind: a script, a style and a picture that were planted in a page do nothing."""
    said: list[str] = []
    planted = (
        "<script>window.planted = true</script><style>h1 { color: red }</style>"
        "<img src='https://elsewhere.example/x.png'></body>"
    )
    with browser.new_page() as page:
        watched(page, said)
        body = page.request.get(f"{address}en/about/").text()
        page.route("**/about/", lambda route: route.fulfill(body=body.replace("</body>", planted)))
        page.goto(f"{address}en/about/", wait_until="networkidle")

        assert page.evaluate("window.planted") is None
        assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).color") != "rgb(255, 0, 0)"
    assert sum("Content Security Policy" in line for line in said) == 3


def weight(browser: Browser, address: str) -> int:
    """Return how many bytes of text, styles and scripts a first visit to ``address`` transfers."""
    asked: list[Request] = []
    with browser.new_context() as first_visit, first_visit.new_page() as page:
        page.on("requestfinished", lambda request: asked.append(request))
        page.goto(address, wait_until="networkidle")
        return sum(request.sizes()["responseBodySize"] for request in asked if request.resource_type in HEAVY)


def test_pages_stay_within_their_weight(browser: Browser, address: str, kinds: list[str]) -> None:
    """Text, styles and scripts of a page, as a first visit transfers them, fit the budget."""
    weights = {}
    for language in ("zh", "en"):
        for kind in (kind for kind in kinds if kind == "" or kind.startswith("communities/")):
            weights[f"{language}/{kind}"] = weight(browser, f"{address}{language}/{kind}")

    print("\n".join(f"{size / 1024:6.1f} KB  {name}" for name, size in weights.items()))
    assert {name: size for name, size in weights.items() if not 0 < size <= BUDGET} == {}


def test_the_choice_of_light_or_dark_is_kept(browser: Browser, address: str) -> None:
    """The reader's choice holds on the next page, in the other language too."""
    with browser.new_context(color_scheme="light") as visit, visit.new_page() as page:
        page.goto(f"{address}zh/about/")
        page.get_by_title("切换为深色").click()
        page.goto(f"{address}en/timeline/")

        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_nothing_is_kept_in_the_browser_but_light_or_dark(
    browser: Browser, address: str, addresses: list[str]
) -> None:
    """After all pages, a search and a choice of colours there is no cookie, and one thing is stored: that choice."""
    with browser.new_context() as visit, visit.new_page() as page:
        for opened in addresses:
            page.goto(opened)
        page.goto(f"{address}en/about/")
        page.get_by_title("Switch to dark", exact=True).click()
        page.goto(f"{address}en/search/?q=hospital", wait_until="networkidle")

        assert visit.cookies() == []
        assert [name.rpartition(".")[2] for name in page.evaluate(STORED)] == ["__palette"]


def test_pages_are_read_without_scripts(browser: Browser, address: str, kinds: list[str]) -> None:
    """Without a script the text is there, and links lead to the other pages and the other language."""
    unread = []
    with browser.new_context(java_script_enabled=False) as plain, plain.new_page() as page:
        for language in ("zh", "en"):
            for kind in kinds:
                page.goto(f"{address}{language}/{kind}")
                if (
                    not page.locator("article h1").is_visible()
                    or not page.locator(".md-tabs a").last.is_visible()
                ):
                    unread.append(f"{language}/{kind}")
        page.goto(f"{address}zh/search/")

        assert unread == []
        assert page.locator("noscript p").is_visible()
        page.locator(".md-tabs a").nth(1).click()
        assert page.url == f"{address}zh/communities/"
        page.locator(".language-switch").click()
        assert page.url == f"{address}en/communities/"
