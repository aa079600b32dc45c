"""What came of a target: the claims of the same fact that report an outcome for its deadline."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sitegen.records.model import Claim, Fact, PlanState, Verdict
from sitegen.values.quantity import Hedge, Quantity

# The statuses of a claim that says what has been reached.
_REACHED = ("done", "actual", "statement")
# The hedges, by name: of an amount that is the least, and 超 and 余, which exclude it; of one that is the most.
_ABOVE = {"OVER", "MORE", "MORE_SCALED"}
_FLOORS = {"EXACT", "AT_LEAST", "OR_MORE"} | _ABOVE
_CEILINGS = {"AT_MOST", "UP_TO", "OR_LESS", "UNDER"}


@dataclass(frozen=True, slots=True)
class Result:
    """A claim that reports the outcome for the deadline of a target, and whether it meets the target."""

    claim: Claim
    verdict: Verdict


def results(fact: Fact) -> tuple[Result, ...]:
    """Return the outcomes among the claims of ``fact``: those of what was reached by the deadline of one of its targets.

    A verdict needs a target that states the same scope, and figures that are precise enough.
    """
    targets = [claim for claim in fact.claims if claim.status == "target"]
    found = []
    for claim in fact.claims:
        if own := [target for target in targets if is_result(claim, target)]:
            # A scope that is not stated may be any: it is the same as no other.
            judged = next((one for one in own if one.scope and one.scope == claim.scope), None)
            found.append(Result(claim, _verdict(judged, claim) if judged else "unjudged"))
    return tuple(found)


def has_deadline(claim: Claim) -> bool:
    """Whether ``claim`` is a target that names the day by which it is to be reached."""
    return claim.status == "target" and claim.as_of is not None


def deadline_state(target: Claim, found: tuple[Result, ...], as_of: date) -> PlanState | None:
    """Return the state of ``target`` on the day ``as_of`` as that of an announced date; None once an outcome is found."""
    if target.as_of is None:
        return "undated"
    if any(is_result(result.claim, target) for result in found):
        return None
    return "passed" if as_of > target.as_of.end else "not_due"


def is_result(claim: Claim, target: Claim) -> bool:
    """Say whether ``claim`` says what was reached by the deadline of ``target``."""
    return (
        claim.status in _REACHED
        and claim.as_of is not None
        and target.as_of is not None
        and claim.as_of.end == target.as_of.end
    )


def statements(fact: Fact) -> tuple[Claim, ...]:
    """Return the claims of ``fact`` without the outcomes of its targets; one of them is shown first."""
    outcomes = [id(result.claim) for result in results(fact)]
    return tuple(claim for claim in fact.claims if id(claim) not in outcomes)


def compared(fact: Fact) -> tuple[Claim, ...]:
    """Return the claims that the comparison of ``fact`` is about: several statements, else several outcomes, else all."""
    groups = statements(fact), tuple(result.claim for result in results(fact))
    return next((group for group in groups if len(group) > 1), fact.claims)


def _verdict(target: Claim, outcome: Claim) -> Verdict:
    """Return whether the figure of ``outcome`` meets that of ``target``, a least amount unless it is said to be the most."""
    aim, reached = target.value, outcome.value
    if not isinstance(aim, Quantity) or not isinstance(reached, Quantity) or not aim.amounts:
        return "unjudged"
    low, high = _bounds(reached)
    if aim.hedge.name in _CEILINGS:
        limit = aim.amounts[-1]
        is_met, is_missed = high is not None and high <= limit, low is not None and low > limit
    elif aim.hedge.name in _FLOORS:
        limit, above = aim.amounts[0], aim.hedge.name in _ABOVE
        is_met = low is not None and (
            low > limit or (low == limit and (not above or reached.hedge.name in _ABOVE))
        )
        is_missed = high is not None and (
            high < limit or (high == limit and (above or reached.hedge == Hedge.NEARLY))
        )
    else:
        return "unjudged"
    return "met" if is_met else "missed" if is_missed else "unjudged"


def _bounds(figure: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest amount that ``figure`` may mean; None where it leaves that open."""
    if not figure.amounts:
        return None, None
    low, high = figure.amounts[0], figure.amounts[-1]
    if figure.hedge == Hedge.EXACT:
        return low, high
    if figure.hedge.name in _FLOORS:
        return low, None
    if figure.hedge.name in _CEILINGS or figure.hedge == Hedge.NEARLY:
        return None, high
    return None, None
