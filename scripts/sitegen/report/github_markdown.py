"""Escape text for GitHub's Markdown: it is shown exactly as recorded and never becomes markup, a link or a mention."""

import re

# GitHub accepts at most 65,536 characters in a summary or comment.
LIMIT = 60_000
# ASCII punctuation without meaning to GitHub within a line; all other ASCII punctuation becomes an entity.
_HARMLESS = " ,.;:%()'+-"
# GitHub finds mentions, issues, emoji and addresses in the text after it has read entities. An empty comment
# within them is invisible and prevents that.
_AUTOLINKED = re.compile(r"[@#]|:(?=\S)|(?<=www)\.|(?<=GH)-", re.IGNORECASE)


def escape_github_markdown(text: str) -> str:
    """Return ``text`` on one line so that Markdown and HTML show it and neither names nor numbers become links."""
    line = re.sub(r"\s+", " ", text).strip()
    broken = {match.start() for match in _AUTOLINKED.finditer(line)}
    return "".join(
        _escape(character) + ("<!-- -->" if index in broken else "") for index, character in enumerate(line)
    )


def _escape(character: str) -> str:
    if not character.isascii() or character.isalnum() or character in _HARMLESS:
        return character
    return f"&#{ord(character)};"
