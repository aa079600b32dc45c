"""The text of share cards: how large it is set, and what happens to a text that is too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.svg.card_text import STYLES, fit
from sitegen.render.svg.text_layout import CARD_FACE

WORDS = st.text(st.sampled_from("上虞智创青春谷，。（）“”14 abcMW-'i"), max_size=120)


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

    assert all(CARD_FACE.width(line) <= STYLES[style].room / found.size for line in found.lines)
    if not found.lines[-1].endswith("…"):
        assert "".join(found.lines).replace(" ", "") == text.replace(" ", "")


def test_lines_stand_around_the_middle() -> None:
    """One line is centred on its capitals; each further line moves the first up by half a line."""
    one, two = fit("来源", STYLES["title"]), fit("Programme targets and what is known", STYLES["title"])

    assert one.first_baseline(240) == 274.6
    assert two.first_baseline(240, 1) == 240 + round(two.size * (0.36 - 0.5), 1)
