"""Figures are read as their source prints them and name the same number in both languages.

The readers of Chinese and English below are written for these tests and share nothing with the program.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sitegen.core.problems import MistakeError
from sitegen.i18n.figures import in_chinese, in_english
from sitegen.values.quantity import Quantity

FACTORS = {"": 1, "千": 10**3, "万": 10**4, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
# Where a source writes its hedge, and what an English reader is told.
BEFORE = {
    "约": "about",
    "大约": "about",
    "超": "over",
    "逾": "over",
    "超过": "over",
    "突破": "over",
    "近": "nearly",
}
BEFORE |= {
    "至少": "at least",
    "不少于": "at least",
    "不低于": "at least",
    "至多": "at most",
    "不超过": "at most",
}
BEFORE |= {"可达": "up to", "最高": "up to", "不足": "under", "不到": "under"}
INSIDE = {"余": "more than", "多": "more than"}
AFTER = {"以上": "or more", "以下": "or less", "以内": "or less", "左右": "around", "上下": "around"}
HEDGES = BEFORE | INSIDE | AFTER
NOUNS = {
    "元": ("RMB", "RMB"),
    "美元": ("USD", "USD"),
    "欧元": ("EUR", "EUR"),
    "亩": ("mu", "mu"),
    "公顷": ("ha", "ha"),
    "平方米": ("m²", "m²"),
    "平方公里": ("km²", "km²"),
    "公里": ("km", "km"),
    "立方米": ("m³", "m³"),
    "米": ("m", "m"),
    "吨": ("tonne", "tonnes"),
    "千瓦时": ("kWh", "kWh"),
    "兆伏安": ("MVA", "MVA"),
    "人次": ("visit", "visits"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "户": ("household", "households"),
    "层": ("floor", "floors"),
    "床": ("bed", "beds"),
    "年": ("year", "years"),
    "日": ("day", "days"),
    "分钟": ("minute", "minutes"),
    "个百分点": ("percentage point", "percentage points"),
    "%": ("%", "%"),
}
MONEY = ("元", "美元", "欧元")
CLASSIFIERS = ("家", "个", "项", "座", "栋", "条", "套", "台", "部", "幢")
SEVERAL = ("数", "数十", "数百", "数千", "几", "几十", "几百", "几千")
# Less than so many powers of ten of each can be meant.
POWERS = dict.fromkeys(MONEY, 15) | {"亩": 11, "公顷": 10, "平方米": 14, "平方公里": 8, "公里": 8, "米": 11}
POWERS |= {
    "立方米": 14,
    "吨": 12,
    "千瓦时": 15,
    "兆伏安": 9,
    "人次": 12,
    "人": 10,
    "名": 10,
    "户": 10,
    "层": 4,
}
POWERS |= {"床": 8, "年": 6, "日": 6, "分钟": 8, "个百分点": 4, "%": 6} | dict.fromkeys(CLASSIFIERS, 12)


class Figure(NamedTuple):
    """A figure as a source prints it, with the parts it was put together from."""

    text: str
    numbers: tuple[Decimal, ...]
    factor: int
    hedge: str
    unit: str

    @property
    def amounts(self) -> list[Decimal]:
        """What it says in single units."""
        return [number * self.factor for number in self.numbers]


class Reading(NamedTuple):
    """What a reader takes from one line in either language, without what stands in brackets."""

    amounts: list[Decimal]
    hedges: list[str]
    unit: str


def longest_first(words: Iterable[str]) -> str:
    """Return a pattern for one of ``words``."""
    return "|".join(sorted(words, key=len, reverse=True))


def read_chinese(line: str) -> Reading:
    """Read digits, 千, 万 and 亿, each of which multiplies; whatever else stands there is hedge or unit."""
    bare = line.partition("（")[0]
    numbers = re.findall(r"([0-9.]+)[余多]?(千?[万亿]*(?=[^瓦]|$)|)", bare)
    factors = [FACTORS[scale] for _, scale in numbers]
    words = re.findall(longest_first(HEDGES), re.sub(r"[0-9.]+", "", bare))
    last = bare.rpartition("—")[2]
    unit = re.sub(f"{longest_first(HEDGES)}|[0-9.]+[余多]?(?:千(?!瓦))?[万亿]*", "", last)
    amounts = [
        Decimal(number) * (factor if factor > 1 else factors[-1])
        for (number, _), factor in zip(numbers, factors, strict=True)
    ]
    return Reading(amounts, [HEDGES[word] for word in words], unit)


def read_english(line: str) -> Reading:
    """Read grouped digits, million, billion and trillion; the unit stays English."""
    bare = line.partition(" (")[0]
    words = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
    found = re.findall(r"([0-9](?:[0-9,.]*[0-9])?)(?: (million|billion|trillion))?", bare)
    factors = [words.get(word, 1) for _, word in found]
    hedges = [word for word in dict.fromkeys(HEDGES.values()) if re.search(rf"\b{word}\b", bare)]
    assert all(re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?", number) for number, _ in found)
    unit = re.sub("|".join([*HEDGES.values(), *words, r"\bto\b", "[0-9.,–]"]), "", bare)
    amounts = [
        Decimal(number.replace(",", "")) * (factors[-1] if "–" in bare else factor)
        for (number, _), factor in zip(found, factors, strict=True)
    ]
    return Reading(amounts, hedges, " ".join(unit.split()))


def read_hectares(line: str) -> list[Decimal]:
    """Read the numbers in brackets of a line in either language."""
    inside = re.search(r"[(（](.*)[)）]", line)
    assert inside
    return [Decimal(number.replace(",", "")) for number in re.findall(r"[0-9](?:[0-9,.]*[0-9])?", inside[1])]


def unit_in_english(unit: str, amounts: list[Decimal]) -> str:
    """Return the noun that belongs to ``unit``: one for exactly one, none for a classifier, `each` behind a slash."""
    counted, *per = unit.split("/")
    noun = NOUNS.get(counted, ("", ""))[amounts != [1]]
    rates = (f"per {NOUNS[one][0]}" if one in NOUNS else "each" for one in per)
    return " ".join([noun, *rates]).strip()


def printed_digits(number: Decimal) -> str:
    """Return the significant digits of ``number``, zeros at the end included."""
    return f"{number:f}".replace(".", "").lstrip("0")


def rounding(mu: Decimal, digits: int) -> Fraction:
    """Return half a unit of the last of ``digits`` significant digits of ``mu`` in hectares."""
    exact = Fraction(mu) / 15
    place = 0
    while exact >= Fraction(10) ** (place + 1):
        place += 1
    while 0 < exact < Fraction(10) ** place:
        place -= 1
    return Fraction(10) ** (place - digits + 1) / 2


@st.composite
def figures(draw: st.DrawFn, units: tuple[str, ...] = (*NOUNS, *CLASSIFIERS), most: int = 2) -> Figure:
    """Put together the canonical form of a number or a rising range of up to ``most`` numbers."""
    digits, places = st.integers(0, 10**7), st.integers(0, 4)
    number = st.builds(lambda whole, shift: Decimal(whole).scaleb(-shift), digits, places).map(in_full)
    numbers = tuple(sorted(draw(st.lists(number, min_size=1, max_size=most, unique=True))))
    unit = draw(st.sampled_from(units))
    meant = [scale for scale in FACTORS if numbers[-1] * FACTORS[scale] < 10 ** POWERS[unit]]
    assume(meant)
    scale = draw(st.sampled_from(meant)) if all(numbers) else ""
    # 5千 with a unit of its own 千 could be read in two ways.
    assume(not (scale.endswith("千") and unit in ("米", "千瓦时")))
    assume(unit != "年" or not all(1900 <= number < 2200 for number in numbers))
    rates = [noun for noun in (*NOUNS, *CLASSIFIERS) if noun not in ("%", "个百分点")]
    if unit != "亩" and draw(st.booleans()):
        unit = "/".join([unit, *draw(st.lists(st.sampled_from(rates), min_size=1, max_size=2))])
    hedge = draw(st.sampled_from(["", *HEDGES])) if any(numbers) else ""
    shared = draw(st.sampled_from(["", scale, scale + unit])) if scale else draw(st.sampled_from(["", unit]))
    body = (f"{shared}—" if shared and len(numbers) > 1 else "—").join(f"{number:f}" for number in numbers)
    if hedge in INSIDE and scale and draw(st.booleans()):
        text = f"{body}{scale}{hedge}{unit}"
    elif hedge in INSIDE:
        text = f"{body}{hedge}{scale}{unit}"
    elif hedge in AFTER:
        text = f"{body}{scale}{unit}{hedge}"
    else:
        text = f"{hedge}{body}{scale}{unit}"
    return Figure(text, numbers, FACTORS[scale], HEDGES.get(hedge, ""), unit)


def in_full(number: Decimal) -> Decimal:
    """Return ``number`` without decimals that say nothing: zeros alone, behind zero or more than two of them."""
    said = f"{number:f}".partition(".")[2]
    return Decimal(int(number)) if number == int(number) and (len(said) > 2 or not number) else number


def severals() -> st.SearchStrategy[str]:
    """Put together figures whose number is not stated: 数十亿元, 约数百家."""
    parts = st.tuples(
        st.sampled_from(["", "约", "超", "近"]),
        st.sampled_from(SEVERAL),
        st.sampled_from(list(FACTORS)),
        st.sampled_from([*NOUNS, *CLASSIFIERS]),
    )
    meant = parts.filter(
        lambda part: (
            10 ** (SEVERAL.index(part[1]) % 4) * FACTORS[part[2]] < 10 ** POWERS[part[3]]
            and (part[2] in ("", "万", "亿", "万亿"))
        )
    )
    return meant.map("".join)


def mistake_in(text: str) -> MistakeError:
    """Return the mistake that reading ``text`` raises."""
    with pytest.raises(MistakeError) as caught:
        Quantity.parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("stored", "zh", "en"),
    [
        ("5亿元", "5亿元", "RMB 500 million"),
        ("15亿元", "15亿元", "RMB 1.5 billion"),
        ("超4亿元", "超4亿元", "over RMB 400 million"),
        ("数十亿元", "数十亿元", "several billion RMB"),
        ("1000余亩", "1000余亩（66公顷以上）", "more than 1,000 mu (over 66 ha)"),
        ("约5万元/亩", "约5万元/亩", "about RMB 50,000 per mu"),
        ("1.4万亩", "1.4万亩（约930公顷）", "14,000 mu (about 930 ha)"),
        ("8000人/平方公里", "8000人/平方公里", "8,000 people per km²"),
        ("约38万平方米", "约38万平方米", "about 380,000 m²"),
    ],
)
def test_the_editorial_table_holds_to_the_letter(stored: str, zh: str, en: str) -> None:
    """Every row of the editorial rules, section 4, reads in both languages exactly as agreed there."""
    quantity = Quantity.parse(stored)

    assert (in_chinese(quantity), in_english(quantity)) == (zh, en)


@pytest.mark.parametrize(
    ("stored", "en"),
    [
        ("100%", "100%"),
        ("7家", "7"),
        ("50余家", "more than 50"),
        ("500余名", "more than 500 people"),
        ("近40年", "nearly 40 years"),
        ("1年", "1 year"),
        ("1.5年", "1.5 years"),
        ("0.5年", "0.5 years"),
        ("1分钟", "1 minute"),
        ("15分钟左右", "around 15 minutes"),
        ("2000床", "2,000 beds"),
        ("100余万人次", "more than 1 million visits"),
        ("可达150亿元", "up to RMB 15 billion"),
        ("10亿元", "RMB 1 billion"),
        ("9.99亿元", "RMB 999 million"),
        ("100万元", "RMB 1 million"),
        ("99.9万元", "RMB 999,000"),
        ("7.2603亿元", "RMB 726.03 million"),
        ("约10.9万平方米", "about 109,000 m²"),
        ("至少3亿元", "at least RMB 300 million"),
        ("至多3亿元", "at most RMB 300 million"),
        ("5000万元以上", "RMB 50 million or more"),
        ("10%以下", "10% or less"),
    ],
)
def test_further_figures_read_well_in_english(stored: str, en: str) -> None:
    """Percentages, counted things, singulars and every hedge come out as an English reader expects."""
    assert in_english(Quantity.parse(stored)) == en


@pytest.mark.parametrize(
    ("stored", "zh", "en"),
    [
        ("20—30亩", "20—30亩（约1.3—2公顷）", "20–30 mu (about 1.3–2 ha)"),
        ("15亩", "15亩（1公顷）", "15 mu (1 ha)"),
        ("约15亩", "约15亩（约1公顷）", "about 15 mu (about 1 ha)"),
        ("约1200亩", "约1200亩（约80公顷）", "about 1,200 mu (about 80 ha)"),
        ("1亩", "1亩（约0.07公顷）", "1 mu (about 0.07 ha)"),
        ("可达1000亩", "可达1000亩（可达67公顷）", "up to 1,000 mu (up to 67 ha)"),
        ("1000亩以上", "1000亩以上（66公顷以上）", "1,000 mu or more (66 ha or more)"),
        ("不少于1000亩", "不少于1000亩（66公顷以上）", "at least 1,000 mu (at least 66 ha)"),
        ("近1000亩", "近1000亩（近67公顷）", "nearly 1,000 mu (nearly 67 ha)"),
        ("不超过1000亩", "不超过1000亩（67公顷以下）", "at most 1,000 mu (at most 67 ha)"),
        ("不足1000亩", "不足1000亩（不足67公顷）", "under 1,000 mu (under 67 ha)"),
        ("一千二百余亩", "一千二百余亩（80公顷以上）", "more than 1,200 mu (over 80 ha)"),
        ("2万余亩", "2万余亩（1,300公顷以上）", "more than 20,000 mu (over 1,300 ha)"),
        ("数百亩", "数百亩", "hundreds of mu"),
        ("100亩/年", "100亩/年", "100 mu per year"),
    ],
)
def test_mu_are_followed_by_hectares(stored: str, zh: str, en: str) -> None:
    """An area in mu is repeated in hectares under its own hedge; a rate or an unstated number is not."""
    quantity = Quantity.parse(stored)

    assert (in_chinese(quantity), in_english(quantity)) == (zh, en)


@pytest.mark.parametrize(
    ("stored", "en"),
    [
        ("数元", "several RMB"),
        ("数十元", "dozens of RMB"),
        ("数百元", "hundreds of RMB"),
        ("数千元", "several thousand RMB"),
        ("数万元", "tens of thousands of RMB"),
        ("数十万元", "hundreds of thousands of RMB"),
        ("数百万元", "several million RMB"),
        ("数千万元", "tens of millions of RMB"),
        ("数亿元", "hundreds of millions of RMB"),
        ("数十亿元", "several billion RMB"),
        ("数百亿元", "tens of billions of RMB"),
        ("数千亿元", "hundreds of billions of RMB"),
        ("数万亿元", "several trillion RMB"),
        ("数十万亿元", "tens of trillions of RMB"),
        ("数百万亿元", "hundreds of trillions of RMB"),
        ("数家", "several"),
        ("数十家", "dozens"),
        ("数百人", "hundreds of people"),
        ("数千家", "several thousand"),
        ("数万人次", "tens of thousands of visits"),
    ],
)
def test_several_keeps_its_order_of_magnitude(stored: str, en: str) -> None:
    """Each 数, 数十, 数百 and 数千 of each scale is as large in English: 数十亿 is several billion, not tens of them."""
    quantity = Quantity.parse(stored)

    assert (in_chinese(quantity), in_english(quantity)) == (stored, en)


@given(figures().map(lambda figure: figure.text) | severals())
def test_a_canonical_figure_is_read_as_itself(text: str) -> None:
    """The form that a source prints is the form in which it is kept."""
    assert str(Quantity.parse(text)) == text


@given(figures().map(lambda figure: figure.text) | severals())
def test_a_figure_survives_printing_and_reading(text: str) -> None:
    """Whatever `str` prints, `parse` reads back to an equal value."""
    quantity = Quantity.parse(text)

    assert Quantity.parse(str(quantity)) == quantity


@given(figures())
def test_chinese_and_english_name_the_same_number(figure: Figure) -> None:
    """Two independent readers, one of each language, arrive at the amount that the source printed."""
    quantity = Quantity.parse(figure.text)

    zh, en = read_chinese(in_chinese(quantity)), read_english(in_english(quantity))

    assert zh.amounts == en.amounts == figure.amounts


@given(figures())
def test_a_hedge_is_said_in_both_languages_or_in_neither(figure: Figure) -> None:
    """The English qualifies a figure by the very word that the Chinese does, and adds none."""
    quantity = Quantity.parse(figure.text)

    zh, en = read_chinese(in_chinese(quantity)), read_english(in_english(quantity))

    assert zh.hedges == en.hedges == [figure.hedge] * bool(figure.hedge)


@given(figures())
def test_the_unit_is_translated(figure: Figure) -> None:
    """The English unit is the one that the Chinese names, in the singular for exactly one."""
    quantity = Quantity.parse(figure.text)

    zh, en = read_chinese(in_chinese(quantity)), read_english(in_english(quantity))

    assert (zh.unit, en.unit) == (figure.unit, unit_in_english(figure.unit, figure.amounts))


@given(figures(units=MONEY, most=1))
def test_money_is_counted_in_millions_and_more(figure: Figure) -> None:
    """A thousand millions are a billion, a thousand billions a trillion, and no million is spelled out in digits."""
    line = in_english(Quantity.parse(figure.text))

    amount = figure.amounts[0]
    found = re.findall("[mbtr]+illion", line)
    assert found == (
        ["trillion"]
        if amount >= 10**12
        else ["billion"]
        if amount >= 10**9
        else ["million"] * (amount >= 10**6)
    )


@given(figures(units=("亩",)))
def test_hectares_are_the_same_in_both_languages(figure: Figure) -> None:
    """The conversion names the same numbers in Chinese and English, and is hedged in both or in neither."""
    zh, en = in_chinese(Quantity.parse(figure.text)), in_english(Quantity.parse(figure.text))

    hedged_zh = re.search("约|超|近|以上|以下|可达|不足", zh.partition("（")[2]) is not None
    hedged_en = (
        re.search("about|over|nearly|or more|or less|at |up to|under", en.partition(" (")[2]) is not None
    )
    assert (read_hectares(zh), hedged_zh) == (read_hectares(en), hedged_en)


@given(figures(units=("亩",), most=1))
def test_hectares_are_as_precise_as_the_source(figure: Figure) -> None:
    """A conversion shows no more significant digits than the number has, and still holds where the source gives a bound."""
    shown = read_hectares(in_english(Quantity.parse(figure.text)))[0]

    printed = printed_digits(figure.amounts[0])
    digits = max(len(printed.rstrip("0")), min(2, len(printed)))
    exact = Fraction(figure.amounts[0]) / 15
    assert len(printed_digits(shown).rstrip("0")) <= digits
    assert abs(Fraction(shown) - exact) <= 2 * rounding(figure.amounts[0], digits)
    if figure.hedge in ("over", "more than", "at least", "or more"):
        assert Fraction(shown) <= exact
    elif figure.hedge in ("at most", "or less", "up to", "under", "nearly"):
        assert Fraction(shown) >= exact
    else:
        assert abs(Fraction(shown) - exact) <= rounding(figure.amounts[0], digits)


@given(figures(units=("亩",)))
@example(Figure("20—30亩", (Decimal(20), Decimal(30)), 1, "", "亩"))
@example(Figure("1000—1001亩", (Decimal(1000), Decimal(1001)), 1, "", "亩"))
@example(Figure("1—1.02万亩", (Decimal(1), Decimal("1.02")), 10**4, "", "亩"))
def test_a_converted_range_rises(figure: Figure) -> None:
    """Hectares run from the smaller to the larger, and ends that come out equal are one number."""
    shown = read_hectares(in_english(Quantity.parse(figure.text)))

    assert shown == sorted(set(shown))


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("1，000亩", "1000亩"),
        ("１０００余亩", "1000余亩"),
        ("１．４万亩", "1.4万亩"),
        ("100％", "100%"),
        ("约5万元／亩", "约5万元/亩"),
        ("20-30亩", "20—30亩"),
        ("20--30亩", "20—30亩"),
        ("20–30亩", "20—30亩"),
        ("20~30亩", "20—30亩"),
        ("20～30亩", "20—30亩"),
        ("20至30亩", "20—30亩"),
        ("20到30亩", "20—30亩"),
        ("约5万元每亩", "约5万元/亩"),
        ("8000人每平方公里", "8000人/平方公里"),
        (" 5 亿元 ", "5亿元"),
        ("5亿元\n", "5亿元"),
        ("012亩", "12亩"),
        ("00.5亩", "0.5亩"),
        ("000亩", "0亩"),
        ("0.000000亩", "0亩"),
        ("0.0%", "0%"),
        ("0.00亿元", "0元"),
        ("0万家", "0家"),
        ("0.0—5.0%", "0—5.0%"),
        ("5.000亩", "5亩"),
        ("1000.000000万元", "1000万元"),
        ("007—010家", "7—10家"),
        ("1,000多亩", "1000多亩"),
        ("30万至50万平方米", "30万—50万平方米"),
        ("三十到五十亩", "三十至五十亩"),
        ("一二〇〇亩", "1200亩"),
        ("⼀千余亩", "一千余亩"),
        ("1000余萬元", "1000余万元"),
        ("5万㎡", "5万平方米"),
        ("5万m²", "5万平方米"),
        ("3km", "3公里"),
        ("110kV", "110千伏"),
        ("人民币5亿元", "5亿元"),
        ("5亿元人民币", "5亿元"),
        ("￥5万元以上", "5万元以上"),
        ("$5亿", "5亿美元"),
        ("2亿港币", "2亿港元"),
        ("每亩约5万元", "约5万元/亩"),
        ("每平方米每月45元以上", "45元/平方米/月以上"),
        ("≥5亿元", "不少于5亿元"),
        ("<10家", "不足10家"),
        ("100+家", "100余家"),
        ("~50米", "约50米"),
        ("1：3", "1:3"),
        ("1比3", "1:3"),
        ("1/3", "三分之一"),
        ("第三", "第三位"),
        ("前十", "前十位"),
        ("增长了12.3%", "增长12.3%"),
        ("增速12.3%", "增长12.3%"),
        ("翻一番", "增长1倍"),
    ],
)
def test_a_misspelling_is_answered_with_the_canonical_form(typed: str, canonical: str) -> None:
    """The remedy names, in both languages, the form to write, and that form is read."""
    told = mistake_in(typed).message

    assert (told.fix_zh, told.fix_en) == (f"写成“{canonical}”", f"write {canonical}")
    assert str(Quantity.parse(canonical)) == canonical


@given(figures(), st.sampled_from(["-", "--", "–", "~", "～", "至", "到"]))
def test_no_misspelling_is_read_silently(figure: Figure, dash: str) -> None:
    """Full-width digits, spaces and other dashes, even all at once, lead back to the canonical form."""
    wide = str.maketrans("0123456789./%", "０１２３４５６７８９．／％")
    typed = " ".join(figure.text.replace("—", dash).translate(wide))

    assert mistake_in(typed).message.fix_en == f"write {figure.text}"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("", "读不懂数量“”", "cannot be read"),
        ("abc", "“abc”不是数量", "is no figure"),
        ("智能制造", "“智能制造”不是数量", "is no figure"),
        ("1e3亩", "读不懂数量“1e3亩”", "cannot be read"),
        ("5元/亩/年/月", "读不懂数量“5元/亩/年/月”", "cannot be read"),
        ("20亩—30平方米", "读不懂数量“20亩—30平方米”", "cannot be read"),
        ("一千一千亩", "读不懂数量“一千一千亩”", "cannot be read"),
        ("二千三万亩", "读不懂数量“二千三万亩”", "cannot be read"),
        ("五分之六", "读不懂数量“五分之六”", "cannot be read"),
        ("同比5%", "读不懂数量“同比5%”", "cannot be read"),
        ("5里", "没有“里”这个单位", '"里" is not a known unit'),
        ("5元/里", "没有“里”这个单位", '"里" is not a known unit'),
        ("约5万坪以上", "没有“坪”这个单位", '"坪" is not a known unit'),
    ],
)
def test_what_is_no_figure_is_refused_in_both_languages(text: str, zh: str, en: str) -> None:
    """Unreadable text, unknown units, two hedges and falling ranges are named, each with a remedy."""
    told = mistake_in(text).message

    assert zh in told.zh
    assert en in told.en
    assert all((told.fix_zh, told.fix_en))


@given(
    st.text() | st.text("0123456789.,万亿余多数十百千约超近至少以上下左右每—-/元亩家人次%年 ", max_size=16)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Reading raises nothing but a mistake, and what it does read is canonical and can be printed."""
    try:
        quantity = Quantity.parse(text)
    except MistakeError as mistake:
        printed = [str(mistake)]
    else:
        printed = [str(quantity), in_chinese(quantity), in_english(quantity)]

    assert all(printed)
    assert printed[0] == text or len(printed) == 1


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("999999999999999.999999万亿亩", "has more than 12 digits"),
        ("1234567890123元", "has more than 12 digits"),
        ("1—123456.7890123元", "cannot be read"),
        ("2027年", "is a year"),
        ("2023—2025年", "is a year"),
        ("20—123456789.0123元", "has more than 12 digits"),
        ("数千万亿亩", '"亩" can count'),
        ("数千万亿元", '"元" can count'),
        ("约数百亿人", '"人" can count'),
        ("1000亿亩", '"亩" can count'),
        ("1—1000万亿元", '"元" can count'),
        ("近1万亿台", '"台" can count'),
        ("100万%", '"%" can count'),
        ("1亿公里", '"公里" can count'),
        ("约0亩", "qualifies a zero"),
        ("0余家", "qualifies a zero"),
        ("0.0亿元以上", "qualifies a zero"),
    ],
)
def test_what_no_source_can_mean_is_refused(text: str, en: str) -> None:
    """More digits than are printed, more than there can be of a unit, and a qualified zero are each named."""
    told = mistake_in(text).message

    assert en in told.en
    assert text in told.zh
    assert all((told.fix_zh, told.fix_en))


@pytest.mark.parametrize(
    "text",
    [
        "0家",
        "零家",
        "0%",
        "0元/亩",
        "0—5家",
        "2.0%",
        "5.00亿元",
        "123456.789012万元",
        "999万亿元",
        "2000余年",
    ],
)
def test_an_unusual_figure_that_can_be_meant_is_read(text: str) -> None:
    """Nothing of a kind, the decimals of a statistic and a sum to the last cent are figures."""
    assert str(Quantity.parse(text)) == text


@pytest.mark.parametrize("text", ["1" * 16 + "亩", "1.1234567亩", f"{'一千二百' * 20}亩"])
def test_a_figure_that_cannot_be_said_is_refused(text: str) -> None:
    """No source prints more digits than a reader can check."""
    with pytest.raises(MistakeError):
        Quantity.parse(text)


def test_a_tiny_area_keeps_the_precision_of_its_source() -> None:
    """However small a figure, its conversion shows no more digits than the source prints."""
    assert in_english(Quantity.parse("0.000001亩")) == "0.000001 mu (about 0.00000007 ha)"


@pytest.mark.parametrize(
    ("stored", "en"),
    [
        ("一千余亩", "more than 1,000 mu (over 66 ha)"),
        ("千余亩", "more than 1,000 mu (over 66 ha)"),
        ("百余家", "more than 100"),
        ("十余家", "more than 10"),
        ("二十多家", "more than 20"),
        ("十来家", "around 10"),
        ("近百亿元", "nearly RMB 10 billion"),
        ("上百亿元", "RMB 10 billion or more"),
        ("十几亿元", "between RMB 1 and 2 billion"),
        ("二十几家", "between 20 and 30"),
        ("几十亿元", "several billion RMB"),
        ("两亿美元", "USD 200 million"),
        ("万余人", "more than 10,000 people"),
        ("亿元以上", "RMB 100 million or more"),
        ("一点五亿元", "RMB 150 million"),
        ("一亿二千万元", "RMB 120 million"),
        ("一万零五百户", "10,500 households"),
        ("3千余亩", "more than 3,000 mu (over 200 ha)"),
        ("5千万元", "RMB 50 million"),
        ("三四百家", "300–400"),
        ("两三年", "2–3 years"),
        ("三至五年", "3–5 years"),
        ("半年", "half a year"),
        ("半小时", "half an hour"),
        ("三分之一", "one third"),
        ("超过三分之二", "over two thirds"),
        ("四分之三以上", "three quarters or more"),
        ("近一半", "nearly half"),
        ("近七成", "nearly 70%"),
        ("五成半", "55%"),
        ("百分之五", "5%"),
        ("千分之三", "3‰"),
        ("逾4亿元", "over RMB 400 million"),
        ("4亿多元", "more than RMB 400 million"),
        ("3年多", "more than 3 years"),
        ("15分钟以内", "15 minutes or less"),
        ("不足30分钟", "under 30 minutes"),
        ("5000元/平方米起", "at least RMB 5,000 per m²"),
        ("30万—50万平方米", "300,000–500,000 m²"),
        ("50%—70%", "50–70%"),
        ("5亿元—10亿元", "RMB 500 million to 1 billion"),
        ("8000—1.2万元/平方米", "RMB 8,000–12,000 per m²"),
        ("100—200万元", "RMB 1–2 million"),
        ("500元—1万元", "RMB 500–10,000"),
        ("年均增长12.3%", "up 12.3% a year on average"),
        ("同比下降5%左右", "down around 5% year on year"),
        ("增长超10%", "up over 10%"),
        ("增长2倍", "up 200%"),
        ("3倍", "3 times"),
        ("提高2.5个百分点", "up 2.5 percentage points"),
        ("1:3", "1:3"),
        ("第3位", "3rd"),
        ("第二十一位", "21st"),
        ("第12名", "12th"),
        ("前10强", "top 10"),
        ("2万亿元", "RMB 2 trillion"),
        ("100万亿元", "RMB 100 trillion"),
        ("5000吨/日", "5,000 tonnes per day"),
        ("45元/平方米/月", "RMB 45 per m² per month"),
        ("3亿千瓦时/年", "300 million kWh per year"),
        ("0.5吨标准煤/万元", "0.5 tonnes of coal equivalent per RMB 10,000"),
        ("6.5张床位/千人", "6.5 beds per 1,000 people"),
        ("5万元/家", "RMB 50,000 each"),
        ("220千伏", "220 kV"),
        ("五千千瓦", "5,000 kW"),
        ("50万千伏安", "500,000 kVA"),
    ],
)
def test_a_figure_is_kept_as_its_source_prints_it(stored: str, en: str) -> None:
    """Numerals in Han, hedges, ranges, growth, ratios, ranks and rates stay in Chinese, and say the same in English."""
    quantity = Quantity.parse(stored)

    assert str(quantity) == stored
    assert in_chinese(quantity).partition("（")[0] == stored
    assert in_english(quantity) == en


def in_han(number: int) -> str:
    """Write a whole number below ten thousand times ten thousand in Han numerals, such as 一万零五百."""
    text, gap = "", False
    for index, digit in enumerate(f"{number:08}"):
        unit = "千百十万千百十"[index : index + 1]
        if digit != "0":
            text += "零" * (gap and bool(text)) + "零一二三四五六七八九"[int(digit)] + unit
            gap = False
        else:
            gap = True
            text += "万" * (unit == "万" and bool(text))
    return text


@given(
    st.integers(1, 10**8 - 1), st.sampled_from(("家", "元", "平方米", "户")), st.sampled_from(["", *BEFORE])
)
def test_han_numerals_say_what_digits_say(number: int, unit: str, hedge: str) -> None:
    """A number in Han numerals is kept, and is the same amount under the same hedge in English as in digits."""
    quantity = Quantity.parse(f"{hedge}{in_han(number)}{unit}")

    assert str(quantity) == f"{hedge}{in_han(number)}{unit}"
    assert in_english(quantity) == in_english(Quantity.parse(f"{hedge}{number}{unit}"))


def replacement_in(mistake: MistakeError) -> str:
    """Return what a message says to write instead, in both languages; nothing if it names no figure."""
    zh, en = (
        re.findall("写成“(.*?)”", mistake.message.fix_zh),
        re.findall(r"write ([^\s{;,]+)", mistake.message.fix_en),
    )
    assert zh == [one for one in en if not one.startswith("it")], mistake.message
    return zh[0] if zh else ""


WRONG: dict[str, Callable[[str], str]] = {
    "spaces": lambda text: " ".join(text),
    "no unit": lambda text: text.rstrip("".join({*"".join(NOUNS), *"".join(CLASSIFIERS)})),
    "negative": lambda text: f"-{text}",
    "loss": lambda text: f"亏损{text}",
    "counted noun": lambda text: f"{text}企业",
    "two hedges": lambda text: f"约{text}",
    "three hedges": lambda text: f"约{text}以上",
    "two figures": lambda text: f"{text}、3家",
    "remark": lambda text: f"{text}（含在建）",
    "currency": lambda text: text.replace("元", "元人民币"),
    "sign before": lambda text: f"≥{text}",
}


@given(figures(units=("元", "亩", "平方米", "家")), st.sampled_from(sorted(WRONG)))
def test_what_a_message_says_to_write_is_read(figure: Figure, slip: str) -> None:
    """Whoever follows the message on a wrong figure is not told again."""
    typed = WRONG[slip](figure.text)
    try:
        Quantity.parse(typed)
    except MistakeError as mistake:
        replacement = replacement_in(mistake)
        assume(replacement or "larger than any" in mistake.message.en or "digits" in mistake.message.en)
    else:
        replacement = typed

    assert not replacement or str(Quantity.parse(replacement)) == replacement


@pytest.mark.parametrize(
    ("typed", "write"),
    [
        ("12.6亿", "12.6亿元"),
        ("1000多", "1000多家"),
        ("-3亿元", "减少3亿元"),
        ("-3.5%", "下降3.5%"),
        ("亏损3亿元", "3亿元"),
        ("万亩", "一万亩"),
        ("亿元", "一亿元"),
        ("亩", "5亩"),
        ("5亿元、3亿元", "5亿元"),
        ("5亿元（含税）", "5亿元"),
        ("1000余亩地", "1000余亩"),
        ("300个停车位", "300个"),
        ("50户居民", "50户"),
        ("约1000余亩", "1000余亩"),
        ("近200余家", "近200家"),
        ("约1000亩左右", "约1000亩"),
        ("至少1000亩以上", "至少1000亩"),
        ("最高不超过1000万元", "最高1000万元"),
        ("30—20亩", "20—30亩"),
        ("约30万元—20万元", "约20万元—30万元"),
        ("20—20亩", "20亩"),
        ("约0亩", "0亩"),
    ],
)
def test_a_refusal_names_what_to_write(typed: str, write: str) -> None:
    """A figure without unit or number, below zero, hedged twice or with words around it is answered with one that is read."""
    replacement = replacement_in(mistake_in(typed))

    assert replacement == write
    assert str(Quantity.parse(write)) == write
