"""The views that several pages share: records combined, sorted and computed, without words or language."""

from dataclasses import dataclass
from typing import NamedTuple

from sitegen.derived.dated_plans import Ledger
from sitegen.derived.findings import Findings
from sitegen.derived.questions import Answer
from sitegen.derived.reliance import Reliance
from sitegen.derived.targets import Result
from sitegen.records.model import (
    Change,
    Claim,
    Community,
    Event,
    Fact,
    Former,
    Gap,
    GlossaryTerm,
    Lead,
    Measure,
    Node,
    Organisation,
    Place,
    Project,
    QuestionGroup,
    Row,
    RowGroup,
    Source,
    Stage,
    Structure,
    Subject,
    Text,
    Why,
)
from sitegen.values.dates import PartialDate


class Dated(NamedTuple):
    """A date, and the words of the source from which it was worked out; None if it is as printed."""

    date: PartialDate
    inferred_from: str | None


@dataclass(frozen=True)
class FactView:
    """A fact with the claim to show first, the other claims, the outcomes of a target, and the name of what it is about.

    A figure of a whole subdistrict is about the subdistrict, not about the community that records it.
    `sources` counts the sources of its claims, `independent` a reprint and its original once.
    """

    fact: Fact
    measure: Measure
    shown: Claim
    others: tuple[Claim, ...]
    results: tuple[Result, ...]
    about: Text
    sources: int
    independent: int


@dataclass(frozen=True)
class EventView:
    """An event with its state on the day of the build, its subject and its page."""

    ledger: Ledger
    subject: Subject
    page: str

    @property
    def is_of_organisation(self) -> bool:
        """Whether its subject is an organisation rather than a community."""
        return isinstance(self.subject, Organisation)

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.ledger.event


@dataclass(frozen=True)
class Branch:
    """A node of a structure with its parts."""

    node: Node
    parts: tuple["Branch", ...]


@dataclass(frozen=True)
class ProjectView:
    """A project with its facts and events; the first fact says what it is."""

    project: Project
    operator: Organisation | None
    facts: tuple[FactView, ...]
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class Support:
    """The link to a record: its label, its subject, its page and anchor."""

    label: Text
    subject: Subject | GlossaryTerm
    page: str
    anchor: str


@dataclass(frozen=True)
class Earlier:
    """An earlier state of a fact, and the change that replaced it."""

    former: Former
    change: Change


@dataclass(frozen=True)
class ChangeView:
    """A change, with links to the records it concerns that were known."""

    change: Change
    records: tuple[Support, ...]


@dataclass(frozen=True)
class RowView:
    """A factsheet row with its records; what stands at district level if none of them counts; the `gap` if one is declared."""

    row: Row
    facts: tuple[FactView, ...]
    events: tuple[EventView, ...]
    projects: tuple[Project, ...]
    structure: Structure | None
    at_district: tuple[Support, ...]
    gap: Gap | None

    @property
    def is_blank(self) -> bool:
        """Whether all that fills it became known only after the day of the site."""
        return not (
            self.facts or self.events or self.projects or self.structure or self.at_district or self.gap
        )


@dataclass(frozen=True)
class GroupView:
    """A group of factsheet rows."""

    group: RowGroup
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class GapView:
    """The rows that are empty for the same reason, each with a note; `searched` is the earliest day of their last searches."""

    why: Why
    rows: tuple[tuple[Row, Text | None], ...]
    searched: PartialDate


@dataclass(frozen=True)
class PlaceStage:
    """The stage of a place; None if none was found."""

    name: Text
    stage: Stage | None


@dataclass(frozen=True)
class Lane:
    """The events that a timeline shows on one line."""

    label: Text
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class CommunityView:
    """Everything that pages show of one community."""

    community: Community
    page: str
    findings: Findings
    key_facts: tuple[FactView, ...]
    groups: tuple[GroupView, ...]
    structure: tuple[Branch, ...]
    projects: tuple[ProjectView, ...]
    planned: tuple[EventView, ...]
    happened: tuple[EventView, ...]
    organisations: tuple[Organisation, ...]
    gaps: tuple[GapView, ...]
    at_district: tuple[Row, ...]
    sources: tuple[Source, ...]
    reliance: Reliance
    stage_dated: Dated
    latest_own: Dated
    latest_figure: Dated

    @property
    def latest(self) -> EventView | None:
        """The latest event of the community or its projects."""
        return self.happened[0] if self.happened else None

    @property
    def leads(self) -> tuple[Lead, ...]:
        """The leads on the community and its projects."""
        return tuple(lead for one in (self.community, *self.community.projects) for lead in one.leads)

    @property
    def facts(self) -> tuple[FactView, ...]:
        """The facts of the community itself, in the order of the factsheet."""
        return tuple(fact for group in self.groups for row in group.rows for fact in row.facts)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """A lane for each event: those with an outcome, the earliest first, then those still planned."""
        pending = (view for view in self.planned if not view.ledger.outcome)
        return tuple(Lane(view.event.title, (view,)) for view in (*reversed(self.happened), *pending))

    def row(self, identifier: str) -> RowView:
        """Return one row of the factsheet."""
        return next(row for group in self.groups for row in group.rows if row.row.id == identifier)


@dataclass(frozen=True)
class PlaceView:
    """A place that sources name, with its community, if one is recorded, its facts, its plans, and what nobody announced."""

    place: Place
    community: CommunityView | None
    facts: tuple[FactView, ...]
    planned: tuple[EventView, ...]
    happened: tuple[EventView, ...]

    @property
    def has_records(self) -> bool:
        """Whether it has records of its own."""
        return bool(self.facts or self.planned or self.happened or self.place.leads)


@dataclass(frozen=True)
class Tally:
    """The number of planned events, in all and by state; those overtaken or withdrawn are closed."""

    total: int
    passed: int
    not_due: int
    undated: int
    closed: int
    postponed: int
    done: int


@dataclass(frozen=True)
class RowAnswerView:
    """A row with the communities on which something was found, and links to the records at district level."""

    row: Row
    communities: tuple[Community, ...]
    at_district: tuple[Support, ...]


@dataclass(frozen=True)
class AnswerView:
    """A question with its state, links to the records that answer it, and the rows in which something was found."""

    answer: Answer
    answers: tuple[Support, ...]
    rows: tuple[RowAnswerView, ...]


@dataclass(frozen=True)
class QuestionGroupView:
    """A group of questions."""

    group: QuestionGroup
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class Coverage:
    """The number of questions, in all and by state."""

    total: int
    answered: int
    partly: int
    unanswered: int
