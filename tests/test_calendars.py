"""The calendar of announced dates: read again by two programs, on the right days, under names that stay."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import vobject  # type: ignore[import-untyped]
from icalendar import Calendar

from folders import library_in
from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import Renderer

DAY = date(2026, 11, 24)
ADDRESS = "https://example.org/base"


def calendars(library: Library, day: date = DAY, address: str = ADDRESS) -> dict[str, str]:
    """Return the text of the calendar of every language."""
    return calendars_of(plan_site(library, day), address)


def calendars_of(plan: Plan, address: str = ADDRESS) -> dict[str, str]:
    """Return the text of the calendar of every language."""
    return {language: Renderer(language, plan, address).calendar() for language in LANGUAGES}


def entries(text: str) -> dict[str, dict[str, object]]:
    """Return the entries by UID, as the program reads them that did not write them."""
    found = {}
    for event in vobject.readOne(text).vevent_list:
        found[event.uid.value] = {
            "day": event.dtstart.value,
            "end": event.dtend.value,
            "stamp": event.dtstamp.value,
            "sequence": int(event.sequence.value),
            "summary": event.summary.value,
            "description": event.description.value,
        }
    return found


def test_the_file_is_written_as_the_standard_wants(plan: Plan) -> None:
    """Lines end in CRLF and are folded at 75 octets, and its own library finds nothing to complain of."""
    for text in calendars_of(plan).values():
        assert text.endswith("END:VCALENDAR\r\n")
        assert text.count("\n") == text.count("\r\n") == text.count("\r")
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
        read = Calendar.from_ical(text)
        assert [component.errors for component in read.walk()] == [[] for _ in read.walk()]


def test_two_programs_read_every_announced_date(plan: Plan) -> None:
    """Both read the same entries, one for each event with an announced date, on the last day of it."""
    due = [
        (view.event.title.en, view.ledger.due.announced.due.end)
        for view in plan.planned
        if view.ledger.due and view.ledger.due.announced.due
    ]
    text = calendars_of(plan)["en"]
    second = entries(text)
    first = {str(event["UID"]): event.start for event in Calendar.from_ical(text).events}

    assert first == {uid: entry["day"] for uid, entry in second.items()}
    assert sorted(last for _, last in due) == sorted(first.values())
    for entry in second.values():
        day = entry["day"]
        assert type(day) is date
        assert entry["end"] == day + timedelta(days=1)
        assert entry["stamp"] == datetime.combine(plan.as_of, time(), UTC)
        assert day in [last for title, last in due if str(entry["summary"]).startswith(f"{title} (")]


def test_an_entry_tells_state_history_and_sources(library_folder: Path) -> None:
    """The summary ends with the state; every announced date stands in the description with who published it."""
    dates = """
        - {due: 2023-07, said: 2022-04, source: paper, at: S3¶4}
        - {due: 2025-06-30, said: 2024-06, source: paper, at: S3¶4}
        - {source: paper, at: S3¶5}
        - {due: 2027-06-30, said: 2024-07, source: paper, at: S3¶6}
"""
    path = library_folder / "organisations.yaml"
    text = path.read_text(encoding="utf-8")
    moves = "\n        - {due: 2025-05, source: paper, at: S2¶2}\n"
    assert moves in text
    path.write_text(text.replace(moves, dates), encoding="utf-8")
    (entry,) = [
        one
        for one in entries(calendars(library_in(library_folder))["en"]).values()
        if "The maker moves" in str(one["summary"])
    ]

    assert str(entry["summary"]).endswith("(not yet due)")
    for words in (
        "Announced date: July 2023; due date passed, no report found; postponed to 30 June 2025",
        "Announced date: 30 June 2025; postponed before it fell due, to 30 June 2027",
        "Announced date: 30 June 2027; not yet due",
        "Announced date: no date given",
        "Daily",
    ):
        assert words in str(entry["description"])
    assert entry["sequence"] == 2


def test_a_postponement_moves_the_entry_under_its_name(library_folder: Path) -> None:
    """The same UID with a higher SEQUENCE and the new day: programs move the entry rather than add one."""
    before = entries(calendars(library_in(library_folder), date(2024, 6, 1))["zh"])
    path = library_folder / "communities" / "elm.yaml"
    text = path.read_text(encoding="utf-8")
    last = "note: {zh: 月份为计划。, en: The month is a plan.}}\n"
    assert text.count(last) == 1
    later = "      - {due: 2025-03-31, said: 2024-06-15, source: paper, at: S3¶4}\n"
    path.write_text(text.replace(last, last + later), encoding="utf-8")
    after = entries(calendars(library_in(library_folder), date(2024, 7, 1))["zh"])

    assert set(before) == set(after)
    (uid,) = [uid for uid, entry in before.items() if "医院启用" in str(entry["summary"])]
    assert after[uid]["day"] == date(2025, 3, 31)
    assert int(str(after[uid]["sequence"])) == int(str(before[uid]["sequence"])) + 1


def test_nothing_depends_on_a_clock_or_an_address(tiny: Library) -> None:
    """The same records and day give the same file; names are the same wherever the site is published."""
    assert calendars(tiny) == calendars(tiny)
    for language in LANGUAGES:
        here, there = (entries(calendars(tiny, DAY, address)[language]) for address in ("", ADDRESS))
        assert set(here) == set(there)
    assert "URL" not in calendars(tiny, DAY, "")["en"]
    assert not set(entries(calendars(tiny)["zh"])) & set(entries(calendars(tiny)["en"]))
