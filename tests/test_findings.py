"""What was found for each community, how much was read to find it, and how a page says what was not."""

import re
from datetime import date
from pathlib import Path

import pytest

from folders import library_in
from sitegen.derived.findings import filled_rows, findings, found_rows, last_searched, reading
from sitegen.derived.standing import standing
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import render_pages

DAY = date(2024, 6, 1)


def edit(path: Path, old: str, new: str) -> None:
    """Replace ``old``, which must stand in the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def plain(text: str) -> str:
    """Return the words of ``text`` without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text)).strip()


def row(page: str, identifier: str) -> str:
    """Return the HTML of one row of the factsheet."""
    return page.split(f'id="row-{identifier}"')[1].split("</tr>")[0]


@pytest.fixture
def pages(library_folder: Path) -> dict[str, str]:
    """The pages of the tiny library, whose site has a repository to send corrections to."""
    site = library_folder / "site.yaml"
    site.write_text(
        f"{site.read_text(encoding='utf-8')}repository: https://github.com/example/site\n", encoding="utf-8"
    )
    return render_pages(plan_site(library_in(library_folder), DAY))


def test_slogans_do_not_count_as_found(tiny: Library) -> None:
    """A row that holds only measures of slogans, names or captions is shown, and not counted."""
    oak = tiny.communities["oak"]

    assert filled_rows(oak, tiny) == {"name", "main"}
    assert found_rows(oak, tiny) == {"name"}


def test_a_scheme_without_named_parts_does_not_count(library_folder: Path) -> None:
    """How many axes and cores there are to be says nothing of what they are."""
    path = library_folder / "communities" / "elm.yaml"
    edit(path, "    - {id: centre, parent: core, name: {zh: 中心, en: Centre}}\n", "")
    library = library_in(library_folder)
    elm = library.communities["elm"]

    assert filled_rows(elm, library) - found_rows(elm, library) == {"structure"}


def test_an_answer_at_district_level_is_counted_apart(tiny: Library) -> None:
    """A community with a record of its own has it as found, one without as answered at district level, and nobody twice."""
    counted = {one.id: findings(one, tiny) for one in tiny.communities.values()}

    assert (counted["elm"].found, counted["elm"].at_district, counted["elm"].total) == (6, 0, 7)
    assert (counted["oak"].found, counted["oak"].at_district, counted["oak"].total) == (1, 1, 7)


def test_sources_are_counted_as_far_as_they_were_read(library_folder: Path, tiny: Library) -> None:
    """Every source that stands on the day counts, and so does how many of them were read in part."""
    days = (date(2024, 5, 1), date(2024, 5, 2))
    before, after = (reading(standing(tiny, day)) for day in days)
    edit(library_folder / "sources.yaml", "extent: opening", "extent: whole")

    assert (before.total, before.in_part) == (5, 2)
    assert (after.total, after.in_part) == (4, 2), "one is withdrawn"
    assert reading(library_in(library_folder)).in_part == 0


def test_a_gap_was_last_searched_with_all_or_by_itself(tiny: Library) -> None:
    """The programme's searches were made for every gap; one of its own that is later counts for that gap alone."""
    searched = {gap.row: str(last_searched(gap, tiny)) for gap in tiny.communities["oak"].gaps}

    assert searched.pop("price") == "2024-05-20"
    assert set(searched.values()) == {"2024-05-01"}


def test_a_gap_says_why_and_what_was_searched(pages: dict[str, str], tiny: Library) -> None:
    """Not found, with how much was read, what was searched and when, and an invitation to send a source."""
    counted = reading(standing(tiny, DAY))
    zh, en = (row(pages[f"{language}/communities/oak/index.md"], "price") for language in ("zh", "en"))
    end = pages["en/communities/oak/index.md"].split("{#gaps}")[1]

    assert "未查到 已读部分未提及" in plain(zh)
    assert "最近查找：2024年5月20日" in plain(zh)
    assert "Not found not in the parts we read" in plain(en)
    assert f"{counted.total} sources read, {counted.in_part} of them only in part" in end
    assert "Searched on 20 May 2024: the district&#39;s land-auction site" in en
    assert re.search(r'<a href="[^"]*issues/new[^"]*">Send a source</a>', en)
    assert "Searched on 1 May 2024: public web pages" in end


def test_a_row_at_district_level_says_whose_its_answer_is(pages: dict[str, str]) -> None:
    """It links to the record with what it belongs to, stands among no gaps, and a community with its own has no such link."""
    oak, elm = (pages[f"zh/communities/{name}/index.md"] for name in ("oak", "elm"))
    cells = pages["en/compare/index.md"].split("Area")[1].split("</tr>")[0]

    assert (
        plain(row(oak, "area"))
        .split("面积 ")[1]
        .startswith("见全区（或开发区）：土地 示例计划社区本身：已读")
    )
    assert "targets/#fact-programme-candidate-land" in row(oak, "area")
    assert "is-gap" not in oak.split('id="row-area"')[1][:20]
    assert '见全区（或开发区）</dt><dd><a href="#row-area">' in oak
    assert "见全区" not in row(elm, "area")
    assert cells.count("At district level") == 1


def test_a_slogan_is_shown_beside_the_gap(pages: dict[str, str]) -> None:
    """What does not count stays to be read, and the row says that nothing else was found."""
    main = plain(row(pages["en/communities/oak/index.md"], "main"))

    assert "A new face for Oak" in main
    assert "Not found mentioned without detail" in main


def test_the_meter_says_what_it_measures(pages: dict[str, str]) -> None:
    """How much was found of how much, with what only the district has, and that this says nothing of the place."""
    zh, en = (plain(pages[f"{language}/communities/oak/index.md"]) for language in ("zh", "en"))

    assert "7项中查到1项，另有1项见全区（或开发区）" in zh
    assert "只反映本站查到多少，不代表政府公开情况，也不代表社区好坏" in zh
    assert "1 of 7 items found, 1 more at district level" in en
    assert "How much we found, not how good the site is." in en
