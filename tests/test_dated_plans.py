"""A promise is kept, late, overdue or open by the calendar and by what was known on the day."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.derived.dated_plans import Ledger, best_outcome, known_on, ledger
from sitegen.records.library import Library
from sitegen.records.model import Event, Source

DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))
KNOWN = "2019-01-01"
LATER = date(2030, 1, 1)


def source(identifier: str, published: str, tier: str) -> Source:
    """A publication of that date and tier."""
    name = {"zh": "来源", "en": "A source"}
    record = {"id": identifier, "title": name, "publisher": name, "published": published, "tier": tier}
    return Source.model_validate(record | {"language": "zh", "read": "2026-11-23", "extent": "whole"})


# A ledger asks its library for nothing but the sources.
LIBRARY = cast(
    Library,
    SimpleNamespace(
        sources={
            "first": source("first", KNOWN, "B"),
            "plan": source("plan", "2022-04", "B"),
            "letter": source("letter", "../2024-06", "B"),
            "feature": source("feature", "2024-01/2024-03", "B"),
            "news": source("news", "2024-06-30", "B"),
            "filing": source("filing", "2025-06-30", "A"),
            "repost": source("repost", "../2024-09", "D"),
        }
    ),
)


def promise(due: str | None, said: str | None = None, source: str = "first") -> dict[str, Any]:
    """A promise as it stands in the records; published long ago, so that it is known, unless told otherwise."""
    return {"due": due, "said": said, "source": source, "at": "¶1"}


def outcome(when: str, source: str = "first") -> dict[str, Any]:
    """A report that it happened."""
    return {"date": when, "source": source, "at": "¶1"}


def event(plan: list[dict[str, Any]], actual: list[dict[str, Any]] | None = None) -> Event:
    """An event with these promises and reports."""
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


HOSPITAL = promise("2024-05", source="feature")


@pytest.mark.parametrize(
    ("as_of", "actual", "state", "days"),
    [
        (date(2024, 2, 1), None, "planned", 0),
        (date(2024, 5, 31), None, "planned", 0),
        (date(2024, 6, 1), None, "overdue", 1),
        (date(2024, 6, 30), None, "overdue", 30),
        (date(2024, 6, 1), "2024-06-30", "overdue", 1),
        (date(2024, 6, 30), "2024-06-30", "late", 30),
        (LATER, "2024-06-30", "late", 30),
        (LATER, "2024-05-31", "kept", 0),
        (LATER, "2024-05", "kept", 0),
        (LATER, "2024-03-02", "kept", 0),
        (LATER, "2024-06-01", "late", 1),
        (LATER, "2024-06", "late", 1),
        (LATER, "2024-05-31/2024-06-01", "unclear", 0),
        (LATER, "2024", "unclear", 0),
        (LATER, "../2024-06", "unclear", 0),
        (LATER, "../2024-05", "kept", 0),
    ],
)
def test_a_hospital_promised_for_may(as_of: date, actual: str | None, state: str, days: int) -> None:
    """What the feature promises for May 2024 is judged by the day on which one looks and by the outcome."""
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
def test_a_promise_is_due_until_its_last_day(due: str, last: date, days: int) -> None:
    """On the last day that the due date may be it is still planned; from the next day on, days are counted."""
    subject = event([promise(due)])

    assert verdict(subject, last) == ("planned", 0)
    assert verdict(subject, last + timedelta(days=days)) == ("overdue", days)


@given(DAYS, DAYS)
def test_open_promises_are_overdue_by_the_days_since(due: date, as_of: date) -> None:
    """Without an outcome, the days overdue are those between the due day and the day on which one looks."""
    over = max(0, as_of.toordinal() - due.toordinal())

    assert verdict(event([promise(str(due))]), as_of) == ("overdue" if over else "planned", over)


@given(DAYS, DAYS)
def test_outcomes_are_late_by_the_days_after(due: date, actual: date) -> None:
    """Once it has happened, the days late are those between the due day and the day itself, for good."""
    over = max(0, actual.toordinal() - due.toordinal())

    assert verdict(event([promise(str(due))], [outcome(str(actual))]), LATER) == (
        "late" if over else "kept",
        over,
    )


def whens() -> st.SearchStrategy[str]:
    """A date of any precision, as it is stored."""
    cut = st.builds(lambda day, length: str(day)[:length], DAYS, st.sampled_from([4, 7, 10]))
    pairs = st.tuples(DAYS, DAYS).filter(lambda pair: pair[0] < pair[1])
    return cut | cut.map("../{}".format) | pairs.map(lambda pair: f"{pair[0]}/{pair[1]}")


@given(
    st.lists(st.builds(promise, st.none() | whens(), st.none() | whens()), max_size=4),
    st.lists(st.builds(outcome, whens(), st.sampled_from(["feature", "filing", "repost"])), max_size=3),
    DAYS,
)
def test_days_are_counted_when_late_or_overdue_only(
    plan: list[dict[str, Any]], actual: list[dict[str, Any]], as_of: date
) -> None:
    """A number of days goes with lateness and with nothing else, and every part of a ledger was known by then."""
    judged = event(plan, actual)
    found = ledger(judged, as_of, LIBRARY)
    known = [report for report in judged.actual if known_on(report, LIBRARY) <= as_of]

    if found is None:
        assert known == []
        return
    assert (found.days > 0) == (found.state in ("overdue", "late"))
    assert found.days >= 0
    assert found.is_planned == bool(found.plan)
    assert 0 <= found.moved <= max(0, len(found.plan) - 1)
    assert (found.due is None) == (found.state in ("undated", "done"))
    assert (found.outcome is None) == (found.state in ("undated", "planned", "overdue"))
    assert found.reports == tuple(known)
    assert (found.outcome is None) == (known == [])


def test_a_promise_without_a_date_is_undated() -> None:
    """Nobody can be late for a promise that names no date; once it has happened it is done."""
    subject = event([promise(None)])

    assert verdict(subject, LATER) == ("undated", 0)
    assert verdict(event([promise(None)], [outcome("2024-07-01")]), LATER) == ("done", 0)


def test_what_happened_without_a_promise_is_done() -> None:
    """An event that nobody promised is neither kept nor late."""
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
    """A promise has moved if its new date begins after the old one is over, not if it became more precise."""
    subject = event([promise(due) for due in dues], [outcome("2019-02-01")])

    assert judge(subject, LATER).moved == moved


FACTORY = event(
    [
        promise("2023-07", source="plan"),
        promise("2025-06-30", source="letter"),
        promise("2027-06-30", None, "filing"),
    ]
)


@pytest.mark.parametrize(
    ("as_of", "due", "moved", "state", "days"),
    [
        (date(2022, 4, 1), "2023-07", 0, "planned", 0),
        (date(2023, 8, 10), "2023-07", 0, "overdue", 10),
        (date(2024, 6, 29), "2023-07", 0, "overdue", 334),
        (date(2024, 6, 30), "2025-06-30", 1, "planned", 0),
        (date(2025, 6, 29), "2025-06-30", 1, "planned", 0),
        (date(2025, 6, 30), "2027-06-30", 2, "planned", 0),
        (date(2027, 7, 1), "2027-06-30", 2, "overdue", 1),
    ],
)
def test_the_latest_promise_known_on_the_day_counts(
    as_of: date, due: str, moved: int, state: str, days: int
) -> None:
    """A postponement counts from the day on which its source appeared."""
    found = judge(FACTORY, as_of)

    assert found.due
    assert (str(found.due.due), found.moved, found.state, found.days) == (due, moved, state, days)
    assert found.plan == FACTORY.plan[: moved + 1]


def test_nobody_knows_a_promise_before_it_is_made() -> None:
    """An event does not exist until a source promises or reports it."""
    unheard, happened = event([HOSPITAL]), event([HOSPITAL], [outcome("2023-12-01", "filing")])

    assert ledger(FACTORY, date(2022, 3, 31), LIBRARY) is None
    assert ledger(unheard, date(2023, 12, 31), LIBRARY) is None
    assert judge(unheard, date(2024, 1, 1)).state == "planned"
    assert judge(happened, date(2025, 6, 29)).state == "overdue"
    assert judge(happened, date(2025, 6, 30)).state == "kept"
    assert ledger(event([]), LATER, LIBRARY) is None


@pytest.mark.parametrize(
    ("citation", "known"),
    [
        # When it happened, or was announced, does not matter, but when the source that says so appeared.
        (outcome("../2023-11", "filing"), "2025-06-30"),
        (outcome("2023-11", "filing"), "2025-06-30"),
        (promise("2024", "2020-09-11", "filing"), "2025-06-30"),
        (promise(None, "../2020", "letter"), "2024-06-30"),
        # If the source has no exact day, neither is known before it can have happened.
        (outcome("2023-11", "feature"), "2024-01-01"),
        (outcome("2024-02-11", "feature"), "2024-02-11"),
        (outcome("../2024-02", "feature"), "2024-02-29"),
        (outcome("../2024-05", "feature"), "2024-03-31"),
        (promise("2025", "2024-03", "feature"), "2024-03-01"),
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
    """A later promise without a date leaves the last dated one in force."""
    found = judge(event([promise("2024-05"), promise(None)]), date(2024, 6, 1))

    assert (found.state, found.days, len(found.plan)) == ("overdue", 1, 2)


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
