"""Replace common spellings of a figure by the standard ones, so that a message can name the standard form."""

import re
import unicodedata
from collections.abc import Callable

from sitegen.values.units import SPELLINGS, UNITS

_UNIT = "|".join(re.escape(unit) for unit in sorted({*UNITS, *SPELLINGS}, key=len, reverse=True))
_AFTER = "(?P<after>以上|以下|以内|左右|起)?"
_NUMERAL = "[0-9〇零一二两三四五六七八九十百千万亿半]"
_HAN = "零一二三四五六七八九十"
_DIGITS = "零一二三四五六七八九〇"
_TRADITIONAL = str.maketrans("萬億畝餘約過戶層開廣萬噸", "万亿亩余约过户层开广万吨")


def _rate(match: re.Match[str]) -> str:
    per = "/".join(filter(None, match.groups()[:2]))
    return f"{match[3]}/{per}{match['after'] or ''}"


def _fraction(match: re.Match[str]) -> str:
    return f"{match[1]}{_HAN[int(match[3])]}分之{_HAN[int(match[2])]}"


def _digits(match: re.Match[str]) -> str:
    return "".join(str(_DIGITS.index(han) % 10) for han in match[0])


# Each of these ways of writing is read as the one beside it.
_Rule = tuple[str, str | Callable[[re.Match[str]], str]]
_SPELLINGS: tuple[_Rule, ...] = (
    (r"\s", ""),
    (r"(?<=\d),(?=\d{3}(?:\D|$)|\D)", ""),
    ("[≥⩾≧]", "不少于"),
    ("[≤⩽≦]", "不超过"),
    (r"^[>〉]", "超"),
    (r"^[<〈]", "不足"),
    (r"^~", "约"),
    (r"(?<=\d)\+(?=\D)", "余"),
    (r"(?<=\d)[wW](?=\D|$)", "万"),
    *(
        (
            rf"^(\D{{0,4}})(?:{sign})(?=[\d数几]|{_NUMERAL})(.+?)(?:{unit})?{_AFTER}$",
            rf"\1\2{unit}\g<after>",
        )
        for sign, unit in (
            (r"HK\$|HKD|港元|港币", "港元"),
            ("人民币|RMB|CNY|[￥¥]", "元"),
            (r"US\$|USD|美元|\$", "美元"),
            ("EUR|欧元|€", "欧元"),
        )
    ),
    (r"翻一番$|翻番$", "增长1倍"),
    (r"翻两番$", "增长3倍"),
    ("增速|增幅", "增长"),
    ("降幅|下滑", "下降"),
    (r"(?<=[长加升高涨降少])了", ""),
    ("近约", "约"),
    (rf"一半(?={_UNIT})", "半"),
    (rf"^每({_UNIT})(?:每({_UNIT}))?(.+?){_AFTER}$", _rate),
    (rf"(?<=\D)每({_UNIT})(?=$|以上|以下|以内|左右|起)", r"/\1"),
    (r"(?<=[^长高升降少加至不达])(?:-{1,2}|[–—~⁓〜]{1,2}|至|到)(?=\d)", "—"),
    (rf"(?<={_NUMERAL})(?:-{{1,2}}|[–—~〜]{{1,2}}|到)(?=[〇零一二两三四五六七八九十百千半])", "至"),
    (r"(?<=\d)比(?=\d)", ":"),
    (
        "[〇零一二三四五六七八九]{3,}",
        _digits,
    ),
    (r"^(\D{0,4})([1-9])/([2-9]|10)(?!\d)", _fraction),
)
_RULES = tuple((re.compile(pattern), replacement) for pattern, replacement in _SPELLINGS)


def replace_spellings(text: str) -> str:
    """Return ``text`` with full-width signs, look-alikes of letters and other spellings replaced by the standard ones."""
    # A number in a circle or above the line is no digit of the figure.
    standard = "".join(
        sign if unicodedata.category(sign) in ("No", "Nl") else unicodedata.normalize("NFKC", sign)
        for sign in text
    ).translate(_TRADITIONAL)
    for pattern, replacement in _RULES:
        standard = pattern.sub(replacement, standard)
    return standard
