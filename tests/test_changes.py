"""The log of changes: what it may hold, what a reader sees of it, and from which day."""

from datetime import date
from pathlib import Path
from typing import get_args

from folders import library_in
from sitegen.plan.plan import plan_site
from sitegen.records.model import PageName
from sitegen.render.renderer import render_pages


def page(folder: Path, day: date, name: str = "changes") -> str:
    """Return the English page of changes, or another, as seen from ``day``."""
    return render_pages(plan_site(library_in(folder), day))[f"en/{name}/index.md"]


def test_a_change_is_told_with_its_day_kind_reason_and_records(library_folder: Path) -> None:
    """A reader of the page learns what changed, when, why, and can follow it to the record."""
    text = page(library_folder, date(2024, 6, 1))

    assert "## 20 May 2024" in text
    assert "The area was wrong &amp; now follows the &lt;paper&gt;." in text
    assert '<p class="timeline-date">our error</p>' in text
    assert 'href="../communities/elm/#fact-elm-area"' in text
    assert 'href="../communities/elm/#event-elm-hospital"' in text
    assert 'href="../sources/"' in text
    assert text.index("area-from-paper") < text.index("names-reworded")


def test_the_log_is_seen_from_the_day_of_the_build(library_folder: Path) -> None:
    """A change that had not been made on that day is not told; before the first, the page says that there is none."""
    early, none = page(library_folder, date(2024, 5, 2)), page(library_folder, date(2024, 5, 1))

    assert "names-reworded" in early
    assert "area-from-paper" not in early
    assert "Nothing has been corrected or changed so far." in none


def fact_of(folder: Path, day: date, language: str = "en") -> str:
    """Return what the page of the elm says of its area as seen from ``day``."""
    library = library_in(folder)
    text = render_pages(plan_site(library, day))[f"{language}/communities/elm/index.md"]
    return text.split('id="fact-elm-area"')[1].split('id="fact-')[0]


def test_a_fact_shows_what_it_said_before(library_folder: Path) -> None:
    """Each earlier value stands with the fact: status, scope, date, source, when and why it was changed, the latest first."""
    told = fact_of(library_folder, date(2024, 6, 1))
    history = told.split(">Previously<")[1]

    assert told.count(">Previously<") == 1
    assert history.index("about 900 mu (about 60 ha)") < history.index("1,200 mu or more (")
    assert "The area was wrong &amp; now follows the &lt;paper&gt;." in history
    assert 'href="../../changes/#change-area-from-paper">Changed on 20 May 2024 (our error)</a>' in history
    assert (
        'href="../../changes/#change-area-restated">Changed on 10 May 2024 (source restated)</a>' in history
    )
    assert "mark--actual" in history
    assert "<span>2022</span>" in history
    assert "scope: The park" in history
    assert 'href="../../sources/#source-repost"' in history
    assert "约900亩（约60公顷）" in fact_of(library_folder, date(2024, 6, 1), "zh").split("此前的写法")[1]


def test_history_is_seen_from_the_day_of_the_build(library_folder: Path) -> None:
    """An entry of a later day is not told, nor does its link lead nowhere."""
    between, before = (fact_of(library_folder, day) for day in (date(2024, 5, 19), date(2024, 5, 9)))

    assert "1,200 mu or more" in between
    assert "about 900 mu" not in between
    assert ">Previously<" not in before


def test_the_log_shows_what_was_said(library_folder: Path) -> None:
    """The entry itself has the earlier value, and its fact among what it concerns."""
    entry = page(library_folder, date(2024, 6, 1)).split('id="change-area-restated"')[1].split("</li>")[0]

    assert "Previously: Area" in entry
    assert "1,200 mu or more (" in entry
    assert 'href="../communities/elm/#fact-elm-area"' in entry


def test_pages_that_a_change_may_name_are_there(library_folder: Path) -> None:
    """The names that records may use are those of all pages with words of their own but a record's."""
    library = library_in(library_folder)
    planned = {heading.kind.name for heading in plan_site(library, date(2024, 6, 1)).listed}

    assert set(get_args(PageName)) == planned - {"community", "search"}


def test_foot_leads_to_the_log(library_folder: Path) -> None:
    """Every page links to the log at its foot, from any depth."""
    library = library_in(library_folder)
    day = date(2024, 6, 1)
    pages = render_pages(plan_site(library, day))

    assert 'href=\\"changes/\\"' in pages["en/index.md"]
    assert 'href=\\"../../changes/\\"' in pages["en/communities/elm/index.md"]


def test_about_leads_to_the_log_where_it_says_how_to_correct_us(library_folder: Path) -> None:
    """The site tells in one place how it is corrected and what has been."""
    path = library_folder / "site.yaml"
    section = "id: correct\n    heading: {zh: 更正, en: Corrections}\n    paragraphs: [{zh: 请来信。, en: Write to us.}]\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("about:\n", f"about:\n  - {section}"), encoding="utf-8")
    about = page(library_folder, date(2024, 6, 1), "about")

    assert (
        '<a href="../changes/">Corrections and changes</a>' in about.split("{#correct}")[1].split("\n## ")[0]
    )
