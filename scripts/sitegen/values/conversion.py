"""Areas in mu, converted to hectares without claiming more precision than their source."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from sitegen.values.quantity import Hedge, Quantity

MU_PER_HECTARE = Decimal(15)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A figure in another unit, rounded to the precision of its source; `exact` if it is neither rounded nor hedged."""

    amounts: tuple[Decimal, ...]
    exact: bool


def in_hectares(quantity: Quantity) -> Conversion | None:
    """Return an area in mu converted to hectares, 15 mu each, or None for any other figure.

    The result has as many significant digits as the source, trailing zeros not counted, but two where the source
    prints two or more.
    """
    if quantity.unit.zh != "亩" or quantity.per or quantity.several:
        return None
    exact = [amount / MU_PER_HECTARE for amount in quantity.amounts]
    # Both ends of a range are rounded alike; if they become equal, they are one number.
    digits = min(_significant(number) for number in (quantity.low, quantity.high) if number is not None)
    rounded = [_rounded(value, digits) for value in exact]
    is_exact = exact == rounded and quantity.hedge is Hedge.EXACT
    return Conversion(tuple(dict.fromkeys(rounded)), is_exact)


def _significant(number: Decimal) -> int:
    """Return how many significant digits the conversion of ``number`` may have."""
    digits = f"{number:f}".replace(".", "").lstrip("0")
    return max(1, min(len(digits), max(2, len(digits.rstrip("0")))))


def _rounded(value: Decimal, significant: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - significant + 1), ROUND_HALF_EVEN)
