"""The outcome of a target stands beside it, and is judged only where scopes and figures allow it."""

from typing import Any

import pytest

from sitegen.derived.targets import compared, results, statements
from sitegen.records.model import Fact


def claim(value: str, status: str = "actual", as_of: str | None = "2025", scope: str = "") -> dict[str, Any]:
    """A claim as it stands in the records."""
    text = {"scope": {"zh": scope, "en": "A scope"}} if scope else {}
    return {"value": value, "status": status, "as_of": as_of, "source": "paper", "at": "¶1", **text}


def fact(*claims: dict[str, Any]) -> Fact:
    """A fact with these claims."""
    return Fact.model_validate({"id": "jobs", "measure": "jobs", "claims": list(claims)})


@pytest.mark.parametrize(
    ("target", "outcome", "verdict"),
    [
        ("4.5万人", "38000人", "missed"),
        ("4.5万人", "4.5万人", "met"),
        ("4.5万人", "45001人", "met"),
        ("4.5万人", "4.5万余人", "met"),
        ("4.5万人", "超3.8万人", "unjudged"),
        ("4.5万人", "近4.5万人", "missed"),
        ("4.5万人", "近5万人", "unjudged"),
        ("4.5万人", "约4.5万人", "unjudged"),
        ("4.5万人", "数万人", "unjudged"),
        ("约4.5万人", "5万人", "unjudged"),
        ("数万人", "5万人", "unjudged"),
        ("85%", "88%", "met"),
        ("85%", "84.9%", "missed"),
        ("85%以上", "85%", "met"),
        ("超85%", "85%", "missed"),
        ("超85%", "超85%", "met"),
        ("超85%", "85%以上", "unjudged"),
        ("20—30亩", "25亩", "met"),
        ("20—30亩", "15—25亩", "unjudged"),
        ("至多30%", "28%", "met"),
        ("至多30%", "31%", "missed"),
        ("至多30%", "超28%", "unjudged"),
        ("30%以下", "30%", "met"),
    ],
)
def test_an_outcome_is_judged_by_its_figure(target: str, outcome: str, verdict: str) -> None:
    """A target is a least amount unless it is said to be the most; a hedge that leaves it open leaves the verdict open."""
    (found,) = results(fact(claim(target, "target", scope="全区"), claim(outcome, scope="全区")))

    assert found.verdict == verdict


def test_only_an_outcome_for_the_deadline_counts() -> None:
    """What was reached on another day, or is only intended, is another statement; scopes that differ get no verdict."""
    target = claim("4.5万人", "target")
    others = [
        claim("3万人", as_of="2025-11"),
        claim("3万人", as_of=None),
        claim("3万人", "planned"),
        claim("3万人", "under_way"),
        claim("4万人", "target", "2026"),
    ]
    outcomes = [
        claim("3万人", as_of="2025-12"),
        claim("3万人", as_of="2025-12-31"),
        claim("3万人", "done", "2024/2025"),
        claim("3万人", "statement", scope="全区"),
    ]
    scoped = claim("5万人", "target", scope="全区")

    assert results(fact(target, *others)) == ()
    assert [one.verdict for one in results(fact(target, *outcomes))] == ["unjudged"] * 4
    assert [one.verdict for one in results(fact(target, scoped, outcomes[-1]))] == ["missed"]
    assert results(fact(claim("4.5万人", "target", None), *outcomes)) == ()


def test_an_outcome_is_no_rival_of_its_target() -> None:
    """It is never the claim shown first, and the two need no comparison; several targets or several outcomes do."""
    target, outcome = claim("4.5万人", "target"), claim("3万人")
    one, more = fact(target, outcome), fact(target, outcome, claim("3.1万人"))

    assert statements(one) == one.claims[:1]
    assert compared(one) == one.claims
    assert compared(more) == more.claims[1:]
    assert compared(fact(target, target, outcome)) == fact(target, target).claims
