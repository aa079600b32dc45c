"""Find characters that YAML would misread: wrong encodings, hidden characters, full-width signs, tabs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from sitegen.core.problems import Message, Place, Problem


def decode(data: bytes, name: str) -> tuple[str, Problem | None]:
    """Return the text of a UTF-8 file, with CRLF as LF, and a problem if it is encoded otherwise, has a BOM or is empty."""
    for mark, encoding in ((b"\xef\xbb\xbf", "UTF-8 BOM"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            message = Message(
                f"文件以字节顺序标记开头（{encoding}）",
                f"The file begins with a byte order mark ({encoding})",
                "另存为UTF-8（无BOM）",
                "save it as UTF-8 without a BOM",
            )
            return "", Problem(Place(name, 1, 1), message)
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


_LINE_RULES = (
    (
        re.compile(r"\t"),
        Message(
            "这里有制表符（Tab）",
            "There is a tab here",
            "改用空格，每级缩进两格",
            "use spaces, two for each level",
        ),
    ),
    (
        re.compile(r"(?:^ *(?:- )?|\{ *|, )[A-Za-z_]+(?=(：))"),
        Message(
            "键后用了全角冒号“：”",
            'A key is followed by a full-width colon "："',
            "改成半角冒号加一个空格“: ”",
            'write ": ", a colon and a space',
        ),
    ),
    (
        re.compile(
            r"(?:^ *(?:- )?[a-z_]+|[{,] *(?:zh|en|id|value|status|source|at|date|due|row|why))(?=(:(?!//)[^\s]))"
        ),
        Message(
            "冒号后缺空格",
            "A space is missing after the colon",
            "在冒号后加一个空格",
            "put a space after the colon",
        ),
    ),
    (
        re.compile(r"^ *(?=(-[^\s-]))"),
        Message("短横线后缺空格", "A space is missing after the dash", "写成“- ”", 'write "- "'),
    ),
    (
        re.compile(r"^ *(?=([－—–•·] ?))"),
        Message(
            "列表项用了别的横线或圆点",
            "A list item begins with another dash or a bullet",
            "改成半角短横线加一个空格“- ”",
            'write "- ", a hyphen and a space',
        ),
    ),
)


# Printable ASCII, Chinese characters and their punctuation: nearly every line has nothing else.
ORDINARY = re.compile("[ -~\u3001-\u303e\u4e00-\u9fff\uff01-\uff5e“”‘’—–…·¶²€°×]*")


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


def scan(text: str, name: str) -> Iterator[Problem]:
    """Yield the mistakes that YAML would misread or report in a later line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not ORDINARY.fullmatch(line):
            yield from _hidden_characters(line, name, number)
        if line.lstrip().startswith("#"):
            continue
        for pattern, message in _LINE_RULES:
            if match := pattern.search(line):
                column = match.start(1) if pattern.groups else match.start()
                yield Problem(Place(name, number, column + 1), message)
                break


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
