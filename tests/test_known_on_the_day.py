"""A site knows on its day what sources had said by then, and nothing else; as days pass, nothing turns back by itself."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from folders import tiny_library
from sitegen.derived.dated_plans import appeared_by, ledger
from sitegen.derived.standing import standing
from sitegen.generate import root_files
from sitegen.i18n.languages import LANGUAGES
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.records.model import Citation, Event, Fact, Former, PlannedDate, Record, Source, Text
from sitegen.render.renderer import render_language
from sitegen.values.dates import PartialDate

# How many pairs of a source and a day are tried; `make honest` tries a thousand.
PAIRS = int(os.environ.get("PAIRS", "40"))
# What a source says is marked, so that a trace of it is seen: words and dates that nothing else has.
WORDS = Text(zh="只有这个来源说的话", en="saidbythissourcealone")
PAST, AHEAD = PartialDate.parse("1777-07-07"), PartialDate.parse("2777-07")
# As they are printed, since a checksum may hold any four digits.
DATES = tuple(
    f"{before}{year}{after}"
    for year in (1777, 2777)
    for before, after in (("", "-07"), ("", "年"), ("July ", ""), ("", "0731"))
)
MARKS = (WORDS.zh, WORDS.en, *DATES)
FIRST, LAST = date(2023, 3, 1), date(2024, 12, 31)


def files(plan: Plan) -> dict[str, str]:
    """Every file of a site: pages, plain texts, cards, feeds, calendars and data."""
    found = {
        name: text
        for language in LANGUAGES
        for name, text in render_language(language, plan)
        if text is not None
    }
    return found | dict(root_files(plan, ""))


def marked(value: Any, source: str, day: date) -> Any:
    """Return ``value`` with all that ``source`` says marked, and the source published on ``day``."""
    if isinstance(value, tuple):
        return tuple(marked(item, source, day) for item in value)
    if isinstance(value, dict):
        return {key: marked(item, source, day) for key, item in value.items()}
    if not isinstance(value, Record):
        return value
    fields = {name: marked(getattr(value, name), source, day) for name in type(value).model_fields}
    if isinstance(value, Source) and value.id == source:
        published = PartialDate.parse(day.isoformat())
        fields |= {"title": WORDS, "publisher": WORDS, "note": WORDS, "published": published}
    if isinstance(value, (Citation, Former)) and value.source == source:
        own = {"value": WORDS, "name": WORDS, "note": WORDS, "date": PAST, "until": PAST, "as_of": PAST}
        own |= {"scope": WORDS, "printed": WORDS.zh, "why": WORDS} | (
            {"due": AHEAD} if "due" in fields else {}
        )
        fields |= {name: words for name, words in own.items() if name in fields}
    alone = {one.source for one in _citations(value)} == {source}
    if isinstance(value, Event) and alone:
        fields["title"] = WORDS
    if isinstance(value, (Fact, Event)) and source in {one.source for one in _citations(value)}:
        fields["comparison"] = value.comparison and value.comparison.model_copy(update={"why": WORDS})
    return value.model_copy(update=fields)


def _citations(record: Record) -> tuple[Citation, ...]:
    if isinstance(record, Fact):
        return record.claims
    return (*record.plan, *record.actual) if isinstance(record, Event) else ()


@cache
def marked_library(source: str, day: date) -> Library:
    """The tiny library with all that ``source`` says marked, and the source published on ``day``."""
    library = tiny_library()
    kinds = ("sources", "communities", "places", "facilities", "organisations", "glossary", "changes")
    changed = {kind: marked(getattr(library, kind), source, day) for kind in (*kinds, "programme")}
    return replace(library, **changed)


def said_by_it_alone(source: str) -> Iterator[str]:
    """Yield the anchors of the source, and of the facts, events and structures that nothing else supports."""
    library = tiny_library()
    yield f"source-{source}"
    for fact in library.facts.values():
        if {claim.source for claim in fact.claims} == {source}:
            yield f"fact-{fact.id}"
    for event in library.events.values():
        if {one.source for one in (*event.plan, *event.actual)} == {source}:
            yield f"event-{event.id}"


tried: Counter[str] = Counter()


# Each example takes as long as a site: a failure is shown as it is found, not made smaller.
@settings(max_examples=PAIRS, phases=(Phase.explicit, Phase.generate))
@given(st.sampled_from(sorted(tiny_library().sources)), st.dates(FIRST, LAST), st.integers(1, 1500))
def test_a_site_shows_no_trace_of_what_had_not_been_said(source: str, as_of: date, later: int) -> None:
    """Whatever a source says that appears after the day: pages, feeds, calendar and data know nothing of it."""
    found = files(plan_site(marked_library(source, as_of + timedelta(days=later)), as_of))

    traces = (*MARKS, *(f'#{anchor}"' for anchor in said_by_it_alone(source)))
    assert [(name, trace) for name, text in found.items() for trace in traces if trace in text] == []
    tried["pairs"] += 1
    tried["files"] += len(found)


def test_marks_are_seen_once_a_source_has_appeared() -> None:
    """The marks by which a trace is recognised do show as soon as the source has appeared, for every source."""
    for source, record in tiny_library().sources.items():
        if record.withdrawn is None:
            text = "".join(files(plan_site(marked_library(source, FIRST), LAST)).values())
            assert all(words in text for words in MARKS[:2]), source
    print(f"\n{tried['pairs']} pairs of a source and a day, {tried['files']} files without a trace")


def test_what_an_editor_says_of_several_claims_waits_for_all_of_them(tiny: Library) -> None:
    """With two of three claims known, both stand side by side, and nothing is said of how the three compare."""
    college = tiny.facilities["college"]
    students, intake = college.facts
    more = intake.claims[0].model_copy(update={"source": "bulletin"})
    three = intake.model_copy(update={"claims": (*intake.claims, more)})
    changed = college.model_copy(update={"facts": (students, three)})
    library = replace(tiny, facilities={"college": changed})

    for day, claims in ((date(2024, 4, 9), 2), (date(2024, 4, 10), 3)):
        fact = standing(library, day).facts["college-intake"]
        assert len(fact.claims) == claims
        assert (fact.comparison is None) == (claims == 2)
        assert ("两处不同。" in files(plan_site(library, day))["zh/facilities/index.md"]) == (claims == 3)


def test_a_row_filled_only_later_says_so(tiny: Library) -> None:
    """Where all that fills a row of the factsheet came later, the row is not blank, in either language."""
    elm = tiny.communities["elm"]
    *facts, industries = elm.facts
    later = industries.claims[0].model_copy(update={"source": "bulletin"})
    changed = elm.model_copy(update={"facts": (*facts, industries.model_copy(update={"claims": (later,)}))})
    library = replace(tiny, communities={**tiny.communities, "elm": changed})

    for day, is_blank in ((date(2024, 4, 9), True), (date(2024, 4, 10), False)):
        texts = files(plan_site(library, day))
        for language, words in (("zh", "当时未查到"), ("en", "Not found by then")):
            row = texts[f"{language}/communities/elm/index.md"].split('id="row-main"')[1].split("</tr>")[0]
            assert (words in row) == is_blank


def test_on_the_newest_day_everything_is_known(library: Library, day: date) -> None:
    """The site of today leaves nothing out but what withdrawn sources say."""
    today = standing(library, day)

    for kind in ("sources", "communities", "places", "facilities", "organisations", "facts", "events"):
        assert getattr(today, kind).keys() == getattr(library, kind).keys()
    withdrawn = {identifier for identifier, one in library.sources.items() if one.withdrawn}
    for identifier, fact in library.facts.items():
        cited = {claim.source for claim in fact.claims}
        assert cited & withdrawn or today.facts[identifier] == fact


MOVES = [
    {"due": "2024-05", "source": "repost"},
    {"due": "2024-08", "source": "bulletin", "kind": "full_use"},
]


@pytest.fixture
def busy(tiny: Library) -> Library:
    """The tiny library with a plan that is postponed, met in part, and one that is overtaken."""
    bulletin = tiny.sources["bulletin"]
    report = bulletin.model_copy(update={"id": "report", "published": PartialDate.parse("2024-07-10")})
    plan = tuple(PlannedDate.model_validate({**one, "at": "¶1"}) for one in MOVES)
    college = tiny.facilities["college"]
    (moves,) = college.events
    trial = {"date": "2024-07-09", "source": "report", "at": "¶1", "kind": "trial_operation"}
    opens = Event.model_validate(
        {"id": "opens", "title": {"zh": "开学", "en": "It opens"}, "plan": plan, "actual": [trial]}
    )
    accepted = Event.model_validate(
        {
            "id": "accepted",
            "title": {"zh": "验收", "en": "It is accepted"},
            "plan": [{"due": "2024-06", "source": "repost", "at": "¶1"}],
            "overtaken_by": "opens",
        }
    )
    return replace(
        tiny,
        sources={**tiny.sources, "report": report},
        facilities={"college": college.model_copy(update={"events": (moves, opens, accepted)})},
    )


def test_a_year_of_daily_sites_never_turns_back(busy: Library) -> None:
    """Every day has a plan; anchors and entries stay, and without a new source a state only goes on to that of a passed date."""
    appearing = {appeared_by(source) for source in busy.sources.values()}
    withdrawn = {one.withdrawn.date.end for one in busy.sources.values() if one.withdrawn}
    days = [date(2024, 3, 25) + timedelta(days=number) for number in range(366)]
    seen: dict[str, str] = {}
    told: dict[str, date] = {}
    changes: Counter[tuple[str, str]] = Counter()
    for day in days:
        plan = plan_site(busy, day)
        known = {
            event.id: found.state
            for event in plan.library.events.values()
            if (found := ledger(event, day, plan.library))
        }
        news = {item.key: item.day for item in plan.news}

        assert seen.keys() <= known.keys()
        assert told.items() <= news.items() or day in appearing | withdrawn
        assert told.keys() <= news.keys()
        for event in seen:
            if seen[event] != known[event]:
                step = seen[event], known[event]
                changes[step] += 1
                assert (
                    step in {("not_due", "passed"), ("not_due", "partly_met"), ("not_due", "done")}
                    or day in appearing
                ), day
        seen, told = dict(known), news
        if day.day == 11 and day.month % 3 == 1:
            assert files(plan)

    assert seen["opens"] == "done"  # one of its dates was met, the other in part
    assert seen["accepted"] == "overtaken"
    print(f"\n{len(days)} days, {sum(changes.values())} changes of state: {dict(changes)}")
