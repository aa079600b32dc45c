"""The pages keep the rules of accessibility (WCAG 2.2 AA), as far as axe can judge."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from folders import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # The switch of the drawer has to stand before the header, outside every landmark, for the styles to work by it.
    "rules": {"region": {"enabled": False}},
    "resultTypes": ["violations"],
}
WIDE, NARROW = 1280, 375
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core."""
    return AXE.read_text(encoding="utf-8")


def violations(pages: list[Page]) -> list[list[str]]:
    """Return what axe finds on each of ``pages``; they are judged at the same time, each in a process of its own."""
    for page in pages:
        # Axe also tells what it found right, which is not handed over.
        page.evaluate(
            "rules => { window.judged = axe.run(document, rules).then((told) => told.violations) }", RULES
        )
    return [
        [
            f"{violation['id']}: {node['target'][0]}"
            for violation in page.evaluate("window.judged")
            for node in violation["nodes"]
        ]
        for page in pages
    ]


# Resolves once the page has its new width and nothing is fading in any more.
SETTLED = """async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    for (const change of document.getAnimations()) if (change.effect.getComputedTiming().endTime !== Infinity) change.finish();
}"""


def judged(
    browser: Browser, axe: str, addresses: list[str], width: int
) -> dict[tuple[str, Literal["light", "dark"]], list[str]]:
    """Return what axe finds on each page at this width, light and dark."""
    found = {}
    contexts = [
        browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
        for scheme in SCHEMES
    ]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.add_init_script(axe)
    for address in addresses:
        for page in pages:
            page.goto(address)
            page.evaluate(SETTLED)
        for scheme, faults in zip(SCHEMES, violations(pages), strict=True):
            found[address, scheme] = faults
    for context in contexts:
        context.close()
    assert len(found) == len(addresses) * len(SCHEMES)
    return found


def test_axe_finds_nothing(browser: Browser, tiny_address: str, tiny_kinds: list[str], axe: str) -> None:
    """WCAG 2.2 AA, as far as a program can judge it, on every kind of page on a wide screen, light and dark."""
    # The languages differ in words alone.
    found = judged(browser, axe, [f"{tiny_address}en/{kind}" for kind in tiny_kinds], WIDE)

    assert {state: faults for state, faults in found.items() if faults} == {}


def test_axe_finds_nothing_whatever_the_records_hold(
    browser: Browser, addresses: list[str], axe: str
) -> None:
    """The longest page of every kind as it is published, in either language, on a phone, light and dark."""
    found = judged(browser, axe, addresses, NARROW)

    assert {state: faults for state, faults in found.items() if faults} == {}


def test_axe_finds_what_is_planted(browser: Browser, tiny_address: str, axe: str) -> None:
    """The judge is awake: a picture without words and grey on grey are reported."""
    with browser.new_page() as page:
        page.add_init_script(axe)
        page.goto(f"{tiny_address}en/about/")
        page.evaluate(
            """() => {
                const text = document.querySelector("article p");
                text.style.color = "#aaa";
                text.append(document.createElement("img"));
            }"""
        )
        found = " ".join(violations([page])[0])

        assert "image-alt" in found
        assert "color-contrast" in found
