"""Draw a figure as inline SVG: shapes, patterns and lines of text; the stylesheet sets all colours.

Lengths are user units, which the stylesheet shows as CSS pixels or a little larger, never smaller. Everything goes
through an element tree, so that no text can become markup.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree

from sitegen.records.model import Language
from sitegen.render.svg.text_layout import PAGE_FACES, break_lines
from sitegen.values.validators import HAN

SIZE = 13  # font size; SMALL is the smallest that is legible on a phone
SMALL = 12
LEADING = 17


@dataclass(frozen=True)
class Format:
    """A size in which a figure is laid out: its name in the stylesheet and its width in units."""

    name: str
    width: int

    @property
    def is_narrow(self) -> bool:
        """Whether words stand above what they describe rather than beside it."""
        return self.width < 400


WIDE = Format("wide", 660)
NARROW = Format("narrow", 288)  # what a screen of 320 pixels leaves for content
INSET = Format("inset", 244)  # what such a screen leaves within a card


class Drawing:
    """One SVG as it is being drawn, from the top down; whoever draws sets its `height` at the end."""

    def __init__(self, name: str, form: Format, language: Language, title: str, description: str) -> None:
        """Start a drawing with an accessible title and description; without a title it is decorative and hidden."""
        self.form, self.width, self.language = form, form.width, language
        self.height = 0.0
        self._name = f"{name}-{form.name}"
        self.root = ElementTree.Element("svg", {"class": form.name})
        self._at = self.root
        if not title:
            self.root.set("aria-hidden", "true")
            return
        self.root.set("role", "img")
        self.root.set("aria-labelledby", f"{self._name}-title {self._name}-desc")
        self._add("title", {"id": f"{self._name}-title"}).text = title
        self._words(self._add("desc", {"id": f"{self._name}-desc"}), description, marked=False)

    def element(self) -> ElementTree.Element:
        """Return the SVG element, once `height` is set."""
        self.root.set("viewBox", f"0 0 {self.width} {_number(self.height)}")
        return self.root

    @contextmanager
    def group(self, look: str, hover: str = "") -> Iterator[None]:
        """Draw the elements within in one look; ``hover`` is the tooltip."""
        outside = self._at
        self._at = self._add("g", {"class": look})
        if hover:
            self._add("title", {}).text = hover
        yield
        self._at = outside

    def text(self, x: float, y: float, words: str, look: str = "", anchor: str = "start") -> None:
        """Write one line with its baseline at ``y``."""
        given = {"x": _number(x), "y": _number(y)} | ({"class": look} if look else {})
        given |= {"text-anchor": anchor} if anchor != "start" else {}
        self._words(self._add("text", given), words, marked=self.language == "en")

    def lines(self, words: str, room: float, size: float = SIZE) -> tuple[str, ...]:
        """Break ``words`` into lines as this figure's language is set."""
        return break_lines(words, room, PAGE_FACES[self.language], size)

    def extent(self, words: str, size: float = SIZE) -> float:
        """Estimate how wide ``words`` are as this figure's language is set."""
        return PAGE_FACES[self.language].width(words, size)

    def paragraph(
        self, x: float, y: float, lines: Sequence[str], look: str = "", leading: float = LEADING
    ) -> float:
        """Write ``lines`` from the top edge ``y`` down and return where they end."""
        for line in lines:
            self.text(x, y + SIZE, line, look)
            y += leading
        return y

    def rectangle(
        self, x: float, y: float, width: float, height: float, look: str, corner: float = 2
    ) -> None:
        """Draw a box."""
        self._add("rect", _numbers(x=x, y=y, width=width, height=height, rx=corner) | {"class": look})

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a box with slanted lines in the colour of its group."""
        identifier = f"{self._name}-hatch"
        if self.root.find("defs") is None:
            pattern = ElementTree.SubElement(
                ElementTree.SubElement(self.root, "defs"),
                "pattern",
                {"id": identifier, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"},
            )
            ElementTree.SubElement(pattern, "path", {"d": "M-1 1 1-1M0 6 6 0M5 7 7 5", "class": "hatch"})
        box = _numbers(x=x, y=y, width=width, height=height)
        self._add("rect", box | {"fill": f"url(#{identifier})"})

    def circle(self, x: float, y: float, radius: float, look: str) -> None:
        """Draw a dot or a ring."""
        self._add("circle", _numbers(cx=x, cy=y, r=radius) | {"class": look})

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """Draw a straight line."""
        self._add("line", _numbers(x1=x1, y1=y1, x2=x2, y2=y2) | {"class": look})

    def open_box(self, x: float, y: float, width: float, height: float, look: str) -> None:
        """Draw a box without its right side."""
        right, bottom = _number(x + width), _number(y + height)
        self._add(
            "path",
            {"d": f"M{right} {_number(y)}H{_number(x)}V{bottom}H{right}", "class": look},
        )

    def fading(self, x: float, y: float, width: float, height: float, *, leftwards: bool = False) -> None:
        """Draw a band that fades from ``x`` on, for an unknown end."""
        part = width / 4
        for step in range(4):
            left = x - (step + 1) * part if leftwards else x + step * part
            self.rectangle(left, y, part, height, f"fade fade-{step + 1}", corner=0)

    def _add(self, tag: str, given: dict[str, str]) -> ElementTree.Element:
        return ElementTree.SubElement(self._at, tag, given)

    def _words(self, element: ElementTree.Element, words: str, *, marked: bool) -> None:
        """Put ``words`` into ``element``; if ``marked``, Chinese words are marked as Chinese for screen readers."""
        if not marked:
            element.text = words
            return
        first, *rest = re.split(f"([{HAN}《》]+)", words)
        element.text = first
        # Splitting on a group puts the Chinese runs at odd indexes, each followed by other text.
        for han, after in zip(rest[::2], rest[1::2], strict=True):
            span = ElementTree.SubElement(element, "tspan", {"lang": "zh-Hans"})
            span.text, span.tail = han, after


def figure(
    name: str,
    language: Language,
    title: str,
    description: str,
    draw: Callable[[Drawing], None],
    *,
    caption: str = "",
    formats: Sequence[Format] = (WIDE, NARROW),
) -> str:
    """Return a figure with one drawing per format; the stylesheet shows the one that fits.

    ``name`` makes ids unique on the page. Search leaves figures out, since the text beside them has the same words.
    """
    element = ElementTree.Element("figure", {"class": "diagram", "data-pagefind-ignore": "all"})
    for form in formats:
        drawing = Drawing(f"figure-{name}", form, language, title, description)
        draw(drawing)
        element.append(drawing.element())
    if caption:
        ElementTree.SubElement(element, "figcaption").text = caption
    return ElementTree.tostring(element, encoding="unicode")


def ornament(form: Format, language: Language, draw: Callable[[Drawing], None]) -> str:
    """Return a drawing that only repeats the words beside it and is therefore hidden from screen readers."""
    drawing = Drawing("", form, language, "", "")
    draw(drawing)
    return ElementTree.tostring(drawing.element(), encoding="unicode")


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _numbers(**values: float) -> dict[str, str]:
    return {key: _number(value) for key, value in values.items()}
