"""What editors must do after a change: confirm translations, and log what was corrected."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from sitegen.core.problems import Place
from sitegen.editing.drafts import draft_change
from sitegen.records.library import Library, Path
from sitegen.records.model import Claim, Contact, Event, Fact, Items, Language, Text, Title
from sitegen.report.diff import Change, State
from sitegen.report.inventory import Thing, inventory
from sitegen.values.quantity import Quantity


@dataclass(frozen=True)
class Unconfirmed:
    """A text of which only the language `changed` was changed; the other may no longer say the same."""

    change: Change
    changed: Language
    place: Place


@dataclass(frozen=True)
class Unlogged:
    """A fact or event that lost what was published, without an entry in the log of changes.

    `entry` is a draft of the entry, for the top of the log.
    """

    thing: Thing
    entry: str


def unconfirmed(found: tuple[Change, ...], library: Library) -> tuple[Unconfirmed, ...]:
    """Return the texts among ``found`` that were changed in one language only, with their places."""
    return tuple(
        Unconfirmed(change, language, library.place(path))
        for change in found
        for language, path in _changed_language(change)
    )


def unlogged(old: State, new: State) -> Iterator[Unlogged]:
    """Yield each fact that lost a figure, status or date and each event that lost a due date without an entry in the log.

    The records keep a figure that stands beside a newer one, and a due date that a later promise replaced.
    """
    before = old.library.changes
    entries = [change for key, change in new.library.changes.items() if before.get(key) != change]
    restated = {former.fact for change in entries for former in change.was}
    logged = {identifier for change in entries for identifier in change.concerns}
    for thing in inventory(new.library).values():
        record = thing.record
        if isinstance(record, Fact) and record.id in old.library.facts and record.id not in restated:
            figures = {_figure(claim) for claim in record.claims}
            claims = old.library.facts[record.id].claims
            if lost := tuple(claim for claim in claims if _figure(claim) not in figures):
                yield Unlogged(thing, draft_change(record, lost, new.library.changes, new.as_of))
        elif isinstance(record, Event) and record.id in old.library.events and record.id not in logged:
            dues = {promise.due for promise in record.plan}
            if any(promise.due not in dues for promise in old.library.events[record.id].plan):
                yield Unlogged(thing, draft_change(record, (), new.library.changes, new.as_of))


def _figure(claim: Claim) -> Hashable:
    """Return a claim without its words, which may be reworded without a correction."""
    return claim.value if isinstance(claim.value, Quantity) else None, claim.status, claim.as_of


def _changed_language(change: Change) -> Iterator[tuple[Language, Path]]:
    """Yield the language of a text and its path, if only that language was changed."""
    detail = (change.of or change.thing).details.get(change.aspect)
    if detail is None or change.before is None or change.after is None or change.follows:
        return
    if not isinstance(detail.value, (Text, Title, Items, Contact)):
        return
    zh, en = change.before.zh != change.after.zh, change.before.en != change.after.en
    if zh != en:
        yield ("zh" if zh else "en"), detail.path
