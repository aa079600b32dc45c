"""What a reader sees change between two states of the records: `changes(old, new)` mirrors `changes(new, old)`."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sitegen.derived.dated_plans import Ledger, ledger
from sitegen.derived.findings import found_rows
from sitegen.derived.questions import answer
from sitegen.derived.standing import standing
from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.plan.plan_words import state_words
from sitegen.plan.select import shown_claim
from sitegen.records.library import Library
from sitegen.records.model import Claim, Event, Fact, Gap, Question
from sitegen.report.amounts import deadline_shift, difference
from sitegen.report.inventory import Key, Thing, inventory
from sitegen.report.pairing import Pair, pair_parts
from sitegen.report.wording import Wording

# The names of changes that are no field of a record.
WHOLE, SHOWN, STATE, ANSWER = "", "shown", "state", "answer"


@dataclass(frozen=True)
class Change:
    """One change that a reader sees: the words before and after; None where there was nothing.

    `aspect` is the field, or one of the names above. `of` is the claim, announced date or report that the field belongs to.
    `aside` says by how much it changed. `follows` marks what the site derives from the records.
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
class State:
    """A library, and the day from which it is judged."""

    library: Library
    as_of: date

    def ledger(self, event: Event) -> Ledger | None:
        """Return the state of an event of the library, as it stands on the day."""
        known = self.known.events.get(event.id)
        return ledger(known, self.as_of, self.known) if known else None

    def in_words_of(self, other: Library) -> "State":
        """Return the state with the phrases of another library, which may have more."""
        phrases = {"phrases": other.vocabulary.phrases}
        vocabulary = self.library.vocabulary.model_copy(update=phrases)
        return State(replace(self.library, vocabulary=vocabulary), self.as_of)

    @cached_property
    def known(self) -> Library:
        """The library as it stands on the day."""
        return standing(self.library, self.as_of)


def changes(old: State, new: State) -> tuple[Change, ...]:
    """Return what a reader sees change, in the order of the new records; what was removed comes last."""
    # Records of old are told in the phrases of today, which the program needs; a phrase itself as it was.
    old_in_words = old.in_words_of(new.library)
    before, after = inventory(old.library, Wording(old_in_words.library)), inventory(new.library)
    found: list[Change] = []
    for key, thing in after.items():
        if key in before:
            found += _changed(before[key], thing, old_in_words, new)
        elif not _is_within(key, after, before):
            found.append(Change(thing, WHOLE, _found(thing, old), thing.summary))
    for key, thing in before.items():
        if key not in after and not _is_within(key, before, after):
            found.append(Change(thing, WHOLE, thing.summary, _found(thing, new)))
    return tuple(found)


def _is_within(key: Key, own: dict[Key, Thing], other: dict[Key, Thing]) -> bool:
    """Say whether the thing at ``key`` is part of one that is itself only in ``own``: that is reported as a whole."""
    outer = next((key[:end] for end in range(len(key) - 1, 0, -1) if key[:end] in own), None)
    return outer is not None and outer not in other


def _found(thing: Thing, other: State) -> Both | None:
    """Return that the row of a gap is found in the ``other`` state; None of any other thing."""
    if isinstance(thing.record, Gap):
        community = other.library.communities.get(thing.key[1])
        if community and thing.record.row in found_rows(community, other.library):
            return Both("已查到", "found")
    return None


def _changed(before: Thing, after: Thing, old: State, new: State) -> Iterator[Change]:
    """Yield every difference between two states of one thing."""
    yield from _changed_details(before, after, after)
    pairs = pair_parts(before.parts, after.parts)
    for old_part, new_part in pairs:
        if old_part and new_part:
            yield from _changed_details(old_part, new_part, after, of=new_part)
        else:
            yield _changed_part(before, after, old_part, new_part)
    if isinstance(before.record, Fact) and isinstance(after.record, Fact):
        shown = shown_claim(before.record, old.library), shown_claim(after.record, new.library)
        yield from _changed_choice(before, after, pairs, shown)
    elif isinstance(before.record, Event) and isinstance(after.record, Event):
        known = old.ledger(before.record), new.ledger(after.record)
        if _comparable(known[0]) != _comparable(known[1]):
            words = _state_words(known[0], old.library), _state_words(known[1], new.library)
            yield Change(after, STATE, *words, follows=True)
    elif isinstance(before.record, Question) and isinstance(after.record, Question):
        states = answer(before.record, old.library).state, answer(after.record, new.library).state
        if states[0] != states[1]:
            old_words, new_words = (Wording(new.library).term("answer_states", state) for state in states)
            yield Change(after, ANSWER, old_words, new_words, follows=True)


def _changed_details(before: Thing, after: Thing, thing: Thing, of: Thing | None = None) -> Iterator[Change]:
    """Yield each detail that differs in words and value, as a change of ``thing``."""
    for aspect in dict.fromkeys((*after.details, *before.details)):
        old, new = before.details.get(aspect), after.details.get(aspect)
        if old and new and (old.value == new.value or old.words == new.words):
            continue
        aside = difference(aspect, old.value, new.value) if old and new else None
        yield Change(thing, aspect, old.words if old else None, new.words if new else None, of, aside)


def _changed_part(before: Thing, after: Thing, old: Thing | None, new: Thing | None) -> Change:
    """Return the change that a claim, announced date or report was removed (``old``) or added (``new``)."""
    part = new or old
    assert part is not None, "a pair has at least one side"
    name, aside = part.key[-2], None
    if isinstance(before.record, Event) and isinstance(after.record, Event) and name == "plan":
        aside = deadline_shift(before.record, after.record)
    return Change(after, name, old.summary if old else None, new.summary if new else None, part, aside)


def _changed_choice(
    before: Thing, after: Thing, pairs: list[Pair], shown: tuple[Claim, Claim]
) -> Iterator[Change]:
    """Yield the change that another claim is shown first, unless it is the same one reworded."""
    old = next(part for part in before.parts if part.record is shown[0])
    new = next(part for part in after.parts if part.record is shown[1])
    if not any(pair[0] is old and pair[1] is new for pair in pairs):
        yield Change(after, SHOWN, old.summary, new.summary, follows=True)


def _comparable(known: Ledger | None) -> Hashable:
    """Return the state of an event without the days since a date has passed, which grow by themselves."""
    return known and (known.state, known.days if known.state == "later" else 0, known.moved)


def _state_words(known: Ledger | None, library: Library) -> Both | None:
    """Return the state of an event in the words of its page; None if it was not known yet."""
    if known is None:
        return None
    say = Wording(library)
    clauses = [Both(state_words(say.localizer.zh, known), state_words(say.localizer.en, known))]
    if known.moved:
        clauses.append(say.phrase("moved", n=known.moved))
    return punctuate(Punctuation.clauses, *clauses)
