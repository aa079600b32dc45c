"""Figures: they measure what they claim, say what the page beside them says, and never leave their frame."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import ROOT, tiny_library
from sitegen.derived.dated_plans import ledger
from sitegen.i18n.localizer import Localizer
from sitegen.plan.pages.targets import TargetView
from sitegen.plan.views import Branch, EventView, FactView, Lane, PlaceStage, ProjectView
from sitegen.records.model import (
    Claim,
    Community,
    Comparison,
    Event,
    Fact,
    Measure,
    Node,
    Outcome,
    PlannedDate,
    Status,
    Structure,
    Text,
)
from sitegen.render.diagrams.bars import claims, money, targets
from sitegen.render.diagrams.stages import NAMED, stages
from sitegen.render.diagrams.structure import structure
from sitegen.render.diagrams.timeline import timeline
from sitegen.render.svg.drawing import INSET, NARROW, SMALL
from sitegen.render.svg.text_layout import PAGE_FACES
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity
from sitegen.values.units import UNITS

Element = ElementTree.Element
STYLE = ROOT / "overrides" / "assets" / "stylesheets" / "site.css"
DAY = PartialDate.parse("2026-11-24")
FIGURE = re.compile(r'<figure class="diagram".*?</figure>', re.DOTALL)


@cache
def english() -> Localizer:
    """Return what prints the English pages."""
    return Localizer(tiny_library().vocabulary, "en")


def said(text: str) -> Text:
    """Return the same words for both languages."""
    return Text(zh=f"{text}字", en=text)


# What the figures of these tests measure, and in which unit.
UNIT_OF = {
    "site-area": "亩",
    "share-of-rent": "%",
    "services-at-town-level": "%",
    "high-tech-firms": "家",
    "jobs-targeted": "人",
    "project-investment": "元",
    "investment-in-talks": "元",
    "output-at-capacity": "元",
}


def fact(measure: str, *values: str, status: Status = "actual", relation: bool = True) -> FactView:
    """Return a fact of the measure with one claim for each value, each with a scope of its own."""
    given = tuple(
        Claim(source="paper", at="¶1", value=value, status=status, scope=said(f"Scope {letter}"))
        for value, letter in zip(values, "ABCDEFG", strict=False)
    )
    why = Comparison(relation="scope", why=said("why")) if relation else None
    record = Fact(id="sample", measure=measure, claims=given, comparison=why)
    measured = Measure(id=measure, label=said(measure), scope="project", unit=UNIT_OF[measure])
    return FactView(record, measured, given[0], given[1:], (), said("Place"), 1, 1)


def svgs(drawn: str) -> dict[str, Element]:
    """Return the drawings of a figure by the name of their format."""
    return {svg.get("class", ""): svg for svg in ElementTree.fromstring(drawn).iter("svg")}


def widths(svg: Element, look: str) -> list[float]:
    """Return how wide the boxes with this look are, from the top."""
    return [float(box.get("width", "")) for box in svg.iter("rect") if box.get("class") == look]


def words(element: Element) -> list[str]:
    """Return the lines of text of a drawing."""
    return ["".join(text.itertext()) for text in element.iter("text")]


@given(st.lists(st.integers(1, 100_000), min_size=2, max_size=5))
def test_bars_of_one_scale_are_as_long_as_their_amounts(amounts: list[int]) -> None:
    """Every bar begins at zero, and lengths stand to one another as amounts do."""
    (svg,) = svgs(claims(english(), fact("site-area", *(f"{amount}亩" for amount in amounts)))).values()
    lengths = widths(svg, "edge")

    assert lengths == pytest.approx([amount / max(amounts) * max(lengths) for amount in amounts], abs=0.1)
    assert {box.get("x") for box in svg.iter("rect") if box.get("class") == "edge"} == {"1"}


def test_shares_are_measured_against_the_whole() -> None:
    """A share fills its part of an outline that is the full amount; nothing at all is a stroke at zero."""
    (svg,) = svgs(claims(english(), fact("share-of-rent", "0%", "20%", "30%"))).values()
    whole = widths(svg, "rule")

    assert len(set(whole)) == 1
    assert widths(svg, "solid") == pytest.approx([whole[0] * 0.2, whole[0] * 0.3], abs=0.1)
    assert len(list(svg.iter("line"))) == 1


@pytest.mark.parametrize(
    "view",
    [
        fact("site-area", "1000亩"),
        fact("site-area", "1000亩", "1200亩", relation=False),
        fact("high-tech-firms", "10家", "20家"),
    ],
    ids=["one claim", "not told apart by scope", "another unit"],
)
def test_claims_that_do_not_compare_are_not_drawn(view: FactView) -> None:
    """Bars stand beside one another only for different scopes in a unit that they share."""
    assert claims(english(), view) == ""


def test_an_open_figure_is_drawn_open() -> None:
    """What a source gives as more than a number has no right edge and fades; an exact figure does neither."""
    (hedged,) = svgs(claims(english(), fact("site-area", "1000余亩", "1200亩"))).values()

    assert len(list(hedged.iter("path"))) == 1
    assert [box.get("class") for box in hedged.iter("rect")].count("fade fade-1") == 1


def test_every_target_has_a_scale_of_its_own() -> None:
    """Targets of different units are equally long, all hatched, and those whose deadline has passed say so."""
    views = (
        TargetView(fact("jobs-targeted", "4.5万人", status="target"), state="passed"),
        TargetView(fact("services-at-town-level", "85%", status="target"), state="not_due"),
    )
    for svg in svgs(targets(english(), views)).values():
        hatched = [box for box in svg.iter("rect") if "url(#" in box.get("fill", "")]
        marks = [group.get("class") for group in svg.iter("g") if list(group.iter("text"))]

        assert len({box.get("width") for box in hatched}) == 1
        assert len(hatched) == 2
        assert marks == ["mark--passed", "mark--target"]
        assert svg.find("defs/pattern") is not None


def project(name: str, *views: FactView) -> ProjectView:
    """Return a project with these facts."""
    record = tiny_library().communities["elm"].projects[0].model_copy(update={"name": said(name)})
    return ProjectView(record, None, views, ())


def test_investment_and_output_stand_in_lanes_of_their_own() -> None:
    """The largest of each lane is full length, however much larger the other lane's amounts are."""
    projects = (
        project("Forecast", fact("output-at-capacity", "可达150亿元", status="projection")),
        project("Small", fact("project-investment", "4亿元", status="signed")),
        project("Large", fact("project-investment", "8亿元", status="signed")),
    )
    for svg in svgs(money(english(), (), projects)).values():
        small, large = widths(svg, "edge")
        (output,) = widths(svg, "edge dashed")

        assert large == pytest.approx(small * 2, abs=0.1)
        assert output == large
        assert words(svg)[-1] == "△ projection"


def test_several_billion_has_no_length() -> None:
    """An unstated multiple is an open, fading band, and the words keep the hedge."""
    projects = (project("Named", fact("project-investment", "5亿元", status="signed")),)
    drawn = money(english(), (fact("investment-in-talks", "数十亿元", status="in_talks"),), projects)
    for svg in svgs(drawn).values():
        assert "several billion RMB" in words(svg)
        assert [path.get("class") for path in svg.iter("path")] == ["edge dashed"]
        assert widths(svg, "edge dashed") == []


def test_a_single_amount_is_not_drawn() -> None:
    """One bar compares with nothing."""
    assert money(english(), (), (project("Named", fact("project-investment", "5亿元")),)) == ""


def test_a_place_without_a_published_stage_stands_apart() -> None:
    """It has a column of its own, which is only there when it is needed."""
    known = PlaceStage(said("Known"), "clearing")
    without, given = (
        svgs(stages(english(), places))["wide"]
        for places in ((known,), (known, PlaceStage(said("Unknown"), None)))
    )

    assert "Not found" not in words(without)
    assert {"Not found", "Unknown", "Known"} <= set(words(given))
    assert len(list(given.iter("circle"))) == len(list(without.iter("circle"))) + 1


def test_many_places_are_counted_rather_than_named() -> None:
    """However many there are, the strip takes the same room, and says the same in words."""
    places = tuple(PlaceStage(said(f"Place {number}"), "clearing") for number in range(NAMED))
    one_more = (*places, PlaceStage(said("Unknown"), None))
    named, counted = (svgs(stages(english(), shown))["wide"] for shown in (places, one_more))

    assert {place.name.en for place in places} <= set(words(named))
    assert {str(NAMED), "1"} <= set(words(counted))
    assert not {place.name.en for place in one_more} & set(words(counted))
    assert f": {NAMED}; Not found: 1" in stages(english(), one_more)


def node(name: str, **more: int | bool) -> Node:
    """Return a node of a structure."""
    return Node(id=name.lower(), name=said(name), **more)


def test_parts_that_are_only_counted_become_as_many_squares() -> None:
    """Five corridors without names are five empty squares and a sentence; named parts are boxes with names."""
    scheme = Structure(
        id="s", name=said("Scheme"), status="planned", source="paper", at="¶1", nodes=(node("A"),)
    )
    counted = Branch(node("Corridors", count=5), ())
    named = Branch(node("Zones", count=2), (Branch(node("North"), ()), Branch(node("South"), ())))
    svg = svgs(structure(english(), scheme, (counted, named)))["wide"]

    assert widths(svg, "paper edge dashed") == [16] * 5
    assert len(widths(svg, "paper edge thin dashed")) == 2
    assert words(svg) == ["Corridors", "names not given", "Zones", "North", "South"]


def test_many_parts_stand_in_several_lines() -> None:
    """As many squares as a structure may count keep within the drawing, one below the other."""
    scheme = Structure(
        id="s", name=said("Scheme"), status="planned", source="paper", at="¶1", nodes=(node("A"),)
    )
    for form in svgs(structure(english(), scheme, (Branch(node("Corridors", count=300), ()),))).values():
        squares = [square for square in form.iter("rect") if square.get("class") == "paper edge dashed"]
        _, _, width, height = map(float, form.attrib["viewBox"].split())

        assert len({(square.attrib["x"], square.attrib["y"]) for square in squares}) == 300
        assert max(float(square.attrib["x"]) + 16 for square in squares) <= width
        assert max(float(square.attrib["y"]) + 16 for square in squares) <= height


def event(*, plan: tuple[str | None, ...] = (), actual: str | None = None) -> EventView:
    """Return an event announced for these dates, and done on that one."""
    record = Event(
        id="event",
        title=said("It happens"),
        plan=tuple(PlannedDate(source="paper", at="¶1", due=due) for due in plan),
        actual=(Outcome(source="paper", at="¶1", date=actual),) if actual else (),
    )
    known = ledger(record, DAY.end, tiny_library())
    assert known is not None
    community: Community = tiny_library().communities["elm"]
    return EventView(known, community, "communities/elm")


def marks(*views: EventView) -> list[Element]:
    """Return the marks of a timeline with one lane."""
    svg = svgs(timeline(english(), (Lane(said("Lane"), views),), DAY))["wide"]
    return [group for group in svg.iter("g") if group.find("title") is not None]


def test_a_date_is_as_wide_as_its_source_leaves_it() -> None:
    """A year is a bar twelve times as long as a month, a day a dot, and an open span fades."""
    year, month, day, open_span = marks(
        event(actual="2020"), event(actual="2021-07"), event(actual="2022-05-01"), event(actual="../2023-11")
    )
    long, short = (float(mark.find("rect").get("width", "")) for mark in (year, month))  # type: ignore[union-attr]

    assert long == pytest.approx(short * 12, rel=0.05)
    assert day.find("circle") is not None
    assert [box.get("class") for box in open_span.iter("rect")] == [
        f"fade fade-{step}" for step in range(1, 5)
    ]


def test_announced_dates_are_dashed_and_what_happened_is_full() -> None:
    """A date that has passed has its mark and words, a replaced one is faint, and a plan without a date is off the axis."""
    (passed,) = marks(event(plan=("2024-03",)))
    first, second = marks(event(plan=("2023-07", "2027-06-30")))
    due, outcome = marks(event(plan=("2024-05",), actual="2024-06-30"))
    undated, _ = marks(event(plan=(None,)), event(actual="2024"))

    assert passed.get("class") == "mark--passed"
    assert words(passed) == ["▲ due date passed, no report found"]
    assert first.get("class") == "mark--not_due replaced"
    assert second.get("class") == "mark--not_due"
    assert [shape.get("class") for shape in due.iter("rect")] == ["paper edge dotted"]
    assert (outcome.get("class"), outcome.find("circle").get("class")) == ("mark--later", "solid")  # type: ignore[union-attr]
    assert words(undated) == ["no date given"]
    assert float(undated.find("circle").get("cx", "")) > 640  # type: ignore[union-attr]


@given(st.lists(st.dates(date(2019, 1, 1), date(2026, 11, 1)), min_size=1, max_size=20))
def test_marks_of_one_lane_do_not_touch(days: list[date]) -> None:
    """However many events a lane has, each is seen."""
    dots = [mark.find("circle") for mark in marks(*(event(actual=day.isoformat()) for day in days))]
    places = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in dots if dot is not None]

    assert len(places) == len(days)
    assert all(abs(x - other) > 9 or y != below for (x, y), (other, below) in combinations(places, 2))


def real_figures(pages: Path) -> list[tuple[str, Element, str]]:
    """Return each figure of the real pages with the address of its page and the page without figures."""
    found = []
    for path in sorted(pages.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        beside = FIGURE.sub("", text)
        name = str(path.relative_to(pages))
        found += [(name, ElementTree.fromstring(figure), beside) for figure in FIGURE.findall(text)]
    return found


def test_figures_are_named_and_hold_nothing_that_a_policy_refuses(pages_folder: Path) -> None:
    """Each drawing is an image with a title and a description; style comes from the stylesheet alone."""
    known = set(re.findall(r"\.([\w-]+)", STYLE.read_text(encoding="utf-8")))
    figures = real_figures(pages_folder)
    assert figures
    for page, figure, _ in figures:
        for svg in figure.iter("svg"):
            names = [svg.find(tag) for tag in ("title", "desc")]

            assert svg.get("role") == "img"
            assert all(element is not None and element.text for element in names), page
            assert svg.get("aria-labelledby") == " ".join(e.get("id", "") for e in names if e is not None)
        for element in figure.iter():
            assert element.tag not in ("style", "script", "foreignObject", "image", "a"), page
            assert "style" not in element.attrib, page
            assert set(element.get("class", "").split()) <= known, page


def test_ids_are_unique_on_every_page(pages_folder: Path) -> None:
    """No figure takes the id of another, nor of what stands beside it."""
    for path in pages_folder.rglob("*.md"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))

        assert len(ids) == len(set(ids)), path.name


def test_nothing_leaves_its_frame(pages_folder: Path) -> None:
    """Every shape, and every line of text as wide as it is estimated, lies within the drawing."""
    for page, figure, _ in real_figures(pages_folder):
        for svg in figure.iter("svg"):
            right, bottom = (float(number) for number in svg.get("viewBox", "").split()[2:])
            for element in svg.iter():
                left, top, width, height = extent(element, han=page.startswith("zh"))

                assert left >= -1, (page, ElementTree.tostring(element))
                assert left + width <= right + 1, (page, ElementTree.tostring(element))
                assert top >= -1, (page, ElementTree.tostring(element))
                assert top + height <= bottom + 1, (page, ElementTree.tostring(element))


def extent(element: Element, *, han: bool) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a shape; nothing for what is not one."""

    def value(key: str) -> float:
        return float(element.get(key, "0"))

    kinds: dict[str, Callable[[], tuple[float, float, float, float]]] = {
        "rect": lambda: (value("x"), value("y"), value("width"), value("height")),
        "circle": lambda: (
            value("cx") - value("r"),
            value("cy") - value("r"),
            2 * value("r"),
            2 * value("r"),
        ),
        "line": lambda: (
            min(value("x1"), value("x2")),
            min(value("y1"), value("y2")),
            abs(value("x1") - value("x2")),
            abs(value("y1") - value("y2")),
        ),
        "text": lambda: _text_extent(element, value("x"), value("y"), han=han),
    }
    return kinds[element.tag]() if element.tag in kinds else (0, 0, 0, 0)


def _text_extent(element: Element, x: float, y: float, *, han: bool) -> tuple[float, float, float, float]:
    small = {"small": SMALL}
    size = next((small[look] for look in element.get("class", "").split() if look in small), 13)
    wide = PAGE_FACES["zh" if han else "en"].width("".join(element.itertext()), size)
    return (x - wide / 2 if element.get("text-anchor") == "middle" else x), y - size + 3, wide, size


def test_every_number_of_a_figure_stands_beside_it(pages_folder: Path) -> None:
    """A figure prints no number that the page does not print as well; the years of an axis are its own."""
    for page, figure, beside in real_figures(pages_folder):
        axis = {
            text
            for text in map("".join, map(Element.itertext, figure.iter("text")))
            if re.fullmatch(r"\d{4}", text)
        }
        for text in figure.iter("text"):
            for number in set(re.findall(r"\d[\d,.]*", "".join(text.itertext()))) - axis:
                assert number in beside, (page, number)


def test_figures_for_phones_are_stacked_and_not_shrunk(pages_folder: Path) -> None:
    """A figure has a drawing for narrow pages, or is narrow itself."""
    for page, figure, _ in real_figures(pages_folder):
        formats = {svg.get("class"): svg.get("viewBox", "").split()[2] for svg in figure.iter("svg")}

        assert formats.keys() == {"wide", "narrow"} or formats.keys() == {"inset"}, page
        assert formats.get("narrow", str(NARROW.width)) == str(NARROW.width)
        assert formats.get("inset", str(INSET.width)) == str(INSET.width)


def test_bars_keep_the_hedges_of_every_unit() -> None:
    """The figure prints a quantity as the pages do, hedge and conversion included."""
    value = Quantity.parse("1000余亩")
    (svg,) = svgs(claims(english(), fact("site-area", "1000余亩", "约1200亩"))).values()

    assert value.unit is UNITS["亩"]
    assert english().value(value) in words(svg)
