#!/usr/bin/env python3
"""Ask GitHub to publish, say what was published last, and enable workflows that GitHub disabled in quiet times.

`github_workflows.py publish` starts the workflow `site` unless a run of today has done its work or is at it, so that it may
be called as often as one likes; `published` prints the commit that was published last; `wake` enables every workflow with
a schedule. It runs in workflows with the workflow's token and uses only the standard library: no other code sees the token.
"""

import re
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from github_api import Repository, own_repository

WORKFLOWS = Path(__file__).parents[2] / ".github" / "workflows"
SITE = "site.yml"
BRANCH = "main"
# The day changes for the site when it does in Shanghai.
ZONE = ZoneInfo("Asia/Shanghai")
# What keeps a workflow from being enabled: somebody disabled it, or it is a copy's.
DELIBERATE = ("disabled_manually", "disabled_fork", "deleted")


def publish(repository: Repository, now: datetime) -> str:
    """Start a publication unless there is one of today; return what was done, in both languages."""
    for run in _runs(repository):
        today = (
            datetime.fromisoformat(run["created_at"]).astimezone(ZONE).date() == now.astimezone(ZONE).date()
        )
        if today and (run["status"] != "completed" or run["conclusion"] == "success"):
            return (
                f"今天已有一次发布：{run['html_url']}。 There is a publication of today: {run['html_url']}."
            )
    repository.ask(f"actions/workflows/{SITE}/dispatches", "POST", {"ref": BRANCH})
    return "已开始发布。 Started a publication."


def published(repository: Repository) -> str:
    """Return `base=` with the commit of the last publication, in the form of a step's output; nothing follows if none was."""
    runs = _runs(repository, status="success")
    return f"base={runs[0]['head_sha'] if runs else ''}"


def wake(repository: Repository) -> str:
    """Enable every workflow with a schedule, but for those disabled on purpose; return what was done, in both languages."""
    scheduled = {
        f".github/workflows/{path.name}"
        for path in WORKFLOWS.glob("*.yml")
        if re.search(r"^  schedule:$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    lines = []
    for workflow in repository.ask("actions/workflows?per_page=100")["workflows"]:
        if workflow["path"] in scheduled and workflow["state"] not in DELIBERATE:
            # Also one that is active: GitHub counts its 60 quiet days from when it was last enabled.
            repository.ask(f"actions/workflows/{workflow['id']}/enable", "PUT")
            lines.append(f"{workflow['name']}: {workflow['state']} → active")
    return "\n".join(lines)


def _runs(repository: Repository, **wanted: str) -> list[dict[str, str]]:
    """Return the latest runs of the workflow that publishes, the newest first."""
    query = urlencode({"branch": BRANCH, "per_page": 20, **wanted})
    return list(repository.ask(f"actions/workflows/{SITE}/runs?{query}")["workflow_runs"])


COMMANDS: dict[str, Callable[[Repository], str]] = {
    "publish": lambda repository: publish(repository, datetime.now(ZONE)),
    "published": published,
    "wake": wake,
}


def main(arguments: list[str]) -> None:
    """Run the one command that ``arguments`` name and print what it returns."""
    usage = f"github_workflows.py {'|'.join(COMMANDS)}"
    repository = own_repository(usage)
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        sys.exit(f"usage: {usage}")
    print(COMMANDS[arguments[0]](repository))


if __name__ == "__main__":
    main(sys.argv[1:])
