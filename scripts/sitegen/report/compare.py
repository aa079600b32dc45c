"""What a reader sees change between two states of the records: `changes(old, new)` mirrors `changes(new, old)`."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date

from sitegen.core.problems import Place
from sitegen.derived.disclosure import published_rows
from sitegen.derived.promises import Ledger, ledger
from sitegen.derived.questions import answer
from sitegen.editing.drafts import draft_change
from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.plan.select import shown_claim
from sitegen.records.library import Library
from sitegen.records.model import Claim, Event, Fact, Items, Language, Question, Text, Title, Unknown
from sitegen.report.items import Key, Thing, Wording, inventory
from sitegen.values.dates import PartialDate
from sitegen.values.quantity import Quantity

# The names of changes that are no field of a record.
WHOLE, SHOWN, STATE, ANSWER = "", "shown", "state", "answer"


@dataclass(frozen=True)
class Change:
    """One thing that reads differently: what it said before and says now; None where it was not there at all.

    `aspect` is the field, or one of the names above. `of` is the claim, promise or report in which it is said.
    `follows` marks what nobody wrote but the site works out from what was written.
    """

    thing: Thing
    aspect: str
    before: Both | None
    after: Both | None
    of: Thing | None = None
    aside: Both | None = None
    follows: bool = False

    @property
    def page(self) -> str | None:
        """The page of the record; None for words that may stand on any page."""
        return self.thing.page


@dataclass(frozen=True)
class Unconfirmed:
    """A text of which one language was changed, so that the other may no longer say the same."""

    change: Change
    changed: Language
    place: Place


@dataclass(frozen=True)
class Unlogged:
    """A fact or event that no longer says what was published, though no entry of the log tells so.

    `entry` is what to put at the top of the log, but for its words.
    """

    thing: Thing
    entry: str


@dataclass(frozen=True)
class State:
    """The records as they are seen on a day."""

    library: Library
    as_of: date


def changes(old: State, new: State) -> tuple[Change, ...]:
    """Return what a reader sees change, in the order of the new records; what is gone stands at the end."""
    before, after = inventory(old.library), inventory(new.library)
    found: list[Change] = []
    for key, thing in after.items():
        if key in before:
            found += _changed(before[key], thing, old, new)
        else:
            found += _appeared(thing, old, after, before, _added)
    for key, thing in before.items():
        if key not in after:
            found += _appeared(thing, new, before, after, _removed)
    return tuple(found)


def unconfirmed(found: tuple[Change, ...], library: Library) -> tuple[Unconfirmed, ...]:
    """Return the texts among ``found`` that were changed in one language only, with their places."""
    return tuple(
        Unconfirmed(change, language, library.place(path))
        for change in found
        for language, path in _one_sided(change)
    )


def unlogged(old: State, new: State) -> Iterator[Unlogged]:
    """Yield each fact with a figure, status or date that is gone, and each event with a due date that is, if not logged.

    A figure that still stands beside a newer one and a date that was put off by a later one are kept by the records.
    """
    before = old.library.changes
    entries = [change for one, change in new.library.changes.items() if before.get(one) != change]
    restated = {former.fact for change in entries for former in change.was}
    logged = {one for change in entries for one in change.concerns}
    for thing in inventory(new.library).values():
        record = thing.record
        if isinstance(record, Fact) and record.id in old.library.facts and record.id not in restated:
            stands = {_figure(claim) for claim in record.claims}
            claims = old.library.facts[record.id].claims
            if gone := tuple(claim for claim in claims if _figure(claim) not in stands):
                yield Unlogged(thing, draft_change(record, gone, new.library.changes, new.as_of))
        elif isinstance(record, Event) and record.id in old.library.events and record.id not in logged:
            dues = {promise.due for promise in record.plan}
            if any(promise.due not in dues for promise in old.library.events[record.id].plan):
                yield Unlogged(thing, draft_change(record, (), new.library.changes, new.as_of))


def _figure(claim: Claim) -> Hashable:
    """Return what a claim says apart from its words, which may be written better."""
    return claim.value if isinstance(claim.value, Quantity) else None, claim.status, claim.as_of


def _one_sided(change: Change) -> Iterator[tuple[Language, tuple[str | int, ...]]]:
    pair = (
        change.thing.details.get(change.aspect) if change.of is None else change.of.details.get(change.aspect)
    )
    if pair is None or change.before is None or change.after is None or change.follows:
        return
    if not isinstance(pair.value, (Text, Title, Items)):
        return
    zh, en = change.before.zh != change.after.zh, change.before.en != change.after.en
    if zh != en:
        yield ("zh" if zh else "en"), pair.path


def _added(words: Both, aside: Both | None) -> tuple[Both | None, Both | None]:
    return aside, words


def _removed(words: Both, aside: Both | None) -> tuple[Both | None, Both | None]:
    return words, aside


def _appeared(
    thing: Thing,
    other: State,
    here: dict[Key, Thing],
    there: dict[Key, Thing],
    turn: Callable[[Both, Both | None], tuple[Both | None, Both | None]],
) -> Iterator[Change]:
    """Yield the one change that a thing is new or gone; what stands within it is not told apart."""
    above = next(
        (thing.key[:end] for end in range(len(thing.key) - 1, 0, -1) if thing.key[:end] in here), None
    )
    if above is not None and above not in there:
        return
    published = None
    if isinstance(thing.record, Unknown):
        community = other.library.communities.get(thing.key[1])
        if community and thing.record.row in published_rows(community, other.library):
            published = Both("已公布", "published")
    before, after = turn(thing.gist, published)
    yield Change(thing, WHOLE, before, after)


def _changed(before: Thing, after: Thing, old: State, new: State) -> Iterator[Change]:
    """Yield every difference between two states of one thing."""
    yield from _details(before, after, after, None)
    pairs = _pairs(before.parts, after.parts)
    for one, other in pairs:
        whole = other or one
        assert whole is not None, "a pair has at least one side"
        if one and other:
            yield from _details(one, other, after, other)
            continue
        aside = None
        if isinstance(before.record, Event) and isinstance(after.record, Event) and whole.key[-2] == "plan":
            aside = _moved_by(before.record, after.record)
        gists = one.gist if one else None, other.gist if other else None
        yield Change(after, whole.key[-2], *gists, whole, aside)
    if isinstance(before.record, Fact) and isinstance(after.record, Fact):
        yield from _switched(before, after, pairs, old.library, new.library)
    elif isinstance(before.record, Event) and isinstance(after.record, Event):
        was, now = (
            ledger(thing.record, state.as_of, state.library)
            for thing, state in ((before, old), (after, new))
            if isinstance(thing.record, Event)
        )
        if _judged(was) != _judged(now):
            words = _state_words(was, old.library), _state_words(now, new.library)
            yield Change(after, STATE, *words, follows=True)
    elif isinstance(before.record, Question) and isinstance(after.record, Question):
        states = answer(before.record, old.library).state, answer(after.record, new.library).state
        if states[0] != states[1]:
            first, last = (Wording(new.library).term("answer_states", state) for state in states)
            yield Change(after, ANSWER, first, last, follows=True)


def _details(before: Thing, after: Thing, thing: Thing, of: Thing | None) -> Iterator[Change]:
    for aspect in dict.fromkeys((*after.details, *before.details)):
        one, other = before.details.get(aspect), after.details.get(aspect)
        if one and other and (one.value == other.value or one.words == other.words):
            continue
        aside = _aside(aspect, one.value, other.value) if one and other else None
        yield Change(thing, aspect, one.words if one else None, other.words if other else None, of, aside)


# Claims have no id: those that agree in most are the same, from the strictest likeness to the loosest.
_LIKENESSES: tuple[tuple[str, ...], ...] = (
    ("source", "at", "scope", "value", "due", "date"),
    ("source", "at", "scope"),
    ("source", "at", "value", "due", "date"),
    ("source", "scope", "value", "due", "date"),
    ("source", "at"),
    ("source", "scope"),
    ("source",),
    ("value", "due", "date"),
)
Pair = tuple[Thing | None, Thing | None]


def _pairs(before: tuple[Thing, ...], after: tuple[Thing, ...]) -> list[Pair]:
    """Return which part of the one is which of the other, in the order of ``after``, then what is left over."""
    found: list[tuple[Thing, Thing]] = []
    old, new = list(before), list(after)
    for likeness in (None, *_LIKENESSES):
        for kind in sorted({_like(part, likeness) for part in new}, key=repr):
            alike = [part for part in old if _like(part, likeness) == kind]
            for one, other in zip(
                alike, [part for part in new if _like(part, likeness) == kind], strict=False
            ):
                found.append((one, other))
                old = [part for part in old if part is not one]
                new = [part for part in new if part is not other]
    partner = {id(other): one for one, other in found}
    return [(partner.get(id(part)), part) for part in after] + [(part, None) for part in old]


def _like(part: Thing, names: tuple[str, ...] | None) -> Hashable:
    """Return what must be equal for two parts to be alike; everything where no names are given."""
    kind = part.key[-2]
    if names is None:
        return kind, repr(part.record)
    return kind, tuple(repr(getattr(part.record, name, None)) for name in names)


def _switched(before: Thing, after: Thing, pairs: list[Pair], old: Library, new: Library) -> Iterator[Change]:
    """Yield the change that another claim stands first, which is not the same one reworded."""
    assert isinstance(before.record, Fact)
    assert isinstance(after.record, Fact)
    first, last = shown_claim(before.record, old), shown_claim(after.record, new)
    one = next(part for part in before.parts if part.record is first)
    other = next(part for part in after.parts if part.record is last)
    if not any(pair[0] is one and pair[1] is other for pair in pairs):
        yield Change(after, SHOWN, one.gist, other.gist, follows=True)


def _judged(known: Ledger | None) -> Hashable:
    """Return what a reader is told became of an event, without the days that go on counting."""
    return known and (known.state, known.days if known.state == "late" else 0, known.moved)


def _state_words(known: Ledger | None, library: Library) -> Both | None:
    """Return the state of an event as its page words it; None before anybody knew of it."""
    if known is None:
        return None
    say = Wording(library)
    clauses = [say.term("promise_states", known.state)]
    if known.state in ("overdue", "late"):
        clauses.append(say.phrase(f"{known.state}_by", n=known.days))
    if known.moved:
        clauses.append(say.phrase("moved", n=known.moved))
    return punctuate(Punctuation.clauses, *clauses)


def _aside(aspect: str, before: object, after: object) -> Both | None:
    """Return by how much a figure or a promised date changed."""
    if isinstance(before, Quantity) and isinstance(after, Quantity):
        return _growth(before, after)
    if aspect == "due" and isinstance(before, PartialDate) and isinstance(after, PartialDate):
        return _shift(before, after)
    return None


def _shift(before: PartialDate, after: PartialDate) -> Both | None:
    """Return by how many days the last day of a promise moved."""
    days = (after.end - before.end).days
    noun = "day" if abs(days) == 1 else "days"
    if not days:
        return None
    if days > 0:
        return Both(f"推后{days}天", f"{days} {noun} later")
    return Both(f"提前{-days}天", f"{-days} {noun} earlier")


def _moved_by(before: Event, after: Event) -> Both | None:
    """Return by how many days the deadline in force moves when a promise is added or lost."""
    first, last = _deadline(before), _deadline(after)
    return _shift(first, last) if first and last else None


def _deadline(event: Event) -> PartialDate | None:
    """Return the date that was promised last."""
    return next((promise.due for promise in reversed(event.plan) if promise.due), None)


def _growth(before: Quantity, after: Quantity) -> Both | None:
    """Return by what share a figure rose or fell, if both are single figures of one unit."""
    if (before.unit, before.per) != (after.unit, after.per):
        return None
    if len(before.amounts) != 1 or len(after.amounts) != 1 or before.amounts == after.amounts:
        return None
    first, last = before.amounts[0], after.amounts[0]
    if before.unit.zh == "%":
        points = f"{last - first:+f}"
        return Both(f"{points}个百分点", f"{points} percentage points")
    if not first:
        return None
    share = (last - first) / first * 100
    rounded = round(share, 1 if abs(share) < 100 else 0)
    shown = f"{rounded:+,f}".removesuffix(".0")
    exact = rounded == share
    return Both(f"{'' if exact else '约'}{shown}%", f"{'' if exact else 'about '}{shown}%")
