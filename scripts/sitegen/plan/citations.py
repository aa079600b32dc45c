"""What stands behind a statement and what points to it: citations, sources, questions, terms, reviews."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sitegen.derived.freshness import review_due
from sitegen.derived.promises import ledger
from sitegen.derived.questions import answer
from sitegen.plan.select import PAGES, fact_view, page_of
from sitegen.plan.views import (
    AnswerView,
    ChangeView,
    CiteGroup,
    CiteView,
    Earlier,
    QuestionGroupView,
    Reviews,
    SourceView,
    Support,
    TermView,
)
from sitegen.records.fingerprint import edition
from sitegen.records.library import Library
from sitegen.records.model import (
    Citation,
    Community,
    Entry,
    Event,
    Fact,
    GlossaryTerm,
    Organisation,
    Question,
    Structure,
    Subject,
    Text,
    texts_in,
)


class Known(NamedTuple):
    """A record with the link to where it stands."""

    record: Fact | Event | Structure
    support: Support


def known_records(library: Library, as_of: date) -> dict[str, Known]:
    """Return by id every fact, event and structure that anybody knew of on the day ``as_of``."""
    known = {}
    for _, subject in library.subjects():
        for anchor, record, _ in citations(subject):
            if record.id not in known and (not isinstance(record, Event) or ledger(record, as_of, library)):
                support = Support(_label(record, library), subject, page_of(record.id, library), anchor)
                known[record.id] = Known(record, support)
    return known


def change_views(library: Library, known: dict[str, Known], as_of: date) -> tuple[ChangeView, ...]:
    """Return the changes made by the day ``as_of``, the newest first, as the file has them."""
    return tuple(
        ChangeView(change, tuple(known[one].support for one in change.concerns if one in known))
        for change in library.changes.values()
        if change.date.end <= as_of
    )


def histories(library: Library, as_of: date) -> dict[str, list[Earlier]]:
    """Return by its id what each fact said before the changes made by the day ``as_of``, the latest first."""
    found: dict[str, list[Earlier]] = {}
    for change in library.changes.values():
        if change.date.end <= as_of:
            for former in change.was:
                found.setdefault(former.fact, []).append(Earlier(former, change))
    return found


def cite_groups(library: Library, known: dict[str, Known], as_of: date) -> Iterator[CiteGroup]:
    """Yield what can be cited of each subject, in the order of the files."""

    def view(one: Known) -> CiteView:
        record = one.record
        return CiteView(
            record,
            one.support,
            edition(record),
            fact_view(record, library) if isinstance(record, Fact) else None,
            ledger(record, as_of, library) if isinstance(record, Event) else None,
            tuple(
                change
                for change in library.changes.values()
                if record.id in change.concerns and change.date.end <= as_of
            ),
        )

    subjects = {id(subject): subject for _, subject in library.subjects()}
    for key, ones in groupby(known.values(), lambda one: id(one.support.subject)):
        yield CiteGroup(subjects[key], tuple(view(one) for one in ones))


def question_views(library: Library, known: dict[str, Known]) -> tuple[QuestionGroupView, ...]:
    """Return the questions in their groups, each judged and linked to what answers it."""
    rows = {row.id: row for row in library.factsheet.rows}

    def view(question: Question) -> AnswerView:
        found = answer(question, library)
        supports = tuple(known[one].support for one in question.answers if one in known)
        return AnswerView(
            found, supports, tuple((rows[row], where) for row, where in found.published if where)
        )

    return tuple(
        QuestionGroupView(group, tuple(view(question) for question in group.questions))
        for group in library.questions.groups
    )


def term_views(library: Library, known: dict[str, Known]) -> tuple[TermView, ...]:
    """Return each term with the facts, events and structures that use it, each once."""
    words = {
        one: "".join(text.zh for _, text, _ in texts_in(found.record)) + found.support.label.zh
        for one, found in known.items()
    }
    return tuple(
        TermView(term, tuple(known[one].support for one in known if term.name.zh in words[one]))
        for term in library.glossary.values()
    )


def statements_of(
    organisation: Organisation, library: Library, known: dict[str, Known]
) -> tuple[Support, ...]:
    """Return each record in which something is said by ``organisation``, once."""
    found = {
        record.id: known[record.id].support
        for _, subject in library.subjects()
        for _, record, citation in citations(subject)
        if citation.said_by == organisation.id and record.id in known
    }
    return tuple(found.values())


def where_sources_differ(library: Library, known: dict[str, Known]) -> Iterator[tuple[Fact | Event, Support]]:
    """Yield the facts and events whose sources do not say the same, conflicts first."""
    records = [one for one in known.values() if not isinstance(one.record, Structure)]
    for relation in ("conflict", "change", "scope"):
        for record, support in records:
            assert not isinstance(record, Structure)
            several = len({citation.source for citation in _sources_of(record)}) > 1
            if several and record.comparison and record.comparison.relation == relation:
                yield record, support


def _sources_of(record: Fact | Event) -> tuple[Citation, ...]:
    return record.claims if isinstance(record, Fact) else record.actual


def review_state(library: Library, known: dict[str, Known], as_of: date) -> Reviews:
    """Return how current the facts are on the day ``as_of``."""
    due = sorted((review_due(fact, library), fact.id) for fact in library.facts.values())
    overdue = tuple((known[identifier].support, day) for day, identifier in due if day < as_of)
    return Reviews(len(due), overdue, next((day for day, _ in due if day >= as_of), None))


def citations(subject: Subject) -> Iterator[tuple[str, Fact | Event | Structure, Citation]]:
    """Yield (anchor, what cites, citation) for everything that ``subject`` says."""
    for fact in subject.facts:
        for claim in fact.claims:
            yield f"fact-{fact.id}", fact, claim
    for event in subject.events:
        for citation in (*event.plan, *event.actual):
            yield f"event-{event.id}", event, citation
    if isinstance(subject, Community) and subject.structure:
        yield f"fact-{subject.structure.id}", subject.structure, subject.structure


def source_views(library: Library, known: dict[str, Known]) -> tuple[SourceView, ...]:
    """Return every source with what it supports, names among it."""
    supports: dict[str, dict[str, Support]] = {identifier: {} for identifier in library.sources}
    for _, subject in library.subjects():
        for anchor, record, citation in citations(subject):
            if record.id in known:
                supports[citation.source].setdefault(anchor, known[record.id].support)
    for entry, page, anchor in _names(library):
        if entry.name_source:
            label = library.vocabulary.word("english_form")
            supports[entry.name_source].setdefault(anchor, Support(label, entry, page, anchor))
    return tuple(
        SourceView(source, library.sources.get(source.repeats or ""), tuple(supports[source.id].values()))
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


def _label(record: Fact | Event | Structure, library: Library) -> Text:
    if isinstance(record, Fact):
        return library.measures[record.measure].label
    return record.title if isinstance(record, Event) else record.name
