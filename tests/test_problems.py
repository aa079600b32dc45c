"""What is printed of mistakes stays readable, however many there are and whatever they repeat."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.__main__ import main
from sitegen.core.problems import IN_ALL, IN_FILE, IN_LINE, Message, Place, Problem, annotations, report

MISTAKE = Message("错", "It is wrong", "改", "mend it")


def at(*places: tuple[str, int, int]) -> list[Problem]:
    """Return a problem at each place."""
    return [Problem(Place(*place), MISTAKE) for place in places]


@pytest.mark.parametrize(
    ("places", "listed"),
    [
        ([("a.yaml", 1, column) for column in range(1, 100)], IN_LINE),
        ([("a.yaml", line, 1) for line in range(1, 1000)], IN_FILE),
        ([(f"{file}.yaml", line, 1) for file in range(100, 200) for line in range(1, 10)], IN_ALL),
        ([("a.yaml", line, 1) for line in range(1, IN_FILE + 1)], IN_FILE),
    ],
)
def test_so_many_are_listed_and_the_rest_is_counted(places: list[tuple[str, int, int]], listed: int) -> None:
    """Of a line, a file and all together so many are told, in file order; the last line says how many there are."""
    *lines, last = report(at(*places)).split("\n")
    left = len(places) - listed

    assert len(lines) == 2 * listed
    assert lines[0].startswith(f"{places[0][0]}:1:1: ")
    assert f"共{len(places)}处错误" in last
    assert f"{len(places)} mistakes" in last
    assert (f"另有{left}处未列出" in last, f"{left} of them not listed" in last) == (left > 0, left > 0)
    assert len(annotations(at(*places)).split("\n")) == min(listed, 10)


@pytest.mark.parametrize("long", ["长" * 5000, "\u200b" * 5000, '"' * 5000, "“" * 5000, "a”b“" * 2000])
def test_a_message_stays_short(long: str) -> None:
    """A long value is cut in its middle, so that the place, the mistake and the remedy are still there."""
    told = Message(f"读不懂“{long}”", f'"{long}" cannot be read', "照原文改写", "write it as printed")
    zh, en, _ = report([Problem(Place("a.yaml", 1, 1), told)]).split("\n")

    assert max(len(zh), len(en)) <= 1100
    assert re.match("a.yaml:1:1: 读不懂“.*…", zh)
    assert zh.endswith("改法：照原文改写。")
    assert en.endswith("Fix: write it as printed.")


SPACE = "\u200b"


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (
            "places.yaml",
            lambda text: text + f"# {SPACE * 200_000}\n",
            "(U+200B), 200000 of them in this line",
        ),
        ("places.yaml", lambda text: text + f"# {SPACE}\n" * 5_000, "至少2000处错误"),
        ("places.yaml", lambda text: text + "\t\n" * 5_000, "at least 2000 mistakes"),
        ("places.yaml", lambda text: text + "- \n" * 5_000, "The value is empty"),
        (
            "redirects.yaml",
            lambda _: "moved:\n" + gone("  - {{old: {}, new: about}}\n"),
            "5000 mistakes (4800 of them not",
        ),
        (
            "redirects.yaml",
            lambda _: f"moved: [{gone('{{old: {}, new: about}}, ')}]\n",
            "5000 mistakes (4990 of them not",
        ),
        ("sources.yaml", lambda _: "- {id: a, b: c}\n" * 5_000, "at least 200"),
        (
            "changes.yaml",
            lambda text: text.replace("records: [", f"records: [{gone('elm-aera-{}, ')}", 1),
            "elm-aera-gone-0",
        ),
    ],
)
def test_a_flood_of_mistakes_is_told_in_a_page(
    library_folder: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    change: Callable[[str], str],
    said: str,
) -> None:
    """What was pasted a thousand times is told as often as an editor reads, within 200 kB."""
    path = library_folder / file
    path.write_text(change(path.read_text(encoding="utf-8") if path.is_file() else ""), encoding="utf-8")

    assert main(["check", "--data", str(library_folder)]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert len(told.encode()) < 200_000


def gone(form: str) -> str:
    """Return 5,000 addresses that no record makes, each in this form."""
    return "".join(form.format(f"gone-{number}") for number in range(5_000))
