"""How far the questions of investors are answered, computed from the records that the questions refer to."""

from dataclasses import dataclass

from sitegen.derived.disclosure import published_rows
from sitegen.records.library import Library
from sitegen.records.model import AnswerState, Community, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its state and, for each of its rows, the communities that have published it."""

    question: Question
    state: AnswerState
    published: tuple[tuple[str, tuple[Community, ...]], ...]


def answer(question: Question, library: Library) -> Answer:
    """Return the state of ``question``: answered if nothing is missing and every community has published its rows."""
    published = tuple((row, _publishing(row, library)) for row in question.rows)
    any_published = bool(question.answers) or any(communities for _, communities in published)
    all_published = all(len(communities) == len(library.communities) for _, communities in published)
    if not any_published:
        return Answer(question, "unanswered", published)
    return Answer(question, "answered" if all_published and question.missing is None else "partly", published)


def _publishing(row: str, library: Library) -> tuple[Community, ...]:
    """Return the communities that have published something in ``row``."""
    return tuple(
        community for community in library.communities.values() if row in published_rows(community, library)
    )
