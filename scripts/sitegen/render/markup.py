"""Print phrases and values of one language as HTML, with the localizer that prints plain text."""

import re
from functools import cache
from string import Formatter

from markupsafe import Markup, escape

from sitegen.i18n.localizer import Localizer
from sitegen.values.validators import HAN

# Runs of Chinese, book marks included.
_CHINESE = re.compile(f"([{HAN}《》]+)")


class MarkupLocalizer:
    """Prints in the language of its localizer, escaped and marked up for a page."""

    def __init__(self, localizer: Localizer) -> None:
        self.localizer = localizer

    def phrase(self, key: str, **values: object) -> Markup:
        """Return the phrase of that name, escaped, with its values filled in; a value may be markup."""
        pieces = _pieces(self.localizer.template(key, values.get("n")))
        return Markup(
            "".join(piece if isinstance(piece, Markup) else escape(values[piece]) for piece in pieces)
        )

    def marked(self, words: str) -> Markup:
        """Return ``words`` escaped; on an English page, Chinese words are marked as Chinese for screen readers."""
        if self.localizer.language == "zh":
            return escape(words)
        # Splitting on a group puts the Chinese runs at odd indexes.
        return Markup("").join(
            Markup('<span lang="zh-Hans">{}</span>').format(piece) if index % 2 else escape(piece)
            for index, piece in enumerate(_CHINESE.split(words))
        )


@cache
def _pieces(template: str) -> tuple[str | Markup, ...]:
    """Split a phrase into its words, escaped, and the names of the values between them."""
    pieces: list[str | Markup] = []
    for words, name, *_ in Formatter().parse(template):
        pieces += [escape(words)] if name is None else [escape(words), name]
    return tuple(pieces)
