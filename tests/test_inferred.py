"""A date that was worked out is marked as inferred wherever it is shown, its own or that of its source."""

import json
import re
from collections.abc import Iterator

from folders import newest_day
from sitegen.export import DataFile
from sitegen.plan.plan import Plan, plan_site
from sitegen.plan.select import dated_record, inferred_from, shown_claim
from sitegen.records.library import Library
from sitegen.render.renderer import render_language, render_pages
from test_differences import put

# A fact in one line, or as a number: each begins with a link to the fact.
BRIEF = re.compile(
    r'<(?:p class="brief"|li class="number">.*?<p class="number-value")><a href="[^"]*#fact-([a-z-]+)">'
    r".*?</(?:p>\n(?!<)|li>)",
    re.DOTALL,
)
MARK = 'class="inferred-mark"'


def briefs(page: str) -> Iterator[tuple[str, str]]:
    """Yield the id of a fact and the text, for every fact that a page tells in short."""
    for match in BRIEF.finditer(page):
        yield match[1], match[0]


def test_facts_in_short_are_marked(plan: Plan, records: object) -> None:
    """On cards and in tables a date has the mark if it was inferred, and only then."""
    found = 0
    for path, page in render_pages(plan).items():
        for identifier, text in briefs(page):
            claim = shown_claim(plan.library.facts[identifier], plan.library)
            found += 1

            assert (MARK in text) == (inferred_from(claim, plan.library) is not None), (path, identifier)
    assert found


def test_facts_in_full_say_from_which_words(plan: Plan, records: object) -> None:
    """In the block of a fact each claim whose date was inferred has the words of its source, or the mark with them."""
    for path, page in render_pages(plan).items():
        language = path.partition("/")[0]
        for match in re.finditer(r'<div class="fact" id="fact-([a-z-]+)">(.*?)\n</div>\n', page, re.DOTALL):
            fact = plan.library.facts[match[1]]
            shown = shown_claim(fact, plan.library)
            words = inferred_from(shown, plan.library)
            first = match[2].partition('<div class="others')[0]
            says = MARK in first or 'class="inferred"' in first

            assert says == (words is not None), (language, match[1])


def test_the_stage_and_the_card_are_marked(tiny: Library) -> None:
    """The stage of a community has the date of the record it rests on; a reader is told if that was inferred."""
    library = put(tiny, ("communities", "elm", "events", 0, "actual", 0, "printed"), lambda _: "去年底")
    assert dated_record("elm-vacated", tiny).inferred_from is None
    assert dated_record("elm-vacated", library).inferred_from == "去年底"
    texts = {
        language: dict(render_language(language, plan_site(library, newest_day(library))))
        for language in ("zh", "en")
    }

    assert 'November 2023 <abbr class="inferred-mark" title="inferred from “去年底”">(inferred)</abbr>' in (
        texts["en"]["en/communities/elm/index.md"] or ""
    )
    assert "as of November 2023 (inferred)" in (texts["en"]["cards/en/communities/elm.svg"] or "")
    assert "（推定）" in (texts["zh"]["cards/zh/communities/elm.svg"] or "")
    assert "November 2023 (inferred)" in (texts["en"]["root/en/communities/elm/index.md"] or "")


def test_data_say_from_which_words(plan: Plan, files: dict[str, DataFile], records: object) -> None:
    """A claim has the words from which its date was inferred, and so has the stage of a community."""
    facts = json.loads(files["facts.json"].text)["items"]
    communities = json.loads(files["communities.json"].text)["items"]

    for item in facts:
        for claim, written in zip(plan.library.facts[item["id"]].claims, item["claims"], strict=True):
            assert written["as_of"]["inferred_from"] == inferred_from(claim, plan.library)
    for item in communities:
        known = dated_record(item["stage"]["basis"], plan.library)
        assert item["stage"]["as_of"]["inferred_from"] == known.inferred_from
