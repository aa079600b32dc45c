"""The addresses that readers may have saved: every page, and every anchor on it that comes from the id of a record.

They depend on the records alone and not on the day, so an event has an address before it is known.
"""

import re
from collections.abc import Iterator

from sitegen.page_kinds import KINDS
from sitegen.plan.select import PAGES, page_of
from sitegen.records.library import Library, Path

# How the anchors of each kind of page begin that come from records. All others are the page's own; sections of the page
# about the site have any anchor but those.
_MADE = {
    "communities": ("place", "fact", "event"),
    "community": ("fact", "event", "project", "row"),
    "timeline": ("event",),
    "targets": ("fact", "event"),
    "organisations": ("organisation", "fact", "event"),
    "glossary": ("term",),
    "questions": ("question",),
    "facilities": ("facility", "fact", "event"),
    "sources": ("source",),
    "changes": ("change",),
}


def addresses(library: Library) -> frozenset[str]:
    """Return every address below a language's root, `page` or `page#anchor`; the home page is always there."""
    return frozenset(located_addresses(library))


def located_addresses(library: Library) -> dict[str, Path]:
    """Return every one of the `addresses` with the path of the record that makes it.

    The page of a list has no record, and an empty path.
    """
    paging = library.paging
    lists = (kind for kind in KINDS.values() if kind.path and not kind.by_record)
    found: dict[str, Path] = {page: () for kind in lists for page in paging.pages(kind.path)}
    for address, path in (*_subject_addresses(library), *_kind_addresses(library)):
        page, sign, anchor = address.partition("#")
        # Of a list, the page that has the anchor.
        found[f"{paging.page(page, anchor)}{sign}{anchor}"] = path
    return found


def former_addresses(library: Library) -> list[tuple[str, Path]]:
    """Return every address that moved or was withdrawn, with the path of the entry in redirects.yaml that says so."""
    redirects = library.redirects
    found: list[tuple[str, Path]] = [
        (entry.old, ("redirects", "", "moved", index)) for index, entry in enumerate(redirects.moved)
    ]
    found += [
        (gone.old, ("redirects", "", "withdrawn", index)) for index, gone in enumerate(redirects.withdrawn)
    ]
    return found


def can_be_made(address: str) -> bool:
    """Whether records of some id can make ``address``: a community, a further page of a list, or an anchor of a record."""
    page, _, anchor = address.partition("#")
    first, _, rest = page.partition("/")
    kind = KINDS.get(first)
    if first == "communities" and rest and not rest.isdecimal():
        name = "community"
    elif (
        kind
        and not kind.by_record
        and (not rest or (kind.pages_by and re.fullmatch("[2-9]|[1-9][0-9]+", rest)))
    ):
        name = first
    else:
        return False
    if "/" in rest:
        return False
    if not anchor:
        # The first page of a list is always there.
        return bool(rest)
    if name == "about":
        return anchor not in KINDS["about"].own_anchors
    prefix, _, identifier = anchor.partition("-")
    return bool(identifier) and prefix in _MADE.get(name, ())


def _subject_addresses(library: Library) -> Iterator[tuple[str, Path]]:
    for path, fact in library.located_facts():
        yield f"{page_of(fact.id, library)}#fact-{fact.id}", path
    for path, event in library.located_events():
        yield f"{page_of(event.id, library)}#event-{event.id}", path
        yield f"timeline#event-{event.id}", path
    for community in library.communities.values():
        page, own = f"communities/{community.id}", ("communities", community.id)
        yield page, own
        for index, project in enumerate(community.projects):
            yield f"{page}#project-{project.id}", (*own, "projects", index)
        for number, group in enumerate(library.factsheet.groups):
            for index, row in enumerate(group.rows):
                yield f"{page}#row-{row.id}", ("factsheet", "", "groups", number, "rows", index)
        if community.structure:
            yield f"{page}#fact-{community.structure.id}", (*own, "structure")
    for place in library.places.values():
        # A place with a community is shown as the community, unless it has facts of its own.
        if place.facts or place.leads or place.named.role == "context" or not place.community:
            yield f"{PAGES[type(place)]}#place-{place.id}", ("places", place.id)


def _kind_addresses(library: Library) -> Iterator[tuple[str, Path]]:
    for kind in KINDS.values():
        if kind.anchor:
            for identifier in getattr(library, kind.name):
                yield f"{kind.path}#{kind.anchor}-{identifier}", (kind.name, identifier)
    for index, section in enumerate(library.site.about):
        yield f"about#{section.id}", ("site", "", "about", index)
    for number, group in enumerate(library.questions.groups):
        for index, question in enumerate(group.questions):
            yield f"questions#question-{question.id}", ("questions", "", "groups", number, "questions", index)
