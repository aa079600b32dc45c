"""Print dates in Chinese and in English, as precise as they are.

With ``moment`` the date is that of one day: a span means that the day is within it, not that it is the whole span.
"""

from functools import cache

from babel.dates import format_date

from sitegen.values.dates import PartialDate

_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_HALVES = ("上半年", "下半年")
_THIRDS = ("上旬", "中旬", "下旬")
_ENGLISH_THIRDS = ("early ", "mid-", "late ")
# By the length of the notation of a year, a month and a day.
_PATTERNS = {4: "y年", 7: "y年M月", 10: "y年M月d日"}
_ENGLISH_PATTERNS = {4: "y", 7: "MMMM y", 10: "d MMMM y"}


def in_chinese(when: PartialDate, *, moment: bool = False) -> str:
    """Return ``when`` in Chinese, such as 2023年8月下旬."""
    first, slash, last = when.text.partition("/")
    if not slash:
        return _chinese(first)
    if when.start is None:
        return f"不晚于{_chinese(last)}{'' if len(last) == 10 else '底'}"
    if (third := when.third_of_month) is not None:
        return f"{_chinese(first[:7])}{_THIRDS[third]}"
    if (part := when.part_of_year) is not None:
        months, index = part
        return f"{_chinese(first[:4])}{(_QUARTERS if months == 3 else _HALVES)[index]}"
    return f"{_chinese(first)}至{_chinese(last)}{'之间' if moment else ''}"


def in_english(when: PartialDate, *, moment: bool = False) -> str:
    """Return ``when`` in English, such as late August 2023."""
    first, slash, last = when.text.partition("/")
    if not slash:
        return _english(first)
    if when.start is None:
        return f"no later than {'' if len(last) == 10 else 'the end of '}{_english(last)}"
    if (third := when.third_of_month) is not None:
        return f"{_ENGLISH_THIRDS[third]}{_english(first[:7])}"
    if (part := when.part_of_year) is not None:
        months, index = part
        return f"{'Q' if months == 3 else 'H'}{index + 1} {first[:4]}"
    if moment:
        return f"between {_english(first)} and {_english(last)}"
    return f"{_english(first)} to {_english(last)}"


@cache
def _chinese(part: str) -> str:
    return format_date(PartialDate.parse(part).first, _PATTERNS[len(part)], locale="zh_Hans_CN")


@cache
def _english(part: str) -> str:
    return format_date(PartialDate.parse(part).first, _ENGLISH_PATTERNS[len(part)], locale="en_GB")
