"""What pages put together: planned events by when they fall due, rows on different bases, sources that differ."""

from datetime import date
from pathlib import Path

import pytest

from conftest import shown
from folders import library_in
from sitegen.plan.pages.communities import CommunitiesView
from sitegen.plan.pages.compare import CompareView
from sitegen.plan.pages.home import HomeView
from sitegen.plan.pages.organisations import OrganisationsView
from sitegen.plan.pages.timeline import TimelineView
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library

DAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("event", "day", "group"),
    [
        ("elm-hospital", "2024-05-30", "soon"),
        ("elm-hospital", "2024-05-31", "soon"),
        ("elm-hospital", "2024-06-01", "passed"),
        ("maker-moves", "2024-05-30", "later"),
        ("maker-moves", "2024-05-31", "soon"),
    ],
)
def test_planned_events_stand_by_when_they_fall_due(tiny: Library, event: str, day: str, group: str) -> None:
    """Within twelve months, later, or passed, as seen from the day of the build; each event once."""
    groups = shown(plan_site(tiny, date.fromisoformat(day)), TimelineView).plan_groups
    where = {view.event.id: group.kind for group in groups for view in group.events}

    assert where[event] == group
    assert sum(len(group.events) for group in groups) == len(where)


def test_a_row_says_in_what_its_entries_differ(tiny: Library) -> None:
    """One entry differs from nothing; two on one basis are comparable."""
    groups = shown(plan_site(tiny, DAY), CompareView).groups
    rows = {row.row.id: row for group in groups for row in group.rows}

    assert rows["area"].differs_in == ()
    assert rows["name"].differs_in == ()


def test_rows_on_different_bases_are_marked(library_folder: Path) -> None:
    """What is planned in one community stands beside what a company there says of itself in another."""
    path = library_folder / "communities.yaml"
    text = path.read_text(encoding="utf-8")
    gap = (
        "    - {row: main, why: mentioned_without_detail, note: {zh: 只提到一句。, en: One sentence only.}}\n"
    )
    assert gap in text
    fact = """
    - id: oak-industries
      measure: industries-of-firms
      claims:
        - {value: {zh: 木材, en: timber}, status: statement, source: echo, at: title, said_by: maker}
"""
    path.write_text(text.replace(gap, "").replace("\n  gaps:", f"{fact}  gaps:"), encoding="utf-8")
    sheet = library_folder / "factsheet.yaml"
    measure = "  - {id: industries-of-firms, label: {zh: 现有产业, en: Present industries}, scope: company, row: main}\n"
    sheet.write_text(sheet.read_text(encoding="utf-8") + measure, encoding="utf-8")
    groups = shown(plan_site(library_in(library_folder), DAY), CompareView).groups
    rows = {row.row.id: row.differs_in for group in groups for row in group.rows}

    assert rows["main"] == ("measure", "scope", "status")
    assert rows["name"] == ()


def test_places_lead_to_their_communities(tiny: Library) -> None:
    """Named places come with the community there, if one is described; the wider area stands apart."""
    view = shown(plan_site(tiny, DAY), CommunitiesView)

    assert [(one.place.id, one.community and one.community.community.id) for one in view.places] == [
        ("elm-subdistrict", "elm"),
        ("oak-subdistrict", "oak"),
        ("ash", None),
    ]
    assert [one.place.id for one in view.wider_area] == ["forest"]


def test_an_organisation_gathers_what_it_takes_part_in(tiny: Library) -> None:
    """Communities that list it, projects and facilities that it runs, and what it is quoted for."""
    bureau, maker = shown(plan_site(tiny, DAY), OrganisationsView).organisations

    assert [one.id for one in bureau.communities] == ["elm"]
    assert [one.id for one in bureau.facilities] == ["college"]
    assert [project.id for project, _ in maker.projects] == ["elm-plant"]
    assert {one.anchor for one in maker.said} == {"event-elm-plant-start", "fact-maker-listed"}


def test_the_front_page_says_how_old_the_news_is_and_what_has_passed(tiny: Library) -> None:
    """The latest date of a community itself, without targets and companies, and targets whose deadline went by unreported."""
    home = shown(plan_site(tiny, DAY), HomeView)
    later = shown(plan_site(tiny, date(2026, 1, 1)), HomeView)

    assert home.latest_report is not None
    assert str(home.latest_report.date) == "2024-01/2024-03"
    assert (home.passed_targets, later.passed_targets) == (0, 1)


def test_events_of_a_place_stand_with_it(library_folder: Path) -> None:
    """Both what was announced and what nobody had announced have their place on the page of the list."""
    path = library_folder / "places.yaml"
    text = path.read_text(encoding="utf-8")
    facts = "  facts:\n    - id: ash-park\n"
    assert facts in text
    events = """  events:
    - {id: ash-road, title: {zh: 道路通车, en: The road opens}, actual: [{date: 2023-05, source: repost, at: opening}]}
    - {id: ash-hall, title: {zh: 会馆建成, en: The hall is built}, plan: [{due: 2025, source: repost, at: opening}]}
"""
    path.write_text(text.replace(facts, events + facts), encoding="utf-8")
    view = shown(plan_site(library_in(library_folder), DAY), CommunitiesView)
    (ash,) = (item for item in view.places if item.place.id == "ash")

    assert [one.event.id for one in ash.planned] == ["ash-hall"]
    assert [one.event.id for one in ash.happened] == ["ash-road"]
