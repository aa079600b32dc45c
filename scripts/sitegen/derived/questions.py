"""How far the questions of investors are answered, computed from the records that the questions refer to."""

from dataclasses import dataclass

from sitegen.derived.findings import found_rows
from sitegen.records.library import Library
from sitegen.records.model import AnswerState, Community, Question, Row


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """A row of the factsheet, the communities on which something was found in it, and the records at district level."""

    row: Row
    communities: tuple[Community, ...]
    at_district: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its state, and what was found in each of its rows."""

    question: Question
    state: AnswerState
    rows: tuple[RowAnswer, ...]


def answer(question: Question, library: Library) -> Answer:
    """Return the state of ``question``: answered if nothing is missing and its rows were found for every community.

    What stands at district level answers a question in part, as does a record of one community.
    """
    factsheet = {row.id: row for row in library.factsheet.rows}
    rows = tuple(_row(factsheet[identifier], question, library) for identifier in question.rows)
    if not question.answers and not any(row.communities or row.at_district for row in rows):
        return Answer(question, "unanswered", rows)
    is_complete = all(len(row.communities) == len(library.communities) for row in rows)
    return Answer(question, "answered" if is_complete and question.missing is None else "partly", rows)


def _row(row: Row, question: Question, library: Library) -> RowAnswer:
    """Return what was found in ``row``; of the records at district level, those that the question does not name itself."""
    communities = tuple(
        community for community in library.communities.values() if row.id in found_rows(community, library)
    )
    others = tuple(identifier for identifier in row.at_district if identifier not in question.answers)
    return RowAnswer(row, communities, () if len(communities) == len(library.communities) else others)
