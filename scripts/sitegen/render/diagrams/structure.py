"""The drawing of a planned structure: its parts as equal boxes, which say nothing about locations."""

from sitegen.i18n.localizer import Localizer
from sitegen.plan.views import Branch
from sitegen.records.model import Structure
from sitegen.render.svg.drawing import LEADING, Drawing, figure

PHRASES = ("parts_unnamed", "open_branch", "structure_caption")

GAP = 14
PAD = 8
INDENT = 12
SQUARE = 22  # the width of a square with the space beside it


def structure(localizer: Localizer, scheme: Structure, branches: tuple[Branch, ...]) -> str:
    """Draw each branch with its parts below it; parts without names are drawn as empty squares.

    A narrow drawing shows named parts as squares too, since the list below it has their names.
    """

    def draw(drawing: Drawing) -> None:
        columns = 2 if drawing.form.is_narrow else min(len(branches), 4)
        room = (drawing.width - GAP * (columns - 1)) / columns
        y = 0.0
        for start in range(0, len(branches), columns):
            row = branches[start : start + columns]
            heads = max(len(drawing.lines(localizer.text(branch.node.name), room)) for branch in row)
            ends = [
                _branch(drawing, localizer, branch, index * (room + GAP), y, room, heads)
                for index, branch in enumerate(row)
            ]
            y = max(ends) + GAP
        drawing.height = y - GAP + 2

    punctuation = localizer.punctuation
    description = punctuation.statements(
        *(
            punctuation.label(localizer.text(branch.node.name), _described(localizer, branch))
            for branch in branches
        )
    )
    return figure(
        scheme.id,
        localizer.language,
        localizer.text(scheme.name),
        description,
        draw,
        caption=localizer.phrase("structure_caption"),
    )


def _branch(
    drawing: Drawing, localizer: Localizer, branch: Branch, x: float, y: float, room: float, heads: int
) -> float:
    """Draw one branch ``room`` wide from ``y`` down, its name on ``heads`` lines, and return where it ends."""
    lines = drawing.lines(localizer.text(branch.node.name), room)
    drawing.paragraph(x, y + (heads - len(lines)) * LEADING, lines, "strong")
    y += heads * LEADING + 4
    with drawing.group("accent"):
        drawing.line(x, y, x + room, y, "edge")
    y += 8
    if drawing.form.is_narrow and branch.parts:
        full, last = divmod(len(branch.parts), _squares_per_line(room))
        if branch.node.open:
            drawing.text(x + last * SQUARE + 2, y + full * 20 + 13, "…", "quiet")
        return _squares(drawing, len(branch.parts), x, y, room, "tint")
    return _parts(drawing, localizer, branch, x, y, room)


def _parts(drawing: Drawing, localizer: Localizer, branch: Branch, x: float, y: float, room: float) -> float:
    """Draw the parts of ``branch``, with their own parts indented."""
    for part in branch.parts:
        words = drawing.lines(localizer.text(part.node.name), room - 2 * PAD)
        height = len(words) * LEADING + 8
        with drawing.group("mark--planned"):
            drawing.rectangle(x + 1, y, room - 2, height, "paper edge thin dashed")
        drawing.paragraph(x + PAD, y + 3, words)
        y = _parts(drawing, localizer, part, x + INDENT, y + height + 5, room - INDENT)
    if branch.node.count and not branch.parts:
        y = _squares(drawing, branch.node.count, x, y, room, "paper")
        y = drawing.paragraph(x, y, drawing.lines(localizer.phrase("parts_unnamed"), room), "quiet")
    if branch.node.open:
        y = drawing.paragraph(
            x + PAD, y - 2, drawing.lines(localizer.phrase("open_branch"), room - PAD), "quiet"
        )
    return y


def _squares_per_line(room: float) -> int:
    """Return the number of squares in a line of the width ``room``."""
    return max(1, int(room // SQUARE))


def _squares(drawing: Drawing, count: int, x: float, y: float, room: float, look: str) -> float:
    """Draw ``count`` squares in lines no wider than ``room`` and return the lower end."""
    across = _squares_per_line(room)
    with drawing.group("mark--planned"):
        for index in range(count):
            line, place = divmod(index, across)
            drawing.rectangle(x + 1 + place * SQUARE, y + line * 20, 16, 16, f"{look} edge dashed")
    return y + -(-count // across) * 20


def _described(localizer: Localizer, branch: Branch) -> str:
    """Name the parts of ``branch``, or say how many there are without a name."""
    if branch.node.count and not branch.parts:
        return localizer.punctuation.bracket(str(branch.node.count), localizer.phrase("parts_unnamed"))
    return localizer.punctuation.enumerate(*(localizer.text(part.node.name) for part in branch.parts))
