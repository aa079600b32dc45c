"""Publications are started once a day, and sleeping workflows are enabled, at a stand-in for GitHub."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import github_workflows
from folders import ROOT
from github_api import Repository
from github_workflows import publish, published, wake

NIGHT = datetime(2026, 11, 26, 16, 17, tzinfo=UTC)  # 00:17 of the 27th in Shanghai
WORKFLOWS = ROOT / ".github" / "workflows"


class GitHub(BaseHTTPRequestHandler):
    """Has workflows and runs, as far as the program needs them, and notes what it is told to do."""

    runs: list[dict[str, Any]]
    states: dict[str, str]
    done: list[str]

    def do_GET(self) -> None:
        path, query = urlsplit(self.path)[2], parse_qs(urlsplit(self.path).query)
        if path == "/repos/o/r/actions/workflows":
            files = enumerate(sorted(self.states))
            self._answer(
                {
                    "workflows": [
                        {"id": one, "name": file, "path": file, "state": self.states[file]}
                        for one, file in files
                    ]
                }
            )
        elif path == "/repos/o/r/actions/workflows/site.yml/runs" and query["branch"] == ["main"]:
            wanted = query.get("status", [None])[0]
            runs = [run for run in self.runs if wanted in (None, run["conclusion"])]
            self._answer({"workflow_runs": runs})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.done.append(f"POST {self.path} {content}")
        self._empty()

    def do_PUT(self) -> None:
        self.done.append(f"PUT {self.path}")
        self._empty()

    def _answer(self, content: Any) -> None:
        self.send_response(200 if self.headers["Authorization"] == "Bearer token" else 401)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def _empty(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def github() -> Iterator[Repository]:
    """A GitHub whose repository has no run and no workflow."""
    GitHub.runs, GitHub.states, GitHub.done = [], {}, []
    with ThreadingHTTPServer(("127.0.0.1", 0), GitHub) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Repository(f"http://127.0.0.1:{server.server_port}", "o/r", "token")
        server.shutdown()


def run(created: str, status: str = "completed", conclusion: str | None = "success") -> dict[str, Any]:
    """Return a run as GitHub describes it."""
    found = {"created_at": created, "status": status, "conclusion": conclusion}
    return found | {"head_sha": f"sha of {created}", "html_url": f"https://github.com/o/r/{created}"}


@pytest.mark.parametrize(
    ("runs", "starts"),
    [
        ([], True),
        ([run("2026-11-26T15:59:59Z")], True),  # of yesterday in Shanghai
        ([run("2026-11-26T16:00:00Z")], False),
        ([run("2026-11-26T16:05:00Z", conclusion="failure")], True),
        ([run("2026-11-26T16:05:00Z", conclusion="cancelled"), run("2026-11-25T16:05:00Z")], True),
        ([run("2026-11-26T16:05:00Z", "in_progress", None)], False),
        ([run("2026-11-26T16:09:00Z", conclusion="failure"), run("2026-11-26T16:01:00Z")], False),
    ],
)
def test_a_day_gets_one_publication(github: Repository, runs: list[dict[str, Any]], starts: bool) -> None:
    """A second attempt does nothing if the first, or a change, has published today; else it starts what is missing."""
    GitHub.runs = runs
    told = publish(github, NIGHT)
    again = "POST /repos/o/r/actions/workflows/site.yml/dispatches {'ref': 'main'}"

    assert GitHub.done == ([again] if starts else [])
    assert told == (
        "已开始发布。 Started a publication."
        if starts
        else "今天已有一次发布：{0}。 There is a publication of today: {0}.".format(
            next(one["html_url"] for one in runs if one["conclusion"] != "failure")
        )
    )


def test_what_was_published_last_is_a_run_that_succeeded(github: Repository) -> None:
    """What was refused since is passed over, so that the next change is compared with what readers have."""
    assert published(github) == "base="
    GitHub.runs = [run("2026-11-26T16:09:00Z", conclusion="failure"), run("2026-11-25T16:01:00Z")]

    assert published(github) == "base=sha of 2026-11-25T16:01:00Z"


def test_every_workflow_with_a_schedule_is_enabled_unless_somebody_disabled_it(github: Repository) -> None:
    """Those that GitHub disabled in quiet times come back; the one that publishes needs no schedule and is not touched."""
    files = [f".github/workflows/{path.name}" for path in sorted(WORKFLOWS.glob("*.yml"))]
    GitHub.states = dict.fromkeys(files, "disabled_inactivity")
    wake(github)
    enabled = [files[int(re.findall(r"workflows/(\d+)/enable", one)[0])] for one in GitHub.done]
    GitHub.done.clear()
    GitHub.states = dict.fromkeys(files, "disabled_manually")
    wake(github)

    assert enabled == [
        file for file in files if "\n  schedule:\n" in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert ".github/workflows/daily.yml" in enabled
    assert ".github/workflows/site.yml" not in enabled
    assert GitHub.done == []


def test_what_github_refuses_is_told_in_a_line(github: Repository) -> None:
    """A wrong token, or a network that is down, ends the run with the reason and without a traceback."""
    with pytest.raises(
        SystemExit, match=r"GitHub did not do GET actions/workflows\?per_page=100: HTTP Error 401"
    ):
        wake(github._replace(token="other"))
    with pytest.raises(SystemExit, match="GitHub did not do GET"):
        published(github._replace(api="http://127.0.0.1:1"))


def test_the_commands_are_those_of_the_makefile(
    github: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With GitHub's settings each runs; without them, or with another word, the program says what it needs."""
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    with pytest.raises(SystemExit, match="with GITHUB_API_URL"):
        github_workflows.main(["published"])
    for name, value in (("API_URL", github.api), ("REPOSITORY", "o/r"), ("TOKEN", "token")):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    with pytest.raises(SystemExit, match=r"^usage: github_workflows\.py publish\|published\|wake"):
        github_workflows.main(["sleep"])
    github_workflows.main(["published"])
    github_workflows.main(["publish"])

    assert capsys.readouterr().out == "base=\n已开始发布。 Started a publication.\n"
