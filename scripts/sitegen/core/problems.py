"""Say what is wrong with the data: where, what, and how to put it right, in Chinese and English."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

# So many mistakes are told of one line, of one file and in all: the rest is counted, and told once these are mended.
IN_LINE, IN_FILE, IN_ALL = 10, 200, 500
# What reading finds in one file before it gives up: that is no file of records.
FINDINGS = 2000
_LONGEST = 1000
# What a message quotes in full; the longest address has 200 signs.
_QUOTED = re.compile('“([^“”]{300,})”|"([^"]{300,})"')


class Place(NamedTuple):
    """A position in a data file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Message:
    """A mistake and its remedy, each in both languages, without a place."""

    zh: str
    en: str
    fix_zh: str
    fix_en: str


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """A message at its place; problems sort in file order."""

    place: Place
    message: Message

    def __str__(self) -> str:
        """Give two lines: the place with the Chinese message, then the English one, indented."""
        told = self.message
        zh = visible(f"{self.place}: {told.zh}。改法：{told.fix_zh}。")
        return f"{zh}\n    {visible(f'{told.en}. Fix: {told.fix_en}.')}"


def visible(line: str) -> str:
    """Return ``line`` in one line of reasonable length, with what nobody sees written out.

    A message repeats what stands in a file, which must neither command the terminal nor pass for a line of its own.
    """
    line = _QUOTED.sub(lambda quoted: _cut(quoted[0], 200), _cut(line, 4 * _LONGEST))
    seen = (sign if sign.isprintable() or sign == "\u3000" else f"\\u{{{ord(sign):x}}}" for sign in line)
    return _cut("".join(seen), _LONGEST)


def _cut(text: str, length: int) -> str:
    """Return ``text``, or where it is longer its beginning and its end."""
    return text if len(text) <= length else f"{text[: length // 2]}…{text[-length // 2 :]}"


class MistakeError(ValueError):
    """Raised by a reader of one value; the caller knows the place and makes it a `Problem`."""

    def __init__(self, zh: str, en: str, *, fix_zh: str, fix_en: str) -> None:
        super().__init__(en)
        self.message = Message(zh, en, fix_zh, fix_en)


def report(problems: list[Problem]) -> str:
    """Return the problems in file order and, at the end, how many there are and how many of them are not listed."""
    told, count = _told(problems), len(set(problems))
    left = count - len(told)
    given_up = max(Counter(problem.place.file for problem in problems).values(), default=0) >= FINDINGS
    least_zh, least_en = ("至少", "at least ") if given_up else ("", "")
    zh = f"（另有{left}处未列出，改好以上各处后再运行）" if left else ""
    en = f" ({left} of them not listed: mend these and run it again)" if left else ""
    noun = "mistake" if count == 1 else "mistakes"
    last = (
        f"共{least_zh}{count}处错误{zh}，未写入任何文件。 {least_en}{count} {noun}{en}; nothing was written."
    )
    return "\n".join([*map(str, told), last])


def _told(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in file order, without those of a line, a file or a folder that has too many."""
    told: list[Problem] = []
    lines: Counter[tuple[str, int]] = Counter()
    files: Counter[str] = Counter()
    for problem in sorted(set(problems)):
        file, line, _ = problem.place
        if lines[file, line] < IN_LINE and files[file] < IN_FILE and len(told) < IN_ALL:
            told.append(problem)
            lines[file, line] += 1
            files[file] += 1
    return told


def annotations(problems: list[Problem]) -> str:
    """Return the problems that `report` lists as GitHub's commands for notes at their lines, in both languages."""
    return "\n".join(
        f"::error file={_property(problem.place.file)},line={problem.place.line},col={problem.place.column}::"
        f"{_escaped(str(problem).removeprefix(f'{problem.place}: '))}"
        for problem in _told(problems)
    )


def _escaped(text: str) -> str:
    """Keep ``text`` within one command: a line break would end it, and the next line could begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
