"""Words in Markdown as GitHub reads it: whatever a record says, it is shown to the letter and does nothing."""

import re

# A summary or a comment must be shorter than what GitHub takes, 65,536 characters.
LIMIT = 60_000
# Marks that mean nothing to GitHub within a line; every other one that is not a letter or a figure is written out.
_HARMLESS = " ,.;:%()'+-"
# Found in what is shown, after entities were read: mentions, issues, names of emoji and addresses. An empty
# comment within them is not shown and leaves nothing to find.
_FOUND = re.compile(r"[@#]|:(?=\S)|(?<=www)\.|(?<=GH)-", re.IGNORECASE)


def escape_github_markdown(text: str) -> str:
    """Return ``text`` on one line so that Markdown and HTML show it and neither names nor numbers become links."""
    line = re.sub(r"\s+", " ", text).strip()
    apart = {match.start() for match in _FOUND.finditer(line)}
    return "".join(_sign(sign) + ("<!-- -->" if place in apart else "") for place, sign in enumerate(line))


def _sign(sign: str) -> str:
    if not sign.isascii() or sign.isalnum() or sign in _HARMLESS:
        return sign
    return f"&#{ord(sign)};"
