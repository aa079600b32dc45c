#!/usr/bin/env python3
"""Keep the latest report in one GitHub issue, which is rewritten, so that nobody gets a notification for every report.

With `--recall` it fetches the last report instead, since a report may hold data that the next one needs.
It runs in a workflow with the workflow's token and uses only the standard library: no other code sees the token.
"""

import json
import os
import sys
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

TITLE = "需要编辑处理的条目 Entries that need an editor"
# Only an issue that the workflow opened holds the report: anyone may open one with this title.
AUTHOR = "github-actions[bot]"
LONGEST = 65_000  # characters; GitHub accepts a few more
CUT = "\n\n……报告过长，其余见本次运行的附件。 The report is too long; the rest is in the run's artifact.\n"


def keep(report: str, api: str, repository: str, token: str) -> str:
    """Write ``report`` into the issue and return what was done, in both languages."""
    body = report if len(report) <= LONGEST else report[:LONGEST] + CUT
    issues = f"{api}/repos/{repository}/issues"
    found = _own(issues, token)
    if found is None:
        made = _ask(issues, token, "POST", {"title": TITLE, "body": body})
        return f"新建第{made['number']}号议题。 Opened issue {made['number']}."
    if found["body"] == body:
        return f"第{found['number']}号议题没有变化。 Issue {found['number']} stays as it is."
    _ask(f"{issues}/{found['number']}", token, "PATCH", {"body": body})
    return f"更新第{found['number']}号议题。 Rewrote issue {found['number']}."


def recall(api: str, repository: str, token: str) -> str:
    """Return the last report, also from an issue that an editor closed; an empty string if there is none."""
    found = _own(f"{api}/repos/{repository}/issues", token, "all")
    return (found["body"] or "") if found else ""


def _own(issues: str, token: str, state: str = "open") -> dict[str, Any] | None:
    """Return the newest issue that holds the report, if there is one, among the latest 100 of the workflow."""
    query = urlencode({"state": state, "creator": AUTHOR, "per_page": 100})
    for issue in _ask(f"{issues}?{query}", token):
        if issue["title"] == TITLE and issue["user"]["login"] == AUTHOR and "pull_request" not in issue:
            return dict(issue)
    return None


def _ask(address: str, token: str, method: str = "GET", content: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(
        address,
        json.dumps(content).encode() if content else None,
        {
            "Authorization": f"Bearer {token}",
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
        },
        method=method,
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main(arguments: list[str]) -> None:
    """Write the report in the file that ``arguments`` name to the issue, or the issue to the file with --recall."""
    settings = [os.environ.get(name, "") for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")]
    is_recall = arguments[:1] == ["--recall"]
    if len(arguments) != 1 + is_recall or not all(settings):
        sys.exit(
            "usage: github_issue.py [--recall] REPORT, with GITHUB_API_URL, GITHUB_REPOSITORY and GITHUB_TOKEN set"
        )
    report = Path(arguments[-1])
    if is_recall:
        report.write_text(recall(*settings), encoding="utf-8")
    else:
        print(keep(report.read_text(encoding="utf-8"), *settings))


if __name__ == "__main__":
    main(sys.argv[1:])
