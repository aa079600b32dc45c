"""Find characters that YAML would misread: wrong encodings, hidden characters, full-width signs, tabs."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sitegen.core.problems import FINDINGS, Message, Place, Problem


def decode(data: bytes, name: str) -> tuple[str, Problem | None]:
    """Return the text of a file, with CRLF as LF, and a problem if it is not UTF-8, has a BOM or is empty.

    The text is empty where nobody can tell what it is.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "UTF-8 BOM"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
    ):
        if data.startswith(mark):
            message = Message(
                f"文件以字节顺序标记开头（{encoding}）",
                f"The file begins with a byte order mark ({encoding})",
                "另存为UTF-8（无BOM）",
                "save it as UTF-8 without a BOM",
            )
            codec = "utf-8-sig" if mark == codecs.BOM_UTF8 else "utf-16"
            return data.decode(codec, "ignore").replace("\r\n", "\n"), Problem(Place(name, 1, 1), message)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        try:
            bad_line = data.split(b"\n")[line - 1].decode("gb18030").strip()
            guess_zh, guess_en = f"，像是GBK：{bad_line}", f"; it looks like GBK: {bad_line}"
        except UnicodeDecodeError:
            guess_zh = guess_en = ""
        message = Message(
            f"文件不是UTF-8编码{guess_zh}",
            f"The file is not encoded in UTF-8{guess_en}",
            "在编辑器里选“另存为”，编码选UTF-8",
            "save it again with the encoding UTF-8",
        )
        return "", Problem(Place(name, line, column), message)
    text = text.replace("\r\n", "\n")
    if not text.strip():
        message = Message(
            "文件是空的",
            "The file is empty",
            "写入记录，或删除该文件",
            "write its records or delete the file",
        )
        return "", Problem(Place(name, 1, 1), message)
    return text, None


class _Rule(NamedTuple):
    """A slip in a line: what to look for, what is wrong with it, and what to write in place of the match, or its group.

    Only a line with one of its `signs` can have it, which is found out much faster.
    """

    signs: str
    pattern: re.Pattern[str]
    zh: str
    en: str
    mended: Callable[[str], str]

    def message(self, found: str) -> Message:
        """Return the message on the slip ``found``, with its replacement."""
        new = self.mended(found)
        old_zh, old_en = self.zh.format(found), self.en.format(found)
        if not new.strip():
            return (
                Message(old_zh, old_en, "删去", "delete it")
                if not new
                else Message(old_zh, old_en, "改用空格", "use spaces")
            )
        return Message(
            old_zh,
            old_en,
            f"{'改成半角的' if new.isascii() and not found.isascii() else '写成'}“{new}”",
            f'write "{new}"',
        )


_BRACKETS = str.maketrans("｛｝［］【】", "{}[][]")
_KEY = r"(?:^ *(?:- )?|\{ *|, )[A-Za-z_]+"
_PAIR = "(?:zh|en|id|value|status|source|at|date|due|row|why)"
# The order matters: a rule sees the line as those before have mended it.
_LINE_RULES = (
    _Rule("\t", re.compile(r"\t+"), "这里有制表符（Tab）", "There is a tab here", lambda _: "  "),
    _Rule(
        "＃",
        re.compile(r"^ *(＃)"),
        "注释用了全角井号“{}”",
        'A comment begins with a full-width "{}"',
        lambda _: "#",
    ),
    _Rule(
        "：",
        re.compile(rf"{_KEY}(： ?)"),
        "键后用了全角冒号“：”",
        'A key is followed by a full-width colon "："',
        lambda _: ": ",
    ),
    _Rule(
        ":",
        re.compile(rf"(?:^ *(?:- )?[a-z_]+|[{{,] *{_PAIR})(:(?!//)(?=\S))"),
        "冒号后缺空格",
        "A space is missing after the colon",
        lambda _: ": ",
    ),
    _Rule(
        "-",
        re.compile(r"^ *(-)(?=[^\s-])"),
        "短横线后缺空格",
        "A space is missing after the dash",
        lambda _: "- ",
    ),
    _Rule(
        "－—–•·",
        re.compile(r"^ *([－—–•·] ?)"),
        "列表项用了别的横线或圆点",
        "A list item begins with another dash or a bullet",
        lambda _: "- ",
    ),
    *(
        _Rule(
            signs,
            re.compile(pattern),
            "YAML的括号用了全角“{}”",
            'A bracket of YAML is full-width: "{}"',
            lambda found: found.translate(_BRACKETS),
        )
        for signs, pattern in (
            ("｛", r"(?:\b[a-z_]+: |^ *- |[{\[,] ?)(｛)"),
            # A text may begin with such a bracket: a list has commas in it, and nothing behind it.
            (
                "［【",
                r"(?:\b[a-z_]+: |^ *- |[{\[,] ?)([［【])(?=[^］】\]]*[,，、][^］】\]]*[］】\]] *(?:[,}]|$))",
            ),
            ("｝", r"\{[^{}｛]*(｝)(?= *$|,)"),
            ("］】", r"\[[^\[\]［【]*([］】])"),
        )
    ),
    _Rule(
        "，",
        re.compile(rf"(，)(?= *{_PAIR}: )"),
        "花括号里的各项用了全角逗号“{}”",
        'The parts of the braces are separated by a full-width "{}"',
        lambda _: ", ",
    ),
    # Without a comma, a colon or a hash in it, such a text can be read, and a rule of the checks speaks of the marks.
    *(
        _Rule(
            "“‘",
            re.compile(rf'{before}(“[^“”"]*{inside}[^“”"]*”|‘[^‘’"]*{inside}[^‘’"]*’)(?=\s*(?:[,}}\]]|$))'),
            "整段文字用了中文引号{}，YAML只认半角引号",
            "The text stands in Chinese quotation marks, {}, which YAML does not know",
            lambda found: f'"{found[1:-1]}"',
        )
        for before, inside in (
            (r"(?:[\[{] ?|[\[{][^\[\]{}“”‘’]*(?:: |, ?))", ", "),
            (r"(?:\w: |^ *- |[\[{,] ?)", "(?:: | #)"),
        )
    ),
    _Rule(
        "＂",
        re.compile(r"(?:\b[a-z_]+: |^ *- |[{\[,] ?)(＂[^＂]*＂)"),
        "整段文字用了全角引号{}，YAML只认半角引号",
        "The text stands in full-width quotation marks, {}, which YAML does not know",
        lambda found: f'"{found[1:-1]}"',
    ),
    # At the beginning of a text YAML takes these for signs of its own; elsewhere a rule of the checks finds them.
    _Rule(
        "*&",
        re.compile(r"(?:^ *(?:- )?|[\[{:,] )(\*\*[^*]+\*\*|&nbsp;)"),
        "“{}”是别处的排版记号，网页上会照样显示",
        '"{}" has marks of another format, which would be shown as they are',
        lambda found: found.strip("*").replace("&nbsp;", ""),
    ),
)

_SIGNS = frozenset("".join(rule.signs for rule in _LINE_RULES))


# Printable ASCII, Chinese characters and their punctuation: nearly every line has nothing else.
ORDINARY = re.compile("[ -~\u3001-\u303e\u4e00-\u9fff！（），：；？“”‘’—–…·¶²€°×]*")


# What git puts around two versions of the same lines; editors sometimes delete only some of these.
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$|^={7}$", re.MULTILINE)


def conflict(text: str, name: str) -> Problem | None:
    """Return the one problem of a file in which a conflict of two changes is not resolved, at its first mark."""
    marks = [text.count("\n", 0, match.start()) + 1 for match in _CONFLICT.finditer(text)]
    if not marks:
        return None
    shown = marks[:6]
    more = ("等", " and others") if len(marks) > len(shown) else ("", "")
    lines_zh = f"第{'、'.join(map(str, shown))}行{more[0]}"
    lines_en = f"{'line' if len(marks) == 1 else 'lines'} {', '.join(map(str, shown))}{more[1]}"
    message = Message(
        f"两个人改了同一处，git没能合并，留下了标记（{lines_zh}）；标记清除以前，这个文件的其他内容没有检查",
        f"Two people changed the same lines and git could not merge them: its marks are still there ({lines_en}), "
        "and nothing else in this file was checked",
        "<<<<<<<和=======之间是一方的写法，=======和>>>>>>>之间是另一方的。各加了一条记录的，两条都要，每条都写完整；"
        "改的是同一条的，只留正确的一种。然后删去所有以<<<<<<<、|||||||、=======、>>>>>>>开头的行",
        "one version stands between <<<<<<< and =======, the other between ======= and >>>>>>>. If each adds a record, "
        "keep both, each of them complete; if both change the same one, keep what is right. "
        "Then delete every line that begins with <<<<<<<, |||||||, ======= or >>>>>>>",
    )
    return Problem(Place(name, marks[0], 1), message)


def scan(text: str, name: str) -> tuple[str, list[Problem]]:
    """Return ``text`` with its lines mended as the messages propose, and what YAML would misread or report in a later line."""
    lines = text.split("\n")
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        number = index + 1
        is_ordinary = ORDINARY.fullmatch(line)
        if not is_ordinary:
            problems += _hidden_characters(line, name, number)
            lines[index] = "".join(map(_without_hidden, line))
        if line.lstrip().startswith("#"):
            continue
        present = _SIGNS.intersection(lines[index])
        for rule in _LINE_RULES:
            if not present.isdisjoint(rule.signs) and rule.pattern.search(lines[index]):
                lines[index] = _mended(rule, lines[index], Place(name, number, len(line) + 1), problems)
                present = _SIGNS.intersection(lines[index])
        if not is_ordinary:
            lines[index] = _with_right_letters(lines[index], Place(name, number, len(line) + 1), problems)
        if len(problems) >= FINDINGS:
            break
    return "\n".join(lines), problems[:FINDINGS]


def _mended(rule: _Rule, line: str, end: Place, problems: list[Problem]) -> str:
    """Return ``line`` with every slip of one kind mended; report each, no further right than the ``end``."""
    parts, last = [], 0
    for match in rule.pattern.finditer(line):
        start, stop = match.span(1) if rule.pattern.groups else match.span()
        place = end._replace(column=min(start + 1, end.column))
        problems.append(Problem(place, rule.message(line[start:stop])))
        parts += [line[last:start], rule.mended(line[start:stop])]
        last = stop
    return "".join([*parts, line[last:]])


# Letters that only look like others: what the standard form of Unicode (NFKC) changes, and the radicals, which it does not.
_RADICALS = dict(
    zip(
        map(chr, (*range(0x2E80, 0x2E9A), *range(0x2E9B, 0x2EF4))),
        "丶厂乛乚乙亻冂几刀刀刂卜㔾小小兀尣尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒网网网羊羊羊老聿"
        "聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_UNITS = {"㎡": "m²", "㎢": "km²", "㎥": "m³", "№": "No.", "℃": "°C", "％": "%", "․": "."}
_CIRCLED = {chr(0x2460 + index): han for index, han in enumerate("一二三四五六七八九十")}
# Powers, indices, fractions in words of a unit, and signs of a trade mark are themselves.
_KEPT = frozenset("²³₀₁₂₃₄₅₆₇₈₉™…～／！（），：；？［］｛｝")
_FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")


def right_letters(text: str) -> str:
    """Return ``text`` with the ordinary letter for each that only looks like one; full-width Chinese punctuation stays."""
    return "".join(map(_right_letter, unicodedata.normalize("NFC", text)))


def _right_letter(sign: str) -> str:
    if sign in _KEPT or hidden_kind(sign):
        return sign
    known = _RADICALS.get(sign) or _UNITS.get(sign) or _CIRCLED.get(sign)
    normal = known or unicodedata.normalize("NFKC", sign)
    is_punctuation = unicodedata.category(sign).startswith("P") and normal != sign
    return normal.translate(_FULL_WIDTH) if is_punctuation else normal


def _with_right_letters(line: str, end: Place, problems: list[Problem]) -> str:
    """Return ``line`` with its ordinary letters; report each run of others once."""
    if right_letters(line) == line:
        return line
    pattern = "|".join(sorted({re.escape(sign) for sign in line if _right_letter(sign) != sign}) or ["(?!)"])
    runs = re.compile(f"(?:{pattern})+|[^\\W\\d_][\u0300-\u036f]+")
    return _mended(_Rule("", runs, _LOOKS_ZH, _LOOKS_EN, right_letters), line, end, problems)


_LOOKS_ZH = "“{}”只是看上去像通常的字符，搜索时找不到"
_LOOKS_EN = '"{}" only looks like ordinary characters, and no search would find it'


def _without_hidden(character: str) -> str:
    """Return an ordinary space for a special one, nothing for an invisible character, and any other as it is."""
    kind = hidden_kind(character) if character not in "\t\0" else ""
    return {"space": " ", "invisible": ""}.get(kind, character)


def _hidden_characters(line: str, name: str, number: int) -> Iterator[Problem]:
    """Yield a problem for each hidden character of a line, once, where it first occurs: pasted text may have thousands."""
    for character, times in Counter(line).items():
        if character != "\t" and hidden_kind(character):
            place = Place(name, number, line.index(character) + 1)
            yield Problem(place, hidden_character(character, times))


# Letters and signs by their category that are invisible: joiners, fillers, variation selectors, blanks, replacement
# characters, and noncharacters beyond the first plane.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    "\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U000e0100-\U000e01ef]"
)


def hidden_kind(character: str) -> str:
    """Return `control`, `invisible` or `space` for a hidden character, an empty string for any other."""
    category = unicodedata.category(character)
    if character == "\0":
        return "control"
    # Chinese characters newer than the tables of this Python have no category yet.
    if (
        category in ("Cc", "Cf", "Co", "Cs")
        or _INVISIBLE.match(character)
        or (category == "Cn" and not 0x20000 <= ord(character) < 0x40000)
    ):
        return "invisible"
    return "space" if category in ("Zs", "Zl", "Zp") and character != " " else ""


def hidden_character(character: str, times: int = 1) -> Message:
    """Return the message on a hidden ``character`` that occurs so many ``times`` in its line."""
    code = f"U+{ord(character):04X}"
    zh, en = {
        "control": ("这里有NUL字符", "A NUL character stands here"),
        "invisible": (f"这里有看不见的字符（{code}）", f"An invisible character stands here ({code})"),
        "space": (f"这里有特殊空格（{code}）", f"A special space stands here ({code})"),
    }[hidden_kind(character)]
    if times > 1:
        zh, en = f"{zh}，这一行共{times}个", f"{en}, {times} of them in this line"
    return Message(zh, en, "删去，或改用普通空格", "delete it or use an ordinary space")
