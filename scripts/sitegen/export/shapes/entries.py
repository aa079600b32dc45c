"""The shapes of entries: communities, organisations, facilities and places."""

from sitegen.export.shapes.facts import Cited, Subject, Where
from sitegen.export.shapes.values import AsOf, Day, Identifier, Published, When, Words
from sitegen.records.model import Basis, Exchange, Kind, Level, Role, Stage, Status, Why


class Name(Published):
    """The name of something; `basis` says whether the English was read in `source` or is our own."""

    zh: str
    en: str
    basis: Basis
    source: Identifier | None


class FormerName(Cited):
    """A name that was used before, and when it was given up."""

    name: Words
    until: When
    name_source: Identifier | None


class Entry(Published):
    """Whatever has a place of its own on the site, with the ids of its facts and events."""

    id: Identifier
    name: Name
    former_names: list[FormerName]
    reviewed: Day
    facts: list[Identifier]
    events: list[Identifier]
    leads: list[Identifier]
    where: Where


class StageReached(Published):
    """How far a community has got, as of when, and the fact, event or structure that shows it."""

    code: Stage
    basis: Identifier
    as_of: When


class Findings(Published):
    """Rows of the factsheet found for the community itself, those answered at district level, and all; no measure of quality."""

    found: int
    at_district: int
    total: int


class Reliance(Published):
    """Of `total` facts of a community and its projects, those that rest on one source `alone`, and those `confirmed`.

    `main` is the source that most of them rest on alone, which are `on_main`; null if none does.
    """

    total: int
    alone: int
    confirmed: int
    main: Identifier | None
    on_main: int


class Lead(Published):
    """What only pages of unknown origin say: no fact, told since it would change a decision, and never with its figures.

    `why` says why it does not count, `check` where it could be checked, `searched` when it was last looked for.
    """

    id: Identifier
    subject: Subject
    text: Words
    why: Words
    check: Words
    searched: Day
    where: Where


class Search(Published):
    """Where something was looked for, and on which day."""

    what: Words
    date: Day


class Gap(Published):
    """A row of the factsheet on which nothing was found for the community itself: why, and the day of the last search.

    `searches` are those for this row alone; those of the programme were made for every row. `at_district` are facts and
    events of the district, a zone or a facility that answer the row instead.
    """

    row: Identifier
    label: Words
    reason: Why
    searched: Day
    searches: list[Search]
    at_district: list[Identifier]
    note: Words | None


class Project(Published):
    """An investment within a community."""

    id: Identifier
    name: Words
    row: Identifier
    operator: Identifier | None
    facts: list[Identifier]
    events: list[Identifier]
    leads: list[Identifier]


class Node(Published):
    """A part of a planned structure; `count` without named parts means that their names were not found."""

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
    findings: Findings
    reliance: Reliance
    key_facts: list[Identifier]
    organisations: list[Identifier]
    projects: list[Project]
    structure: Structure | None
    gaps: list[Gap]


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


class ProgrammeEntry(Entry):
    """The programme of the district; its searches were made for every community and row."""

    searches: list[Search]
