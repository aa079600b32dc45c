#!/usr/bin/env python3
"""Keep the site of a plain server up to date: `update.py INTO`, called as often as one likes, by cron or a timer.

It brings its own checkout to the newest commit of the branch, checks, builds and verifies there, and puts the site into
INTO/releases. The link INTO/current, which the web server shows, is then replaced in one moment. If anything fails, the
link stays as it was and the exit code is 1; it is 3 if another run is at work. It uses only the standard library.
"""

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # The next run finishes or clears away what this one leaves: let Ctrl-C end the process, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ".venv/bin/python"
# What makes a site in `site/` of the checkout, in this order; {base} is the commit that is shown now.
SET_UP = [sys.executable, "scripts/set_up.py", ".venv", "requirements.txt"]
CHECK = [PYTHON, "-m", "sitegen", "check"]
COMPARE = [PYTHON, "-m", "sitegen", "diff", "--base", "{base}"]
BUILD = [PYTHON, "-m", "sitegen", "build"]
VERIFY = [PYTHON, "-m", "sitegen", "verify"]
STEPS = (SET_UP, CHECK, COMPARE, BUILD, VERIFY)
KEPT = 3  # releases, the one that is shown among them
HOUR = 3600  # seconds; no step takes longer unless it hangs
FAILED, BUSY = 1, 3


class StepError(Exception):
    """Raised where a step fails; its text is what the step said."""


def update(checkout: Path, into: Path, branch: str, day: str, steps: Sequence[Sequence[str]] = STEPS) -> str:
    """Show the newest commit of ``branch`` as of ``day``; return what was done, or raise `StepError`."""
    _run(checkout, "git", "fetch", "--quiet", "origin", branch)
    commit = _run(checkout, "git", "rev-parse", "FETCH_HEAD").strip()
    current, releases = into / "current", into / "releases"
    release = releases / f"{day}-{commit}"
    shown = current.readlink().name if current.is_symlink() else ""
    if shown == release.name and release.is_dir():
        return f"没有变化：{release.name}。 Nothing new: {release.name}."
    before = _run(checkout, "git", "rev-parse", "HEAD").strip()
    try:
        _check_out(checkout, commit)
        for step in steps:
            # The first site is compared with nothing.
            if shown or "{base}" not in step:
                _run(checkout, *(word.replace("{base}", shown.rpartition("-")[2]) for word in step))
    except StepError:
        _check_out(checkout, before)  # so that the next run does not depend on what has failed
        raise
    _show(checkout / "site", release, current)
    _remove_old(releases, release)
    return f"已发布{release.name}。 Published {release.name}."


def _check_out(checkout: Path, commit: str) -> None:
    _run(checkout, "git", "checkout", "--quiet", "--force", "--detach", commit)


def _run(folder: Path, *command: str) -> str:
    """Return what ``command`` prints in ``folder``; raise `StepError` with it if it fails or hangs."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=HOUR,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StepError(str(error)) from None
    if done.returncode:
        raise StepError(f"{done.stdout}{' '.join(command)}: {done.returncode}")
    return done.stdout


def _show(site: Path, release: Path, current: Path) -> None:
    """Copy ``site`` to ``release`` and make ``current`` a link to it; readers see either the old site or the new one."""
    new, link = release.with_name("new"), current.with_name("current-new")
    for path in (new, release):  # what an earlier run left half done
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(site, new)
    new.touch()  # a copy has the time of its original, and the order of releases is told by theirs
    new.rename(release)
    link.unlink(missing_ok=True)
    link.symlink_to(Path(release.parent.name, release.name))
    link.replace(current)


def _remove_old(releases: Path, shown: Path) -> None:
    """Remove all but the newest releases; the one that is shown stays in any case."""
    others = sorted(
        (path for path in releases.iterdir() if path != shown), key=lambda path: path.stat().st_mtime
    )
    for path in others[: -(KEPT - 1)]:
        shutil.rmtree(path)


@contextmanager
def lock(into: Path) -> Iterator[bool]:
    """Hold the lock of ``into`` and yield True, or yield False if another run holds it."""
    # The lock of an empty database, which ends with its process on every system.
    with closing(sqlite3.connect(into / ".lock", timeout=0, isolation_level=None)) as database:
        try:
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
        else:
            yield True


def main(arguments: Sequence[str]) -> int:
    """Update the site once, print one line with the time, and return the exit code."""
    parser = argparse.ArgumentParser(prog="update.py", description=__doc__)
    parser.add_argument("into", type=Path, metavar="INTO", help="the folder of releases and of the link")
    parser.add_argument("--branch", default="main")
    options = parser.parse_args(arguments)
    into: Path = options.into.resolve()
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    # The day for which the steps build; they read the same setting.
    day = os.environ["AS_OF"] = os.environ.get("AS_OF") or f"{now:%Y-%m-%d}"
    code = 0
    try:
        (into / "releases").mkdir(parents=True, exist_ok=True)
        with lock(into) as is_ours:
            if is_ours:
                told = update(ROOT, into, options.branch, day)
            else:
                code, told = BUSY, "另一次更新正在进行。 Another update is under way."
    except (StepError, OSError) as error:
        code, told = FAILED, f"没有更新，仍是原来的网站。 Not updated; the site stays as it was.\n{error}"
    print(f"{now:%Y-%m-%dT%H:%M:%S%z} {told}", file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
