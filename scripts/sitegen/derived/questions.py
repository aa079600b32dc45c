"""How far the questions of an investor are answered; computed from the records that they point to."""

from dataclasses import dataclass

from sitegen.derived.disclosure import published_rows
from sitegen.records.library import Library
from sitegen.records.model import AnswerState, Community, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its state and, for each of its rows, the communities that publish it."""

    question: Question
    state: AnswerState
    published: tuple[tuple[str, tuple[Community, ...]], ...]


def answer(question: Question, library: Library) -> Answer:
    """Judge ``question``: answered when nothing is missing and every community publishes its rows."""
    published = tuple(
        (row, tuple(one for one in library.communities.values() if row in published_rows(one, library)))
        for row in question.rows
    )
    anything = bool(question.answers) or any(communities for _, communities in published)
    everything = all(len(communities) == len(library.communities) for _, communities in published)
    if not anything:
        return Answer(question, "unanswered", published)
    return Answer(question, "answered" if everything and question.missing is None else "partly", published)
