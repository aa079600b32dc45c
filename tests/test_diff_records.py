"""The command `make diff`: what it compares with, what it prints, and how it ends."""

import html
import os
import re
import shutil
import subprocess
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
    assert "promised date: May 2025 → June 2025, 30 days later" in out
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


def test_records_of_another_model_are_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Old records that the model of today cannot read are said to be so, with where."""
    edit(data, "communities/elm.yaml", "reviewed: 2024-05-01", "checked: 2024-05-01")
    git(data, "commit", "--all", "--quiet", "--message=Old form")
    edit(data, "communities/elm.yaml", "checked: 2024-05-01", "reviewed: 2024-05-01")

    assert run(data) == 2
    err = capsys.readouterr().err
    assert "不合今天的规则" in err
    assert "data/communities/elm.yaml:" in err


def test_mistakes_at_hand_come_first(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records that have mistakes are not compared; the mistakes are printed."""
    edit(data, "communities/elm.yaml", "约1200亩", "1200 acres")

    assert run(data) == 1
    assert "elm.yaml" in capsys.readouterr().err


def test_a_phrase_that_templates_of_old_lacked(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A phrase that came with a template is told as new and does not stand in the way."""
    text = (data / "vocabulary.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("  all_promises:")]
    (data / "vocabulary.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    git(data, "commit", "--all", "--quiet", "--message=Without")
    (data / "vocabulary.yaml").write_text(text, encoding="utf-8")

    assert run(data) == 0
    assert "查看全部承诺" in capsys.readouterr().out


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


def entries(told: str) -> str:
    """Return the entries of the log that are due, as they are to be pasted."""
    lines = told.split("Entries due in the log of changes")[1].split("\n- id:", 1)[1].split("\n\n==")[0]
    return f"- id:{lines}\n"


def test_a_change_that_is_not_logged_comes_with_its_entry(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pasted and given its words, the entry keeps what was said, the records are right, and nothing is due any more."""
    edit(data, "communities/elm.yaml", "约1200亩", "约1500亩")
    edit(data, "communities/elm.yaml", "status: done\n        as_of", "status: actual\n        as_of")
    edit(data, "organisations.yaml", "due: 2025-05", "due: 2025-06")
    run(data)
    entry = entries(capsys.readouterr().out)
    run(data, "--markdown")
    shown = capsys.readouterr().out.split("```yaml\n")[1].split("```")[0]
    words = entry.replace('zh: ""', "zh: 照来源改。").replace('en: ""', "en: It follows the source.")
    log = data / "changes.yaml"
    log.write_text(words + log.read_text(encoding="utf-8"), encoding="utf-8")
    code = run(data)
    out = capsys.readouterr().out

    assert shown == entry
    assert "fact: elm-area, value: 约1200亩, status: planned" in entry
    assert "fact: elm-area, value: 1000余亩, status: done" in entry
    assert entry.count("- id:") == 2
    assert "kind: our_error\n  date: 2024-06-01\n" in entry
    assert code == 0
    assert "Entries due" not in out


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

    assert "- id: elm-area-revised2\n  kind: source_restated\n" in out


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
