"""The project's folders, today's date and the address of the published site, each determined here only."""

import os
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.core.refusals import MISUSED, RefusalError

SCRIPTS = Path(__file__).resolve().parent.parent
ROOT = SCRIPTS.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"
SITE = ROOT / "site"
CACHE = ROOT / ".cache"


_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_STEP = r"(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+"
ADDRESS = re.compile(rf"https?://({_LABEL})(\.{_LABEL})*(:(?P<port>\d{{1,5}}))?(/{_STEP})*/?", re.ASCII)
PORTS = range(1, 2**16)


def today() -> date:
    """Return AS_OF if it is set, else today in Shanghai; nothing else in the program reads the clock."""
    given = os.environ.get("AS_OF")
    return parse_day(given) if given else datetime.now(ZoneInfo("Asia/Shanghai")).date()


def parse_day(text: str) -> date:
    """Read a day given on the command line or in a setting; raise `RefusalError` if it is none."""
    if re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise RefusalError(
        f"“{text}”不是一天，写成2026-11-24的形式",
        f'"{text}" is not a day, write it as 2026-11-24',
        code=MISUSED,
    )


def site_address() -> str:
    """Return the address of the published site: SITE_URL, or on GitHub the Pages address of the repository, or nothing."""
    owner, _, name = os.environ.get("GITHUB_REPOSITORY", "").partition("/")
    pages = f"https://{owner.lower()}.github.io"
    given = f"{pages}/{name}" if name and f"https://{name.lower()}" != pages else pages if name else ""
    return parse_address(os.environ.get("SITE_URL") or given)


def parse_address(text: str) -> str:
    """Read the address of the site, which may be empty; return it without a trailing slash."""
    found = ADDRESS.fullmatch(text)
    if text and not (found and int(found["port"] or 443) in PORTS):
        raise RefusalError(
            f"“{text}”不是网站的地址，写成https://主机/路径，其中不用汉字",
            f'"{text}" is not the address of a site, write https://host/path in ASCII',
            code=MISUSED,
        )
    return text.rstrip("/")
