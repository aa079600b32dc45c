"""The local server: an edited community shows at once, the site follows, and mistakes change nothing."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TypeVar
from urllib.request import urlopen

import pytest

from conftest import copy_settings
from folders import HERE, ROOT, complete
from sitegen.core.process import exclusive_lock

T = TypeVar("T")
PAGE = "en/communities/oak/"
SECONDS = 120  # for a machine that has much else to do


class Server:
    """A `make serve` of a project, and what it has said."""

    def __init__(self, project: Path) -> None:
        self.project, self.said = project, ""
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "sitegen", "serve", "--port", "0"],
            cwd=project,
            env=os.environ
            | {"AS_OF": "2024-06-30", "SITE_URL": "https://example.org/base", "PYTHONPATH": "scripts"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        self._listener = Thread(target=self._listen)
        self._listener.start()
        self.address = self.wait_for(r"http://127\.0\.0\.1:\d+/")

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def end(self) -> None:
        """End it, however it is."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(SECONDS)
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def wait_for(self, pattern: str) -> str:
        """Wait until it says so, forget all up to there, and return what it said."""
        found = wait(lambda: re.search(pattern, self.said), lambda: self.said)
        self.said = self.said[found.end() :]
        return found[0]

    def page(self) -> str:
        """Return the page as a browser gets it."""
        with urlopen(f"{self.address}{PAGE}") as answer:
            return str(answer.read().decode())

    def interrupt(self, number: signal.Signals) -> None:
        """Interrupt it while a build begins: neither a traceback nor a process is left."""
        # How Linux, where the tests run, lists processes; the program itself needs none of it.
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = wait(
            lambda: both if len(both := children.read_text().split()) == 2 else None, children.read_text
        )
        self.process.send_signal(number)

        assert self.process.wait(SECONDS) == 0
        assert "Traceback" not in self.said
        assert not [pid for pid in pids if Path("/proc", pid).exists()]

    def edit(self, old: str, new: str) -> None:
        """Change the records as an editor does."""
        path = self.project / "data" / "communities.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")


def wait(ask: Callable[[], T | None], otherwise: Callable[[], object]) -> T:
    """Return what ``ask`` answers once it does."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.01)
    pytest.fail(f"It did not happen: {otherwise()}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of a project of its own, with the tiny library for its records, once its site is there."""
    project = tmp_path / "project"
    copy_settings(project)
    shutil.copytree(ROOT / "scripts", project / "scripts")
    complete(HERE / "library", project / "data")
    server = Server(project)
    try:
        server.wait_for("site/ is ready")
        server.wait_for("now show edits at once")
        yield server
    finally:
        server.end()


def test_an_edited_community_shows_before_the_site_is_right_again(server: Server) -> None:
    """What is shown first is, byte for byte, what the site then has; a mistake leaves what was right; Ctrl-C ends it all."""
    built, shown = (server.project / place / PAGE / "index.html" for place in ("site", ".cache/edits"))
    with exclusive_lock(server.project / "docs"):  # which the build waits for
        server.edit("Nothing was found.", "Nothing is known.")
        wait(lambda: "Nothing is known." in server.page() or None, lambda: server.said)
        assert "Nothing is known." not in built.read_text(encoding="utf-8")
        first = shown.read_bytes()
        assert sorted(path for path in (server.project / ".cache/edits").rglob("*") if path.is_file()) == [
            shown,
            server.project / ".cache/edits" / PAGE.replace("en/", "zh/") / "index.html",
        ]

    server.wait_for("2 pages show the edit")
    server.wait_for("site/ is ready")
    wait(lambda: not shown.exists() or None, lambda: server.said)
    assert built.read_bytes() == first
    assert server.page().encode() == first

    server.edit("{value: planned, basis: oak-name}", "{value: imagined, basis: oak-name}")
    server.wait_for(r'"imagined" is not in the vocabulary')
    server.wait_for("nothing was written")
    assert server.page().encode() == first
    server.edit("{value: imagined, basis: oak-name}", "{value: planned, basis: oak-name}")
    server.edit("Nothing is known.", "Nothing at all is known.")
    wait(lambda: "Nothing at all is known." in server.page() or None, lambda: server.said)

    server.interrupt(signal.SIGINT)


def test_new_code_shows_edits_after_it_has_built(server: Server) -> None:
    """Once the program changes, the old one shows nothing more; a mistake in a template has its place; kill ends it all."""
    template = server.project / "scripts" / "sitegen" / "render" / "templates" / "community.md.jinja"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("<h1", "{{ nothing }}<h1"), encoding="utf-8")
    server.wait_for(r"page: zh/communities/\w+/, community\.md\.jinja:\d+")
    template.write_text(text.replace("<h1", "<p>Planted above.</p>\n<h1"), encoding="utf-8")
    server.wait_for("site/ is ready")
    server.wait_for("now show edits at once")
    assert "Planted above." in server.page()

    server.edit("Nothing was found.", "Nothing is known.")
    server.wait_for("2 pages show the edit")

    assert "Planted above." in server.page()
    assert "Nothing is known." in server.page()

    server.interrupt(signal.SIGTERM)
