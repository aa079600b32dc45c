"""A new record begins complete in its keys and empty in its values, and every blank is named by the checks."""

from pathlib import Path

import pytest

from sitegen.__main__ import main
from sitegen.core.problems import Problem
from sitegen.loading.load import read_library


def begun(folder: Path, kind: str, identifier: str) -> list[Problem]:
    """Begin a record and return what is wrong with the library now."""
    assert main(["new", kind, identifier, "--data", str(folder)]) == 0
    return read_library(folder).problems


def blanks(path: Path) -> list[int]:
    """Return the lines of a file that lack a value: a key before nothing deeper, or an empty list."""
    lines = path.read_text(encoding="utf-8").splitlines()
    code = [(number, line) for number, line in enumerate(lines, start=1) if not line.lstrip().startswith("#")]
    after = [line for _, line in code[1:]] + [""]
    return [
        number
        for (number, line), following in zip(code, after, strict=True)
        if line.endswith(("searched: }", " []"))
        or (line.endswith(":") and depth(following) <= depth(line.replace("- ", "  ")))
    ]


def depth(line: str) -> int:
    """Return by how much a line is indented."""
    return len(line) - len(line.lstrip())


def test_a_source_begins_with_every_key(library_folder: Path) -> None:
    """The entry stands at the end of sources.yaml, and each blank of it is a mistake."""
    problems = begun(library_folder, "source", "road-notice")
    path = library_folder / "sources.yaml"

    assert {problem.place.file for problem in problems} == {"data/sources.yaml"}
    assert [problem.place.line for problem in sorted(problems)] == blanks(path)
    assert "# 完整网址 / The full web address\n  url:\n" in path.read_text(encoding="utf-8")


def test_a_community_begins_with_every_row(library_folder: Path) -> None:
    """All rows of the factsheet are listed; the community is listed, and joins the place of its name."""
    problems = begun(library_folder, "community", "ash")
    path = library_folder / "communities" / "ash.yaml"
    text = path.read_text(encoding="utf-8")

    assert text.count("why: not_in_source, searched: }") == 7
    assert {problem.place.file for problem in problems} == {"data/communities/ash.yaml"}
    assert sorted({problem.place.line for problem in problems}) == blanks(path)
    assert (library_folder / "communities.yaml").read_text(encoding="utf-8").endswith("\n- ash\n")
    assert "  community: ash\n" in (library_folder / "places.yaml").read_text(encoding="utf-8")


def test_a_community_brings_its_place(library_folder: Path) -> None:
    """Where no place has the community's id, one is begun as well."""
    problems = begun(library_folder, "community", "beech")

    assert {problem.place.file for problem in problems} == {"data/communities/beech.yaml", "data/places.yaml"}
    assert "- id: beech\n" in (library_folder / "places.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "identifier", "said"),
    [
        ("source", "paper", "The id paper is taken; see data/sources.yaml:1:7"),
        ("community", "elm", "The id elm is taken"),
        ("source", "Road 2024", "breaks the rule for ids"),
    ],
)
def test_a_wrong_id_writes_nothing(
    library_folder: Path, kind: str, identifier: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that is taken or no id is refused, and every file stays as it was."""
    before = {path: path.read_bytes() for path in library_folder.rglob("*.yaml")}

    assert main(["new", kind, identifier, "--data", str(library_folder)]) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in library_folder.rglob("*.yaml")} == before


def test_a_file_with_mistakes_is_not_added_to(
    library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While a begun source has blanks no second one is begun, but a community may be."""
    begun(library_folder, "source", "road-notice")

    assert main(["new", "source", "rail-notice", "--data", str(library_folder)]) == 1
    assert "Put the mistake at data/sources.yaml:" in capsys.readouterr().err
    assert main(["new", "community", "ash", "--data", str(library_folder)]) == 0
