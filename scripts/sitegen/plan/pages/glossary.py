"""The terms of the glossary, each with what uses it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.kinds import PageKind
from sitegen.plan.citations import Known
from sitegen.plan.page import Page, headings
from sitegen.plan.survey import Survey
from sitegen.plan.views import Support
from sitegen.records.library import Library
from sitegen.records.model import GlossaryTerm, walk_texts


@dataclass(frozen=True)
class TermView:
    """A term of the glossary with the records whose words use it."""

    term: GlossaryTerm
    used: tuple[Support, ...]


@dataclass(frozen=True)
class GlossaryView:
    """Every term."""

    terms: tuple[TermView, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[GlossaryView]]:
    """Yield the page of the glossary."""
    for heading in headings(kind, survey.library):
        yield heading.showing(GlossaryView(_terms(survey.library, survey.known)))


def _terms(library: Library, known: dict[str, Known]) -> tuple[TermView, ...]:
    """Return each term with the facts, events and structures that use it, each once."""
    words = {
        one: "".join(text.zh for _, text, _ in walk_texts(found.record)) + found.support.label.zh
        for one, found in known.items()
    }
    return tuple(
        TermView(term, tuple(known[one].support for one in known if term.name.zh in words[one]))
        for term in library.glossary.values()
    )
