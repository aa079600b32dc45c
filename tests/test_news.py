"""The feed of changes: valid Atom, days that follow from the records, and entries that keep their names."""

from datetime import date
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pytest

from folders import ROOT
from sitegen.i18n.languages import LANGUAGES
from sitegen.loading.load import read_library
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import Renderer

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DAY = date(2026, 11, 24)


def library_in(folder: Path) -> Library:
    """Return the library in ``folder``."""
    library = read_library(folder).library()
    assert library is not None
    return library


def feeds(folder: Path, day: date = DAY, address: str = "") -> dict[str, ElementTree.Element]:
    """Return the parsed feed of every language."""
    library = library_in(folder)
    plan = plan_site(library, day)
    return {
        language: ElementTree.fromstring(Renderer(language, plan, address).feed()) for language in LANGUAGES
    }


def names(feed: ElementTree.Element) -> list[str]:
    """Return the ids of the entries."""
    return [entry.findtext("a:id", "", ATOM) for entry in feed.findall("a:entry", ATOM)]


@pytest.mark.parametrize("address", ["", "https://example.org/base"])
def test_feeds_hold_what_atom_requires(address: str) -> None:
    """Feed and entries have one id, title and day each; an id is a UUID, and a link leads to a page of the site."""
    for language, feed in feeds(ROOT / "data", DAY, address).items():
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
    before = feeds(library_folder)
    path = library_folder / "changes.yaml"
    new = (
        "- {id: later, date: 2025-01-01, kind: editorial, what: {zh: 改写。, en: Reworded.}, pages: [home]}\n"
    )
    path.write_text(new + path.read_text(encoding="utf-8"), encoding="utf-8")
    after = feeds(library_folder, address="https://example.org/base")

    for language in LANGUAGES:
        old, now = names(before[language]), names(after[language])
        assert len(set(now)) == len(now) == len(old) + 1
        assert set(old) < set(now)
    assert not set(names(after["zh"])) & set(names(after["en"]))


def test_ids_do_not_change_with_time(library_folder: Path) -> None:
    """What a promise did stays under its name when the site is built on a later day."""
    assert set(names(feeds(library_folder, date(2024, 6, 2))["en"])) <= set(
        names(feeds(library_folder)["en"])
    )


def test_days_follow_from_the_records() -> None:
    """The real promises: each change of state stands on the day that its sources give."""
    told = {item.key: item.day.isoformat() for item in plan_site(library_in(ROOT / "data"), DAY).news}
    line = "event/jingsheng-test-line-in-use"

    assert told[f"{line}/overdue/2023-07"] == "2023-08-01"
    assert f"{line}/overdue/2025-06-30" not in told  # put off before it had passed
    assert f"{line}/postponed/2025-06-30" in told
    assert f"{line}/postponed/2027-06-30" in told
    assert told["event/hospital-opened/carried_out"] == "2024-07-02"


def test_a_promise_is_overdue_from_the_day_after_and_not_before(library_folder: Path) -> None:
    """The day before the build it is not in the feed; and the day of its entry is not that of the build."""
    library = library_in(library_folder)
    key = "event/elm-hospital/overdue/2024-05"

    assert key not in {item.key for item in plan_site(library, date(2024, 5, 31)).news}
    for day in (date(2024, 6, 1), date(2024, 9, 9)):
        assert {item.key: item.day for item in plan_site(library, day).news}[key] == date(2024, 6, 1)


def test_each_postponement_that_is_counted_is_told() -> None:
    """The pages and the feed agree on how often a promise was put off."""
    library = library_in(ROOT / "data")
    changes = [item.state_change for item in plan_site(library, DAY).news if item.state_change]
    for event in {
        change.ledger.event.id: change.ledger for change in changes if change.kind != "overdue"
    }.values():
        told = [
            change for change in changes if change.kind == "postponed" and change.ledger.event is event.event
        ]
        assert len(told) == event.moved
