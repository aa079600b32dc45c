"""Link the first use of each glossary term on a rendered page to its entry.

This works on the rendered page, so that no template needs to know of it: a term is found in any value, note or
sentence, but not where a link is not allowed.
"""

import re
from collections.abc import Mapping
from functools import cache

# Elements without links to terms: links, headings, controls, drawings, words of the other language, words for print.
_CLOSED = re.compile(
    r"<(?:(a|h[1-6]|caption|summary|button|th|dt|title|svg)\b|([a-z][a-z0-9]*)(?=[^>]*(?: lang=|\bprint-only\b)))[^>]*>"
)
_VOID = ("br", "img", "input", "wbr")


def link_terms(page: str, terms: Mapping[str, str]) -> str:
    """Return ``page`` with the first use of each term linked; front matter and headings stay as they are.

    ``terms`` gives the address of each term, both as they stand in HTML. English terms are found in the plural too.
    """
    front, mark, body = page.partition("\n---\n\n")
    folded = body.lower()
    # The longest first: of two terms that begin alike, the longer one is meant.
    names = sorted((name for name in terms if _stem(name) in folded), key=len, reverse=True)
    words, stems = _expression(tuple(names)), [_stem(name) for name in names]
    pending = set(names)

    def link(match: re.Match[str]) -> str:
        name = names[match.lastindex - 1] if match.lastindex else ""
        if name not in pending:
            return match[0]
        pending.remove(name)
        return f'<a class="term" href="{terms[name]}">{match[0]}</a>'

    def linked(html: str) -> str:
        lower = html.lower()
        return words.sub(link, html) if any(stem in lower for stem in stems) else html

    pieces, last = [front, mark], 0
    while pending and (opening := _CLOSED.search(body, last)):
        end = _end(body, opening)
        pieces += [linked(body[last : opening.start()]), body[opening.start() : end]]
        last = end
    return "".join(pieces) + (linked(body[last:]) if pending else body[last:])


def _end(body: str, opening: re.Match[str]) -> int:
    """Return where the element that begins with ``opening`` ends."""
    tag = opening[1] or opening[2]
    if tag in _VOID or opening[0].endswith("/>"):
        return opening.end()
    depth = 1
    for found in _tags(tag).finditer(body, opening.end()):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(body)


@cache
def _tags(tag: str) -> re.Pattern[str]:
    """Return the expression that finds where elements of this kind open and close."""
    return re.compile(rf"<(?:(/){tag}\s*>|{tag}\b[^>]*(?<!/)>)")


def _stem(name: str) -> str:
    """Return the part of a term that its plural shares, in lower case."""
    return (name[:-1] if name.endswith("y") else name).lower()


@cache
def _expression(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression that finds the terms, each as a group of its own.

    It also finds tags, headings and entities, which stay unchanged: a link inside one would break it.
    """
    parts = [*(f"({_pattern(name)})" for name in names), "<[^>]*>", "^#.*$", "&[#\\w]+;"]
    return re.compile("|".join(parts), re.IGNORECASE | re.MULTILINE)


def _pattern(name: str) -> str:
    """Return the expression that finds a term, one written in Latin letters as whole words and in the plural."""
    found = re.escape(name)
    if not re.search("[A-Za-z]$", name):
        return found
    return rf"\b{found[:-1]}(?:y|ies)\b" if name.endswith("y") else rf"\b{found}(?:s|es)?\b"
