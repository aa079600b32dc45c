"""Drawing: text never becomes markup, and shapes say what they are told."""

from xml.etree import ElementTree

from sitegen.records.model import Language
from sitegen.render.svg.drawing import INSET, NARROW, WIDE, Drawing, figure

HOSTILE = "</title><script>alert('x')</script>&amp;\"'<b onclick=x>"


def draw_words(words: str, language: Language = "en") -> str:
    """Return a figure that holds ``words`` wherever words may stand."""

    def draw(drawing: Drawing) -> None:
        drawing.text(0, 10, words)
        with drawing.group("accent", words):
            drawing.circle(5, 5, 5, "solid")
        drawing.height = 20

    return figure("sample", language, words, words, draw, caption=words)


def test_hostile_words_stay_words() -> None:
    """Whatever stands in a record is read back to the letter, and adds no element."""
    root = ElementTree.fromstring(draw_words(HOSTILE))

    assert {element.tag for element in root.iter()} <= {
        "figure", "svg", "title", "desc", "text", "g", "circle", "figcaption",
    }  # fmt: skip
    assert all(element.text == HOSTILE for element in root.iter("title"))
    assert ["".join(element.itertext()) for element in root.iter("text")] == [HOSTILE] * 2


def test_chinese_in_an_english_figure_is_marked() -> None:
    """Readers' software is told which words are Chinese; on a Chinese page it knows."""
    english = ElementTree.fromstring(draw_words("greater Daoxu (泛道墟) area"))
    chinese = ElementTree.fromstring(draw_words("泛道墟", "zh"))
    marked = [(span.text, span.get("lang"), span.tail) for span in english.iter("tspan")]

    assert marked == [("泛道墟", "zh-Hans", ") area")] * 2
    assert list(chinese.iter("tspan")) == []


def test_each_format_has_ids_of_its_own() -> None:
    """Two formats of one figure stand on the same page, each named by its own title and description."""
    root = ElementTree.fromstring(draw_words("x"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    named = [svg.get("aria-labelledby") for svg in root.iter("svg")]

    assert len(ids) == len(set(ids)) == 4
    assert " ".join(filter(None, named)).split() == ids


def test_narrow_formats_fit_a_phone_without_shrinking() -> None:
    """At 320 pixels a page leaves 288 for content and 246 within a card; type is drawn at its full size there."""
    assert (NARROW.width, INSET.width) <= (288, 246)
    assert NARROW.is_narrow
    assert INSET.is_narrow
    assert not WIDE.is_narrow
