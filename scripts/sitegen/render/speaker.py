"""Say things in one language as markup, with the words of the vocabulary."""

from functools import cache
from string import Formatter

from markupsafe import Markup, escape

from sitegen.i18n.localizer import Printer, locator_phrase
from sitegen.records.library import Library
from sitegen.records.model import Language


class Speaker(Printer):
    """Says things in one language, as markup where they come with words of the site."""

    def __init__(self, library: Library, language: Language) -> None:
        super().__init__(library.vocabulary, language)

    def phrase(self, key: str, **values: object) -> Markup:
        """Return the phrase of that name, escaped, with its values filled in; a value may be markup."""
        phrase = self.phrases[key]
        words = phrase.one if phrase.one and self.language == "en" and values.get("n") == 1 else None
        pieces = _pieces(words or self.text(phrase))
        return Markup(
            "".join(piece if isinstance(piece, Markup) else escape(values[piece]) for piece in pieces)
        )

    def locator(self, locator: str) -> str:
        """Return the place within a source in words."""
        key, parts = locator_phrase(locator)
        return self.phrase(key, **parts)


@cache
def _pieces(words: str) -> tuple[str | Markup, ...]:
    """Split a phrase into its words, escaped, and the names of the values between them."""
    pieces: list[str | Markup] = []
    for said, name, *_ in Formatter().parse(words):
        pieces += [escape(said)] if name is None else [escape(said), name]
    return tuple(pieces)
