"""Print figures in Chinese and in English, with the same amount and the same hedge."""

from decimal import Decimal
from typing import NamedTuple

from sitegen.i18n.punctuation import PUNCTUATION
from sitegen.values.conversion import in_hectares
from sitegen.values.quantity import Form, Hedge, Per, Quantity
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
    Hedge.OVER: _HedgeWords("over {}", "{}以上", "over {}"),
    Hedge.NEARLY: _HedgeWords("nearly {}", "近{}", "nearly {}"),
    Hedge.AT_LEAST: _HedgeWords("at least {}", "{}以上", "at least {}"),
    Hedge.AT_MOST: _HedgeWords("at most {}", "{}以下", "at most {}"),
    Hedge.UP_TO: _HedgeWords("up to {}", "可达{}", "up to {}"),
    Hedge.UNDER: _HedgeWords("under {}", "不足{}", "under {}"),
    Hedge.MORE: _HedgeWords("more than {}", "{}以上", "over {}"),
    Hedge.OR_MORE: _HedgeWords("{} or more", "{}以上", "{} or more"),
    Hedge.OR_LESS: _HedgeWords("{} or less", "{}以下", "{} or less"),
    Hedge.AROUND: _HedgeWords("around {}", "约{}", "about {}"),
    Hedge.BETWEEN: _HedgeWords("between {}", "约{}", "about {}"),
}
# The names of the powers of a thousand.
_THOUSANDS = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_PARTS = ("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PERIODS = {
    "": "",
    "年均": " a year on average",
    "同比": " year on year",
    "环比": " on the period before",
    "累计": " in total",
    "比上年": " on the year before",
    "较上年": " on the year before",
}


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
    amount = _several(quantity) if quantity.magnitude is not None else _amount(quantity)
    rate = "".join(map(_per, quantity.per))
    phrase = hedge_in_english(quantity.hedge, amount + rate)
    if quantity.form in (Form.RISE, Form.FALL):
        phrase = f"{'up' if quantity.form is Form.RISE else 'down'} {phrase}{_PERIODS[quantity.period]}"
    area = in_hectares(quantity)
    if area is None:
        return phrase
    hedge = "{}" if area.exact else _HEDGES[quantity.hedge].converted_english
    hectares = _ENGLISH.range(*map(_grouped, area.amounts))
    return _ENGLISH.bracket(phrase, hedge.format(f"{hectares} ha"))


def hedge_in_chinese(hedge: Hedge, amount: str) -> str:
    """Return ``amount`` with the usual word for the hedge in Chinese."""
    return hedge.value.format(amount)


def hedge_in_english(hedge: Hedge, amount: str) -> str:
    """Return ``amount`` with the hedge in English."""
    return _HEDGES[hedge].english.format(amount)


def _amount(quantity: Quantity) -> str:
    amounts, unit = quantity.amounts, quantity.unit
    if quantity.form is Form.RATIO:
        return ":".join(map(_grouped, amounts))
    if quantity.form is Form.RANK:
        return _ordinal(amounts[0])
    if quantity.form is Form.TOP:
        return f"top {_grouped(amounts[0])}"
    if quantity.share:
        half = _fraction(*quantity.share)
        # 半年 is half a year.
        return half if unit.zh == "%" or not unit.one else f"{half} {_article(unit.one)} {unit.one}"
    if unit.zh == "倍" and quantity.form is not Form.AMOUNT:
        # 增长2倍 is a rise by 200%, to three times as much.
        return f"{_joined(quantity, tuple(amount * 100 for amount in amounts))}%"
    numbers = _joined(quantity, amounts)
    return _with_unit(numbers, unit, plural=len(amounts) > 1 or amounts[0] != 1)


def _joined(quantity: Quantity, amounts: tuple[Decimal, ...]) -> str:
    """Return the numbers with their scales in words; the ends of a range share one."""
    scales = [_scale(amount) for amount in amounts]
    divisor, word = scales[-1]
    numbers = [
        # A figure that is not rescaled keeps its digits, also the zero of 2.0%.
        _grouped(amount / divisor) if divisor != 1 or any(quantity.powers) else f"{amount:,f}"
        for amount in amounts
    ]
    if len(set(scales)) > 1 and amounts[0]:
        numbers = [
            f"{_grouped(amount / own)} {name}".strip()
            for amount, (own, name) in zip(amounts, scales, strict=True)
        ]
        return " to ".join(numbers)
    between = " and ".join(numbers) if quantity.hedge is Hedge.BETWEEN else _ENGLISH.range(*numbers)
    return f"{between} {word}".strip()


def _scale(amount: Decimal) -> tuple[Decimal, str]:
    for power in (12, 9, 6):
        if amount >= 10**power:
            return Decimal(10**power), _THOUSANDS[power // 3]
    return Decimal(1), ""


def _several(quantity: Quantity) -> str:
    """Return an unstated multiple of a power of ten: 数十亿 is several billion, 数百亿 tens of billions."""
    thousands, rest = divmod(quantity.magnitude or 0, 3)
    word = _THOUSANDS[thousands]
    if rest == 0:
        number = f"several {word}".strip()
    elif word:
        number = f"{('', 'tens', 'hundreds')[rest]} of {word}s"
    else:
        number = ("", "dozens", "hundreds")[rest]
    noun = quantity.unit.many
    if noun in ("%", "‰"):
        return f"{number} per {'cent' if noun == '%' else 'thousand'}"
    return f"{number} of {noun}" if noun and number.endswith("s") else f"{number} {noun}".strip()


def _fraction(part: int, whole: int) -> str:
    if part * 2 == whole:
        return "half"
    return f"{_COUNTS[part]} {_PARTS[whole]}{'s' if part > 1 else ''}"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aei" or noun == "hour" else "a"


def _ordinal(number: Decimal) -> str:
    last = int(number) % 100
    ending = "th" if last in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")
    return f"{_grouped(number)}{ending}"


def _with_unit(number: str, unit: Unit, *, plural: bool) -> str:
    if unit.money:
        return f"{unit.one} {number}"
    if unit.zh in ("%", "‰"):
        return f"{number}{unit.zh}"
    return f"{number} {unit.many if plural else unit.one}".strip()


def _per(per: Per) -> str:
    if not per.power:
        return f" per {per.unit.one}" if per.unit.one else " each"
    return f" per {_with_unit(f'{10**per.power:,}', per.unit, plural=True)}"


def _grouped(number: Decimal) -> str:
    """Return ``number`` with grouped thousands, without exponent or trailing zeros, such as 14,000 and 1.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
