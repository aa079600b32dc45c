"""The archive of the site is opened from a folder, as someone does who was sent it."""

import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import ADDRESS
from sitegen.website import archive as pack_site
from sitegen.website import verify as verify_site
from test_loading import watched


@pytest.fixture(scope="module")
def archive(tiny_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packed site of the tiny library."""
    archive = tmp_path_factory.mktemp("packed") / "site.zip"
    pack_site.pack(tiny_site, archive, ADDRESS)
    return archive


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive unpacked, in a folder with a name that addresses have to quote."""
    folder = tmp_path_factory.mktemp("unpacked") / "我的 site"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder / "site"


def test_the_same_site_gives_the_same_archive(tiny_site: Path, archive: Path, tmp_path: Path) -> None:
    """Nothing of the moment or the machine goes into the archive."""
    copied = tmp_path / "copied"
    shutil.copytree(tiny_site, copied, copy_function=shutil.copyfile)
    again = tmp_path / "again.zip"
    pack_site.pack(copied, again, ADDRESS)

    assert again.read_bytes() == archive.read_bytes()


def test_every_link_leads_to_a_file(folder: Path) -> None:
    """No link leads to a folder, to nowhere or out of the archive, and every anchor is where it was."""
    pages = {path: verify_site.Document(path) for path in sorted(folder.rglob("*.html"))}
    wrong = []
    for path, page in pages.items():
        for address in [*page.links, *page.loads]:
            if ":" in address:
                continue
            place, _, anchor = address.partition("#")
            target = (path.parent / place).resolve() if place else path
            inside = target.is_relative_to(folder.resolve()) or target == path
            there = target.is_file() and (not anchor or anchor in pages[path.parent / target].ids)
            if not (inside and there):
                wrong.append(f"{path.relative_to(folder)}: {address}")

    assert pages
    assert wrong == []


def test_only_links_and_the_policy_are_changed(tmp_path: Path) -> None:
    """Anchors, queries, files, other sites and text stay as they are."""
    (tmp_path / "zh" / "about").mkdir(parents=True)
    page = (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'; base-uri 'none'\">"
        '<a href="../#top">href="../"</a><a href="..">x</a><a href="../about/?q=1">x</a><a href="#top">x</a>'
        '<a href="../a.css">x</a><a href="https://e.example/zh/">x</a><form action="./">\'self\'</form>'
    )

    assert pack_site.portable(page, tmp_path / "zh" / "about" / "index.html", tmp_path) == (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' file:; base-uri 'none'\">"
        '<a href="../index.html#top">href="../"</a><a href="../index.html">x</a>'
        '<a href="../about/index.html?q=1">x</a><a href="#top">x</a>'
        '<a href="../a.css">x</a><a href="https://e.example/zh/">x</a>'
        "<form action=\"./index.html\">'self'</form>"
    )


def test_the_site_is_read_from_a_folder(browser: Browser, folder: Path) -> None:
    """From the choice of language a reader clicks through to a figure and its twin; styles and scripts work."""
    said: list[str] = []
    asked: list[str] = []
    with browser.new_page() as page:
        watched(page, said)
        page.on("request", lambda request: asked.append(request.url))
        page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
        page.goto((folder / "index.html").as_uri())
        top = page.url.removesuffix("index.html")

        page.get_by_role("link", name="中文").click()
        page.wait_for_url(f"{top}zh/index.html")
        page.locator(".md-tabs").get_by_role("link", name="产业社区").click()
        page.wait_for_url(f"{top}zh/communities/index.html")
        page.get_by_role("article").get_by_role("link", name="榆谷").first.click()
        page.wait_for_url(f"{top}zh/communities/elm/index.html")
        page.locator(".number-value a").first.click()
        page.wait_for_url(f"{top}zh/communities/elm/index.html#fact-*")
        expect(page.locator(".fact:target")).to_be_in_viewport()
        page.locator(".language-switch").click()
        page.wait_for_url(f"{top}en/communities/elm/index.html")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Elm Valley")

        # The theme's styles, this site's, and the theme's script are at work.
        assert page.locator(".md-grid").first.evaluate("part => getComputedStyle(part).maxWidth") != "none"
        assert page.locator("h1").evaluate("part => getComputedStyle(part).fontWeight") == "700"
        page.get_by_title("Switch to dark").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"

        page.locator(".search-link").click()
        page.wait_for_url(f"{top}en/search/index.html")
        expect(page.get_by_role("status")).to_contain_text("it needs a server")
        expect(page.get_by_role("searchbox")).to_be_disabled()

        page.goto(f"{top}404.html")
        page.get_by_role("link").last.click()
        page.wait_for_url(f"{top}en/index.html")

    assert [url for url in asked if not url.startswith((top, "data:"))] == []
    assert said == []
