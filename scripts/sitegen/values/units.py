"""The units of figures: how Chinese writes each, its English noun, and how large an amount in it can be."""

from dataclasses import dataclass

from sitegen.core.problems import MistakeError


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as Chinese writes it, with its English noun in singular and plural; both are empty for a classifier.

    The amount of a figure in the unit, without scale, is less than ten to the `power`: more mu than there is land on
    Earth, say, are a slip of the scale. English writes a `money` before its number.
    """

    zh: str
    one: str
    many: str
    power: int = 12
    money: bool = False


# A ratio such as 1:3 and a rank such as 第3位 have no unit in print; a measure of them has one of these.
RATIO = Unit("比", "", "", 6)
RANK = Unit("名次", "", "", 6)

UNITS = {
    unit.zh: unit
    for unit in (
        *(
            Unit(zh, code, code, 15, money=True)
            for zh, code in (
                ("元", "RMB"),
                ("美元", "USD"),
                ("欧元", "EUR"),
                ("港元", "HKD"),
                ("日元", "JPY"),
                ("英镑", "GBP"),
                ("韩元", "KRW"),
                ("澳元", "AUD"),
                ("加元", "CAD"),
                ("新加坡元", "SGD"),
                ("新台币", "TWD"),
                ("瑞士法郎", "CHF"),
            )
        ),
        Unit("亩", "mu", "mu", 11),
        Unit("公顷", "ha", "ha", 10),
        Unit("平方米", "m²", "m²", 14),
        Unit("平方公里", "km²", "km²", 8),
        Unit("平方千米", "km²", "km²", 8),
        Unit("公里", "km", "km", 8),
        Unit("千米", "km", "km", 8),
        Unit("米", "m", "m", 11),
        Unit("厘米", "cm", "cm"),
        Unit("毫米", "mm", "mm"),
        Unit("微米", "µm", "µm"),
        Unit("纳米", "nm", "nm"),
        Unit("英寸", "inch", "inches"),
        Unit("立方米", "m³", "m³", 14),
        Unit("升", "litre", "litres", 15),
        Unit("吨", "tonne", "tonnes"),
        Unit("吨标准煤", "tonne of coal equivalent", "tonnes of coal equivalent"),
        Unit("公斤", "kg", "kg", 15),
        Unit("千克", "kg", "kg", 15),
        Unit("克", "g", "g", 15),
        Unit("毫克", "mg", "mg"),
        Unit("微克", "µg", "µg"),
        Unit("瓦", "W", "W", 15),
        Unit("千瓦", "kW", "kW"),
        Unit("兆瓦", "MW", "MW", 9),
        Unit("吉瓦", "GW", "GW", 6),
        Unit("千瓦时", "kWh", "kWh", 15),
        Unit("兆瓦时", "MWh", "MWh", 12),
        Unit("吉瓦时", "GWh", "GWh", 9),
        Unit("伏", "V", "V", 8),
        Unit("千伏", "kV", "kV", 5),
        Unit("千伏安", "kVA", "kVA"),
        Unit("兆伏安", "MVA", "MVA", 9),
        Unit("兆帕", "MPa", "MPa", 6),
        Unit("摄氏度", "°C", "°C", 6),
        Unit("分贝", "dB", "dB", 4),
        Unit("标准箱", "TEU", "TEU", 10),
        Unit("标箱", "TEU", "TEU", 10),
        Unit("人次", "visit", "visits"),
        Unit("人", "person", "people", 10),
        Unit("名", "person", "people", 10),
        Unit("位", "person", "people", 10),
        Unit("户", "household", "households", 10),
        Unit("岁", "year of age", "years of age", 4),
        Unit("床", "bed", "beds", 8),
        Unit("床位", "bed", "beds", 8),
        Unit("张床位", "bed", "beds", 8),
        Unit("个床位", "bed", "beds", 8),
        Unit("车位", "parking space", "parking spaces", 9),
        Unit("个车位", "parking space", "parking spaces", 9),
        Unit("车道", "lane", "lanes", 3),
        Unit("层", "floor", "floors", 4),
        Unit("班", "class", "classes", 6),
        Unit("个班", "class", "classes", 6),
        Unit("股", "share", "shares", 14),
        Unit("分", "point", "points", 6),
        Unit("年", "year", "years", 6),
        Unit("季度", "quarter", "quarters", 6),
        Unit("月", "month", "months", 6),
        Unit("个月", "month", "months", 6),
        Unit("周", "week", "weeks", 6),
        Unit("日", "day", "days", 6),
        Unit("天", "day", "days", 6),
        Unit("个工作日", "working day", "working days", 6),
        Unit("小时", "hour", "hours", 8),
        Unit("分钟", "minute", "minutes", 8),
        Unit("秒", "second", "seconds", 10),
        # Classifiers: the label says what is counted.
        *(
            Unit(zh, "", "")
            for zh in "家个项座栋条套台部辆架艘件幢处所间只张棵株块片宗份次期批类种门支根款场届例笔口盏组"
        ),
        Unit("倍", "times", "times", 6),
        Unit("%", "%", "%", 6),
        Unit("‰", "‰", "‰", 6),
        Unit("个百分点", "percentage point", "percentage points", 4),
        RATIO,
        RANK,
    )
}
# What is often typed or printed for a unit, and the unit.
SPELLINGS = {
    "元人民币": "元",
    "美金": "美元",
    "港币": "港元",
    "日圆": "日元",
    "新元": "新加坡元",
    "平米": "平方米",
    "m2": "平方米",
    "㎡": "平方米",
    "m²": "平方米",
    "km2": "平方公里",
    "km²": "平方公里",
    "km": "公里",
    "m": "米",
    "cm": "厘米",
    "mm": "毫米",
    "μm": "微米",
    "nm": "纳米",
    "寸": "英寸",
    "m3": "立方米",
    "m³": "立方米",
    "立方": "立方米",
    "t": "吨",
    "kg": "公斤",
    "kW": "千瓦",
    "KW": "千瓦",
    "MW": "兆瓦",
    "GW": "吉瓦",
    "kWh": "千瓦时",
    "度电": "千瓦时",
    "千瓦小时": "千瓦时",
    "MWh": "兆瓦时",
    "GWh": "吉瓦时",
    "kV": "千伏",
    "KV": "千伏",
    "kVA": "千伏安",
    "KVA": "千伏安",
    "MVA": "兆伏安",
    "°C": "摄氏度",
    "度": "摄氏度",
    "TEU": "标箱",
    "ha": "公顷",
    "人民币": "元",
    "RMB": "元",
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "HKD": "港元",
    "钟头": "小时",
    "个小时": "小时",
    "h": "小时",
    "百分点": "个百分点",
    "张床": "张床位",
}
# Those that a message names.
_COMMON = "元、美元、亩、公顷、平方米、平方公里、公里、米、立方米、吨、千瓦时、千伏、人、人次、户、床、家、个、项、套、台、层、倍、%、个百分点、年、月、日、小时、分钟"


def parse_unit(zh: str) -> Unit:
    """Return the unit that Chinese writes as ``zh``; raise `MistakeError` if there is none."""
    if zh not in UNITS:
        raise unknown_unit(zh)
    return UNITS[zh]


def is_same_unit(one: str, other: str) -> bool:
    """Whether two units, each as Chinese writes it, are one: 名, 位 and 人 are people, whichever a source prints."""
    return _nouns(one) == _nouns(other)


def _nouns(zh: str) -> tuple[str, ...]:
    """Return what the parts of a unit are called in English; a classifier, and a part with a scale, are only themselves."""
    return tuple((unit.many if (unit := UNITS.get(part)) else "") or part for part in zh.split("/"))


def unknown_unit(zh: str) -> MistakeError:
    """Return the mistake that ``zh`` is no unit, with the one that was probably meant, or with them all."""
    plain = zh.lstrip("百千万亿")
    if zh not in UNITS and (meant := SPELLINGS.get(zh, SPELLINGS.get(plain, plain))) in UNITS:
        fix_zh, fix_en = f"写成“{meant}”", f"write {meant}"
    else:
        fix_zh = f"可用的单位有{_COMMON}等，之间可用“/”；原文确是别的单位的，请维护者加上"
        fix_en = f"the units are {_COMMON} and others, which may be joined with a slash; if the source has another unit, ask the maintainers to add it"
    return MistakeError(f"没有“{zh}”这个单位", f'"{zh}" is not a known unit', fix_zh=fix_zh, fix_en=fix_en)
