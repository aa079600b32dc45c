"""Figures as bars: each starts at zero and is as long as its amount; the status decides its outline.

A bar is open if the source leaves the upper end open. Bars share a scale only if they measure the same in the same
unit; a figure without an amount is drawn without an end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sitegen.derived.targets import statements
from sitegen.i18n.localizer import Localizer
from sitegen.plan.pages.targets import TargetView
from sitegen.plan.views import FactView, ProjectView
from sitegen.records.model import Claim, Status, Value
from sitegen.render.svg.drawing import INSET, LEADING, SIZE, Drawing, figure
from sitegen.render.symbols import SHAPES
from sitegen.values.quantity import Form, Hedge, Quantity

PHRASES = (
    "figure_money",
    "figure_money_key",
    "figure_one_scale",
    "figure_of_whole",
    "figure_targets_key",
    "targets",
)

# Hedges by which a source leaves the upper end open.
OPEN_ENDED = {Hedge.OVER, Hedge.AT_LEAST, Hedge.MORE, Hedge.OR_MORE}
DASHED: set[Status] = {"in_talks", "planned", "projection", "statement"}
FULL: set[Status] = {"done", "actual"}

# Units whose figures of one fact may share a scale even if their scopes differ.
SHARED_UNITS = ("亩", "%")

HEIGHT = 12
TAIL = 20  # the length over which an open bar fades
GAP = 12


@dataclass(frozen=True)
class Bar:
    """One amount: its label and note, its printed form, its status, and the word and mark beside it."""

    label: str
    note: str
    quantity: Quantity
    printed: str
    status: Status
    mark: str
    word: str
    hatched: bool = False


def claims(localizer: Localizer, view: FactView) -> str:
    """Draw the claims of one fact on one scale if they give different scopes in a shared unit."""
    every = [claim for claim in statements(view.fact) if _has_length(claim.value)]
    comparison = view.fact.comparison
    shared = view.measure.unit in SHARED_UNITS and comparison is not None and comparison.relation == "scope"
    if not shared or len(every) < 2:
        return ""
    bars = [_bar(localizer, claim, localizer.text(claim.scope) if claim.scope else "") for claim in every]
    share = view.measure.unit == "%"
    top = Decimal(100) if share else _top(bars)

    def draw(drawing: Drawing) -> None:
        drawing.height = _bars(drawing, bars, 0, top, whole=share)

    return figure(
        view.fact.id,
        localizer.language,
        localizer.text(view.measure.label),
        _described(localizer, bars),
        draw,
        caption=localizer.phrase("figure_of_whole" if share else "figure_one_scale"),
        formats=(INSET,),
    )


def targets(localizer: Localizer, views: tuple[TargetView, ...]) -> str:
    """Draw each target on a scale of its own, hatched while no outcome is published, with the outcomes below it."""
    not_found = localizer.text(localizer.vocabulary.reasons["no_outcome_found"])
    groups = []
    for view in views:
        bar = replace(_bar(localizer, view.fact.shown, localizer.text(view.fact.measure.label)), note="")
        if not view.fact.results:
            bar = replace(bar, mark="overdue" if view.passed else "target", word=not_found, hatched=True)
        outcomes = (result.claim for result in view.fact.results)
        groups.append(
            [bar, *(_bar(localizer, claim, "") for claim in outcomes if isinstance(claim.value, Quantity))]
        )
    if not groups:
        return ""

    def draw(drawing: Drawing) -> None:
        y = 0.0
        for bars in groups:
            y = _bars(drawing, bars, y, _top(bars), whole=False)
        drawing.height = y

    return figure(
        "targets",
        localizer.language,
        localizer.phrase("targets"),
        _described(localizer, [bar for bars in groups for bar in bars]),
        draw,
        caption=localizer.phrase("figure_targets_key"),
    )


def money(localizer: Localizer, facts: tuple[FactView, ...], projects: tuple[ProjectView, ...]) -> str:
    """Draw the amounts of projects, one lane and scale per measure, so that investment and output are not compared."""
    punctuation = localizer.punctuation
    lanes: dict[str, list[Bar]] = {}
    for subject, views in (
        *((localizer.text(item.project.name), item.facts) for item in projects),
        ("", facts),
    ):
        for view in views:
            if (
                isinstance(view.shown.value, Quantity)
                and _has_length(view.shown.value)
                and view.shown.value.unit.money
                and not view.shown.value.per
            ):
                label = localizer.text(view.measure.label)
                lanes.setdefault(label, []).append(_bar(localizer, view.shown, subject))
    # Lanes of projections alone come last.
    ordered = sorted(lanes.items(), key=lambda lane: all(bar.status == "projection" for bar in lane[1]))
    every = [bar for bars in lanes.values() for bar in bars]
    # A single amount cannot be compared.
    if len(every) < 2:
        return ""

    def draw(drawing: Drawing) -> None:
        y = 0.0
        for label, bars in ordered:
            y = drawing.paragraph(0, y, drawing.lines(label, drawing.width), "strong") + 4
            y = _bars(drawing, bars, y, _top(bars), whole=False) + 2
        drawing.height = y

    return figure(
        "money",
        localizer.language,
        localizer.phrase("figure_money"),
        punctuation.statements(
            *(punctuation.label(label, _described(localizer, bars)) for label, bars in ordered)
        ),
        draw,
        caption=localizer.phrase("figure_money_key"),
    )


def _has_length(value: Value) -> bool:
    """Whether a value is an amount: a bar of a rise, a ratio or a rank would mislead."""
    return isinstance(value, Quantity) and value.form is Form.AMOUNT


def _bar(localizer: Localizer, claim: Claim, label: str) -> Bar:
    assert isinstance(claim.value, Quantity), "only figures have a length"
    word = localizer.text(localizer.vocabulary.statuses[claim.status])
    note = localizer.text(claim.scope) if claim.scope else ""
    return Bar(
        label,
        "" if note == label else note,
        claim.value,
        localizer.value(claim.value),
        claim.status,
        claim.status,
        word,
    )


def _top(bars: Sequence[Bar]) -> Decimal:
    """Return the amount that reaches the end of the scale."""
    return max((amount for bar in bars for amount in bar.quantity.amounts), default=Decimal(1)) or Decimal(1)


def _described(localizer: Localizer, bars: Sequence[Bar]) -> str:
    """Return what ``bars`` show, in words."""
    punctuation = localizer.punctuation
    return punctuation.statements(
        *(punctuation.bracket(punctuation.label(bar.label, bar.printed), bar.word) for bar in bars)
    )


def _bars(drawing: Drawing, bars: Sequence[Bar], y: float, top: Decimal, *, whole: bool) -> float:
    """Draw ``bars`` on one scale that ends at ``top`` and return where they end; ``whole`` outlines the scale."""
    for bar in bars:
        y = (_above if drawing.form.is_narrow else _beside)(drawing, bar, y, top, whole=whole)
    return y


def _beside(drawing: Drawing, bar: Bar, y: float, top: Decimal, *, whole: bool) -> float:
    """Draw label, bar and figure in one row."""
    label, left, length, right = 192, 202, 160, 398
    end = drawing.paragraph(0, y, drawing.lines(bar.label, label))
    end = drawing.paragraph(0, end, drawing.lines(bar.note, label) if bar.note else (), "quiet")
    _length(drawing, bar, left, y + 3, length, top, whole=whole)
    return max(end, _figures(drawing, bar, right, y, drawing.width - right)) + GAP - 4


def _above(drawing: Drawing, bar: Bar, y: float, top: Decimal, *, whole: bool) -> float:
    """Draw label and figure above the bar, for a narrow page."""
    y = drawing.paragraph(0, y, drawing.lines(bar.label, drawing.width)) if bar.label else y
    y = drawing.paragraph(0, y, drawing.lines(bar.note, drawing.width), "quiet") if bar.note else y
    y = _figures(drawing, bar, 0, y, drawing.width)
    _length(drawing, bar, 1, y + 4, drawing.width - TAIL - 2, top, whole=whole)
    return y + HEIGHT + GAP + 6


def _figures(drawing: Drawing, bar: Bar, x: float, y: float, room: float) -> float:
    """Write the figure and its status, on one line if they fit."""
    lines = drawing.lines(bar.printed, room)
    end = drawing.paragraph(x, y, lines, "strong")
    status = f"{SHAPES[bar.mark]} {bar.word}"
    # Bold type is a little wider than the estimate.
    after = x + drawing.extent(lines[-1]) * 1.06 + 10
    with drawing.group(f"mark--{bar.mark}"):
        if after + drawing.extent(status) <= x + room:
            drawing.text(after, end - LEADING + SIZE, status, "tone")
            return end
        return drawing.paragraph(x, end, drawing.lines(status, room), "tone")


def _length(
    drawing: Drawing, bar: Bar, x: float, y: float, length: float, top: Decimal, *, whole: bool
) -> None:
    """Draw the bar itself, ``length`` at the ``top`` of its scale."""
    look = "edge dashed" if bar.status in DASHED else "edge"
    if whole:
        drawing.rectangle(x, y, length, HEIGHT, "rule")
    with drawing.group(f"mark--{bar.status}"):
        if not bar.quantity.amounts:
            # Only an order of magnitude is known: a bar without an end.
            drawing.open_box(x, y, length * 0.4, HEIGHT, look)
            drawing.fading(x + length * 0.4, y, length * 0.4, HEIGHT)
            return
        low, high = (float(bar.quantity.amounts[index] / top) * length for index in (0, -1))
        if bar.hatched:
            drawing.hatched(x, y, low, HEIGHT)
        elif bar.status in FULL and low:
            drawing.rectangle(x, y, low, HEIGHT, "solid", corner=0)
        elif bar.status == "under_way":
            drawing.rectangle(x, y, low, HEIGHT, "tint", corner=0)
        if bar.quantity.hedge in OPEN_ENDED:
            drawing.open_box(x, y, low, HEIGHT, look)
            drawing.fading(x + low, y, TAIL, HEIGHT)
        elif low:
            drawing.rectangle(x, y, low, HEIGHT, look, corner=0)
        else:
            drawing.line(x, y - 2, x, y + HEIGHT + 2, "edge")
        if high > low:
            drawing.rectangle(x + low, y, high - low, HEIGHT, "edge dashed", corner=0)
