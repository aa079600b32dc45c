"""The shapes of what explains the rest: sources, terms, questions and codes."""

from typing import Annotated

from pydantic import Field

from sitegen.export.shapes.entries import FormerName, Name
from sitegen.export.shapes.facts import Where
from sitegen.export.shapes.values import Day, Identifier, Published, When, Words
from sitegen.records.model import AnswerState, Extent, Language, Tier


class Archived(Published):
    """A copy that an archive keeps, taken on a day."""

    url: str
    date: Day


class Withdrawal(Published):
    """When and why it was taken back."""

    date: Day
    why: Words


class Source(Published):
    """A publication: who published it when, how far it can be trusted, and what of it was read on which day.

    What a source says that was `withdrawn` is not among the facts and events.
    """

    id: Identifier
    title: Words
    publisher: Words
    published: When
    tier: Tier
    tier_inferred: bool
    language: Language
    read: Day
    extent: Extent
    url: str | None
    repeats: Identifier | None
    archived: Archived | None
    withdrawn: Withdrawal | None
    note: Words | None
    facts: list[Identifier]
    events: list[Identifier]
    alone: Annotated[list[Identifier], Field(description="The facts that rest on it alone.")]
    where: Where


class Term(Published):
    """A term of Chinese policy or planning: its name, what it says word by word, and what it means."""

    id: Identifier
    name: Name
    former_names: list[FormerName]
    literal: str
    meaning: Words
    where: Where


class RowAnswer(Published):
    """A row of the factsheet, the communities on which something was found in it, and what answers it at district level."""

    row: Identifier
    label: Words
    communities: list[Identifier]
    at_district: list[Identifier]


class Question(Published):
    """A question that investors usually ask, and how far it is answered."""

    id: Identifier
    group: Words
    text: Words
    state: AnswerState
    answers: list[Identifier]
    rows: list[RowAnswer]
    missing: Words | None


class Code(Published):
    """A code that the data use, in words; `vocabulary` names the list that it belongs to.

    The label of a hedge shows where the word stands, with … for the figure; it needs no other meaning.
    """

    vocabulary: str
    code: str
    label: Words
    meaning: Words | None
