"""Links by which a reader reports that a record is wrong: a form of the repository, or a prepared mail.

The form's file and the names of its fields are those of `.github/ISSUE_TEMPLATE`; a test holds them together.
"""

import re
from collections.abc import Callable
from urllib.parse import quote, quote_plus, unquote, urlencode, urlsplit

from sitegen.records.model import Forge, Site

FORM = "1-wrong-fact.yml"
PAGE, SHOWN = "page", "shown"  # fields of the form
# Longer texts are cut: they only help to find the record, and every byte is there for each record of a page.
_LONGEST = 24
_FORGES: tuple[Forge, ...] = ("github", "gitlab", "gitee")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def correction(site: Site, title: str, page: str, shown: str) -> str:
    """Return the address at which to report that ``page`` wrongly has ``shown``; empty if the site names no way to do so.

    ``title`` heads the mail, or the issue where the repository has no form whose fields a link can fill in.
    """
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    repository = (site.repository or "").rstrip("/").removesuffix(".git")
    match _forge(site):
        case "github":
            return f"{repository}/issues/new?{_query({'template': FORM, PAGE: page, SHOWN: shown})}"
        case "gitlab":
            text = {"issue[title]": f"{title}: {shown}", "issue[description]": page}
            return f"{repository}/-/issues/new?{_query(text)}"
        case "gitee":  # which documents no way to fill in its form by a link
            return f"{repository}/issues/new"
    mail = _MAIL.search(f"{site.contact.zh} {site.contact.en}") if site.contact else None
    text = {"subject": title, "body": f"{page} {shown}"}
    return f"mailto:{mail[0]}?{_query(text, quote)}" if mail else ""


def _forge(site: Site) -> Forge | None:
    """Return what the repository runs on: as the records say, or as the name of its host tells."""
    host = urlsplit(site.repository or "").hostname or ""
    told = (forge for forge in _FORGES if forge in host)
    return (site.forge or next(told, None)) if site.repository else None


def _query(values: dict[str, str], encode: Callable[..., str] = quote_plus) -> str:
    """Return ``values`` encoded for the query of an address; Chinese stays as it is, which is a third as long."""
    encoded = urlencode(values, safe="/:,", quote_via=encode)
    return re.sub("(%[89A-F][0-9A-F])+", lambda letters: unquote(letters[0]), encoded)
