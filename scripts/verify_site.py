#!/usr/bin/env python3
"""Verify a built site as a reader meets it: languages, links and anchors, mirrored pages, nothing from elsewhere.

Runs on the folder that is about to be published, with the standard library alone.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

TAGS = {"zh": "zh-Hans", "en": "en"}
# What a browser fetches by itself, as against links that a reader follows.
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}
LOADED_LINKS = ("stylesheet", "icon", "preload", "preconnect", "modulepreload", "manifest")


@dataclass
class Document(HTMLParser):
    """What verification needs to know of one page."""

    path: Path
    lang: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _in_title: bool = False

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
        if tag in LOADED and values.get(LOADED[tag]):
            self.loads.append(values[LOADED[tag]])
        if tag == "link" and values.get("rel", "").strip() in LOADED_LINKS:
            self.loads.append(values.get("href", ""))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        self.faults += [f"event handler {name}" for name in values if name.startswith("on")]
        self.faults += [tag for tag in [tag] if tag in ("iframe", "object", "embed", "base")]

    def handle_data(self, data: str) -> None:
        """Collect the title."""
        if self._in_title:
            self.title, self._in_title = data, False


def verify(site: Path) -> list[str]:
    """Return a line for every fault of the built ``site``."""
    documents = {path: Document(path) for path in sorted(site.rglob("*.html"))}
    faults = [] if documents else [f"{site} holds no pages"]
    for path, document in documents.items():
        faults += [f"{path.relative_to(site)}: {fault}" for fault in _faults(document, documents, site)]
    return faults + list(_unmirrored(documents, site))


def _faults(document: Document, documents: dict[Path, Document], site: Path) -> Iterator[str]:
    yield from document.faults
    language = document.path.relative_to(site).parts[0]
    wanted = TAGS.get(language, "zh-Hans")
    if document.lang != wanted:
        yield f'lang is "{document.lang}", not "{wanted}"'
    if not document.title.strip():
        yield "no title"
    yield from (
        f'id "{name}" stands {count} times' for name, count in Counter(document.ids).items() if count > 1
    )
    yield from (f"loads {address} from elsewhere" for address in document.loads if urlsplit(address).netloc)
    for address in [*document.links, *document.loads]:
        yield from _dead(address, document, documents, site)


def _dead(address: str, document: Document, documents: dict[Path, Document], site: Path) -> Iterator[str]:
    """Yield a fault if ``address`` is unsafe, or leads within the site to a page or anchor that is not there."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http", "https", "data"):
        yield f"link with {parts.scheme}: {address}"
    if parts.scheme or parts.netloc:
        return
    if document.path.name == "404.html":
        # It links from the root of the host, under whatever address the site is published.
        target = site / parts.path.strip("/").split("/")[-1]
    elif parts.path.startswith("/"):
        yield f"link that holds only at the root of a host: {address}"
        return
    else:
        target = (document.path.parent / unquote(parts.path)).resolve() if parts.path else document.path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        yield f"dead link {address}"
    elif parts.fragment and target in documents and unquote(parts.fragment) not in documents[target].ids:
        yield f"dead anchor {address}"


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


def main(arguments: list[str]) -> int:
    """Verify the folder named in ``arguments``; return 1 if it has faults."""
    site = Path(arguments[0] if arguments else "site").resolve()
    faults = verify(site)
    print(
        "\n".join(faults)
        if faults
        else f"{site.name}/ verified: languages, links, anchors, nothing from elsewhere"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
