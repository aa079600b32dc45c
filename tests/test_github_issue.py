"""The one issue that holds the report, kept at a stand-in for GitHub."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import github_issue
from github_api import Repository
from github_issue import AUTHOR, LONGEST, TITLE, keep, recall
from sitegen.__main__ import main
from sitegen.commands import sources as check_sources


class GitHub(BaseHTTPRequestHandler):
    """Keeps issues as GitHub does, as far as the program needs it."""

    issues: list[dict[str, Any]]

    def do_GET(self) -> None:
        wanted = parse_qs(urlsplit(self.path).query)["state"][0]
        newest_first = reversed(self.issues)
        self._answer([issue for issue in newest_first if wanted in ("all", issue.get("state", "open"))])

    def do_POST(self) -> None:
        made = self._content() | {"number": len(self.issues) + 1, "user": {"login": AUTHOR}}
        self.issues.append(made)
        self._answer(made)

    def do_PATCH(self) -> None:
        issue = self.issues[int(self.path.rpartition("/")[2]) - 1]
        issue |= self._content()
        self._answer(issue)

    def _content(self) -> dict[str, Any]:
        return dict(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, content: Any) -> None:
        known = self.headers["Authorization"] == "Bearer token" and self.path.startswith("/repos/o/r/issues")
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def github() -> Iterator[Repository]:
    """The address of a GitHub without issues."""
    GitHub.issues = []
    with ThreadingHTTPServer(("127.0.0.1", 0), GitHub) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Repository(f"http://127.0.0.1:{server.server_port}", "o/r", "token")
        server.shutdown()


def test_there_is_one_issue_however_often_it_is_filed(github: Repository) -> None:
    """The first report opens it, the same changes nothing, another rewrites it."""
    said = [keep(report, github) for report in ("one", "one", "two")]

    assert [line.rpartition("。 ")[2] for line in said] == [
        "Opened issue 1.",
        "Issue 1 stays as it is.",
        "Rewrote issue 1.",
    ]
    assert [(issue["title"], issue["body"]) for issue in GitHub.issues] == [(TITLE, "two")]


def test_what_others_wrote_is_left_alone(github: Repository) -> None:
    """Neither somebody's issue with this title nor a pull request is taken for the report."""
    theirs = {"number": 1, "title": TITLE, "body": "theirs", "user": {"login": "somebody"}}
    pull = {"number": 2, "title": TITLE, "body": "pull", "user": {"login": AUTHOR}, "pull_request": {}}
    GitHub.issues = [theirs, pull]
    keep("ours", github)

    assert [issue["body"] for issue in GitHub.issues] == ["theirs", "pull", "ours"]


def test_a_report_that_is_too_long_is_cut_and_says_so(github: Repository) -> None:
    """GitHub would refuse it whole."""
    keep("字" * (LONGEST + 1), github)

    assert GitHub.issues[0]["body"] == "字" * LONGEST + github_issue.CUT


def test_the_last_report_is_fetched_again(github: Repository) -> None:
    """It is there for the next run even after an editor has closed the issue; at first there is none."""
    assert recall(github) == ""
    keep("one", github)
    GitHub.issues[0]["state"] = "closed"

    assert recall(github) == "one"
    keep("two", github)
    assert [issue["body"] for issue in GitHub.issues] == ["one", "two"]
    assert recall(github) == "two"


def test_the_issue_remembers_from_week_to_week_which_sources_did_not_answer(
    github: Repository, library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the workflow does it, on a new machine each time, with a report too long to be kept whole."""
    for name, value in (("API_URL", github.api), ("REPOSITORY", "o/r"), ("TOKEN", "token")):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    monkeypatch.setattr(check_sources, "ask", lambda *_: {"repost": "HTTP 404", "echo": "", "bulletin": ""})
    told = []
    for day in ("2026-11-02", "2026-11-09", "2026-11-16"):
        path = tmp_path / f"{day}.md"
        github_issue.main(["--recall", str(path)])
        assert main(["sources", "--data", str(library_folder), "--memory", str(path), "--as-of", day]) == 0
        path.write_text(path.read_text(encoding="utf-8") + "字" * LONGEST, encoding="utf-8")
        github_issue.main([str(path)])
        told.append(GitHub.issues[0]["body"])

    assert ["missed 3 times in a row since 2026-11-02" in body for body in told] == [False, False, True]
    assert len(GitHub.issues) == 1


def test_without_a_token_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run by hand, the program says what it needs."""
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    with pytest.raises(SystemExit, match=r"^usage: github_issue\.py "):
        github_issue.main(["report.md"])
