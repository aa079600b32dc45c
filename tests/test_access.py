"""The pages keep the rules of accessibility (WCAG 2.2 AA), as far as axe can judge."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from folders import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES: dict[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # The switch of the drawer has to stand before the header, outside every landmark, for the styles to work by it.
    "rules": {"region": {"enabled": False}},
    "resultTypes": ["violations"],
}
CONTRAST: dict[str, object] = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
WIDE, NARROW = 1280, 375


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core."""
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, rules: dict[str, object] = RULES) -> list[str]:
    """Return what axe finds on ``page``."""
    # Axe also tells what it found right, which is not handed over.
    found = page.evaluate("rules => axe.run(document, rules).then((told) => told.violations)", rules)
    return [f"{violation['id']}: {node['target'][0]}" for violation in found for node in violation["nodes"]]


# Resolves once the page has its new width and nothing is fading in any more.
SETTLED = """async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    for (const change of document.getAnimations()) if (change.effect.getComputedTiming().endTime !== Infinity) change.finish();
}"""


def judged(
    browser: Browser, axe: str, addresses: dict[str, list[str]], width: int
) -> dict[tuple[str, str], list[str]]:
    """Return what axe finds at this width on each page of a scheme, by its address and the scheme."""
    found, grounds = {}, set()
    schemes: tuple[tuple[Literal["light", "dark"], dict[str, object]], ...] = (
        ("light", RULES),
        ("dark", CONTRAST),  # the scheme changes nothing but colours
    )
    for scheme, rules in schemes:
        with browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800}) as page:
            page.add_init_script(axe)
            for address in addresses[scheme]:
                page.goto(address)
                page.evaluate(SETTLED)
                found[address, scheme] = violations(page, rules)
                grounds.add((scheme, page.evaluate("getComputedStyle(document.body).backgroundColor")))

    assert len(found) == sum(map(len, addresses.values()))
    assert not {ground for scheme, ground in grounds if scheme == "dark" and ("light", ground) in grounds}
    return {state: faults for state, faults in found.items() if faults}


def test_axe_finds_nothing(browser: Browser, tiny_addresses: list[str], axe: str) -> None:
    """WCAG 2.2 AA, as far as a program can judge it, on every kind of page on a wide screen, light and dark."""
    # The languages differ in words alone.
    english = [one for one in tiny_addresses if "/zh/" not in one]
    assert judged(browser, axe, {"light": english, "dark": english}, WIDE) == {}


def test_axe_finds_nothing_whatever_the_records_hold(
    browser: Browser, addresses: list[str], axe: str
) -> None:
    """So it is on the longest page of every kind as it is published, on a phone, where tables scroll and the menu hides."""
    # The languages differ in words alone, and English is judged above.
    chinese = [one for one in addresses if "/en/" not in one]
    assert judged(browser, axe, {"light": chinese, "dark": chinese}, NARROW) == {}


def test_axe_finds_what_is_planted(browser: Browser, address: str, axe: str) -> None:
    """The judge is awake: a picture without words and grey on grey are reported."""
    with browser.new_page() as page:
        page.add_init_script(axe)
        page.goto(f"{address}en/about/")
        page.evaluate(
            """() => {
                const text = document.querySelector("article p");
                text.style.color = "#aaa";
                text.append(document.createElement("img"));
            }"""
        )
        found = " ".join(violations(page))

        assert "image-alt" in found
        assert "color-contrast" in found
