"""What pages put together: promises by when they fall due, rows on different bases, sources that differ."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from conftest import ROOT
from sitegen.loading.load import read_library
from sitegen.plan.pages import plan_pages
from sitegen.plan.views import ComparedGroup, OrganisationView, PlaceView, PromiseGroup
from sitegen.records.library import Library


@pytest.fixture
def library(library_folder: Path) -> Library:
    """The tiny library, read."""
    found = read_library(library_folder).library()
    assert found is not None
    return found


def shown(library: Library, kind: str, name: str, day: str = "2024-06-01") -> object:
    """Return one value that the page of ``kind`` shows on ``day``."""
    page = next(page for page in plan_pages(library, date.fromisoformat(day)) if page.kind == kind)
    return page.shown[name]


@pytest.mark.parametrize(
    ("day", "group"),
    [("2024-05-30", "soon"), ("2024-05-31", "soon"), ("2024-06-01", "overdue"), ("2023-05-30", "later")],
)
def test_promises_stand_by_when_they_fall_due(library: Library, day: str, group: str) -> None:
    """Within twelve months, later, or overdue, as seen from the day of the build; each promise once."""
    groups = cast(tuple[PromiseGroup, ...], shown(library, "timeline", "promise_groups", day))
    where = {view.event.id: group.kind for group in groups for view in group.events}

    assert where["elm-hospital"] == group
    assert sum(len(group.events) for group in groups) == len(where)


def test_a_row_says_in_what_its_entries_differ(library: Library) -> None:
    """One published entry differs from nothing; two on one basis are comparable."""
    groups = cast(tuple[ComparedGroup, ...], shown(library, "compare", "groups"))
    rows = {row.row.id: row for group in groups for row in group.rows}

    assert rows["area"].differs_in == ()
    assert rows["name"].differs_in == ()


def test_real_rows_on_different_bases_are_marked() -> None:
    """The industries planned at Baiguan stand beside those present in the whole of Cao'e Subdistrict."""
    real = read_library(ROOT / "data").library()
    assert real is not None
    groups = cast(tuple[ComparedGroup, ...], shown(real, "compare", "groups"))
    rows = {row.row.id: row.differs_in for group in groups for row in group.rows}

    assert rows["main"] == ("measure", "scope", "status")
    assert rows["location"] == ()


def test_places_lead_to_their_communities(library: Library) -> None:
    """Named places come with the community there, if one is described; the wider area stands apart."""
    places = cast(tuple[PlaceView, ...], shown(library, "communities", "places"))
    wider = cast(tuple[PlaceView, ...], shown(library, "communities", "wider_area"))

    assert [(view.place.id, view.community and view.community.community.id) for view in places] == [
        ("elm-subdistrict", "elm"),
        ("oak-subdistrict", "oak"),
        ("ash", None),
    ]
    assert [view.place.id for view in wider] == ["forest"]


def test_an_organisation_gathers_what_it_takes_part_in(library: Library) -> None:
    """Communities that list it, projects and facilities that it runs, and what it is quoted for."""
    views = cast(tuple[OrganisationView, ...], shown(library, "organisations", "organisations"))
    bureau, maker = views

    assert [one.id for one in bureau.communities] == ["elm"]
    assert [one.id for one in bureau.facilities] == ["college"]
    assert [project.id for project, _ in maker.projects] == ["elm-plant"]
    assert {one.anchor for one in maker.said} == {"event-elm-plant-start", "fact-maker-listed"}
