"""The meter of findings: a square for each row of the factsheet, filled where something was found for the community itself.

Rows answered at district level follow as outlines, then the others, fainter.
"""

from sitegen.derived.findings import Findings
from sitegen.i18n.localizer import Localizer
from sitegen.render.svg.drawing import Drawing, Format, ornament

ROWS = 2
STEP = 9


def meter(localizer: Localizer, findings: Findings) -> str:
    """Draw the rows as squares, those found first; the words beside it say how many."""
    length = max(1, -(-findings.total // ROWS))

    def draw(drawing: Drawing) -> None:
        with drawing.group("accent"):
            for index in range(findings.total):
                row, place = divmod(index, length)
                outline = "rule" if index < findings.found + findings.at_district else "rule faint"
                look = "solid" if index < findings.found else outline
                drawing.rectangle(place * STEP + 1, row * STEP + 1, STEP - 3, STEP - 3, look, corner=1)
        drawing.height = ROWS * STEP

    return ornament(Format("squares", length * STEP), localizer.language, draw)
