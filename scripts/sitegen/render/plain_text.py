"""A page as plain Markdown (CommonMark), without the theme, for programs and text editors.

It is made from the rendered page, so that it cannot differ in content. The text of records is escaped: it makes no link,
element or block, though a reader of Markdown may turn an address that is written out into a link. Drawings are left
out, since the table or list beside each has the same content; so are controls (links to citations, symbols).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape

HEADING = re.compile(r"^(#{2,6}) (.*?) \{#[^}]*\}$", re.MULTILINE)
# fmt: off
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])
VOID = frozenset([
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
])
# fmt: on
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SILENT = frozenset(["svg", "script", "style", "noscript", "form", "template"])
SILENT_CLASSES = frozenset(("hidden", "mark-shape", "permalink", "print-only", "diagram"))
# Words in a frame on the page, which need a space before them in plain text.
FRAMED = frozenset(("mark", "relation"))
# Parts of a line that the stylesheet sets on lines of their own.
APART = frozenset(("whose", "differs", "days", "meta"))
LINES = re.compile(r"\s*\n\s*")
SPACES = re.compile("  +")
HAN = re.compile("[一-鿿]")
# Characters that are markup in Markdown: anywhere, at the beginning of a line, and at the end of a heading.
SPECIAL = re.compile(r"([\\`*_\[\]<~]|&(?=#?\w+;))")
OPENING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[#>=|:]|[-+](?!\w)))")
CLOSING = re.compile("(#+)$")
# Characters that would end the address of a link, or begin an entity.
ENDING = re.compile(r"([\\()]|&(?=#?\w+;))")


# A tag with its attributes, or a whole drawing, which is left out. Templates escape every `<` and `>` in texts and
# attributes, so every match is a tag.
TAG = re.compile(r"<svg\b.*?</svg>|<(/?)([a-z][a-z0-9]*)\b([^>]*)>", re.DOTALL)
CLASS = re.compile(r'\sclass="([^"]*)"')
HREF = re.compile(r'\shref="([^"]*)"')


@dataclass(slots=True)
class Element:
    """An element of a page with what it contains."""

    tag: str
    classes: frozenset[str] = frozenset()
    href: str | None = None
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        """Whether plain text leaves it out."""
        return self.tag in SILENT or not self.classes.isdisjoint(SILENT_CLASSES)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements with these tags, not looking inside them."""
        for part in self.parts:
            if isinstance(part, Element):
                if part.tag in tags:
                    yield part
                else:
                    yield from part.all(*tags)


def _tree(html: str) -> Element:
    """Return the tree of ``html``; line breaks in its source count as spaces."""
    open_ = [Element("body")]
    # Splitting on groups leaves, after each text, the parts of the tag that follows it.
    pieces = iter(TAG.split(LINES.sub(" ", html)))
    for text in pieces:
        if text:
            open_[-1].parts.append(unescape(text) if "&" in text else text)
        closes, tag, attributes = next(pieces, None), next(pieces, None), next(pieces, None)
        if closes and tag:
            _close(open_, tag)
        elif tag:
            element = _element(tag, attributes or "")
            open_[-1].parts.append(element)
            if tag not in VOID:
                open_.append(element)
    return open_[0]


def _close(open_: list[Element], tag: str) -> None:
    """Close the innermost open element of this kind, with whatever was left open in it."""
    if open_[-1].tag == tag and len(open_) > 1:
        open_.pop()
        return
    for index in range(len(open_) - 1, 0, -1):
        if open_[index].tag == tag:
            del open_[index:]
            return


def _element(tag: str, attributes: str) -> Element:
    classes = CLASS.search(attributes)
    href = HREF.search(attributes) if tag == "a" else None
    return Element(tag, _classes(classes[1]) if classes else frozenset(), unescape(href[1]) if href else None)


@cache
def _classes(names: str) -> frozenset[str]:
    return frozenset(names.split())


def plain(page: str) -> str:
    """Return the generated ``page``, front matter and all, as plain Markdown."""
    body = page.split("\n---\n", 1)[1]
    html = HEADING.sub(lambda found: f"<h{len(found[1])}>{found[2]}</h{len(found[1])}>", body)
    return "\n\n".join(_blocks(_tree(html))) + "\n"


def escape_commonmark(text: str) -> str:
    """Return ``text`` escaped so that Markdown shows it unchanged, also at the beginning of a line."""
    return _escape_start(_escape(SPECIAL, text))


def _escape(characters: re.Pattern[str], text: str) -> str:
    return characters.sub(r"\\\1", text)


def _escape_start(line: str) -> str:
    """Return ``line`` so that it begins no list, heading, quotation or table."""
    return OPENING.sub(r"\1\\", line)


def _blocks(element: Element) -> Iterator[str]:
    """Yield the paragraphs, headings and lists in ``element``."""
    run = Element("p", element.classes if element.tag == "p" else frozenset())
    for part in element.parts:
        if isinstance(part, str) or part.tag not in BLOCKS:
            run.parts.append(part)
            continue
        if run.parts and (text := _inline(run)):
            yield _escape_start(text)
        run = Element("p")
        if not part.is_silent:
            yield from _block(part)
    if text := _inline(run):
        yield _escape_start(text)


def _block(element: Element) -> Iterator[str]:
    if element.tag in HEADINGS:
        if text := _inline(element):
            # Number signs at the end of a heading would be markup.
            yield f"{'#' * int(element.tag[1])} {_escape(CLOSING, text)}"
    elif element.tag in ("ul", "ol"):
        yield from _list(list(_blocks(item)) for item in element.all("li"))
    elif element.tag == "table":
        yield from _list(_rows(element))
    elif element.tag == "pre":
        yield f"```\n{_code(element)}\n```"
    elif element.tag == "dl":
        yield from _list(_terms(element))
    else:
        yield from _blocks(element)


def _code(element: Element) -> str:
    """Return the text of ``element`` unescaped; its line breaks are character references in the page."""
    return "".join(part if isinstance(part, str) else _code(part) for part in element.parts)


def _rows(table: Element) -> Iterator[list[str]]:
    """Yield each row: its first cell, then the others, labelled by their columns if there are several."""
    head = [_inline(cell) for part in table.all("thead") for cell in part.all("th", "td")]
    for body in table.all("tbody"):
        for row in body.all("tr"):
            first, *cells = row.all("th", "td")
            contents = [list(_blocks(cell)) for cell in cells]
            if len(cells) > 1 and len(head) == len(cells) + 1:
                contents = [
                    [f"{name}{'：' if HAN.search(name) else ':'}", *_indented(lines)]
                    for name, lines in zip(head[1:], contents, strict=True)
                    if lines
                ]
            yield [" · ".join(_blocks(first)), *(line for lines in contents for line in lines)]


def _terms(listing: Element) -> Iterator[list[str]]:
    """Yield each term of a definition list with its definitions."""
    entry: list[str] = []
    for part in listing.all("dt", "dd"):
        if part.tag == "dt":
            if len(entry) > 1:
                yield entry
            entry = [" ".join(_blocks(part))]
        else:
            entry += _blocks(part)
    if len(entry) > 1:
        yield entry


def _list(items: Iterator[list[str]]) -> Iterator[str]:
    """Yield one list of ``items``, if there are any."""
    lines = []
    for item in items:
        if item:
            first, *rest = "\n".join(item).split("\n")
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
    if lines:
        yield "\n".join(lines)


def _indented(lines: list[str]) -> list[str]:
    return ["  " + line.replace("\n", "\n  ") for line in lines]


def _inline(element: Element) -> str:
    """Return the text of ``element`` on one line, with its links."""
    pieces: list[str] = []
    last = ""
    dots = "meta" in element.classes
    for part in element.parts:
        if isinstance(part, str):
            pieces.append(part if part == " " else _escape(SPECIAL, part))
        elif part.is_silent:
            continue
        elif part.tag == "br":
            pieces.append(" ")
        else:
            text = _inline(part)
            framed = not part.classes.isdisjoint(FRAMED)
            if part.href is not None and text:
                # Plain text has no anchors; the page, in the same folder, has.
                address = f"./{part.href}" if part.href.startswith("#") else part.href
                text = f"[{text}]({_escape(ENDING, address)})"
            if framed and text:
                text = f"**{text}**"
            # The stylesheet sets dots between the parts of the small print, and the parts APART on their own lines.
            dotted = dots and part.tag == last == "span" and not framed
            if text and pieces and (dotted or not part.classes.isdisjoint(APART)):
                pieces.append(" · ")
            elif framed:
                pieces.append(" ")
            last = part.tag
            # A space at the start of an element separates words: put it before the element.
            first = part.parts[0] if part.parts else ""
            if isinstance(first, str) and first.startswith(" "):
                pieces.append(" ")
            pieces.append(text)
    return SPACES.sub(" ", "".join(pieces)).strip()
