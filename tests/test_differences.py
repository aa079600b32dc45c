"""What a reader sees change: nothing for equal records, every edit once, and the same both ways round."""

import dataclasses
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folders import library_in, tiny_library
from sitegen.commands.diff import compare
from sitegen.i18n.bilingual import Both
from sitegen.records import model
from sitegen.records.library import Library
from sitegen.records.library import Path as Steps
from sitegen.records.model import Claim, Outcome, Record, Text
from sitegen.report.diff import Change, State, changes
from sitegen.report.diff_text import as_text, aspect_of, sentence
from sitegen.report.follow_up import unconfirmed
from sitegen.report.inventory import inventory
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity

DAY = date(2024, 6, 1)


def put(library: Library, path: Steps, edit: Callable[[Any], Any]) -> Library:
    """Return ``library`` with what stands at ``path`` edited."""
    kind, identifier, *steps = path
    records = getattr(library, str(kind))
    if identifier == "":
        return dataclasses.replace(library, **{str(kind): within(records, steps, edit)})
    changed = within(records[identifier], steps, edit)
    return dataclasses.replace(library, **{str(kind): records | {identifier: changed}})


def within(value: Any, steps: list[str | int], edit: Callable[[Any], Any]) -> Any:
    """Return ``value`` with what stands at ``steps`` edited."""
    if not steps:
        return edit(value)
    step, rest = steps[0], steps[1:]
    if isinstance(value, Record):
        return value.model_copy(update={str(step): within(getattr(value, str(step)), rest, edit)})
    if isinstance(value, dict):
        return value | {step: within(value[step], rest, edit)}
    items = list(value)
    items[int(step)] = within(items[int(step)], rest, edit)
    return tuple(items)


def seen(old: Library, new: Library, day: date = DAY, since: date | None = None) -> tuple[Change, ...]:
    """Return what changes between two libraries."""
    return changes(State(old, since or day), State(new, day))


def written(found: tuple[Change, ...]) -> list[Change]:
    """Return the changes that somebody wrote, without what the site works out from them."""
    return [change for change in found if not change.follows]


def folded(found: tuple[Change, ...], *, turned: bool = False) -> Counter[Any]:
    """Return what changes, to be compared with another; ``turned`` round if told so."""
    return Counter(
        (
            change.thing.key,
            change.aspect,
            *((change.after, change.before) if turned else (change.before, change.after)),
        )
        for change in found
    )


def quantity_of(number: int) -> Quantity:
    """Return a figure that no record has."""
    return Quantity.parse(f"{number}亩")


def claims_of(library: Library) -> list[Steps]:
    """Return the path of every claim that a reader sees: what a withdrawn source says is not shown."""
    return [
        (*located.path, "claims", index)
        for located in library.located_facts()
        for index, claim in enumerate(located.record.claims)
        if library.sources[claim.source].withdrawn is None
    ]


def texts_of(library: Library) -> list[Steps]:
    """Return the path of every text of a top record that is shown as it is."""
    return [
        (*path, *inner)
        for path, record in library.records()
        if path[0] not in ("vocabulary",)
        for inner, _, _ in model.walk_texts(record)
    ]


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """Return a few edits: what kind, which record (counted round and round), and a number."""
    kinds = ("value", "status", "as_of", "drop_fact", "drop_event", "due", "text", "twin", "reverse")
    return draw(
        st.lists(st.tuples(st.sampled_from(kinds), st.integers(0, 999), st.integers(1, 9999)), max_size=5)
    )


def edited(library: Library, todo: list[tuple[str, int, int]]) -> Library:
    """Return ``library`` after the edits."""
    for kind, which, number in todo:
        library = one_edit(library, kind, which, number)
    return library


def one_edit(library: Library, kind: str, which: int, number: int) -> Library:
    """Return ``library`` after one edit."""
    claims, facts, events = claims_of(library), list(library.located_facts()), list(library.located_events())
    claim, fact, event = claims[which % len(claims)], facts[which % len(facts)], events[which % len(events)]
    day = PartialDate.parse(f"2{number % 1000:03}-05")
    if kind in ("value", "status", "as_of"):
        new: Any = {
            "value": quantity_of(number),
            "status": get_args(model.Status)[number % 9],
            "as_of": day,
        }[kind]
        return put(library, (*claim, kind), lambda _: new)
    if kind == "text":
        texts = texts_of(library)
        path = texts[which % len(texts)]
        return put(library, path, lambda text: text.model_copy(update={"zh": f"{text.zh}{number}字"}))
    if kind in ("twin", "reverse") and fact.record.claims:
        copied = fact.record.claims[0].model_copy(update={"value": quantity_of(number)})
        claims_now = (*fact.record.claims, copied) if kind == "twin" else fact.record.claims[::-1]
        return put(library, (*fact.path, "claims"), lambda _: claims_now)
    if kind == "due" and event.record.plan:
        return put(library, (*event.path, "plan", 0, "due"), lambda _: day)
    # What a stage rests on stays.
    bases = {community.stage.basis for community in library.communities.values()}
    if kind == "drop_event" and event.record.id not in bases:
        return put(library, event.path[:-1], lambda all_: tuple(one for one in all_ if one != event.record))
    if kind == "drop_fact" and "projects" not in fact.path and fact.record.id not in bases:
        return put(library, fact.path[:-1], lambda all_: tuple(one for one in all_ if one != fact.record))
    return library


@cache
def basis() -> Library:
    """The tiny library, in which no question or row rests on single facts and no change keeps them, so that any may go."""
    library = put(tiny_library(), ("questions", "", "groups"), lambda _: ())
    library = put(library, ("factsheet", "", "groups", 0, "rows", 1, "at_district"), lambda _: ())
    for identifier in library.changes:
        library = put(library, ("changes", identifier, "was"), lambda _: ())
    return library


@given(edits())
@settings(deadline=None, max_examples=15)
def test_equal_records_are_no_change(todo: list[tuple[str, int, int]]) -> None:
    """Whatever the records are, beside themselves nothing changes, on any day."""
    one = sound(edited(basis(), todo))

    assert seen(one, one) == ()


@given(edits(), edits())
@settings(deadline=None, max_examples=30)
def test_the_way_back_mirrors_the_way_there(
    todo: list[tuple[str, int, int]], other: list[tuple[str, int, int]]
) -> None:
    """Comparing the other way round tells the same changes with before and after exchanged."""
    one, two = sound(edited(basis(), todo)), sound(edited(basis(), other))

    assert folded(seen(one, two)) == folded(seen(two, one), turned=True)


def sound(library: Library) -> Library:
    """Return ``library`` without pointing at facts and events that are gone."""
    known = library.homes.keys()
    places: list[Steps] = [("communities", one, "key_facts") for one in library.communities]
    places += [("changes", one, "records") for one in library.changes]
    for place in (*places, ("site", "", "home_facts")):
        library = put(library, place, lambda ids: tuple(one for one in ids if one in known))
    return library


@given(
    st.sampled_from(["value", "status", "as_of", "due", "text"]), st.integers(0, 999), st.integers(1, 9999)
)
@settings(deadline=None, max_examples=60)
def test_every_single_edit_is_told_once(kind: str, which: int, number: int) -> None:
    """One value, status, date or text that reads differently is one change, under its own name."""
    tiny = tiny_library()
    new = one_edit(tiny, kind, which, number)
    found = written(seen(tiny, new))

    assert len(found) == (0 if same(tiny, new) else 1)
    if found and kind != "text":
        assert found[0].aspect == kind


def same(old: Library, new: Library) -> bool:
    """Whether two libraries hold the same records."""
    return dict(old.records()) == dict(new.records())


def test_honest_records_tell_every_edit_once(library: Library) -> None:
    """It holds for any records, also where several claims of a fact come from one place."""
    count = len(claims_of(library))
    for number, kind in enumerate(("value", "status", "as_of"), start=1):
        new = one_edit(library, kind, number * 7919 % count, number)

        assert len(written(seen(library, new))) == (0 if same(library, new) else 1)


def test_a_figure_that_grows_says_by_how_much(tiny: Library) -> None:
    """Old and new value stand as on the pages, with the share in percent."""
    path = ("communities", "elm", "facts", 1, "claims", 0, "value")
    (change,) = written(seen(tiny, put(tiny, path, lambda _: Quantity.parse("约1500亩"))))

    assert sentence(change) == (
        "内容：约1200亩（约80公顷） → 约1500亩（约100公顷），+25%［约1500亩（约100公顷）（规划，2023年3月19日，转载站，只读到开头）］",
        "value: about 1,200 mu (about 80 ha) → about 1,500 mu (about 100 ha), +25% "
        "[about 1,500 mu (about 100 ha) (planned; 19 March 2023; Repost site, only the opening read)]",
    )


@pytest.mark.parametrize(
    ("before", "after", "aside"),
    [
        ("3亿元", "4亿元", ("约+33.3%", "about +33.3%")),
        ("3亿元", "1.5亿元", ("-50%", "-50%")),
        ("10亩", "2500亩", ("+24,900%", "+24,900%")),
        ("40%", "45.5%", ("+5.5个百分点", "+5.5 percentage points")),
        ("3亿元", "4亿元/亩", None),
        ("3亿元", "超3亿元", None),
        ("20—30亩", "25亩", None),
        ("0家", "3家", None),
        ("数十亿元", "20亿元", None),
    ],
)
def test_percent_only_between_figures_of_one_unit(
    tiny: Library, before: str, after: str, aside: tuple[str, str] | None
) -> None:
    """No share is given for another unit, a range, an unstated amount or one of nothing."""
    path = ("communities", "elm", "facts", 1, "claims", 0, "value")
    old = put(tiny, path, lambda _: Quantity.parse(before))
    (change,) = written(seen(old, put(tiny, path, lambda _: Quantity.parse(after))))

    assert change.aside == aside


def test_a_date_that_moves_says_by_how_many_days(tiny: Library) -> None:
    """The last day counts, later and earlier."""
    path = ("organisations", "maker", "events", 1, "plan", 0, "due")
    later = put(tiny, path, lambda _: PartialDate.parse("2025-06"))
    (change,) = seen(tiny, later)
    (back,) = seen(later, tiny)

    assert sentence(change) == (
        "公布的时间：2025年5月 → 2025年6月，推迟30天",
        "announced date: May 2025 → June 2025, 30 days later",
    )
    assert back.aside == ("提前30天", "30 days earlier")


def test_a_date_put_off_by_a_new_one(tiny: Library) -> None:
    """The new date is told, by how much it moves the deadline, and that the event counts as postponed."""
    path = ("organisations", "maker", "events", 1, "plan")
    new = put(
        tiny, path, lambda plan: (*plan, plan[0].model_copy(update={"due": PartialDate.parse("2025-12")}))
    )
    added, state = seen(tiny, new)

    assert (added.aspect, added.before, added.aside) == ("plan", None, ("推迟214天", "214 days later"))
    assert sentence(state) == (
        "由此，结果：未到公布时间 → 未到公布时间，推迟1次",
        "as a result, outcome: not yet due → not yet due, postponed once",
    )


@pytest.mark.parametrize(
    ("day", "word"), [("2024-05-31", "met"), ("2024-06-03", "done; 3 days later than announced")]
)
def test_what_was_announced_happens(tiny: Library, day: str, word: str) -> None:
    """The report is told and, from it, whether the date was met."""
    path = ("communities", "elm", "events", 1, "actual")
    outcome = Outcome.model_validate({"date": day, "source": "paper", "at": "S1¶1"})
    report, state = seen(tiny, put(tiny, path, lambda _: (outcome,)), date(2024, 7, 1))

    assert (report.aspect, report.before) == ("actual", None)
    assert state.before == (
        "已过公布时间31天，结果未查到",
        "due date passed 31 days ago, no report found",
    )
    assert state.after is not None
    assert state.after.en == word


def test_time_alone_makes_a_date_pass(tiny: Library) -> None:
    """With a day for each side, what has passed in between is told; days that go on counting are not."""
    found = seen(tiny, tiny, date(2025, 6, 1), date(2025, 5, 31))

    assert [(change.thing.key, change.aspect) for change in found] == [(("event", "maker-moves"), "state")]
    assert seen(tiny, tiny, date(2025, 7, 1), date(2025, 6, 1)) == ()


def test_another_claim_shown_first(tiny: Library) -> None:
    """When the order of the sources turns, the switch is told apart from the edit that caused it."""
    new = put(tiny, ("sources", "repost", "tier"), lambda _: "A")
    edit, switch = seen(tiny, new)

    assert {edit.aspect, switch.aspect} == {"tier", "shown"}


def test_a_claim_added_and_lost(tiny: Library) -> None:
    """Each is told with its value, status, date and source."""
    path = ("communities", "elm", "facts", 0, "claims")
    extra = Claim.model_validate(
        {"value": {"zh": "另一名", "en": "Another name"}, "status": "actual", "source": "echo", "at": "title"}
    )
    new = put(tiny, path, lambda claims: (*claims, extra))
    (added,) = seen(tiny, new)

    assert sentence(added)[1] == "added claim: Another name (actual; April 2023; Third site, title)"
    assert sentence(seen(new, tiny)[0])[0] == "删去说法：另一名（实际，2023年4月，又一站，标题）"


def test_a_search_is_told_with_its_day(tiny: Library) -> None:
    """Somebody looked again: what was searched and when stands in one line."""
    search = model.Search.model_validate(
        {"what": {"zh": "区网站", "en": "the district's site"}, "date": "2024-05-25"}
    )
    new = put(tiny, ("programme", "", "searches"), lambda searches: (*searches, search))
    (told,) = [sentence(change) for change in seen(tiny, new)]

    assert told == ("新增查找：区网站（2024年5月25日）", "added search: the district's site (25 May 2024)")


def test_a_gap_is_filled_and_opened(tiny: Library) -> None:
    """A row that was empty is told as found, and the other way round."""
    new = put(tiny, ("communities", "elm", "gaps"), lambda _: ())
    new = put(new, ("communities", "elm", "events", 1, "row"), lambda _: "price")
    told = [sentence(change) for change in seen(tiny, new)]
    back = [sentence(change) for change in seen(new, tiny)]

    assert (
        "未查到的要素：未查到（已读部分未提及） → 已查到",
        "gap: Not found (not in the parts we read) → found",
    ) in told
    assert any(words.en == "gap: found → Not found (not in the parts we read)" for words in back)


def test_names_and_stages(tiny: Library) -> None:
    """A new name and another stage are told in the words of the site."""
    new = put(tiny, ("communities", "elm", "name"), lambda _: Text(zh="新榆谷", en="New Elm Valley"))
    new = put(new, ("communities", "elm", "stage", "value"), lambda _: "cleared")
    told = [sentence(change).en for change in seen(tiny, new)]

    assert "name: Elm Valley → New Elm Valley" in told
    assert "stage: being cleared → cleared" in told


def test_records_that_move_between_files_are_no_change(tiny: Library, library_folder: Path) -> None:
    """A community written into the list instead of a file of its own reads the same."""
    own = (library_folder / "communities" / "elm.yaml").read_text(encoding="utf-8")
    listed = (library_folder / "communities.yaml").read_text(encoding="utf-8")
    lines = own.splitlines()
    inline = "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])])
    (library_folder / "communities.yaml").write_text(listed.replace("- elm", inline, 1), encoding="utf-8")
    shutil.rmtree(library_folder / "communities")
    moved = library_in(library_folder)

    assert "facts:" in (library_folder / "communities.yaml").read_text(encoding="utf-8")
    assert seen(tiny, moved) == ()
    assert compare(State(tiny, DAY), State(moved, DAY), "x").pages == ()


@given(st.integers(0, 999), st.booleans())
@settings(deadline=None, max_examples=30)
def test_one_language_alone_is_to_be_confirmed(which: int, chinese: bool) -> None:
    """A text changed in one language is listed with its line; changed in both, it is not."""
    tiny = tiny_library()
    texts = texts_of(tiny)
    path = texts[which % len(texts)]
    field = "zh" if chinese else "en"
    new = put(tiny, path, lambda text: text.model_copy(update={field: getattr(text, field) + "改"}))
    both = put(new, path, lambda text: text.model_copy(update={"zh": text.zh + "甲", "en": text.en + " x"}))
    (listed,) = unconfirmed(seen(tiny, new), new)

    assert listed.changed == field
    # An entry of a list is confirmed with the list.
    assert tiny.place(path).file == listed.place.file
    assert 0 <= tiny.place(path).line - listed.place.line <= 3
    assert unconfirmed(seen(tiny, both), both) == ()


@cache
def compared_throughout() -> Library:
    """The tiny library, in which every fact can be shown with several claims, whatever their status."""
    library, why = tiny_library(), model.Text(zh="范围不同。", en="The scopes differ.")
    for located in library.located_facts():
        if len(located.record.claims) > 1 and located.record.comparison is None:
            comparison = model.Comparison(relation="scope", why=why)
            library = put(library, (*located.path, "comparison"), lambda _: comparison)  # noqa: B023
    return library


@given(st.sampled_from(["value", "status", "as_of", "due"]), st.integers(0, 999), st.integers(1, 9999))
@settings(deadline=None, max_examples=6)
def test_what_is_told_is_what_pages_show(kind: str, which: int, number: int) -> None:
    """Records that changed give pages that differ, and pages that differ are listed."""
    tiny = compared_throughout()
    new = one_edit(tiny, kind, which, number)
    told = compare(State(tiny, DAY), State(new, DAY), "x")

    assert bool(written(told.changes)) == bool(told.pages)


def test_nothing_but_order_is_said_to_be_nothing_else(tiny: Library) -> None:
    """Pages that differ though no record says anything else are not passed over."""
    new = put(tiny, ("communities", "elm", "facts"), lambda facts: facts[::-1])
    told = compare(State(tiny, DAY), State(new, DAY), "x")

    assert told.changes == ()
    if told.pages:
        assert "顺序" in as_text(told)


def test_every_field_has_words(tiny: Library, library: Library) -> None:
    """Whatever detail may change is called something in both languages."""
    changed = [
        Change(thing, name, Both("", ""), Both("", ""), of)
        for one in (library, tiny)
        for thing in inventory(one).values()
        for of in (None, *thing.parts)
        for name in (of or thing).details
    ]

    assert {one.aspect for one in changed} >= {"home", "text", "value", "stage.value", "comparison.why"}
    assert all(all(aspect_of(one)) for one in changed)


def test_a_field_is_named_by_its_own_record(tiny: Library) -> None:
    """The source of a claim, of a name and the list that a claim stands in each have their own words."""
    things = inventory(tiny)
    fact, community = things["fact", "elm-area"], things["communities", "elm"]
    names = [
        aspect_of(Change(thing, name, None, Both("", ""), of)).en
        for thing, name, of in (
            (fact, "source", fact.parts[0]),
            (fact, "claims", fact.parts[0]),
            (fact, "", None),
            (fact, "home", None),
            (community, "name_source", None),
            (community, "stage.value", None),
        )
    ]

    assert names == ["source", "claim", "fact", "belongs to", "source of the English name", "stage"]


def test_records_from_before_a_phrase_are_compared(tiny: Library) -> None:
    """A phrase that came with the program of today says what the records of old say, and is itself told as new."""
    vocabulary = tiny.vocabulary.model_copy(
        update={"phrases": {key: one for key, one in tiny.vocabulary.phrases.items() if key != "opening"}}
    )
    told = compare(State(dataclasses.replace(tiny, vocabulary=vocabulary), DAY), State(tiny, DAY), "x")

    assert [change.thing.key for change in told.changes] == [("vocabulary", "phrases", "opening")]
    assert told.pages == ()
