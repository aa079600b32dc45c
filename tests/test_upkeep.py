"""The report of what is due: each kind on its day, in both languages, decided by data and day alone."""

from datetime import date
from pathlib import Path

import pytest

import report_upkeep
from sitegen.library import Library
from sitegen.loading import read_library
from sitegen.upkeep import upkeep


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
        ("应复核的事实", "2023-01-31", 0),
        ("应复核的事实", "2023-02-01", 1),
        ("已逾期的承诺", "2024-05-31", 0),
        ("已逾期的承诺", "2024-06-01", 1),
        ("30天内到期的承诺", "2024-04-30", 0),
        ("30天内到期的承诺", "2024-05-01", 1),
        ("30天内到期的承诺", "2024-05-31", 1),
        ("30天内到期的承诺", "2024-06-01", 0),
        ("6个月以上没有查找的空缺", "2024-11-01", 0),
        ("6个月以上没有查找的空缺", "2024-11-02", 7),
        ("12个月以上没有重读的来源", "2027-11-23", 0),
        ("12个月以上没有重读的来源", "2027-11-24", 2),
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
        "- 榆谷：医院启用，期限2024年5月31日<br>Elm Valley: The hospital opens, due by 31 May 2024" in found
    )


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
    assert report_upkeep.main(arguments) == 0
    first = capsys.readouterr().out
    assert report_upkeep.main(arguments) == 0

    assert capsys.readouterr().out == first
    assert "(0)" not in first.split("\n## ")[1]


def test_mistakes_are_printed_instead(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records with mistakes give no report."""
    (library_folder / "sources.yaml").write_text("- id: paper\n")

    assert report_upkeep.main(["--data", str(library_folder)]) == 1
    assert capsys.readouterr().out == ""
