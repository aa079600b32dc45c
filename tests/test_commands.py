"""How commands begin, refuse and explain themselves: one line in Chinese and English, and an exit code that is stated."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from folders import ROOT
from sitegen import settings
from sitegen.__main__ import COMMANDS, main
from test_diff_records import NOBODY, git

WITH_DATA = (
    ["check"],
    ["generate"],
    ["diff"],
    ["report"],
    ["sources", "--memory", "none.md"],
    ["format"],
    ["new", "source", "s"],
)


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was told instead of doing anything: one line, in Chinese and then in English."""
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(r".*[\u4e00-\u9fff].*。 .*[A-Za-z ]{8}.*\n", said.err), said.err
    return said.err


def started(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
    """Start a command as a person does."""
    return subprocess.Popen(
        [sys.executable, "-B", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "scripts"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.mark.parametrize("command", [["report"], ["diff"], ["generate"]], ids=" ".join)
@pytest.mark.parametrize("day", ["tomorrow", "2024-02-30", "2024-6-1", "２０２４-06-01"])
def test_a_day_that_is_none(
    command: list[str], day: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """AS_OF is refused by every command that judges from a day."""
    monkeypatch.setenv("AS_OF", day)

    assert main(command) == 2
    assert day in refused(capsys)


@pytest.mark.parametrize(
    "day", ["2024-06-01\n", "\x1b[31m", "1" * 9999, "\udcff"], ids=["break", "escape", "long", "no-text"]
)
def test_a_refusal_is_one_visible_line(
    day: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is quoted in a refusal, that stays one line of printable signs and of reasonable length."""
    monkeypatch.setenv("AS_OF", day)

    assert main(["report"]) == 2
    said = refused(capsys).removesuffix("\n")
    assert said.isprintable()
    assert len(said) <= 1000


@pytest.mark.parametrize("command", [["generate"], ["build"], ["verify"], ["zip"]], ids=" ".join)
@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "https://example.org/上虞",
        "https://a b",
        "https://example.org:99999",
        "https://example.org..",
        "https://-a.org",
        "https://example.org/../x",
        "https://example.org/a//b",
    ],
)
def test_an_address_that_is_none(
    command: list[str], address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SITE_URL is refused by every command that needs to know it, whatever else is missing."""
    monkeypatch.setenv("SITE_URL", address)

    assert main(command) == 2
    assert address in refused(capsys)


@pytest.mark.parametrize("command", WITH_DATA, ids=" ".join)
def test_a_folder_of_records_that_is_not_there(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, and nothing is done."""
    assert main([*command, "--data", str(tmp_path / "nowhere")]) == 2
    assert f"{tmp_path}/nowhere" in refused(capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["verify", "zip"])
def test_a_site_that_is_not_built(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is verified nor packed where nothing is, nor where something else is."""
    monkeypatch.setattr(settings, "SITE", tmp_path / "site")
    for _ in ("missing", "empty"):
        assert main([command]) == 1
        assert f"{tmp_path}/site" in refused(capsys)
        (tmp_path / "site").mkdir(exist_ok=True)


@pytest.mark.parametrize("arguments", [[], ["brew"], ["check", "--hard"], ["new"], ["serve", "--port", "x"]])
def test_a_command_that_is_none(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It says where help is."""
    assert main(arguments) == 2
    assert "--help" in refused(capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it does, and each of its options, in both languages."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    told = capsys.readouterr().out
    options = re.split(r"^  (?=\S)", told.partition(" · ")[2], flags=re.MULTILINE)[1:]

    assert ended.value.code == 0
    assert COMMANDS[command][0] in told
    assert "-h, --help" in told
    assert [option for option in options if " · " not in " ".join(option.split())] == []


@pytest.mark.parametrize("seconds", ["-1", "nan", "inf", "1e9", "x", "２"])
@pytest.mark.parametrize("option", ["--timeout", "--pause"])
def test_seconds_that_are_none(option: str, seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is asked of the network."""
    assert main(["sources", "--memory", "none.md", f"{option}={seconds}"]) == 2
    assert seconds in refused(capsys)


def test_help_lists_every_command_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Once in each language."""
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out

    assert [line for both in COMMANDS.values() for line in both if line not in told] == []
    assert re.findall(r"^  (\d\S*) ", told, re.MULTILINE) == ["0", "1", "2", "128+n"]


def test_a_checkout_of_somebody_else_is_named(
    library_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git refuses to read it; what to do is said, and not that there is no main branch."""
    top = library_folder.parent
    git(top, "init", "--quiet", "--initial-branch=main")
    for name, value in (NOBODY | {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}).items():
        monkeypatch.setenv(name, value)

    assert main(["diff", "--data", str(library_folder)]) == 2
    assert f"git config --global --add safe.directory {top}" in refused(capsys)


def test_records_outside_git_are_named(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So is a project that came without its history."""
    assert main(["diff", "--data", str(library_folder)]) == 2
    assert "is in no git repository" in refused(capsys)


def test_without_git_a_line_names_it(
    library_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program that is missing is told like a file that is."""
    monkeypatch.setenv("PATH", "")

    assert main(["diff", "--data", str(library_folder)]) == 1
    assert refused(capsys).startswith("git：没有这个文件或程序")


@pytest.mark.parametrize("level", ["1", "2"])
def test_an_optimized_python_is_refused(level: str) -> None:
    """Without docstrings and assertions other bytes would come out."""
    with started("-m", "sitegen", "check", PYTHONOPTIMIZE=level) as process:
        out, err = process.communicate()

    assert (process.returncode, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "unset PYTHONOPTIMIZE" in err


def test_a_safe_path_is_no_hindrance() -> None:
    """Neither way in relies on the folder of the program being searched."""
    for arguments in (("-m", "sitegen", "check"), ("scripts/build_pages.py", "--help")):
        with started(*arguments, PYTHONSAFEPATH="1") as process:
            assert process.communicate()[1] == ""
        assert process.returncode == 0


def test_whoever_stops_reading_ends_it_in_silence() -> None:
    """As `make report | head -1` does."""
    with started("-m", "sitegen", "report") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()

    assert (process.returncode, told) == (128 + 13, "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("data", "code"), [("tests/library", 1), ("nowhere", 2)])
def test_whoever_closes_the_output_still_gets_the_exit_code(closed: str, data: str, code: int) -> None:
    """There is no traceback either, where any would be seen."""
    command = [sys.executable, "-m", "sitegen", "check", "--data", data]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "scripts"},
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == code
    assert "Traceback" not in done.stdout + done.stderr


def test_a_full_disk_under_what_is_printed_is_told() -> None:
    """Once, in a line, with the exit code of what the machine refuses."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-B", "-m", "sitegen", "report"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": "scripts"},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "No space is left" in done.stderr


@pytest.mark.parametrize(
    ("command", "module"),
    [
        ("serve", "argparse"),
        ("serve", "sitegen.settings"),
        ("serve", "watchdog.events"),
        ("check", "pydantic"),
        ("report", "sitegen.records.model"),
    ],
)
def test_ctrl_c_while_it_is_loaded_leaves_no_traceback(command: str, module: str) -> None:
    """Whatever is being imported: nothing is there to be cleaned up, so it just ends."""
    with started("-X", "importtime", "-m", "sitegen", command) as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if line.split("|")[-1].strip() == module:
                process.send_signal(signal.SIGINT)
            elif line.split("|")[-1].strip() == f"sitegen.commands.{command}":
                process.kill()  # it was not interrupted while it was loaded

    assert process.returncode == -signal.SIGINT
    assert "Traceback" not in said
