"""Words in Markdown as GitHub reads it: whatever a record says, it is shown to the letter and does nothing."""

import re

# A summary or a comment must be shorter than what GitHub takes, 65,536 characters.
LIMIT = 60_000
# Marks that mean nothing to GitHub within a line; every other one that is not a letter or a figure is written out.
_HARMLESS = " ,;%()'+-"


def literal(text: str) -> str:
    """Return ``text`` on one line so that Markdown and HTML show it and neither names nor numbers become links."""
    return "".join(_sign(sign) for sign in re.sub(r"\s+", " ", text).strip())


def _sign(sign: str) -> str:
    if not sign.isascii() or sign.isalnum() or sign in _HARMLESS:
        return sign
    # GitHub finds mentions and issues in what is shown, after entities were read: an empty comment parts them.
    return f"&#{ord(sign)};<!-- -->" if sign in "@#" else f"&#{ord(sign)};"
