"""Verify a built site: languages, links and anchors, the same pages in both languages, nothing loaded from elsewhere.

It reads the folder to be published, with the SITE_URL that it was built with.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.i18n.languages import TAGS

CSS_ADDRESS = re.compile(r"(?:url\(|@import\s+(?!url))\s*([^)\s;]+)", re.IGNORECASE)
# Addresses that a reader follows; the browser itself fetches every other address of a page.
FOLLOWED = {("a", "href"), ("area", "href"), ("link", "href")}
ADDRESSES = (
    "href",
    "src",
    "srcset",
    "imagesrcset",
    "data",
    "action",
    "formaction",
    "poster",
    "ping",
    "xlink:href",
    "background",
)
# Relations of links to other versions of the page, for programs; the addresses of its share card are such too.
# A link with a type leads to another format, such as the feed, and is verified like any link.
VERSION_RELATIONS = {"alternate", "canonical", "next", "prev"}
# What holds another page, or can change where a link leads.
FORBIDDEN = ("iframe", "frame", "object", "embed", "base", "animate", "set")


@dataclass
class Document(HTMLParser):
    """The parts of one page that verification needs."""

    path: Path
    lang: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    policy: str = ""
    refresh: str = ""
    inline: list[tuple[str, str]] = field(default_factory=list)
    _in_title: bool = False
    _in_style: bool = False
    _in_script: bool = False

    def __post_init__(self) -> None:
        """Parse the file."""
        super().__init__()
        self.feed(self.path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect ids, links, loaded addresses and forbidden elements."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.lang = values.get("lang", "")
        self._in_title = tag == "title" and not self.title
        relations = set(values.get("rel", "").split())
        for name in ADDRESSES:
            if name not in values:
                continue
            if tag == "link" and relations <= VERSION_RELATIONS and "type" in values:
                self.links.append(values[name])
            elif tag == "link" and relations <= VERSION_RELATIONS:
                self.versions.append(values[name])
            elif tag != "link" and (tag, name) in FOLLOWED:
                self.links.append(values[name])
            else:
                self.loads += [part.split()[0] for part in values[name].split(",") if part.split()]
        self.loads += [found.strip("'\" ") for found in CSS_ADDRESS.findall(values.get("style", ""))]
        if tag == "meta" and values.get("property") in ("og:url", "og:image"):
            self.versions.append(values.get("content", ""))
        self._in_style = tag == "style"
        self._in_script = tag == "script" and "src" not in values and "json" not in values.get("type", "")
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = values.get("content", "")
        if "style" in values:
            self.faults.append(f"a style attribute, which the policy forbids: {values['style']}")
        self.faults += [f"event handler {name}" for name in values if name.startswith("on")]
        if tag in FORBIDDEN:
            self.faults.append(f"element {tag}")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.refresh = values.get("content", "")

    def handle_data(self, data: str) -> None:
        """Collect the title, inline styles and scripts, and the addresses that styles load."""
        if self._in_title:
            self.title, self._in_title = data, False
        if self._in_style:
            self.loads += [found.strip("'\" ") for found in CSS_ADDRESS.findall(data)]
            self.inline.append(("style", data))
            self._in_style = False
        if self._in_script:
            self.inline.append(("script", data))
            self._in_script = False


def verify(site: Path, address: str = "") -> list[str]:
    """Return a line for every fault of the built ``site``, to be published at ``address`` if that is known."""
    # Without symbolic links in its path, so that targets of links can be compared with it.
    site, base = site.resolve(), address.rstrip("/")
    documents = {path: Document(path) for path in sorted(site.rglob("*.html"))}
    faults = [] if documents else [f"{site} holds no pages"]
    for path, document in documents.items():
        faults += [f"{path.relative_to(site)}: {fault}" for fault in _faults(document, documents, site, base)]
    for style in sorted(site.rglob("*.css")):
        loaded = [found.strip("'\"") for found in CSS_ADDRESS.findall(style.read_text(encoding="utf-8"))]
        outside = [
            found
            for found in loaded
            if _is_elsewhere(found) or (not found.startswith("data:") and _leaves_site(found, style, site))
        ]
        faults += [f"{style.relative_to(site)}: loads {found} from elsewhere" for found in outside]
    faults += [
        f"{path.relative_to(site)}: a symbolic link out of the site"
        for path in sorted(site.rglob("*"))
        if path.is_symlink() and not path.resolve().is_relative_to(site)
    ]
    faults += [
        f"{language}/pagefind/: the search index is missing"
        for language in TAGS
        if not (site / language / "pagefind" / "pagefind.js").is_file()
    ]
    return faults + list(_unmirrored(documents, site))


def _faults(document: Document, documents: dict[Path, Document], site: Path, base: str) -> Iterator[str]:
    yield from document.faults
    language = document.path.relative_to(site).parts[0]
    tag = TAGS["en"] if language == "en" else TAGS["zh"]
    if document.lang != tag:
        yield f'lang is "{document.lang}", not "{tag}"'
    if not document.title.strip():
        yield "no title"
    if not document.policy.startswith("default-src 'none';"):
        yield "no content-security policy that starts from nothing"
    # The page at an old address refreshes to the new one, and must link to it too.
    if document.refresh and document.refresh.removeprefix("0; url=") not in document.links:
        yield f"a refresh to another page than its link: {document.refresh}"
    for kind, text in document.inline:
        allowed = f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        if allowed not in document.policy:
            yield f"the policy does not allow the {kind} {text.strip()[:40]!r}: {allowed}"
    yield from (
        f'id "{name}" stands {count} times' for name, count in Counter(document.ids).items() if count > 1
    )
    for address in document.loads:
        if _is_elsewhere(address):
            yield f"loads {address} from elsewhere"
    for address in document.versions:
        if not base or not address.startswith(f"{base}/"):
            yield f"names {address}, which is not below {base or 'a known address'}"
        else:
            yield from _dead_link(
                address.removeprefix(f"{base}/"), documents[site / "index.html"], documents, site
            )
    for address in [*document.links, *document.loads]:
        own = address
        if document.path.name == "404.html":
            # A host may show it at any depth, so it links from the root of the host: here, the root of the site.
            root, own = f"{urlsplit(base).path}/", _normalized(address)
            own = own.removeprefix(root) if own.startswith(root) else "/" + own.lstrip("/")
        yield from _dead_link(own, document, documents, site)


def _dead_link(
    address: str, document: Document, documents: dict[Path, Document], site: Path
) -> Iterator[str]:
    """Yield a fault if ``address`` is unsafe, or leads to a missing page or anchor of the site."""
    try:
        parts = urlsplit(_normalized(address))
    except ValueError:
        yield f"unreadable address {address}"
        return
    if parts.scheme not in ("", "http", "https", "mailto"):
        yield f"link with {parts.scheme}: {address}"
    if parts.scheme in ("http", "https") and not parts.netloc:
        yield f"address without a host: {address}"
    if parts.scheme or parts.netloc:
        return
    if parts.path.startswith("/"):
        yield f"link that holds only at the root of a host: {address}"
        return
    if _leaves_site(address, document.path, site):
        yield f"link that leaves the site: {address}"
        return
    target = (document.path.parent / unquote(parts.path)).resolve() if parts.path else document.path
    try:
        target = target / "index.html" if target.is_dir() else target
        is_there = target.is_file()
    except OSError:  # a name that no file can have
        is_there = False
    if not is_there:
        yield f"dead link {address}"
    elif parts.fragment and target in documents and unquote(parts.fragment) not in documents[target].ids:
        yield f"dead anchor {address}"


def _normalized(address: str) -> str:
    """Return ``address`` without the characters that browsers remove, and with slashes for backslashes."""
    return re.sub(r"[\t\r\n]", "", address).strip().replace("\\", "/")


def _is_elsewhere(address: str) -> bool:
    """Say whether ``address`` may name another host."""
    return "//" in _normalized(address)


def _leaves_site(address: str, page: Path, site: Path) -> bool:
    """Say whether a relative ``address`` on a ``page`` leads out of ``site``, by dots in any encoding or a symbolic link."""
    path = unquote(_normalized(address).partition("#")[0].partition("?")[0]).replace("\\", "/")
    if "\0" in path:
        return True
    target = Path(normpath(page.parent / path))
    return not (target.is_relative_to(site) and target.resolve().is_relative_to(site))


def _unmirrored(documents: dict[Path, Document], site: Path) -> Iterator[str]:
    """Yield a fault for every page or id that only one language has."""
    trees = {
        language: {
            path.relative_to(site / language): document
            for path, document in documents.items()
            if path.is_relative_to(site / language)
        }
        for language in TAGS
    }
    for path in sorted({path for tree in trees.values() for path in tree}):
        ids = [
            sorted(name for name in tree[path].ids if not name.startswith("__")) if path in tree else None
            for tree in trees.values()
        ]
        if None in ids:
            yield f"{path}: only in one language"
        elif ids[0] != ids[1]:
            yield f"{path}: the languages have different ids: {sorted(set(ids[0] or []) ^ set(ids[1] or []))}"
