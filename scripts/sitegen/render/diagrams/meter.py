"""The disclosure meter: a square for each item of the factsheet, filled where something is published."""

from sitegen.derived.disclosure import Disclosure
from sitegen.i18n.localizer import Localizer
from sitegen.render.svg.drawing import Drawing, Format, ornament

ROWS = 2
STEP = 9


def meter(localizer: Localizer, disclosure: Disclosure) -> str:
    """Draw the items as squares, those published first; the words beside it say how many."""
    length = max(1, -(-disclosure.total // ROWS))

    def draw(drawing: Drawing) -> None:
        with drawing.group("accent"):
            for index in range(disclosure.total):
                row, place = divmod(index, length)
                look = "solid" if index < disclosure.published else "rule faint"
                drawing.rectangle(place * STEP + 1, row * STEP + 1, STEP - 3, STEP - 3, look, corner=1)
        drawing.height = ROWS * STEP

    return ornament(Format("squares", length * STEP), localizer.language, draw)
