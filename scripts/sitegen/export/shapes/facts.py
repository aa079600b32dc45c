"""The shapes of facts and events, with the claims, announced dates and outcomes that sources state."""

from typing import Annotated, Literal

from pydantic import Field

from sitegen.export.shapes.values import AsOf, Day, Identifier, Published, Value, When, Words
from sitegen.records.model import ChangeKind, PlanKind, PlanState, Relation, Scope, Status, Verdict

SubjectKind = Literal["community", "project", "place", "programme", "facility", "organisation"]


class Cited(Published):
    """Where a statement was read: source, place in it (`locator`, and in words), and who is quoted."""

    source: Identifier
    locator: str
    locator_printed: Words
    said_by: Identifier | None
    note: Words | None


class Claim(Cited):
    """What one source says. `shown` marks the one claim of a fact that the pages put first.

    `verdict` says whether an outcome for the deadline of the fact's target meets it; null: it is no such outcome.
    """

    shown: bool
    verdict: Verdict | None
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

    `sources` counts the sources of its claims, `independent` a reprint and its original once; `confirmed` says whether a
    second, independent source says the same. `history` has what the
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
    confirmed: bool
    history: list[Earlier]
    reviewed: Day
    review_due: Day
    where: Where


class PlannedDate(Cited):
    """A date announced in advance, judged by itself; `due` is null when none was given, `said` when it was announced.

    `kind` is the step that the source names, `no_measure` says that it names nothing by which it could be judged,
    `withdrawn` that it gives the plan up, `why` the reason that it gives.
    `days` counts how much later it came about, or how long the date has passed; `moved` says that it postpones the
    date before it.
    """

    due: When | None
    said: When
    kind: PlanKind | None
    no_measure: bool
    withdrawn: bool
    why: Words | None
    state: PlanState
    days: int
    moved: bool


class Outcome(Cited):
    """A report that it happened; `shown` marks the one that the event is judged by."""

    shown: bool
    date: When
    kind: PlanKind | None


class Event(Published):
    """Something planned, happened, or both, as known on the day of the build.

    `state` and `days` are those of the date in force, the last that was announced; `moved` counts how often it was put
    off. `overtaken_by` is the later event that has happened and presupposes this one, of which no report was found;
    `printed` is what became of every date, in words.
    """

    id: Identifier
    subject: Subject
    title: Words
    row: Identifier | None
    state: PlanState
    days: int
    moved: int
    overtaken_by: Identifier | None
    printed: Words
    plan: list[PlannedDate]
    outcomes: list[Outcome]
    note: Words | None
    comparison: Comparison | None
    where: Where
