"""The lines that tables are made of: claims, facts and events, as the published documents hold them."""

from dataclasses import dataclass

from sitegen.export import shapes as out


@dataclass(frozen=True)
class ClaimLine:
    """A claim of a fact: its number within the fact, and the label of its status."""

    fact: out.Fact
    number: int
    claim: out.Claim
    status: out.Words

    @property
    def figure(self) -> out.Quantity | None:
        """The value, if it is a figure."""
        return self.claim.value if isinstance(self.claim.value, out.Quantity) else None


@dataclass(frozen=True)
class FactLine:
    """A fact with its claim shown first, or a `gap` with the label of its reason."""

    subject: out.Subject
    row: str | None
    label: out.Words
    where: out.Where
    shown: ClaimLine | None = None
    gap: out.Gap | None = None
    reason: out.Words | None = None

    @property
    def fact(self) -> out.Fact | None:
        """The fact, if there is one."""
        return self.shown.fact if self.shown else None


@dataclass(frozen=True)
class EventLine:
    """An event with the label of its state."""

    event: out.Event
    state: out.Words

    @property
    def planned(self) -> out.PlannedDate | None:
        """The latest entry of the plan with a date, else the latest."""
        plan = self.event.plan
        return next((one for one in reversed(plan) if one.due), plan[-1] if plan else None)

    @property
    def outcome(self) -> out.Outcome | None:
        """The outcome that the event is judged by, if there is any."""
        return next((outcome for outcome in self.event.outcomes if outcome.shown), None)
