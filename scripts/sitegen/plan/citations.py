"""What cites or refers to a record: citations, changes and questions, each with a link to the record."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sitegen.derived.dated_plans import ledger
from sitegen.derived.questions import answer
from sitegen.plan.select import page_of
from sitegen.plan.views import (
    AnswerView,
    ChangeView,
    Earlier,
    QuestionGroupView,
    RowAnswerView,
    Support,
)
from sitegen.records.library import Library
from sitegen.records.model import (
    Citation,
    Community,
    Event,
    Fact,
    Question,
    Structure,
    Subject,
    Text,
)


class Known(NamedTuple):
    """A record with the link to it."""

    record: Fact | Event | Structure
    support: Support


def known_records(library: Library, as_of: date) -> dict[str, Known]:
    """Return by id every fact, event and structure that was known on the day ``as_of``."""
    known = {}
    for _, subject in library.subjects():
        for anchor, record, _ in citations(subject):
            if record.id not in known and _is_known(record, library, as_of):
                known[record.id] = Known(record, _support(record, subject, anchor, library))
    return known


def supports(identifiers: Iterable[str], library: Library, as_of: date) -> tuple[Support, ...]:
    """Return the link to each fact or event with one of these ids that was known on the day ``as_of``."""
    records = (library.facts.get(identifier) or library.events.get(identifier) for identifier in identifiers)
    return tuple(
        _support(
            record, library.homes[record.id].subject, f"{type(record).__name__.lower()}-{record.id}", library
        )
        for record in records
        if record and _is_known(record, library, as_of)
    )


def _is_known(record: Fact | Event | Structure, library: Library, as_of: date) -> bool:
    return not isinstance(record, Event) or ledger(record, as_of, library) is not None


def _support(record: Fact | Event | Structure, subject: Subject, anchor: str, library: Library) -> Support:
    return Support(_label(record, library), subject, page_of(record.id, library), anchor)


def change_views(library: Library, known: dict[str, Known], as_of: date) -> tuple[ChangeView, ...]:
    """Return the changes up to the day ``as_of``, the newest first as in the file."""
    return tuple(
        ChangeView(
            change, tuple(known[identifier].support for identifier in change.concerns if identifier in known)
        )
        for change in library.changes.values()
        if change.date.end <= as_of
    )


def histories(library: Library, as_of: date) -> dict[str, list[Earlier]]:
    """Return the earlier states of each fact by its id, from the changes up to the day ``as_of``, the latest first."""
    found: dict[str, list[Earlier]] = {}
    for change in library.changes.values():
        if change.date.end <= as_of:
            for former in change.was:
                found.setdefault(former.fact, []).append(Earlier(former, change))
    return found


def question_views(library: Library, known: dict[str, Known]) -> tuple[QuestionGroupView, ...]:
    """Return the questions in their groups, each with its state and links to its answers."""

    def links(identifiers: Iterable[str]) -> tuple[Support, ...]:
        return tuple(known[identifier].support for identifier in identifiers if identifier in known)

    def view(question: Question) -> AnswerView:
        found = answer(question, library)
        rows = (RowAnswerView(one.row, one.communities, links(one.at_district)) for one in found.rows)
        return AnswerView(
            found, links(question.answers), tuple(row for row in rows if row.communities or row.at_district)
        )

    return tuple(
        QuestionGroupView(group, tuple(view(question) for question in group.questions))
        for group in library.questions.groups
    )


def citations(subject: Subject) -> Iterator[tuple[str, Fact | Event | Structure, Citation]]:
    """Yield (anchor, citing record, citation) for every statement about ``subject``."""
    for fact in subject.facts:
        for claim in fact.claims:
            yield f"fact-{fact.id}", fact, claim
    for event in subject.events:
        for citation in (*event.plan, *event.actual):
            yield f"event-{event.id}", event, citation
    if isinstance(subject, Community) and subject.structure:
        yield f"fact-{subject.structure.id}", subject.structure, subject.structure


def _label(record: Fact | Event | Structure, library: Library) -> Text:
    if isinstance(record, Fact):
        return library.measures[record.measure].label
    return record.title if isinstance(record, Event) else record.name
