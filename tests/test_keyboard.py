"""Every reader gets to everything with the keyboard, without scripts and on a small screen."""

import pytest
from playwright.sync_api import Browser, ViewportSize

WIDTHS = (1280, 375)
PHONE: ViewportSize = {"width": 375, "height": 740}
# So many stops are made before anybody asks whether the round is made.
STEPS = 10
FOCUSED = "part => part === document.activeElement"


# The languages differ in words alone: each is tried at one width.
@pytest.mark.parametrize(("language", "width"), [("zh", 1280), ("en", 375)])
def test_the_first_key_skips_to_the_text(
    browser: Browser, tiny_address: str, tiny_kinds: list[str], language: str, width: int
) -> None:
    """On every kind of page the first stop is a link, seen when it has the focus, past navigation to the text."""
    wrong = []
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        for address in [f"{tiny_address}{language}/{kind}" for kind in tiny_kinds]:
            page.goto(address)
            page.keyboard.press("Tab")
            link = page.locator(".md-skip")
            first = link.evaluate(FOCUSED)
            # The theme lets it fade in.
            link.evaluate("link => link.getAnimations().forEach((change) => change.finish())")
            shown = link.evaluate("link => getComputedStyle(link).opacity") == "1"
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            skipped = page.evaluate("() => document.activeElement.closest('article, footer') !== null")
            if not (first and shown and skipped):
                wrong.append((address, first, shown, skipped))

    assert wrong == []


def faults_of(browser: Browser, addresses: list[str], width: int) -> dict[str, list[str]]:
    """Return what the Tab key misses, or stops at unseen, on each page that has such a fault."""
    wrong = {}
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        for opened in addresses:
            page.goto(opened)
            stops = page.evaluate(WATCH)
            while stops > 0 and not page.evaluate("window.round"):
                for _ in range(STEPS):
                    page.keyboard.press("Tab")
                stops -= STEPS
            if faults := page.evaluate(MISSED):
                wrong[opened] = faults
    return wrong


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_everything(
    browser: Browser, tiny_address: str, tiny_kinds: list[str], width: int
) -> None:
    """Tab goes through every link, field, switch and scrolling table that is shown, and stops at nothing unseen."""
    # The languages differ in words alone.
    pages = [tiny_address, *(f"{tiny_address}zh/{kind}" for kind in tiny_kinds)]

    assert faults_of(browser, pages, width) == {}


# Runs in the page: notes each stop, whether it could be seen there, and when all were made and the first comes again.
# Returns how many stops there may be.
WATCH = """() => {
    window.reached = new Set();
    window.unseen = [];
    window.round = false;
    const within = (part) => {
        const box = part.getBoundingClientRect();
        return box.right > 0 && box.left < innerWidth && part.checkVisibility({visibilityProperty: true});
    };
    document.addEventListener("focusin", ({target}) => {
        window.round ||= window.reached.has(target);
        window.reached.add(target);
        // A switch is seen by its label.
        const signs = target.matches(".md-toggle") ? [...target.labels].filter((label) => label.textContent || label.children.length) : [target];
        if (!signs.some(within)) window.unseen.push(target);
    });
    return document.querySelectorAll("a[href], input, summary, [tabindex='0']").length;
}"""
MISSED = """() => {
    const scrolls = (part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === "auto";
    const wanted = [
        ...document.querySelectorAll("a[href], input:not([type=radio]), summary"),
        ...[...document.querySelectorAll("article *")].filter(scrolls),
    ];
    const missed = wanted.filter((part) => part.checkVisibility({visibilityProperty: true}) && !window.reached.has(part));
    const named = (fault) => (part) => `${fault}: ${part.outerHTML.slice(0, 120)}`;
    return missed.map(named("missed")).concat(window.unseen.map(named("unseen")));
}"""


def test_the_drawer_is_worked_with_the_keyboard(browser: Browser, address: str) -> None:
    """On a phone the drawer has a name, opens with a key, keeps the focus, leads on, and Escape closes it."""
    with browser.new_page(viewport=PHONE) as page:
        page.goto(f"{address}en/about/")
        switch = page.get_by_role("checkbox", name="Navigation")
        drawer = page.locator(".md-sidebar--primary")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")

        assert switch.evaluate(FOCUSED)
        outline = "label => getComputedStyle(label).outlineStyle"
        assert page.locator(".md-header label[for=__drawer]").evaluate(outline) == "solid"
        assert not drawer.is_visible()

        page.keyboard.press("Space")
        assert drawer.is_visible()
        inside = "() => document.activeElement.closest('.md-sidebar--primary') !== null"
        links = drawer.locator("a:visible").count()
        for _ in range(links):
            assert page.evaluate(inside)
            page.keyboard.press("Tab")
        assert not page.evaluate("() => document.activeElement.closest('header, article, footer') !== null")

        page.keyboard.press("Escape")
        assert not drawer.is_visible()
        assert switch.evaluate(FOCUSED)

        page.keyboard.press("Space")
        drawer.get_by_role("link", name="Timeline").press("Enter")
        page.wait_for_url(f"{address}en/timeline/")
        assert not drawer.is_visible()


def test_the_drawer_works_without_scripts(browser: Browser, address: str) -> None:
    """The same switch opens and closes the drawer by keyboard alone."""
    with browser.new_page(viewport=PHONE, java_script_enabled=False) as page:
        page.goto(f"{address}zh/about/")
        drawer = page.locator(".md-sidebar--primary")
        switch = page.get_by_role("checkbox", name="导航栏")
        for shown in (True, False, True):
            switch.press("Space")
            assert drawer.is_visible() == shown
        drawer.get_by_role("link", name="时间线").press("Enter")
        assert page.url == f"{address}zh/timeline/"


def test_a_narrow_page_scrolls_only_down(browser: Browser, addresses: list[str]) -> None:
    """At 320 pixels, or four times enlarged, nothing is cut off to the side; only tables scroll in their frames."""
    wide = {}
    with browser.new_page(viewport={"width": 320, "height": 640}) as page:
        for address in addresses:
            page.goto(address)
            faults = page.evaluate(WIDE)
            if faults:
                wide[address] = faults

    assert wide == {}


WIDE = """() => {
    const root = document.scrollingElement;
    const framed = (part) => part.closest(".table-scroll, .md-sidebar, .md-header__title, .md-tabs, .hidden, .md-skip");
    const over = [...document.querySelectorAll("body *")].filter((part) => !framed(part) && part.checkVisibility({visibilityProperty: true}) && part.getBoundingClientRect().right > innerWidth + 1);
    return (root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} wide`] : []).concat(over.map((part) => part.outerHTML.slice(0, 120)));
}"""
