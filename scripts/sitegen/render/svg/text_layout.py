"""Lay out text in drawings: its width in a typeface and its line breaks, which SVG does not compute.

Lines break by the rules of Chinese typesetting: at a space or beside a Han character, but never before closing
punctuation, after opening punctuation, or between a number and its unit.
"""

import re
from collections.abc import Callable, Iterator

from sitegen.records.model import Language
from sitegen.values.validators import HAN

NEVER_FIRST = "，。、；：！？）》”’…·%"
NEVER_LAST = "（《“‘0123456789"
CJK = "\u2e80"  # the first of the Chinese, Japanese and Korean characters: from here on, each is one em wide


class Face(dict[str, float]):
    """The width in em of each character of a typeface, estimated when it is first looked up."""

    def __init__(self, estimate: Callable[[str], float]) -> None:
        self._estimate = estimate

    def __missing__(self, sign: str) -> float:
        self[sign] = self._estimate(sign)
        return self[sign]

    def width(self, text: str, size: float = 1) -> float:
        """Return the width of ``text`` at the font size ``size``, in the unit of ``size``."""
        return size * sum(map(self.__getitem__, text))


def break_lines(text: str, room: float, face: Face, size: float = 1) -> tuple[str, ...]:
    """Break ``text`` into lines no wider than ``room``; a word wider than that is cut. Runs of spaces become one."""

    def fits(line: str) -> bool:
        return face.width(line.rstrip(), size) <= room

    lines = [""]
    for piece in _pieces(" ".join(text.split())):
        if fits(lines[-1] + piece):
            lines[-1] += piece
            continue
        if lines[-1]:
            lines.append("")
        for sign in piece:
            if lines[-1] and sign != " " and not fits(lines[-1] + sign):
                lines.append("")
            lines[-1] += sign
    return tuple(line.rstrip() for line in lines)


def _pieces(text: str) -> Iterator[str]:
    """Split ``text`` wherever a line may end; a space goes to the piece before it."""
    piece = ""
    for sign in text:
        may_end = piece.endswith(" ") or max(sign, piece[-1:]) >= CJK
        must_stay = sign == " " or sign in NEVER_FIRST or piece.rstrip()[-1:] in NEVER_LAST
        if piece and may_end and not must_stay:
            yield piece
            piece = ""
        piece += sign
    yield piece


def _card_width(sign: str) -> float:
    """Estimate the width of a character in the bold face of share cards, never too small, so that no line overflows."""
    if sign == " ":
        return 0.23
    if sign in "fijlrtI!'(),-./:;[]{|}":
        return 0.44
    # In this font, quotation marks and other characters outside ASCII are as wide as Han characters.
    if sign in "mwMW%@" or not (sign.isascii() or sign.isalpha()) or sign >= CJK:
        return 1.0
    return 0.78 if sign.isupper() or sign == "&" else 0.65


def _page_width(square: str) -> Callable[[str], float]:
    """Return the estimate for a face of the pages in which the characters of the class ``square`` are one em wide."""
    is_square = re.compile(f"[{square}]").match

    def estimate(sign: str) -> float:
        if is_square(sign):
            return 1.0
        if sign in "iljtfrI .,:;'’()-|":
            return 0.36
        return 0.8 if sign in "mwMW%" else 0.7 if sign.isupper() or not sign.isalnum() else 0.56

    return estimate


CARD_FACE = Face(_card_width)
# Curly quotation marks, dashes and full-width characters are square only in the Chinese face.
PAGE_FACES: dict[Language, Face] = {
    "zh": Face(_page_width("\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uff00-\uffef")),
    "en": Face(_page_width(f"{HAN}《》")),
}
