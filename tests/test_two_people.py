"""Two people change the records at once: plain git merges what is independent, and what it cannot is told in one message."""

import re
import subprocess
from pathlib import Path

import pytest

from sitegen import checks
from sitegen.loading.load import read_library
from sitegen.strict_yaml.nodes import parse
from test_diff_records import NOBODY, edit, git

SOURCE = """\
id: {0}-report
title: {{zh: 报道, en: A report}}
publisher: {{zh: 日报, en: Daily}}
published: 2024-05
tier: B
language: zh
read: 2024-06-01
extent: whole
"""
CHANGE = """\
id: {0}-news
kind: new_information
date: 2024-06-01
what: {{zh: 补记消息。, en: News was added.}}
records: [{0}-fact, {0}-event]
"""
FACT = "  - id: {0}-fact\n    measure: {1}\n    claims:\n      - {{value: {2}, status: planned, source: {0}-report, at: title}}\n"
EVENT = "  - id: {0}-event\n    title: {{zh: 消息, en: News}}\n    actual:\n      - {{date: 2024-05, source: {0}-report, at: title}}\n"
TEXT = "{zh: 新名, en: New name}"


def propose(data: Path, name: str, fact: tuple[str, str, str], event: str) -> None:
    """Commit a source, a fact, an event and an entry of the log on a branch; each stands above a line of its list."""
    git(data, "checkout", "--quiet", "-b", name, "main")
    for folder, text in (("sources", f"{SOURCE}"), ("changes", f"{CHANGE}")):
        (data / folder).mkdir(exist_ok=True)
        file = f"2024-06-01-{re.findall('id: (.*)', text.format(name))[0]}.yaml"
        (data / folder / file).write_text(text.format(name), encoding="utf-8")
    measure, value, above = fact
    edit(data, "communities/elm.yaml", above, FACT.format(name, measure, value) + above)
    edit(data, "communities/elm.yaml", event, EVENT.format(name) + event)
    git(data, "add", ".")
    git(data, "commit", "--quiet", f"--message={name}")


def merges(data: Path, name: str) -> bool:
    """Merge a branch into the one at hand; say whether git could."""
    command = ["git", "-C", str(data), "merge", "--quiet", "--no-edit", name]
    return subprocess.run(command, capture_output=True, env=NOBODY, check=False).returncode == 0


@pytest.fixture
def data(library_folder: Path) -> Path:
    """The tiny library, committed on the branch main of a repository."""
    top = library_folder.parent
    git(top, "init", "--quiet", "--initial-branch=main")
    git(top, "add", "data")
    git(top, "commit", "--quiet", "--message=Records")
    return library_folder


def test_independent_additions_merge(data: Path) -> None:
    """Two proposals, each with a source, a fact, an event and an entry of the log, go in one after the other."""
    # Both events are the newest: they stand where their ids come, and the pages put them in order of time.
    propose(data, "ann", ("new-name", TEXT, "  - id: elm-area\n"), "  - id: elm-vacated\n")
    propose(data, "bob", ("site-area", "950亩", "  - id: elm-industries\n"), "  - id: elm-hospital\n")
    git(data, "checkout", "--quiet", "main")
    merged = merges(data, "ann"), merges(data, "bob")
    draft = read_library(data)
    library = draft.library()
    assert library is not None

    assert merged == (True, True)
    assert draft.problems + checks.run(library) == []
    assert [*library.sources][-2:] == ["ann-report", "bob-report"]
    assert [*library.changes][:2] == ["bob-news", "ann-news"]
    assert {"ann-fact", "bob-fact"} <= library.facts.keys()
    assert {"ann-event", "bob-event"} <= library.events.keys()


@pytest.mark.parametrize("kept", ["<=>", "<=", "=>", "<", "=", ">"])
def test_a_conflict_is_one_message(data: Path, kept: str) -> None:
    """Whichever of its marks are left, the message names the cause, the lines and the whole remedy, and nothing else."""
    for name, value in (("ann", "900亩"), ("bob", "950亩")):
        propose(data, name, ("site-area", value, "  - id: elm-industries\n"), "  - id: elm-hospital\n")
    git(data, "checkout", "--quiet", "main")
    merged = merges(data, "ann"), merges(data, "bob")
    path = data / "communities" / "elm.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    left = [line for line in lines if line[:7] not in {sign * 7 for sign in "<=>" if sign not in kept}]
    path.write_text("\n".join(left) + "\n", encoding="utf-8")
    marks = [number for number, line in enumerate(left, start=1) if line[:7] in ("<" * 7, "=" * 7, ">" * 7)]
    problems = read_library(data).problems

    assert merged == (True, False)
    assert len(problems) == 1
    told = str(problems[0])
    assert told.startswith(f"data/communities/elm.yaml:{marks[0]}:1: 两个人改了同一处")
    assert f"第{'、'.join(map(str, marks))}行" in told
    assert "Two people changed the same lines" in told
    assert "delete every line that begins with <<<<<<<" in told


LEFT = {
    "two records mixed into one": (
        "- id: ann\n  title: {zh: 甲, en: A}\n  tier: B\n  id: bob\n  title: {zh: 乙, en: B}\n  tier: B\n",
        "data/sources.yaml:1:3: 两条记录混成了一条：第4行又写了“id”",
    ),
    "the first cut off": (
        "- id: ann\n  title: {zh: 甲, en: A}\n- id: bob\n  title: {zh: 乙, en: B}\n" + SOURCE.split("\n", 2)[2].replace("{{", "{").replace("}}", "}").replace("\n", "\n  ").rstrip() + "\n",
        "data/sources.yaml:1:3: 这条记录不完整：缺少publisher、published、tier、language、read、extent",
    ),
    "one record twice": (
        2 * ("- id: ann\n" + SOURCE.split("\n", 1)[1].replace("{{", "{").replace("}}", "}")).replace("\n", "\n  ").rstrip(" "),
        "data/sources.yaml:9:7: 编号“ann”重复",
    ),
}  # fmt: skip


@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_without_its_marks_is_one_message(library_folder: Path, left: str) -> None:
    """Where only the marks were deleted, one message says so and what to do."""
    text, told = LEFT[left]
    text = re.sub(r"(?m)^(?=\w)", "  ", text)
    (library_folder / "sources.yaml").write_text(text, encoding="utf-8")
    problems = [one for one in read_library(library_folder).problems if one.place.file == "data/sources.yaml"]

    assert [str(one).startswith(told) for one in problems] == [True]
    assert "合并冲突时只删了标记" in str(problems[0])
    assert "only the marks were deleted" in str(problems[0])


def test_a_line_of_signs_in_a_text_is_no_mark() -> None:
    """Only a whole line of them is."""
    assert parse("- 甲：<<<<<<< 乙\n- a =======\n".encode(), "x.yaml")[1] == []
