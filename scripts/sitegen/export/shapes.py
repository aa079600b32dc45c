"""What is published as data, version 1: the shape of each document, said once.

The JSON Schema and the OpenAPI description are derived from this model. It is kept apart from the records' own
model so that editing rules can change without breaking those who read the data; DATA.md states the promise.

Every key is always there: null says that there is nothing to say. Only `licence` and `publisher` in the index are
left out while the site has not set them.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sitegen.records.model import (
    AnswerState,
    Basis,
    ChangeKind,
    Exchange,
    Extent,
    Kind,
    Language,
    Level,
    PromiseState,
    Relation,
    Role,
    Scope,
    Stage,
    Status,
    Tier,
    Why,
)

VERSION = 1
Decimals = Annotated[
    str,
    Field(
        pattern=r"^\d+(\.\d+)?$",
        description="An exact decimal number as text, since many readers round JSON numbers.",
    ),
]
Day = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, YYYY-MM-DD.", json_schema_extra={"format": "date"}
    ),
]
Identifier = Annotated[str, Field(description="The id of a record; it never changes.")]
HedgeCode = Literal[
    "exact",
    "about",
    "over",
    "nearly",
    "at_least",
    "at_most",
    "up_to",
    "more",
    "or_more",
    "or_less",
    "around",
]
SubjectKind = Literal["community", "project", "place", "programme", "facility", "organisation"]


class Published(BaseModel):
    """A part of a document; readers must accept keys that they do not know."""

    model_config = ConfigDict(frozen=True)


class Words(Published):
    """The same in both languages, as the pages print it."""

    zh: str
    en: str


class Unit(Published):
    """What is counted or measured; `code` is as Chinese writes it, `元/亩` for a rate."""

    code: str
    en: Annotated[
        str, Field(description="Empty for a classifier: the label of the measure says what is counted.")
    ]


class Quantity(Published):
    """A figure. `low` and `high` are in single units and equal unless a range is given.

    Both are null when the source only names an order of magnitude, such as 数十亿元; `magnitude` then has the power of
    ten that it is a multiple of. A conversion such as that of mu into hectares only stands in `printed`.
    """

    kind: Literal["quantity"]
    low: Decimals | None
    high: Decimals | None
    magnitude: int | None
    unit: Unit
    hedge: Annotated[HedgeCode, Field(description="The word by which the source qualifies the figure.")]
    source_form: Annotated[str, Field(description="The figure as the Chinese source prints it.")]
    printed: Words


class Statement(Published):
    """A value in words."""

    kind: Literal["text"]
    printed: Words


class Listing(Published):
    """A list that a source gives; `open` when the source says that it is not complete."""

    kind: Literal["list"]
    items: list[Words]
    open: bool
    printed: Words


Value = Annotated[Quantity | Statement | Listing, Field(discriminator="kind")]


class When(Published):
    """A date at the precision of its source.

    `text` is 2019, 2023-04, 2023-08-31, a span a/b, or ../b for no later than b (EDTF); it lies within the days from
    `first` (null: not known) to `last`. `inferred_from` has the original words where the date was worked out.
    """

    text: str
    first: Day | None
    last: Day
    inferred_from: str | None
    printed: Words


class AsOf(When):
    """The date that a claim is about; `given_by` says whether the claim itself gives it or only its source's date."""

    given_by: Literal["claim", "source"]


class Cited(Published):
    """Where a statement was read: source, place in it (`locator`, and in words), and who is quoted."""

    source: Identifier
    locator: str
    locator_printed: Words
    said_by: Identifier | None
    note: Words | None


class Claim(Cited):
    """What one source says. `shown` marks the one claim of a fact that the pages put first."""

    shown: bool
    value: Value
    status: Status
    scope: Words | None
    as_of: AsOf


class Where(Published):
    """Where it stands on the site: below `zh/` or `en/`, for instance `en/communities/x/#fact-y`."""

    page: str
    anchor: str


class Subject(Published):
    """Whose a fact or event is; `community` is the community that it, or its project, belongs to."""

    kind: SubjectKind
    id: Identifier
    name: Words
    community: Identifier | None


class Measure(Published):
    """What a fact measures; `row` is the line of the factsheet that it answers."""

    id: Identifier
    label: Words
    scope: Scope
    unit: str | None
    row: Identifier | None


class Comparison(Published):
    """How what several sources say stands to each other, and why."""

    relation: Relation
    why: Words


class Earlier(Published):
    """What the site said of a fact, on the authority of `source`, until a change of the day `until`.

    `kind` and `reason` are those of the change, which stands in the log under the id `change`.
    """

    value: Value
    status: Status
    scope: Words | None
    as_of: AsOf
    source: Identifier
    until: Day
    change: Identifier
    kind: ChangeKind
    reason: Words


class Fact(Published):
    """One measure of one subject with everything that sources say about it.

    `sources` counts the sources of its claims, `independent` a reprint and its original once. `history` has what the
    site said before, the latest first; what still stands is among `claims` alone.
    """

    id: Identifier
    subject: Subject
    about: Words
    measure: Measure
    claims: Annotated[list[Claim], Field(min_length=1)]
    comparison: Comparison | None
    why_shown: Words | None
    sources: int
    independent: int
    history: list[Earlier]
    reviewed: Day
    review_due: Day
    where: Where


class Promise(Cited):
    """A date given in advance; `due` is null when none was given, `said` when it was promised."""

    due: When | None
    said: When


class Outcome(Cited):
    """A report that it happened; `shown` marks the one that the event is judged by."""

    shown: bool
    date: When


class Event(Published):
    """Something promised, happened, or both, as known on the day of the build.

    `days` counts the days late or overdue, `moved` how often the date was put off.
    """

    id: Identifier
    subject: Subject
    title: Words
    row: Identifier | None
    state: PromiseState
    days: int
    moved: int
    plan: list[Promise]
    outcomes: list[Outcome]
    note: Words | None
    comparison: Comparison | None
    where: Where


class Name(Published):
    """The name of something; `basis` says whether the English was read in `source` or is our own."""

    zh: str
    en: str
    basis: Basis
    source: Identifier | None


class Entry(Published):
    """Whatever has a place of its own on the site, with the ids of its facts and events."""

    id: Identifier
    name: Name
    reviewed: Day
    facts: list[Identifier]
    events: list[Identifier]
    where: Where


class StageReached(Published):
    """How far a community has got, as of when, and the fact, event or structure that shows it."""

    code: Stage
    basis: Identifier
    as_of: When


class Disclosure(Published):
    """Rows of the factsheet with something published, of all rows; it measures publication, not quality."""

    published: int
    total: int


class Unpublished(Published):
    """A row of the factsheet that nobody has published, why, and the day it was last looked for."""

    row: Identifier
    label: Words
    reason: Why
    searched: Day
    note: Words | None


class Project(Published):
    """An investment within a community."""

    id: Identifier
    name: Words
    row: Identifier
    operator: Identifier | None
    facts: list[Identifier]
    events: list[Identifier]


class Node(Published):
    """A part of a planned structure; `count` without named parts means that their names are not published."""

    id: Identifier
    name: Words
    parent: Identifier | None
    count: int | None
    open: bool
    note: Words | None


class Structure(Cited):
    """A planned spatial or functional scheme as a tree."""

    id: Identifier
    name: Words
    status: Status
    as_of: AsOf
    nodes: list[Node]


class Community(Entry):
    """One future industrial community."""

    short: Words
    place: Words
    summary: Words
    stage: StageReached
    disclosure: Disclosure
    key_facts: list[Identifier]
    organisations: list[Identifier]
    projects: list[Project]
    structure: Structure | None
    unpublished: list[Unpublished]


class Ticker(Published):
    """Where and under which code a company is listed."""

    exchange: Exchange
    code: str


class Organisation(Entry):
    """A public body, company or institution."""

    kind: Kind
    role: Words | None
    ticker: Ticker | None
    communities: list[Identifier]
    note: Words | None


class Facility(Entry):
    """A hospital, college, housing scheme or other service."""

    place: Words | None
    operator: Identifier | None
    note: Words | None


class Naming(Cited):
    """As what a source names a place."""

    role: Role


class Place(Entry):
    """A place that sources name."""

    short: Words
    level: Level
    named: Naming
    community: Identifier | None
    note: Words | None


class Source(Published):
    """A publication: who published it when, how far it can be trusted, and what of it was read on which day."""

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
    note: Words | None
    facts: list[Identifier]
    events: list[Identifier]
    where: Where


class Term(Published):
    """A term of Chinese policy or planning: its name, what it says word by word, and what it means."""

    id: Identifier
    name: Name
    literal: str
    meaning: Words
    where: Where


class PublishedRow(Published):
    """A row of the factsheet and the communities that publish it."""

    row: Identifier
    label: Words
    communities: list[Identifier]


class Question(Published):
    """A question that investors usually ask, and how far it is answered."""

    id: Identifier
    group: Words
    text: Words
    state: AnswerState
    answers: list[Identifier]
    rows: list[PublishedRow]
    missing: Words | None


class Code(Published):
    """A code that the data use, in words; `vocabulary` names the list that it belongs to.

    The label of a hedge shows where the word stands, with … for the figure; it needs no other meaning.
    """

    vocabulary: str
    code: str
    label: Words
    meaning: Words | None


class Document(Published):
    """What every document begins with; `as_of` is the day of the build, from which promises are judged."""

    document: str
    version: Literal[1]
    as_of: Day


class Records(Document):
    """A document that holds records of one kind."""

    items: list[Any]


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
    items: list[Entry]


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
