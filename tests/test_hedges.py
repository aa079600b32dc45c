"""What a source hedges is hedged wherever it is printed: on pages, in plain texts, cards, feeds, calendars and data.

The words of the hedges in both languages are those of `test_quantity`, which shares none with the program.
"""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from conftest import ADDRESS
from folders import newest_day
from sitegen.export import DataFile, data_files
from sitegen.i18n.figures import in_chinese, in_english
from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import render_language
from sitegen.values.quantity import Quantity
from test_differences import put
from test_quantity import HEDGES, longest_first

WORDS = re.compile(longest_first(HEDGES))
# Where a number begins: behind a numeral, or a digit and its point, there is more of it.
BEGINS = "(?<![0-9〇零一二两三四五六七八九十百千万亿数几])(?<![0-9][.,])"


class Hedged(NamedTuple):
    """A figure with the word that hedges it: as printed in each language, and what would be left without the word."""

    whole: dict[str, str]
    bare: dict[str, str]


def figures(library: Library) -> list[Quantity]:
    """Return every figure of a claim, or of a former claim."""
    values = [claim.value for fact in library.facts.values() for claim in fact.claims]
    values += [former.value for change in library.changes.values() for former in change.was]
    return [value for value in values if isinstance(value, Quantity)]


def words_of(figure: Quantity) -> str:
    """Return a figure in English without the conversion behind it."""
    return in_english(figure).partition(" (")[0]


def hedged(figure: Quantity) -> Hedged | None:
    """Return a figure that the source hedges with one of the words, with the twin of the word in English."""
    zh, en = str(figure), words_of(figure)
    word = WORDS.search(zh)
    if word is None:
        return None
    assert HEDGES[word[0]] in en, figure
    bare = en.replace(HEDGES[word[0]], "", 1).strip()
    return Hedged({"zh": zh, "en": en}, {"zh": zh.replace(word[0], "", 1), "en": bare})


def outputs(plan: Plan, files: dict[str, DataFile]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of everything that readers get, lines of calendars and escapes of Markdown undone."""
    for language in LANGUAGES:
        for path, text in render_language(language, plan, ADDRESS):
            assert text is not None
            yield path, re.sub(r"\r?\n ", "", text) if path.endswith(".ics") else text.replace("\\", "")
    for name, file in files.items():
        if name.endswith(".json"):
            yield name, file.text
        elif name.endswith(".csv"):
            yield name, "\n".join(cell for row in csv.reader(file.text.splitlines()) for cell in row)


def unhedged(plan: Plan, files: dict[str, DataFile]) -> list[tuple[str, str]]:
    """Return (path, words) wherever a figure stands that is some claim's, without the word that hedges it there."""
    known = figures(plan.library)
    found = [one for one in map(hedged, known) if one]
    # What is printed as some claim says it is right. Without a unit, as in English for what Chinese counts with a
    # classifier, a number may be any.
    whole, bare = (
        longest_first(re.escape(text) for text in texts if re.search(r"[^\d,.\s]", text))
        for texts in (
            # A name may hold a figure, as the threshold of a statistical term does.
            {text for figure in known for text in (str(figure), words_of(figure))}
            | set(plan.library.vocabulary.official_names),
            {text for one in found for text in one.bare.values()},
        )
    )
    if not bare:
        return []
    right = re.compile(f"{BEGINS}(?:{whole})")
    wrong = re.compile(rf"{BEGINS}(?:{bare})(?!\w)")
    return [
        (path, match[0])
        for path, text in outputs(plan, files)
        for match in wrong.finditer(right.sub("", text))
    ]


def test_no_output_drops_a_hedge(plan: Plan, files: dict[str, DataFile], records: object) -> None:
    """Nowhere in what readers get does a figure of a claim stand without the word that hedges it in its source."""
    assert unhedged(plan, files) == []


def test_every_hedge_is_where_its_claim_is_shown(
    plan: Plan, files: dict[str, DataFile], records: object
) -> None:
    """The page of a fact, its plain text, the JSON and the table of claims print the hedged figure in their language."""
    texts = dict(outputs(plan, files))
    rows = {
        (row["fact_id"], row["claim"]): row
        for row in csv.DictReader(files["claims.csv"].text.removeprefix("\ufeff").splitlines())
    }
    for fact in plan.library.facts.values():
        for number, claim in enumerate(fact.claims, start=1):
            found = hedged(claim.value) if isinstance(claim.value, Quantity) else None
            if found is None:
                continue
            row = rows[fact.id, f"{number}"]
            for language in LANGUAGES:
                said = found.whole[language]

                assert said in row[f"value_{language}"]
                assert said in texts["facts.json"]
                for folder in ("", "root/"):
                    pages = (text for path, text in texts.items() if path.startswith(f"{folder}{language}/"))
                    assert any(said in text for text in pages), (fact.id, folder, language)
            assert row["hedge"] not in ("", "exact")


@pytest.mark.parametrize("word", HEDGES)
def test_each_word_is_kept_in_each_output(word: str, tiny: Library) -> None:
    """Of the tiny library, with each word in turn in a claim and in what the site said before."""
    inside = word in "余多"
    after = HEDGES[word] in ("or more", "or less", "around")
    text = f"1300{word}亩" if inside else f"1300亩{word}" if after else f"{word}1300亩"
    library = put(
        tiny, ("communities", "elm", "facts", 1, "claims", 1, "value"), lambda _: Quantity.parse(text)
    )
    plan = plan_site(library, newest_day(library))
    files = {file.name: file for file in data_files(library, plan.as_of, ADDRESS)}

    texts = dict(outputs(plan, files))

    assert unhedged(plan, files) == []
    for language, said in (("zh", text), ("en", words_of(Quantity.parse(text)))):
        for path in (f"{language}/communities/elm/index.md", f"root/{language}/communities/elm/index.md"):
            assert said in texts[path]
        assert said in texts[f"{language}/compare/index.md"]
        assert said in texts["facts.json"]
        assert said in texts["claims.csv"]
    assert HEDGES[word] in words_of(Quantity.parse(text))


def test_a_dropped_hedge_is_found(tiny: Library) -> None:
    """The test above would see a hedge that a page drops."""
    plan = plan_site(tiny, newest_day(tiny))
    files = {file.name: file for file in data_files(tiny, plan.as_of, ADDRESS)}
    index = files["facts.json"]
    wrong = index.content.replace("1000余亩".encode(), "1000亩".encode())
    content = {**files, "facts.json": DataFile(index.name, index.media_type, wrong)}

    assert ("facts.json", "1000亩") in unhedged(plan, content)


@pytest.mark.parametrize("word", HEDGES)
def test_a_conversion_is_hedged_once(word: str) -> None:
    """Hectares keep one hedge: Chinese never says 约 and 以上 together."""
    inside = word in "余多"
    after = HEDGES[word] in ("or more", "or less", "around")
    text = f"1300{word}亩" if inside else f"1300亩{word}" if after else f"{word}1300亩"
    figure = Quantity.parse(text)

    hectares = in_chinese(figure).removeprefix(text)
    assert len(re.findall("约|超|近|以上|以下|可达|不足", hectares)) == 1
    assert (
        len(
            re.findall(
                "about|over|nearly|at least|at most|up to|under|or more|or less",
                in_english(figure).partition(" (")[2],
            )
        )
        == 1
    )


def test_an_order_of_magnitude_is_not_exact(tiny_files: dict[str, DataFile]) -> None:
    """Of 数十亿元 the data say that it is several, and give no amount."""
    rows = list(csv.DictReader(tiny_files["claims.csv"].text.removeprefix("\ufeff").splitlines()))
    (row,) = (row for row in rows if row["source_form"] == "数十亿元")

    assert (row["hedge"], row["low"], row["high"], row["magnitude"]) == ("several", "", "", "9")
