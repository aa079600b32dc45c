"""A page as plain Markdown, without the theme: what programs and people with a text editor read.

It is made from the very text of the page, so that it cannot say anything else. Figures are left out, since the table
or list beside each says the same; so is what only steers (links to citations, signs beside words).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADING = re.compile(r"^(#{2,6}) (.*?) \{#[^}]*\}$", re.MULTILINE)
# fmt: off
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])
VOID = frozenset([
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
])
# fmt: on
SILENT = frozenset(["svg", "script", "style", "noscript", "form", "template"])
SILENT_CLASSES = frozenset(("hidden", "mark-shape", "permalink", "print-only", "diagram"))
# Words that stand apart by their frame on the page and would run into what is before them.
FRAMED = frozenset(("mark", "relation"))
# Parts of a line that the stylesheet puts on lines of their own.
APART = frozenset(("whose", "differs", "days", "meta"))
# Signs that Markdown would take for its own.
SPECIAL = re.compile(r"([\\`*_\[\]<])")


@dataclass
class Element:
    """An element of a page with what it contains."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """The classes of the element."""
        return set(self.attributes.get("class", "").split())

    @property
    def is_silent(self) -> bool:
        """Whether nothing of it belongs into plain text."""
        return self.tag in SILENT or bool(self.classes & SILENT_CLASSES)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements with these tags, not looking inside them."""
        for part in self.parts:
            if isinstance(part, Element):
                if part.tag in tags:
                    yield part
                else:
                    yield from part.all(*tags)


class _Tree(HTMLParser):
    """Builds the tree of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("body")
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element that closes itself, as those of drawings do."""
        self.open[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the element, with whatever was left open in it."""
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Take in text."""
        self.open[-1].parts.append(data)


def plain(page: str) -> str:
    """Return the generated ``page``, front matter and all, as plain Markdown."""
    body = page.split("\n---\n", 1)[1]
    html = HEADING.sub(lambda found: f"<h{len(found[1])}>{found[2]}</h{len(found[1])}>", body)
    return "\n\n".join(_blocks(_Tree(html).root)) + "\n"


def _blocks(element: Element) -> Iterator[str]:
    """Yield the paragraphs, headings and lists in ``element``."""
    run = Element("p", element.attributes if element.tag == "p" else {})
    for part in element.parts:
        if isinstance(part, str) or part.tag not in BLOCKS:
            run.parts.append(part)
            continue
        if text := _inline(run):
            yield text
        run = Element("p")
        if not part.is_silent:
            yield from _block(part)
    if text := _inline(run):
        yield text


def _block(element: Element) -> Iterator[str]:
    if re.fullmatch("h[1-6]", element.tag):
        if text := _inline(element):
            yield f"{'#' * int(element.tag[1])} {text}"
    elif element.tag in ("ul", "ol"):
        yield from _list(list(_blocks(item)) for item in element.all("li"))
    elif element.tag == "table":
        yield from _list(_rows(element))
    elif element.tag == "dl":
        yield from _list(_terms(element))
    else:
        yield from _blocks(element)


def _rows(table: Element) -> Iterator[list[str]]:
    """Yield each row: what it is about, then its cells, named by their columns where there are several."""
    head = [_inline(cell) for part in table.all("thead") for cell in part.all("th", "td")]
    for body in table.all("tbody"):
        for row in body.all("tr"):
            first, *cells = row.all("th", "td")
            said = [list(_blocks(cell)) for cell in cells]
            if len(cells) > 1 and len(head) == len(cells) + 1:
                said = [
                    [f"{name}:", *_indented(lines)]
                    for name, lines in zip(head[1:], said, strict=True)
                    if lines
                ]
            yield [" · ".join(_blocks(first)), *(line for lines in said for line in lines)]


def _terms(listing: Element) -> Iterator[list[str]]:
    """Yield each term with what is said of it."""
    said: list[str] = []
    for part in listing.all("dt", "dd"):
        if part.tag == "dt":
            if len(said) > 1:
                yield said
            said = [" ".join(_blocks(part))]
        else:
            said += _blocks(part)
    if len(said) > 1:
        yield said


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
    for part in element.parts:
        if isinstance(part, str):
            pieces.append(SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", part)))
        elif part.is_silent:
            continue
        elif part.tag == "br":
            pieces.append(" ")
        else:
            text = _inline(part)
            if part.tag == "a" and "href" in part.attributes and text:
                # An anchor is one of the page, which stands in the same folder; plain text has none.
                address = re.sub("^#", "./#", part.attributes["href"])
                text = f"[{text}]({address})"
            if part.classes & FRAMED and text:
                text = f"**{text}**"
            # The stylesheet sets a dot between the parts of the small print, and other parts on lines of their own.
            dotted = "meta" in element.classes and part.tag == last == "span" and not part.classes & FRAMED
            if text and pieces and (dotted or part.classes & APART):
                pieces.append(" · ")
            elif part.classes & FRAMED:
                pieces.append(" ")
            last = part.tag
            # A space at the edge of an element separates words, and is not kept inside it.
            edges = "".join(one for one in part.parts[:1] if isinstance(one, str))
            pieces.append((" " if edges[:1].isspace() else "") + text)
    return re.sub(r" +", " ", "".join(pieces)).strip()
