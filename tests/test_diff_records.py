"""The command `make diff`: what it compares with, what it prints, and how it ends."""

import html
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from sitegen.__main__ import main
from sitegen.commands.diff import compare
from sitegen.loading.load import read_library
from sitegen.report.diff import State
from sitegen.report.diff_text import Comparison, as_markdown
from sitegen.report.github_markdown import escape_github_markdown

DAY = date(2024, 6, 1)

NOBODY = {
    "GIT_AUTHOR_NAME": "Nobody",
    "GIT_AUTHOR_EMAIL": "nobody@example.org",
    "GIT_COMMITTER_NAME": "Nobody",
    "GIT_COMMITTER_EMAIL": "nobody@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str) -> None:
    """Run git in ``folder`` as nobody in particular."""
    subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=os.environ | NOBODY
    )


@pytest.fixture
def data(library_folder: Path) -> Path:
    """The tiny library, committed on the branch main of a repository."""
    top = library_folder.parent
    git(top, "init", "--quiet", "--initial-branch=main")
    git(top, "add", "data")
    git(top, "commit", "--quiet", "--message=Records")
    return library_folder


def edit(data: Path, name: str, old: str, new: str) -> None:
    """Change a record as an editor does."""
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(data: Path, *more: str) -> int:
    """Run the command."""
    return main(["diff", "--data", str(data), "--as-of", "2024-06-01", *more])


def test_equal_records(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing changed: one plain sentence in each language."""
    assert run(data) == 0
    assert capsys.readouterr().out == "读者看到的内容没有变化。\nNo change that a reader sees.\n"


def test_work_at_hand_is_compared_with_main(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a base, the commit at which the branch left main is taken, and files need not be committed."""
    git(data, "checkout", "--quiet", "-b", "work")
    edit(data, "communities/elm.yaml", "约1200亩", "约1500亩")
    git(data, "commit", "--all", "--quiet", "--message=Figure")
    edit(data, "organisations.yaml", "due: 2025-05", "due: 2025-06")

    assert run(data) == 0
    out = capsys.readouterr().out
    assert "：2处变化" in out
    assert "约1200亩（约80公顷） → 约1500亩（约100公顷），+25%" in out
    assert "announced date: May 2025 → June 2025, 30 days later" in out
    assert "  communities/elm  榆谷 · Elm Valley" in out


def test_a_base_may_be_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any revision that git knows will do."""
    edit(data, "communities/elm.yaml", "约1200亩", "约1500亩")
    git(data, "commit", "--all", "--quiet", "--message=Figure")
    run(data, "--base", "HEAD")
    none = capsys.readouterr().out
    run(data, "--base", "HEAD~1")

    assert none.startswith("读者看到的内容没有变化")
    assert "：1处变化" in capsys.readouterr().out


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD~99", "^main"])
def test_an_unknown_base_is_said_plainly(data: Path, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 2; what looks like an option of git is none."""
    assert run(data, f"--base={base}") == 2
    assert "没有" in capsys.readouterr().err


@pytest.mark.parametrize("spoilt", [".git/config", ".git/objects"])
def test_what_git_itself_refuses_is_said(data: Path, spoilt: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A repository that is spoilt is not one without a main branch, or without records."""
    for path in (data.parent / spoilt, *(data.parent / spoilt).rglob("*")):
        if path.is_file():
            path.unlink()
            path.write_text("[spoilt")

    assert run(data) == 2
    assert "Git cannot answer" in capsys.readouterr().err


def test_a_repository_without_files_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing can be compared from within a bare one."""
    git(tmp_path, "clone", "--quiet", "--bare", str(data.parent), "bare")
    shutil.copytree(data, tmp_path / "bare" / "data")

    assert run(tmp_path / "bare" / "data") == 2
    assert "work tree" in capsys.readouterr().err


@pytest.mark.parametrize("name", [":(top)x", "a*[b]", "上虞 x", "\udcff", "a\nb"], ids=ascii)
def test_a_folder_may_have_any_name(
    data: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git takes it to the letter, above the records and for them."""
    shutil.copytree(data, tmp_path / name / name)
    git(tmp_path / name, "init", "--quiet", "--initial-branch=main")
    git(tmp_path / name, "add", ".")
    git(tmp_path / name, "commit", "--quiet", "--message=x")

    assert run(tmp_path / name / name) == 0
    assert "没有变化" in capsys.readouterr().out


def test_without_a_main_branch_a_base_is_asked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is guessed."""
    git(data, "branch", "--move", "other")

    assert run(data) == 2
    assert "BASE=" in capsys.readouterr().err


# What once stood in a file, in place of what stands there now.
BROKEN = {
    "a key of another model": ("communities/elm.yaml", "reviewed: 2024-05-01", "checked: 2024-05-01"),
    "a figure that cannot be read": ("communities/elm.yaml", "约1200亩", "1200 acres"),
    "a conflict": ("communities/elm.yaml", "facts:\n", "<<<<<<< a\nfacts:\n=======\n>>>>>>> b\n"),
    "a dangling reference": ("communities/elm.yaml", "source: repost", "source: nobody"),
    "a stage that rests on nothing": ("communities/elm.yaml", "basis: elm-vacated", "basis: elm-gone"),
    "an unreadable list": ("sources.yaml", "- id: paper", "- id: [paper"),
    "an unreadable file": ("programme.yaml", "id: programme", "id: [programme"),
    "no such measure": ("factsheet.yaml", "{id: site-area,", "{id: size,"),
    "a community twice": ("communities.yaml", "- id: oak\n", "- id: elm\n"),
    "a rule that was tightened": ("communities/elm.yaml", "旧园区正在拆除", "旧园区3处正在拆除"),
    "a comparison that is missing": ("communities/elm.yaml", "    comparison:\n      relation: scope\n      why: {zh: 边界不同。, en: The boundaries differ.}\n", ""),
}  # fmt: skip


def test_records_that_break_a_rule_are_compared_as_far_as_they_can_be_read(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake of old is told in a line, and stands in nobody's way: nothing is lost by mending it."""
    for name, (file, good, bad) in BROKEN.items():
        edit(data, file, good, bad)
        git(data, "commit", "--all", "--quiet", "--message=Mistake")
        git(data.parent, "checkout", "--quiet", "HEAD~1", "--", "data")
        code = run(data, "--base=HEAD")
        out = capsys.readouterr().out

        assert code == 0, (name, out)
        assert "不合今天的规则（data/" in out, name
        assert "break the rules of today in" in out, name
        git(data, "reset", "--quiet", "--hard", "HEAD~1")


def test_what_breaks_a_rule_does_not_hide_what_vanishes(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address is missed although something else on its page could not be read."""
    edit(data, "communities/elm.yaml", "reviewed: 2024-05-01", "checked: 2024-05-01")
    git(data, "commit", "--all", "--quiet", "--message=Old form")
    edit(data, "communities/elm.yaml", "checked: 2024-05-01", "reviewed: 2024-05-01")
    edit(data, "communities/elm.yaml", "- id: elm-name", "- id: elm-title")

    assert run(data, "--base=HEAD") == 1
    assert (
        "{old: communities/elm#fact-elm-name, new: communities/elm#fact-elm-title}" in capsys.readouterr().out
    )


def test_mistakes_at_hand_come_first(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records that have mistakes are not compared; the mistakes are printed."""
    edit(data, "communities/elm.yaml", "约1200亩", "1200 acres")

    assert run(data) == 1
    assert "elm.yaml" in capsys.readouterr().err


def test_a_phrase_that_templates_of_old_lacked(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A phrase that came with a template is told as new and does not stand in the way."""
    text = (data / "vocabulary.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("  all_dates:")]
    (data / "vocabulary.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    git(data, "commit", "--all", "--quiet", "--message=Without")
    (data / "vocabulary.yaml").write_text(text, encoding="utf-8")

    assert run(data) == 0
    assert "查看全部时间节点" in capsys.readouterr().out


def test_a_text_changed_in_one_language_is_to_be_confirmed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is listed with its file and line, in both forms."""
    edit(data, "communities/elm.yaml", "旧园区正在拆除。", "旧园区已经拆除。")
    run(data)
    out = capsys.readouterr().out
    run(data, "--markdown")

    assert "data/communities/elm.yaml:6:10: 中文已改，核对英文 / Chinese changed, check the English" in out
    assert "summary: (the English is unchanged)" in out
    assert "中文已改，核对英文" in capsys.readouterr().out


def entries(told: str) -> dict[str, str]:
    """Return the files of the log that are due, by name, as they are to be added."""
    if "Entries due in the log of changes" not in told:
        return {}
    part = told.split("Entries due in the log of changes")[1].split("\n\n== ")[0]
    found = re.findall(r"\n\n# data/(\S+)\n(.*?)(?=\n\n# data/|$)", part.rstrip() + "\n", re.DOTALL)
    return {name: text.rstrip() + "\n" for name, text in found}


def add(data: Path, files: dict[str, str]) -> None:
    """Add files to the records."""
    for name, text in files.items():
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")


def cut(data: Path, name: str, start: str, end: str) -> None:
    """Delete the lines of a file from ``start`` up to ``end``, or to its end."""
    path = data / name
    before, rest = path.read_text(encoding="utf-8").split(start, 1)
    after = end + rest.split(end, 1)[1] if end else ""
    path.write_text(before + after, encoding="utf-8")


def figure(data: Path) -> None:
    """A figure is revised, a status corrected, a deadline put off in place of the old one."""
    edit(data, "communities/elm.yaml", "约1200亩", "约1500亩")
    edit(data, "communities/elm.yaml", "status: done\n        as_of", "status: actual\n        as_of")
    edit(data, "organisations.yaml", "due: 2025-05", "due: 2025-06")


def fact(data: Path) -> None:
    """A fact is taken out."""
    cut(data, "communities/elm.yaml", "  - id: elm-industries\n", "structure:\n")
    redirect(data, "communities/elm#fact-elm-industries", "communities/elm")
    edit(
        data,
        "communities/elm.yaml",
        "gaps:\n",
        "gaps:\n  - {row: main, why: not_in_parts_read}\n",
    )


def event(data: Path) -> None:
    """An event is taken out."""
    cut(data, "organisations.yaml", "    - id: maker-moves\n", "")
    redirect(
        data, "organisations#event-maker-moves", "organisations", "timeline#event-maker-moves", "timeline"
    )


def source(data: Path) -> None:
    """A source is deleted, and what rested on it alone now rests on another."""
    cut(data, "sources.yaml", "- id: echo\n", "- id: bulletin\n")
    edit(data, "communities.yaml", "source: echo", "source: repost")
    edit(data, "communities.yaml", "status: planned", "status: signed")
    redirect(data, "sources#source-echo", "sources")


def stage(data: Path) -> None:
    """A community has got further."""
    edit(data, "communities/elm.yaml", "value: clearing", "value: cleared")


def headline(data: Path) -> None:
    """Another figure stands at the head, once by choice, once because a newer claim comes first."""
    edit(data, "communities/elm.yaml", "key_facts: [elm-area, elm-plant-investment]", "key_facts: [elm-area]")
    edit(
        data,
        "communities/elm.yaml",
        "  - id: elm-area\n    measure: site-area\n    claims:\n",
        "  - id: elm-area\n    measure: site-area\n    claims:\n"
        "      - {value: 900亩, status: actual, as_of: 2024-02, source: paper, at: S1¶2}\n",
    )


def redirect(data: Path, *moved: str) -> None:
    """Lead on from each old address to the new one after it."""
    lines = [f"  - {{old: {old}, new: {new}}}\n" for old, new in zip(moved[::2], moved[1::2], strict=True)]
    path = data / "redirects.yaml"
    withdrawn = path.read_text(encoding="utf-8").partition("withdrawn:")
    path.write_text("moved:\n" + "".join([*lines, *withdrawn[1:]]), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (
            figure,
            {
                "elm-area-revised": "kind: our_error",
                "maker-moves-revised": "records: [maker-moves]",
            },
        ),
        (fact, {"elm-industries-withdrawn": "pages: [communities]"}),
        (event, {"maker-moves-withdrawn": "pages: [organisations]"}),
        (source, {"oak-name-revised": "records: [oak-name]", "echo-withdrawn": "pages: [sources]"}),
        (stage, {"elm-stage": "由“拆除中”改为“已拆除”"}),
        (
            headline,
            {"elm-area-shown": "kind: new_information", "elm-figures": "records: [elm-plant-investment]"},
        ),
    ],
)
def test_what_is_not_logged_comes_with_its_entry(
    data: Path, change: Callable[[Path], None], due: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each entry is complete: added as it stands, it passes the checks, and nothing is due any more."""
    change(data)
    first = run(data)
    told = capsys.readouterr().out
    run(data, "--markdown")
    shown = capsys.readouterr().out
    found = entries(told)
    add(data, found)
    checked = main(["check", "--data", str(data)])
    again = run(data)
    rest = capsys.readouterr()

    assert (first, checked, again) == (0, 0, 0), told + rest.err
    assert found.keys() == {f"changes/2024-06-01-{name}.yaml" for name in due}
    assert all(words in found[f"changes/2024-06-01-{name}.yaml"] for name, words in due.items())
    assert all(f"`data/{name}`\n\n```yaml\n{text}```" in shown for name, text in found.items())
    assert entries(rest.out) == {}


def test_what_was_said_is_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The entry of a revised fact has its former claims."""
    figure(data)
    run(data)
    entry = entries(capsys.readouterr().out)["changes/2024-06-01-elm-area-revised.yaml"]

    assert "fact: elm-area, value: 约1200亩, status: planned" in entry
    assert "fact: elm-area, value: 1000余亩, status: done" in entry


def test_an_address_that_vanishes_is_told_with_what_leads_on(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Renamed, moved or deleted: the line proposed passes, and taking it out again is a loss like the first."""
    cases: tuple[tuple[Callable[[], None], list[str]], ...] = (
        (
            lambda: rename(data, "elm-area", "elm-land"),
            ["communities/elm#fact-elm-area, new: communities/elm#fact-elm-land"],
        ),
        (
            lambda: rename(data, "maker-moves", "maker-leaves"),
            [
                "organisations#event-maker-moves, new: organisations#event-maker-leaves",
                "timeline#event-maker-moves, new: timeline#event-maker-leaves",
            ],
        ),
        (lambda: rename(data, "ash", "ashtown"), ["communities#place-ash, new: communities#place-ashtown"]),
        (lambda: rename(data, "oak", "oakwood"), ["communities/oak, new: communities/oakwood"]),
        (
            lambda: cut(data, "organisations.yaml", "    - id: maker-moves\n", ""),
            [
                "organisations#event-maker-moves, new: organisations",
                "timeline#event-maker-moves, new: timeline",
            ],
        ),
    )
    redirects = (data / "redirects.yaml").read_text(encoding="utf-8")
    for change, lines in cases:
        change()
        lost = run(data)
        told = capsys.readouterr().out
        proposed = re.findall(r"^  - \{old: (.*)\}$", told, re.MULTILINE)
        redirect(data, *(one for line in proposed for one in line.split(", new: ")))
        kept = run(data)
        git(data, "add", ".")
        git(data, "commit", "--quiet", "--message=Moved")
        (data / "redirects.yaml").write_text(redirects, encoding="utf-8")
        capsys.readouterr()
        reverted = run(data, "--base=HEAD")
        again = capsys.readouterr().out

        assert (lost, kept, reverted) == (1, 0, 1), told
        assert proposed == lines
        assert "data/redirects.yaml里写明转到哪里" in told
        assert re.findall(r"^  - \{old: (.*)\}$", again, re.MULTILINE) == lines
        assert "data/redirects.yaml:2:5" in again
        git(data, "reset", "--quiet", "--hard", "HEAD~1")


def test_a_revert_that_takes_addresses_away_is_a_loss(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever brings the records back to an earlier state, what was published since vanishes."""
    more = "  - id: elm-opened\n    title: {zh: 园区启用, en: The park opens}\n    actual:\n      - {date: 2024-05, source: paper, at: S1¶2}\n"
    edit(data, "communities/elm.yaml", "events:\n  - id: elm-vacated", f"events:\n{more}  - id: elm-vacated")
    git(data, "commit", "--all", "--quiet", "--message=News")
    git(data, "revert", "--no-edit", "HEAD")

    assert run(data, "--base=HEAD~1") == 1
    assert "timeline#event-elm-opened" in capsys.readouterr().out


def test_a_redirect_from_what_was_never_published_is_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The checks cannot know; the comparison names the line."""
    redirect(data, "communities/elm#fact-elm-size", "communities/elm#fact-elm-area")

    assert main(["check", "--data", str(data)]) == 0
    assert run(data) == 1
    assert "  data/redirects.yaml:2:11: communities/elm#fact-elm-size\n" in capsys.readouterr().out


def rename(data: Path, old: str, new: str) -> None:
    """Give a record another id wherever it is named."""
    for path in data.rglob("*.yaml"):
        if path.name not in ("vocabulary.yaml", "redirects.yaml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text), encoding="utf-8")


def test_statements_of_absence_are_read_again(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When something is added, what says on the same subject, row or question that nothing is known is listed."""
    edit(
        data,
        "communities/elm.yaml",
        "zh: 旧园区正在拆除。, en: An old park is being cleared.",
        "zh: 旧园区正在拆除；是否动工，没有报道提及。, en: An old park is being cleared; no report says whether building has started.",
    )
    edit(
        data,
        "places.yaml",
        "  community: elm\n",
        "  community: elm\n  note: {zh: 进展未查到。, en: We found no progress.}\n",
    )
    edit(
        data,
        "facilities.yaml",
        "zh: 另有一处校区。, en: It has another campus.",
        "zh: 榆谷校区何时启用未写明。, en: It is not said when the campus at Elm Valley opens.",
    )
    edit(
        data,
        "places.yaml",
        "zh: 只提到园区。, en: Only a park is mentioned.",
        "zh: 没有来源写明面积。, en: No source gives its area.",
    )
    edit(
        data,
        "questions.yaml",
        "rows: [area]}",
        "rows: [area], missing: {zh: 边界未查到。, en: We found no boundary.}}",
    )
    git(data, "commit", "--all", "--quiet", "--message=Absent")
    run(data, "--base=HEAD")
    nothing = capsys.readouterr().out
    edit(
        data,
        "communities/elm.yaml",
        "claims:\n      - value: 约1200亩",
        "claims:\n      - {value: 900亩, status: actual, as_of: 2023, scope: {zh: 旧园, en: Old park}, source: echo, at: title}\n      - value: 约1200亩",
    )
    run(data, "--base=HEAD")
    told = capsys.readouterr().out.split("To be read again\n")[1].split("\n\n== ")[0]
    run(data, "--base=HEAD", "--markdown")
    shown = capsys.readouterr().out
    edit(data, "communities/elm.yaml", "是否动工，没有报道提及", "何时动工，没有报道提及")
    run(data, "--base=HEAD")
    reworded = capsys.readouterr().out

    assert "To be read again" not in nothing
    same, near = told.split("Most likely no longer true\n")[1].split("  相关的概述")
    assert "    边界不同。\n    The boundaries differ." in same
    assert "no report says whether building has started" in near
    assert "We found no boundary." in near
    assert "We found no progress." in near
    assert re.search(r"Other statements on the same subject: \d+, listed with MARKDOWN=1", told)
    folded = shown.split("<details><summary>同一对象的其他说法")[1].split("</details>")[0]
    assert "Elm Valley: what was not found" in folded
    assert "It is not said when the campus" in folded
    assert "No source gives its area." not in shown
    assert "No phone number" not in shown
    assert "### 要重读的话" in shown
    assert "是否动工" not in reworded.split("To be read again")[1]


def test_what_stands_beside_a_withdrawn_claim_is_read_again(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """When a source is withdrawn, the notes and the comparison of a fact that it supported come first."""
    edit(
        data,
        "facilities.yaml",
        "{value: 3000人, status: planned, source: blog, at: ¶1}",
        "{value: 3000人, status: planned, source: blog, at: ¶1, note: {zh: 含研究生。, en: With postgraduates.}}",
    )
    withdrawn = (
        "  withdrawn: {date: 2024-05-02, why: {zh: 作者撤下了文章。, en: The author took the post down.}}\n"
    )
    edit(data, "sources.yaml", withdrawn, "")
    git(data, "commit", "--all", "--quiet", "--message=Note")
    edit(
        data,
        "sources.yaml",
        "  url: https://example.org/blog\n",
        "  url: https://example.org/blog\n" + withdrawn,
    )
    run(data, "--base=HEAD")
    told = capsys.readouterr().out

    first = told.split("Most likely no longer true\n")[1].split("  相关的概述")[0]
    assert "    两处不同。\n    The two differ." in first
    assert "    含研究生。\n    With postgraduates." in first


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("zh: 园区, en: The park", "zh: 全园, en: The whole park"),
        ("        note: {zh: 不含道路。, en: Roads not counted.}\n", ""),
        ("at: opening", "at: title"),
    ],
)
def test_only_what_changes_a_fact_is_due(
    data: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other words for the same figure, or another place in the source, need no entry."""
    path = data / "communities" / "elm.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    assert run(data) == 0
    assert "Entries due" not in capsys.readouterr().out


def test_a_figure_whose_source_is_gone_is_taken_for_restated(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The entry guesses the kind, under an id that is free."""
    log = data / "changes.yaml"
    more = "- {id: elm-area-revised, date: 2024-05-20, kind: our_error, what: {zh: 更正。, en: Corrected.}, pages: [home]}\n"
    log.write_text(more + log.read_text(encoding="utf-8"), encoding="utf-8")
    git(data, "commit", "--all", "--quiet", "--message=Log")
    edit(
        data,
        "communities/elm.yaml",
        "约1200亩\n        status: planned\n        source: repost",
        "约1500亩\n        status: planned\n        source: echo",
    )
    run(data)
    out = capsys.readouterr().out

    assert "id: elm-area-revised2\nkind: source_restated\n" in out


def compared(before: Path, after: Path) -> Comparison:
    """Compare two folders of records as they were read, whatever rules they break."""
    old, new = read_library(before).library(), read_library(after).library()
    assert old is not None
    assert new is not None
    return compare(State(old, DAY), State(new, DAY), "base")


def test_markdown_shows_hostile_words_to_the_letter(data: Path) -> None:
    """A record cannot make a link, an image, a mention, a tag or a heading."""
    hostile = "![x](https://e.org/x.png) <img src=x> @team #12 **b** `c` | www.e.org"
    shutil.copytree(data, data.parent / "before")
    edit(data, "communities/elm.yaml", "en: Elm Subdistrict", f'en: "{hostile}"')
    shown = as_markdown(compared(data.parent / "before", data))

    assert escape_github_markdown(hostile) in shown
    assert "<img" not in shown
    assert "@team" not in shown
    assert html.unescape(escape_github_markdown(hostile)).replace("<!-- -->", "") == hostile


def test_markdown_is_cut_short_politely(data: Path) -> None:
    """What does not fit is counted; what asks for an answer stays."""
    shutil.copytree(data, data.parent / "before")
    many = "".join(
        f"- id: extra-{n}\n  title: {{zh: 第{n}篇很长的报道, en: Long report}}\n  publisher: {{zh: 报, en: Paper}}\n"
        "  published: 2024\n  tier: C\n  language: zh\n  read: 2024-05-01\n  extent: whole\n"
        for n in range(300)
    )
    sources = data / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + many, encoding="utf-8")
    edit(data, "communities/elm.yaml", "旧园区正在拆除。", "旧园区已经拆除。")
    told = compared(data.parent / "before", data)

    for limit in (4_000, 10_000, 30_000):
        short = as_markdown(told, limit)
        left = int(short.split("另有")[1].split("处")[0])
        assert len(short) <= limit
        assert "中文已改，核对英文" in short
        assert f"*{left} more changes are left out" in short
        assert left == 300 - short.count("added source")
        assert 0 < left < 300
    assert "另有" not in as_markdown(told, 10**6)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_escaped_words_survive_markdown(text: str) -> None:
    """Rendered as Markdown, words are what they were, and nothing else."""
    shown = markdown(f"- x {escape_github_markdown(text)} x")
    words = re.sub(r"\s+", " ", text).strip()

    assert html.unescape(shown.replace("<!-- -->", "")) == f"<ul>\n<li>x {words} x</li>\n</ul>"
