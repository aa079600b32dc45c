"""How to cite: each record has its citation, leads to it, and carries an edition that changes only with the record."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from folders import ROOT
from sitegen.i18n.languages import LANGUAGES
from sitegen.loading.load import read_library
from sitegen.plan.plan import plan_site
from sitegen.records.edition import edition
from sitegen.records.library import Library
from sitegen.render.renderer import render_pages

DAY = date(2026, 11, 24)


def library_in(folder: Path) -> Library:
    """Return the library in ``folder``."""
    library = read_library(folder).library()
    assert library is not None
    return library


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    """The real records as pages, without an address."""
    library = library_in(ROOT / "data")
    return render_pages(plan_site(library, DAY))


def entry(pages: dict[str, str], language: str, identifier: str) -> str:
    """Return the citation of one record."""
    found = re.search(
        rf'<li id="cite-{identifier}"><p>(.*?)</p>', pages[f"{language}/cite/index.md"], re.DOTALL
    )
    assert found is not None
    return re.sub("<[^>]+>", "", found[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_leads_to_its_citation_and_back(real: dict[str, str], language: str) -> None:
    """Where a fact or event stands, a link leads to its citation, and the citation's link leads back there."""
    cited = set(re.findall(r'<li id="cite-([^"]+)"', real[f"{language}/cite/index.md"]))
    text = "".join(page for name, page in real.items() if name.startswith(f"{language}/"))

    assert cited == set(re.findall(r'id="(?:fact|event)-([^"]+)"', text))
    assert cited == set(re.findall(r'/#cite-([^"]+)"', text))
    assert cited == set(
        re.findall(r'href="[^"]+#(?:fact|event)-([^"]+)">(?:zh|en)/', real[f"{language}/cite/index.md"])
    )


def test_a_citation_says_what_a_reader_must_quote(real: dict[str, str]) -> None:
    """Subject, measure, value as printed, status, date, source and place in it, site, address, day and edition."""
    record = edition(library_in(ROOT / "data").facts["baiguan-area"])

    assert entry(real, "zh", "baiguan-area") == (
        "上虞智创青春谷：面积。1000余亩（66公顷以上）（实际，征迁涉及的占地，数据日期：2023年）。"
        "来源：报纸专版（未署报名），《借势产业更新 撬动城市未来——上虞区建设未来产业社区探索产业升级新路径》，"
        "2024年第一季度，第1节第2段。上虞未来产业社区资料站，zh/communities/baiguan/#fact-baiguan-area，"
        f"2026年11月24日，版本{record}"
    )
    assert entry(real, "en", "hospital-opened").startswith("Sir Run Run Shaw Hospital, Shaoxing Campus: ")


def test_the_address_is_complete_once_it_is_known(library_folder: Path) -> None:
    """A citation can be followed from paper when the site knows where it is published."""
    library = library_in(library_folder)
    pages = render_pages(plan_site(library, DAY), "https://example.org/base")

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


def test_links_to_citations_are_light(real: dict[str, str]) -> None:
    """On the heaviest community page all of them together cost less than a kilobyte and a half, compressed."""
    for name, page in real.items():
        if "/communities/" in name:
            without = re.sub(r'<span class="permalink">.*?</span>', "", page)
            cost = len(gzip.compress(page.encode())) - len(gzip.compress(without.encode()))

            assert cost < 1536, name


def test_changes_of_a_record_stand_beside_its_citation(real: dict[str, str]) -> None:
    """Whoever cites a record learns that it was corrected."""
    after = real["en/cite/index.md"].split('id="cite-runtu-units-halted"')[1].split("</li>")[0]

    assert 'href="../changes/#change-runtu-all-units"' in after
