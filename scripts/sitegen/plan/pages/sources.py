"""The sources, each with what it supports, and where they differ."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.derived.reliance import sole_source
from sitegen.page_kinds import PageKind
from sitegen.plan.citations import Known, citations
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.select import PAGES
from sitegen.plan.views import Support
from sitegen.records.library import Library
from sitegen.records.model import Citation, Community, Entry, Event, Fact, GlossaryTerm, Source, Structure


@dataclass(frozen=True)
class SourceView:
    """A source with the records that cite it; `original` is the source that it repeats.

    `alone` counts the facts that rest on it alone.
    """

    source: Source
    original: Source | None
    supports: tuple[Support, ...]
    alone: int


@dataclass(frozen=True)
class SourcesView:
    """The sources of one page, and a share of the facts and events whose sources differ."""

    sources: tuple[SourceView, ...]
    differing: tuple[tuple[Fact | Event, Support], ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[SourcesView]]:
    """Yield the pages of the list."""
    library = survey.library
    sources = _sources(library, survey.known)
    differing = tuple(_differing(survey.known))
    for heading in headings(kind, library):
        # The differences have no pages of their own: they are spread over the pages of the sources.
        length = max(library.lengths.differences, -(-len(differing) // heading.count))
        yield heading.with_view(
            SourcesView(heading.part(sources, library.lengths.sources), heading.part(differing, length))
        )


def _differing(known: dict[str, Known]) -> Iterator[tuple[Fact | Event, Support]]:
    """Yield the facts and events whose sources differ, conflicts first."""
    records = [one for one in known.values() if not isinstance(one.record, Structure)]
    for relation in ("conflict", "change", "scope"):
        for record, support in records:
            assert not isinstance(record, Structure)
            several = len({citation.source for citation in _citations_of(record)}) > 1
            if several and record.comparison and record.comparison.relation == relation:
                yield record, support


def _citations_of(record: Fact | Event) -> tuple[Citation, ...]:
    return record.claims if isinstance(record, Fact) else record.actual


def _sources(library: Library, known: dict[str, Known]) -> tuple[SourceView, ...]:
    """Return every source with the records, and the English names, that cite it."""
    supports: dict[str, dict[str, Support]] = {identifier: {} for identifier in library.sources}
    for _, subject in library.subjects():
        for anchor, record, citation in citations(subject):
            if record.id in known:
                supports[citation.source].setdefault(anchor, known[record.id].support)
    for entry, page, anchor in _names(library):
        if entry.name_source:
            label = library.vocabulary.word("english_form")
            supports[entry.name_source].setdefault(anchor, Support(label, entry, page, anchor))
        for former in entry.former_names:
            label = library.vocabulary.word("former_name")
            for source in filter(None, (former.source, former.name_source)):
                supports[source].setdefault(anchor, Support(label, entry, page, anchor))
    alone = Counter(sole_source(fact, library) for fact in library.facts.values())
    return tuple(
        SourceView(
            source,
            library.sources.get(source.repeats or ""),
            tuple(supports[source.id].values()),
            alone[source.id],
        )
        for source in library.sources.values()
    )


def _names(library: Library) -> Iterator[tuple[Entry | GlossaryTerm, str, str]]:
    """Yield (record, page, anchor) for everything whose English name may rest on a source."""
    for _, subject in library.subjects():
        if isinstance(subject, Community):
            yield subject, f"communities/{subject.id}", ""
        elif isinstance(subject, Entry):
            yield subject, PAGES[type(subject)], f"{type(subject).__name__.lower()}-{subject.id}"
    for term in library.glossary.values():
        yield term, "glossary", f"term-{term.id}"
