"""Say what is wrong with the data: where, what, and how to put it right, in Chinese and English."""

from dataclasses import dataclass
from typing import NamedTuple

_LONGEST = 2000


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
        zh = _visible(f"{self.place}: {told.zh}。改法：{told.fix_zh}。")
        return f"{zh}\n    {_visible(f'{told.en}. Fix: {told.fix_en}.')}"


def _visible(line: str) -> str:
    """Return ``line`` in one line of reasonable length, with what nobody sees written out.

    A message repeats what stands in a file, which must neither command the terminal nor pass for a line of its own.
    """
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]}…{line[-_LONGEST // 2 :]}"
    return "".join(
        sign if sign.isprintable() or sign == "\u3000" else f"\\u{{{ord(sign):x}}}" for sign in line
    )


class MistakeError(ValueError):
    """Raised by a reader of one value; the caller knows the place and makes it a `Problem`."""

    def __init__(self, zh: str, en: str, *, fix_zh: str, fix_en: str) -> None:
        super().__init__(en)
        self.message = Message(zh, en, fix_zh, fix_en)


def report(problems: list[Problem]) -> str:
    """Return every problem in file order and, at the end, how many there are."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = len(lines)
    noun = "mistake" if count == 1 else "mistakes"
    return "\n".join([*lines, f"共{count}处错误，未写入任何文件。 {count} {noun}; nothing was written."])


def annotations(problems: list[Problem]) -> str:
    """Return every problem as GitHub's command for a note at its line, in both languages."""
    return "\n".join(
        f"::error file={_property(problem.place.file)},line={problem.place.line},col={problem.place.column}::"
        f"{_escaped(str(problem).removeprefix(f'{problem.place}: '))}"
        for problem in sorted(set(problems))
    )


def _escaped(text: str) -> str:
    """Keep ``text`` within one command: a line break would end it, and the next line could begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
