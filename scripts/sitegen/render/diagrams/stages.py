"""The strip of stages: the stage of each place, as far as one was found."""

from itertools import pairwise
from typing import get_args

from sitegen.i18n.localizer import Localizer
from sitegen.plan.views import PlaceStage
from sitegen.records.model import Stage
from sitegen.render.svg.drawing import LEADING, Drawing, figure

PHRASES = ("figure_stages", "gap")
# If there are more places than this, they are counted instead of named.
NAMED = 24


def stages(localizer: Localizer, places: tuple[PlaceStage, ...]) -> str:
    """Draw the stages in order, each with the places that have reached it, by name or number, and a column for the others."""
    columns: list[tuple[Stage | None, str, list[str]]] = [
        (
            stage,
            localizer.text(localizer.vocabulary.stages[stage]) if stage else localizer.phrase("gap"),
            _names(localizer, tuple(place for place in places if place.stage == stage), len(places)),
        )
        for stage in (*get_args(Stage), None)
    ]
    columns = [column for column in columns if column[0] or column[2]]
    punctuation = localizer.punctuation

    def draw(drawing: Drawing) -> None:
        if drawing.form.is_narrow:
            _down(drawing, [(stage, label, punctuation.enumerate(*names)) for stage, label, names in columns])
        else:
            _across(drawing, columns)

    description = punctuation.statements(
        *(punctuation.label(label, punctuation.enumerate(*names)) for _, label, names in columns if names)
    )
    return figure("stages", localizer.language, localizer.phrase("figure_stages"), description, draw)


def _names(localizer: Localizer, places: tuple[PlaceStage, ...], total: int) -> list[str]:
    """Return the names of ``places``, or their number if the ``total`` is too large to name them."""
    if total > NAMED:
        return [str(len(places))] if places else []
    return [localizer.text(place.name) for place in places]


def _across(drawing: Drawing, columns: list[tuple[Stage | None, str, list[str]]]) -> None:
    """Draw the stages as columns along a line; places without a stage are beside it."""
    step = drawing.width / len(columns)
    known = sum(stage is not None for stage, _, _ in columns)
    heads = max(len(drawing.lines(label, step - 12)) for _, label, _ in columns) * LEADING
    middle = float(heads + 14)
    drawing.line(6, middle, (known - 1) * step + 6, middle, "rule")
    end = middle
    for index, (stage, label, names) in enumerate(columns):
        x = index * step
        drawing.paragraph(x, 0, drawing.lines(label, step - 12), "" if names else "quiet")
        _node(drawing, x + 6, middle, stage, reached=bool(names))
        y = middle + 12
        for name in names:
            y = drawing.paragraph(x, y, drawing.lines(name, step - 12), "strong" if stage else "")
        end = max(end, y)
    drawing.height = max(end + 4, middle + 12)


def _down(drawing: Drawing, columns: list[tuple[Stage | None, str, str]]) -> None:
    """One line for each stage, for a narrow page."""
    y, room, left = 0.0, 110, 22
    tops = []
    for stage, label, names in columns:
        tops.append(y)
        _node(drawing, 7, y + 9, stage, reached=bool(names))
        heads = drawing.lines(label, room - 4)
        names_room = drawing.width - left - room
        end = drawing.paragraph(left, y, heads, "" if names else "quiet")
        right = drawing.paragraph(left + room, y, drawing.lines(names, names_room), "strong" if stage else "")
        y = max(end, right) + 7
    known = [top for top, (stage, _, _) in zip(tops, columns, strict=True) if stage]
    for above, below in pairwise(known):
        drawing.line(7, above + 16, 7, below + 2, "rule")
    drawing.height = y


def _node(drawing: Drawing, x: float, y: float, stage: Stage | None, *, reached: bool) -> None:
    """Draw a dot for a stage that some place is in, a ring for one without places, a dashed ring for no stage."""
    if stage is None:
        drawing.circle(x, y, 5, "paper edge dashed quiet")
        return
    with drawing.group("accent"):
        drawing.circle(x, y, 6 if reached else 5, "solid" if reached else "paper edge")
