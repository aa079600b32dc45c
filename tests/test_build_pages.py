"""The command: what it writes, when it writes nothing, and that only data and day decide what."""

import html
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from folders import ROOT
from sitegen import settings
from sitegen.__main__ import main
from sitegen.core.problems import Message, Place, Problem, annotations
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import render_pages


def build(data: Path, docs: Path, as_of: str = "2024-06-01") -> int:
    """Run the command as `make` does, with its own arguments."""
    return main(["generate", "--data", str(data), "--docs", str(docs), "--as-of", as_of])


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder``."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_build_writes_nothing(
    library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unchanged pages keep their files, so that whoever watches them is not woken."""
    build(library_folder, tmp_path / "docs")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*.md")}
    build(library_folder, tmp_path / "docs")

    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert capsys.readouterr().out.splitlines()[-1].endswith(", 0 files changed")


def test_stale_pages_go_and_foreign_folders_stay(library_folder: Path, tmp_path: Path) -> None:
    """The command owns docs/zh, docs/en and docs/root and nothing else."""
    docs = tmp_path / "docs"
    for name in ("zh/communities/gone.md", "en/old/deep.md", "README.md", "other/kept.md"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("x")

    build(library_folder, docs)

    assert not (docs / "zh/communities/gone.md").exists()
    assert not (docs / "en/old").exists()
    assert (docs / "README.md").exists()
    assert (docs / "other/kept.md").exists()


def test_a_mistake_leaves_the_last_good_pages(
    library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written and nothing is lost."""
    docs = tmp_path / "docs"
    build(library_folder, docs)
    before = tree(docs)
    (library_folder / "sources.yaml").write_text("- id: paper\n")

    assert build(library_folder, docs) == 1
    assert tree(docs) == before
    assert "data/sources.yaml:1:3: 缺少“title”" in capsys.readouterr().err


def test_a_mistake_is_noted_at_its_line(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workflow's run shows each mistake beside its line, in both languages."""
    path = library_folder / "sources.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  title: {zh: 一篇报道, en: A report}\n", ""), encoding="utf-8")

    assert main(["check", "--data", str(library_folder), "--annotate"]) == 1
    note, *_ = [note for note in capsys.readouterr().out.splitlines() if "title" in note]

    assert note.startswith("::error file=data/sources.yaml,line=1,col=3::缺少“title”")
    assert '%0A    "title" is missing' in note


def test_ten_mistakes_are_noted_and_all_are_in_the_summary(
    library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """GitHub shows ten notes of a step; its summary, which may have a text already, gets every mistake."""
    path = library_folder / "sources.yaml"
    text = path.read_text(encoding="utf-8")
    entry = text.split("- id: ")[1].replace("tier: B", "tier: <b>")
    path.write_text(text + "".join(f"- id: {entry.replace('paper', f'paper-{one}', 1)}" for one in range(44)))
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")

    assert main(["check", "--data", str(library_folder), "--annotate", "--summary", str(summary)]) == 1
    told = capsys.readouterr()
    before, text = summary.read_text(encoding="utf-8").split("<pre>")

    assert before == "before\n"
    assert html.unescape(text.removesuffix("</pre>\n")) == told.err.removesuffix("\n")
    assert "<b>" not in text
    assert text.count("data/sources.yaml:") == 44
    assert [note[:13] for note in told.out.splitlines()] == ["::error file="] * 10


def test_no_text_ends_a_note() -> None:
    """What a record holds stays within its note, and cannot begin a command of its own."""
    told = Message("一\n::set-env::", "100%\r", "改", "fix")

    assert annotations([Problem(Place("data/a,b.yaml", 1, 2), told)]) == (
        "::error file=data/a%2Cb.yaml,line=1,col=2::一\\u{a}::set-env::。改法：改。%0A    100%25\\u{d}. Fix: fix."
    )


def test_pages_depend_on_data_and_day_alone(library_folder: Path, tmp_path: Path) -> None:
    """Another folder, hash seed, time zone and locale give the same bytes."""
    results = []
    for number, environment in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
        )
    ):
        docs = tmp_path / f"docs{number}"
        command = [sys.executable, str(ROOT / "scripts/build_pages.py"), "--data", str(library_folder)]
        subprocess.run(
            [*command, "--docs", str(docs), "--as-of", "2024-06-01"],
            check=True,
            env=os.environ | environment,
            capture_output=True,
        )
        results.append(tree(docs))

    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("as_of", "zh", "en"),
    [
        ("2024-03-31", "未到公布时间", "not yet due"),
        ("2024-05-31", "未到公布时间", "not yet due"),
        ("2024-06-01", "已过公布时间1天", "due date passed 1 day ago"),
        ("2024-06-30", "已过公布时间30天", "due date passed 30 days ago"),
    ],
)
def test_the_day_decides_what_has_become_of_a_date(
    library_folder: Path, tmp_path: Path, as_of: str, zh: str, en: str
) -> None:
    """The last day of the due month is on time, the next is one day over, in both languages."""
    build(library_folder, tmp_path / "docs", as_of)

    for language, words in (("zh", zh), ("en", en)):
        page = (tmp_path / "docs" / language / "communities" / "elm" / "index.md").read_text(encoding="utf-8")
        row = page.split('id="event-elm-hospital"')[1].split("</tr>")[0]

        assert words in row


@pytest.mark.parametrize(
    ("day", "words"), [("2024-05-31", "met"), ("2024-06-30", "30 days later than announced")]
)
def test_an_outcome_settles_a_date(library_folder: Path, tmp_path: Path, day: str, words: str) -> None:
    """With an actual date the page says met, or how many days later."""
    path = library_folder / "communities" / "elm.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "    row: health\n", f"    row: health\n    actual:\n      - {{date: {day}, source: later, at: ¶1}}\n"
    )
    # The last event now: it must not stand before one that happened earlier.
    path.write_text(text, encoding="utf-8")
    with (library_folder / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write(
            "- {id: later, title: {zh: 启用, en: It opens}, publisher: {zh: 日报, en: Daily}, published: 2024-07-02,"
            " tier: A, language: zh, read: 2026-11-23, extent: whole}\n"
        )

    assert build(library_folder, tmp_path / "docs", "2024-08-01") == 0
    page = (tmp_path / "docs" / "en" / "communities" / "elm" / "index.md").read_text(encoding="utf-8")
    row = page.split('id="event-elm-hospital"')[1].split("</tr>")[0]

    assert words in row


def test_a_wrong_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The as-of day is an input like any other and is checked."""
    assert main(["generate", "--as-of", "2024-02-30"]) == 2
    assert "write it as 2026-11-24" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, ""),
        ({"SITE_URL": "https://example.cn/site/"}, "https://example.cn/site"),
        ({"GITHUB_REPOSITORY": "Owner/project"}, "https://owner.github.io/project"),
        ({"GITHUB_REPOSITORY": "owner/owner.github.io"}, "https://owner.github.io"),
        ({"GITHUB_REPOSITORY": "owner/project", "SITE_URL": "https://example.cn"}, "https://example.cn"),
        ({"GITHUB_REPOSITORY": "owner/project", "SITE_URL": ""}, "https://owner.github.io/project"),
    ],
)
def test_the_address_is_given_or_that_of_the_repository(
    given: dict[str, str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On GitHub the site knows its address on every kind of event, and a setting overrides it."""
    for name in ("SITE_URL", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert settings.site_address() == address


@pytest.mark.parametrize(
    "address", ["example.org", "https://[::1", "ftp://a.org", "https://a.org/b c", "https://a.org/?q"]
)
def test_a_wrong_address_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An address that cannot be that of a site is refused before anything is written."""
    assert main(["generate", "--site-url", address]) == 2
    assert "is not the address of a site" in capsys.readouterr().err


def test_pages_of_an_earlier_day_link_to_nothing_unknown(library: Library) -> None:
    """Seen from a day in the past, no page links to an event that nobody knew of then."""
    pages = render_pages(plan_site(library, date(2020, 1, 1)))
    text = "".join(text for name, text in pages.items() if name.startswith("en/"))

    # Where an address has moved to is told on any day.
    moved = {entry.new.partition("#")[2] for entry in library.redirects.moved}

    assert set(re.findall(r'href="[^"]*#(event-[^"]+)"', text)) <= moved | set(
        re.findall(r'id="(event-[^"]+)"', text)
    )


def test_the_numbers_of_both_filings_are_shown_where_the_law_wants_them(
    library_folder: Path, tmp_path: Path
) -> None:
    """At the foot of every page and on the front page, each with a link to its register; else nothing is."""
    build(library_folder, tmp_path / "without")
    with (library_folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("icp_filing: 浙ICP备12345678号-1\nsecurity_filing: 浙公网安备33060402000123号\n")
    build(library_folder, tmp_path / "with")
    without, with_filings = tree(tmp_path / "without"), tree(tmp_path / "with")
    pages = {name for name in with_filings if re.match(r"(zh|en)/.*\.md$", name)} | {"root/index.html"}
    register = "https://beian.mps.gov.cn/#/query/webSearch?code=33060402000123"
    labels = {"zh": ("ICP备案号：", "公安联网备案号："), "en": ("ICP filing: ", "Public security filing: ")}

    assert not any(b"beian" in text for text in without.values())
    for name in pages:
        text = with_filings[name].decode().replace('\\"', '"')
        icp, security = labels["en" if name.startswith("en/") else "zh"]

        assert f'<a href="https://beian.miit.gov.cn/">{icp}浙ICP备12345678号-1</a>' in text, name
        assert f'<a href="{register}">{security}浙公网安备33060402000123号</a>' in text, name


def test_what_the_publisher_has_not_settled_is_not_made_up(library_folder: Path, tmp_path: Path) -> None:
    """Without a contact the pages say that there is none; a time limit for corrections is told once it is set."""
    section = "id: correct\n    heading: {zh: 更正, en: Corrections}\n    paragraphs: [{zh: 请来信。, en: Write.}]\n"
    path = library_folder / "site.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("about:\n", f"about:\n  - {section}"), encoding="utf-8"
    )
    build(library_folder, tmp_path / "without")
    with path.open("a", encoding="utf-8") as site:
        site.write("contact: {zh: 电话0575-80001234, en: Phone 0575-80001234}\ncorrection_days: 15\n")
    build(library_folder, tmp_path / "with")
    without, settled = tree(tmp_path / "without"), tree(tmp_path / "with")

    assert "联系方式：暂未提供" in without["zh/about/index.md"].decode()
    assert "Contact: None given yet" in without["en/about/index.md"].decode()
    assert "dealt with within" not in without["en/about/index.md"].decode()
    assert "联系方式：电话0575-80001234" in settled["zh/about/index.md"].decode()
    assert "收到更正后15天内处理。" in settled["zh/about/index.md"].decode()
    assert "Corrections are dealt with within 15 days." in settled["en/about/index.md"].decode()
