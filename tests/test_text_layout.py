"""Text in drawings: how wide it is taken to be, and that lines break without loss and where a reader expects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.records.model import Language
from sitegen.render.svg.text_layout import CARD_FACE, NEVER_FIRST, NEVER_LAST, PAGE_FACES, Face, break_lines

WORDS = st.text(alphabet="征迁涉及的占地，。“”（）《》abc XYZ1250-'é", min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)
CHINESE = PAGE_FACES["zh"]


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
def test_width_on_cards_is_estimated_and_never_too_small(text: str, least: float, most: float) -> None:
    """Han is one em wide; Latin is estimated from above, since a line that runs over is worse than a short one."""
    assert least <= CARD_FACE.width(text) <= most


@pytest.mark.parametrize(("language", "ems"), [("zh", 4), ("en", 3.4)])
def test_quotation_marks_are_square_in_chinese_type_only(language: Language, ems: float) -> None:
    """The faces of an English page set curly quotes as Latin signs."""
    assert PAGE_FACES[language].width("“两轴”", 10) == 10 * ems


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
    assert break_lines(text, room, CARD_FACE) == lines


@pytest.mark.parametrize("face", [CARD_FACE, *PAGE_FACES.values()])
@given(words=WORDS.filter(bool), room=st.integers(40, 300))
def test_breaking_loses_nothing_and_keeps_within_the_room(face: Face, words: str, room: int) -> None:
    """The lines together are the words, and none is wider than its room unless it is a single sign."""
    lines = break_lines(words, room, face, 13)

    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(face.width(line, 13) <= room or len(line) == 1 for line in lines)


def test_a_line_neither_begins_with_a_comma_nor_ends_with_an_opening_quote() -> None:
    """Chinese punctuation stays with the word that it belongs to."""
    lines = break_lines("旧厂房，新园区，“一芯两轴”，规划（一期）。", 4, CHINESE)

    assert not any(line[0] in "，。”）" for line in lines)
    assert not any(line[-1] in "“（" for line in lines)


def test_english_is_broken_between_words() -> None:
    """A word is cut only where a whole line could not hold it, and never at its apostrophe."""
    face = PAGE_FACES["en"]

    assert break_lines("Smart-home lighting systems", 110, face, 13) == ("Smart-home", "lighting systems")
    assert break_lines("in Shangyu’s west", 66, face, 13) == ("in", "Shangyu’s", "west")
    assert len(break_lines("a" * 40, 100, face, 13)) > 1


def test_spaces_beside_a_break_are_dropped() -> None:
    """A run of spaces stands for one, and none begins or ends a line."""
    assert break_lines("  Youth   Valley ", 5, CARD_FACE) == ("Youth", "Valley")


def test_signs_that_cannot_begin_or_end_a_line_are_known() -> None:
    """The closing and the opening signs of both languages' typography are among them."""
    assert set("，。、；：！？）》”’") <= set(NEVER_FIRST)
    assert set("（《“‘") <= set(NEVER_LAST)
