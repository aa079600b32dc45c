"""What facts rest on is counted by independent source and said first; a publisher nobody could identify is said to be one."""

import json
from typing import get_args

import pytest

from folders import newest_day
from sitegen.derived.reliance import Reliance, is_confirmed, reliance, sole_source
from sitegen.export import DataFile
from sitegen.plan.plan import Plan, plan_site
from sitegen.plan.select import shown_claim
from sitegen.records.library import Library
from sitegen.records.model import Claim, Comparison, Fact, Text, Tier
from sitegen.render.renderer import render_pages
from test_differences import put

AREA = ("communities", "elm", "facts", 1)
# Every page that says what it rests on, with the words for where.
SAYING = {
    "": ("本站", "on this site"),
    "about/": ("本站", "on this site"),
    "communities/elm/": ("本页", "here"),
}


def fact_from(tiny: Library, *sources: str, relation: str = "") -> Fact:
    """Return a fact with a claim from each of ``sources``."""
    fact = tiny.facts["elm-area"]
    claims = tuple(fact.claims[0].model_copy(update={"source": source}) for source in sources)
    why = Text(zh="理由", en="Why")
    comparison = Comparison.model_validate({"relation": relation, "why": why}) if relation else None
    return fact.model_copy(update={"claims": claims, "comparison": comparison})


@pytest.mark.parametrize(
    ("sources", "relation", "sole", "confirmed"),
    [
        (("paper",), "", "paper", False),
        (("paper", "bulletin"), "agreement", None, True),
        (("paper", "bulletin"), "conflict", None, False),
        (("paper", "bulletin"), "scope", None, False),
        # `echo` repeats `repost`, so that the two are one source.
        (("echo",), "", "repost", False),
        (("repost", "echo"), "agreement", "repost", False),
        (("echo", "paper"), "agreement", None, True),
    ],
)
def test_a_reprint_counts_as_its_original(
    sources: tuple[str, ...], relation: str, sole: str | None, confirmed: bool, tiny: Library
) -> None:
    """Two sources confirm a fact if they agree and neither repeats the other; else one is all that it rests on."""
    fact = fact_from(tiny, *sources, relation=relation)

    assert sole_source(fact, tiny) == sole
    assert is_confirmed(fact, tiny) == confirmed


def test_whoever_quotes_the_same_body_is_no_second_source(tiny: Library) -> None:
    """Two reports of what one body says are one voice; beside what a report says itself they are another."""
    fact = fact_from(tiny, "paper", "bulletin", relation="agreement")
    quoting = tuple(claim.model_copy(update={"said_by": "bureau"}) for claim in fact.claims)
    mixed = (fact.claims[0], quoting[1])

    assert not is_confirmed(fact.model_copy(update={"claims": quoting}), tiny)
    assert sole_source(fact.model_copy(update={"claims": quoting}), tiny) == "paper"
    assert is_confirmed(fact.model_copy(update={"claims": mixed}), tiny)


def test_facts_are_counted_by_what_they_rest_on(tiny: Library) -> None:
    """The main source is that of most facts; none is, where no fact rests on one alone."""
    one, two = fact_from(tiny, "paper"), fact_from(tiny, "echo")
    both = fact_from(tiny, "paper", "bulletin", relation="agreement")
    differing = fact_from(tiny, "paper", "bulletin", relation="conflict")

    assert reliance([one, two, two, both, differing], tiny) == Reliance(5, 3, 1, tiny.sources["repost"], 2)
    assert reliance([both, differing], tiny) == Reliance(2, 0, 1, None, 0)
    assert reliance([both, differing], tiny).differing == 1
    assert reliance([], tiny) == Reliance(0, 0, 0, None, 0)


@pytest.mark.parametrize("tier", get_args(Tier))
def test_pages_say_what_they_rest_on(tier: Tier, tiny: Library) -> None:
    """Home, about and each community count in both languages, and name the main source, and that nobody could identify it."""
    library = put(tiny, ("sources", "paper", "tier"), lambda _: tier)
    plan = plan_site(library, newest_day(library))
    pages = render_pages(plan)

    for page, (zh, en) in SAYING.items():
        homes = plan.library.homes
        facts = [
            fact
            for fact in plan.library.facts.values()
            if page != "communities/elm/" or homes[fact.id].community is plan.library.communities["elm"]
        ]
        found = reliance(facts, plan.library)
        chinese, english = pages[f"zh/{page}index.md"], pages[f"en/{page}index.md"]

        assert (
            f"{zh}{found.total}条事实中，{found.alone}条只有一个来源，其中{found.on_main}条出自<a " in chinese
        )
        assert f"facts {en} rest on one source alone, {found.on_main} of them on <a " in english
        assert ("该专版出处未能确认，可能是推介稿" in chinese) == (tier == "P")
        assert ("which is unidentified and likely promotional" in english) == (tier == "P")


def test_what_honest_records_rest_on_adds_up(plan: Plan, files: dict[str, DataFile], records: object) -> None:
    """Pages, data and sources count alike: every fact is either on one source alone or on several."""
    library = plan.library
    site = reliance(library.facts.values(), library)
    facts = json.loads(files["facts.json"].text)["items"]
    sources = json.loads(files["sources.json"].text)["items"]

    assert site.alone == sum(fact["independent"] == 1 for fact in facts)
    assert site.alone == sum(len(source["alone"]) for source in sources)
    assert site.confirmed == sum(fact["confirmed"] for fact in facts)
    assert site.alone + site.confirmed <= site.total == len(facts)
    assert site.on_main == max((len(source["alone"]) for source in sources), default=0)
    for fact in facts:
        assert not fact["confirmed"] or fact["independent"] > 1
        assert fact["independent"] <= fact["sources"] <= len(fact["claims"])
    home = render_pages(plan)["en/index.md"]
    assert f"{site.alone} of the {site.total} facts on this site" in home


def test_a_named_publisher_comes_before_an_unidentified_one(tiny: Library) -> None:
    """The tiers have an order of their own: an unidentified feature stands below commercial media, above reposts."""
    fact = fact_from(tiny, "paper", "repost", relation="conflict")

    def first(tier: str) -> Claim:
        library = put(tiny, ("sources", "paper", "tier"), lambda _: "P")
        return shown_claim(fact, put(library, ("sources", "repost", "tier"), lambda _: tier))

    assert {tier: first(tier).source for tier in get_args(Tier)} == {
        "A": "repost", "B": "repost", "C": "repost", "P": "paper", "D": "paper",
    }  # fmt: skip
