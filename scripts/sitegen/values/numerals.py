"""Numbers as Chinese sources print them, in digits or in Han numerals: `1.4万`, `一千二百余`, `近百亿`, `数十亿`, `十几`, `三四百`."""

import re
from decimal import Decimal
from typing import NamedTuple

# The power of ten of each scale; a number in digits may have 百 or 千 before it, as 5千万.
SCALES = {"": 0, "万": 4, "亿": 8, "万亿": 12}
_TENS = {"": 0, "十": 1, "百": 2, "千": 3}
_HAN_DIGITS = {"零": 0, "两": 2} | {han: i for i, han in enumerate("一二三四五六七八九", 1)}
DIGIT = "[一二两三四五六七八九]"
_SCALE = "万亿|亿|万"
# A place that is left out has a 零: 二百五 could be 250 or 205.
_BELOW_HUNDRED = rf"(?:{DIGIT}?十{DIGIT}?|{DIGIT})"
_REST = rf"(?:零{DIGIT}|{DIGIT}十{DIGIT}?)?"
_HUNDREDS = rf"{DIGIT}百{_REST}"
_BELOW_TEN_THOUSAND = rf"(?:{DIGIT}?千(?:零{_BELOW_HUNDRED}|{_HUNDREDS})?|{DIGIT}?百{_REST}|{_BELOW_HUNDRED})"
_AFTER_SCALE = rf"(?:零?{DIGIT}千(?:零{_BELOW_HUNDRED}|{_HUNDREDS})?|零?{_HUNDREDS}|零{_BELOW_HUNDRED})"
_DIGITS = re.compile(rf"(?P<number>\d{{1,15}}(?:\.\d{{1,6}})?)(?P<ten>[百千]?)(?P<scale>{_SCALE})?", re.ASCII)
_SEVERAL = re.compile(rf"[数几](?P<ten>[十百千]?)(?P<scale>{_SCALE})?")
_TEENS = re.compile(rf"(?P<low>{DIGIT}?十)几(?P<scale>{_SCALE})?")
_NEIGHBOURS = re.compile(rf"(?P<low>{DIGIT})(?P<high>{DIGIT})(?P<ten>[十百千]?)(?P<scale>{_SCALE})?")
_SCALED = re.compile(rf"(?P<head>{_BELOW_TEN_THOUSAND}?)(?P<scale>{_SCALE})?")
_POINT = re.compile(rf"(?P<whole>[零{DIGIT[1:-1]}])点(?P<decimals>[零{DIGIT[1:-1]}]+)(?P<scale>{_SCALE})?")
_LONG = re.compile(
    rf"(?:(?P<yi>{_BELOW_TEN_THOUSAND}(?:万{_AFTER_SCALE}?)?)亿零?)?(?:(?P<wan>{_BELOW_TEN_THOUSAND})万)?(?P<rest>{_AFTER_SCALE})?"
)
# The characters of numbers in Han.
HAN_NUMERALS = "〇零一二两三四五六七八九十百千万亿数几半"
# What may stand in a number: the word behind it or within it qualifies it.
INSIDE = "余多来"
PATTERN = rf"(?:\d{{1,15}}(?:\.\d{{1,6}})?[百千万亿{INSIDE}]*?|[〇零一二两三四五六七八九十百千万亿点半数几{INSIDE}]+?)"


class Numeral(NamedTuple):
    """A number in its standard spelling, times ten to the `power`.

    `high` is the other end of what only names its neighbours, as 十几 and 三四百 do. `number` is None where only the
    power is known, as in 数十.
    """

    text: str
    number: Decimal | None
    high: Decimal | None
    power: int


def read_numeral(text: str) -> Numeral | None:
    """Return the number that ``text`` is, or None if it is none."""
    if re.search(f"(?<![0-9十百千万亿])[{INSIDE}]", text):
        return None
    plain = re.sub(f"[{INSIDE}]", "", text)
    if match := _DIGITS.fullmatch(plain):
        number = _number(match["number"])
        # Zero has no scale: zero times ten thousand is zero.
        rest = text[len(match["number"]) :] if number else "".join(re.findall(f"[{INSIDE}]", text))
        return Numeral(f"{number:f}{rest}", number, None, _power(match))
    if match := _SEVERAL.fullmatch(plain):
        return Numeral(text, None, None, _power(match))
    if match := _TEENS.fullmatch(plain):
        low = _below_ten_thousand(match["low"])
        return Numeral(text, low, low + 10, SCALES[match["scale"] or ""])
    if match := _NEIGHBOURS.fullmatch(plain):
        first, second = _HAN_DIGITS[match["low"]], _HAN_DIGITS[match["high"]]
        return Numeral(text, Decimal(first), Decimal(second), _power(match)) if second == first + 1 else None
    if plain == "半":
        return Numeral(text, Decimal("0.5"), None, 0)
    return _in_han(text, plain)


def _in_han(text: str, plain: str) -> Numeral | None:
    plain = plain.replace("〇", "零")
    if plain == "零":
        return Numeral(text, Decimal(0), None, 0)
    if match := _POINT.fullmatch(plain):
        digits = "".join(str(_HAN_DIGITS[han]) for han in match["decimals"])
        number = Decimal(f"{_HAN_DIGITS[match['whole']]}.{digits}")
        return Numeral(text, number, None, SCALES[match["scale"] or ""])
    if match := _SCALED.fullmatch(plain):
        # 万 and 亿 alone are one of them: 近万人.
        number = _below_ten_thousand(match["head"]) if match["head"] else Decimal(1)
        return Numeral(text, number, None, SCALES[match["scale"] or ""]) if number else None
    if match := _LONG.fullmatch(plain):
        above, _, below = (match["yi"] or "").rpartition("万")
        parts = [
            _below_ten_thousand(above) * 10**4 + _below_ten_thousand(below),
            _below_ten_thousand(match["wan"] or ""),
            _below_ten_thousand(match["rest"] or ""),
        ]
        # 一万二千亿 is 12,000 times a scale, as 1.2万亿 is.
        power = 8 if not any(parts[1:]) else 4 if not parts[2] else 0
        number = parts[0] * 10**8 + parts[1] * 10**4 + parts[2]
        return Numeral(text, number // 10**power, None, power)
    return None


def _power(match: re.Match[str]) -> int:
    return _TENS[match["ten"]] + SCALES[match["scale"] or ""]


def _below_ten_thousand(han: str) -> Decimal:
    """Read Han numerals below ten thousand; a 十, 百 or 千 without a digit is one of them."""
    total, digit = 0, None
    for character in han:
        if character in _TENS:
            total += (1 if digit is None else digit) * 10 ** _TENS[character]
            digit = None
        elif character != "零":
            digit = _HAN_DIGITS[character]
    return Decimal(total + (digit or 0))


def _number(digits: str) -> Decimal:
    """Read a number; of decimals that are all zeros, keep one or two, as in 2.0%, but none after a zero."""
    whole, _, decimals = digits.partition(".")
    is_redundant = not decimals.strip("0") and (len(decimals) > 2 or not whole.strip("0"))
    return Decimal(whole if is_redundant else digits)
