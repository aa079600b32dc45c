"""The text of share cards: what fits, where lines end, and what happens to a text that is too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.svg.lettering import NEVER_FIRST, STYLES, fit, width, wrap

WORDS = st.text(st.sampled_from("上虞智创青春谷，。（）“”14 abcMW-'i"), max_size=120)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("上虞智创青春谷", 7, 7),
        ("要素，", 3, 3),
        # The advance widths of the font's bold face, and a fifth more.
        ("Valley", 3.28, 3.94),
        ("WWW", 2.74, 3.3),
        ("14 of 34", 4.03, 4.84),
        ("", 0, 0),
    ],
)
def test_width_is_estimated_and_never_too_small(text: str, least: float, most: float) -> None:
    """Han is one em wide; Latin is estimated from above, since a line that runs over is worse than a short one."""
    assert least <= width(text) <= most


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("上虞智创青春谷", 4, ("上虞智创", "青春谷")),
        ("Youth Valley", 5, ("Youth", "Valley")),
        ("用地，产业", 2, ("用", "地，", "产业")),
        ("已公布14项", 4, ("已公布", "14项")),
        ("在（上虞）园", 2, ("在", "（上", "虞）", "园")),
        ("at 5 promises", 7, ("at", "5 promises")),
        ("promises", 4, ("promis", "es")),
        ("", 5, ("",)),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, room: float, lines: tuple[str, ...]) -> None:
    """A line breaks at a space or between Han, never before a comma, after a bracket or after a number."""
    assert wrap(text, room) == lines


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("上虞未来产业社区资料站", 96, ("上虞未来产业社区资料站",)),
        ("About this site", 96, ("About this site",)),
        ("Shangyu Smart-Innovation Youth Valley", 72, ("Shangyu Smart-Innovation", "Youth Valley")),
        (
            "Programme targets and what is known of them",
            72,
            ("Programme targets and", "what is known of them"),
        ),
    ],
)
def test_titles_are_as_large_as_fits(text: str, size: int, lines: tuple[str, ...]) -> None:
    """A title stands in one large line if it can, else in lines of about the same length."""
    title = fit(text, STYLES["title"])

    assert (title.size, title.lines) == (size, lines)


@pytest.mark.parametrize("text", ["长" * 200, "long " * 200, "W" * 200])
def test_a_text_without_end_is_shortened_visibly(text: str) -> None:
    """What does not fit at the smallest size ends in an ellipsis."""
    title = fit(text, STYLES["title"])

    assert (title.size, len(title.lines)) == (60, 3)
    assert title.lines[-1].endswith("…")


@given(WORDS, st.sampled_from(sorted(STYLES)))
def test_no_line_is_too_long_and_nothing_is_lost(text: str, style: str) -> None:
    """Whatever the text, each line keeps within its room, and all of a text that is not shortened is there."""
    found = fit(text, STYLES[style])

    assert all(width(line) <= STYLES[style].room / found.size for line in found.lines)
    if not found.lines[-1].endswith("…"):
        assert "".join(found.lines).replace(" ", "") == text.replace(" ", "")


def test_lines_stand_around_the_middle() -> None:
    """One line is centred on its capitals; each further line moves the first up by half a line."""
    one, two = fit("来源", STYLES["title"]), fit("Programme targets and what is known", STYLES["title"])

    assert one.first_baseline(240) == 274.6
    assert two.first_baseline(240, 1) == 240 + round(two.size * (0.36 - 0.5), 1)


def test_signs_that_cannot_begin_a_line_are_known() -> None:
    """The closing signs of both languages' typography are among them."""
    assert set("，。、；：！？）》”") <= set(NEVER_FIRST)
