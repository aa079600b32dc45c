"""Figures are read as their source prints them and name the same number in both languages.

The readers of Chinese and English below are written for these tests and share nothing with the program.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sitegen.core.problems import MistakeError
from sitegen.i18n.figures import in_chinese, in_english
from sitegen.values.quantity import Quantity

FACTORS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
HEDGES = {
    "约": "about",
    "超": "over",
    "近": "nearly",
    "至少": "at least",
    "至多": "at most",
    "可达": "up to",
    "余": "more than",
    "以上": "or more",
    "以下": "or less",
    "左右": "around",
}
NOUNS = {
    "元": ("RMB", "RMB"),
    "亩": ("mu", "mu"),
    "公顷": ("ha", "ha"),
    "平方米": ("m²", "m²"),
    "平方公里": ("km²", "km²"),
    "公里": ("km", "km"),
    "人次": ("visit", "visits"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "床": ("bed", "beds"),
    "年": ("year", "years"),
    "日": ("day", "days"),
    "分钟": ("minute", "minutes"),
    "%": ("%", "%"),
}
CLASSIFIERS = ("家", "个", "项", "座", "栋", "条", "套", "台")
SEVERAL = ("数", "数十", "数百", "数千")
# Less than so many powers of ten of each can be meant.
POWERS = {"元": 15, "亩": 11, "公顷": 10, "平方米": 14, "平方公里": 8, "公里": 8, "人次": 12, "人": 10}
POWERS |= {"名": 10, "床": 8, "年": 6, "日": 6, "分钟": 8, "%": 6} | dict.fromkeys(CLASSIFIERS, 12)


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


def read_chinese(line: str) -> Reading:
    """Read digits, 万 and 亿, each of which multiplies; whatever else stands there is hedge or unit."""
    bare = line.partition("（")[0]
    factor = 10 ** (4 * bare.count("万") + 8 * bare.count("亿"))
    hedges = [word for word in HEDGES if word in bare]
    unit = re.sub("|".join([*HEDGES, "[0-9.—万亿]"]), "", bare)
    return Reading([Decimal(number) * factor for number in re.findall(r"[0-9.]+", bare)], hedges, unit)


def read_english(line: str) -> Reading:
    """Read grouped digits, million and billion; hedges are given in Chinese, the unit stays English."""
    bare = line.partition(" (")[0]
    factor = next((value for word, value in (("million", 10**6), ("billion", 10**9)) if word in bare), 1)
    hedges = [zh for zh, en in HEDGES.items() if re.search(rf"\b{en}\b", bare)]
    numbers = re.findall(r"[0-9](?:[0-9,.]*[0-9])?", bare)
    assert all(re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?", number) for number in numbers)
    unit = re.sub("|".join([*HEDGES.values(), "million|billion", "[0-9.,–]"]), "", bare)
    return Reading(
        [Decimal(number.replace(",", "")) * factor for number in numbers], hedges, " ".join(unit.split())
    )


def read_hectares(line: str) -> list[Decimal]:
    """Read the numbers in brackets of a line in either language."""
    inside = re.search(r"[(（](.*)[)）]", line)
    assert inside
    return [Decimal(number.replace(",", "")) for number in re.findall(r"[0-9](?:[0-9,.]*[0-9])?", inside[1])]


def unit_in_english(unit: str, amounts: list[Decimal]) -> str:
    """Return the noun that belongs to ``unit``: one for exactly one, none for a classifier."""
    counted, _, per = unit.partition("/")
    noun = NOUNS.get(counted, ("", ""))[amounts != [1]]
    return f"{noun} per {NOUNS[per][0]}".strip() if per else noun


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
    scale = draw(st.sampled_from(meant)) if any(numbers) else ""
    if unit != "亩" and draw(st.booleans()):
        unit = f"{unit}/{draw(st.sampled_from([noun for noun in NOUNS if noun != '%']))}"
    hedge = draw(st.sampled_from(["", *HEDGES])) if any(numbers) else ""
    body = "—".join(f"{number:f}" for number in numbers)
    if hedge == "余" and scale and draw(st.booleans()):
        text = f"{body}{scale}余{unit}"
    elif hedge == "余":
        text = f"{body}余{scale}{unit}"
    elif hedge in ("以上", "以下", "左右"):
        text = f"{body}{scale}{unit}{hedge}"
    else:
        text = f"{hedge}{body}{scale}{unit}"
    return Figure(text, numbers, FACTORS[scale], hedge, unit)


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
    meant = parts.filter(lambda part: 10 ** SEVERAL.index(part[1]) * FACTORS[part[2]] < 10 ** POWERS[part[3]])
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
        ("1000余亩", "1000余亩（约67公顷以上）", "more than 1,000 mu (over 67 ha)"),
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
        ("可达1000亩", "可达1000亩（可达约67公顷）", "up to 1,000 mu (up to about 67 ha)"),
        ("1000亩以上", "1000亩以上（约67公顷以上）", "1,000 mu or more (about 67 ha or more)"),
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


@given(figures(units=("元",), most=1))
def test_money_is_counted_in_millions_and_billions(figure: Figure) -> None:
    """A thousand millions are a billion, and no amount of a million or more is spelled out in digits."""
    line = in_english(Quantity.parse(figure.text))

    amount = figure.amounts[0]
    assert ("billion" in line, "million" in line) == (amount >= 10**9, 10**6 <= amount < 10**9)


@given(figures(units=("亩",)))
def test_hectares_are_the_same_in_both_languages(figure: Figure) -> None:
    """The conversion names the same numbers in Chinese and English, and is hedged in both or in neither."""
    zh, en = in_chinese(Quantity.parse(figure.text)), in_english(Quantity.parse(figure.text))

    hedged_zh = re.search("约|超|近|以上|以下", zh.partition("（")[2]) is not None
    hedged_en = re.search("about|over|nearly|or more|or less", en.partition(" (")[2]) is not None
    assert (read_hectares(zh), hedged_zh) == (read_hectares(en), hedged_en)


@given(figures(units=("亩",), most=1))
def test_hectares_are_as_precise_as_the_source(figure: Figure) -> None:
    """A conversion shows no more significant digits than were printed and differs by rounding at most."""
    shown = read_hectares(in_english(Quantity.parse(figure.text)))[0]

    printed = printed_digits(figure.numbers[0])
    digits = max(len(printed.rstrip("0")), min(2, len(printed)))
    assert len(printed_digits(shown).rstrip("0")) <= digits
    assert abs(Fraction(shown) - Fraction(figure.amounts[0]) / 15) <= rounding(figure.amounts[0], digits)


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
        ("1,000多亩", "1000余亩"),
        ("1，000亩", "1000亩"),
        ("500多名", "500余名"),
        ("4多亿元", "4余亿元"),
        ("4亿多元", "4亿余元"),
        ("超过4亿元", "超4亿元"),
        ("大约38万平方米", "约38万平方米"),
        ("不少于5亩", "至少5亩"),
        ("不低于5亩", "至少5亩"),
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
        ("abc", "读不懂数量“abc”", "cannot be read"),
        ("5", "读不懂数量“5”", "cannot be read"),
        ("元", "读不懂数量“元”", "cannot be read"),
        ("5亿", "读不懂数量“5亿”", "cannot be read"),
        ("二十亩", "读不懂数量“二十亩”", "cannot be read"),
        ("-5亩", "读不懂数量“-5亩”", "cannot be read"),
        ("1e3亩", "读不懂数量“1e3亩”", "cannot be read"),
        ("٣亩", "读不懂数量“٣亩”", "cannot be read"),
        ("5元/亩/年", "读不懂数量“5元/亩/年”", "cannot be read"),
        ("20亩—30亩", "读不懂数量“20亩—30亩”", "cannot be read"),
        ("5里", "没有“里”这个单位", '"里" is not a known unit'),
        ("5亿美元", "没有“美元”这个单位", '"美元" is not a known unit'),
        ("0.5小时", "没有“小时”这个单位", '"小时" is not a known unit'),
        ("5元/里", "没有“里”这个单位", '"里" is not a known unit'),
        ("约1000余亩", "修饰词（约、余）不能同时使用", "more than once (约、余)"),
        ("约1000亩左右", "修饰词（约、左右）不能同时使用", "more than once (约、左右)"),
        ("超1000亩以上", "修饰词（超、以上）不能同时使用", "more than once (超、以上)"),
        ("1000余亩以上", "修饰词（余、以上）不能同时使用", "more than once (余、以上)"),
        ("100余万余亩", "修饰词（余、余）不能同时使用", "more than once (余、余)"),
        ("约20—30余亩", "修饰词（约、余）不能同时使用", "more than once (约、余)"),
        ("30—20亩", "区间“30—20亩”前大后小", '"30—20亩" does not rise'),
        ("20—20亩", "区间“20—20亩”前大后小", '"20—20亩" does not rise'),
        ("30-20亩", "区间“30-20亩”前大后小", '"30-20亩" does not rise'),
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
    "text", ["0家", "0%", "0元/亩", "0—5家", "2.0%", "5.00亿元", "123456.789012万元", "999万亿元"]
)
def test_an_unusual_figure_that_can_be_meant_is_read(text: str) -> None:
    """Nothing of a kind, the decimals of a statistic and a sum to the last cent are figures."""
    assert str(Quantity.parse(text)) == text


@pytest.mark.parametrize("text", ["5万元/家", "5万元/个以上", "1" * 16 + "亩", "1.1234567亩"])
def test_a_figure_that_cannot_be_said_is_refused(text: str) -> None:
    """A classifier after the slash has no English, and no source prints more digits than a reader can check."""
    with pytest.raises(MistakeError):
        Quantity.parse(text)


def test_a_tiny_area_keeps_the_precision_of_its_source() -> None:
    """However small a figure, its conversion shows no more digits than the source prints."""
    assert in_english(Quantity.parse("0.000001亩")) == "0.000001 mu (about 0.00000007 ha)"
