"""Addresses that have moved lead on, and a redirect begins where records once were."""

import dataclasses
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import ADDRESS
from sitegen.__main__ import main
from sitegen.i18n.languages import TAGS
from sitegen.plan.addresses import addresses
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.records.model import Moved, Redirects
from sitegen.render.root_files import render_root
from sitegen.website import archive as pack_site
from sitegen.website import verify as verify_site
from test_markup import errors

# What the id of a record makes on a page; the heading of a section only names it.
MADE = re.compile(
    r"(?:(?<!<h3 )id=\"|\{#)((?:fact|event|project|row|change|organisation|facility|term|question|place|source)-[a-z0-9-]+)"
)


def replace(folder: Path, old: str, new: str) -> None:
    """Write ``new`` for every ``old`` in the records, as an editor would."""
    for path in folder.rglob("*.yaml"):
        if path.name not in ("redirects.yaml", "vocabulary.yaml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf"\b{old}(?![\w-])", new, text), encoding="utf-8")


def rename_community(folder: Path) -> None:
    """Call the community elm another name."""
    replace(folder, "elm", "elm-town")
    (folder / "communities" / "elm.yaml").rename(folder / "communities" / "elm-town.yaml")


def build(folder: Path, docs: Path) -> int:
    """Build the pages of ``folder``."""
    return main(
        [
            "generate",
            "--data",
            str(folder),
            "--docs",
            str(docs),
            "--as-of",
            "2024-06-01",
            "--site-url",
            ADDRESS,
        ]
    )


def redirect(folder: Path, *moved: tuple[str, str]) -> None:
    """Write where addresses have moved to."""
    lines = [f"  - {{old: {old}, new: {new}}}\n" for old, new in moved]
    (folder / "redirects.yaml").write_text("moved:\n" + "".join(lines), encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_addresses_are_those_of_the_pages(library: Library, pages_folder: Path, language: str) -> None:
    """What the records are said to make is what stands on the pages, in either language, and where it has moved from."""
    found = set()
    for path in (pages_folder / language).rglob("*.md"):
        page = path.relative_to(pages_folder / language).with_suffix("").as_posix().removesuffix("/index")
        text = path.read_text(encoding="utf-8")
        if page != "index":
            found |= {page, *(f"{page}#{made}" for made in MADE.findall(text))}
    about = {f"about#{section.id}" for section in library.site.about}
    moved = {entry.old for entry in library.redirects.moved}

    assert (found | about) - moved == addresses(library)
    assert {old for old in moved if "#" in old} <= found


def test_a_renamed_community_leaves_a_page_that_leads_on(library_folder: Path, tmp_path: Path) -> None:
    """Both languages have a page without a script that leads to the new one."""
    rename_community(library_folder)
    redirect(library_folder, ("communities/elm", "communities/elm-town"))
    assert build(library_folder, tmp_path / "docs") == 0
    for language, told in (("zh", "这一页已移到新网址"), ("en", "This page has moved")):
        page = tmp_path / "docs" / "root" / language / "communities" / "elm" / "index.html"
        text = page.read_text(encoding="utf-8")
        found = verify_site.Document(page)

        assert f"<h1>{told}</h1>" in text
        assert found.refresh == "0; url=../../communities/elm-town/"
        assert found.links == ["../../communities/elm-town/"]
        assert found.versions == [f"{ADDRESS}/{language}/communities/elm-town/"]
        assert (found.faults, found.inline) == ([], [])
        assert "<script" not in text


def test_the_site_with_a_moved_page_has_no_faults(
    site: Path, library: Library, day: date, tmp_path: Path
) -> None:
    """The page that leads on is verified as every other: its policy, its link, its twin, and as valid HTML."""
    entry = Moved(old="communities/old-name", new=f"communities/{next(iter(library.communities))}#numbers")
    redirects = Redirects(moved=(*library.redirects.moved, entry))
    plan = plan_site(dataclasses.replace(library, redirects=redirects), day)
    moved = tmp_path / "site"
    shutil.copytree(site, moved)
    for name, text in render_root(plan, ADDRESS).items():
        path = moved / name.removeprefix("root/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert (moved / "en" / "communities" / "old-name" / "index.html").is_file()
    assert verify_site.verify(moved, ADDRESS) == []
    assert errors(*(moved / language / "communities" / "old-name" / "index.html" for language in TAGS)) == []


def test_a_renamed_fact_keeps_its_anchor(library_folder: Path, tmp_path: Path) -> None:
    """The old anchor stands at the foot of its page, in both languages, and leads to the fact, without a script."""
    replace(library_folder, "elm-area", "elm-land")
    redirect(library_folder, ("communities/elm#fact-elm-area", "communities/elm#fact-elm-land"))

    assert build(library_folder, tmp_path / "docs") == 0
    for language in ("zh", "en"):
        page = (tmp_path / "docs" / language / "communities" / "elm" / "index.md").read_text(encoding="utf-8")

        assert '<li id="fact-elm-area"><a href="../../communities/elm/#fact-elm-land">' in page
        assert page.count('id="fact-elm-land"') == 1


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("about", "compare", "网址“about”仍在使用", "is in use"),
        ("gone#fact-x", "compare", "没有“gone”这一页", "no page"),
        ("changes#kinds", "compare", "“changes#kinds”不是记录的编号形成的", "No id of a record makes"),
        ("search#search-field", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("communities/elm#numbers", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("communities/elm#source-x", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("compare#fact-x", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("timeline#fact-x", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("about#content", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("old-page", "compare", "“old-page”不是记录的编号形成的", "so it was never published"),
        ("targets/2", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("sources/1", "compare", "不是记录的编号形成的", "No id of a record makes"),
        ("communities/fir/more", "compare", "不会发布过", "No id of a record makes"),
        ("gone", "nowhere", "没有“nowhere”这个网址", "There is no address"),
        ("../../etc", "compare", "“../../etc”不是本站的网址", "no address on this site"),
        ("-", "compare", "“-”不是本站的网址", "no address on this site"),
        ("old-", "compare", "“old-”不是本站的网址", "no address on this site"),
        ("old--page", "compare", "“old--page”不是本站的网址", "no address on this site"),
        ("old.", "compare", "“old.”不是本站的网址", "no address on this site"),
        ("communities/elm#-", "compare", "“communities/elm#-”不是本站的网址", "no address on this site"),
        ("assets", "compare", "“assets”由网站自己使用", "the site itself needs"),
        ("assets/images", "compare", "“assets/images”由网站自己使用", "the site itself needs"),
        ("pagefind", "compare", "由网站自己使用", "the site itself needs"),
        ("cards/home", "compare", "由网站自己使用", "the site itself needs"),
        ('"404"', "compare", "由网站自己使用", "the site itself needs"),
        ("index", "compare", "由网站自己使用", "the site itself needs"),
        ("data/v1", "compare", "由网站自己使用", "the site itself needs"),
        ("con", "compare", "“con”是Windows留给设备的名称", "name of a device"),
        ("communities/nul", "compare", "“nul”是Windows留给设备的名称", "name of a device"),
        ("aux/nul/prn", "compare", "是Windows留给设备的名称", "name of a device"),
        ("lpt1/old", "compare", "“lpt1”是Windows留给设备的名称", "name of a device"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_refused(
    library_folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, zh: str, en: str
) -> None:
    """Each end is checked, and nothing can be written outside the site."""
    redirect(library_folder, (old, new))

    assert main(["check", "--data", str(library_folder)]) == 1
    said = capsys.readouterr().err
    assert zh in said
    assert en in said


def test_a_page_of_a_list_that_grew_shorter_may_be_led_on(library_folder: Path, tmp_path: Path) -> None:
    """What was published is redirected, also where a list had more pages than it has now."""
    redirect(library_folder, ("sources/2", "sources"))

    assert build(library_folder, tmp_path / "docs") == 0


def test_an_address_is_redirected_once(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two answers a reader could only get one."""
    redirect(library_folder, ("communities/gone", "about"), ("communities/gone", "compare"))

    assert main(["check", "--data", str(library_folder)]) == 1
    assert "data/redirects.yaml:3:11: 网址“communities/gone”仍在使用，或已写过一次" in capsys.readouterr().err


def test_in_an_archive_a_moved_page_leads_on_too(tmp_path: Path) -> None:
    """Opened from a folder, a browser needs the name of the file."""
    page = tmp_path / "en" / "old" / "index.html"
    for name in ("old", "new"):
        (tmp_path / "en" / name).mkdir(parents=True)
    packed = pack_site.portable('<meta http-equiv="refresh" content="0; url=../new/">', page, tmp_path)

    assert packed == '<meta http-equiv="refresh" content="0; url=../new/index.html">'
