"""Read a figure as its Chinese source prints it, and print it in Chinese and English.

`1000余亩`, `超4亿元`, `约5万元/亩`, `数十亿元`, `20—30亩`: hedge, number, scale and unit are kept as printed, the
amount is exact, and everything a reader sees in either language is computed from this one value.
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
    """A word by which a source qualifies a figure, with how it is said in each language.

    `before`, `inside` (after the number), `scaled` (after the scale) and `after` are where Chinese puts it;
    `converted_zh` and `converted_en` qualify a rounded conversion without claiming more than the source.
    """

    EXACT = ("", "", "", "", "{}", "约{}", "about {}")
    ABOUT = ("约", "", "", "", "about {}", "约{}", "about {}")
    OVER = ("超", "", "", "", "over {}", "约{}以上", "over {}")
    NEARLY = ("近", "", "", "", "nearly {}", "近{}", "nearly {}")
    AT_LEAST = ("至少", "", "", "", "at least {}", "约{}以上", "about {} or more")
    AT_MOST = ("至多", "", "", "", "at most {}", "约{}以下", "about {} or less")
    UP_TO = ("可达", "", "", "", "up to {}", "可达约{}", "up to about {}")
    MORE = ("", "余", "", "", "more than {}", "约{}以上", "over {}")
    MORE_SCALED = ("", "", "余", "", "more than {}", "约{}以上", "over {}")
    OR_MORE = ("", "", "", "以上", "{} or more", "约{}以上", "about {} or more")
    OR_LESS = ("", "", "", "以下", "{} or less", "约{}以下", "about {} or less")
    AROUND = ("", "", "", "左右", "around {}", "约{}", "about {}")

    def __init__(
        self, before: str, inside: str, scaled: str, after: str, en: str, converted_zh: str, converted_en: str
    ) -> None:
        self.before, self.inside, self.scaled, self.after = before, inside, scaled, after
        self.en, self.converted_zh, self.converted_en = en, converted_zh, converted_en


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


def in_chinese(quantity: Quantity) -> str:
    """Print ``quantity`` for a Chinese reader; mu are followed by hectares."""
    converted = _hectares(quantity)
    return str(quantity) if converted is None else f"{quantity}（{converted[0]}）"


def in_english(quantity: Quantity) -> str:
    """Print ``quantity`` for an English reader: RMB million and billion, never 亿 multiples; mu with hectares."""
    amount = _several_in_english(quantity) if quantity.several else _amount_in_english(quantity)
    rate = f" per {quantity.per.one}" if quantity.per else ""
    phrase = quantity.hedge.en.format(amount + rate)
    converted = _hectares(quantity)
    return phrase if converted is None else f"{phrase} ({converted[1]})"


def _amount_in_english(quantity: Quantity) -> str:
    amounts = quantity.amounts
    divisor, word = _english_scale(amounts[0])
    # A figure that needs no rescaling keeps its digits, 2.0% included.
    rescaled = divisor != 1 or quantity.scale
    numbers = "–".join(_grouped(amount / divisor) if rescaled else f"{amount:,f}" for amount in amounts)
    plural = len(amounts) > 1 or amounts[0] != 1
    return _with_unit(f"{numbers} {word}".strip(), quantity.unit, plural=plural)


def _english_scale(amount: Decimal) -> tuple[Decimal, str]:
    if amount >= 10**9:
        return Decimal(10**9), "billion"
    if amount >= 10**6:
        return Decimal(10**6), "million"
    return Decimal(1), ""


def _several_in_english(quantity: Quantity) -> str:
    """Name an unstated multiple of a power of ten: 数十亿 is several billion, 数百亿 tens of billions."""
    thousands, rest = divmod(quantity.magnitude, 3)
    word = ("", "thousand", "million", "billion", "trillion", "quadrillion")[thousands]
    if rest == 0:
        said = f"several {word}".strip()
    elif word:
        said = f"{('', 'tens', 'hundreds')[rest]} of {word}s"
    else:
        said = ("", "dozens", "hundreds")[rest]
    noun = quantity.unit.many
    return f"{said} of {noun}" if noun and said.endswith("s") else f"{said} {noun}".strip()


def _with_unit(number: str, unit: Unit, *, plural: bool) -> str:
    if unit.money:
        return f"RMB {number}"
    if unit.zh == "%":
        return f"{number}%"
    return f"{number} {unit.many if plural else unit.one}".strip()


def _hectares(quantity: Quantity) -> tuple[str, str] | None:
    """Return the area of a figure in mu in hectares, zh and en; 1 mu is 1/15 ha exactly.

    The conversion is no more precise than its source: as many significant digits, trailing zeros not counted,
    but two where the source prints two.
    """
    if quantity.unit.zh != "亩" or quantity.per or quantity.several:
        return None
    exact = [amount / MU_PER_HECTARE for amount in quantity.amounts]
    # Both ends of a range are rounded alike; ends that come out equal are one number.
    digits = min(_significant(number) for number in (quantity.low, quantity.high) if number is not None)
    rounded = [_rounded(value, digits) for value in exact]
    numbers = list(dict.fromkeys(_grouped(value) for value in rounded))
    zh, en = quantity.hedge.converted_zh, quantity.hedge.converted_en
    if quantity.hedge is Hedge.EXACT and exact == rounded:
        zh = en = "{}"
    return zh.format(f"{'—'.join(numbers)}公顷"), en.format(f"{'–'.join(numbers)} ha")


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


def _grouped(number: Decimal) -> str:
    """Print without exponent or trailing zeros, thousands grouped: 14,000 and 1.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
