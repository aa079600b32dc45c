"""Review dates: counted in whole months from the day a fact was last checked, by the claim that ages fastest."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ADDRESS, shown
from sitegen.__main__ import main
from sitegen.derived.reviews import review_due, reviewed
from sitegen.i18n.dates import in_english
from sitegen.loading.load import read_library
from sitegen.plan.pages.about import AboutView
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.values.dates import LAST_DAY, PartialDate, months_after


@pytest.fixture
def library(library_folder: Path) -> Library:
    """The tiny library, read."""
    found = read_library(library_folder).library()
    assert found is not None
    return found


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_end_with_the_month(day: date, months: int) -> None:
    """The day stays the same, or becomes the last of a shorter month; months add up."""
    later = months_after(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and months_after(later, 1).day >= later.day)


def test_the_end_of_january_becomes_the_end_of_february() -> None:
    """A month without the day gives its last."""
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2023, 12, 31), 2) == date(2024, 2, 29)


@given(st.dates(date(2990, 1, 1), LAST_DAY), st.integers(1, 120))
def test_no_month_lies_behind_the_last_that_can_be_written(day: date, months: int) -> None:
    """A day that would lie behind the last of the notation is that last day, and can be printed."""
    later = months_after(day, months)

    assert day <= later <= LAST_DAY
    assert in_english(PartialDate.parse(later.isoformat()))


YEAR = re.compile(r"(?<![\d.])20\d\d(?=[-/ ,}\n])")


@pytest.mark.parametrize("last", [1000 + 6, LAST_DAY.year])
@pytest.mark.parametrize("day", ["1000-01-01", "2024-06-01", "2999-12-31"])
def test_records_from_the_ends_of_the_calendar_are_built(
    library_folder: Path, tmp_path: Path, last: int, day: str
) -> None:
    """However early or late records are dated and the site is built, there are pages and a report of what is due."""
    for path in library_folder.rglob("*.yaml"):
        if path.name != "vocabulary.yaml":
            text = YEAR.sub(lambda year: str(int(year[0]) - 2026 + last), path.read_text(encoding="utf-8"))
            if last == LAST_DAY.year:
                text = re.sub(r"(reviewed: |what: .*date: )\d{4}-\d\d-\d\d", rf"\g<1>{LAST_DAY}", text)
            path.write_text(text, encoding="utf-8")
    records = ["--data", str(library_folder), "--as-of", day]

    assert main(["generate", *records, "--docs", str(tmp_path / "docs"), "--site-url", ADDRESS]) == 0
    assert main(["report", *records]) == 0


def test_a_fact_has_its_own_day_or_that_of_its_subject(library: Library) -> None:
    """`reviewed` of a fact outweighs that of the record it belongs to; a project has that of its community."""
    assert str(reviewed(library.facts["college-students"], library)) == "2022-01-31"
    assert str(reviewed(library.facts["elm-plant-investment"], library)) == "2024-05-01"


def test_what_changes_sooner_is_checked_sooner(library: Library) -> None:
    """A planned and a done claim together are due when the planned one is."""
    assert review_due(library.facts["elm-area"], library) == date(2024, 11, 1)
    assert review_due(library.facts["college-students"], library) == date(2023, 1, 31)


@pytest.mark.parametrize(
    ("day", "past"), [("2024-03-30", 0), ("2024-03-31", 1), ("2024-11-01", 1), ("2024-11-02", 14)]
)
def test_a_review_is_past_the_day_after_it_was_due(library: Library, day: str, past: int) -> None:
    """The About page lists what is past on the day of the build."""
    reviews = shown(plan_site(library, date.fromisoformat(day)), AboutView).reviews

    assert len(reviews.past) == past
    assert reviews.next_due is None or reviews.next_due >= date.fromisoformat(day)
