"""Review dates: counted in whole months from the day a fact was last checked, by the claim that ages fastest."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import shown
from sitegen.derived.freshness import review_due, reviewed
from sitegen.loading.load import read_library
from sitegen.plan.pages.about import AboutView
from sitegen.plan.site import plan_site
from sitegen.records.library import Library
from sitegen.values.dates import months_after


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


def test_a_fact_has_its_own_day_or_that_of_its_subject(library: Library) -> None:
    """`reviewed` of a fact outweighs that of the record it belongs to; a project has that of its community."""
    assert str(reviewed(library.facts["college-students"], library)) == "2022-01-31"
    assert str(reviewed(library.facts["elm-plant-investment"], library)) == "2024-05-01"


def test_what_changes_sooner_is_checked_sooner(library: Library) -> None:
    """A planned and a done claim together are due when the planned one is."""
    assert review_due(library.facts["elm-area"], library) == date(2024, 11, 1)
    assert review_due(library.facts["college-students"], library) == date(2023, 1, 31)


@pytest.mark.parametrize(
    ("day", "overdue"), [("2023-01-31", 0), ("2023-02-01", 1), ("2024-11-01", 1), ("2024-11-02", 12)]
)
def test_a_review_is_overdue_the_day_after_it_was_due(library: Library, day: str, overdue: int) -> None:
    """The About page lists what is overdue on the day of the build."""
    reviews = shown(plan_site(library, date.fromisoformat(day)), AboutView).reviews

    assert len(reviews.overdue) == overdue
    assert reviews.next_due is None or reviews.next_due >= date.fromisoformat(day)
