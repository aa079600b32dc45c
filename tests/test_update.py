"""The site of a plain server follows a bare repository, and stays as it was when anything fails."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import update
from update import BUSY, FAILED, KEPT, StepError

# A site is the text of the records; `wrong` in them is a mistake, and a text that was there may not vanish.
BUILD = """\
import pathlib, sys
text = pathlib.Path("data/text").read_text()
sys.exit("data/text:1:1: wrong") if "wrong" in text else None
pathlib.Path("site").mkdir(exist_ok=True)
pathlib.Path("site/index.html").write_text(text)
"""
COMPARE = """\
import subprocess, sys
before = subprocess.run(["git", "show", sys.argv[1] + ":data/text"], check=True, capture_output=True).stdout
sys.exit("vanished") if not open("data/text", "rb").read().startswith(before[:1]) else None
"""
STEPS = ([sys.executable, "-c", COMPARE, "{base}"], [sys.executable, "-c", BUILD])


def git(folder: Path, *words: str) -> str:
    """Run git in ``folder`` and return what it prints."""
    command = ["git", "-C", str(folder), "-c", "user.name=n", "-c", "user.email=e@example.org", *words]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


class Server:
    """A bare repository, an editor's copy that pushes to it, and a server's checkout with the site that it shows."""

    def __init__(self, folder: Path) -> None:
        self.bare, self.copy, self.checkout = folder / "bare", folder / "copy", folder / "checkout"
        self.into = folder / "into"
        (self.into / "releases").mkdir(parents=True)
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.bare))
        git(folder, "clone", "-q", str(self.bare), str(self.copy))
        git(self.copy, "checkout", "-q", "-b", "main")
        (self.copy / "data").mkdir()
        (self.copy / ".gitignore").write_text("site/\n", encoding="utf-8")
        self.push("a one")
        git(folder, "clone", "-q", str(self.bare), str(self.checkout))

    def push(self, text: str) -> str:
        """Commit ``text`` as the records and return the commit."""
        (self.copy / "data" / "text").write_text(text, encoding="utf-8")
        git(self.copy, "add", "-A")
        git(self.copy, "commit", "-qm", text)
        git(self.copy, "push", "-q", "origin", "main")
        return git(self.copy, "rev-parse", "HEAD")

    def update(self, day: str = "2026-11-27") -> str:
        """Update as on ``day``."""
        return update.update(self.checkout, self.into, "main", day, STEPS)

    def shown(self) -> str:
        """Return what a reader sees."""
        return (self.into / "current" / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """A server that shows nothing yet."""
    return Server(tmp_path)


def test_what_is_merged_is_shown_and_what_fails_is_not(server: Server) -> None:
    """A mistake, a published text that vanishes and a repository that is away each keep the last good site."""
    assert "Published" in server.update()
    assert server.shown() == "a one"
    assert "Nothing new" in server.update()
    for text, reason in (("a wrong", "data/text:1:1: wrong"), ("b two", "vanished")):
        server.push(text)
        with pytest.raises(StepError, match=reason):
            server.update()
        assert server.shown() == (server.checkout / "data" / "text").read_text(encoding="utf-8") == "a one"
    server.bare.rename(server.bare.with_name("away"))
    with pytest.raises(StepError, match="repository"):
        server.update()
    server.bare.with_name("away").rename(server.bare)
    commit = server.push("a three")
    (server.checkout / "data" / "text").write_text("edited on the server", encoding="utf-8")

    assert server.update() == f"已发布2026-11-27-{commit}。 Published 2026-11-27-{commit}."
    assert server.shown() == "a three"


def test_each_day_has_its_site_and_a_few_stay_for_going_back(server: Server) -> None:
    """Dates fall due without a change; the link is relative, so that the folder may be moved."""
    for day in range(22, 27):
        server.update(f"2026-11-{day}")
    commit = git(server.copy, "rev-parse", "HEAD")
    names = sorted(path.name for path in (server.into / "releases").iterdir())

    assert names == [f"2026-11-{day}-{commit}" for day in range(27 - KEPT, 27)]
    assert (server.into / "current").readlink() == Path("releases", f"2026-11-26-{commit}")
    assert [path.name for path in server.into.iterdir() if "new" in path.name] == []


def test_what_a_killed_run_left_is_cleared_away(server: Server) -> None:
    """A half copied site, a release without a link and a link that took no place yet do not stand in the way."""
    commit = git(server.copy, "rev-parse", "HEAD")
    for name in ("new", f"2026-11-27-{commit}"):
        (server.into / "releases" / name).mkdir()
        (server.into / "releases" / name / "half").touch()
    (server.into / "current-new").symlink_to("nowhere")
    server.update()

    assert server.shown() == "a one"
    assert not (server.into / "current" / "half").exists()
    assert [path.name for path in (server.into / "releases").iterdir()] == [f"2026-11-27-{commit}"]


def test_each_run_ends_with_a_line_and_a_code(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Done, failed, or another at work; with the time, in both languages."""
    monkeypatch.setattr(update, "ROOT", server.checkout)
    monkeypatch.setattr(update.update, "__defaults__", (STEPS,))
    monkeypatch.setenv("AS_OF", "")
    codes = [update.main([str(server.into)])]
    with update.lock(server.into) as is_ours:
        assert is_ours
        codes.append(update.main([str(server.into)]))
    server.push("a wrong")
    codes.append(update.main([str(server.into)]))
    told = capsys.readouterr()

    assert codes == [0, BUSY, FAILED]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}\+0800 已发布.* Published .*\.\n", told.out)
    assert "Another update is under way." in told.err
    assert "the site stays as it was.\ndata/text:1:1: wrong" in told.err
    assert server.shown() == "a one"


def test_the_steps_are_those_of_publication() -> None:
    """A server without GitHub refuses what GitHub's workflow refuses."""
    commands = [step[3] for step in update.STEPS if step[1:3] == ["-m", "sitegen"]]

    assert commands == ["check", "diff", "build", "verify"]
