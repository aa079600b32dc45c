#!/usr/bin/env python3
"""Build the site of this folder once in one process and print the seconds of each stage as JSON.

The stages are those of `website.site` and `generate`; the first word of a function's name says its stage. Time that a
stage spends in another counts for the other. Run it with the project's `scripts` on PYTHONPATH.
"""

import gc
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import wraps
from time import perf_counter
from types import FunctionType, ModuleType
from typing import Any

from sitegen import checks, generate, settings
from sitegen.website import build as site
from sitegen.website import mkdocs

# The stage of each first word of a function's name; other functions count for the stage that calls them.
# Pages are rendered one by one as they are written.
STAGES = {
    "load": "read",
    "read": "read",
    "missing": "check",
    "plan": "plan",
    "data": "export",
    "render": "render and write",
    "write": "render and write",
    "build": "site engine",
    "index": "search index",
}


class Stopwatch:
    """Counts the seconds spent in each stage, without the stages that it calls."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._within = ["other"]
        self._since = perf_counter()

    def lap(self) -> None:
        """Add the time since the last lap to the stage that is running."""
        now = perf_counter()
        self.seconds[self._within[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` wrapped so that its time counts for ``stage``."""

        @wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            self.lap()
            self._within.append(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.lap()
                self._within.pop()

        return run

    def watch(self, module: ModuleType, stages: dict[str, str]) -> None:
        """Time every function in ``module`` whose name begins with a word of ``stages``."""
        for name, value in list(vars(module).items()):
            stage = stages.get(name.split("_")[0])
            if stage and isinstance(value, FunctionType):
                setattr(module, name, self.timed(stage, value))


def main() -> int:
    """Build; return 1 if the build fails."""
    watch = Stopwatch()
    for module in (mkdocs, site, generate):
        watch.watch(module, STAGES)
    watch.watch(checks, {"run": "check"})
    gc.disable()  # as the commands do
    with redirect_stdout(sys.stderr):
        failed = site.build_site(settings.SITE, mkdocs.build_languages)
    watch.lap()
    print(json.dumps(watch.seconds))
    return failed


if __name__ == "__main__":
    sys.exit(main())
