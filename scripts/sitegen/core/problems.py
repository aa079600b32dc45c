"""Mistakes in the data: where each is, what is wrong and how to fix it, in Chinese and English."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

# How many mistakes are listed of one line, of one file and in total; the rest is only counted.
IN_LINE, IN_FILE, IN_ALL = 10, 200, 500
# GitHub shows so many notes of a step; its summary of a step holds a mebibyte, of which a sign takes up to three bytes.
_ANNOTATED, _IN_SUMMARY = 10, 300_000
# After so many mistakes in one file, reading it stops: it is not a file of records.
FINDINGS = 2000
# The longest line of a message, in characters.
_LONGEST = 1000
# Quotations that are cut; addresses, which have 200 characters at most, are always quoted in full.
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
    """A mistake and how to fix it, each in both languages, without a place."""

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
        """Return two lines: the place with the Chinese message, then the English one, indented."""
        message = self.message
        zh = printable(f"{self.place}: {message.zh}。改法：{message.fix_zh}。")
        return f"{zh}\n    {printable(f'{message.en}. Fix: {message.fix_en}.')}"


def printable(line: str) -> str:
    """Return ``line`` cut to a reasonable length, with unprintable characters as escapes.

    A message quotes text from a file, which must neither control the terminal nor look like another message.
    """
    line = _QUOTED.sub(lambda quoted: _cut(quoted[0], 200), _cut(line, 4 * _LONGEST))
    characters = (
        character if character.isprintable() or character == "\u3000" else f"\\u{{{ord(character):x}}}"
        for character in line
    )
    return _cut("".join(characters), _LONGEST)


def _cut(text: str, length: int) -> str:
    """Return ``text``, or its beginning and end if it has more than ``length`` characters."""
    return text if len(text) <= length else f"{text[: length // 2]}…{text[-length // 2 :]}"


class MistakeError(ValueError):
    """Raised where one value cannot be read; the caller knows its place and turns the error into a `Problem`."""

    def __init__(self, zh: str, en: str, *, fix_zh: str, fix_en: str) -> None:
        super().__init__(en)
        self.message = Message(zh, en, fix_zh, fix_en)


def report(problems: list[Problem]) -> str:
    """Return the problems in file order, then a line with their number and how many are not listed."""
    listed, count = _listed(problems), len(set(problems))
    left = count - len(listed)
    given_up = max(Counter(problem.place.file for problem in problems).values(), default=0) >= FINDINGS
    least_zh, least_en = ("至少", "at least ") if given_up else ("", "")
    zh = f"（另有{left}处未列出，改好以上各处后再运行）" if left else ""
    en = f" ({left} of them not listed: mend these and run it again)" if left else ""
    noun = "mistake" if count == 1 else "mistakes"
    last = (
        f"共{least_zh}{count}处错误{zh}，未写入任何文件。 {least_en}{count} {noun}{en}; nothing was written."
    )
    return "\n".join([*map(str, listed), last])


def _listed(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in file order, no more of a line, of a file and in total than the limits allow."""
    listed: list[Problem] = []
    lines: Counter[tuple[str, int]] = Counter()
    files: Counter[str] = Counter()
    for problem in sorted(set(problems)):
        file, line, _ = problem.place
        if lines[file, line] < IN_LINE and files[file] < IN_FILE and len(listed) < IN_ALL:
            listed.append(problem)
            lines[file, line] += 1
            files[file] += 1
    return listed


def summary(problems: list[Problem]) -> str:
    """Return what `report` says as Markdown for the summary of a step on GitHub, which shows it to the letter."""
    text = html.escape(report(problems), quote=False)
    if len(text) > _IN_SUMMARY:
        text = f"{text[:_IN_SUMMARY].rpartition(chr(10))[0]}\n……其余见运行记录。 The rest is in the log."
    return f"<pre>{text}</pre>\n"


def annotations(problems: list[Problem]) -> str:
    """Return the first problems that `report` lists as GitHub workflow commands, which annotate their lines."""
    return "\n".join(
        f"::error file={_property(problem.place.file)},line={problem.place.line},col={problem.place.column}::"
        f"{_escaped(str(problem).removeprefix(f'{problem.place}: '))}"
        for problem in _listed(problems)[:_ANNOTATED]
    )


def _escaped(text: str) -> str:
    """Escape ``text`` for the body of a workflow command: a line break would end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape ``text`` for a property of a workflow command."""
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
