"""The punctuation of each language, and how texts are joined with it."""

from dataclasses import dataclass

from sitegen.records.model import Language


@dataclass(frozen=True)
class Punctuation:
    """The punctuation marks of one language, each with the spaces around it.

    `enumeration` separates the items of a list, `conjunction` the last two, `remark` the remarks in brackets, which may
    have commas of their own, `space` sentences, `dash` two numbers, and `before_title` a publisher and the title of a
    work.
    """

    comma: str
    semicolon: str
    full_stop: str
    colon: str
    enumeration: str
    conjunction: str
    remark: str
    space: str
    opening_bracket: str
    closing_bracket: str
    opening_square_bracket: str
    closing_square_bracket: str
    dash: str
    before_title: str
    title_marks: tuple[str, str]

    def clauses(self, *words: str) -> str:
        """Join clauses, with commas."""
        return self.comma.join(words)

    def statements(self, *words: str) -> str:
        """Join statements, with semicolons."""
        return self.semicolon.join(words)

    def enumerate(self, *words: str) -> str:
        """Join names."""
        return self.enumeration.join(words)

    def items(self, *words: str) -> str:
        """Join items, with semicolons if one contains a comma or the mark that would separate them."""
        return self.statements(*words) if self._hold_mark(words) else self.enumerate(*words)

    def series(self, *words: str) -> str:
        """Join one or more items as `items` does, but with the conjunction of the language before the last."""
        *head, last = words
        if not head or self._hold_mark(words):
            return self.items(*words)
        return f"{self.enumerate(*head)}{self.conjunction}{last}"

    def range(self, *numbers: str) -> str:
        """Join the ends of a range of numbers."""
        return self.dash.join(numbers)

    def label(self, label: str, words: str) -> str:
        """Return ``words`` after their label, if there is one."""
        return f"{label}{self.colon}{words}" if label else words

    def bracket(self, words: str, *remarks: str) -> str:
        """Return ``words`` followed by the non-empty remarks in brackets, if there are any."""
        inside = self.remark.join(filter(None, remarks))
        return f"{words}{self.opening_bracket}{inside}{self.closing_bracket}" if inside else words

    def square_bracket(self, words: str, remark: str) -> str:
        """Return ``words`` followed by a remark in square brackets, which may contain round ones."""
        return f"{words}{self.opening_square_bracket}{remark}{self.closing_square_bracket}"

    def work(self, publisher: str, title: str) -> str:
        """Return a publisher followed by the title of a work."""
        return f"{publisher}{self.before_title}{self.title_marks[0]}{title}{self.title_marks[1]}"

    def _hold_mark(self, words: tuple[str, ...]) -> bool:
        """Whether one of ``words`` contains a comma or the mark that separates items."""
        marks = {self.comma.strip(), self.enumeration.strip()}
        return any(mark in item for item in words for mark in marks)


PUNCTUATION: dict[Language, Punctuation] = {
    "zh": Punctuation(
        comma="，",
        semicolon="；",
        full_stop="。",
        colon="：",
        enumeration="、",
        conjunction="、",
        remark="，",
        space="",
        opening_bracket="（",
        closing_bracket="）",
        opening_square_bracket="［",
        closing_square_bracket="］",
        dash="—",
        before_title="",
        title_marks=("《", "》"),
    ),
    "en": Punctuation(
        comma=", ",
        semicolon="; ",
        full_stop=". ",
        colon=": ",
        enumeration=", ",
        conjunction=" and ",
        remark="; ",
        space=" ",
        opening_bracket=" (",
        closing_bracket=")",
        opening_square_bracket=" [",
        closing_square_bracket="]",
        dash="–",
        before_title=", ",
        title_marks=("“", "”"),
    ),
}
