"""The lines that tables are made of: claims, facts and events, as the published documents hold them."""

from dataclasses import dataclass

from sitegen.export import shapes as out


@dataclass(frozen=True)
class ClaimLine:
    """A claim of a fact: its number within it, and the label of its status."""

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
    """A fact with the claim that is shown first, or a row of the factsheet that nobody has published, with the reason."""

    subject: out.Subject
    row: str | None
    label: out.Words
    where: out.Where
    shown: ClaimLine | None = None
    missing: out.Unpublished | None = None
    reason: out.Words | None = None

    @property
    def fact(self) -> out.Fact | None:
        """The fact, if there is one."""
        return self.shown.fact if self.shown else None


@dataclass(frozen=True)
class EventLine:
    """An event with the latest promise, one with a date if there is any, and the outcome that it is judged by."""

    event: out.Event
    state: out.Words

    @property
    def promise(self) -> out.Promise | None:
        """The promise that counts."""
        plan = self.event.plan
        return next((one for one in reversed(plan) if one.due), plan[-1] if plan else None)

    @property
    def outcome(self) -> out.Outcome | None:
        """The outcome that counts."""
        return next((outcome for outcome in self.event.outcomes if outcome.shown), None)
