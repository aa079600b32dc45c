#!/usr/bin/env python3
"""Keep the latest report in one GitHub issue, which is rewritten, so that nobody gets a notification for every report.

With `--recall` it fetches the last report instead, since a report may hold data that the next one needs.
It runs in a workflow with the workflow's token and uses only the standard library: no other code sees the token.
"""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from github_api import Repository, own_repository

TITLE = "需要编辑处理的条目 Entries that need an editor"
# Only an issue that the workflow opened holds the report: anyone may open one with this title.
AUTHOR = "github-actions[bot]"
LONGEST = 65_000  # characters; GitHub accepts a few more
CUT = "\n\n……报告过长，其余见本次运行的附件。 The report is too long; the rest is in the run's artifact.\n"


def keep(report: str, repository: Repository) -> str:
    """Write ``report`` into the issue and return what was done, in both languages."""
    body = report if len(report) <= LONGEST else report[:LONGEST] + CUT
    found = _own(repository)
    if found is None:
        made = repository.ask("issues", "POST", {"title": TITLE, "body": body})
        return f"新建第{made['number']}号议题。 Opened issue {made['number']}."
    if found["body"] == body:
        return f"第{found['number']}号议题没有变化。 Issue {found['number']} stays as it is."
    repository.ask(f"issues/{found['number']}", "PATCH", {"body": body})
    return f"更新第{found['number']}号议题。 Rewrote issue {found['number']}."


def recall(repository: Repository) -> str:
    """Return the last report, also from an issue that an editor closed; an empty string if there is none."""
    found = _own(repository, "all")
    return (found["body"] or "") if found else ""


def _own(repository: Repository, state: str = "open") -> dict[str, Any] | None:
    """Return the newest issue that holds the report, if there is one, among the latest 100 of the workflow."""
    query = urlencode({"state": state, "creator": AUTHOR, "per_page": 100})
    for issue in repository.ask(f"issues?{query}"):
        if issue["title"] == TITLE and issue["user"]["login"] == AUTHOR and "pull_request" not in issue:
            return dict(issue)
    return None


def main(arguments: list[str]) -> None:
    """Write the report in the file that ``arguments`` name to the issue, or the issue to the file with --recall."""
    usage = "github_issue.py [--recall] REPORT"
    repository = own_repository(usage)
    is_recall = arguments[:1] == ["--recall"]
    if len(arguments) != 1 + is_recall:
        sys.exit(f"usage: {usage}")
    report = Path(arguments[-1])
    if is_recall:
        report.write_text(recall(repository), encoding="utf-8")
    else:
        print(keep(report.read_text(encoding="utf-8"), repository))


if __name__ == "__main__":
    main(sys.argv[1:])
