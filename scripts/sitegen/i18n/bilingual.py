"""The same text in Chinese and in English, side by side, for reports and published data."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from sitegen.i18n.localizer import Localizer
from sitegen.i18n.punctuation import PUNCTUATION
from sitegen.records.model import Term, Text, Value, Vocabulary
from sitegen.values.dates import PartialDate


class Pair(Protocol):
    """An object with a Chinese and an English text."""

    @property
    def zh(self) -> str:
        """The Chinese."""

    @property
    def en(self) -> str:
        """The English."""


class Both(NamedTuple):
    """The same text in Chinese and in English."""

    zh: str
    en: str


def punctuate(method: Callable[..., str], *pairs: Pair) -> Both:
    """Join ``pairs`` with a method of `Punctuation`, in each language with its own punctuation."""
    return Both(
        method(PUNCTUATION["zh"], *(pair.zh for pair in pairs)),
        method(PUNCTUATION["en"], *(pair.en for pair in pairs)),
    )


class BilingualLocalizer:
    """Prints in both languages, as `Localizer` does in one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.zh, self.en = Localizer(vocabulary, "zh"), Localizer(vocabulary, "en")

    def text(self, text: Text | Term) -> Both:
        """Return the text, or the label of a term."""
        return Both(self.zh.text(text), self.en.text(text))

    def phrase(self, key: str, **values: object) -> Both:
        """Return the phrase ``key`` with its placeholders filled; a value that is a pair is filled in by language."""
        zh, en = (
            {
                name: getattr(value, language) if isinstance(value, Both) else value
                for name, value in values.items()
            }
            for language in ("zh", "en")
        )
        return Both(self.zh.phrase(key, **zh), self.en.phrase(key, **en))

    def value(self, value: Value | PartialDate) -> Both:
        """Return a value of any kind."""
        return Both(self.zh.value(value), self.en.value(value))

    def moment(self, when: PartialDate) -> Both:
        """Return the date of something that happens on one day; a span means that the day is within it."""
        return Both(self.zh.moment(when), self.en.moment(when))

    def place_in_source(self, locator: str) -> Both:
        """Return the place within a source in words."""
        return Both(self.zh.place_in_source(locator), self.en.place_in_source(locator))
