"""A figure, read as its Chinese source prints it: `1000余亩`, `超4亿元`, `约5万元/亩`, `数十亿元`, `20—30亩`.

Hedge, number, scale and unit are kept as printed and the amount is exact. What a reader sees in either language is
computed from this one value by `sitegen.i18n.figures`.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum
from typing import Self

from sitegen.core.problems import MistakeError

SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000), "万亿": Decimal(10**12)}
SEVERAL = {"数": 0, "数十": 1, "数百": 2, "数千": 3}
MU_PER_HECTARE = Decimal(15)
# No source prints more digits of one number.
DIGITS = 12
# Amounts in single units stay below so many powers of ten: more mu than the Earth has land are a slip of the scale.
POWERS = {
    "元": 15,
    "平方米": 14,
    "亩": 11,
    "公顷": 10,
    "平方公里": 8,
    "公里": 8,
    "人": 10,
    "名": 10,
    "床": 8,
    "年": 6,
    "日": 6,
    "分钟": 8,
    "%": 6,
}
POWER_ELSE = 12


class Hedge(Enum):
    """A word by which a source qualifies a figure, and where Chinese puts it.

    `before` the number, `inside` (after the number), `scaled` (after the scale) or `after` the unit.
    """

    EXACT = ("", "", "", "")
    ABOUT = ("约", "", "", "")
    OVER = ("超", "", "", "")
    NEARLY = ("近", "", "", "")
    AT_LEAST = ("至少", "", "", "")
    AT_MOST = ("至多", "", "", "")
    UP_TO = ("可达", "", "", "")
    MORE = ("", "余", "", "")
    MORE_SCALED = ("", "", "余", "")
    OR_MORE = ("", "", "", "以上")
    OR_LESS = ("", "", "", "以下")
    AROUND = ("", "", "", "左右")

    def __init__(self, before: str, inside: str, scaled: str, after: str) -> None:
        self.before, self.inside, self.scaled, self.after = before, inside, scaled, after


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as Chinese writes it, with its English noun; `""` where a Chinese classifier has none."""

    zh: str
    one: str
    many: str
    money: bool = False


UNITS = {
    unit.zh: unit
    for unit in (
        Unit("元", "RMB", "RMB", money=True),
        Unit("亩", "mu", "mu"),
        Unit("公顷", "ha", "ha"),
        Unit("平方米", "m²", "m²"),
        Unit("平方公里", "km²", "km²"),
        Unit("公里", "km", "km"),
        Unit("人次", "visit", "visits"),
        Unit("人", "person", "people"),
        Unit("名", "person", "people"),
        Unit("床", "bed", "beds"),
        Unit("年", "year", "years"),
        Unit("日", "day", "days"),
        Unit("分钟", "minute", "minutes"),
        # Classifiers: the label says what is counted.
        *(Unit(zh, "", "") for zh in ("家", "个", "项", "座", "栋", "条", "套", "台")),
        Unit("%", "%", "%"),
    )
}

PATTERN = re.compile(
    r"(?P<before>约|超|近|至少|至多|可达)?"
    r"(?:(?P<low>\d{1,15}(?:\.\d{1,6})?)(?:—(?P<high>\d{1,15}(?:\.\d{1,6})?))?|(?P<several>数[十百千]?))"
    r"(?P<inside>余)?(?P<scale>万亿|亿|万)?(?P<scaled>余)?"
    r"(?P<unit>[^\d/余万亿]+?)(?:/(?P<per>[^\d/]+?))?"
    r"(?P<after>以上|以下|左右)?",
    re.ASCII,
)

_EXAMPLES_ZH = "照原文写成“1000余亩”“超4亿元”“约5万元/亩”“20—30亩”“数十亿元”这样的形式"
_EXAMPLES_EN = (
    "write it as the source prints it, in a form such as 1000余亩, 超4亿元, 约5万元/亩, 20—30亩 or 数十亿元"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure: exact number or range (or `several`, a power of ten), scale, unit and hedge."""

    low: Decimal | None
    high: Decimal | None
    several: str
    scale: str
    unit: Unit
    per: Unit | None
    hedge: Hedge

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``text``; raise `MistakeError` unless it is exactly the form that `str` gives back."""
        match = PATTERN.fullmatch(_tidied(text))
        if match is None:
            raise MistakeError(
                f"读不懂数量“{text}”",
                f'The figure "{text}" cannot be read',
                fix_zh=_EXAMPLES_ZH,
                fix_en=_EXAMPLES_EN,
            )
        quantity = cls._from(match, text)
        if str(quantity) != text:
            raise MistakeError(
                f"数量“{text}”的写法不规范",
                f'The figure "{text}" is not in its standard form',
                fix_zh=f"写成“{quantity}”",
                fix_en=f"write {quantity}",
            )
        return quantity

    @classmethod
    def _from(cls, match: re.Match[str], text: str) -> Self:
        part = {name: value or "" for name, value in match.groupdict().items()}
        unit, per = _unit(part["unit"]), _unit(part["per"]) if part["per"] else None
        if per and not per.one:
            raise MistakeError(
                f"量词“{per.zh}”不能放在“/”后面",
                f'The classifier "{per.zh}" cannot stand after the slash',
                fix_zh="“/”后面写单位，如亩、人、日、年",
                fix_en="put a unit such as 亩, 人, 日 or 年 after the slash",
            )
        qualifiers = (part["before"], part["inside"], part["scaled"], part["after"])
        found = [h for h in Hedge if (h.before, h.inside, h.scaled, h.after) == qualifiers]
        if not found:
            said = "、".join(filter(None, qualifiers))
            raise MistakeError(
                f"数量“{text}”里的修饰词（{said}）不能同时使用",
                f'The figure "{text}" is qualified more than once ({said})',
                fix_zh="只保留原文的一个修饰词",
                fix_en="keep one qualifier, the one the source prints",
            )
        low = _number(part["low"]) if part["low"] else None
        high = _number(part["high"]) if part["high"] else None
        if low is not None and high is not None and low >= high:
            raise MistakeError(
                f"区间“{text}”前大后小",
                f'The range "{text}" does not rise',
                fix_zh="把小的数写在前面",
                fix_en="write the smaller number first",
            )
        # Nothing is nothing, whatever it is counted in.
        scale = "" if low == 0 and high is None else part["scale"]
        quantity = cls(low, high, part["several"], scale, unit, per, found[0])
        quantity._stay_within_reason(text)
        return quantity

    def _stay_within_reason(self, text: str) -> None:
        """Raise `MistakeError` for a number, written as ``text``, that no source can mean."""
        numbers = [number for number in (self.low, self.high) if number is not None]
        if any(len(number.as_tuple().digits) > DIGITS for number in numbers):
            raise MistakeError(
                f"数量“{text}”的数字超过{DIGITS}位",
                f'The figure "{text}" has more than {DIGITS} digits',
                fix_zh="照原文核对，大数用万、亿、万亿",
                fix_en="check it against the source, and write a large number with 万, 亿 or 万亿",
            )
        if numbers == [0] and self.hedge is not Hedge.EXACT:
            raise MistakeError(
                f"数量“{text}”给零加了修饰词",
                f'The figure "{text}" qualifies a zero',
                fix_zh=f"原文确是零的，写成“0{self.unit_zh}”",
                fix_en=f"write 0{self.unit_zh} if the source does say zero",
            )
        power = POWERS.get(self.unit.zh, POWER_ELSE)
        if (self.several and self.magnitude >= power) or any(amount >= 10**power for amount in self.amounts):
            raise MistakeError(
                f"数量“{text}”大得不合常理",
                f'The figure "{text}" is larger than any that "{self.unit.zh}" can count',
                fix_zh="对照原文核对数字、万、亿和单位",
                fix_en="check the number, 万, 亿 and the unit against the source",
            )

    def __str__(self) -> str:
        """Return the canonical Chinese form, which `parse` reads back to an equal value."""
        hedge = self.hedge
        number = self.several or _digits(self.low) + (
            f"—{_digits(self.high)}" if self.high is not None else ""
        )
        return f"{hedge.before}{number}{hedge.inside}{self.scale}{hedge.scaled}{self.unit_zh}{hedge.after}"

    @property
    def unit_zh(self) -> str:
        """The unit as written, `元/亩` for a rate."""
        return self.unit.zh if self.per is None else f"{self.unit.zh}/{self.per.zh}"

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The exact amount in single units: one, two for a range, none for `several`."""
        return tuple(number * SCALES[self.scale] for number in (self.low, self.high) if number is not None)

    @property
    def magnitude(self) -> int:
        """The power of ten that `several` stands for, scale included: 9 for 数十亿."""
        return SEVERAL[self.several] + SCALES[self.scale].adjusted()


@dataclass(frozen=True, slots=True)
class Conversion:
    """A figure in another unit, rounded to what its source supports; `exact` if it is neither rounded nor hedged."""

    amounts: tuple[Decimal, ...]
    exact: bool


def in_hectares(quantity: Quantity) -> Conversion | None:
    """Return the area of a figure in mu, 1/15 hectare each, or None for every other figure.

    The conversion is no more precise than its source: as many significant digits, trailing zeros not counted,
    but two where the source prints two.
    """
    if quantity.unit.zh != "亩" or quantity.per or quantity.several:
        return None
    exact = [amount / MU_PER_HECTARE for amount in quantity.amounts]
    # Both ends of a range are rounded alike; ends that come out equal are one number.
    digits = min(_significant(number) for number in (quantity.low, quantity.high) if number is not None)
    rounded = [_rounded(value, digits) for value in exact]
    certain = exact == rounded and quantity.hedge is Hedge.EXACT
    return Conversion(tuple(dict.fromkeys(rounded)), certain)


def _significant(number: Decimal) -> int:
    """Count the significant digits that a converted ``number`` may show."""
    digits = f"{number:f}".replace(".", "").lstrip("0")
    return max(1, min(len(digits), max(2, len(digits.rstrip("0")))))


def _rounded(value: Decimal, significant: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - significant + 1), ROUND_HALF_EVEN)


def _number(digits: str) -> Decimal:
    """Read a number; decimals that are zeros and nothing else are kept up to two, as in 2.0%, and not behind a zero."""
    whole, _, decimals = digits.partition(".")
    said_twice = not decimals.strip("0") and (len(decimals) > 2 or not whole.strip("0"))
    return Decimal(whole if said_twice else digits)


def _digits(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _tidied(text: str) -> str:
    """Undo the spellings that people use instead of the standard ones, so that the message can name it."""
    half_width = text.translate(
        {ord(full): half for full, half in zip("０１２３４５６７８９．％／", "0123456789.%/", strict=True)}
    )
    tidy = re.sub(r"[\s,，]", "", half_width)
    tidy = re.sub(r"(?<=\d)(?:--?|[–~～至到])(?=\d)", "—", tidy)
    for spelling, standard in (
        ("超过", "超"),
        ("大约", "约"),
        ("近约", "约"),
        ("不少于", "至少"),
        ("不低于", "至少"),
    ):
        tidy = tidy.replace(spelling, standard)
    tidy = re.sub(r"(?<=[\d万亿])多(?=\D)", "余", tidy)
    return re.sub(r"每(?=[^\d]+$)", "/", tidy)


def _unit(zh: str) -> Unit:
    if zh not in UNITS:
        known = "、".join(UNITS)
        raise MistakeError(
            f"没有“{zh}”这个单位",
            f'"{zh}" is not a known unit',
            fix_zh=f"可用的单位有{known}，两者之间可用“/”",
            fix_en=f"the units are {known}, or two of them with a slash",
        )
    return UNITS[zh]
