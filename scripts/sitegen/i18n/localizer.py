"""Print values, dates and places in a source as a reader of one language expects them, as plain text.

Pages and published data say the same because both print here.
"""

from sitegen.records.model import Items, Language, Term, Text, Value, Vocabulary
from sitegen.values import dates, quantity
from sitegen.values.dates import PartialDate
from sitegen.values.fields import locator_parts
from sitegen.values.quantity import Quantity


class Printer:
    """Prints in one language, with the words of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, language: Language) -> None:
        self.vocabulary = vocabulary
        self.phrases = vocabulary.phrases
        self.language: Language = language

    def text(self, text: Text | Term) -> str:
        """Return the text, or the label of a term, in this language."""
        words: str = getattr(text.label if isinstance(text, Term) else text, self.language)
        return words

    def plain(self, key: str) -> str:
        """Return the phrase of that name, which takes no values, as plain text."""
        return self.text(self.phrases[key]).format()

    def show(self, value: Value | PartialDate) -> str:
        """Return a value of any kind as a reader of this language expects it."""
        if isinstance(value, Quantity):
            return (quantity.in_chinese if self.language == "zh" else quantity.in_english)(value)
        if isinstance(value, PartialDate):
            return (dates.in_chinese if self.language == "zh" else dates.in_english)(value)
        return self._list(value) if isinstance(value, Items) else self.text(value)

    def moment(self, when: PartialDate) -> str:
        """Return a date on which something happened or is due, which lies somewhere within a span."""
        return (dates.in_chinese if self.language == "zh" else dates.in_english)(when, moment=True)

    def place_in_source(self, locator: str) -> str:
        """Return the place within a source in words."""
        key, parts = locator_phrase(locator)
        return self.text(self.phrases[key]).format(**parts)

    def _list(self, value: Items) -> str:
        items = [self.text(item) for item in value.items]
        if self.language == "zh":
            return "、".join(items) + (self.plain("open_list") if value.open else "")
        # Items that hold commas of their own are kept apart by semicolons.
        comma = "; " if any("," in item for item in items) else ", "
        *head, last = items
        words = f"{comma.join(head)} and {last}" if head and comma == ", " else comma.join(items)
        words += f", {self.plain('open_list')}" if value.open else ""
        return words[0].upper() + words[1:]


def locator_phrase(locator: str) -> tuple[str, dict[str, int]]:
    """Return the name of the phrase that says ``locator`` in words, and the numbers that it takes."""
    parts = locator_parts(locator)
    return "section_paragraph" if "section" in parts else next(iter(parts), locator), parts
