"""The timeline: every date is drawn as wide as it is uncertain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sitegen.i18n.localizer import Localizer
from sitegen.plan.views import EventView, Lane
from sitegen.records.model import PlanState
from sitegen.render.svg.drawing import LEADING, SMALL, Drawing, figure
from sitegen.render.symbols import SHAPES
from sitegen.values.dates import PartialDate

PHRASES = ("events", "figure_timeline_key")

PITCH = 16
TIGHT = 15  # leading of the labels
OPEN = 365  # the days over which a date without a first day fades
UNDATED = 28  # the width of the column after the last year, for plans without a date
LEAST = 4.5  # the least width of a span, and the radius of a dot


@dataclass(frozen=True)
class Mark:
    """One date of one event, its state, and the words shown when the pointer is on it.

    An announced date may be `replaced` by a later one, which `follows` it.
    """

    when: PartialDate | None
    state: PlanState
    hover: str
    announced: bool
    replaced: bool = False
    follows: bool = False
    words: str = ""


@dataclass(frozen=True)
class Scale:
    """The days from the first year to the last, laid out from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return where a day begins."""
        begin, end = date(self.first, 1, 1).toordinal(), date(self.last + 1, 1, 1).toordinal()
        return self.left + (day.toordinal() - begin) / (end - begin) * (self.right - self.left)

    @property
    def year(self) -> float:
        """How wide a year is."""
        return (self.right - self.left) / (self.last + 1 - self.first)


def timeline(localizer: Localizer, lanes: tuple[Lane, ...], as_of: PartialDate) -> str:
    """Draw the events of each lane: done in full, announced dashed, past due dashed with a mark and the word."""
    rows = [
        (localizer.text(lane.label), [mark for view in lane.events for mark in _marks(localizer, view)])
        for lane in lanes
    ]
    dated = [mark.when for _, marks in rows for mark in marks if mark.when]
    if not dated:
        return ""
    first = min((when.start or when.end).year for when in dated)
    last = max(as_of.end.year, *(when.end.year for when in dated))
    today = localizer.value(as_of)
    punctuation = localizer.punctuation

    def draw(drawing: Drawing) -> None:
        _draw(drawing, rows, (first, last), as_of.end, today)

    # The label of a lane names its event already, where it holds one event alone.
    description = punctuation.statements(
        *(
            punctuation.label(
                label,
                punctuation.statements(
                    *(mark.hover.removeprefix(f"{label}{punctuation.colon}") for mark in marks)
                ),
            )
            for label, marks in rows
        )
    )
    return figure(
        "timeline",
        localizer.language,
        localizer.phrase("events"),
        description,
        draw,
        caption=localizer.phrase("figure_timeline_key"),
    )


def _marks(localizer: Localizer, view: EventView) -> Iterator[Mark]:
    """Yield the dates of one event: each announced date, then the outcome."""
    ledger, title, punctuation = view.ledger, localizer.text(view.event.title), localizer.punctuation
    follows = False
    for judged in ledger.dates:
        due = judged.announced.due
        # A plan without a date is shown only while there is no date and no outcome.
        if due is None and (ledger.due or ledger.outcome):
            continue
        replaced = due is not None and judged is not ledger.due
        state: PlanState = "not_due" if replaced or ledger.outcome else ledger.state
        word = "" if replaced or ledger.outcome else localizer.text(localizer.vocabulary.plan_states[state])
        if due is None:
            printed, words = word, word
        else:
            printed = punctuation.bracket(localizer.moment(due), word)
            words = f"{SHAPES[state]} {word}" if state == "passed" else ""
        hover = punctuation.label(title, printed)
        yield Mark(due, state, hover, True, replaced, follows, words)
        follows = True
    if ledger.outcome:
        state = ledger.state if ledger.is_planned else "done"
        hover = punctuation.label(title, localizer.moment(ledger.outcome.date))
        word = localizer.text(localizer.vocabulary.plan_states[state])
        words = f"{SHAPES[state]} {word}" if state == "later" else ""
        yield Mark(ledger.outcome.date, state, hover, announced=False, words=words)


def _draw(
    drawing: Drawing,
    rows: list[tuple[str, list[Mark]]],
    years: tuple[int, int],
    today: date,
    today_label: str,
) -> None:
    """Lay out one lane below another, with the years along the top and a line for the day of the build."""
    narrow = drawing.form.is_narrow
    left = 8 if narrow else _label_room(drawing, rows) + 16
    undated = any(mark.when is None for _, marks in rows for mark in marks)
    scale = Scale(*years, left, drawing.width - (UNDATED if undated else 8))
    top = 2 * LEADING + 8
    y: float = top
    placed = []
    for label, marks in rows:
        lines = drawing.lines(label, drawing.width if narrow else left - 16, SMALL)
        at = y + len(lines) * TIGHT + 2 if narrow else y
        packed = _packed(drawing, marks, scale)
        height = (max((row for _, row in packed), default=0) + 1) * PITCH
        placed.append((y, at, lines, packed))
        y = max(at + height, y + len(lines) * TIGHT) + 6
    drawing.height = y
    _axis(drawing, scale, top, y, today, today_label)
    for index, (begin, at, lines, packed) in enumerate(placed):
        if index:
            drawing.line(0, begin - 3, drawing.width, begin - 3, "rule faint")
        drawing.paragraph(0, begin, lines, "small halo", TIGHT)
        for row, start, end in _joins(drawing, packed, scale):
            middle = at + row * PITCH + PITCH / 2
            with drawing.group("mark--not_due replaced"):
                drawing.line(start, middle, end, middle, "edge thin dashed")
        for mark, row in packed:
            _mark(drawing, mark, scale, at + row * PITCH + PITCH / 2)


def _label_room(drawing: Drawing, rows: list[tuple[str, list[Mark]]]) -> float:
    """Return the room for labels: what the longest needs on two lines, within reason."""
    longest = max(drawing.extent(label, SMALL) for label, _ in rows)
    return min(max(60, longest if longest < 130 else longest * 0.56), 260)


def _axis(drawing: Drawing, scale: Scale, top: float, bottom: float, today: date, label: str) -> None:
    """Draw the years, with labels as far as there is room, and the day of the build."""
    every = 1 if scale.year >= 38 else 2 if scale.year >= 19 else 5
    for year in range(scale.first, scale.last + 2):
        x = scale.at(date(year, 1, 1))
        drawing.line(x, top - 6, x, bottom - 4, "rule faint")
        if year <= scale.last and (year - scale.first) % every == 0:
            drawing.text(x + 3, top - 10, str(year), "quiet")
    x = scale.at(today)
    drawing.line(x, top - 22, x, bottom - 4, "now")
    room = drawing.extent(label, SMALL)
    drawing.text(
        min(max(x, room / 2), drawing.width - room / 2), SMALL, label, "now-text small", anchor="middle"
    )


def _ends(drawing: Drawing, mark: Mark, scale: Scale) -> tuple[float, float, float]:
    """Return where a mark begins and ends, and where its words begin."""
    room = drawing.extent(mark.words, SMALL)
    if mark.when is None:
        ring = scale.right + UNDATED / 2
        return ring - LEAST - 6 - room, ring + LEAST, ring - LEAST - 6 - room
    begin = scale.at(mark.when.start or mark.when.end)
    end = max(scale.at(mark.when.end) + scale.year / 365, begin + _least(mark))
    if mark.when.is_day:
        begin, end = begin - LEAST, begin + LEAST
    if mark.when.start is None:
        begin = max(scale.left, end - scale.year / 365 * OPEN)
    if not mark.words:
        return begin, end, end
    if end + 5 + room <= drawing.width:
        return begin, end + 5 + room, end + 5
    return begin - 5 - room, end, begin - 5 - room


def _least(mark: Mark) -> float:
    """Return the least width of a span; a dashed one needs room for its dashes."""
    return 2 * LEAST if mark.announced else LEAST


def _packed(drawing: Drawing, marks: list[Mark], scale: Scale) -> list[tuple[Mark, int]]:
    """Assign each mark the first row of its lane where it touches no other.

    A mark that follows a replaced date stays on its row if the space between them is free, so that a line can join
    them.
    """
    rows: list[list[tuple[float, float]]] = []
    packed: list[tuple[Mark, int]] = []
    for mark in marks:
        begin, end, _ = _ends(drawing, mark, scale)
        row = next((row for row, taken in enumerate(rows) if _is_free(taken, begin, end)), len(rows))
        if mark.follows:
            before, above = packed[-1]
            joined = _ends(drawing, before, scale)[1] + 2.1
            if joined < begin and _is_free(rows[above], joined, end):
                begin, row = joined, above
        if row == len(rows):
            rows.append([])
        rows[row].append((begin, end))
        packed.append((mark, row))
    return packed


def _is_free(taken: list[tuple[float, float]], begin: float, end: float) -> bool:
    return all(end + 2 < other or begin - 2 > last for other, last in taken)


def _joins(
    drawing: Drawing, packed: list[tuple[Mark, int]], scale: Scale
) -> Iterator[tuple[int, float, float]]:
    """Yield the row, begin and end of each line between a replaced date and the one that follows it."""
    for (before, above), (mark, row) in pairwise(packed):
        begin, end = _ends(drawing, before, scale)[1] + 2, _ends(drawing, mark, scale)[0] - 2
        if mark.follows and row == above and begin < end:
            yield row, begin, end


def _mark(drawing: Drawing, mark: Mark, scale: Scale, y: float) -> None:
    """Draw a day as a dot, a span as a bar, and a date without a first day fading into the past."""
    begin, end, words = _ends(drawing, mark, scale)
    look = "paper edge dotted" if mark.announced else "solid"
    with drawing.group(f"mark--{mark.state}{' replaced' if mark.replaced else ''}", mark.hover):
        if mark.when is None:
            drawing.circle(scale.right + UNDATED / 2, y, LEAST, look)
        elif mark.when.is_day:
            drawing.circle(scale.at(mark.when.end), y, LEAST, look)
        elif mark.when.start is None:
            drawing.fading(end, y - 4, end - begin, 8, leftwards=True)
        else:
            shown = scale.at(mark.when.start)
            width = max(scale.at(mark.when.end) + scale.year / 365 - shown, _least(mark))
            drawing.rectangle(shown, y - 4, width, 8, look)
        if mark.words:
            drawing.text(words, y + 4, mark.words, "tone small halo")
