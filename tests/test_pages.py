"""What pages put together: promises by when they fall due, rows on different bases, sources that differ."""

from datetime import date
from pathlib import Path

import pytest

from conftest import shown
from folders import ROOT
from sitegen.loading.load import read_library
from sitegen.plan.pages.communities import CommunitiesView
from sitegen.plan.pages.compare import CompareView
from sitegen.plan.pages.organisations import OrganisationsView
from sitegen.plan.pages.timeline import TimelineView
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library

DAY = date(2024, 6, 1)


@pytest.fixture
def library(library_folder: Path) -> Library:
    """The tiny library, read."""
    found = read_library(library_folder).library()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "group"),
    [("2024-05-30", "soon"), ("2024-05-31", "soon"), ("2024-06-01", "overdue"), ("2023-05-30", "later")],
)
def test_promises_stand_by_when_they_fall_due(library: Library, day: str, group: str) -> None:
    """Within twelve months, later, or overdue, as seen from the day of the build; each promise once."""
    groups = shown(plan_site(library, date.fromisoformat(day)), TimelineView).promise_groups
    where = {view.event.id: group.kind for group in groups for view in group.events}

    assert where["elm-hospital"] == group
    assert sum(len(group.events) for group in groups) == len(where)


def test_a_row_says_in_what_its_entries_differ(library: Library) -> None:
    """One published entry differs from nothing; two on one basis are comparable."""
    groups = shown(plan_site(library, DAY), CompareView).groups
    rows = {row.row.id: row for group in groups for row in group.rows}

    assert rows["area"].differs_in == ()
    assert rows["name"].differs_in == ()


def test_real_rows_on_different_bases_are_marked() -> None:
    """The industries planned at Baiguan stand beside those present in the whole of Cao'e Subdistrict."""
    real = read_library(ROOT / "data").library()
    assert real is not None
    groups = shown(plan_site(real, DAY), CompareView).groups
    rows = {row.row.id: row.differs_in for group in groups for row in group.rows}

    assert rows["main"] == ("measure", "scope", "status")
    assert rows["location"] == ()


def test_places_lead_to_their_communities(library: Library) -> None:
    """Named places come with the community there, if one is described; the wider area stands apart."""
    view = shown(plan_site(library, DAY), CommunitiesView)

    assert [(one.place.id, one.community and one.community.community.id) for one in view.places] == [
        ("elm-subdistrict", "elm"),
        ("oak-subdistrict", "oak"),
        ("ash", None),
    ]
    assert [one.place.id for one in view.wider_area] == ["forest"]


def test_an_organisation_gathers_what_it_takes_part_in(library: Library) -> None:
    """Communities that list it, projects and facilities that it runs, and what it is quoted for."""
    bureau, maker = shown(plan_site(library, DAY), OrganisationsView).organisations

    assert [one.id for one in bureau.communities] == ["elm"]
    assert [one.id for one in bureau.facilities] == ["college"]
    assert [project.id for project, _ in maker.projects] == ["elm-plant"]
    assert {one.anchor for one in maker.said} == {"event-elm-plant-start", "fact-maker-listed"}
