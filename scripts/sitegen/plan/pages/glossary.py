"""The terms of the glossary, each with the records that use it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.citations import Known
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
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
        yield heading.with_view(GlossaryView(_terms(survey.library, survey.known)))


def names_of(term: GlossaryTerm) -> tuple[str, ...]:
    """Return the Chinese names of a term, the present one first."""
    return term.name.zh, *(former.name.zh for former in term.former_names)


def _terms(library: Library, known: dict[str, Known]) -> tuple[TermView, ...]:
    """Return each term with the facts, events and structures that use it, each once."""
    words = {
        identifier: "".join(text.zh for _, text, _ in walk_texts(found.record)) + found.support.label.zh
        for identifier, found in known.items()
    }
    return tuple(
        TermView(
            term,
            tuple(
                found.support
                for identifier, found in known.items()
                if any(name in words[identifier] for name in names_of(term))
            ),
        )
        for term in library.glossary.values()
    )
