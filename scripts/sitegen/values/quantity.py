"""Figures as Chinese sources print them: `1000余亩`, `超4亿元`, `约5万元/亩`, `数十亿元`, `20—30亩`.

A figure keeps hedge, number, scale and unit as printed, and its amount is exact; `sitegen.i18n.figures` prints it in
either language.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Self

from sitegen.core.problems import MistakeError
from sitegen.values.units import Unit, parse_unit

SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000), "万亿": Decimal(10**12)}
SEVERAL = {"数": 0, "数十": 1, "数百": 2, "数千": 3}
# No source prints a number with more digits.
DIGITS = 12


class Hedge(Enum):
    """A word by which a source qualifies a figure, at the position where Chinese writes it.

    `before` is before the number, `inside` after the number, `scaled` after the scale, and `after` after the unit.
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
    """One figure: a number, a range or `several` (an unstated multiple of a power of ten), with scale, unit and hedge."""

    low: Decimal | None
    high: Decimal | None
    several: str
    scale: str
    unit: Unit
    per: Unit | None
    hedge: Hedge

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``text``; raise `MistakeError` unless it is in the standard form, which `str` returns."""
        match = PATTERN.fullmatch(_standardize(text))
        if match is None:
            raise MistakeError(
                f"读不懂数量“{text}”",
                f'The figure "{text}" cannot be read',
                fix_zh=_EXAMPLES_ZH,
                fix_en=_EXAMPLES_EN,
            )
        quantity = cls._from_match(match, text)
        if str(quantity) != text:
            raise MistakeError(
                f"数量“{text}”的写法不规范",
                f'The figure "{text}" is not in its standard form',
                fix_zh=f"写成“{quantity}”",
                fix_en=f"write {quantity}",
            )
        return quantity

    @classmethod
    def _from_match(cls, match: re.Match[str], text: str) -> Self:
        part = {name: value or "" for name, value in match.groupdict().items()}
        unit, per = parse_unit(part["unit"]), parse_unit(part["per"]) if part["per"] else None
        if per and not per.one:
            raise MistakeError(
                f"量词“{per.zh}”不能放在“/”后面",
                f'The classifier "{per.zh}" cannot stand after the slash',
                fix_zh="“/”后面写单位，如亩、人、日、年",
                fix_en="put a unit such as 亩, 人, 日 or 年 after the slash",
            )
        hedge = _hedge((part["before"], part["inside"], part["scaled"], part["after"]), text)
        low = _number(part["low"]) if part["low"] else None
        high = _number(part["high"]) if part["high"] else None
        if low is not None and high is not None and low >= high:
            raise MistakeError(
                f"区间“{text}”前大后小",
                f'The range "{text}" does not rise',
                fix_zh="把小的数写在前面",
                fix_en="write the smaller number first",
            )
        # Zero has no scale: zero times ten thousand is zero.
        scale = "" if low == 0 and high is None else part["scale"]
        quantity = cls(low, high, part["several"], scale, unit, per, hedge)
        quantity._check_amount(text)
        return quantity

    def _check_amount(self, text: str) -> None:
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
        power = self.unit.power
        if (self.several and self.magnitude >= power) or any(amount >= 10**power for amount in self.amounts):
            raise MistakeError(
                f"数量“{text}”大得不合常理",
                f'The figure "{text}" is larger than any that "{self.unit.zh}" can count',
                fix_zh="对照原文核对数字、万、亿和单位",
                fix_en="check the number, 万, 亿 and the unit against the source",
            )

    def __str__(self) -> str:
        """Return the standard form, which `parse` reads as an equal value."""
        hedge = self.hedge
        numbers = (number for number in (self.low, self.high) if number is not None)
        number = self.several or "—".join(f"{number:f}" for number in numbers)
        return f"{hedge.before}{number}{hedge.inside}{self.scale}{hedge.scaled}{self.unit_zh}{hedge.after}"

    @property
    def unit_zh(self) -> str:
        """The unit in Chinese, such as `元/亩` for a rate."""
        return self.unit.zh if self.per is None else f"{self.unit.zh}/{self.per.zh}"

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The exact amounts in single units: one, two for a range, or none for `several`."""
        return tuple(number * SCALES[self.scale] for number in (self.low, self.high) if number is not None)

    @property
    def magnitude(self) -> int:
        """The power of ten that `several` stands for, scale included: 9 for 数十亿."""
        return SEVERAL[self.several] + SCALES[self.scale].adjusted()


def _hedge(words: tuple[str, str, str, str], text: str) -> Hedge:
    """Return the hedge with these ``words`` at its four positions; raise `MistakeError` if the figure has several."""
    for hedge in Hedge:
        if (hedge.before, hedge.inside, hedge.scaled, hedge.after) == words:
            return hedge
    found = "、".join(filter(None, words))
    raise MistakeError(
        f"数量“{text}”里的修饰词（{found}）不能同时使用",
        f'The figure "{text}" is qualified more than once ({found})',
        fix_zh="只保留原文的一个修饰词",
        fix_en="keep one qualifier, the one the source prints",
    )


def _number(digits: str) -> Decimal:
    """Read a number; of decimals that are all zeros, keep one or two, as in 2.0%, but none after a zero."""
    whole, _, decimals = digits.partition(".")
    is_redundant = not decimals.strip("0") and (len(decimals) > 2 or not whole.strip("0"))
    return Decimal(whole if is_redundant else digits)


def _standardize(text: str) -> str:
    """Replace common spellings by the standard ones, so that the message on a figure can name its standard form."""
    half_width = text.translate(
        {ord(full): half for full, half in zip("０１２３４５６７８９．％／", "0123456789.%/", strict=True)}
    )
    standard = re.sub(r"[\s,，]", "", half_width)
    standard = re.sub(r"(?<=\d)(?:--?|[–~～至到])(?=\d)", "—", standard)
    for spelling, replacement in (
        ("超过", "超"),
        ("大约", "约"),
        ("近约", "约"),
        ("不少于", "至少"),
        ("不低于", "至少"),
    ):
        standard = standard.replace(spelling, replacement)
    standard = re.sub(r"(?<=[\d万亿])多(?=\D)", "余", standard)
    return re.sub(r"每(?=[^\d]+$)", "/", standard)
