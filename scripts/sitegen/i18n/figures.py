"""Print figures in Chinese and in English, with the same amount and the same hedge."""

from decimal import Decimal
from typing import NamedTuple

from sitegen.i18n.punctuation import PUNCTUATION
from sitegen.values.conversion import in_hectares
from sitegen.values.quantity import Hedge, Quantity
from sitegen.values.units import Unit

_CHINESE, _ENGLISH = PUNCTUATION["zh"], PUNCTUATION["en"]


class _HedgeWords(NamedTuple):
    """A hedge in English, and how each language hedges the conversion of a hedged figure, which must not claim more."""

    english: str
    converted_chinese: str
    converted_english: str


_HEDGES = {
    Hedge.EXACT: _HedgeWords("{}", "约{}", "about {}"),
    Hedge.ABOUT: _HedgeWords("about {}", "约{}", "about {}"),
    Hedge.OVER: _HedgeWords("over {}", "约{}以上", "over {}"),
    Hedge.NEARLY: _HedgeWords("nearly {}", "近{}", "nearly {}"),
    Hedge.AT_LEAST: _HedgeWords("at least {}", "约{}以上", "about {} or more"),
    Hedge.AT_MOST: _HedgeWords("at most {}", "约{}以下", "about {} or less"),
    Hedge.UP_TO: _HedgeWords("up to {}", "可达约{}", "up to about {}"),
    Hedge.MORE: _HedgeWords("more than {}", "约{}以上", "over {}"),
    Hedge.MORE_SCALED: _HedgeWords("more than {}", "约{}以上", "over {}"),
    Hedge.OR_MORE: _HedgeWords("{} or more", "约{}以上", "about {} or more"),
    Hedge.OR_LESS: _HedgeWords("{} or less", "约{}以下", "about {} or less"),
    Hedge.AROUND: _HedgeWords("around {}", "约{}", "about {}"),
}
# The names of the powers of a thousand.
_THOUSANDS = ("", "thousand", "million", "billion", "trillion", "quadrillion")


def in_chinese(quantity: Quantity) -> str:
    """Return ``quantity`` in Chinese, as its source prints it; mu are followed by hectares."""
    area = in_hectares(quantity)
    if area is None:
        return str(quantity)
    hedge = "{}" if area.exact else _HEDGES[quantity.hedge].converted_chinese
    hectares = _CHINESE.range(*map(_grouped, area.amounts))
    return _CHINESE.bracket(str(quantity), hedge.format(f"{hectares}公顷"))


def in_english(quantity: Quantity) -> str:
    """Return ``quantity`` in English: in millions and billions, not in 万 or 亿; mu are followed by hectares."""
    amount = _several(quantity) if quantity.several else _amount(quantity)
    rate = f" per {quantity.per.one}" if quantity.per else ""
    phrase = hedge_in_english(quantity.hedge, amount + rate)
    area = in_hectares(quantity)
    if area is None:
        return phrase
    hedge = "{}" if area.exact else _HEDGES[quantity.hedge].converted_english
    hectares = _ENGLISH.range(*map(_grouped, area.amounts))
    return _ENGLISH.bracket(phrase, hedge.format(f"{hectares} ha"))


def hedge_in_chinese(hedge: Hedge, amount: str) -> str:
    """Return ``amount`` with the hedge in Chinese."""
    return f"{hedge.before}{amount}{hedge.inside}{hedge.scaled}{hedge.after}"


def hedge_in_english(hedge: Hedge, amount: str) -> str:
    """Return ``amount`` with the hedge in English."""
    return _HEDGES[hedge].english.format(amount)


def _amount(quantity: Quantity) -> str:
    amounts = quantity.amounts
    divisor, word = _scale(amounts[0])
    # A figure that is not rescaled keeps its digits, also the zero of 2.0%.
    rescaled = divisor != 1 or quantity.scale
    numbers = _ENGLISH.range(
        *(_grouped(amount / divisor) if rescaled else f"{amount:,f}" for amount in amounts)
    )
    plural = len(amounts) > 1 or amounts[0] != 1
    return _with_unit(f"{numbers} {word}".strip(), quantity.unit, plural=plural)


def _scale(amount: Decimal) -> tuple[Decimal, str]:
    if amount >= 10**9:
        return Decimal(10**9), "billion"
    if amount >= 10**6:
        return Decimal(10**6), "million"
    return Decimal(1), ""


def _several(quantity: Quantity) -> str:
    """Return an unstated multiple of a power of ten: 数十亿 is several billion, 数百亿 tens of billions."""
    thousands, rest = divmod(quantity.magnitude, 3)
    word = _THOUSANDS[thousands]
    if rest == 0:
        number = f"several {word}".strip()
    elif word:
        number = f"{('', 'tens', 'hundreds')[rest]} of {word}s"
    else:
        number = ("", "dozens", "hundreds")[rest]
    noun = quantity.unit.many
    return f"{number} of {noun}" if noun and number.endswith("s") else f"{number} {noun}".strip()


def _with_unit(number: str, unit: Unit, *, plural: bool) -> str:
    if unit.money:
        return f"RMB {number}"
    if unit.zh == "%":
        return f"{number}%"
    return f"{number} {unit.many if plural else unit.one}".strip()


def _grouped(number: Decimal) -> str:
    """Return ``number`` with grouped thousands, without exponent or trailing zeros, such as 14,000 and 1.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
