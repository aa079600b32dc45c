"""Figures as Chinese sources print them: `1000余亩`, `近百亿元`, `30万—50万平方米`, `同比增长12.3%`, `三分之一`, `1:3`.

A figure keeps the words of its source, and its amount is exact; `sitegen.i18n.figures` prints it in either language.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, Self

from sitegen.core.problems import MistakeError
from sitegen.values import numerals
from sitegen.values.numerals import SCALES, Numeral, read_numeral
from sitegen.values.spelling import replace_spellings
from sitegen.values.units import RANK, RATIO, SPELLINGS, UNITS, Unit, unknown_unit

# No source prints a number with more digits, and no figure has more characters.
DIGITS, LENGTH = 12, 60


class Hedge(Enum):
    """How a source qualifies a figure, by the word that Chinese usually has for it."""

    EXACT = "{}"
    ABOUT = "约{}"
    OVER = "超{}"
    NEARLY = "近{}"
    AT_LEAST = "至少{}"
    AT_MOST = "至多{}"
    UP_TO = "可达{}"
    UNDER = "不足{}"
    MORE = "{}余"
    OR_MORE = "{}以上"
    OR_LESS = "{}以下"
    AROUND = "{}左右"
    BETWEEN = "{}几"


class Form(Enum):
    """What a figure says: an amount, a rise or a fall by one, a ratio, a rank, or a place among the first so many."""

    AMOUNT = "amount"
    RISE = "rise"
    FALL = "fall"
    RATIO = "ratio"
    RANK = "rank"
    TOP = "top"


def _one_of(words: object) -> str:
    """Return a pattern for one of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_BEFORE = {
    **dict.fromkeys(("约", "大约", "约为"), Hedge.ABOUT),
    **dict.fromkeys(("超", "超过", "逾", "突破", "多于", "高于", "大于", "过"), Hedge.OVER),
    **dict.fromkeys(("近", "接近", "将近"), Hedge.NEARLY),
    **dict.fromkeys(("至少", "不少于", "不低于", "不小于", "最低", "最少"), Hedge.AT_LEAST),
    **dict.fromkeys(("至多", "最多", "不超过", "不多于", "不高于", "不大于"), Hedge.AT_MOST),
    **dict.fromkeys(("可达", "最高", "最高可达", "高达"), Hedge.UP_TO),
    **dict.fromkeys(("不足", "不到", "少于", "低于", "小于"), Hedge.UNDER),
    "上": Hedge.OR_MORE,
}
_WITHIN = {"余": Hedge.MORE, "多": Hedge.MORE, "来": Hedge.AROUND, "几": Hedge.BETWEEN}
_AFTER = {
    **dict.fromkeys(("以上", "及以上"), Hedge.OR_MORE),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "内"), Hedge.OR_LESS),
    **dict.fromkeys(("左右", "上下"), Hedge.AROUND),
    **dict.fromkeys(("余", "多"), Hedge.MORE),
    "起": Hedge.AT_LEAST,
}
_ANY_BEFORE, _ANY_AFTER = re.compile(_one_of(_BEFORE)), re.compile(_one_of(_AFTER))
_ANY_WITHIN = re.compile("[余多来]|几(?<=十几)")
_VAGUE = {Hedge.ABOUT, Hedge.AROUND}
_PERIODS = ("年均", "同比", "环比", "累计", "比上年", "较上年")
_CHANGES = {
    **dict.fromkeys(("增长", "增加", "上升", "提高", "提升", "上涨", "扩大"), Form.RISE),
    **dict.fromkeys(("下降", "减少", "降低", "回落", "下跌", "缩小"), Form.FALL),
}


_NUMBER = numerals.PATTERN
_UNIT = _one_of({*UNITS, *SPELLINGS} - {RATIO.zh, RANK.zh})
_RATE = rf"(?:{_UNIT})(?:/[百千万亿]*(?:{_UNIT})){{0,2}}"
_FIGURE = re.compile(
    rf"(?P<period>{_one_of(_PERIODS)})?(?P<change>{_one_of(_CHANGES)})?(?P<before>(?:{_one_of(_BEFORE)})*)"
    rf"(?:(?P<low>{_NUMBER})(?:(?P<low_unit>{_RATE})?(?P<dash>[—至])(?P<high>{_NUMBER}))?(?P<unit>{_RATE})"
    rf"|(?P<whole>{_NUMBER})分之(?P<part>{_NUMBER})|(?P<tenths>{_NUMBER})成(?P<half>半)?|(?P<halves>一半|半数)"
    rf"|(?P<left>\d{{1,6}}(?:\.\d{{1,6}})?):(?P<right>\d{{1,6}}(?:\.\d{{1,6}})?)"
    rf"|(?P<order>第|前)(?P<place>{_NUMBER})(?P<places>[位名强])?)(?P<after>(?:{_one_of(_AFTER)})*)",
    re.ASCII,
)
# A unit after the slash may be of several: people per thousand, coal per RMB 10,000.
_PER = re.compile(rf"(?P<ten>[百千]?)(?P<scale>万亿|亿|万)?(?P<unit>{_UNIT})")
_TENS = {"": 0, "百": 2, "千": 3}


class Per(NamedTuple):
    """What a rate is for: ten to the `power` of a unit."""

    power: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure in the words of its source.

    `numbers` are one, the two ends of a range, the two sides of a ratio, or none where only a power of ten is known, as
    in 数十亿元; each is times ten to its power in `powers`. `share` is what part of how many a fraction is; its number
    is the percentage, to two decimals.
    """

    text: str
    numbers: tuple[Decimal, ...]
    powers: tuple[int, ...]
    unit: Unit
    per: tuple[Per, ...] = ()
    unit_zh: str = ""
    hedge: Hedge = Hedge.EXACT
    form: Form = Form.AMOUNT
    period: str = ""
    share: tuple[int, int] | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``text``; raise `MistakeError` unless it is in the standard form, which `str` returns."""
        standard = replace_spellings(text)
        quantity = cls._read(standard, text)
        if quantity is None:
            raise _unreadable(standard, text)
        if quantity.text != text:
            raise MistakeError(
                f"数量“{text}”的写法不规范",
                f'The figure "{text}" is not in its standard form',
                fix_zh=f"写成“{quantity}”",
                fix_en=f"write {quantity}",
            )
        return quantity

    @classmethod
    def _read(cls, standard: str, text: str) -> Self | None:
        """Return the figure, None if it is none; raise `MistakeError` if no source can mean it. Messages quote ``text``."""
        match = _FIGURE.fullmatch(standard) if len(standard) <= LENGTH else None
        parts = _parts(match) if match else None
        if match is None or parts is None or (match["period"] and not match["change"]):
            return None
        body, numbers, powers, unit, per, unit_zh, form, share = parts
        if match["change"]:
            if form is not Form.AMOUNT:
                return None
            form = _CHANGES[match["change"]]
        hedge = _hedge(match, text)
        if hedge is Hedge.EXACT and match["low"] in ("万", "亿", "万亿"):
            return None  # the unit of a table: its number stands elsewhere
        period = match["period"] or ""
        change = f"{period}{match['change'] or ''}"
        quantity = cls(
            f"{change}{match['before']}{body}{match['after']}",
            numbers,
            powers,
            unit,
            per,
            unit_zh,
            hedge,
            form,
            period,
            share,
        )
        quantity._check(match, text)
        return quantity

    def _check(self, match: re.Match[str], text: str) -> None:
        """Raise `MistakeError` for a number, written as ``text``, that no source can mean."""
        if match["high"] and self.amounts[0] >= self.amounts[-1]:
            fix = _rising(match, equal=self.amounts[0] == self.amounts[1])
            raise MistakeError(
                f"区间“{text}”前大后小",
                f'The range "{text}" does not rise',
                fix_zh=f"把小的数写在前面{f'，写成“{fix}”' if fix else ''}",
                fix_en=f"put the smaller number first{f', write {fix}' if fix else ''}",
            )
        if any(len(number.as_tuple().digits) > DIGITS for number in self.numbers):
            raise MistakeError(
                f"数量“{text}”的数字超过{DIGITS}位",
                f'The figure "{text}" has more than {DIGITS} digits',
                fix_zh="照原文核对，大数用万、亿、万亿",
                fix_en="check it against the source, and write a large number with 万, 亿 or 万亿",
            )
        if self.numbers == (Decimal(0),) and self.hedge is not Hedge.EXACT:
            raise MistakeError(
                f"数量“{text}”给零加了修饰词",
                f'The figure "{text}" qualifies a zero',
                fix_zh=f"原文确是零的，写成“0{self.unit_zh}”",
                fix_en=f"if the source does say zero, write 0{self.unit_zh}",
            )
        years = [1900 <= number < 2200 for number in self.numbers]
        if years and all(years) and self.unit.zh == "年" and self.hedge is Hedge.EXACT:
            raise MistakeError(
                f"“{text}”是年份，不是数量",
                f'"{text}" is a year, not a figure',
                fix_zh="年份写进as_of、due或date，如as_of: 2027；确是这么多年的，照原文写约、余等字",
                fix_en="put a year into as_of, due or date, as in as_of: 2027",
            )
        power = self.unit.power
        if (self.magnitude or 0) >= power or any(amount >= 10**power for amount in self.amounts):
            raise MistakeError(
                f"数量“{text}”大得不合常理",
                f'The figure "{text}" is larger than any that "{self.unit.zh}" can count',
                fix_zh="对照原文核对数字、万、亿和单位",
                fix_en="check the number, 万, 亿 and the unit against the source",
            )

    def __str__(self) -> str:
        """Return the standard form, which `parse` reads as an equal value."""
        return self.text

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The exact amounts in single units: one, two for a range or a ratio, or none where only a power is known."""
        return tuple(number * 10**power for number, power in zip(self.numbers, self.powers, strict=False))

    @property
    def magnitude(self) -> int | None:
        """The power of ten that is all the source says, 9 for 数十亿; None where it says more."""
        return None if self.numbers else self.powers[0]

    @property
    def said(self) -> tuple[object, ...]:
        """What it says of its unit, apart from words that qualify it; figures that agree say the same."""
        return self.amounts, self.magnitude, self.form


class _Parts(NamedTuple):
    """What stands between the words around a figure."""

    body: str
    numbers: tuple[Decimal, ...]
    powers: tuple[int, ...]
    unit: Unit
    per: tuple[Per, ...]
    unit_zh: str
    form: Form = Form.AMOUNT
    share: tuple[int, int] | None = None


def _parts(match: re.Match[str]) -> _Parts | None:
    """Return the parts of a figure; None if one of its numbers is none."""
    if match["left"]:
        sides = [read_numeral(match[side]) for side in ("left", "right")]
        numbers = tuple(side.number for side in sides if side and side.number)
        text = ":".join(side.text for side in sides if side)
        return _Parts(text, numbers, (0, 0), RATIO, (), RATIO.zh, Form.RATIO) if len(numbers) == 2 else None
    if match["order"]:
        return _rank(match)
    if match["low"] is None:
        return _share(match)
    low, high = read_numeral(match["low"]), read_numeral(match["high"]) if match["high"] else None
    if low is None or (match["high"] and (high is None or high.number is None or low.number is None)):
        return None
    unit, per, unit_zh = _units(match["unit"])
    first = ""
    if match["low_unit"]:
        first = _units(match["low_unit"])[2]
        if first != unit_zh:
            return None
    share = None
    if high is None:
        text = low.text
        numbers = tuple(number for number in (low.number, low.high) if number is not None)
        powers = (low.power,) * max(1, len(numbers))
        share = (1, 2) if low.text == "半" else None
    else:
        if low.high or high.high:
            return None
        low_power = low.power if first or not _shares_scale(low, high) else high.power
        text = f"{low.text}{first}{match['dash']}{high.text}"
        numbers, powers = (low.number or Decimal(0), high.number or Decimal(0)), (low_power, high.power)
    return _Parts(f"{text}{unit_zh}", numbers, powers, unit, per, unit_zh, share=share)


def _shares_scale(low: Numeral, high: Numeral) -> bool:
    """Whether the scale behind a range is that of its lower end too: of 20—30万, but not of 8000—1.2万."""
    return not low.power and not (
        low.number and high.number and low.number >= 1000 and low.number >= high.number
    )


def _units(text: str) -> tuple[Unit, tuple[Per, ...], str]:
    """Return a unit, what it is per, and both in the standard spelling."""
    first, *others = text.split("/")
    unit = UNITS[SPELLINGS.get(first, first)]
    per, spelt = [], [unit.zh]
    for other in others:
        match = _PER.fullmatch(other)
        assert match, "the pattern of a figure holds that of a rate"
        own = UNITS[SPELLINGS.get(match["unit"], match["unit"])]
        per.append(Per(_TENS[match["ten"]] + SCALES[match["scale"] or ""], own))
        spelt.append(f"{match['ten']}{match['scale'] or ''}{own.zh}")
    return unit, tuple(per), "/".join(spelt)


def _rising(match: re.Match[str], *, equal: bool) -> str:
    """Return a range with its ends exchanged, or the one number where they are ``equal``; the scale stays behind."""
    low, high, low_unit = match["low"], match["high"], match["low_unit"] or ""
    scale = re.search(r"(?<=\d)[^\d.]*$|[万亿]*$", high)
    if scale and not low_unit and not re.search("[百千万亿]", low):
        high, low = high[: scale.start()], low + scale[0]
    ends = low if equal else f"{high}{low_unit}{match['dash']}{low}"
    change = f"{match['period'] or ''}{match['change'] or ''}"
    return readable(f"{change}{match['before']}{ends}{match['unit']}{match['after']}")


def _share(match: re.Match[str]) -> _Parts | None:
    """Return a fraction, tenths or a half as a percentage."""
    percent = UNITS["%"]
    if match["halves"]:
        return _Parts(match["halves"], (Decimal(50),), (0,), percent, (), "%", share=(1, 2))
    if match["tenths"]:
        tenths = read_numeral(match["tenths"])
        if tenths is None or tenths.number is None or tenths.power or not 0 < tenths.number <= 10:
            return None
        half = match["half"] or ""
        ends = [tenths.number, tenths.high] if tenths.high else [tenths.number]
        numbers = tuple(number * 10 + 5 * bool(half) for number in ends if number is not None)
        return _Parts(f"{tenths.text}成{half}", numbers, (0,) * len(numbers), percent, (), "%")
    whole, part = read_numeral(match["whole"]), read_numeral(match["part"])
    if whole is None or part is None or not whole.number or not part.number or whole.high or part.high:
        return None
    text = f"{whole.text}分之{part.text}"
    if whole.number in (100, 1000):
        unit = percent if whole.number == 100 else UNITS["‰"]
        return _Parts(text, (part.number,), (0,), unit, (), unit.zh)
    if whole.power or not part.number < whole.number <= 10 or part.number % 1 or whole.number % 1:
        return None
    number = round(part.number * 100 / whole.number, 2)
    return _Parts(
        text,
        (number.normalize(),),
        (0,),
        percent,
        (),
        "%",
        share=(int(part.number), int(whole.number)),
    )


def _rank(match: re.Match[str]) -> _Parts | None:
    """Return a rank such as 第3位, or a place among the first so many, such as 前10强."""
    place = read_numeral(match["place"])
    if place is None or not place.number or place.high or place.number % 1:
        return None
    form = Form.RANK if match["order"] == "第" else Form.TOP
    text = f"{match['order']}{place.text}{match['places'] or '位'}"
    return _Parts(text, (place.number,), (place.power,), RANK, (), RANK.zh, form)


def _hedge(match: re.Match[str], text: str) -> Hedge:
    """Return how the words before, in and behind a figure qualify it; raise `MistakeError` if there are several."""
    start, end = match.end("before"), match.start("after")
    found = [
        *(
            (word, _BEFORE[word[0]])
            for word in _ANY_BEFORE.finditer(match.string, match.start("before"), start)
        ),
        *((word, _WITHIN[word[0]]) for word in _ANY_WITHIN.finditer(match.string, start, end)),
        *((word, _AFTER[word[0]]) for word in _ANY_AFTER.finditer(match.string, end)),
    ]
    if len(found) < 2:
        return found[0][1] if found else Hedge.EXACT
    words = "、".join(word[0] for word, _ in found)
    # The word that says more is kept: 余 rather than 约, 几 rather than any other.
    kept = min(found, key=lambda one: (one[1] is not Hedge.BETWEEN, one[1] in _VAGUE))[0]
    without = {index for word, _ in found for index in range(*word.span())}
    rest = without - set(range(*kept.span()))
    fixes = (
        "".join(sign for index, sign in enumerate(match.string) if index not in gone)
        for gone in (rest, without)
    )
    fix = next(filter(None, map(readable, fixes)), "")
    raise MistakeError(
        f"数量“{text}”里的修饰词（{words}）不能同时使用",
        f'The figure "{text}" is qualified more than once ({words})',
        fix_zh=f"只保留原文最确切的一个{f'，写成“{fix}”' if fix else ''}",
        fix_en=f"keep the most exact one{f', write {fix}' if fix else ''}",
    )


def readable(text: str) -> str:
    """Return the standard form of ``text`` if it is a figure, or nothing."""
    try:
        quantity = Quantity._read(replace_spellings(text), text)
    except MistakeError:
        return ""
    return str(quantity) if quantity else ""


_EXAMPLES_ZH = "照原文的写法，如“1000余亩”“近百亿元”“约5万元/亩”“30万—50万平方米”“增长12.3%”“数十亿元”；不是数量的，分写zh和en"
_EXAMPLES_EN = (
    "follow the source, in a form such as 1000余亩, 近百亿元, 约5万元/亩, 30万—50万平方米, 增长12.3% or 数十亿元; "
    "give what is no figure as zh and en"
)


def _unreadable(standard: str, text: str) -> MistakeError:
    """Return why ``text`` is no figure, with the replacement where there is one."""
    if loss := re.fullmatch(r"(?P<word>亏损|净亏损|净流出|逆差)(?P<amount>.+)", standard):
        if amount := readable(loss["amount"]):
            return MistakeError(
                f"“{loss['word']}”不写在数量里",
                f'"{loss["word"]}" is no part of a figure',
                fix_zh=f"写成“{amount}”，用一个名称里有“{loss['word']}”的指标",
                fix_en=f"write {amount} under a measure whose label says {loss['word']}",
            )
    elif (negative := re.fullmatch("(?:[-−–—]|负)(?P<amount>.+)", standard)) and (
        mistake := _negative(negative["amount"], text)
    ):
        return mistake
    bare = standard.rstrip("/")
    for unit in ("元", "家"):
        if (unit == "家" or re.search("[万亿]", bare)) and (complete := readable(bare + unit)):
            return MistakeError(
                f"数量“{text}”没有单位",
                f'The figure "{text}" has no unit',
                fix_zh=f"照原文补上单位，例如写成“{complete}”",
                fix_en=f"add the unit that the source prints, for example write {complete}",
            )
    if re.fullmatch(rf"(?:万亿|[万亿])?{_RATE}", standard):
        some = readable(f"一{standard}") if standard[0] in "万亿" else readable(f"5{standard}")
        return MistakeError(
            f"数量“{text}”没有数字",
            f'The figure "{text}" has no number',
            fix_zh=f"照原文写出数字，例如写成“{some}”",
            fix_en=f"add the number that the source prints, for example write {some}",
        )
    if standard and not re.search(f"[0-9]|{numerals.DIGIT}|[十百千万亿半]", standard):
        said = re.sub(r"[\"{}]", "", text.strip())
        return MistakeError(
            f"“{text}”不是数量",
            f'"{text}" is no figure',
            fix_zh=f"文字分写中英文，写成{{zh: {said}, en: 英文}}",
            fix_en=f"give a text in both languages, write {{zh: {said}, en: the English}}",
        )
    parts = [
        readable(part) for part in re.split(r"[、；;和及（）()]|(?<!\d)[，,]|[，,](?!\d)", standard) if part
    ]
    if len(parts) > 1 and any(parts):
        first = next(filter(None, parts))
        several = len(list(filter(None, parts))) > 1
        return MistakeError(
            f"“{text}”里不止一个数量" if several else f"“{text}”里除了数量还有别的文字",
            f'"{text}" holds more than one figure' if several else f'"{text}" holds more than a figure',
            fix_zh=f"一条说法写一个数量，先写成“{first}”，其余的各写一条，说明写进scope或note",
            fix_en=f"give each figure a claim of its own, here write {first}; put explanations into scope or note",
        )
    return _unknown_unit(standard, text) or MistakeError(
        f"读不懂数量“{text}”", f'The figure "{text}" cannot be read', fix_zh=_EXAMPLES_ZH, fix_en=_EXAMPLES_EN
    )


def _negative(amount: str, text: str) -> MistakeError | None:
    """Return the mistake that a figure is negative, if it is one; it names both ways to say so."""
    positive, fall = readable(amount), readable(f"下降{amount}" if amount.endswith("%") else f"减少{amount}")
    if not positive or not fall:
        return None
    return MistakeError(
        f"数量“{text}”是负数",
        f'The figure "{text}" is negative',
        fix_zh=f"比以前少的，写成“{fall}”；亏损、逆差之类，写成“{positive}”，用一个名称里有“亏损”的指标",
        fix_en=f"for a fall, write {fall}; for a loss or deficit, write {positive} under a measure whose label says that it is one",
    )


# Short enough that no text of the records makes it slow.
_LOOSE = re.compile(
    rf"(?P<head>(?:{_one_of(_BEFORE)})*{_NUMBER}(?:[—至]{_NUMBER})?)(?P<unit>(?!分之)[^\d—至:：/]+)(?:/(?P<per>[^\d/]+))?"
)


def _unknown_unit(standard: str, text: str) -> MistakeError | None:
    """Return the mistake that a figure has an unknown unit, with the known one that it begins with."""
    match = _LOOSE.fullmatch(standard) if len(standard) <= LENGTH else None
    if match is None:
        return None
    head, tail = match["head"], f"/{match['per']}" if match["per"] else ""
    for unit in (match["unit"], match["per"] or ""):
        for end in range(len(unit) - 1, 0, -1):
            if known := readable(
                head + (unit[:end] + tail if unit == match["unit"] else f"{match['unit']}/{unit[:end]}")
            ):
                wrong = re.sub(f"^[{numerals.INSIDE}百千万亿]+", "", unit)
                return MistakeError(
                    f"没有“{wrong}”这个单位",
                    f'"{wrong}" is not a known unit',
                    fix_zh=f"写成“{known}”，数的是什么由指标的label或scope说明",
                    fix_en=f"write {known}; what is counted is said by the label of the measure or by scope",
                )
    wrong = match["unit"] if not readable(f"1{match['unit']}") else match["per"] or ""
    wrong = re.sub(
        f"^[{numerals.INSIDE}〇零一二两三四五六七八九十百千万亿点]+|(?:{_one_of(_AFTER)})$", "", wrong
    )
    return unknown_unit(wrong) if wrong and wrong not in UNITS else None
