"""The addresses that readers may have saved: every page, and every anchor on it that comes from the id of a record.

They depend on the records alone and not on the day, so an event has an address before it is known.
"""

from collections.abc import Iterator

from sitegen.page_kinds import KINDS
from sitegen.plan.select import PAGES, page_of
from sitegen.records.library import Library
from sitegen.records.paging import Paging

# How an anchor begins that comes from a record; the page about the site has others. All other anchors are fixed.
MADE = (
    "change-",
    "event-",
    "facility-",
    "fact-",
    "organisation-",
    "place-",
    "project-",
    "question-",
    "row-",
    "source-",
    "term-",
)


def addresses(library: Library) -> frozenset[str]:
    """Return every address below a language's root, `page` or `page#anchor`; the home page is always there."""
    paging = library.paging
    lists = (kind for kind in KINDS.values() if kind.path and not kind.by_record)
    pages = (page for kind in lists for page in paging.pages(kind.path))
    anchors = (*_subject_addresses(library), *_kind_addresses(library))
    return frozenset((*pages, *(_on_its_page(address, paging) for address in anchors)))


def _on_its_page(address: str, paging: Paging) -> str:
    """Return ``address`` with the page of the list that has the anchor."""
    page, sign, anchor = address.partition("#")
    return f"{paging.page(page, anchor)}{sign}{anchor}"


def _subject_addresses(library: Library) -> Iterator[str]:
    for _, subject in library.subjects():
        for fact in subject.facts:
            yield f"{page_of(fact.id, library)}#fact-{fact.id}"
        for event in subject.events:
            yield f"{page_of(event.id, library)}#event-{event.id}"
            yield f"timeline#event-{event.id}"
    for community in library.communities.values():
        page = f"communities/{community.id}"
        yield page
        yield from (f"{page}#project-{project.id}" for project in community.projects)
        yield from (f"{page}#row-{row.id}" for row in library.factsheet.rows)
        if community.structure:
            yield f"{page}#fact-{community.structure.id}"
    for place in library.places.values():
        # A place with a community is shown as the community, unless it has facts of its own.
        if place.facts or place.named.role == "context" or not place.community:
            yield f"{PAGES[type(place)]}#place-{place.id}"


def _kind_addresses(library: Library) -> Iterator[str]:
    for kind in KINDS.values():
        if kind.anchor:
            yield from (
                f"{kind.path}#{kind.anchor}-{identifier}" for identifier in getattr(library, kind.name)
            )
    yield from (f"about#{section.id}" for section in library.site.about)
    for group in library.questions.groups:
        yield from (f"questions#question-{question.id}" for question in group.questions)
