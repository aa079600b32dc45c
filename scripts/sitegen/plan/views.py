"""What several pages show: records put together, sorted and computed, without words or language of their own."""

from dataclasses import dataclass

from sitegen.derived.disclosure import Disclosure
from sitegen.derived.promises import Ledger
from sitegen.derived.questions import Answer
from sitegen.records.model import (
    Change,
    Claim,
    Community,
    Event,
    Fact,
    Former,
    GlossaryTerm,
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
    Unknown,
    Why,
)
from sitegen.values.dates import PartialDate


@dataclass(frozen=True)
class FactView:
    """A fact with the claim to show first, what other sources say, and what it is about.

    A figure of a whole subdistrict is about the subdistrict, not about the community that lists it.
    `sources` counts the sources of its claims, `independent` a reprint and its original once.
    """

    fact: Fact
    measure: Measure
    shown: Claim
    others: tuple[Claim, ...]
    about: Text
    sources: int
    independent: int


@dataclass(frozen=True)
class EventView:
    """An event with its state on the day of the build, whose it is, and the page that it stands on."""

    ledger: Ledger
    subject: Subject
    page: str

    @property
    def is_companys(self) -> bool:
        """Whether it is an event of a company or office rather than of a community."""
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
    """A record with the link to it: its label, whose it is and where it stands."""

    label: Text
    subject: Subject | GlossaryTerm
    page: str
    anchor: str


@dataclass(frozen=True)
class Earlier:
    """What a fact said before a change, and the change that ended it."""

    former: Former
    change: Change


@dataclass(frozen=True)
class ChangeView:
    """A change of what the site says, with the records it concerns that were known, and the pages."""

    change: Change
    records: tuple[Support, ...]


@dataclass(frozen=True)
class RowView:
    """A factsheet row with whatever fills it, or why nothing does."""

    row: Row
    facts: tuple[FactView, ...]
    events: tuple[EventView, ...]
    projects: tuple[Project, ...]
    structure: Structure | None
    unknown: Unknown | None


@dataclass(frozen=True)
class GroupView:
    """A group of factsheet rows."""

    group: RowGroup
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class GapView:
    """The rows that are empty for the same reason, each with a note on it, and the day none was last looked for before."""

    why: Why
    rows: tuple[tuple[Row, Text | None], ...]
    searched: PartialDate


@dataclass(frozen=True)
class PlaceStage:
    """How far a place has got; None when nobody has published it."""

    name: Text
    stage: Stage | None


@dataclass(frozen=True)
class Lane:
    """The events that a timeline shows on one line."""

    label: Text
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class CommunityView:
    """Everything that is shown of one community."""

    community: Community
    page: str
    disclosure: Disclosure
    key_facts: tuple[FactView, ...]
    groups: tuple[GroupView, ...]
    structure: tuple[Branch, ...]
    projects: tuple[ProjectView, ...]
    promises: tuple[EventView, ...]
    happened: tuple[EventView, ...]
    organisations: tuple[Organisation, ...]
    gaps: tuple[GapView, ...]
    sources: tuple[Source, ...]
    stage_date: PartialDate
    latest_figure: PartialDate

    @property
    def latest(self) -> EventView | None:
        """The latest event of the community or its projects."""
        return self.happened[0] if self.happened else None

    @property
    def facts(self) -> tuple[FactView, ...]:
        """The facts of the community itself, in the order of the factsheet."""
        return tuple(fact for group in self.groups for row in group.rows for fact in row.facts)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """A lane for each event: what happened from the first on, then what is promised."""
        promised = (view for view in self.promises if not view.ledger.outcome)
        return tuple(Lane(view.event.title, (view,)) for view in (*reversed(self.happened), *promised))

    def row(self, identifier: str) -> RowView:
        """Return one row of the factsheet."""
        return next(row for group in self.groups for row in group.rows if row.row.id == identifier)


@dataclass(frozen=True)
class PlaceView:
    """A place that sources name, with the community there, if one is described."""

    place: Place
    community: CommunityView | None
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class Tally:
    """How many promises there are in each state that a reader asks for."""

    total: int
    overdue: int
    planned: int
    undated: int
    postponed: int
    done: int


@dataclass(frozen=True)
class AnswerView:
    """A question with its state and links to what answers it."""

    answer: Answer
    answers: tuple[Support, ...]
    rows: tuple[tuple[Row, tuple[Community, ...]], ...]


@dataclass(frozen=True)
class QuestionGroupView:
    """A group of questions."""

    group: QuestionGroup
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class Coverage:
    """How many questions are answered, partly and not at all."""

    total: int
    answered: int
    partly: int
    unanswered: int
