"""Dates keep the precision of their source, on the calendar and in both languages."""

import calendar
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.problems import MistakeError
from sitegen.i18n.dates import in_chinese, in_english
from sitegen.values.dates import PartialDate

FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)
MONTHS = list(calendar.month_name)
WORDS = {
    "上旬": "early",
    "中旬": "mid",
    "下旬": "late",
    "第一季度": "Q1",
    "第二季度": "Q2",
    "第三季度": "Q3",
    "第四季度": "Q4",
    "上半年": "H1",
    "下半年": "H2",
    "不晚于": "no later than",
    "至": "to",
}

Numbers = tuple[int, int | None, int | None]


def numbers_in_chinese(line: str) -> list[Numbers]:
    """Read every (year, month, day) off a Chinese line."""
    found = re.findall(r"(\d{4})年(?:(\d+)月)?(?:(\d+)日)?", line)
    return [
        (int(year), int(month) if month else None, int(day) if day else None) for year, month, day in found
    ]


def numbers_in_english(line: str) -> list[Numbers]:
    """Read every (year, month, day) off an English line, months by name."""
    found = re.findall(rf"(?:(?:(\d+) )?({'|'.join(MONTHS[1:])}) )?(\d{{4}})", line)
    return [(int(year), MONTHS.index(month) or None, int(day) if day else None) for day, month, year in found]


def numbers_in_notation(text: str) -> list[Numbers]:
    """Read every (year, month, day) off the stored form."""
    parts = [[int(number) for number in part.split("-")] for part in text.split("/") if part != ".."]
    return [(part[0], *[*part[1:], None, None][:2]) for part in parts]  # type: ignore[misc]


def singles() -> st.SearchStrategy[str]:
    """A year, a month or a day."""
    days = st.dates(FIRST_DAY, LAST_DAY).map(date.isoformat)
    return st.builds(lambda day, length: day[:length], days, st.sampled_from([4, 7, 10]))


def spans() -> st.SearchStrategy[str]:
    """Two dates, of any precision, of which the first is over before the second begins."""
    pairs = st.tuples(singles(), singles()).map(sorted)
    return pairs.filter(lambda pair: not pair[1].startswith(pair[0])).map("/".join)


def named_spans() -> st.SearchStrategy[str]:
    """Thirds of a month, quarters and halves of a year, for which there is a word."""

    def third(day: date, index: int) -> str:
        last = calendar.monthrange(day.year, day.month)[1]
        begins, ends = ((1, 10), (11, 20), (21, last))[index]
        return f"{day.replace(day=begins)}/{day.replace(day=ends)}"

    def part(year: int, months: int, index: int) -> str:
        ends = months * (index % (12 // months) + 1)
        return f"{year}-{ends - months + 1:02}/{year}-{ends:02}"

    thirds = st.builds(third, st.dates(FIRST_DAY, LAST_DAY), st.integers(0, 2))
    return thirds | st.builds(part, st.integers(1000, 2999), st.sampled_from([3, 6]), st.integers(0, 3))


def latest() -> st.SearchStrategy[str]:
    """A date of which only the latest day is known."""
    return singles().map("../{}".format)


def written() -> st.SearchStrategy[str]:
    """Every form of date."""
    return singles() | spans() | named_spans() | latest()


def mistake_in(text: str) -> MistakeError:
    """Return the mistake that reading ``text`` raises."""
    with pytest.raises(MistakeError) as caught:
        PartialDate.parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("stored", "zh", "en"),
    [
        ("2019", "2019年", "2019"),
        ("2023-04", "2023年4月", "April 2023"),
        ("2023-08-31", "2023年8月31日", "31 August 2023"),
        ("2023-08-01/2023-08-10", "2023年8月上旬", "early August 2023"),
        ("2023-08-21/2023-08-31", "2023年8月下旬", "late August 2023"),
        ("2023-02-21/2023-02-28", "2023年2月下旬", "late February 2023"),
        ("2024-02-21/2024-02-29", "2024年2月下旬", "late February 2024"),
        ("2024-02-21/2024-02-28", "2024年2月21日至2024年2月28日", "21 February 2024 to 28 February 2024"),
        ("2024-01/2024-03", "2024年第一季度", "Q1 2024"),
        ("2024-04/2024-06", "2024年第二季度", "Q2 2024"),
        ("2024-10/2024-12", "2024年第四季度", "Q4 2024"),
        ("2023-01/2023-06", "2023年上半年", "H1 2023"),
        ("2023-07/2023-12", "2023年下半年", "H2 2023"),
        ("2024-02/2024-04", "2024年2月至2024年4月", "February 2024 to April 2024"),
        ("2024-04/2024-09", "2024年4月至2024年9月", "April 2024 to September 2024"),
        ("2023-11/2024-03", "2023年11月至2024年3月", "November 2023 to March 2024"),
        ("2023-01/2024-03", "2023年1月至2024年3月", "January 2023 to March 2024"),
        ("2019/2021", "2019年至2021年", "2019 to 2021"),
        ("2023-12-31/2024", "2023年12月31日至2024年", "31 December 2023 to 2024"),
        ("../2023-11", "不晚于2023年11月底", "no later than the end of November 2023"),
        ("../2019", "不晚于2019年底", "no later than the end of 2019"),
        ("../2023-11-05", "不晚于2023年11月5日", "no later than 5 November 2023"),
    ],
)
def test_every_form_reads_well_in_both_languages(stored: str, zh: str, en: str) -> None:
    """Each form of date is printed at its own precision, by name where there is one."""
    when = PartialDate.parse(stored)

    assert (in_chinese(when), in_english(when)) == (zh, en)


@pytest.mark.parametrize(
    ("stored", "start", "end"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2023-04", date(2023, 4, 1), date(2023, 4, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023-08-31", date(2023, 8, 31), date(2023, 8, 31)),
        ("2023-11/2024-03", date(2023, 11, 1), date(2024, 3, 31)),
        ("2023-12-31/2024", date(2023, 12, 31), date(2024, 12, 31)),
        ("../2023-11", None, date(2023, 11, 30)),
        ("../2019", None, date(2019, 12, 31)),
    ],
)
def test_a_date_is_the_span_of_days_that_it_may_be(stored: str, start: date | None, end: date) -> None:
    """A year, month or span runs from its first to its last day; a latest day has no first one."""
    when = PartialDate.parse(stored)

    assert (when.start, when.end) == (start, end)


@given(written())
def test_a_date_survives_printing_and_reading(text: str) -> None:
    """Whatever is stored is kept to the letter and read back to an equal value."""
    when = PartialDate.parse(text)

    assert str(when) == text
    assert PartialDate.parse(str(when)) == when


@given(written())
def test_a_date_does_not_end_before_it_begins(text: str) -> None:
    """The first day is never after the last, and both are the same for one day only."""
    when = PartialDate.parse(text)

    assert when.first <= when.end
    assert when.is_day == (re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None)


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_a_month_ends_on_the_eve_of_the_next(day: date) -> None:
    """Months and years reach from their first day to the day before the following one."""
    month, year = PartialDate.parse(f"{day:%Y-%m}"), PartialDate.parse(f"{day:%Y}")

    after_month, after_year = month.end + timedelta(days=1), year.end + timedelta(days=1)
    assert (month.first.day, after_month.day, after_month > day >= month.first) == (1, 1, True)
    assert ((year.first.month, year.first.day), (after_year.month, after_year.day)) == ((1, 1), (1, 1))
    assert month.end - month.first < timedelta(days=31) < year.end - year.first < timedelta(days=366)


@given(written())
def test_both_languages_name_the_same_numbers(text: str) -> None:
    """Years, months and days, read off each language independently, agree."""
    when = PartialDate.parse(text)

    assert numbers_in_chinese(in_chinese(when)) == numbers_in_english(in_english(when))


@given(singles() | latest())
def test_no_number_is_added_or_lost(text: str) -> None:
    """What is printed holds the year, month and day that are stored, and nothing more precise."""
    when = PartialDate.parse(text)

    assert numbers_in_chinese(in_chinese(when)) == numbers_in_notation(text)


@given(spans() | named_spans())
def test_a_span_prints_both_ends_unless_it_has_a_name(text: str) -> None:
    """Without a word for the span, both ends are printed as precisely as they are stored."""
    line = in_english(PartialDate.parse(text))

    named = re.search("early|mid|late|Q|H", line) is not None
    assert named or numbers_in_english(line) == numbers_in_notation(text)


@given(written())
def test_both_languages_use_the_same_word(text: str) -> None:
    """The third of the month, the quarter, the half, `no later than` and `to` are said in both or in neither."""
    when = PartialDate.parse(text)

    zh, en = in_chinese(when), in_english(when)
    assert [word for word in WORDS if word in zh] == [
        word for word, said in WORDS.items() if re.search(rf"\b{said}\b", en)
    ]


@given(named_spans())
def test_a_span_with_a_name_is_called_by_it(text: str) -> None:
    """Thirds of a month, quarters and halves are never spelled out as two dates."""
    when = PartialDate.parse(text)

    assert "至" not in in_chinese(when)
    assert " to " not in in_english(when)


def test_dates_sort_by_their_last_day() -> None:
    """Between dates that end together, the one that may be earlier comes first."""
    texts = ["2024", "2023-12", "2023-12-31", "../2023-12", "2023", "2023-08-21/2023-08-31"]

    ordered = sorted((PartialDate.parse(text) for text in texts), key=lambda when: when.order)

    assert [str(when) for when in ordered] == [
        "2023-08-21/2023-08-31",
        "../2023-12",
        "2023",
        "2023-12",
        "2023-12-31",
        "2024",
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2023-02-30", "2023-02-30"),
        ("2023-02-29", "2023-02-29"),
        ("2023-04-31", "2023-04-31"),
        ("2023-13", "2023-13"),
        ("2023-13-01", "2023-13-01"),
        ("2023-01-32", "2023-01-32"),
        ("2023-00", "2023-00"),
        ("2023-01-00", "2023-01-00"),
        ("2023-02-01/2023-02-30", "2023-02-30"),
        ("2023-02-30/2023-03-01", "2023-02-30"),
        ("../2023-13", "2023-13"),
    ],
)
def test_a_day_that_no_calendar_has_is_named(text: str, named: str) -> None:
    """An impossible month or day is refused, and the message says which of the dates it is."""
    told = mistake_in(text).message

    assert (told.zh, told.en) == (f"日历上没有“{named}”这一天", f'No calendar has the date "{named}"')


@given(st.integers(1000, 2999), st.integers(1, 99), st.integers(1, 99))
def test_a_day_is_read_if_the_calendar_has_it(year: int, month: int, day: int) -> None:
    """Of all days that can be written, exactly those that exist are read."""
    exists = month <= 12 and day <= calendar.monthrange(year, month)[1]

    try:
        read = PartialDate.parse(f"{year}-{month:02}-{day:02}").is_day
    except MistakeError:
        read = False

    assert read == exists


@given(spans())
def test_a_reversed_span_is_refused(text: str) -> None:
    """A span that names its later date first is a mistake, whatever the precision of its ends."""
    first, _, last = text.partition("/")

    told = mistake_in(f"{last}/{first}").message

    assert told.en == f'The span "{last}/{first}" does not run from an earlier to a later date'
    assert told.zh == f"日期区间“{last}/{first}”的起止不成先后"


@given(singles())
def test_a_span_from_a_date_to_itself_is_refused(text: str) -> None:
    """One date is written once."""
    told = mistake_in(f"{text}/{text}").message

    assert told.fix_en == "write the earlier date before the slash"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "去年8月底",
        "2023年4月",
        "2023.04",
        "2023-1",
        "2023-4-1",
        "23-04",
        "20230401",
        "２０２３",
        " 2023",
        "2023-04 ",
        "2023\n",
        "2023/",
        "/2023",
        "..",
        "../",
        "../..",
        "2023/..",
        "2023/2024/2025",
        "0999",
        "3000",
    ],
)
def test_another_notation_is_refused_with_examples(text: str) -> None:
    """What is not in the notation is repeated in the message, and the remedy shows every form."""
    told = mistake_in(text).message

    assert (told.zh, told.en) == (f"读不懂日期“{text}”", f'The date "{text}" cannot be read')
    assert all("../2023-11" in fix and "2023-08-21/2023-08-31" in fix for fix in (told.fix_zh, told.fix_en))


@given(st.text() | st.text("0123456789-/.", max_size=21))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Reading raises nothing but a mistake, and what it does read is kept and can be printed."""
    try:
        when = PartialDate.parse(text)
    except MistakeError as mistake:
        printed = [str(mistake)]
    else:
        printed = [str(when), in_chinese(when), in_english(when)]

    assert all(printed)
    assert printed[0] == text or len(printed) == 1
