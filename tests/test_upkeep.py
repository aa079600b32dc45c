"""The report of what is due: each kind on its day, in both languages, decided by data and day alone."""

import re
from datetime import date
from pathlib import Path

import pytest

from folders import library_in
from sitegen import checks
from sitegen.__main__ import main
from sitegen.loading.load import read_library
from sitegen.records.library import Library
from sitegen.report.upkeep import BEFORE_LAUNCH, upkeep


@pytest.fixture
def library(library_folder: Path) -> Library:
    """The tiny library, read."""
    found = read_library(library_folder).library()
    assert found is not None
    return found


def count(report: str, title: str) -> int:
    """Return how many a section says it has, which is how many it lists."""
    section = next(part for part in report.split("\n## ") if title in part.split("\n")[0])
    number = int(section.split("\n")[0].rpartition("(")[2].rstrip(")"))
    assert number == section.count("\n- ")
    return number


@pytest.mark.parametrize(
    ("title", "day", "number"),
    [
        ("应核对的日期", "2026-11-23", 0),
        ("应核对的日期", "2026-11-22", 5),
        ("应核对的日期", "2024-05-19", 8),
        ("应复核的事实", "2024-03-30", 0),
        ("应复核的事实", "2024-03-31", 1),
        ("已过公布时间、结果未查到", "2024-05-31", 0),
        ("已过公布时间、结果未查到", "2024-06-01", 1),
        ("30天内到期的时间节点", "2024-04-30", 0),
        ("30天内到期的时间节点", "2024-05-01", 1),
        ("30天内到期的时间节点", "2024-05-31", 1),
        ("30天内到期的时间节点", "2024-06-01", 0),
        ("6个月以上没有查找的空缺", "2024-11-01", 0),
        ("6个月以上没有查找的空缺", "2024-11-02", 7),
        ("12个月以上没有重读的来源", "2027-11-23", 0),
        ("12个月以上没有重读的来源", "2027-11-24", 3),
    ],
)
def test_each_is_due_on_its_day(library: Library, title: str, day: str, number: int) -> None:
    """The day before, it is not yet listed; the day after its last, no more."""
    found = upkeep(library, date.fromisoformat(day))

    assert count(found, title) == number


def test_both_languages_and_the_day(library: Library) -> None:
    """An entry says what, whose and when, in Chinese and in English."""
    found = upkeep(library, date(2024, 6, 1))

    assert (
        "- 榆谷：医院启用，公布的时间为2024年5月31日<br>Elm Valley: The hospital opens, due by 31 May 2024"
        in found
    )


@pytest.mark.parametrize(
    ("file", "written", "typed", "told"),
    [
        (
            "communities/elm.yaml",
            "reviewed: 2024-05-01",
            "reviewed: 2062-05-01",
            "- 榆谷（复核），写的是2062年5月1日<br>Elm Valley (reviewed), dated 1 May 2062",
        ),
        (
            "facilities.yaml",
            "reviewed: 2022-01-31",
            "reviewed: 2062-01-31",
            "（复核），写的是2062年1月31日<br>",
        ),
        (
            "communities.yaml",
            "date: 2024-05-20}",
            "date: 2062-05-20}",
            "（查找），写的是2062年5月20日<br>Oak Park: ",
        ),
        (
            "communities/elm.yaml",
            "        searched: 2024-05-01",
            "        searched: 2062-05-01",
            "线索（查找），写的是2062年5月1日<br>Storage plant: ",
        ),
        ("sources.yaml", "read: 2026-11-23", "read: 2062-11-23", "（查阅），写的是2062年11月23日<br>"),
        (
            "changes.yaml",
            "date: 2024-05-20",
            "date: 2062-05-20",
            "- area-from-paper（变更），写的是2062年5月20日<br>area-from-paper (change), dated 20 May 2062",
        ),
    ],
)
def test_an_editors_day_that_lies_ahead_is_told(
    library_folder: Path, file: str, written: str, typed: str, told: str
) -> None:
    """A slip of the keys would otherwise put a review off for decades, and nobody would be told."""
    path = library_folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(written, typed, 1), encoding="utf-8")
    draft = read_library(library_folder)
    found = draft.library()
    assert found is not None
    assert draft.problems + checks.run(found) == []
    report = upkeep(found, date(2026, 11, 24))

    assert count(report, "应核对的日期") == 1
    assert told in report


def test_what_the_publisher_has_still_to_set_comes_first(library_folder: Path) -> None:
    """The report begins with the settings that the site lacks before its launch, and one that is set is gone."""
    library = library_in(library_folder)
    with (library_folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("correction_days: 15\nsecurity_filing: 浙公网安备33060402000123号\n")
    before, after = (upkeep(one, date(2024, 6, 1)) for one in (library, library_in(library_folder)))
    first = before.split("\n## ")[1]

    assert first.startswith("上线前，在data/site.yaml里写明 · Before launch, set in data/site.yaml (7)\n")
    assert re.findall(r"^- `(\w+)`：.*<br>`\1`: ", first, re.MULTILINE) == list(BEFORE_LAUNCH)
    assert set(BEFORE_LAUNCH) - set(re.findall(r"^- `(\w+)`", after, re.MULTILINE)) == {
        "correction_days",
        "security_filing",
    }


def test_a_long_report_is_cut_at_a_line(library: Library) -> None:
    """What is left out is counted."""
    whole = upkeep(library, date(2028, 1, 1))
    short = upkeep(library, date(2028, 1, 1), 900)
    left = int(short.rpartition("另有")[2].partition("项")[0])

    assert len(short) <= 900
    assert left + short.count("\n- ") == whole.count("\n- ")


def test_the_command_prints_the_same_every_time(
    library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Work that is due is no failure."""
    arguments = ["--data", str(library_folder), "--as-of", "2026-01-01"]
    assert main(["report", *arguments]) == 0
    first = capsys.readouterr().out
    assert main(["report", *arguments]) == 0

    assert capsys.readouterr().out == first
    assert "(0)" not in first.split("\n## ")[1]


def test_mistakes_are_printed_instead(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records with mistakes give no report."""
    (library_folder / "sources.yaml").write_text("- id: paper\n")

    assert main(["report", "--data", str(library_folder)]) == 1
    assert capsys.readouterr().out == ""
