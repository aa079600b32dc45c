"""Find a Chromium for the tests in a browser, or install one: the tests never go without.

The one that has no window, headless-shell, does the same with a third less work.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserType

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a Chinese font every character is a box of the same width, and tests of layout tell lies.
DEBIAN = ("chromium-headless-shell", "fonts-wqy-microhei")


class NoBrowserError(Exception):
    """No Chromium could be found, started or installed."""


def find(kind: BrowserType) -> Path:
    """Return a Chromium that starts: the one named by SITE_BROWSER, or one found, or one installed for the purpose."""
    named = os.environ.get("SITE_BROWSER")
    if named:
        if not _starts(Path(named)):
            raise NoBrowserError(f"SITE_BROWSER names {named}, which is no Chromium that starts.")
        return Path(named)
    # Tests run in several processes: one installs, the others wait and find what it has installed.
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = next(filter(_starts, _candidates(kind)), None)
        if found is None:
            _install()
            found = next(filter(_starts, _candidates(kind)), None)
    if found is None:
        raise NoBrowserError(
            "The tests in a browser need Chromium, and none could be found or installed: "
            "install Chromium or Chrome, or name its program in SITE_BROWSER."
        )
    return found


def _candidates(kind: BrowserType) -> Iterator[Path]:
    """Yield where a Chromium may be: on the path, where a Mac keeps Chrome, in Playwright's own folder."""
    yield from (Path(path) for path in map(shutil.which, NAMES) if path)
    yield Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    yield Path(kind.executable_path)


def _starts(program: Path) -> bool:
    """Tell whether the program runs; on Ubuntu a Chromium on the path may be only a hint how to get one."""
    try:
        return not subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install() -> None:
    """Install a Chromium: Debian's where the rights are there, otherwise the one that Playwright brings."""
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    may = _administrator()
    if _is_debian() and may is not None:
        commands = [[*may, "apt-get", "update", "-qq"], [*may, "apt-get", "install", "-y", "-qq", *DEBIAN]]
    for command in commands:
        # What the installer says matters to whoever reads why it failed; whether it worked, the caller tries.
        subprocess.run(command, stdout=subprocess.DEVNULL)


def _administrator() -> list[str] | None:
    """Return what to put before a command that installs for the whole machine, or None without the rights."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        return ["sudo", "-n"]
    return None


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "\nID=debian\n" in f"\n{release.read_text()}"
