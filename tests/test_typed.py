"""What keyboards, office programs and messengers leave in a value is answered with the value to write."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from folders import HERE, complete
from sitegen import checks
from sitegen.core.problems import Message
from sitegen.loading.load import read_library
from sitegen.values.validators import (
    read_quantity,
    validate_chinese,
    validate_english,
    validate_unit,
    validate_web_address,
)


def told(read: Callable[[str], object], value: str) -> Message:
    """Return what is told of a value that is refused."""
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    assert caught.value.context
    message = caught.value.context["message"]
    assert isinstance(message, Message)
    return message


@pytest.mark.parametrize(
    ("typed", "write"),
    [
        ("https://www.example.org/新闻/一.html", "https://www.example.org/%E6%96%B0%E9%97%BB/%E4%B8%80.html"),
        ("https://example.org/a|b", "https://example.org/a%7Cb"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/?x=甲&y=[1]#甲", "https://example.org/?x=%E7%94%B2&y=%5B1%5D#%E7%94%B2"),
        ("https://www.上虞.cn/", "https://www.xn--fhq268k.cn/"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("ｈｔｔｐｓ：／／example.org/a", "https://example.org/a"),
        ("HTTPS://example.org/甲", "https://example.org/%E7%94%B2"),
    ],
)
def test_an_address_is_answered_encoded(typed: str, write: str) -> None:
    """An address with Chinese, spaces or signs, or without its beginning, is answered with one that is accepted."""
    message = told(validate_web_address, typed)

    assert (message.fix_zh, message.fix_en) == (f"写成“{write}”", f"write {write}")
    assert validate_web_address(write) == write


@pytest.mark.parametrize(
    "typed", ["", "甲", "ftp://example.org/a", "javascript:alert(1)", "https://", "https://[x"]
)
def test_what_is_no_address_is_not_made_one(typed: str) -> None:
    """Words and other schemes are refused without a replacement."""
    assert "write the full address" in told(validate_web_address, typed).fix_en


def test_han_beyond_the_basic_plane_is_chinese() -> None:
    """Names of people and places may have characters that few fonts hold."""
    assert validate_chinese("𠮷") == "𠮷"
    assert "no space" in told(validate_chinese, "𠮷 𡊄").fix_en
    assert validate_english("The 𠮷，𡊄 works") == "The 𠮷，𡊄 works"


@pytest.mark.parametrize("apostrophe", "’ʼ′")
def test_an_apostrophe_is_the_one_of_the_keyboard(apostrophe: str) -> None:
    """A name is found under one spelling."""
    assert told(validate_english, f"At Cao{apostrophe}e now").fix_en == 'write "Cao\'e"'
    assert validate_english("“Cao'e” and ‘it’") == "“Cao'e” and ‘it’"


@pytest.mark.parametrize(
    ("typed", "write"),
    [
        ("千瓦小时", "千瓦时"),
        ("㎡", "平方米"),
        ("万元", "元"),
        ("吨/天/天/天", ""),
        ("元/坪", ""),
        ("元/m²", "平方米"),
    ],
)
def test_a_unit_is_answered_with_the_known_one(typed: str, write: str) -> None:
    """A measure's unit in another spelling is answered with ours, and any other with those there are."""
    message = told(validate_unit, typed)

    assert message.fix_en == f"write {write}" if write else "ask the maintainers" in message.fix_en


@pytest.mark.parametrize("unit", ["元", "元/平方米/月", "床/千人", "吨标准煤/万元", "比", "名次"])
def test_units_and_rates_are_accepted(unit: str) -> None:
    """A measure may count in every unit, and in rates of two or three."""
    assert validate_unit(unit) == unit


@pytest.mark.parametrize("value", [True, ["1亩"], None])
def test_a_value_of_another_shape_is_answered_with_both(value: object) -> None:
    """What is neither figure nor text is told how each is written."""
    assert re.search("1000余亩.*{zh: ", told(read_quantity, value).fix_en)  # type: ignore[arg-type]


EDITS = (
    # A text where a figure is wanted, a figure as a text, a plain text where both languages are, and marks of formats.
    (
        "communities/elm.yaml",
        "value: 1000余亩",
        "value: {zh: 1000余亩, en: Some mu}",
        "write value: 1000余亩",
    ),
    (
        "communities/elm.yaml",
        "{zh: 储能装备, en: Storage equipment}",
        "储能装备",
        "write {zh: 储能装备, en: the English}",
    ),
    ("site.yaml", "{zh: 第一段。, en:", "{zh: 第**一**段。, en:", 'write "一"'),
    ("facilities.yaml", "value: 6000余人", "value: 6000余家", "add a measure with unit: 家"),
)


def test_a_value_of_the_wrong_kind_is_answered_with_the_right_one(tmp_path: Path) -> None:
    """A figure written as text, a text written as a figure and one without its English are told what to write."""
    folder = complete(HERE / "library", tmp_path / "data")
    for name, old, new, _ in EDITS:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    draft = read_library(folder)
    library = draft.library()
    assert library

    fixes = "\n".join(problem.message.fix_en for problem in draft.problems + checks.run(library))

    assert [fix for *_, fix in EDITS if fix not in fixes] == []
