"""What was published and has changed without an entry in the log of changes, each with a complete draft of the entry."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from sitegen.editing.drafts import draft_change
from sitegen.i18n.bilingual import Both
from sitegen.plan.select import page_of, shown_claim
from sitegen.records.edition import as_written
from sitegen.records.library import Library, Located
from sitegen.records.model import ChangeKind, Claim, Event, Fact, Subject
from sitegen.report.diff import State
from sitegen.report.vanished import Succession
from sitegen.report.wording import Wording
from sitegen.values.quantity import Quantity


@dataclass(frozen=True)
class Unlogged:
    """An entry that is due: its id, and the whole text of its file."""

    identifier: str
    entry: str


@dataclass(frozen=True)
class _Due:
    """What an entry says: the record that changed and how, and what the entry keeps and names."""

    record: str
    how: str
    kind: ChangeKind
    what: Both
    was: tuple[Claim, ...] = ()
    records: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def unlogged(old: State, new: State, succession: Succession) -> Iterator[Unlogged]:
    """Yield a draft for each published record that was removed, withdrawn or corrected without an entry in the log.

    A figure that stands beside a newer one, and a announced date that a later one replaced, are still in the records.
    """
    before = old.library.changes
    entries = [change for key, change in new.library.changes.items() if before.get(key) != change]
    restated = {former.fact for change in entries for former in change.was}
    logged = {identifier for change in entries for identifier in change.concerns}
    pages = {page for change in entries for page in change.pages}
    taken = set(new.library.changes)
    for due in _Comparer(old.library, new.library, succession).due():
        is_logged = (
            due.record in restated
            if due.was
            else logged.intersection(due.records) or pages.intersection(due.pages)
        )
        if not is_logged:
            names = (f"{due.record}-{due.how}{number}" for number in ("", *range(2, 1000)))
            identifier = next(name for name in names if name not in taken)
            taken.add(identifier)
            was = [{"fact": due.record} | as_written(claim) for claim in due.was]
            entry = draft_change(
                identifier, due.kind, new.as_of, due.what, was=was, records=due.records, pages=due.pages
            )
            yield Unlogged(identifier, entry)


class _Comparer:
    """Finds the entries that are due between two libraries."""

    def __init__(self, old: Library, new: Library, succession: Succession) -> None:
        self.old, self.new, self.succession = old, new, succession
        self.before, self.after = Wording(old), Wording(new)

    def due(self) -> Iterator[_Due]:
        yield from self._stages()
        yield from self._facts()
        yield from self._events()
        yield from self._headlines()
        yield from self._removed()
        yield from self._sources()

    def _facts(self) -> Iterator[_Due]:
        """Yield each fact that lost a figure, status or date, and each headline that shows another figure."""
        headlines = {*self.new.site.home_facts}.union(
            *(community.key_facts for community in self.new.communities.values())
        )
        for old in self.old.facts.values():
            fact = self._now(old)
            if not isinstance(fact, Fact):
                continue
            figures = {_figure(claim) for claim in fact.claims}
            lost = tuple(claim for claim in old.claims if _figure(claim) not in figures)
            name = self.after.owner_and_label(fact.id)
            if lost:
                yield self._lost(fact, old, lost, name)
            elif fact.id in headlines and _figure(shown_claim(fact, self.new)) != _figure(
                shown_claim(old, self.old)
            ):
                what = Both(
                    f"“{name.zh}”有了新的说法，首先显示的数字随之改变。",
                    f"“{name.en}” has a further statement, and another one is shown first.",
                )
                yield _Due(fact.id, "shown", "new_information", what, records=(fact.id,))

    def _lost(self, fact: Fact, old: Fact, lost: tuple[Claim, ...], name: Both) -> _Due:
        """Return the entry for a fact that lost claims. Its kind is a guess.

        If the source of each still has a claim, it was our error, else the source was restated. A claim whose source is
        gone, or whose unit the measure no longer has, cannot be kept.
        """
        units = (self.old.measures[old.measure].unit, self.new.measures[fact.measure].unit)
        kept = tuple(claim for claim in lost if claim.source in self.new.sources and units[0] == units[1])
        remaining = {claim.source for claim in fact.claims}
        if kept and any(claim.source not in remaining for claim in kept):
            what = Both(
                f"“{name.zh}”的来源改了说法，已照改。",
                f"“{name.en}”: the source now says otherwise, and the entry follows it.",
            )
            return _Due(fact.id, "revised", "source_restated", what, was=kept)
        what = Both(
            f"“{name.zh}”原来写错，已照来源更正。",
            f"“{name.en}” had been wrong; the entry now follows the source.",
        )
        return _Due(fact.id, "revised", "our_error", what, was=kept, records=() if kept else (fact.id,))

    def _events(self) -> Iterator[_Due]:
        """Yield each event that lost an announced date."""
        for old in self.old.events.values():
            event = self._now(old)
            if not isinstance(event, Event):
                continue
            dues = {one.due for one in event.plan}
            if any(one.due not in dues for one in old.plan):
                name = self.after.owner_and_label(event.id)
                what = Both(
                    f"“{name.zh}”公布的时间原来写错，已照来源更正。",
                    f"“{name.en}”: the announced date had been wrong; the entry now follows the source.",
                )
                yield _Due(event.id, "revised", "our_error", what, records=(event.id,))

    def _stages(self) -> Iterator[_Due]:
        """Yield each community whose stage is another."""
        for identifier, community in self.new.communities.items():
            old = self.old.communities.get(identifier)
            if old and old.stage.value != community.stage.value:
                name = self.after.show(community.name)
                stages = [self.after.term("stages", one.stage.value) for one in (old, community)]
                what = Both(
                    f"“{name.zh}”的阶段由“{stages[0].zh}”改为“{stages[1].zh}”。",
                    f"The stage of “{name.en}” is now “{stages[1].en}”; until now it was “{stages[0].en}”.",
                )
                yield _Due(identifier, "stage", "new_information", what, records=(community.stage.basis,))

    def _headlines(self) -> Iterator[_Due]:
        """Yield each community, and the home page, that shows other facts at its head."""
        shown = [
            (identifier, self.after.show(community.name), old.key_facts, community.key_facts)
            for identifier, community in self.new.communities.items()
            if (old := self.old.communities.get(identifier))
        ]
        home = self.new.vocabulary.word("home")
        shown.append(("home", Both(home.zh, home.en), self.old.site.home_facts, self.new.site.home_facts))
        for identifier, name, before, after in shown:
            was = {self.succession.renamed(self.old.facts[one]) or one for one in before}
            changed = [one for one in self.new.facts if one in was.symmetric_difference(after)]
            if changed:
                what = Both(
                    f"“{name.zh}”页面开头的数字有增减。",
                    f"The figures at the head of the page “{name.en}” are no longer the same ones.",
                )
                yield _Due(identifier, "figures", "editorial", what, records=tuple(changed))

    def _removed(self) -> Iterator[_Due]:
        """Yield each fact and event that is gone, or the whole record to which they belonged."""
        told = set()
        located: list[Located[Fact | Event]] = [*self.old.located_facts(), *self.old.located_events()]
        for path, record in located:
            if record.id in self.new.homes or self.succession.renamed(record):
                continue
            kind, identifier = str(path[0]), str(path[1])
            top = self.old.record(path[:2])
            assert isinstance(top, Subject)
            is_whole = bool(identifier) and identifier not in getattr(self.new, kind)
            if is_whole and (identifier in told or self.succession.renamed(top)):
                continue
            told.add(identifier)
            name = self.before.show(top.name) if is_whole else self.before.owner_and_label(record.id)
            what = Both(f"“{name.zh}”的记录已撤下。", f"The entry “{name.en}” is withdrawn.")
            page = page_of(record.id, self.old).partition("/")[0]
            yield _Due(identifier if is_whole else record.id, "withdrawn", "our_error", what, pages=(page,))

    def _sources(self) -> Iterator[_Due]:
        """Yield each source that is gone, or that has been marked as withdrawn."""
        for identifier, source in self.old.sources.items():
            now = self.new.sources.get(identifier)
            is_withdrawn = now is not None and now.withdrawn and not source.withdrawn
            name = self.before.show(source.publisher)
            if now is None and not self.succession.renamed(source):
                what = Both(
                    f"不再引用“{name.zh}”的一个来源。", f"A source by “{name.en}” is no longer cited."
                )
                yield _Due(identifier, "withdrawn", "our_error", what, pages=("sources",))
            elif is_withdrawn:
                what = Both(f"“{name.zh}”的一个来源已撤回。", f"A source by “{name.en}” was withdrawn.")
                yield _Due(identifier, "withdrawn", "source_restated", what, pages=("sources",))

    def _now(self, record: Fact | Event) -> Fact | Event | None:
        """Return the fact or event as it is now, also under a new id."""
        now = self.succession.renamed(record) or record.id
        return self.new.facts.get(now) or self.new.events.get(now)


def _figure(claim: Claim) -> Hashable:
    """Return a claim without its words, which may be reworded without a correction."""
    return claim.value if isinstance(claim.value, Quantity) else None, claim.status, claim.as_of
