"""How to cite: each record has its citation, leads to it, and carries an edition that changes only with the record."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from folders import library_in
from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.edition import edition
from sitegen.records.library import Library
from sitegen.render.renderer import render_pages

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def pages(plan: Plan) -> dict[str, str]:
    """The honest records as pages, without an address."""
    return render_pages(plan)


@pytest.fixture(scope="module")
def tiny_pages(tiny: Library) -> dict[str, str]:
    """The tiny library as pages, without an address."""
    return render_pages(plan_site(tiny, DAY))


def entry(pages: dict[str, str], language: str, identifier: str) -> str:
    """Return the citation of one record."""
    found = re.search(
        rf'<li id="cite-{identifier}"><p>(.*?)</p>', pages[f"{language}/cite/index.md"], re.DOTALL
    )
    assert found is not None
    return re.sub("<[^>]+>", "", found[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_leads_to_its_citation_and_back(
    pages: dict[str, str], library: Library, language: str
) -> None:
    """Where a fact or event stands, a link leads to its citation, and the citation's link leads back there."""
    lists = [page for name, page in pages.items() if name.startswith(f"{language}/cite/")]
    cited = {one for page in lists for one in re.findall(r'<li id="cite-([^"]+)"', page)}
    text = "".join(page for name, page in pages.items() if name.startswith(f"{language}/"))
    moved = {entry.old.partition("#")[2].partition("-")[2] for entry in library.redirects.moved}

    assert cited == set(re.findall(r'id="(?:fact|event)-([^"]+)"', text)) - moved
    assert cited == set(re.findall(r'/#cite-([^"]+)"', text))
    assert cited == {
        one for page in lists for one in re.findall(r'href="[^"]+#(?:fact|event)-([^"]+)">(?:zh|en)/', page)
    }


def test_a_citation_says_what_a_reader_must_quote(tiny_pages: dict[str, str], tiny: Library) -> None:
    """Subject, measure, value as printed, status, date, source and place in it, site, address, day and edition."""
    assert entry(tiny_pages, "zh", "elm-area") == (
        "榆谷：面积。1000余亩（66公顷以上）；已完成；征迁；2023年8月下旬（推定）。"
        "来源：日报，《一篇报道》，约2024年第一季度，第1节第2段。示例站，zh/communities/elm/#fact-elm-area，"
        f"2026年11月24日，版本号{edition(tiny.facts['elm-area'])}"
    )
    assert entry(tiny_pages, "en", "college-moves").startswith("Sample College: ")


def test_the_address_is_complete_once_it_is_known(tiny: Library) -> None:
    """A citation can be followed from paper when the site knows where it is published."""
    pages = render_pages(plan_site(tiny, DAY), "https://example.org/base")

    assert "https://example.org/base/en/communities/elm/#fact-elm-area" in entry(pages, "en", "elm-area")


def test_an_edition_changes_with_the_record_alone(library_folder: Path) -> None:
    """The order of keys, and what stands beside the record, leave it as it is; any word of the record changes it."""
    first = library_in(library_folder)
    path = library_folder / "communities" / "elm.yaml"
    text = path.read_text(encoding="utf-8")
    moved = text.replace(
        "value: 约1200亩\n        status: planned\n", "status: planned\n        value: 约1200亩\n"
    )
    assert moved != text
    path.write_text(moved.replace("The boundaries differ.", "The boundaries differ!"), encoding="utf-8")
    second = library_in(library_folder)
    path.write_text(moved, encoding="utf-8")
    third = library_in(library_folder)

    editions = [
        {one: edition(fact) for one, fact in library.facts.items()} for library in (first, second, third)
    ]
    assert {one for one in editions[0] if editions[0][one] != editions[1][one]} == {"elm-area"}
    assert editions[2] == editions[0]
    assert all(re.fullmatch("[0-9a-f]{8}", one) for one in editions[0].values())


def test_links_to_citations_are_light(pages: dict[str, str]) -> None:
    """On the heaviest community page all of them together cost less than a kilobyte and a half, compressed."""
    for name, page in pages.items():
        if "/communities/" in name:
            without = re.sub(r'<span class="permalink">.*?</span>', "", page)
            cost = len(gzip.compress(page.encode())) - len(gzip.compress(without.encode()))

            assert cost < 1536, name


def test_changes_of_a_record_stand_beside_its_citation(tiny_pages: dict[str, str]) -> None:
    """Whoever cites a record learns that it was corrected."""
    after = tiny_pages["en/cite/index.md"].split('id="cite-elm-vacated"')[1].split("</li>")[0]

    assert 'href="../changes/#change-vacated-added"' in after
