"""From a record to its correction: a link to the form of the repository, a prepared mail, or nothing."""

import html
import re
from datetime import date
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

from folders import ROOT
from sitegen import checks
from sitegen.loading.load import read_library
from sitegen.plan.plan import plan_site
from sitegen.render.corrections import FORM, PAGE, SHOWN, correction
from sitegen.render.renderer import render_pages

LINK = re.compile(r'<a href="([^"]+)">(?:更正|Correct this|提供来源|Send a source)</a>')
REPOSITORY = "repository: https://github.com/district/communities\n"


def pages_with(folder: Path, settings: str) -> dict[str, str]:
    """Return the pages of the library in ``folder`` whose site has the further ``settings``."""
    site = folder / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + settings, encoding="utf-8")
    library = read_library(folder).library()
    assert library is not None
    assert checks.run(library) == []
    return render_pages(plan_site(library, date(2024, 6, 1)))


def links(page: str) -> list[str]:
    """Return where the links for corrections of ``page`` lead."""
    return [html.unescape(address) for address in LINK.findall(page)]


def test_every_fact_event_gap_and_source_has_a_form_filled_in(library_folder: Path) -> None:
    """On every page of both languages: each anchor of a record, with the value that the page shows."""
    pages = pages_with(library_folder, REPOSITORY)
    anchors = re.compile(r'(?:<tr|<li|<div class="fact[^"]*") id="((?:fact|event)-[^"]+)"')

    for name, text in pages.items():
        page = re.sub('<div class="moved".*?</div>', "", text, flags=re.DOTALL)  # addresses without a record
        found = [parse_qs(urlsplit(link).query, strict_parsing=True) for link in links(page)]
        where = [query[PAGE][0].partition("#") for query in found]
        expected = {
            *anchors.findall(page),
            *re.findall(r"\{#(source-[^ }]+)", page),
            *re.findall(r'<tr id="(row-[^"]+)"(?:(?!</tr>).)*?class="gap"', page, re.DOTALL),
            *re.findall(r"\{#(gaps)\}", page),
            *re.findall(r'<li id="(question-[^"]+)">\n.*"mark mark--(?:partly|unanswered)"', page),
        }

        assert {folder for folder, _, _ in where} <= {name.removesuffix("index.md")}, name
        assert {anchor for _, _, anchor in where} == expected, name
        assert all(query["template"] == [FORM] and query[SHOWN][0] for query in found), name
    shown = {
        query[PAGE][0]: query[SHOWN][0]
        for page in pages.values()
        for query in (parse_qs(urlsplit(link).query) for link in links(page))
    }
    assert shown["zh/communities/elm/#fact-elm-area"] == "1000余亩（66公顷以上）"
    assert shown["en/communities/elm/#fact-elm-area"] == "more than 1,000 mu (ove…"


def test_the_form_has_the_fields_that_links_fill_in() -> None:
    """GitHub fills in a field by its id, and passes over others in silence."""
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / FORM).read_text(encoding="utf-8"))

    assert {PAGE, SHOWN} <= {field.get("id") for field in form["body"]}


def test_without_a_way_to_report_pages_have_no_link(library_folder: Path) -> None:
    """Neither a repository that nobody knows how to write to, nor a contact without a mail address, gives one."""
    silent = pages_with(
        library_folder,
        "repository: https://code.example.org/site\ncontact: {zh: 电话0575-82211000, en: Phone 0575-82211000}\n",
    )

    assert not any(LINK.search(page) for page in silent.values())


@pytest.mark.parametrize(
    ("settings", "address", "values"),
    [
        ("repository: https://github.com/d/c.git/\n", "https://github.com/d/c/issues/new", (FORM, "{page}", "{shown}")),
        ("repository: https://gitlab.com/g/d/c\n", "https://gitlab.com/g/d/c/-/issues/new", ("更正: {shown}", "{page}")),
        (
            "repository: https://git.example.org/d/c\nforge: gitlab\n",
            "https://git.example.org/d/c/-/issues/new",
            ("更正: {shown}", "{page}"),
        ),
        ("repository: https://gitee.com/d/c\n", "https://gitee.com/d/c/issues/new", ()),
        ("contact: {zh: 来信a.b+c@d9.gov.cn。, en: Write}\n", "mailto:a.b+c@d9.gov.cn", ("更正", "{page} {shown}")),
        ("contact: {zh: 来信, en: Write}\nforge: github\n", "", ()),
    ],
)  # fmt: skip
def test_each_place_for_reports_gets_what_it_reads(
    library_folder: Path, settings: str, address: str, values: tuple[str, ...]
) -> None:
    """Signs that mean something in an address arrive as they are, and long texts are cut."""
    site_file = library_folder / "site.yaml"
    site_file.write_text(site_file.read_text(encoding="utf-8") + settings, encoding="utf-8")
    library = read_library(library_folder).library()
    assert library is not None

    for page, shown in (("zh/a/#fact-b", "50% & <c>=1+2；“d”?#e"), ("zh/", "长" * 50), ("en/", "\\ \" ' |")):
        told = correction(library.site, "更正", page, shown)
        cut = shown if len(shown) < 50 else "长" * 23 + "…"

        assert told.partition("?")[0] == address
        query = urlsplit(told).query
        fields = [unquote(part.partition("=")[2].replace("+", " ")) for part in query.split("&") if part]
        assert fields == [value.format(page=page, shown=cut) for value in values]
        assert not re.search(r"[\s\"'<>\\|]", told)
    if address.startswith("mailto:"):
        assert parseaddr(address.removeprefix("mailto:"))[1] == "a.b+c@d9.gov.cn"
