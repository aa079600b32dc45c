"""Fit text into the lines of a share card, whose picture cannot wrap text by itself.

Widths are in em, estimated from the bold face of the cards' font and never too small, so that no line runs over.
"""

from dataclasses import dataclass

# Signs that may not begin or end a line of Chinese.
NEVER_FIRST = "，。、；：！？）》”’…·%"
NEVER_LAST = "（《“‘0123456789"  # a number stays with what it counts
WIDE = "\u2e80"  # from here on, signs are Chinese, Japanese or Korean and one em wide


@dataclass(frozen=True, slots=True)
class Style:
    """The room of a line in pixels, and what to try in turn: (size of the type in pixels, most lines)."""

    room: int
    attempts: tuple[tuple[int, int], ...]


STYLES = {
    # One large line where it fits: Chinese has no spaces at which a title breaks well.
    "title": Style(1056, ((96, 1), (84, 1), (72, 1), (84, 2), (72, 2), (60, 3))),
    "line": Style(1056, ((34, 1), (30, 1), (27, 1), (30, 2), (27, 2))),
    "small": Style(1000, ((28, 1), (24, 1))),
}


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text with the size of their type in pixels."""

    size: int
    lines: tuple[str, ...]

    def first_baseline(self, middle: int, leading: float = 1.22) -> float:
        """Return the baseline of the first line, in pixels, if the lines are to stand around ``middle``."""
        # Capitals and Han reach about 0.72 em above the baseline: half of that centres a single line.
        return round(middle + self.size * (0.36 - leading * (len(self.lines) - 1) / 2), 1)


def fit(text: str, style: Style) -> Lettering:
    """Return ``text`` at the first size that fits; what does not fit even at the last ends in an ellipsis."""
    for size, most in style.attempts:
        lines = wrap(text, style.room / size)
        if len(lines) <= most:
            return Lettering(size, _balanced(text, style.room / size, len(lines)))
    return Lettering(size, (*lines[: most - 1], _shortened(lines[most - 1], style.room / size)))


def width(text: str) -> float:
    """Return the width of ``text`` in em: Han and full-width signs one each, Latin by the kind of letter."""
    return sum(map(_width, text))


def wrap(text: str, room: float) -> tuple[str, ...]:
    """Break ``text`` into lines of at most ``room`` em, at spaces and between Han characters."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        for sign in piece:  # a word wider than a line is broken anywhere
            if lines[-1] and sign != " " and width(lines[-1] + sign) > room:
                lines.append("")
            lines[-1] += sign
    return tuple(line.rstrip() for line in lines)


def _balanced(text: str, room: float, count: int) -> tuple[str, ...]:
    """Return ``text`` in ``count`` lines that are about equally long."""
    while count > 1 and len(wrap(text, room - 0.5)) == count:
        room -= 0.5
    return wrap(text, room)


def _shortened(line: str, room: float) -> str:
    while width(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _pieces(text: str) -> list[str]:
    """Split ``text`` where a line may end: after a space, and beside a Han character."""
    pieces = [""]
    for sign in text:
        last = pieces[-1][-1:]
        breaks = last == " " or max(sign, last) >= WIDE
        held = sign == " " or sign in NEVER_FIRST or pieces[-1].rstrip()[-1:] in NEVER_LAST
        if last and breaks and not held:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _width(sign: str) -> float:
    if sign == " ":
        return 0.23
    if sign in "fijlrtI!'(),-./:;[]{|}":
        return 0.44
    # The font sets quotation marks and other signs outside ASCII as wide as Han.
    if sign in "mwMW%@" or not (sign.isascii() or sign.isalpha()) or sign >= WIDE:
        return 1.0
    return 0.78 if sign.isupper() or sign == "&" else 0.65
