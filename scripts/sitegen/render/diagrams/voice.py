"""What a figure may say: the site's own printing, so that a figure and the table beside it say the same."""

from typing import Protocol

from sitegen.records.model import Language, Term, Text, Value, Vocabulary
from sitegen.values.dates import PartialDate, in_chinese, in_english

# The sign that stands beside each word of a closed vocabulary, so that no state is told by colour alone.
SHAPES = {
    "done": "●", "actual": "■", "under_way": "◐", "signed": "◆", "in_talks": "◇", "planned": "○", "target": "◎", "projection": "△", "statement": "❞",
    "overdue": "▲", "kept": "●", "late": "◆", "undated": "○", "unclear": "◇",
    "answered": "●", "partly": "◐", "unanswered": "○",
    "clearing": "◔", "cleared": "◑", "building": "◕", "operating": "●",
}  # fmt: skip


class Voice(Protocol):
    """Says records and phrases in one language, as plain text."""

    language: Language
    vocabulary: Vocabulary

    def text(self, text: Text | Term) -> str:
        """Return the text, or the label of a term."""

    def show(self, value: Value | PartialDate) -> str:
        """Return a value as the pages print it."""

    def plain(self, key: str) -> str:
        """Return the phrase of that name."""


def moment(voice: Voice, when: PartialDate) -> str:
    """Print a date on which something happened or is due."""
    return (in_chinese if voice.language == "zh" else in_english)(when, moment=True)


def stated(voice: Voice, label: str, said: str) -> str:
    """Put a label, if there is one, before what is said of it."""
    if not label:
        return said
    return f"{label}{'：' if voice.language == 'zh' else ': '}{said}"


def enumerated(voice: Voice, parts: list[str]) -> str:
    """Put the parts of one list behind one another."""
    return ("、" if voice.language == "zh" else ", ").join(parts)


def listed(voice: Voice, parts: list[str]) -> str:
    """Put the parts of a description behind one another."""
    return ("；" if voice.language == "zh" else "; ").join(parts)


def in_brackets(voice: Voice, words: str) -> str:
    """Return ``words`` in the brackets of the language, to follow others."""
    return f"（{words}）" if voice.language == "zh" else f" ({words})"
