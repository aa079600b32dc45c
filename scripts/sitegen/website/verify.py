"""Verify a built site as a reader meets it: languages, links and anchors, mirrored pages, nothing from elsewhere.

Runs on the folder that is about to be published, built with the same SITE_URL.
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

CSS_ADDRESS = re.compile(r"(?:url\(|@import\s+(?!url))\s*([^)\s;]+)", re.IGNORECASE)
TAGS = {"zh": "zh-Hans", "en": "en"}
# What a reader follows; every other address on a page is fetched by the browser itself.
FOLLOWED = {("a", "href"), ("area", "href"), ("link", "href")}
ADDRESSES = (
    "href",
    "src",
    "srcset",
    "data",
    "action",
    "formaction",
    "poster",
    "ping",
    "xlink:href",
    "background",
)
# Of a page's links, those that only tell machines where its twins are; so do the addresses of its share card.
# One with a type leads to another form of the site, such as its feed, and is followed like any link.
RELATIONS_TOLD = {"alternate", "canonical", "next", "prev"}
FORBIDDEN = ("iframe", "object", "embed", "base")


@dataclass
class Document(HTMLParser):
    """What verification needs to know of one page."""

    path: Path
    lang: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)
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
        """Collect ids, links and what is loaded."""
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
            if tag == "link" and relations <= RELATIONS_TOLD and "type" in values:
                self.links.append(values[name])
            elif tag == "link" and relations <= RELATIONS_TOLD:
                self.twins.append(values[name])
            elif tag != "link" and (tag, name) in FOLLOWED:
                self.links.append(values[name])
            else:
                self.loads += [part.split()[0] for part in values[name].split(",") if part.split()]
        self.loads += [found.strip("'\" ") for found in CSS_ADDRESS.findall(values.get("style", ""))]
        if tag == "meta" and values.get("property") in ("og:url", "og:image"):
            self.twins.append(values.get("content", ""))
        self._in_style = tag == "style"
        self._in_script = tag == "script" and "src" not in values and "json" not in values.get("type", "")
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = values.get("content", "")
        if "style" in values:
            self.faults.append(f"a style attribute, which the policy forbids: {values['style']}")
        self.faults += [f"event handler {name}" for name in values if name.startswith("on")]
        self.faults += [f"element {tag}" for tag in [tag] if tag in FORBIDDEN]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.refresh = values.get("content", "")

    def handle_data(self, data: str) -> None:
        """Collect the title and what styles fetch."""
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
    # As it is without links, so that what a link leads to can be told to be within it.
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
            if _is_elsewhere(found) or (not found.startswith("data:") and _leaves(found, style, site))
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
    wanted = TAGS.get(language, "zh-Hans")
    if document.lang != wanted:
        yield f'lang is "{document.lang}", not "{wanted}"'
    if not document.title.strip():
        yield "no title"
    if not document.policy.startswith("default-src 'none';"):
        yield "no content-security policy that starts from nothing"
    # A page that has moved leads on, to where its link leads too.
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
    for address in document.twins:
        if not base or not address.startswith(f"{base}/"):
            yield f"names {address}, which is not below {base or 'a known address'}"
        else:
            yield from _dead(
                address.removeprefix(f"{base}/"), documents[site / "index.html"], documents, site
            )
    for address in [*document.links, *document.loads]:
        own = address
        if document.path.name == "404.html":
            # It may be shown at any depth, so its links hold from the root of the host; here, from that of the site.
            root, own = f"{urlsplit(base).path}/", _as_browsers_read(address)
            own = own.removeprefix(root) if own.startswith(root) else "/" + own.lstrip("/")
        yield from _dead(own, document, documents, site)


def _dead(address: str, document: Document, documents: dict[Path, Document], site: Path) -> Iterator[str]:
    """Yield a fault if ``address`` is unsafe, or leads within the site to a page or anchor that is not there."""
    try:
        parts = urlsplit(_as_browsers_read(address))
    except ValueError:
        yield f"unreadable address {address}"
        return
    if parts.scheme not in ("", "http", "https"):
        yield f"link with {parts.scheme}: {address}"
    if parts.scheme in ("http", "https") and not parts.netloc:
        yield f"address without a host: {address}"
    if parts.scheme or parts.netloc:
        return
    if parts.path.startswith("/"):
        yield f"link that holds only at the root of a host: {address}"
        return
    if _leaves(address, document.path, site):
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


def _as_browsers_read(address: str) -> str:
    """Return ``address`` without what browsers take away, and with slashes where they see some."""
    return re.sub(r"[\t\r\n]", "", address).strip().replace("\\", "/")


def _is_elsewhere(address: str) -> bool:
    """Say whether ``address`` may name another host."""
    return "//" in _as_browsers_read(address)


def _leaves(address: str, page: Path, site: Path) -> bool:
    """Say whether a relative ``address`` on a ``page`` leads out of ``site``: by dots, however written, or a link."""
    steps = unquote(_as_browsers_read(address).partition("#")[0].partition("?")[0]).replace("\\", "/")
    if "\0" in steps:
        return True
    lexically = Path(normpath(page.parent / steps))
    return not (lexically.is_relative_to(site) and lexically.resolve().is_relative_to(site))


def _unmirrored(documents: dict[Path, Document], site: Path) -> Iterator[str]:
    """Yield a fault for every page or fact that only one language has."""
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
