"""One localizer prints everything in a language: both languages say the same, each with its own punctuation."""

import re
import string
from dataclasses import astuple, fields
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import tiny_library
from sitegen.i18n import figures as printing
from sitegen.i18n.bilingual import BilingualLocalizer, Both, punctuate
from sitegen.i18n.languages import LANGUAGES, NAMES, TAGS
from sitegen.i18n.localizer import Localizer
from sitegen.i18n.punctuation import PUNCTUATION, Punctuation
from sitegen.records.model import Items, Language, Text, Vocabulary
from sitegen.render.markup import MarkupLocalizer
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Hedge, Quantity
from test_dates import latest, named_spans, numbers_in_chinese, numbers_in_english, singles, spans
from test_quantity import HEDGES, Figure, figures, read_chinese, read_english, severals

# Marks that may be empty: Chinese sets no space between sentences, and a title directly behind its publisher.
EMPTY = {"space", "before_title"}


def vocabulary() -> Vocabulary:
    """Return the words of the site."""
    return tiny_library().vocabulary


@cache
def both() -> BilingualLocalizer:
    """Return what prints in both languages."""
    return BilingualLocalizer(vocabulary())


def words() -> st.SearchStrategy[str]:
    """Words without any punctuation."""
    return st.text(string.ascii_letters + "青春社区", min_size=1, max_size=8)


def hostile() -> st.SearchStrategy[str]:
    """Text with signs that mean something to HTML and to the phrases."""
    return st.text("ab中&<>\"'{}%;", max_size=12)


def test_every_language_has_its_names_and_marks() -> None:
    """Each language of the site has punctuation, a name for itself and a tag, and no other language has."""
    assert set(PUNCTUATION) == set(NAMES) == set(TAGS) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_of_a_language_is_missing(language: Language) -> None:
    """Every mark is there but those that Chinese does without; Chinese marks are full-width and hold no space."""
    punctuation = PUNCTUATION[language]
    marks = {field.name: "".join(getattr(punctuation, field.name)) for field in fields(Punctuation)}

    assert {name for name, mark in marks.items() if not mark} <= (EMPTY if language == "zh" else set())
    assert language == "en" or all(ord(sign) > 0x2000 for mark in marks.values() for sign in mark)


@given(st.lists(words(), min_size=1, max_size=5), st.sampled_from(LANGUAGES))
def test_what_is_put_together_can_be_taken_apart(parts: list[str], language: Language) -> None:
    """Clauses, statements and lists hold each of their parts to the letter, in order, and nothing but marks besides."""
    marks = PUNCTUATION[language]
    separators = sorted({mark for mark in astuple(marks)[:-1] if mark}, key=len, reverse=True)

    for joined in (
        marks.clauses(*parts),
        marks.statements(*parts),
        marks.enumerate(*parts),
        marks.items(*parts),
    ):
        assert re.split("|".join(map(re.escape, separators)), joined) == parts
    assert (
        re.split(f"{re.escape(marks.enumeration)}|{re.escape(marks.conjunction)}", marks.series(*parts))
        == parts
    )


@pytest.mark.parametrize(
    ("language", "parts", "joined"),
    [
        ("zh", ("甲", "乙", "丙"), "甲、乙、丙"),
        ("zh", ("甲、乙", "丙"), "甲、乙；丙"),
        ("zh", ("甲",), "甲"),
        ("en", ("a", "b", "c"), "a, b and c"),
        ("en", ("a", "b"), "a and b"),
        ("en", ("a, b", "c"), "a, b; c"),
        ("en", ("1,000", "c"), "1,000; c"),
        ("en", ("a, b",), "a, b"),
    ],
)
def test_a_list_whose_items_hold_its_mark_is_parted_by_semicolons(
    language: Language, parts: tuple[str, ...], joined: str
) -> None:
    """A reader can tell where an item ends; otherwise the last comes behind the conjunction of the language."""
    assert PUNCTUATION[language].series(*parts) == joined


@pytest.mark.parametrize(
    ("method", "pairs", "zh", "en"),
    [
        (Punctuation.label, ("a", "b"), "a：b", "a: b"),
        (Punctuation.label, ("", "b"), "b", "b"),
        (Punctuation.bracket, ("a", "b"), "a（b）", "a (b)"),
        (Punctuation.bracket, ("a", "b", "c"), "a（b，c）", "a (b; c)"),
        (Punctuation.bracket, ("a", "", "c"), "a（c）", "a (c)"),
        (Punctuation.bracket, ("a",), "a", "a"),
        (Punctuation.square_bracket, ("a", "b"), "a［b］", "a [b]"),
        (Punctuation.work, ("a", "b"), "a《b》", "a, “b”"),
        (Punctuation.range, ("1", "2"), "1—2", "1–2"),
    ],
)
def test_both_languages_are_punctuated_alike(
    method: object, pairs: tuple[str, ...], zh: str, en: str
) -> None:
    """One call puts words together in both languages, each with its own marks."""
    assert punctuate(method, *(Both(word, word) for word in pairs)) == (zh, en)  # type: ignore[arg-type]


@given(figures())
def test_both_languages_print_the_same_amount(figure: Figure) -> None:
    """A figure printed by the localizers is the same amount under the same hedge in either language."""
    printed = both().value(Quantity.parse(figure.text))

    zh, en = read_chinese(printed.zh), read_english(printed.en)
    assert zh.amounts == en.amounts == figure.amounts
    assert zh.hedges == en.hedges == [word for word in [figure.hedge] if word]


@given(severals())
def test_an_unstated_number_keeps_its_hedge(text: str) -> None:
    """What a source only hints at is hedged alike in both languages."""
    printed = both().value(Quantity.parse(text))

    assert read_chinese(printed.zh).hedges == read_english(printed.en).hedges


@pytest.mark.parametrize("hedge", Hedge)
def test_every_hedge_is_said_in_both_languages(hedge: Hedge) -> None:
    """Each hedge puts its word beside the amount, and an exact figure has none."""
    zh, en = printing.hedge_in_chinese(hedge, "5"), printing.hedge_in_english(hedge, "5")

    word = zh.replace("5", "")
    assert en == {"": "5", "以上": "5 or more", "以下": "5 or less", "几": "between 5"}.get(
        word, f"{HEDGES.get(word)} 5"
    )


@given(singles() | spans() | named_spans() | latest())
def test_both_languages_print_the_same_date(text: str) -> None:
    """A date, and a moment within it, names the same years, months and days in either language."""
    when = PartialDate.parse(text)

    for printed in (both().value(when), both().moment(when)):
        assert numbers_in_chinese(printed.zh) == numbers_in_english(printed.en)


@given(singles() | spans() | named_spans() | latest())
def test_only_a_span_without_a_name_differs_as_a_moment(text: str) -> None:
    """Something happens within a span that has no name, in either language; elsewhere a moment reads as the date."""
    when = PartialDate.parse(text)
    value, moment = both().value(when), both().moment(when)

    assert (value.zh != moment.zh) == (value.en != moment.en) == when.is_span
    assert not when.is_span or (moment.zh.endswith("之间") and moment.en.startswith("between "))


@given(st.lists(words(), min_size=1, max_size=4), st.booleans())
def test_a_list_holds_every_item_in_both_languages(items: list[str], more: bool) -> None:
    """Each item stands in its order, and a list that goes on says so; in English it begins with a capital."""
    # What a reader of either language sees of an item is told apart by its number.
    texts = tuple(Text(zh=f"{item}字{n}", en=f"{item}x{n}") for n, item in enumerate(items))
    printed = both().value(Items(items=texts, open=more))

    assert re.findall(r"[字](\d)", printed.zh) == [str(n) for n in range(len(items))]
    assert re.findall(r"x(\d)", printed.en) == [str(n) for n in range(len(items))]
    assert (
        more == (both().phrase("open_list").zh in printed.zh) == (both().phrase("open_list").en in printed.en)
    )
    assert printed.en[0] == printed.en[0].upper()


def test_english_has_words_of_its_own_for_a_count_of_one() -> None:
    """One and many are told apart in English, as plain text and as markup; Chinese has one form."""
    english = Localizer(vocabulary(), "en")

    assert [english.phrase("moved", n=n) for n in (1, 2)] == ["postponed once", "postponed 2 times"]
    assert MarkupLocalizer(english).phrase("moved", n=1) == "postponed once"
    assert both().phrase("moved", n=1).zh == "推迟1次"


def test_a_pair_fills_each_language_with_its_own_words() -> None:
    """What fills a phrase in both languages may be a pair, or the same for both."""
    filled = both().phrase("reviews_next", date=Both("明天", "tomorrow"))

    assert "明天" in filled.zh
    assert "tomorrow" in filled.en


@given(hostile(), st.sampled_from(LANGUAGES))
def test_markup_says_what_plain_text_says(text: str, language: Language) -> None:
    """A phrase as markup is the plain phrase, escaped; what fills it makes neither tags nor entities."""
    localizer = Localizer(vocabulary(), language)
    markup = MarkupLocalizer(localizer).phrase("inferred", words=text)

    assert markup.unescape() == localizer.phrase("inferred", words=text)
    assert not set(markup) & set("<>\"'")


def test_what_stands_before_the_first_heading_is_the_lead() -> None:
    """Section zero of a locator is called what it is."""
    assert both().place_in_source("S0¶3") == ("导语第3段", "lead ¶3")


@pytest.mark.parametrize("locator", ["S1¶2", "¶3", "caption 4", "title", "opening"])
def test_every_place_in_a_source_has_words(locator: str) -> None:
    """Each form of locator is said in both languages, with its numbers."""
    printed = both().place_in_source(locator)

    assert [re.findall(r"\d+", line) for line in printed] == [re.findall(r"\d+", locator)] * 2
    assert all(printed)
