"""Print in one language, as plain text: texts of records, phrases of the site, values, dates and places in sources.

Pages, diagrams, feeds, published data and reports all print here, so that they agree.
"""

from sitegen.i18n import dates, figures
from sitegen.i18n.punctuation import PUNCTUATION
from sitegen.records.model import Contact, Items, Language, Term, Text, Value, Vocabulary
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity
from sitegen.values.validators import locator_parts


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
        """Return the phrase ``key`` with its placeholders; English may have another form for an ``n`` of one."""
        phrase = self.vocabulary.phrases[key]
        return phrase.one if phrase.one and self.language == "en" and n == 1 else self.text(phrase)

    def phrase(self, key: str, **values: object) -> str:
        """Return the phrase ``key`` with its placeholders filled."""
        return self.template(key, values.get("n")).format(**values)

    def value(self, value: Value | PartialDate) -> str:
        """Return a value of any kind in this language."""
        if isinstance(value, Quantity):
            return (figures.in_chinese if self.language == "zh" else figures.in_english)(value)
        if isinstance(value, PartialDate):
            return self._date(value, moment=False)
        if isinstance(value, Contact):
            return self._contact(value)
        return self._items(value) if isinstance(value, Items) else self.text(value)

    def moment(self, when: PartialDate) -> str:
        """Return the date of something that happens on one day; a span means that the day is within it."""
        return self._date(when, moment=True)

    def place_in_source(self, locator: str) -> str:
        """Return the place within a source in words."""
        parts = locator_parts(locator)
        if parts.get("section") == 0:
            return self.phrase("lead_paragraph", paragraph=parts["paragraph"])
        key = "section_paragraph" if "section" in parts else next(iter(parts), locator)
        return self.phrase(key, **parts)

    def _date(self, when: PartialDate, *, moment: bool) -> str:
        return (dates.in_chinese if self.language == "zh" else dates.in_english)(when, moment=moment)

    def _contact(self, value: Contact) -> str:
        """Return an office with the ways to reach it."""
        ways = (
            [self.phrase("contact_phone", phone=self.punctuation.enumerate(*value.phones))]
            if value.phones
            else []
        )
        if value.address:
            ways.append(self.phrase("contact_address", address=getattr(value.address, self.language)))
        if value.mail:
            ways.append(self.phrase("contact_mail", mail=value.mail))
        return self.punctuation.statements(self.text(value.office), *ways)

    def _items(self, value: Items) -> str:
        """Return a list of texts; one that is not complete says so."""
        words = self.punctuation.series(*(self.text(item) for item in value.items))
        more = self.phrase("open_list") if value.open else ""
        if self.language == "zh":
            return words + more
        words = self.punctuation.clauses(words, more) if more else words
        return words[0].upper() + words[1:]
