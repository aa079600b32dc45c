"""Print in one language, as plain text: the texts of records, phrases of the site, values, dates and places in a source.

Pages, figures, feeds, published data and reports say the same because all of them print here.
"""

from sitegen.i18n import dates, figures
from sitegen.i18n.punctuation import PUNCTUATION
from sitegen.records.model import Items, Language, Term, Text, Value, Vocabulary
from sitegen.values.dates import PartialDate
from sitegen.values.fields import locator_parts
from sitegen.values.quantity import Quantity


class Localizer:
    """Prints in one language, with the words of the vocabulary and the punctuation of the language."""

    def __init__(self, vocabulary: Vocabulary, language: Language) -> None:
        self.vocabulary = vocabulary
        self.language: Language = language
        self.punctuation = PUNCTUATION[language]

    def text(self, text: Text | Term) -> str:
        """Return the text, or the label of a term, in this language."""
        words: str = getattr(text.label if isinstance(text, Term) else text, self.language)
        return words

    def template(self, key: str, n: object = None) -> str:
        """Return the phrase of that name with its places for values; English has another for an ``n`` of one."""
        phrase = self.vocabulary.phrases[key]
        return phrase.one if phrase.one and self.language == "en" and n == 1 else self.text(phrase)

    def phrase(self, key: str, **values: object) -> str:
        """Return the phrase of that name with its values filled in."""
        return self.template(key, values.get("n")).format(**values)

    def value(self, value: Value | PartialDate) -> str:
        """Return a value of any kind as a reader of this language expects it."""
        if isinstance(value, Quantity):
            return (figures.in_chinese if self.language == "zh" else figures.in_english)(value)
        if isinstance(value, PartialDate):
            return self._date(value, moment=False)
        return self._items(value) if isinstance(value, Items) else self.text(value)

    def moment(self, when: PartialDate) -> str:
        """Return a date on which something happened or is due, which lies somewhere within a span."""
        return self._date(when, moment=True)

    def place_in_source(self, locator: str) -> str:
        """Return the place within a source in words."""
        parts = locator_parts(locator)
        key = "section_paragraph" if "section" in parts else next(iter(parts), locator)
        return self.phrase(key, **parts)

    def _date(self, when: PartialDate, *, moment: bool) -> str:
        return (dates.in_chinese if self.language == "zh" else dates.in_english)(when, moment=moment)

    def _items(self, value: Items) -> str:
        """Return a list of texts, and that it goes on where it does."""
        words = self.punctuation.series(*(self.text(item) for item in value.items))
        more = self.phrase("open_list") if value.open else ""
        if self.language == "zh":
            return words + more
        words = self.punctuation.clauses(words, more) if more else words
        return words[0].upper() + words[1:]
