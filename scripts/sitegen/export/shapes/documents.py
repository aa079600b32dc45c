"""The shapes of whole documents: one for each kind of record, and the index of all files."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from sitegen.export.shapes.entries import Community, Facility, Lead, Organisation, Place, ProgrammeEntry
from sitegen.export.shapes.facts import Event, Fact
from sitegen.export.shapes.references import Code, Question, Source, Term
from sitegen.export.shapes.values import Day, Published, Words

VERSION = 1


class Document(Published):
    """What every document begins with; `as_of` is the day of the build, on which announced dates are judged."""

    document: str
    version: Literal[1]
    as_of: Day


class Records(Document):
    """A document that holds records of one kind."""

    items: list[Any]


def document_name(shape: type[Document]) -> str:
    """Return the name of documents of a ``shape``, the one value of its key `document`."""
    name: str = get_args(shape.model_fields["document"].annotation)[0]
    return name


class Communities(Records):
    """communities.json."""

    document: Literal["communities"]
    items: list[Community]


class Facts(Records):
    """facts.json."""

    document: Literal["facts"]
    items: list[Fact]


class Events(Records):
    """events.json."""

    document: Literal["events"]
    items: list[Event]


class Leads(Records):
    """leads.json: no facts, and no figure of theirs counts."""

    document: Literal["leads"]
    items: list[Lead]


class Organisations(Records):
    """organisations.json."""

    document: Literal["organisations"]
    items: list[Organisation]


class Facilities(Records):
    """facilities.json."""

    document: Literal["facilities"]
    items: list[Facility]


class Places(Records):
    """places.json."""

    document: Literal["places"]
    items: list[Place]


class Programme(Records):
    """programme.json: the district's programme as a whole, one item."""

    document: Literal["programme"]
    items: list[ProgrammeEntry]


class Sources(Records):
    """sources.json."""

    document: Literal["sources"]
    items: list[Source]


class Glossary(Records):
    """glossary.json."""

    document: Literal["glossary"]
    items: list[Term]


class Questions(Records):
    """questions.json."""

    document: Literal["questions"]
    items: list[Question]


class Codes(Records):
    """codes.json: every code that the other documents use, in words."""

    document: Literal["codes"]
    items: list[Code]


class Licence(Published):
    """Under which terms the data may be used."""

    id: str
    title: Words
    url: str


class File(Published):
    """A file of this version: its size in bytes, its checksum, and how many records it holds (null: not of records)."""

    path: str
    media_type: str
    bytes: int
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    records: int | None


class Index(Document):
    """index.json: every other file of this version. `licence` and `publisher` are there only once they are stated."""

    document: Literal["index"]
    site_built: Day
    title: Words
    description: Words
    licence: Licence | None = None
    publisher: Words | None = None
    files: list[File]


AnyDocument = Annotated[
    Index
    | Communities
    | Facts
    | Events
    | Leads
    | Organisations
    | Facilities
    | Places
    | Programme
    | Sources
    | Glossary
    | Questions
    | Codes,
    Field(discriminator="document"),
]
