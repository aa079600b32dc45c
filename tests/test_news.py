"""The feed of changes: valid Atom, days that follow from the records, and entries that keep their names."""

from datetime import date
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pytest

from folders import library_in
from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import Renderer

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DAY = date(2026, 11, 24)


def feeds(library: Library, day: date = DAY, address: str = "") -> dict[str, ElementTree.Element]:
    """Return the parsed feed of every language."""
    return feeds_of(plan_site(library, day), address)


def feeds_of(plan: Plan, address: str) -> dict[str, ElementTree.Element]:
    """Return the parsed feed of every language."""
    return {
        language: ElementTree.fromstring(Renderer(language, plan, address).feed()) for language in LANGUAGES
    }


def names(feed: ElementTree.Element) -> list[str]:
    """Return the ids of the entries."""
    return [entry.findtext("a:id", "", ATOM) for entry in feed.findall("a:entry", ATOM)]


@pytest.mark.parametrize("address", ["", "https://example.org/base"])
def test_feeds_hold_what_atom_requires(plan: Plan, address: str) -> None:
    """Feed and entries have one id, title and day each; an id is a UUID, and a link leads to a page of the site."""
    for language, feed in feeds_of(plan, address).items():
        assert feed.tag == f"{{{ATOM['a']}}}feed"
        assert feed.find("a:author/a:name", ATOM) is not None
        entries = feed.findall("a:entry", ATOM)
        assert entries
        for element in (feed, *entries):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(f"a:{name}", ATOM)
                assert (found.text or "").strip()
            assert UUID(element.findtext("a:id", "", ATOM)).version == 5
            assert element.findtext("a:updated", "", ATOM).endswith("T00:00:00+08:00")
            assert element.find("a:link[@rel='alternate']", ATOM) is not None
        assert all(entry.findtext("a:summary", "", ATOM).strip() for entry in entries)
        links = [link.get("href", "") for link in feed.iter(f"{{{ATOM['a']}}}link")]
        assert all(link.startswith(f"{address}/{language}/" if address else "") for link in links)
        assert bool(feed.find("a:link[@rel='self']", ATOM) is not None) == bool(address)
        days = [entry.findtext("a:updated", "", ATOM) for entry in entries]
        assert days == sorted(days, reverse=True)
        assert feed.findtext("a:updated", "", ATOM) == days[0]


def test_ids_are_unique_and_stay_when_an_entry_is_added(library_folder: Path) -> None:
    """A reader's program sees one new entry when one is added, wherever the site is published."""
    before = feeds(library_in(library_folder))
    path = library_folder / "changes.yaml"
    new = (
        "- {id: later, date: 2025-01-01, kind: editorial, what: {zh: 改写。, en: Reworded.}, pages: [home]}\n"
    )
    path.write_text(new + path.read_text(encoding="utf-8"), encoding="utf-8")
    after = feeds(library_in(library_folder), address="https://example.org/base")

    for language in LANGUAGES:
        old, now = names(before[language]), names(after[language])
        assert len(set(now)) == len(now) == len(old) + 1
        assert set(old) < set(now)
    assert not set(names(after["zh"])) & set(names(after["en"]))


def test_ids_do_not_change_with_time(tiny: Library) -> None:
    """What became of a date stays under its name when the site is built on a later day."""
    assert set(names(feeds(tiny, date(2024, 6, 2))["en"])) <= set(names(feeds(tiny)["en"]))


def test_days_follow_from_the_records(library_folder: Path) -> None:
    """Each change of state stands on the day that its sources give."""
    dates = """
        - {due: 2023-07, source: repost, at: opening}
        - {due: 2025-06-30, source: paper, at: S3¶4}
        - {due: 2027-06-30, source: bulletin, at: S3¶6}
"""
    path = library_folder / "organisations.yaml"
    text = path.read_text(encoding="utf-8")
    moves = "\n        - {due: 2025-05, source: paper, at: S2¶2}\n"
    assert moves in text
    path.write_text(text.replace(moves, dates), encoding="utf-8")
    told = {
        item.key: item.day.isoformat()
        for item in plan_site(library_in(library_folder), date(2024, 6, 1)).news
    }
    line = "event/maker-moves"

    assert told[f"{line}/passed/2023-07"] == "2023-08-01"
    assert f"{line}/passed/2025-06-30" not in told  # put off before it had passed
    assert f"{line}/postponed/2025-06-30" in told
    assert f"{line}/postponed/2027-06-30" in told
    assert told["event/college-moves/outcome"] == "2024-03-31"  # when the source appeared


def test_a_date_has_passed_from_the_day_after_and_not_before(tiny: Library) -> None:
    """The day before the build it is not in the feed; and the day of its entry is not that of the build."""
    key = "event/elm-hospital/passed/2024-05"

    assert key not in {item.key for item in plan_site(tiny, date(2024, 5, 31)).news}
    for day in (date(2024, 6, 1), date(2024, 9, 9)):
        assert {item.key: item.day for item in plan_site(tiny, day).news}[key] == date(2024, 6, 1)


def test_what_is_waited_for_no_longer_is_told_once(library_folder: Path) -> None:
    """A plan given up, and one that a later step overtakes, on the day on which the source that says so had appeared."""
    path = library_folder / "organisations.yaml"
    text = path.read_text(encoding="utf-8")
    moves = "        - {due: 2025-05, source: paper, at: S2¶2}\n"
    given_up = f"{moves}        - {{withdrawn: true, source: bulletin, at: ¶2}}\n"
    path.write_text(text.replace(moves, given_up), encoding="utf-8")
    path = library_folder / "facilities.yaml"
    later = (
        "  overtaken_by: college-moves\n      plan:\n        - {due: 2023-06, source: repost, at: opening}\n"
    )
    accepted = f"    - id: college-accepted\n      title: {{zh: 验收, en: It is accepted}}\n    {later}"
    path.write_text(path.read_text(encoding="utf-8") + accepted, encoding="utf-8")
    library = library_in(library_folder)

    for day, told in ((date(2024, 3, 30), set()), (date(2024, 3, 31), {"college-accepted"})):
        news = {item.key: item.day for item in plan_site(library, day).news if "/closed" in item.key}
        assert news == {f"event/{event}/closed": date(2024, 3, 31) for event in told}
    news = {item.key: item.day for item in plan_site(library, DAY).news}
    assert news["event/maker-moves/closed"] == date(2024, 4, 10)
    for language, words in (
        ("zh", ("计划取消", "已有后续进展，即学院迁入")),
        ("en", ("withdrawn", "overtaken: The college moves in")),
    ):
        assert all(word in "".join(feeds(library)[language].itertext()) for word in words)


def test_each_postponement_that_is_counted_is_told(plan: Plan) -> None:
    """The pages and the feed agree on how often a date was put off."""
    changes = [item.state_change for item in plan.news if item.state_change]
    for event in {
        change.ledger.event.id: change.ledger for change in changes if change.kind != "passed"
    }.values():
        told = [
            change for change in changes if change.kind == "postponed" and change.ledger.event is event.event
        ]
        assert len(told) == event.moved
