"""How every unit, hedge and kind of date is said in both languages, and what is said of a wrong one, to the letter.

`make accept` writes what the program says now; whoever runs it reads the difference before committing it.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sitegen.core.problems import MistakeError
from sitegen.i18n import dates, figures
from sitegen.values.dates import PartialDate, months_after
from sitegen.values.quantity import Hedge, Quantity
from sitegen.values.units import UNITS

EXPECTED = Path(__file__).parent / "expected" / "values.txt"
FIGURES = (
    "1.50亩", "999亩", "1000亩", "14999亩", "15亩", "1.5亩", "0.5亩", "0亩", "10亩", "1500000亩", "20—30亩", "30—31亩", "0—1亩",
    "1.4万亩", "1.40万亩", "5万元/亩", "8000人/平方公里", "1—2家", "0—1人", "1—1.5公里", "0.0%", "2.0%", "12.50%", "1万人", "0.1万人",
    "999999元", "1000000元", "1000001元", "999999999元", "1000000000元", "1.20亿元", "2万亿元", "3.0亿元", "0.0001万元", "1.000001亿元",
    "数人", "数十人", "数百人", "数千人", "数万人", "数十万人", "数百万人", "数千万人", "数亿人", "数十亿元", "数百亿元", "数千亿元", "数万亿元",
    "数家", "数十家", "数百家", "数千家", "数百万家", "数十元", "数亩", "数百亩", "约数十亿元", "超数百亩", "数十余亩", "数千万亿元", "1人", "2人", "1.0人", "1.0家", "1个/元",
    "一千余亩", "千余亩", "百余家", "近百亿元", "逾4亿元", "30万—50万平方米", "50%—70%", "1:3", "0.5:1", "年均增长12.3%", "同比下降5%左右", "环比增长1%", "累计减少3亿元",
    "比上年增长5%", "较上年下降5%", "增长2倍", "提高3个百分点", "十几亿元", "二十几家", "上百亿元", "几十亿元", "两亿美元", "一千二百余亩", "一亿二千万元", "一万亿二千亿元",
    "一万零五百户", "一亿零三十万零五元", "九千九百九十九万九千九百九十九元", "十万零一千人", "三千万亿元", "一点五亿元", "零点五亿元", "三四百家", "两三年", "三至五年", "半年", "半小时", "半个", "半元/人",
    "三分之一", "三分之二以上", "四分之三", "五分之四", "六分之五", "七分之二", "八分之三", "九分之一", "十分之九", "二分之一", "四分之二", "近一半", "半数", "三成", "五成半", "两三成", "十成", "百分之五", "百分之零点五", "千分之三",
    "第3位", "第二十一位", "第11名", "第12名", "第13位", "第22位", "第101位", "第111位", "前10强", "前三名", "前1000位", "45元/平方米/月", "0.5吨标准煤/万元", "6.5张床位/千人", "3人/百家", "5万元/家/年", "1元/元",
    "数%", "数十%", "数百‰", "5千万元", "3千余亩", "5百人", "8000—1.2万元/平方米", "1000—1万亩", "100—200万元", "0—5万家", "0.5亿—20亿元", "500元—1万元", "5亿元—10亿元", "1万—1亿—2亿元",
    "3年多", "10亩余", "1000亩上下", "5000元起", "15分钟内", "不足1000亩", "不到1亩", "近1000亩", "最高1000亩", "2万亩", "2万余亩", "19亩", "9亩余", "2000余年", "1899年", "2200年", "3千米", "五千千瓦", "999999百万人",
    "约4亿元", "大约4亿元", "约为4亿元", "超4亿元", "超过4亿元", "逾4亿元", "突破4亿元", "多于4亿元", "高于4亿元", "大于4亿元", "过4亿元", "近4亿元", "接近4亿元", "将近4亿元",
    "至少4亿元", "不少于4亿元", "不低于4亿元", "不小于4亿元", "最低4亿元", "最少4亿元", "至多4亿元", "最多4亿元", "不超过4亿元", "不多于4亿元", "不高于4亿元", "不大于4亿元", "可达4亿元",
    "最高4亿元", "最高可达4亿元", "高达4亿元", "不足4亿元", "不到4亿元", "少于4亿元", "低于4亿元", "小于4亿元",
    "4亿元以上", "4亿元及以上", "4亿元以下", "4亿元及以下", "4亿元以内", "4亿元之内", "4亿元内", "4亿元左右", "4亿元上下",
    "增长12.3%", "增加12.3%", "上升12.3%", "提高12.3%", "提升12.3%", "上涨12.3%", "扩大12.3%", "下降12.3%", "减少12.3%", "降低12.3%", "回落12.3%",
    "下跌12.3%", "缩小12.3%",
    "几十亿元", "1万—2亿元", "1000—2000万元", "3—5亿元", "100万—200万元", "1百—2百人",
)  # fmt: skip
WRONG_FIGURES = (
    "", "亩", "abc", "1000", "1000多亩", "1,000亩", "１０００亩", "1０．５％", "5万元／亩", "20-30亩", "20--30亩", "20–30亩", "20~30亩", "20～30亩",
    "20至30亩", "20到30亩", "20—20亩", "30—20亩", "超过4亿元", "大约4亿元", "近约4亿元", "不少于4亿元", "不低于4亿元", "每亩5万元", "5万元每亩",
    "5万元/家", "5万元/个", "约1000余亩", "约1000亩左右", "超1000亩以上", "1000余万余亩", "1000坪", "5万元/坪", "1000 亩", "1000，亩", "4亿元多",
    "1.5.2亩", "12.6亿", "12.6", "-3亿元", "-3.5%", "负5%", "-abc", "亏损3亿元", "亏损x", "万亿元", "亿元/亩", "智能制造", "5亿元、3亿元", "5亿元（含税）", "（5亿元", "1000余亩地", "300个停车位", "5元/亩地", "5万元/里", "约5万坪以上", "里", "2023年", "1900年", "2199年", "2023—2025年",
    "人民币5亿元", "5亿元人民币", "$5亿", "€3亿", "HK$2亿", "￥5万元以上", "每亩约5万元", "每平方米每月45元以上", "8000人每平方公里", "≥5亿元", "≤5亿元", ">5家", "<5家", "100+家", "~50米", "500w元", "1/3", "约2/3", "1：3", "1比3", "第三", "前十", "翻一番", "翻两番", "增长了5%", "增速5%", "降幅5%",
    "一千一千亩", "二百五亩", "一万五亩", "二千三万亩", "三五家", "一二〇〇亩", "五分之六", "十一分之一", "五分之一点五", "零分之一", "十五成", "同比5%", "同比第3位", "第0位", "第1.5位", "第十几位", "20亩—30平方米", "三四—五六家", "数—5家", "0:3", "约超5亩", "约十几家", "20余—30余亩", "约0亩以上", "约30—20亩以上", "30亩—20亩", "500—1万元", "⼀千亩", "①5亿元", "5万㎡", "5m²", "1000萬元", "20亩至30亩", "三十到五十亩", "三十-五十亩", "增长到5%",
    "1234567890123456亩", "1.1234567亩", "数千百亩", "-5亩", "约 1000亩左右", "1—2—3亩", "1000多", "多亩",
    "万亩", "余亩", "5万元/", "1000亩/亩/亩", "1000亩5", "1234567890123亩", "约0亩", "0余人", "000亩", "0.000000亩", "0万元", "1.000亩", "0.0家",
)  # fmt: skip
SCALED = (("万亿", 12), ("亿", 8), ("万", 4), ("", 0))
DATES = (
    "2019", "1001", "2999", "2023-04", "2023-01", "2023-12", "2023-08-31", "2023-02-01", "2024-02-29", "../2023", "../2023-11", "../2023-11-05",
    "2023-08-21/2023-08-31", "2023-08-11/2023-08-20", "2023-08-01/2023-08-10", "2023-08-01/2023-08-31", "2023-08-01/2023-08-11",
    "2023-02-21/2023-02-28", "2024-02-21/2024-02-29", "2024-02-21/2024-02-28", "2023-08-21/2023-09-10", "2023-08-21/2024-08-31",
    "2023-01/2023-03", "2023-04/2023-06", "2023-07/2023-09", "2023-10/2023-12", "2023-01/2023-06", "2023-07/2023-12",
    "2023-02/2023-04", "2023-01/2023-02", "2023-01/2023-12", "2023-04/2023-09", "2023-10/2024-03", "2023-01/2024-03", "2023-01/2023-04",
    "2019/2021", "2019/2020", "2023-04/2024", "2023/2024-04", "2023-04-05/2024", "2023-12/2024", "2023-04-05/2023-05", "2023-04/2023-05-10", "2023-08-31/2023-09-01",
)  # fmt: skip
WRONG_DATES = (
    "", "/", "..", "../", "2019/", "/2019", "2019/..", "../..", "20233", "2023-4", "2023-13", "2023-00", "2023-02-29", "2023-02-30", "2023-04-31",
    "2023-04-00", "0999", "3000", "2023/2023", "2023/2022", "2023/2023-04", "2023-04/2023", "2023-04/2023-04-05", "2023-04-05/2023-04",
    "2024-01/2024", "2023-04-05/2023-04-05", "2023-04-05/2023-04-04", "2023-05/2023-04", "2023年", "２０２３", "2023-04-05T00:00",
    "2019/2020/2021", "2023-13/2024", "2023/2024-13", "../2023-02-30",
)  # fmt: skip
LATER = (
    (date(2023, 5, 10), 0),
    (date(2023, 1, 31), 1),
    (date(2024, 1, 31), 1),
    (date(2024, 11, 30), 1),
    (date(2024, 12, 31), 2),
    (date(2024, 8, 31), 27),
    (date(2999, 11, 30), 1),
    (date(2999, 12, 1), 1),
    (date(2999, 12, 31), 0),
    (date(2999, 12, 2), 1),
)


def every_figure() -> Iterator[str]:
    """Yield a figure of each unit, of each hedge and of each kind of number."""
    yield from (f"{number}{unit}" for unit in UNITS for number in (1, "12.50"))
    yield from (f"1万元/{unit.zh}" for unit in UNITS.values() if unit.one and unit.zh != "元")
    for hedge in Hedge:
        for number, scale, unit in (
            ("1200", "", "亩"),
            ("1.5", "万", "亩"),
            ("3", "亿", "元"),
            ("20—30", "", "亩"),
        ):
            if hedge is Hedge.MORE:
                yield f"{number}余{scale}{unit}"
            elif hedge is not Hedge.BETWEEN:
                yield hedge.value.format(f"{number}{scale}{unit}")
    for known in UNITS.values():
        # The largest power of ten that the unit can count, and the next one, which is refused.
        for power in (known.power - 1, known.power):
            scale, zeros = next((scale, zeros) for scale, zeros in SCALED if power >= zeros)
            yield f"1{'0' * (power - zeros)}{scale}{known.zh}"
    yield from FIGURES


def told_of_figure(text: str) -> str:
    """Return all that is known of a figure."""
    figure = Quantity.parse(text)
    amounts = " ".join(f"{amount:f}" for amount in figure.amounts) or f"10^{figure.magnitude}"
    return " | ".join((str(figure), figures.in_chinese(figure), figures.in_english(figure), amounts))


def told_of_date(text: str) -> str:
    """Return all that is known of a date."""
    when = PartialDate.parse(text)
    said = [
        printed(when, moment=moment)
        for moment in (False, True)
        for printed in (dates.in_chinese, dates.in_english)
    ]
    days = f"{when.first} {when.end} {when.start}"
    kind = f"span {when.is_span}, day {when.is_day}, in order {when.order == (when.end, when.first)}"
    return " | ".join((str(when), *said, days, kind))


def told(text: str, reader: Callable[[str], str]) -> str:
    """Return what ``reader`` says of ``text``, or why it is refused."""
    try:
        return reader(text)
    except MistakeError as error:
        said = error.message
        return f"“{text}”: {said.zh}。{said.fix_zh}。 {said.en}. {said.fix_en}."


def test_values_are_said_as_expected() -> None:
    """Each figure, date and refusal reads as it was accepted."""
    told_now = [told(text, told_of_figure) for text in (*every_figure(), *WRONG_FIGURES)]
    told_now += [told(text, told_of_date) for text in (*DATES, *WRONG_DATES)]
    told_now += [f"{day} + {months} months = {months_after(day, months)}" for day, months in LATER]
    if os.environ.get("ACCEPT") == "1":
        EXPECTED.write_text("".join(f"{line}\n" for line in told_now), encoding="utf-8")

    assert told_now == EXPECTED.read_text(encoding="utf-8").splitlines()
