"""The addresses that a reader may have kept: every page, and on it every anchor that a record's id makes.

They depend on the records alone and not on the day, so an event counts before anybody knew of it.
"""

from collections.abc import Iterator

from sitegen.kinds import KINDS
from sitegen.plan.select import PAGES, page_of
from sitegen.records.library import Library
from sitegen.records.paging import Paging

# What an anchor that a record makes begins with, on every page but that about the site; all others are a page's own.
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
    alone = (kind for kind in KINDS.values() if kind.path and not kind.by_record)
    pages = (page for kind in alone for page in paging.pages(kind.path))
    anchors = (*_of_subjects(library), *_of_kinds(library))
    return frozenset((*pages, *(_standing(address, paging) for address in anchors)))


def _standing(address: str, paging: Paging) -> str:
    """Return ``address`` with the page of its list on which the anchor stands."""
    page, sign, anchor = address.partition("#")
    return f"{paging.page(page, anchor)}{sign}{anchor}"


def _of_subjects(library: Library) -> Iterator[str]:
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
        # A community speaks for its place, unless there are facts about the place itself.
        if place.facts or place.named.role == "context" or not place.community:
            yield f"{PAGES[type(place)]}#place-{place.id}"


def _of_kinds(library: Library) -> Iterator[str]:
    for kind in KINDS.values():
        if kind.anchor:
            yield from (f"{kind.path}#{kind.anchor}-{one}" for one in getattr(library, kind.name))
    yield from (f"about#{section.id}" for section in library.site.about)
    for group in library.questions.groups:
        yield from (f"questions#question-{question.id}" for question in group.questions)
