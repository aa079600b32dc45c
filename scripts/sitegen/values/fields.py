"""Kinds of field: how each value of a record is read, and what is said when it cannot be."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from sitegen.core.problems import MistakeError
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import PATTERN, UNITS, Quantity

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff"


class Reference:
    """Marks a field that holds the id of a record of ``kind``; loading proves that the record exists."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


class Declares:
    """Marks the id of a record that no other of its kind may have."""


def told(mistake: MistakeError) -> PydanticCustomError:
    """Carry our bilingual message through pydantic, which adds the path of the field."""
    return PydanticCustomError("told", "{en}", {"message": mistake.message, "en": mistake.message.en})


def refuse(zh: str, en: str, fix_zh: str, fix_en: str) -> PydanticCustomError:
    """Return the error that refuses a value with this message; pydantic adds the path of the field."""
    return told(MistakeError(zh, en, fix_zh=fix_zh, fix_en=fix_en))


def _line(text: str) -> str:
    if not text.strip():
        raise refuse("这里还没有写文字", "No text has been written here yet", "写上文字", "write the text")
    if text != text.strip() or "\n" in text:
        raise refuse(
            "文字首尾有空格或含换行",
            "The text begins or ends with a space, or runs over a line",
            "写成一行，首尾不留空格",
            "write it on one line without spaces around it",
        )
    return text


def _chinese(text: str) -> str:
    if not re.search(f"[{HAN}]", text):
        raise refuse(
            "zh里没有汉字",
            "The zh text holds no Chinese",
            "写中文，英文写在en",
            "write Chinese here and English under en",
        )
    if found := re.search(f"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]|[{HAN}] [{HAN}]", text):
        raise refuse(
            f"中文里多了空格：“{found[0]}”",
            f'There is a space inside the Chinese: "{found[0]}"',
            "汉字与汉字、字母、数字之间不加空格",
            "leave no space beside a Chinese character",
        )
    if found := re.search(f"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]|[{HAN}]\\.(?![A-Za-z0-9])", text):
        raise refuse(
            f"中文里用了半角标点：“{found[0]}”",
            f'The Chinese uses Western punctuation: "{found[0]}"',
            "改用全角标点，如，。；：（）",
            "use full-width punctuation such as ，。；：（）",
        )
    return text


def _english(text: str) -> str:
    if not re.search("[A-Za-z]", text):
        raise refuse(
            "en里没有英文",
            "The en text holds no English",
            "写英文，中文写在zh",
            "write English here and Chinese under zh",
        )
    if found := re.search("[，。；：（）！？]", re.sub(f"[{HAN}][{HAN}（）《》“”·、，：]*", "", text)):
        raise refuse(
            f"英文里用了全角标点“{found[0]}”",
            f'The English uses full-width punctuation: "{found[0]}"',
            "改用半角标点",
            "use Western punctuation",
        )
    return text


# Names that Windows gives to devices, with or without an ending: no file or folder can have them there.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


def _identifier(text: str) -> str:
    if text in DEVICES:
        raise refuse(
            f"编号“{text}”是Windows留给设备的名称，不能用作文件名",
            f'The id "{text}" is the name of a device on Windows, which no file can have',
            "换一个编号，如加上地名或主题",
            "choose another id, such as one with a word more",
        )
    if text in ("true", "false", "null"):
        raise refuse(
            f"编号“{text}”在YAML里不是文字",
            f'The id "{text}" is no text in YAML',
            "换一个编号，如加上地名或主题",
            "choose another id, such as one with a word more",
        )
    # An id becomes the name of a file, which has limits, and `index` is that of a page's own folder.
    known = re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) and len(text) <= 64 and text != "index"
    if not known or re.search(r"\d{4}", text):
        raise refuse(
            f"编号“{text}”不合规则",
            f'The id "{text}" breaks the rule for ids',
            "用小写字母、数字和连字符，以字母开头，不含年份，不超过64个字符，不用index",
            "use small letters, digits and hyphens, begin with a letter, name no year, stay within 64 characters, and do not call it index",
        )
    return text


def _date(value: Any) -> PartialDate:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise PydanticCustomError("string_type", "a date is text")
    try:
        return PartialDate.parse(str(value))
    except MistakeError as mistake:
        raise told(mistake) from None


def _day(value: Any) -> PartialDate:
    when = _date(value)
    if not when.is_day:
        raise refuse(
            f"“{value}”不是具体的一天",
            f'"{value}" is not one day',
            "写成2026-11-23的形式",
            "write it as 2026-11-23",
        )
    return when


def _quantity(value: Any) -> Quantity:
    if not isinstance(value, str):
        raise refuse(
            f"数量“{value}”没有单位" if isinstance(value, int) else "这里要写数量或文字",
            f'The figure "{value}" has no unit'
            if isinstance(value, int)
            else "A figure or a text is expected here",
            "照原文写出单位，如7家、100%、1000余亩；文字则分写zh和en",
            "write the unit as the source prints it, such as 7家, 100% or 1000余亩; give a text as zh and en",
        )
    try:
        return Quantity.parse(value)
    except MistakeError as mistake:
        raise told(mistake) from None


def _unit(text: str) -> str:
    if any(part not in UNITS for part in text.split("/", 1)):
        raise refuse(
            f"没有“{text}”这个单位",
            f'"{text}" is not a known unit',
            f"可用的单位有{'、'.join(UNITS)}，两者之间可用“/”",
            f"the units are {'、'.join(UNITS)}, or two of them with a slash",
        )
    return text


def _address(text: str) -> str:
    """Accept a plain web address; http stays allowed because some cited newspapers offer nothing else."""
    try:
        parts = urlsplit(text)
        usable = parts.hostname and parts.username is None and parts.port != 0
    except ValueError:  # brackets that hold no address, a port that is no number
        parts, usable = urlsplit(""), False
    plain = re.fullmatch(r"[!-~]+", text) and not re.search(r"[\"'<>\\^`{|}]", text)
    if parts.scheme not in ("http", "https") or not usable or not plain:
        raise refuse(
            f"“{text}”不是可用的网址",
            f'"{text}" is not a usable web address',
            "写以https://或http://开头的完整网址",
            "write the full address, beginning with https:// or http://",
        )
    return text


_WORDS = "[a-z0-9]+(-[a-z0-9]+)*"
_ON_SITE = f"{_WORDS}(/{_WORDS})*(#{_WORDS})?"
# What the site itself, or the program that serves it, keeps at these places of every language or above them.
_TAKEN = re.compile("(assets|cards|pagefind|index|404|data/v1)(/.*)?")


def _on_site(text: str) -> str:
    page = text.partition("#")[0]
    if device := next((name for name in page.split("/") if name in DEVICES), None):
        raise refuse(
            f"网址“{text}”里的“{device}”是Windows留给设备的名称",
            f'The "{device}" in the address "{text}" is the name of a device on Windows',
            "换一个网址",
            "choose another address",
        )
    if _TAKEN.fullmatch(page):
        raise refuse(
            f"网址“{text}”由网站自己使用",
            f'The address "{text}" is one that the site itself needs',
            "写成一页的网址，见published.yaml",
            "give the address of a page, as in published.yaml",
        )
    # A page becomes a folder, whose name has limits.
    if len(text) > 200 or not re.fullmatch(_ON_SITE, text, re.ASCII):
        raise refuse(
            f"“{text}”不是本站的网址",
            f'"{text}" is no address on this site',
            "写成“页”或“页#锚点”，不带语言，首尾没有斜杠，不超过200个字符",
            'write "page" or "page#anchor", without the language and without slashes around it, within 200 characters',
        )
    return text


_LOCATOR = re.compile(
    r"(?:S(?P<section>\d{1,4}))?¶(?P<paragraph>\d{1,4})|caption (?P<caption>\d{1,4})|opening|title", re.ASCII
)


def _locator(text: str) -> str:
    if not _LOCATOR.fullmatch(text):
        raise refuse(
            f"读不懂出处位置“{text}”",
            f'The locator "{text}" cannot be read',
            "写成S1¶2（第1节第2段）、¶3（第3段）、caption 4（图注4）、title（标题）或opening（开头部分）",
            "write S1¶2 (section, paragraph), ¶3, caption 4, title or opening",
        )
    return text


_PART = r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_UNIT_WORDS = "|".join(re.escape(unit) for unit in UNITS)


def _hint(pattern: str, *examples: str) -> WithJsonSchema:
    """Tell an editor's program the form of a text; what the form cannot say, only `make check` does."""
    # JSON Schema knows no names of groups.
    return WithJsonSchema(
        {
            "type": "string",
            "pattern": re.sub(r"\?P<\w+>", "", pattern),
            **({"examples": list(examples)} if examples else {}),
        }
    )


_ID_HINT = _hint(r"^(?!.*[0-9]{4})[a-z][a-z0-9]*(-[a-z0-9]+)*$", "site-area", "feature-article")
_DATE_HINT = WithJsonSchema(
    {
        "anyOf": [
            # A year alone is a number to every reader of YAML.
            {"type": "integer", "minimum": 1000, "maximum": 2999},
            {"type": "string", "pattern": rf"^((\.\./)?{_PART}|{_PART}/{_PART})$"},
        ],
        "examples": [2023, "2023-08", "2023-08-31", "2023-08-21/2023-08-31", "../2023-11"],
    }
)

Line = Annotated[str, AfterValidator(_line), _hint(r"^\S(.*\S)?$")]
Chinese = Annotated[Line, AfterValidator(_chinese), _hint(f"^.*[{HAN}].*$")]
English = Annotated[Line, AfterValidator(_english), _hint("^.*[A-Za-z].*$")]
LocalId = Annotated[str, AfterValidator(_identifier), _ID_HINT]  # of a part, told from the other parts alone
Id = Annotated[LocalId, Declares()]
Date = Annotated[PartialDate, PlainValidator(_date), _DATE_HINT]
Day = Annotated[
    PartialDate,
    PlainValidator(_day),
    _hint(r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "2026-11-24"),
]
Figure = Annotated[
    Quantity,
    PlainValidator(_quantity),
    _hint(f"^{PATTERN.pattern}$", "1000余亩", "超4亿元", "约5万元/亩", "20—30亩", "数十亿元"),
]
UnitName = Annotated[
    str, AfterValidator(_unit), _hint(f"^({_UNIT_WORDS})(/({_UNIT_WORDS}))?$", "亩", "元", "元/亩")
]
Address = Annotated[
    str, AfterValidator(_address), _hint("^https?://[!-~]+$", "https://www.example.org/report.html")
]
Locator = Annotated[
    str,
    AfterValidator(_locator),
    _hint(f"^({_LOCATOR.pattern})$", "S1¶2", "¶3", "caption 4", "title", "opening"),
]
OnSite = Annotated[
    str,
    AfterValidator(_on_site),
    _hint(f"^{_ON_SITE}$", "communities/baiguan#fact-baiguan-area"),
]
SourceId = Annotated[str, Reference("source"), _ID_HINT]
CommunityId = Annotated[str, Reference("community"), _ID_HINT]
OrganisationId = Annotated[str, Reference("organisation"), _ID_HINT]
MeasureId = Annotated[str, Reference("measure"), _ID_HINT]
RowId = Annotated[str, Reference("row"), _ID_HINT]
FactId = Annotated[str, Reference("fact"), _ID_HINT]
OccasionId = Annotated[str, Reference("fact or event or structure"), _ID_HINT]


def locator_parts(locator: str) -> dict[str, int]:
    """Return the numbers of a locator by name: `S1¶2` is section 1, paragraph 2."""
    match = _LOCATOR.fullmatch(locator)
    return {name: int(number) for name, number in (match.groupdict() if match else {}).items() if number}
