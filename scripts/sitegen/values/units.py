"""The units of figures: how Chinese writes each, its English noun, and how large an amount in it can be."""

from dataclasses import dataclass

from sitegen.core.problems import MistakeError


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as Chinese writes it, with its English noun in singular and plural; both are empty for a classifier.

    The amount of a figure in the unit, without scale, is less than ten to the `power`: more mu than there is land on
    Earth, say, are a slip of the scale.
    """

    zh: str
    one: str
    many: str
    power: int = 12
    money: bool = False


UNITS = {
    unit.zh: unit
    for unit in (
        Unit("元", "RMB", "RMB", 15, money=True),
        Unit("亩", "mu", "mu", 11),
        Unit("公顷", "ha", "ha", 10),
        Unit("平方米", "m²", "m²", 14),
        Unit("平方公里", "km²", "km²", 8),
        Unit("公里", "km", "km", 8),
        Unit("人次", "visit", "visits"),
        Unit("人", "person", "people", 10),
        Unit("名", "person", "people", 10),
        Unit("床", "bed", "beds", 8),
        Unit("年", "year", "years", 6),
        Unit("日", "day", "days", 6),
        Unit("分钟", "minute", "minutes", 8),
        # Classifiers: the label says what is counted.
        *(Unit(zh, "", "") for zh in ("家", "个", "项", "座", "栋", "条", "套", "台")),
        Unit("%", "%", "%", 6),
    )
}


def parse_unit(zh: str) -> Unit:
    """Return the unit that Chinese writes as ``zh``; raise `MistakeError` if there is none."""
    if zh not in UNITS:
        known = "、".join(UNITS)
        raise MistakeError(
            f"没有“{zh}”这个单位",
            f'"{zh}" is not a known unit',
            fix_zh=f"可用的单位有{known}，两者之间可用“/”",
            fix_en=f"the units are {known}, or two of them with a slash",
        )
    return UNITS[zh]
