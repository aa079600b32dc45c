"""What the guides for contributors say is so: their examples pass every check, and they name what exists."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from folders import HERE, ROOT, complete
from sitegen import checks
from sitegen.editing.format import format_text
from sitegen.loading.load import read_library
from sitegen.loading.parse_cache import CachedParser
from sitegen.records.model import (
    Archived,
    Change,
    ChangeKind,
    Community,
    Contact,
    Record,
    Relation,
    Source,
    Status,
    Tier,
    Why,
)
from sitegen.report.diff import State
from sitegen.report.diff_text import REREAD, TO_CONFIRM, TO_LOG, VANISHED
from sitegen.report.unlogged import unlogged
from sitegen.report.vanished import Succession
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity

GUIDES = ("CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md")
DAY = date(2026, 11, 24)
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a task says to do: to put another line for one, to delete a line or the record with an id, and what to log.
_REPLACED = re.compile(r"`([^`]+)`(?:改成| to )`([^`]+)`")
_DELETED = re.compile(r"(?:删去|[Dd]elete )(?:事实|the fact )?`([^`]+)`")
_LOGGED = re.compile(r"`kind: (\w+)`\W+`((?:records|pages): \[.*?\])`")


def read(guide: str) -> str:
    """Return the text of a guide."""
    return (ROOT / guide).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a text in one language."""
    return [block for name, block in _FENCED.findall(text) if name == language]


def section(guide: str, holding: str) -> list[str]:
    """Return the first cell of each row of the table whose head holds a word."""
    table = next(table for table in read(guide).split("\n\n") if table.startswith(f"| {holding}"))
    return [row.split("|")[1].strip(" `") for row in table.splitlines()[2:]]


def tasks(guide: str) -> list[str]:
    """Return what stands before the tasks of a guide, each task, and what stands after them."""
    before, *numbered = re.split(r"^## (?=\d)", read(guide), flags=re.MULTILINE)
    last, after = re.split(r"^## ", numbered.pop(), maxsplit=1, flags=re.MULTILINE)
    return [before, *numbered, last, after]


def examples(text: str) -> list[str]:
    """Return the examples of a text: each begins with a line that says where it goes."""
    return [
        one
        for block in blocks(text, "yaml")
        for one in re.split(r"^(?=# .*data/)", block, flags=re.MULTILINE)
        if one
    ]


def named_files(text: str) -> list[str]:
    """Return the files in data/ that the examples of a text name, and the community of which the guides speak."""
    return [*re.findall(r"^# .*?data/([a-z0-9/-]+\.yaml)", text, re.MULTILINE), "communities/elm.yaml"]


def put(folder: Path, example: str) -> None:
    """Write an example where its first line says: a file, or a list or record in one, which it joins at the end."""
    where, _, added = example.partition("\n")
    [name, *_] = named_files(where)
    path = folder / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        # The rows that a new community does not show are declared like the one that its example declares.
        factsheet = (folder / "factsheet.yaml").read_text(encoding="utf-8")
        declared = re.search(r"^ *- \{row: area, .*\n", added, re.MULTILINE)
        if declared:
            rows = re.findall(r"^ {6}- \{id: (\w+)", factsheet, re.MULTILINE)
            added += "".join(declared[0].replace("area", row) for row in rows if row not in ("name", "area"))
        path.write_text(added, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    first, column, last = 0, 0, len(lines)
    for word in re.findall(r"[a-z_-]+:?", where.partition(".yaml")[2]):
        sought = rf"[ -]*{word}$" if word.endswith(":") else rf"[ -]*id: {word}$"
        if found := [at for at in range(first, last) if re.match(sought, lines[at])]:
            first, column = found[0] + 1, indent(lines[found[0]]) + 2 * word.endswith(":")
            last = end(lines, first, column)
    while not lines[last - 1]:
        last -= 1
    lines[last:last] = [f"{' ' * column}{line}" for line in added.splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def indent(line: str) -> int:
    """Return where the key or item of a line begins, after the dash of a list."""
    return len(line) - len(line.lstrip(" -"))


def end(lines: list[str], first: int, column: int) -> int:
    """Return the number of the first line from ``first`` on that is not indented to ``column``."""
    outside = (at for at in range(first, len(lines)) if len(lines[at]) - len(lines[at].lstrip()) < column)
    return next(outside, len(lines))


def change(folder: Path, files: list[str], old: str, new: str | None) -> None:
    """Put the line ``new`` for a line, or nothing for a line or for the record with the id ``old``."""
    is_record = re.fullmatch(r"[a-z-]+", old)
    sought = re.compile(rf" *- id: {old}" if is_record else rf"[ -]*{re.escape(old.removeprefix('- '))}")
    for path in (folder / name for name in files if (folder / name).exists()):
        lines = path.read_text(encoding="utf-8").splitlines()
        if found := [at for at, line in enumerate(lines) if sought.fullmatch(line)]:
            at = found[0]
            after = end(lines, at + 1, indent(lines[at])) if is_record else at + 1
            lines[at:after] = [lines[at].replace(old, new)] if new else []
            # A key of which nothing is left goes with its last item.
            lines = [one for one, below in pairwise([*lines, ""]) if below.strip() or one != "gaps:"]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            return
    raise AssertionError(f"no record has the line {old}")


def steps(task: str) -> list[Callable[[Path], None]]:
    """Return all that a task says to do, each step alone."""
    found: list[Callable[[Path], None]] = [partial(put, example=example) for example in examples(task)]
    text, files = _FENCED.sub("", task), named_files(task)
    found += [partial(change, files=files, old=old, new=new) for old, new in _REPLACED.findall(text)]
    found += [partial(change, files=files, old=old, new=None) for old in _DELETED.findall(text)]
    for kind, concerned in _LOGGED.findall(text):
        what = "{zh: 已照来源更新。, en: The entry follows its source.}"
        entry = f"id: entry\nkind: {kind}\ndate: {DAY}\nwhat: {what}\n{concerned}\n"
        found.append(partial(put, example=f"# data/changes/{DAY}-entry.yaml\n{entry}"))
    return found


def told(folder: Path, before: State, parser: CachedParser) -> list[str]:
    """Return what an editor is told of a library: the mistakes, else the entries due in the log and addresses lost."""
    draft = read_library(folder, parser)
    library = draft.library()
    assert library is not None
    if problems := draft.problems or checks.run(library):
        return [str(problem) for problem in problems]
    succession = Succession(before.library, library)
    due = [one.entry for one in unlogged(before, State(library, DAY), succession)]
    return due + [one.address for one in succession.vanished()]


# How many steps each task has, and of how many something is told if one is left out.
STEPS = {1: (2, 2), 2: (1, 0), 3: (3, 2), 4: (1, 0), 5: (2, 2), 6: (3, 3), 7: (3, 3), 8: (4, 3), 9: (4, 4)}


@pytest.mark.parametrize("guide", GUIDES)
def test_each_task_is_complete(guide: str, tmp_path: Path) -> None:
    """What a task says to do is all that is asked for; if a step is left out, an editor is told."""
    before, *numbered, _ = tasks(guide)
    start = complete(HERE / "library", tmp_path / "data")
    for step in steps(before):
        step(start)
    parser = CachedParser()
    library = read_library(start, parser).library()
    assert library is not None
    state = State(library, DAY)
    messages: dict[int, list[list[str]]] = {}
    for number, task in enumerate(numbered, start=1):
        to_do = steps(task)
        for left_out in range(len(to_do) + 1):
            folder = Path(shutil.copytree(start, tmp_path / f"{number}-{left_out}" / "data"))
            for step in [*to_do[:left_out], *to_do[left_out + 1 :]]:
                step(folder)
            messages.setdefault(number, []).append(told(folder, state, parser))

    assert {number: of_all[-1] for number, of_all in messages.items() if of_all[-1]} == {}
    assert {
        number: (len(of_all) - 1, sum(map(bool, of_all)))
        for number, of_all in messages.items()
        if len(of_all) > 1
    } == STEPS
    assert len(numbered) == 12


@pytest.mark.parametrize("guide", GUIDES)
def test_what_is_said_to_be_told_is(guide: str) -> None:
    """The words of a message that a task quotes are in the program."""
    program = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "sitegen").rglob("*.py")
    )
    quoted = [
        words for task in tasks(guide)[1:] for words in re.findall(r"(?:提示|told|或|or) ?“(.*?)”", task)
    ]

    assert len(quoted) == 9
    assert [words for words in quoted if words.rstrip(",") not in program] == []


def test_what_is_seen_on_github_has_its_name() -> None:
    """The checks, the headings of the comparison and the forms are called what the guides call them."""
    english, chinese = map(read, GUIDES)
    workflow = yaml.safe_load(
        (ROOT / ".github" / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    )
    forms = [
        yaml.safe_load(path.read_text(encoding="utf-8"))["name"].split(" / ")[0]
        for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[1-9]*.yml"))
    ]

    for guide in (english, chinese):
        assert {"records", "ready"} <= workflow["jobs"].keys() & set(re.findall(r"`(\w+)`", guide))
        assert f"*{workflow['name']}*" in guide
    for heading in (TO_LOG, REREAD, TO_CONFIRM, VANISHED):
        assert f"“{heading.en}”" in english
        assert f"“{heading.zh}”" in chinese
    assert len(forms) == 3
    assert all(f"“{form}”" in chinese for form in forms)


@pytest.mark.parametrize("guide", GUIDES)
def test_whole_files_are_in_their_canonical_form(guide: str) -> None:
    """What a guide shows as a new file need not be rewritten."""
    models: dict[str, type[Record]] = {"sources": Source, "changes": Change, "communities": Community}
    shown = [one.partition("\n") for one in examples(read(guide))]
    files = [
        (models[found[1]], text)
        for where, _, text in shown
        if (found := re.search(r"(\w+)/[a-z0-9-]+\.yaml$", where))
    ]

    assert len(files) == 3
    assert [format_text(text, model) for model, text in files] == [text for _, text in files]


def test_the_guides_show_the_same_records() -> None:
    """Both languages teach with the same examples, but for the comments."""
    english, chinese = (
        [re.sub(r"^ *#.*\n", "", example, flags=re.MULTILINE) for example in blocks(read(guide), "yaml")]
        for guide in GUIDES
    )

    assert english == chinese


@pytest.mark.parametrize("guide", GUIDES)
def test_words_of_the_tables_are_those_of_the_model(guide: str) -> None:
    """The tables of status words, relations, tiers, reasons and kinds of change are complete and hold nothing else."""
    assert section(guide, "`status`") == list(get_args(Status))
    assert section(guide, "`relation`") == list(get_args(Relation))
    assert section(guide, "`why`") == list(get_args(Why))
    assert section(guide, "`kind`") == list(get_args(ChangeKind))
    assert section(guide, "Tier" if guide == "CONTRIBUTING.md" else "等级") == [*get_args(Tier), "E"]


@pytest.mark.parametrize("guide", GUIDES)
def test_forms_are_read(guide: str) -> None:
    """Every date and figure shown as a way of writing is one."""
    head = "The source says" if guide == "CONTRIBUTING.md" else "来源怎么说"
    table = next(table for table in read(guide).split("\n\n") if table.startswith(f"| {head}"))
    dates = re.findall(r"`(.*?)`", table)
    (line,) = (one for one in read(guide).splitlines() if "`第3位`" in one)
    figures = re.findall(r"`([^`]+)`", line)

    assert len([PartialDate.parse(text) for text in dates]) == 7
    assert len([Quantity.parse(text) for text in figures]) == 8


@pytest.mark.parametrize("guide", GUIDES)
def test_lines_in_the_text_are_what_records_take(guide: str) -> None:
    """What a sentence of the guide shows as a line of a record is right by the model."""
    text = read(guide)
    shown = {
        key: yaml.safe_load(line)[key]
        for key in ("archived", "value")
        for line in re.findall(rf"`({key}: \{{.*)`", text)
    }

    assert Archived.model_validate(plain(shown["archived"])).url
    assert Contact.model_validate(shown["value"]).phones


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its days as text, as the strict reader gives them."""
    return {key: str(value) if isinstance(value, date) else value for key, value in record.items()}


@pytest.mark.parametrize("guide", [*GUIDES, "README.md", "README.zh-CN.md", "PUBLISHING.md", "DATA.md"])
def test_commands_and_files_exist(guide: str) -> None:
    """Every make target, data file and linked file that a guide names is there."""
    text = read(guide)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    commands = set(re.findall(r"(?:`|^|\*)make ([a-z-]+)", text, re.MULTILINE))
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    files = [name for name in re.findall(r"`(data/[a-z/]+(?:\.yaml)?)`", text) if "elm" not in name]

    assert commands
    assert commands <= targets
    assert [name for name in links + files if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_the_message_is_one_that_the_checks_give(guide: str, library_folder: Path) -> None:
    """The message that a guide explains is what `make check` says, word for word where it is not cut short."""
    path = library_folder / "communities" / "elm.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("1000余亩", "1000余亩地"), encoding="utf-8")
    shown = [re.split("……|…", line)[0] for line in blocks(read(guide), "text")[0].splitlines()]

    [problem] = read_library(library_folder).problems
    said = str(problem).splitlines()

    assert [line.startswith(part) for line, part in zip(said, shown, strict=True)] == [True, True]
