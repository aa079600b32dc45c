"""Each announced date is judged by itself, by the calendar and by what was known on the day; so is the whole event."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import tiny_library
from sitegen.derived.dated_plans import Ledger, best_outcome, known_on, ledger
from sitegen.i18n.languages import LANGUAGES
from sitegen.i18n.localizer import Localizer
from sitegen.plan.plan_words import state_words, whole_words
from sitegen.records.library import Library
from sitegen.records.model import Event, PlanState, Source

DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))
KNOWN = "2019-01-01"
LATER = date(2030, 1, 1)


def source(identifier: str, published: str, tier: str) -> Source:
    """A publication of that date and tier."""
    name = {"zh": "来源", "en": "A source"}
    record = {"id": identifier, "title": name, "publisher": name, "published": published, "tier": tier}
    return Source.model_validate(record | {"language": "zh", "read": "2026-11-23", "extent": "whole"})


# A ledger asks its library for nothing but the sources, and the events that overtake.
LIBRARY = cast(
    Library,
    SimpleNamespace(
        events={},
        sources={
            "first": source("first", KNOWN, "B"),
            "plan": source("plan", "2022-04", "B"),
            "letter": source("letter", "../2024-06", "B"),
            "feature": source("feature", "2024-01/2024-03", "B"),
            "news": source("news", "2024-06-30", "B"),
            "filing": source("filing", "2025-06-30", "A"),
            "repost": source("repost", "../2024-09", "D"),
            "year": source("year", "2026", "B"),
            "to-come": source("to-come", "2027-01-10", "B"),
        },
    ),
)


def date_for(
    due: str | None, said: str | None = None, source: str = "first", **fields: object
) -> dict[str, Any]:
    """An announced date as it stands in the records; published long ago, so that it is known, unless told otherwise."""
    return {"due": due, "said": said, "source": source, "at": "¶1", **fields}


def outcome(when: str, source: str = "first", kind: str | None = None) -> dict[str, Any]:
    """A report that it happened."""
    return {"date": when, "source": source, "at": "¶1", "kind": kind}


def event(plan: list[dict[str, Any]], actual: list[dict[str, Any]] | None = None) -> Event:
    """An event with these dates and reports."""
    title = {"zh": "医院投用", "en": "The hospital opens"}
    return Event.model_validate({"id": "hospital", "title": title, "plan": plan, "actual": actual or []})


def judge(subject: Event, as_of: date) -> Ledger:
    """Return the ledger of an event that somebody knew of."""
    found = ledger(subject, as_of, LIBRARY)
    assert found
    return found


def verdict(subject: Event, as_of: date) -> tuple[str, int]:
    """Return state and days."""
    found = judge(subject, as_of)
    return found.state, found.days


HOSPITAL = date_for("2024-05", source="feature")


@pytest.mark.parametrize(
    ("as_of", "actual", "state", "days"),
    [
        (date(2024, 3, 31), None, "not_due", 0),
        (date(2024, 5, 31), None, "not_due", 0),
        (date(2024, 6, 1), None, "passed", 1),
        (date(2024, 6, 30), None, "passed", 30),
        (date(2024, 6, 1), "2024-06-30", "passed", 1),
        (date(2024, 6, 30), "2024-06-30", "later", 30),
        (LATER, "2024-06-30", "later", 30),
        (LATER, "2024-05-31", "met", 0),
        (LATER, "2024-05", "met", 0),
        (LATER, "2024-03-02", "met", 0),
        (LATER, "2024-06-01", "later", 1),
        (LATER, "2024-06", "later", 1),
        (LATER, "2024-05-31/2024-06-01", "unjudged", 0),
        (LATER, "2024", "unjudged", 0),
        (LATER, "../2024-06", "unjudged", 0),
        (LATER, "../2024-05", "met", 0),
    ],
)
def test_a_hospital_announced_for_may(as_of: date, actual: str | None, state: str, days: int) -> None:
    """What the feature announces for May 2024 is judged by the day on which one looks and by the outcome."""
    subject = event([HOSPITAL], [outcome(actual, "news")] if actual else [])

    assert verdict(subject, as_of) == (state, days)


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2024-05-17", date(2024, 5, 17)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2024", date(2024, 12, 31)),
        ("2024-01/2024-06", date(2024, 6, 30)),
        ("../2024-11", date(2024, 11, 30)),
    ],
)
@pytest.mark.parametrize("days", [1, 2, 365, 1000])
def test_a_date_is_due_until_its_last_day(due: str, last: date, days: int) -> None:
    """On the last day that the due date may be it is not yet due; from the next day on, days are counted."""
    subject = event([date_for(due)])

    assert verdict(subject, last) == ("not_due", 0)
    assert verdict(subject, last + timedelta(days=days)) == ("passed", days)


@given(DAYS, DAYS)
def test_open_dates_have_passed_by_the_days_since(due: date, as_of: date) -> None:
    """Without an outcome, the days since are those between the due day and the day on which one looks."""
    over = max(0, as_of.toordinal() - due.toordinal())

    assert verdict(event([date_for(str(due))]), as_of) == ("passed" if over else "not_due", over)


@given(DAYS, DAYS)
def test_outcomes_are_later_by_the_days_after(due: date, actual: date) -> None:
    """Once it has happened, the days are those between the due day and the day itself, for good."""
    over = max(0, actual.toordinal() - due.toordinal())

    assert verdict(event([date_for(str(due))], [outcome(str(actual))]), LATER) == (
        "later" if over else "met",
        over,
    )


def whens() -> st.SearchStrategy[str]:
    """A date of any precision, as it is stored."""
    cut = st.builds(lambda day, length: str(day)[:length], DAYS, st.sampled_from([4, 7, 10]))
    pairs = st.tuples(DAYS, DAYS).filter(lambda pair: pair[0] < pair[1])
    return cut | cut.map("../{}".format) | pairs.map(lambda pair: f"{pair[0]}/{pair[1]}")


@given(
    st.lists(st.builds(date_for, st.none() | whens(), st.none() | whens()), max_size=4),
    st.lists(st.builds(outcome, whens(), st.sampled_from(["feature", "filing", "repost"])), max_size=3),
    DAYS,
)
def test_days_are_counted_when_later_or_passed_only(
    plan: list[dict[str, Any]], actual: list[dict[str, Any]], as_of: date
) -> None:
    """A number of days goes with a date that was missed and with nothing else; every part of a ledger was known by then."""
    judged = event(plan, actual)
    found = ledger(judged, as_of, LIBRARY)
    known = [report for report in judged.actual if known_on(report, LIBRARY) <= as_of]

    if found is None:
        assert known == []
        return
    assert (found.days > 0) == (found.state in ("passed", "later"))
    assert found.days >= 0
    assert found.is_planned == bool(found.dates)
    assert 0 <= found.moved <= max(0, len(found.dates) - 1)
    assert found.due or found.state in ("undated", "done")
    assert (found.outcome is None) == (found.state in ("undated", "not_due", "passed"))
    assert found.reports == tuple(known)
    assert all((one.days > 0) <= (one.state in ("passed", "later")) for one in found.dates)


def test_a_plan_without_a_date_is_undated() -> None:
    """Nothing is later than a plan that names no date; once it has happened it is done."""
    subject = event([date_for(None)])

    assert verdict(subject, LATER) == ("undated", 0)
    assert verdict(event([date_for(None)], [outcome("2024-07-01")]), LATER) == ("done", 0)


def test_what_happened_unannounced_is_done() -> None:
    """An event that nobody announced is neither met nor later."""
    found = judge(event([], [outcome("2024-07-01")]), LATER)

    assert (found.state, found.days, found.is_planned, found.due) == ("done", 0, False, None)


@pytest.mark.parametrize(
    ("dues", "moved"),
    [
        (["2024"], 0),
        (["2024", "2024-05"], 0),
        (["2024-05", "2024-05-31"], 0),
        (["2024-05", "2024-05"], 0),
        (["2024-05", "2024"], 0),
        (["2024-06", "2024-05"], 0),
        (["2024-05", "2024-06"], 1),
        (["2024-05-31", "2024-06-01"], 1),
        (["2024", "2025"], 1),
        (["2024", "2024-05", "2025"], 1),
        (["2024-05", None, "2024-09"], 1),
        (["2023-07", "2025-06-30"], 1),
        (["2023-07", "2025-06-30", "2027-06-30"], 2),
        ([None], 0),
        ([], 0),
    ],
)
def test_only_postponements_count_as_moves(dues: list[str | None], moved: int) -> None:
    """A date has moved if its new date begins after the old one is over, not if it became more precise."""
    subject = event([date_for(due) for due in dues], [outcome("2019-02-01")])

    assert judge(subject, LATER).moved == moved


FACTORY = event(
    [
        date_for("2023-07", source="plan"),
        date_for("2025-06-30", source="letter"),
        date_for("2027-06-30", None, "filing"),
    ]
)


@pytest.mark.parametrize(
    ("as_of", "due", "moved", "state", "days"),
    [
        (date(2022, 4, 30), "2023-07", 0, "not_due", 0),
        (date(2023, 8, 10), "2023-07", 0, "passed", 10),
        (date(2024, 6, 29), "2023-07", 0, "passed", 334),
        (date(2024, 6, 30), "2025-06-30", 1, "not_due", 0),
        (date(2025, 6, 29), "2025-06-30", 1, "not_due", 0),
        (date(2025, 6, 30), "2027-06-30", 2, "not_due", 0),
        (date(2027, 7, 1), "2027-06-30", 2, "passed", 1),
    ],
)
def test_the_latest_date_known_on_the_day_counts(
    as_of: date, due: str, moved: int, state: str, days: int
) -> None:
    """A postponement counts from the day on which its source appeared."""
    found = judge(FACTORY, as_of)

    assert found.due
    assert (str(found.due.announced.due), found.moved, found.state, found.days) == (due, moved, state, days)
    assert tuple(one.announced for one in found.dates) == FACTORY.plan[: moved + 1]


def test_nobody_knows_a_date_before_it_is_announced() -> None:
    """An event does not exist until a source announces or reports it."""
    unheard, happened = event([HOSPITAL]), event([HOSPITAL], [outcome("2023-12-01", "filing")])

    assert ledger(FACTORY, date(2022, 4, 29), LIBRARY) is None
    assert ledger(unheard, date(2024, 3, 30), LIBRARY) is None
    assert judge(unheard, date(2024, 3, 31)).state == "not_due"
    assert judge(happened, date(2025, 6, 29)).state == "passed"
    assert judge(happened, date(2025, 6, 30)).state == "met"
    assert ledger(event([]), LATER, LIBRARY) is None


@pytest.mark.parametrize(
    ("citation", "known"),
    [
        # When it happened, or was announced, does not matter, but when the source that says so appeared.
        (outcome("../2023-11", "filing"), "2025-06-30"),
        (outcome("2023-11", "filing"), "2025-06-30"),
        (date_for("2024", "2020-09-11", "filing"), "2025-06-30"),
        (date_for(None, "../2020", "letter"), "2024-06-30"),
        # If the source has no exact day, the day by which it had certainly appeared.
        (outcome("2023-11", "feature"), "2024-03-31"),
        (outcome("2024-02-11", "feature"), "2024-03-31"),
        (outcome("../2024-05", "feature"), "2024-03-31"),
        (date_for("2025", "2024-03", "feature"), "2024-03-31"),
        # At the latest that is the day on which it was read.
        (outcome("2026-02-11", "year"), "2026-11-23"),
        (outcome("2027-01-05", "to-come"), "2027-01-10"),
    ],
)
def test_what_is_known_follows_from_when_its_source_appeared(citation: dict[str, Any], known: str) -> None:
    """On any day before, a page does not know of it, be it a plan or an outcome."""
    (record,) = event([], [citation]).actual if "date" in citation else event([citation]).plan
    day = known_on(record, LIBRARY)

    assert str(day) == known
    subject = event([citation] if "due" in citation else [], [citation] if "date" in citation else [])
    assert ledger(subject, day - timedelta(days=1), LIBRARY) is None
    assert ledger(subject, date(1000, 1, 1), LIBRARY) is None
    assert ledger(subject, day, LIBRARY)


def test_an_undated_reminder_does_not_lift_the_date() -> None:
    """A later statement without a date leaves the last dated one in force."""
    found = judge(event([date_for("2024-05"), date_for(None)]), date(2024, 6, 1))

    assert (found.state, found.days, len(found.dates)) == ("passed", 1, 2)


@pytest.mark.parametrize(
    ("reports", "best"),
    [
        ([("2024", "filing"), ("2024-05", "repost"), ("2024-05-10", "repost")], ("2024-05-10", "repost")),
        ([("../2024-05", "filing"), ("2024", "repost")], ("2024", "repost")),
        (
            [("2024-05-10", "repost"), ("2024-05-12", "filing"), ("2024-05-11", "feature")],
            ("2024-05-12", "filing"),
        ),
        ([("2024-05-10", "feature"), ("2024-05-12", "feature")], ("2024-05-10", "feature")),
    ],
)
def test_the_narrowest_report_of_the_best_tier_is_used(
    reports: list[tuple[str, str]], best: tuple[str, str]
) -> None:
    """Among reports the most precise decides, then the tier of the source, then the order of the records."""
    found = best_outcome(event([], [outcome(when, said_in) for when, said_in in reports]).actual, LIBRARY)

    assert found
    assert (str(found.date), found.source) == best
    assert best_outcome([], LIBRARY) is None


LADDER = ("completion", "ready", "trial_operation", "full_use")


@pytest.mark.parametrize("planned", LADDER)
@pytest.mark.parametrize("reported", LADDER)
def test_an_earlier_step_meets_a_date_in_part_and_a_later_one_shows_that_it_was_reached(
    planned: str, reported: str
) -> None:
    """Trial operation is not full use; what is in full use has been completed, though nobody knows when if that was late."""
    gap = LADDER.index(reported) - LADDER.index(planned)
    plan = [date_for("2024-05", kind=planned)]
    in_time, too_late = (event(plan, [outcome(day, kind=reported)]) for day in ("2024-05-20", "2024-06-30"))

    assert verdict(in_time, LATER) == (("met", 0) if gap >= 0 else ("partly_met", 0))
    expected = ("later", 30) if gap == 0 else ("unjudged", 0) if gap > 0 else ("partly_met", 0)
    assert verdict(too_late, LATER) == expected


def test_a_step_short_of_the_plan_waits_for_the_date_to_pass() -> None:
    """Until the date has passed, the plan may still be met; a report that names no step counts as what was planned."""
    subject = event([date_for("2024-05", kind="full_use")], [outcome("2019-04-01", kind="trial_operation")])

    assert verdict(subject, date(2024, 5, 31)) == ("not_due", 0)
    assert verdict(subject, date(2024, 6, 1)) == ("partly_met", 0)
    unnamed = event([date_for("2024-05", kind="full_use")], [outcome("2024-05-02")])
    assert verdict(unnamed, LATER) == ("met", 0)


def test_what_names_no_measure_cannot_be_judged() -> None:
    """Before its date it is not yet due; after it, or once something is reported, nobody can say."""
    plan = [date_for("2024-05", no_measure=True)]

    assert verdict(event(plan), date(2024, 5, 31)) == ("not_due", 0)
    assert verdict(event(plan), date(2024, 6, 1)) == ("unjudged", 0)
    assert verdict(event(plan, [outcome("2024-05-02")]), date(2024, 5, 20)) == ("unjudged", 0)


def test_a_plan_given_up_is_withdrawn_until_it_is_announced_anew() -> None:
    """From the day of the statement on, no days are counted; what happens after all is judged as ever."""
    given_up = date_for(None, source="news", withdrawn=True)
    plan = [date_for("2024-05"), given_up]

    assert verdict(event(plan), date(2024, 6, 29)) == ("passed", 29)
    assert verdict(event(plan), date(2024, 6, 30)) == ("withdrawn", 0)
    assert [one.state for one in judge(event(plan), LATER).dates] == ["withdrawn", "withdrawn"]
    anew = event([*plan, date_for("2026-12", source="filing")])
    assert verdict(anew, date(2025, 6, 30)) == ("not_due", 0)
    assert [one.state for one in judge(anew, LATER).dates] == ["withdrawn", "withdrawn", "passed"]
    after_all = judge(event(plan, [outcome("2024-06-02", "filing")]), LATER)
    assert [(one.state, one.days) for one in after_all.dates] == [("later", 2), ("withdrawn", 0)]
    assert (after_all.state, after_all.days) == ("later", 2)


def test_what_a_later_step_presupposes_is_waited_for_no_longer() -> None:
    """From the day on which a report of the later step appeared, directly or through another event; a circle ends."""

    def named(identifier: str, overtaken_by: str, actual: list[dict[str, Any]] | None = None) -> Event:
        plan = [date_for("2024-03")]
        return event(plan, actual).model_copy(update={"id": identifier, "overtaken_by": overtaken_by})

    accepted, ready = named("accepted", "ready"), named("ready", "opened")
    opened = named("opened", "accepted", [outcome("2024-06-20", "news")])
    library = cast(
        Library,
        SimpleNamespace(sources=LIBRARY.sources, events={one.id: one for one in (accepted, ready, opened)}),
    )

    before, after = (ledger(accepted, day, library) for day in (date(2024, 6, 29), date(2024, 6, 30)))
    assert before
    assert after
    assert (before.state, before.days, before.overtaken_by) == ("passed", 90, None)
    assert (after.state, after.days, after.overtaken_by) == ("overtaken", 0, opened)
    assert [(one.state, one.days) for one in after.dates] == [("overtaken", 0)]


def said(subject: Event, as_of: date = LATER, library: Library = LIBRARY) -> tuple[str, str, str, str]:
    """What is said of an event: its state, then what became of each date, in Chinese and in English."""
    found = ledger(subject, as_of, library)
    assert found
    zh, en = (Localizer(tiny_library().vocabulary, language) for language in LANGUAGES)
    return (
        state_words(zh, found),
        state_words(en, found),
        whole_words(zh, found, library),
        whole_words(en, found, library),
    )


OPENED = event([], [outcome("2024-06-30")]).model_copy(update={"id": "opened"})
OVERTAKING = cast(Library, SimpleNamespace(sources=LIBRARY.sources, events={"opened": OPENED}))
TWO_DATES = [date_for("2024", "2020-09-11"), date_for("2024-05", source="feature", kind="full_use")]
WORDS = {
    "no date given": (
        event([date_for(None)]),
        LATER,
        (
            "未写明时间",
            "no date given",
            "2019年1月1日的说法：未写明时间",
            "Reported 1 January 2019: no date given",
        ),
    ),
    "not yet due": (
        event([date_for("2024-05")]),
        date(2024, 5, 31),
        (
            "未到公布时间",
            "not yet due",
            "2019年公布的时间（2024年5月）：未到公布时间",
            "2019 date (May 2024): not yet due",
        ),
    ),
    "passed": (
        event([date_for("2024-05")]),
        date(2024, 6, 30),
        (
            "已过公布时间30天，结果未查到",
            "due date passed 30 days ago, no report found",
            "2019年公布的时间（2024年5月）：已过公布时间30天，结果未查到",
            "2019 date (May 2024): due date passed 30 days ago, no report found",
        ),
    ),
    "postponed in time": (
        event([date_for("2025-06-30", source="plan"), date_for("2027-06-30", "2025-06-27", source="filing")]),
        date(2026, 1, 1),
        (
            "未到公布时间",
            "not yet due",
            "2022年公布的时间（2025年6月30日）：到期前已推迟到2027年6月30日。2025年公布的时间（2027年6月30日）：未到公布时间",
            "2022 date (30 June 2025): postponed before it fell due, to 30 June 2027. 2025 date (30 June 2027): not yet due",
        ),
    ),
    "of another step": (
        event(
            [
                date_for("2023-07", source="plan", kind="full_use"),
                date_for("2027-06-30", source="filing", kind="ready"),
            ]
        ),
        date(2023, 9, 1),
        (
            "已过公布时间32天，结果未查到",
            "due date passed 32 days ago, no report found",
            "2022年公布的时间（2023年7月）：已过公布时间32天，结果未查到",
            "2022 date (July 2023): due date passed 32 days ago, no report found",
        ),
    ),
    "postponed": (
        event([date_for("2023-07", source="plan"), date_for("2027-06-30", source="filing")]),
        date(2026, 1, 1),
        (
            "未到公布时间",
            "not yet due",
            "2022年公布的时间（2023年7月）：已过公布时间，结果未查到；后推迟到2027年6月30日。"
            "2025年公布的时间（2027年6月30日）：未到公布时间",
            "2022 date (July 2023): due date passed, no report found; postponed to 30 June 2027. "
            "2025 date (30 June 2027): not yet due",
        ),
    ),
    "met": (
        event([date_for("2024-05")], [outcome("2024-05-31")]),
        LATER,
        ("按时", "met", "2019年公布的时间（2024年5月）：按时", "2019 date (May 2024): met"),
    ),
    "later": (
        event(TWO_DATES, [outcome("2024-06-30", "news")]),
        LATER,
        (
            "已发生；比公布时间晚30天",
            "done; opened 30 days later",
            "2020年公布的时间（2024年）：按时。2024年初公布的时间（2024年5月）：比公布时间晚30天",
            "2020 date (2024): met. Early-2024 date (May 2024): opened 30 days later",
        ),
    ),
    "later, by at least a day": (
        event([date_for("2024-05")], [outcome("2024-06")]),
        LATER,
        (
            "比公布时间至少晚1天",
            "at least 1 day later than announced",
            "2019年公布的时间（2024年5月）：比公布时间至少晚1天",
            "2019 date (May 2024): at least 1 day later than announced",
        ),
    ),
    "partly met": (
        event(TWO_DATES[1:], [outcome("2024-06-30", "news", "trial_operation")]),
        LATER,
        (
            "部分实现：2024年6月30日试运行",
            "partly met: trial operation, 30 June 2024",
            "2024年初公布的时间（2024年5月）：部分实现：2024年6月30日试运行",
            "Early-2024 date (May 2024): partly met: trial operation, 30 June 2024",
        ),
    ),
    "overtaken": (
        event([date_for("2024-03")]).model_copy(update={"overtaken_by": "opened"}),
        LATER,
        (
            "已有后续进展，即医院投用",
            "overtaken: The hospital opens",
            "2019年公布的时间（2024年3月）：已有后续进展，即医院投用",
            "2019 date (March 2024): overtaken: The hospital opens",
        ),
    ),
    "withdrawn": (
        event([date_for("2024-05"), date_for(None, source="news", withdrawn=True)]),
        LATER,
        (
            "计划取消",
            "withdrawn",
            "2019年公布的时间（2024年5月）：计划取消。2024年6月30日的说法：计划取消",
            "2019 date (May 2024): withdrawn. Reported 30 June 2024: withdrawn",
        ),
    ),
    "cannot be judged": (
        event([date_for("2024-05")], [outcome("2024")]),
        LATER,
        (
            "无法判断",
            "cannot be judged",
            "2019年公布的时间（2024年5月）：无法判断",
            "2019 date (May 2024): cannot be judged",
        ),
    ),
    "done": (event([], [outcome("2024")]), LATER, ("已发生", "done", "", "")),
}


@pytest.mark.parametrize("state", WORDS)
def test_every_state_is_said_in_both_languages(state: str) -> None:
    """The state of the whole, and what became of each date by itself."""
    subject, as_of, words = WORDS[state]

    assert said(subject, as_of, OVERTAKING) == words


def test_no_state_goes_without_words() -> None:
    """Whatever state there is stands among the examples above."""
    found = {judge(subject, day) for subject, day, _ in WORDS.values() if not subject.overtaken_by}

    states = {one.state for one in found} | {date.state for one in found for date in one.dates}
    assert states | {"overtaken"} == set(get_args(PlanState))
