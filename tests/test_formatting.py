"""The canonical form: the same records and comments, written in one way, and nothing that is wrong is touched."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from folders import HERE
from sitegen.__main__ import main
from sitegen.commands import format as format_command
from sitegen.editing.format import format_text
from sitegen.loading.load import read_library
from sitegen.loading.parse import LISTS, OPTIONAL, SINGLE
from sitegen.records.model import Community, Fact, Record
from sitegen.strict_yaml.nodes import parse_text

MODELS = SINGLE | OPTIONAL | LISTS

UNTIDY = """\
# The file.

- measure:   site-area
  # Never changes.
  id: "elm-area"


  claims:
      - { status: done,value: 1000余亩 ,source: "paper", at: 'S1¶2' } # The notice.
      # Two sources.
      - source: repost
        at: opening
        value: { en: "Land, cleared", zh: '土地',
          # Inside.
          }
        status: planned
- {id: elm-more, measure: code, claims: [
    {value: {zh: 甲, en: "say: \\"x\\""}, status: done, as_of: 2023, source: paper, at: title}]}
# The end.
"""

TIDY = """\
# The file.

# Never changes.
- id: elm-area
  measure: site-area

  claims:
    # The notice.
    - {value: 1000余亩, status: done, source: paper, at: S1¶2}
    # Two sources.
    # Inside.
    - value: {zh: 土地, en: "Land, cleared"}
      status: planned
      source: repost
      at: opening
- {id: elm-more, measure: code, claims: [{value: {zh: 甲, en: 'say: "x"'}, status: done, as_of: 2023, source: paper, at: title}]}
# The end.
"""


def test_an_untidy_file_is_put_in_order() -> None:
    """Order, spaces, quotes and blank lines become canonical; every comment stands above what it speaks of."""
    assert format_text(UNTIDY, Fact) == TIDY
    assert format_text(TIDY, Fact) == TIDY


def plain(text: str) -> Any:
    """Return the records of a file."""
    node, problems = parse_text(text, "")
    assert node is not None
    assert problems == []
    return node.plain()


def words(text: str) -> list[str]:
    """Return the comments that have lines of their own."""
    return sorted(line.strip() for line in text.splitlines() if line.strip().startswith("#"))


def test_files_keep_their_records_and_comments(records: Path) -> None:
    """A formatted file holds what it held, and formatting it again changes nothing."""
    for path in [*records.rglob("*.yaml"), *(HERE / "library").rglob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        model: type[Record] = MODELS.get(path.parent.name) or MODELS[path.stem]
        tidy = format_text(text, model)

        assert plain(tidy) == plain(text), path
        assert words(tidy) == words(text), path
        assert format_text(tidy, model) == tidy, path
        assert not any(line != line.rstrip() for line in tidy.splitlines()), path


TEXTS = st.text("a1 :#,-[]{}'\"\\&*!|>%@`?~甲，。“”", min_size=1).filter(lambda text: text == text.strip())
TREES = st.recursive(
    TEXTS
    | st.integers(0, 99)
    | st.booleans()
    | st.sampled_from(["no", "null", "2023-04", "1.5", "010", "~", ""]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "note", "value", "zh", "en", "claims"]), inner, min_size=1)
    ),
    max_leaves=12,
)


def dumped(tree: Any, *, flow: bool | None, indent: int) -> str:
    """Return a tree as YAML, each text quoted, in the one style or the other."""
    return str(
        yaml.dump(
            tree, default_flow_style=flow, indent=indent, allow_unicode=True, width=10**6, sort_keys=False,
            Dumper=_Quoting,
        )
    )  # fmt: skip


class _Quoting(yaml.SafeDumper):
    """Quotes every text, so that none is read as something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'")
)


@given(
    tree=st.lists(st.dictionaries(st.sampled_from(["id", "facts", "name"]), TREES, min_size=1), min_size=1),
    flow=st.sampled_from([True, False, None]),
    indent=st.integers(2, 5),
    remarks=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["# a", "#b: [", "", "# - c"]))),
)
def test_any_file_keeps_its_records_and_comments(
    tree: Any, flow: bool | None, indent: int, remarks: list[tuple[int, str]]
) -> None:
    """Whatever the layout, records and comments survive, and the form is reached at once."""
    lines = dumped(tree, flow=flow, indent=indent).splitlines()
    for place, remark in remarks:
        lines.insert(min(place, len(lines)), remark)
    text = "\n".join(lines) + "\n"
    tidy = format_text(text, Community)

    assert records(tidy) == records(text) == tree
    assert words(tidy) == words(text)
    assert format_text(tidy, Community) == tidy


def records(text: str) -> Any:
    """Return the records of a file whatever the reader may say about their wording."""
    node, _ = parse_text(text, "")
    assert node is not None
    return node.plain()


def test_files_with_mistakes_are_left(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with a mistake stays as it is and is named; the others are put in order."""
    wrong = library_folder / "places.yaml"
    wrong.write_text(
        wrong.read_text(encoding="utf-8").replace("level: town", "level:  village"), encoding="utf-8"
    )
    before = wrong.read_bytes()
    untidy = library_folder / "sources.yaml"
    untidy.write_text(untidy.read_text(encoding="utf-8").replace("tier: B", "tier:   B"), encoding="utf-8")

    assert main(["format", "--data", str(library_folder)]) == 1
    said = capsys.readouterr().out
    assert "data/places.yaml：有错误，未改动" in said
    assert "data/sources.yaml: put in its form" in said
    assert wrong.read_bytes() == before
    assert "tier: B" in untidy.read_text(encoding="utf-8")


def test_checking_changes_nothing(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --check a file that is not in its form is named and left; after formatting none is."""
    path = library_folder / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: {", "title:  {", 1), encoding="utf-8")
    before = path.read_bytes()

    assert main(["format", "--data", str(library_folder), "--check"]) == 1
    assert "data/sources.yaml:2: 格式不统一" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert main(["format", "--data", str(library_folder)]) == 0
    assert main(["format", "--data", str(library_folder), "--check"]) == 0


def test_every_file_is_put_in_order(library_folder: Path) -> None:
    """The file that a library can be without is formatted like the others where it is there."""
    path = library_folder / "redirects.yaml"
    path.write_text('"moved":   [ ]\n', encoding="utf-8")

    assert main(["format", "--data", str(library_folder), "--check"]) == 1
    assert main(["format", "--data", str(library_folder)]) == 0
    assert path.read_text(encoding="utf-8") == "moved: []\n"


@pytest.mark.parametrize(
    ("change", "line", "zh", "en"),
    [
        (lambda text: text.rstrip("\n"), None, "", ""),
        (lambda text: text + "\n\n", None, "", ""),
        (lambda text: text.replace("\n", "\r\n"), None, "", ""),
        (lambda text: text.replace("\n", "\r\n").rstrip() + "\r\n\r\n", None, "", ""),
        (lambda text: text.replace("\n", "\r\n", 5), None, "", ""),
        (
            lambda text: text.replace("- id: echo", "\n\n- id: echo"),
            21,
            "删去这里多余的空行",
            "delete the blank line here",
        ),
        (
            lambda text: text.replace("  tier: B\n", "  tier:  B\n"),
            6,
            "把这一行写成“  tier: B”",
            "write this line as “  tier: B”",
        ),
        (
            lambda text: text.replace("  tier: B\n", "").replace(
                "  extent: whole\n", "  extent: whole\n  tier: B\n", 1
            ),
            6,
            "把第9—9行移到这一行上面",
            "move lines 9—9 above this line",
        ),
        (
            lambda text: text.replace("  title: {zh: 一篇报道, en: A report}\n", "").replace(
                "  tier: B\n", "  title: {zh: 一篇报道, en: A report}\n  tier: B\n", 1
            ),
            2,
            "把第5—5行移到这一行上面",
            "move lines 5—5 above this line",
        ),
        (
            lambda text: text.replace("{zh: 日报, en: Daily}", "{zh: 日报,\n    en: Daily}"),
            3,
            "把第3—4行写成一行“  publisher: {zh: 日报, en: Daily}”",
            "write lines 3—4 as one line",
        ),
    ],
)
def test_what_differs_is_named(
    library_folder: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[str], str],
    line: int | None,
    zh: str,
    en: str,
) -> None:
    """How lines end is nobody's concern; a line moved, added or written otherwise is told so that it can be mended by hand."""
    main(["format", "--data", str(library_folder)])
    path = library_folder / "sources.yaml"
    tidy = path.read_bytes()
    path.write_bytes(change(tidy.decode()).encode())
    capsys.readouterr()
    code = main(["format", "--data", str(library_folder), "--check"])
    said = capsys.readouterr().out

    assert read_library(library_folder).problems == []
    assert code == (0 if line is None else 1)
    assert said.startswith(f"data/sources.yaml:{line}: " if line else "")
    assert zh in said
    assert en in said
    assert main(["format", "--data", str(library_folder)]) == 0
    assert path.read_bytes() == tidy


def test_every_kind_of_file_is_known_to_the_command(library_folder: Path) -> None:
    """No file that is read is left out."""
    for name in MODELS:
        (library_folder / f"{name}.yaml").touch()

    found = {path.stem for path, _ in format_command._files(library_folder)}
    assert found == MODELS.keys() | {path.stem for path in (library_folder / "communities").iterdir()}


@pytest.mark.parametrize(
    ("name", "code", "zh", "en"),
    [
        ("dta", 2, "没有文件夹", "There is no folder"),
        ("empty", 1, "里没有记录文件", "There are no files of records in"),
        ("places.yaml", 2, "没有文件夹", "There is no folder"),
    ],
)
@pytest.mark.parametrize("check", [[], ["--check"]])
def test_a_folder_without_records_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    code: int,
    zh: str,
    en: str,
    check: list[str],
) -> None:
    """A folder that is not there, holds no records or is a file is named; that is no success."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "places.yaml").touch()

    assert main(["format", "--data", str(tmp_path / name), *check]) == code
    said = capsys.readouterr().err
    assert zh in said
    assert f"{en} {tmp_path / name}" in said


def test_a_list_in_brackets_stands_line_by_line() -> None:
    """What the file itself is has lines of its own, with its remarks; an empty one stays as it is."""
    text = "# Two.\n[{id: elm,\n  # Its name.\n  name: {zh: 榆, en: Elm}}, oak]\n# The end.\n"

    assert format_text(text, Community) == (
        "# Two.\n# Its name.\n- {id: elm, name: {zh: 榆, en: Elm}}\n- oak\n# The end.\n"
    )
    assert format_text("[ ]\n", Community) == "[]\n"
