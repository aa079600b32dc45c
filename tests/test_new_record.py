"""A new record begins complete in its keys and empty in its values, and every blank is named by the checks."""

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from sitegen.__main__ import main
from sitegen.core.problems import Problem
from sitegen.editing.format import format_text
from sitegen.loading.load import read_library
from sitegen.records.model import Place


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
        if line.endswith(("why: }", " []"))
        or (line.endswith(":") and depth(following) <= depth(line.replace("- ", "  ")))
    ]


def depth(line: str) -> int:
    """Return by how much a line is indented."""
    return len(line) - len(line.lstrip())


def test_a_source_begins_with_every_key(library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a file of its own, named by the day and its id, and each blank of it is a mistake."""
    monkeypatch.setenv("AS_OF", "2026-11-24")
    problems = begun(library_folder, "source", "road-notice")
    path = library_folder / "sources" / "2026-11-24-road-notice.yaml"

    assert {problem.place.file for problem in problems} == {f"data/sources/{path.name}"}
    assert [problem.place.line for problem in sorted(problems)] == blanks(path)
    assert "# 完整网址 / The full web address\nurl:\n" in path.read_text(encoding="utf-8")


def test_a_community_begins_with_every_row(library_folder: Path) -> None:
    """All rows of the factsheet are listed; the community is listed, and joins the place of its name."""
    problems = begun(library_folder, "community", "ash")
    path = library_folder / "communities" / "ash.yaml"
    text = path.read_text(encoding="utf-8")

    assert text.count("why: }") == 7
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
        ("community", "con", "the name of a device on Windows"),
        ("source", "lpt9", "the name of a device on Windows"),
        ("source", "true", "no text in YAML"),
        ("community", "null", "no text in YAML"),
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
    """While the places have mistakes no community is begun; what has blanks in a file of its own is in nobody's way."""
    begun(library_folder, "source", "road-notice")
    begun(library_folder, "community", "beech")

    assert main(["new", "community", "ash", "--data", str(library_folder)]) == 1
    assert "Put the mistake at data/places.yaml:" in capsys.readouterr().err
    assert main(["new", "source", "rail-notice", "--data", str(library_folder)]) == 0


ASH_IN_BRACES = (
    "name: {zh: 梣镇, en: Ash Town}, short: {zh: 梣, en: Ash}, name_basis: working, reviewed: 2024-05-01, "
    "level: town, named: {role: supporting, source: paper, at: S2¶6}"
)
ASH_IN_LINES = re.sub(r", (?=short|name|reviewed|level)", "\n  ", ASH_IN_BRACES) + "\n"


@pytest.mark.parametrize(
    "place",
    [
        f"- {{id: ash, {ASH_IN_BRACES}}}\n",
        f"- {{{ASH_IN_BRACES}, id: ash}} # A town.\n",
        f"- {{\n    {ASH_IN_BRACES},\n    'id': \"ash\"\n  }}\n",
        f"-   {{ id : 'ash' , {ASH_IN_BRACES} }}\n",
        f'- id: "ash"\n  # A town.\n  {ASH_IN_LINES}',
        f"-\n  # A town.\n  {ASH_IN_LINES}  id: ash\n",
    ],
)
def test_a_community_joins_its_place_however_that_is_written(library_folder: Path, place: str) -> None:
    """In braces on one line or several, or line by line with remarks: the place names the community, once."""
    path = library_folder / "places.yaml"
    text = path.read_text(encoding="utf-8")
    begin, end = text.index("- id: ash"), text.index("- id: forest")
    path.write_text(text[:begin] + place + text[end:], encoding="utf-8")
    library = read_library(library_folder).library()
    assert library is not None
    before = library.places["ash"]

    problems = begun(library_folder, "community", "ash")
    changed = read_library(library_folder).records["places", "ash"]
    assert {problem.place.file for problem in problems} == {"data/communities/ash.yaml"}
    assert changed == before.model_copy(update={"community": "ash"})
    assert path.read_text(encoding="utf-8").count("community: ash") == 1
    assert format_text(path.read_text(encoding="utf-8"), Place) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("flow", [True, False])
@pytest.mark.parametrize(
    ("kind", "identifier", "files"),
    [
        ("community", "beech", ["communities.yaml", "places.yaml"]),
        ("community", "ash", ["communities.yaml", "places.yaml"]),
    ],
)
def test_a_list_is_added_to_however_it_is_written(
    library_folder: Path, flow: bool, kind: str, identifier: str, files: list[str]
) -> None:
    """In brackets, or line by line and indented: what was there stays, and the new item is the last."""
    before = {}
    for name in files:
        path = library_folder / name
        before[name] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        listed = yaml.dump(
            before[name], default_flow_style=flow, allow_unicode=True, width=10**6, sort_keys=False
        )
        path.write_text(listed if flow else textwrap.indent(listed, "    "), encoding="utf-8")
    assert read_library(library_folder).problems == []

    begun(library_folder, kind, identifier)
    for name in files:
        after = yaml.load((library_folder / name).read_text(encoding="utf-8"), yaml.BaseLoader)
        names = [item if isinstance(item, str) else item["id"] for item in after]
        known = [item if isinstance(item, str) else item["id"] for item in before[name]]

        assert names == (known if identifier in known else [*known, identifier])
        assert [item for item in after if item not in before[name]] == [after[names.index(identifier)]]


def test_the_first_of_a_list_is_its_only_item(library_folder: Path) -> None:
    """A list that is still empty, `[]`, is followed by nothing that YAML cannot read."""
    path = library_folder / "communities.yaml"
    path.write_text("# None yet.\n[]\n", encoding="utf-8")
    for community in (library_folder / "communities").iterdir():
        community.unlink()
    places = library_folder / "places.yaml"
    places.write_text(re.sub(r"  community: \w+\n", "", places.read_text(encoding="utf-8")), encoding="utf-8")

    assert main(["new", "community", "beech", "--data", str(library_folder)]) == 0
    assert path.read_text(encoding="utf-8") == "# None yet.\n- beech\n"


def test_a_place_that_waits_for_its_community_gets_it(library_folder: Path) -> None:
    """Where an editor has named the community in places.yaml already, the command makes it."""
    path = library_folder / "places.yaml"
    text = path.read_text(encoding="utf-8").replace("- id: ash\n", "- id: ash\n  community: ash\n")
    path.write_text(text, encoding="utf-8")

    problems = begun(library_folder, "community", "ash")
    assert {problem.place.file for problem in problems} == {"data/communities/ash.yaml"}
    assert path.read_text(encoding="utf-8") == text


def test_the_place_of_another_community_is_not_taken(
    library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A place is that of one community; nothing is written, and the message names it."""
    path = library_folder / "places.yaml"
    text = path.read_text(encoding="utf-8").replace("  community: oak\n", "")
    path.write_text(text.replace("- id: ash\n", "- id: ash\n  community: oak\n"), encoding="utf-8")

    assert main(["new", "community", "ash", "--data", str(library_folder)]) == 1
    assert "The place ash is that of the community oak" in capsys.readouterr().err
    assert not (library_folder / "communities" / "ash.yaml").exists()


@pytest.mark.parametrize("kind", ["community", "source"])
def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Nothing is made of a slip in the name of the folder."""
    assert main(["new", kind, "ash", "--data", str(tmp_path / "dta")]) == 2
    assert f"There is no folder {tmp_path / 'dta'}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
