"""Areas in mu, converted to hectares without claiming more precision than their source."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from sitegen.values.quantity import Hedge, Quantity

MU_PER_HECTARE = Decimal(15)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A figure in another unit, rounded to the precision of its source; `exact` if it is neither rounded nor hedged."""

    amounts: tuple[Decimal, ...]
    exact: bool


def in_hectares(quantity: Quantity) -> Conversion | None:
    """Return an area in mu converted to hectares, 15 mu each, or None for any other figure.

    The result has as many significant digits as the source, trailing zeros not counted, but two where the number has
    two or more digits in single units. Where the source gives a bound, it is rounded so that it still holds.
    """
    if quantity.unit.zh != "亩" or quantity.per or not quantity.numbers:
        return None
    exact = [amount / MU_PER_HECTARE for amount in quantity.amounts]
    # Both ends of a range are rounded alike; if they become equal, they are one number.
    digits = min(map(_significant, quantity.amounts))
    rounded = [_rounded(value, digits, _ROUNDING.get(quantity.hedge, ROUND_HALF_EVEN)) for value in exact]
    is_exact = exact == rounded and quantity.hedge is Hedge.EXACT
    return Conversion(tuple(dict.fromkeys(rounded)), is_exact)


_ROUNDING = {
    **dict.fromkeys((Hedge.OVER, Hedge.AT_LEAST, Hedge.MORE, Hedge.OR_MORE), ROUND_FLOOR),
    **dict.fromkeys((Hedge.AT_MOST, Hedge.OR_LESS, Hedge.UP_TO, Hedge.UNDER, Hedge.NEARLY), ROUND_CEILING),
}


def _significant(amount: Decimal) -> int:
    """Return how many significant digits the conversion of ``amount`` may have."""
    digits = f"{amount:f}".replace(".", "").lstrip("0")
    return max(1, min(len(digits), max(2, len(digits.rstrip("0")))))


def _rounded(value: Decimal, significant: int, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - significant + 1), rounding)
