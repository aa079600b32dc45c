"""Fit text onto a share card, where SVG does not wrap it: choose the largest size that fits, and the line breaks."""

from dataclasses import dataclass

from sitegen.render.svg.text_layout import CARD_FACE, break_lines


@dataclass(frozen=True, slots=True)
class Style:
    """The width of a line in pixels, and the (font size in pixels, most lines) to try in order."""

    room: int
    attempts: tuple[tuple[int, int], ...]


STYLES = {
    # One large line where it fits: Chinese has no spaces at which a title breaks well.
    "title": Style(1056, ((96, 1), (84, 1), (72, 1), (84, 2), (72, 2), (60, 3))),
    "line": Style(1056, ((34, 1), (30, 1), (27, 1), (30, 2), (27, 2))),
    "small": Style(1000, ((28, 1), (24, 1))),
}


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines of text with their font size in pixels."""

    size: int
    lines: tuple[str, ...]

    def first_baseline(self, middle: int, leading: float = 1.22) -> float:
        """Return the baseline of the first line, in pixels, that centres the lines on ``middle``."""
        # Capitals and Han reach about 0.72 em above the baseline: half of that centres a single line.
        return round(middle + self.size * (0.36 - leading * (len(self.lines) - 1) / 2), 1)


def fit(text: str, style: Style) -> FittedText:
    """Return ``text`` at the first size that fits; if none does, it is cut off with an ellipsis at the last size."""
    for size, most in style.attempts:
        room = style.room / size  # in em
        lines = break_lines(text, room, CARD_FACE)
        if len(lines) <= most:
            return FittedText(size, _balanced(text, room, len(lines)))
    return FittedText(size, (*lines[: most - 1], _shortened(lines[most - 1], room)))


def _balanced(text: str, room: float, count: int) -> tuple[str, ...]:
    """Return ``text`` in ``count`` lines that are about equally long."""
    while count > 1 and len(break_lines(text, room - 0.5, CARD_FACE)) == count:
        room -= 0.5
    return break_lines(text, room, CARD_FACE)


def _shortened(line: str, room: float) -> str:
    while CARD_FACE.width(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
