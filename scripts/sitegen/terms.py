"""Link the first use of each glossary term on a page to its entry, in the page as already rendered.

Working on the finished page keeps every template free of it: a term is found wherever it is read, in a value, a
note or a sentence, and never where a link cannot stand.
"""

import re
from collections.abc import Mapping
from functools import cache

# Inside these a link would stand within a link, a heading, a control, a drawing, words of the other language, or
# words for paper alone.
_CLOSED = re.compile(
    r"<(?:(?:a|h[1-6]|caption|summary|button|th|dt|title|svg)\b|[^>]* lang=|[^>]*\bprint-only\b)"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*?(/?)>")
_VOID = ("br", "img", "input", "wbr")


def link_terms(page: str, terms: Mapping[str, str]) -> str:
    """Return ``page`` with the first use of each term linked; front matter and headings stay as they are.

    ``terms`` gives the address of each term, both as they stand in HTML. English terms are found in the plural too.
    """
    front, mark, body = page.partition("\n---\n\n")
    folded = body.lower()
    # The longest first: of two terms that begin alike the fuller one is meant.
    names = sorted((name for name in terms if _stem(name) in folded), key=len, reverse=True)
    if not names:
        return page
    words = _expression(tuple(names))
    pending = set(names)

    def link(match: re.Match[str]) -> str:
        name = names[match.lastindex - 1] if match.lastindex else ""
        if name not in pending:
            return match[0]
        pending.remove(name)
        return f'<a class="term" href="{terms[name]}">{match[0]}</a>'

    def linked(text: str) -> str:
        if text.isspace() or not pending:
            return text
        if "#" not in text:
            return words.sub(link, text)
        return "".join(
            line if line.startswith("#") else words.sub(link, line) for line in text.splitlines(keepends=True)
        )

    pieces, depth, last = [front, mark], 0, 0
    for tag in _TAG.finditer(body):
        if last < tag.start():
            text = body[last : tag.start()]
            pieces.append(text if depth else linked(text))
        pieces.append(tag[0])
        last = tag.end()
        if (depth or _CLOSED.match(tag[0])) and not tag[3] and tag[2] not in _VOID:
            depth += -1 if tag[1] else 1
        elif not pending:
            break
    return "".join(pieces) + linked(body[last:])


def _stem(name: str) -> str:
    """Return the part of a term that its plural keeps, in small letters."""
    return (name[:-1] if name.endswith("y") else name).lower()


@cache
def _expression(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression that finds the terms, each as a group of its own.

    An entity is found as well: a term may be spelled like the name of one, and a link within it would tear it apart.
    """
    return re.compile("|".join([*(f"({_pattern(name)})" for name in names), "&[#\\w]+;"]), re.IGNORECASE)


def _pattern(name: str) -> str:
    """Return the expression that finds a term, one written in Latin letters as whole words and in the plural."""
    found = re.escape(name)
    if not re.search("[A-Za-z]$", name):
        return found
    return rf"\b{found[:-1]}(?:y|ies)\b" if name.endswith("y") else rf"\b{found}(?:s|es)?\b"
