"""How the value of each kind of field is read, and the message if it cannot be."""

import re
import unicodedata
from typing import Any
from urllib.parse import quote, urlsplit

from pydantic_core import PydanticCustomError

from sitegen.core.problems import Message, MistakeError
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity
from sitegen.values.units import UNITS, unknown_unit

# The type of the errors that carry our own message through pydantic.
MISTAKE = "mistake"
# The Chinese characters, as a part of a character class.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"


def invalid(zh: str, en: str, fix_zh: str, fix_en: str) -> PydanticCustomError:
    """Return the error of an invalid value, with its message; pydantic adds the path of the field."""
    return _with_message(Message(zh, en, fix_zh, fix_en))


def _with_message(message: Message) -> PydanticCustomError:
    return PydanticCustomError(MISTAKE, "{en}", {"message": message, "en": message.en})


def validate_line(text: str) -> str:
    """Refuse an empty text, spaces around it and line breaks."""
    if not text.strip():
        raise invalid("这里还没有写文字", "No text has been written here yet", "写上文字", "write the text")
    if text != text.strip() or "\n" in text:
        raise invalid(
            "文字首尾有空格或含换行",
            "The text begins or ends with a space, or runs over a line",
            "写成一行，首尾不留空格",
            "write it on one line without spaces around it",
        )
    return text


def validate_chinese(text: str) -> str:
    """Refuse a text without Chinese, spaces beside Chinese characters and Western punctuation."""
    if not re.search(f"[{HAN}]", text):
        raise invalid(
            "zh里没有汉字",
            "The zh text holds no Chinese",
            "写中文，英文写在en",
            "write Chinese here and English under en",
        )
    if found := re.search(f"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]|[{HAN}] [{HAN}]", text):
        raise invalid(
            f"中文里多了空格：“{found[0]}”",
            f'There is a space inside the Chinese: "{found[0]}"',
            "汉字与汉字、字母、数字之间不加空格",
            "leave no space beside a Chinese character",
        )
    # A rule of the checks tells that &nbsp; and the like have no place here.
    plain = re.sub("&#?[a-zA-Z0-9]{2,8};", "", text)
    if found := re.search(f"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]|[{HAN}]\\.(?![A-Za-z0-9])", plain):
        raise invalid(
            f"中文里用了半角标点：“{found[0]}”",
            f'The Chinese uses Western punctuation: "{found[0]}"',
            "改用全角标点，如，。；：（）",
            "use full-width punctuation such as ，。；：（）",
        )
    return text


def validate_english(text: str) -> str:
    """Refuse a text without English, and Chinese punctuation outside quoted Chinese."""
    if not re.search("[A-Za-z]", text):
        raise invalid(
            "en里没有英文",
            "The en text holds no English",
            "写英文，中文写在zh",
            "write English here and Chinese under zh",
        )
    if found := re.search("[，。；：（）！？]", re.sub(f"[{HAN}][{HAN}（）《》“”·、，：]*", "", text)):
        raise invalid(
            f"英文里用了全角标点“{found[0]}”",
            f'The English uses full-width punctuation: "{found[0]}"',
            "改用半角标点",
            "use Western punctuation",
        )
    if found := re.search("[A-Za-z]+[’ʼ′][A-Za-z]+", text):
        straight = re.sub("[’ʼ′]", "'", found[0])
        raise invalid(
            f"“{found[0]}”里的撇号不是键盘上的撇号，搜索时找不到",
            f'The apostrophe in "{found[0]}" is not the one of the keyboard, and no search would find the word',
            f"写成“{straight}”",
            f'write "{straight}"',
        )
    return text


# Names of devices on Windows: no file or folder can have them there, with or without an extension.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


def validate_id(text: str) -> str:
    """Refuse an id that breaks the rule for ids or cannot be the name of a file."""
    if text in DEVICES:
        raise invalid(
            f"编号“{text}”是Windows留给设备的名称，不能用作文件名",
            f'The id "{text}" is the name of a device on Windows, which no file can have',
            "换一个编号，如加上地名或主题",
            "choose another id, such as one with a word more",
        )
    if text in ("true", "false", "null"):
        raise invalid(
            f"编号“{text}”在YAML里不是文字",
            f'The id "{text}" is no text in YAML',
            "换一个编号，如加上地名或主题",
            "choose another id, such as one with a word more",
        )
    # An id becomes the name of a file, whose length is limited, and `index` names the page of a folder.
    has_form = re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) and len(text) <= 64 and text != "index"
    if not has_form or re.search(r"\d{4}", text):
        raise invalid(
            f"编号“{text}”不合规则",
            f'The id "{text}" breaks the rule for ids',
            "用小写字母、数字和连字符，以字母开头，不含年份，不超过64个字符，不用index",
            "use small letters, digits and hyphens, begin with a letter, name no year, stay within 64 characters, and do not call it index",
        )
    return text


def read_date(value: Any) -> PartialDate:
    """Read a date; YAML gives a year alone as an integer."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise PydanticCustomError("string_type", "a date is text")
    try:
        return PartialDate.parse(str(value))
    except MistakeError as mistake:
        raise _with_message(mistake.message) from None


def read_day(value: Any) -> PartialDate:
    """Read a date that is one day."""
    when = read_date(value)
    if not when.is_day:
        raise invalid(
            f"“{value}”不是具体的一天",
            f'"{value}" is not one day',
            "写成2026-11-23的形式",
            "write it as 2026-11-23",
        )
    return when


def read_quantity(value: Any) -> Quantity:
    """Read a figure."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise invalid(
            "这里要写一个数量或文字",
            "One figure or a text is expected here",
            "数量照原文写，如1000余亩；文字分写成{zh: 中文, en: 英文}",
            "write a figure as the source prints it, such as 1000余亩, or a text as {zh: 中文, en: English}",
        )
    try:
        return Quantity.parse(str(value))
    except MistakeError as mistake:
        raise _with_message(mistake.message) from None


def validate_unit(text: str) -> str:
    """Refuse an unknown unit; a rate has two or three, with slashes."""
    first, *others = text.split("/", 2)
    # 床/千人: behind a slash, so many of a unit.
    for unit in (first, *(re.sub("^[百千万亿]+(?=.)", "", other) for other in others)):
        if unit not in UNITS:
            raise _with_message(unknown_unit(unit).message)
    return text


def validate_web_address(text: str) -> str:
    """Accept a plain web address; http is allowed because some cited newspapers have no https."""
    if is_web_address(text):
        return text
    encoded = _encoded(text)
    if is_web_address(encoded):
        raise invalid(
            f"网址“{text}”里有网址不能直接写的字符，或缺少开头的https://",
            f'The address "{text}" holds characters that an address cannot, or lacks the https:// at its beginning',
            f"写成“{encoded}”",
            f"write {encoded}",
        )
    raise invalid(
        f"“{text}”不是可用的网址",
        f'"{text}" is not a usable web address',
        "写以https://或http://开头的完整网址",
        "write the full address, beginning with https:// or http://",
    )


def is_web_address(text: str) -> bool:
    """Whether ``text`` is a web address of http or https as it can stand in a link, without a user's name."""
    try:
        parts = urlsplit(text)
        is_usable = parts.hostname and parts.username is None and parts.port != 0
    except ValueError:  # brackets without an address in them, a port that is not a number
        return False
    is_plain = re.fullmatch(r"[!-~]+", text) and not re.search(r"[\"'<>\\^`{|}]", text)
    return bool(parts.scheme in ("http", "https") and is_usable and is_plain)


def validate_secure_address(text: str) -> str:
    """Refuse a web address without https."""
    if not text.startswith("https://"):
        raise invalid(
            f"“{text}”不是https网址",
            f'The address "{text}" is not one with https',
            "写以https://开头的网址",
            "give the address that begins with https://",
        )
    return text


def _encoded(text: str) -> str:
    """Return ``text`` as a web address, with what that cannot hold encoded in percent, or nothing if it is far from one."""
    plain = unicodedata.normalize("NFKC", text).strip()
    whole = plain if re.match("https?://", plain, re.IGNORECASE) else f"https://{plain}"
    match = re.fullmatch(r"(https?)://([^/?#]+)(.*)", whole, re.IGNORECASE)
    if match is None or "." not in match[2]:
        return ""
    try:
        host = match[2].encode("ascii" if match[2].isascii() else "idna").decode()
    except UnicodeError:
        return ""
    return f"{match[1].lower()}://{host}{quote(match[3], safe='/?#&=%:;,@!$()*+~-._')}"


_WORDS = "[a-z0-9]+(-[a-z0-9]+)*"
SITE_ADDRESS = f"{_WORDS}(/{_WORDS})*(#{_WORDS})?"
# Addresses that the site itself or its server uses, below the root of a language or of the site.
_RESERVED = re.compile("(assets|cards|pagefind|index|404|data/v1)(/.*)?")


def validate_site_address(text: str) -> str:
    """Refuse what cannot be the address of a page or an anchor on the site."""
    page = text.partition("#")[0]
    if device := next((name for name in page.split("/") if name in DEVICES), None):
        raise invalid(
            f"网址“{text}”里的“{device}”是Windows留给设备的名称",
            f'The "{device}" in the address "{text}" is the name of a device on Windows',
            "换一个网址",
            "choose another address",
        )
    if _RESERVED.fullmatch(page):
        raise invalid(
            f"网址“{text}”由网站自己使用",
            f'The address "{text}" is one that the site itself needs',
            "写成一页的网址，如communities/编号",
            "give the address of a page, such as communities/ID",
        )
    # A page becomes a folder, whose length of name is limited.
    if len(text) > 200 or not re.fullmatch(SITE_ADDRESS, text, re.ASCII):
        raise invalid(
            f"“{text}”不是本站的网址",
            f'"{text}" is no address on this site',
            "写成“页”或“页#锚点”，不带语言，首尾没有斜杠，不超过200个字符",
            'write "page" or "page#anchor", without the language and without slashes around it, within 200 characters',
        )
    return text


LOCATOR = re.compile(
    r"(?:S(?P<section>\d{1,4}))?¶(?P<paragraph>\d{1,4})|caption (?P<caption>\d{1,4})|opening|title", re.ASCII
)


def validate_locator(text: str) -> str:
    """Refuse an unknown form of a place in a source."""
    if not LOCATOR.fullmatch(text):
        raise invalid(
            f"读不懂出处位置“{text}”",
            f'The locator "{text}" cannot be read',
            "写成S1¶2（第1节第2段）、¶3（第3段）、caption 4（图注4）、title（标题）或opening（只读到开头）",
            "write S1¶2 (section, paragraph), ¶3, caption 4, title or opening",
        )
    return text


# A telephone number with its area code and perhaps an extension, a mobile or a service number.
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
PHONE = re.compile(
    rf"{_AREA}-\d{{7,8}}(-\d{{1,6}})?|1[3-9]\d{{9}}|[48]00-\d{{3}}-\d{{4}}|1[02]\d{{1,3}}|9[56]\d{{3,6}}",
    re.ASCII,
)
MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)


def validate_phone(text: str) -> str:
    """Refuse what is no telephone number in its standard form."""
    if not PHONE.fullmatch(text):
        standard = _standard_phone(text)
        fixes = (
            (f"写成“{standard}”", f"write {standard}")
            if standard
            else (
                "写成区号-号码，如0575-80001234，分机写在后面：0575-80001234-801；每个号码一项",
                "write area code and number, such as 0575-80001234, with an extension behind: 0575-80001234-801; "
                "each number is an item of its own",
            )
        )
        raise invalid(f"读不懂电话“{text}”", f'The telephone number "{text}" cannot be read', *fixes)
    return text


def _standard_phone(text: str) -> str | None:
    """Return ``text`` in the standard form, if its digits tell which number is meant."""
    plain = re.sub(r"(转|分机|ext\.?)", "-", unicodedata.normalize("NFKC", text), flags=re.IGNORECASE)
    digits = re.sub(r"[()\s—–―‐.-]+", "-", plain).strip("-")
    if country := re.fullmatch(r"(?:\+|00)86-?(.*)", digits):
        digits = country[1] if re.match(r"0|1[3-9]\d", country[1]) else f"0{country[1]}"
    if found := re.fullmatch(rf"({_AREA})-?(\d{{3,4}})-?(\d{{4}})(?:-(\d{{1,6}}))?", digits, re.ASCII):
        digits = f"{found[1]}-{found[2]}{found[3]}" + (f"-{found[4]}" if found[4] else "")
    elif found := re.fullmatch(r"([48]00)-?(\d{3})-?(\d{4})", digits, re.ASCII):
        digits = "-".join(found.groups())
    else:
        digits = digits.replace("-", "")
    return digits if PHONE.fullmatch(digits) else None


def validate_mail(text: str) -> str:
    """Refuse what is no mail address."""
    if not MAIL.fullmatch(text):
        raise invalid(
            f"“{text}”不是邮箱",
            f'"{text}" is no mail address',
            "写成office@example.org的形式，@用半角",
            "write it as office@example.org",
        )
    return text


_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕陇甘青宁新"
# A number of nothing but zeros holds the place of one that is not there yet.
ICP_FILING = re.compile(rf"[{_PROVINCES}]ICP备(?!0+号)[0-9]{{8,10}}号(-[0-9]{{1,3}})?")
SECURITY_FILING = re.compile(rf"[{_PROVINCES}]公网安备(?!0+号)[0-9]{{14}}号")


def validate_icp_filing(text: str) -> str:
    """Refuse what is no number of an ICP filing."""
    return _filing(text, ICP_FILING, "ICP备案号", "an ICP filing", "浙ICP备12345678号-1")


def validate_security_filing(text: str) -> str:
    """Refuse what is no number of a filing with the public security office."""
    kind = "公安联网备案号", "a public security filing"
    return _filing(text, SECURITY_FILING, *kind, "浙公网安备33060402000123号")


def _filing(text: str, form: re.Pattern[str], zh: str, en: str, example: str) -> str:
    if form.fullmatch(text):
        return text
    standard = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    fixes = (
        (f"写成“{standard}”", f"write {standard}")
        if form.fullmatch(standard)
        else (
            f"照备案凭证写，如{example}；没有就不写",
            f"write it as the certificate does, such as {example}; leave it out while there is none",
        )
    )
    raise invalid(f"“{text}”不是{zh}", f'"{text}" is not the number of {en}', *fixes)


def locator_parts(locator: str) -> dict[str, int]:
    """Return the numbers of a locator by name: section 1 and paragraph 2 of `S1¶2`."""
    match = LOCATOR.fullmatch(locator)
    return {name: int(number) for name, number in (match.groupdict() if match else {}).items() if number}
