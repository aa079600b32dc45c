"""Dates as precise as their source: a year, a month, a day, a span, or a latest day.

The notation is a subset of ISO 8601-2 (EDTF): `2019`, `2023-04`, `2023-08-31`, `2023-08-21/2023-08-31` and
`../2023-11`. Every date is a span of days, from which ordering and lateness are computed; `sitegen.i18n.dates` prints
it in either language.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from sitegen.core.problems import MistakeError

# The notation has the years from 1000 to 2999.
LAST_DAY = date(2999, 12, 31)
_PART = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The days from `start` to `end`, both included; `start` is None when only the latest day is known."""

    text: str
    start: date | None
    end: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``text``; raise `MistakeError` for another notation or a day that does not exist."""
        first, slash, last = text.partition("/")
        if not slash:
            return cls(text, *_span(first, text))
        end = _span(last, text)[1]
        if first == "..":
            return cls(text, None, end)
        start = _span(first, text)[0]
        if start >= end or first.startswith(last) or last.startswith(first):
            raise MistakeError(
                f"日期区间“{text}”的起止不成先后",
                f'The span "{text}" does not run from an earlier to a later date',
                fix_zh="把较早的日期写在“/”前面",
                fix_en="write the earlier date before the slash",
            )
        return cls(text, start, end)

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> date:
        """The earliest day of the span; the first day of the calendar if it is not known."""
        return self.start or date.min

    @property
    def order(self) -> tuple[date, date]:
        """The key that sorts dates: by the last day, then the first."""
        return self.end, self.first

    @property
    def is_span(self) -> bool:
        """Whether it is a span that has no name, as a quarter has."""
        is_named = self.third_of_month is not None or self.part_of_year is not None
        return "/" in self.text and self.start is not None and not is_named

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return self.start == self.end

    @property
    def third_of_month(self) -> int | None:
        """0, 1 or 2 when the span is exactly the early, middle or late part of one month, else None."""
        start, end = self.first, self.end
        if len(self.text) != len("2023-08-21/2023-08-31") or (start.year, start.month) != (
            end.year,
            end.month,
        ):
            return None
        last = calendar.monthrange(end.year, end.month)[1]
        thirds = [(1, 10), (11, 20), (21, last)]
        return thirds.index((start.day, end.day)) if (start.day, end.day) in thirds else None

    @property
    def part_of_year(self) -> tuple[int, int] | None:
        """(months, index from 0) when the span is exactly a quarter (3) or a half (6) of one year, else None."""
        first, _, last = self.text.partition("/")
        if len(first) != 7 or len(last) != 7 or first[:4] != last[:4]:
            return None
        begins, ends = int(first[5:]), int(last[5:])
        for months in (3, 6):
            if ends - begins == months - 1 and ends % months == 0:
                return months, ends // months - 1
        return None


def months_after(day: date, months: int) -> date:
    """Return the day ``months`` later, or the last day of that month if it is too short, but at most `LAST_DAY`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LAST_DAY.year:
        return LAST_DAY
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _span(part: str, text: str) -> tuple[date, date]:
    """Return the first and the last day of a year, month or day."""
    match = _PART.fullmatch(part)
    if match is None:
        raise MistakeError(
            f"读不懂日期“{text}”",
            f'The date "{text}" cannot be read',
            fix_zh="写成2019、2023-04、2023-08-31，区间写2023-08-21/2023-08-31，只知最晚日期写../2023-11",
            fix_en="write 2019, 2023-04 or 2023-08-31; a span as 2023-08-21/2023-08-31; a latest date as ../2023-11",
        )
    year, month, day = (int(value) if value else None for value in match.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        last_month = 12 if month is None else month
        last_day = calendar.monthrange(first.year, last_month)[1] if day is None else day
        return first, date(first.year, last_month, last_day)
    except ValueError:
        raise MistakeError(
            f"日历上没有“{part}”这一天",
            f'No calendar has the date "{part}"',
            fix_zh="对照来源核对年、月、日",
            fix_en="check year, month and day against the source",
        ) from None
