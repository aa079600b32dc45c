#!/usr/bin/env python3
"""Build the site of this folder once in one process and print, as JSON, the seconds that each stage took by itself.

The stages are those of `website.site` and `generate`, told by the verbs that their functions begin with;
what a stage calls of another counts there. Run it with the project's `scripts` on PYTHONPATH.
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
from sitegen.website import mkdocs, site

# The first word of a function's name, and the stage that it belongs to; other functions count to whoever calls them.
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
    """Counts the seconds spent in each stage, without those of the stages it calls."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._within = ["other"]
        self._since = perf_counter()

    def turn(self) -> None:
        """Count the time since the last turn to the stage that is running."""
        now = perf_counter()
        self.seconds[self._within[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` such that its time counts to ``stage``."""

        @wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            self.turn()
            self._within.append(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.turn()
                self._within.pop()

        return run

    def watch(self, module: ModuleType, stages: dict[str, str]) -> None:
        """Time every function that ``module`` knows by a name whose first word tells one of ``stages``."""
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
    watch.turn()
    print(json.dumps(watch.seconds))
    return failed


if __name__ == "__main__":
    sys.exit(main())
