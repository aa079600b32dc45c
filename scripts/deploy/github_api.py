"""Requests to GitHub's interface for programs, with the token of a workflow and the standard library alone."""

import json
import os
import sys
import urllib.request
from typing import Any, NamedTuple


class Repository(NamedTuple):
    """A repository on GitHub: the address of the interface, `owner/name`, and a token for it."""

    api: str
    name: str
    token: str

    def ask(self, path: str, method: str = "GET", content: dict[str, Any] | None = None) -> Any:
        """Return the answer for ``path`` below the repository, None if it is empty; exit with the reason if there is none."""
        request = urllib.request.Request(
            f"{self.api}/repos/{self.name}/{path}",
            json.dumps(content).encode() if content is not None else None,
            {
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/vnd.github+json",
                "Content-Type": "application/json",
            },
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except OSError as error:
            sys.exit(
                f"GitHub没有照办（{method} {path}）：{error}。 GitHub did not do {method} {path}: {error}."
            )
        return json.loads(text) if text else None


def own_repository(usage: str) -> Repository:
    """Return the repository whose workflow runs this; exit with ``usage`` if GitHub's settings are missing."""
    settings = [os.environ.get(name, "") for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")]
    if not all(settings):
        sys.exit(f"usage: {usage}, with GITHUB_API_URL, GITHUB_REPOSITORY and GITHUB_TOKEN set")
    return Repository(*settings)
