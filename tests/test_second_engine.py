"""The second engine makes the same site: every page, its text and head to the letter, and a search that finds the same."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import ADDRESS, copy_settings
from serving import served
from sitegen.records.library import Library
from sitegen.records.model import Language
from sitegen.website import build as site_builder
from sitegen.website import verify as verify_site
from sitegen.website import zensical as second_engine
from test_loading import watched
from test_search import answers, asked

# A second site takes long to build: edited records have one under `make honest`.
pytestmark = pytest.mark.long
# Where the two themes differ by design; all else of a page's head and text is compared.
OF_THE_THEME = re.compile(
    r"<script>.*?</script>|'sha256-[^']+'|<link [^>]*assets/stylesheets/(?:classic/)?(?:main|palette)\.[^>]*>"
    r'|<a id="__skip"[^>]*></a>',
    re.DOTALL,
)
# One theme begins an address with this, the other does not.
HERE = re.compile(r'(?<==")(?:\./)+(?=[^"])')


@pytest.fixture(scope="module")
def project(pages_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real records' pages with the settings of both engines."""
    project = tmp_path_factory.mktemp("second")
    copy_settings(project)
    shutil.copytree(pages_folder, project / "docs")
    return project


@pytest.fixture(scope="module")
def second(project: Path, site: Path) -> Path:
    """The site that `make second-engine` would build; its cards are those of the first."""
    second = project / "site"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", ADDRESS)
        assert second_engine.build_languages(project, second)
    assert site_builder.index(second)
    for cards in site.glob("*/cards"):
        shutil.copytree(cards, second / cards.relative_to(site))
    return second


@pytest.fixture(scope="module")
def second_address(second: Path) -> Iterator[str]:
    """Where that site is served."""
    with served(second, "/base") as address:
        yield address


def pages(site: Path) -> dict[str, str]:
    """Return the text of each page by its place in ``site``."""
    return {
        path.relative_to(site).as_posix(): HERE.sub("", path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }


def own(page: str) -> list[str]:
    """Return the lines of a page that are the site's own: its head, its article and what follows the article."""
    head, _, body = page.partition("</head>")
    _, opening, article = body.partition("<article")
    article, closing, after = article.partition("</article>")
    foot = re.search(r"<footer.*?</footer>", after, re.DOTALL)
    text = "\n".join([head, opening, article, closing, foot[0] if foot else ""])
    return [line.strip() for line in OF_THE_THEME.sub("", text).splitlines() if line.strip()]


def test_the_second_site_has_no_faults(second: Path) -> None:
    """Languages are declared, links and anchors lead somewhere, the policy allows every script."""
    assert verify_site.verify(second, ADDRESS) == []


def test_the_sites_have_the_same_files(site: Path, second: Path) -> None:
    """Pages, plain texts, data, feeds and cards are the same; styles, scripts and the index are each engine's own."""
    files = [
        {
            place
            for path in folder.rglob("*")
            if path.is_file()
            and not re.match(r"(zh|en)/(pagefind|assets)/", place := path.relative_to(folder).as_posix())
        }
        for folder in (site, second)
    ]

    assert len(files[0]) > 100
    assert files[0] == files[1]
    assert all(
        (second / place).read_bytes() == (site / place).read_bytes()
        for place in files[0]
        if not place.endswith(".html")
    )


def test_pages_say_the_same(site: Path, second: Path) -> None:
    """Head, text and foot of every page are the same to the letter, and so are the tabs and the way to the twin."""
    other = pages(second)

    assert len(own(other["zh/about/index.html"])) > 60
    for place, page in pages(site).items():
        assert own(other[place]) == own(page), place
        for part in (
            r'<html lang="[^"]+"',
            r'<a class="language-switch"[^>]*>[^<]*</a>',
            r'<a class="md-skip"[^>]*>',
            r'<a href="[^"]*" class="md-tabs__link">\s*([^<]*?)\s*</a>',
            r'<input class="md-option"[^>]*>',
        ):
            assert re.findall(part, other[place]) == re.findall(part, page), place


@pytest.mark.parametrize("language", ["zh", "en"])
def test_search_finds_the_same_in_a_page_that_obeys_its_policy(
    browser: Browser, second_address: str, library: Library, language: Language
) -> None:
    """Every query that the first site is held to brings the same page first, and the console stays empty."""
    said: list[str] = []
    wanted = answers(library, language)
    with browser.new_page() as page:
        watched(page, said)
        page.goto(f"{second_address}{language}/search/")
        first = {query: (asked(page, query) or [[]])[0] for query in wanted}

        page.locator(".language-switch").click()
        assert page.url == f"{second_address}{'en' if language == 'zh' else 'zh'}/search/"
    assert {
        query: place
        for query, place in wanted.items()
        if f"{second_address}{language}/{place}" not in first[query]
    } == {}
    assert said == []


def test_the_second_engine_stops_at_a_dead_link(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is as strict as the first, and names the place."""
    shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns("site"))
    with (tmp_path / "project" / "docs" / "en" / "about" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n[gone](gone.md)\n")

    assert not second_engine.build_languages(tmp_path / "project", tmp_path / "site")
    assert re.search(r"about/index\.md:\d+:8", capsys.readouterr().err)
