"""What may no longer be true once something was added or withdrawn, the likeliest first.

A statement of absence ages: gaps and questions have keys of their own for it; of the texts, those count that hold one of
the words below. So do a comparison and an editor's choice once a fact has another claim, and notes once it has lost one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sitegen.core.problems import Place as FilePlace
from sitegen.derived.dated_plans import ledger
from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.records.field_docs import documentation
from sitegen.records.library import Library, Located, Path
from sitegen.records.model import (
    Community,
    Event,
    Fact,
    Place,
    Question,
    Record,
    Text,
    documentation_at,
    walk_texts,
)
from sitegen.report.diff import Change, State
from sitegen.report.vanished import Succession
from sitegen.report.wording import Wording

ABSENCE_ZH = re.compile(
    "未(?:见|查|公布|写|说明|提|列|载|注明|给出|能查|明确|解释|标|证实)"
    "|没有(?:可|来源|报道|写|说明|提|公布|查|找|给出|列|消息|门牌|任何)|来源没|不详|尚无|无从"
)
ABSENCE_EN = re.compile(
    r"\b(?:no|not|nor|neither|never|without|un(?:known|named|stated|published))\b"
    r"(?=.*\b(?:source|report|publi|found|find|stat|sa(?:y|id)|name|given?|known|mention|list|descri|outcome|date|figure))"
    r"|\bfound (?:no|nothing)\b",
    re.IGNORECASE,
)


Nearness = Literal["same", "near", "far"]
_ORDER: tuple[Nearness, ...] = ("same", "near", "far")
# The lists within a top record whose entries have a row, or texts beside claims.
_PARTS = ("facts", "events", "projects")


@dataclass(frozen=True)
class Statement:
    """A statement to read again: its place in the records, what it is about, its words, and how near it is to the change.

    The `same` fact, event or row; a summary, note, question, gap or project `near` it; or `far`, on the same subject alone.
    """

    place: FilePlace
    about: Both
    words: Both
    nearness: Nearness


def reread(
    found: tuple[Change, ...], old: State, new: State, succession: Succession
) -> tuple[Statement, ...]:
    """Return the statements in ``new`` on which something among the changes ``found`` was added or withdrawn.

    Those that were changed with it have been read again.
    """
    topics = _Topics(new.library)
    for change in found:
        is_added = change.before is None and change.after is not None and not change.follows
        if is_added and getattr(change.thing.record, "id", "") not in succession.new_names:
            topics.add(change.thing.path, change.thing.record)
    _add_lost(topics, old, new)
    if not topics.subjects:
        return ()
    statements = dict.fromkeys(
        (*_gaps(topics, old.library), *_texts(topics, old.library), *_events(topics, old.library, new))
    )
    return tuple(sorted(statements, key=lambda one: (_ORDER.index(one.nearness), one.place)))


def _add_lost(topics: "_Topics", old: State, new: State) -> None:
    """Add the facts and events that lost what a source said of them, as one that was withdrawn."""
    paths = {record.id: path for path, record in _cited(new.library)}
    now = {record.id: record for _, record in _cited(new.known)}
    for path, before in _cited(old.known):
        after = now.get(before.id)
        if after is not None and _sources(before) <= _sources(after):
            continue
        if before.id in paths:
            topics.lost.add(paths[before.id])
            topics.add(paths[before.id], before)
        elif str(path[1]) in ("", *getattr(new.library, str(path[0]), ())):
            topics.add(path[:2], before)


def _cited(library: Library) -> Iterator[Located[Fact | Event]]:
    yield from library.located_facts()
    yield from library.located_events()


def _sources(record: Fact | Event) -> set[str]:
    cited = record.claims if isinstance(record, Fact) else (*record.plan, *record.actual)
    return {citation.source for citation in cited}


class _Topics:
    """The subjects, facts, events, projects and factsheet rows on which something was added or lost."""

    def __init__(self, library: Library) -> None:
        self.library, self.say = library, Wording(library)
        # Paths of top records, of facts and events, and of projects; those of facts and events that lost a claim.
        self.subjects: set[Path] = set()
        self.things: set[Path] = set()
        self.projects: set[Path] = set()
        self.lost: set[Path] = set()
        # The ids of rows, and the communities to which the organisations and facilities among the subjects belong.
        self.rows: set[str] = set()
        self.tied: set[Path] = set()

    def add(self, path: Path, record: Record) -> None:
        """Add what a fact, event, claim, report or other record at ``path`` within a subject is about."""
        kind, identifier = path[:2]
        if kind not in ("communities", "places", "programme", "facilities", "organisations"):
            return
        if isinstance(record, Fact):
            self.rows |= {self.library.measures[record.measure].row or ""} - {""}
        self.rows |= {row for row in (getattr(record, "row", None),) if row}
        if "projects" in path:
            project = path[: path.index("projects") + 2]
            self.projects.add(project)
            self.rows |= {getattr(self.library.record(project), "row", "")} - {""}
        if isinstance(record, Fact | Event) and len(path) > 2:
            self.things.add(path)
        self.subjects.add(path[:2])
        # A place is shown on the page of its community.
        for place in self.library.places.values():
            pair: tuple[Path, Path] = ("places", place.id), ("communities", place.community or "")
            if place.community and path[:2] in pair:
                self.subjects |= {*pair}
        for community in self.library.communities.values():
            operators = {project.operator for project in community.projects}
            facility = self.library.facilities.get(str(identifier)) if kind == "facilities" else None
            organisation = facility.operator if facility else identifier
            if kind in ("organisations", "facilities") and organisation in {
                *community.organisations,
                *operators,
            }:
                self.tied.add(("communities", community.id))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The Chinese names of the communities and places among the subjects."""
        records = (self.library.record(path) for path in self.subjects)
        named = (one for one in records if isinstance(one, Community | Place))
        return tuple({name for one in named for name in (one.name.zh, one.short.zh) if len(name) > 1})

    def nearness(self, path: Path, text: Text | None = None) -> Nearness | None:
        """Return how near what stands at ``path`` is to the change; None if it only shares a community, or nothing."""
        is_own = path[:2] in self.subjects
        has_row = bool(self.rows & self._rows_at(path))
        if any(path[: len(thing)] == thing for thing in self.things) or (is_own and has_row):
            return "same"
        in_project = any(path[: len(project)] == project for project in self.projects)
        is_of_whole = is_own and path[2] in ("summary", "note", "leads")
        if is_of_whole or in_project or (path[:2] in self.tied and has_row):
            return "near"
        return "far" if is_own or (text and any(name in text.zh for name in self.names)) else None

    def _rows_at(self, path: Path) -> set[str]:
        """Return the rows of the facts, events and projects in which ``path`` is."""
        rows = set()
        for end in range(4, len(path) + 1):
            if path[end - 2] in _PARTS and isinstance(path[end - 1], int):
                record = self.library.record(path[:end])
                measure = self.library.measures.get(getattr(record, "measure", ""))
                rows.add((measure and measure.row) or getattr(record, "row", None) or "")
        return rows - {""}

    def of_question(self, question: Question) -> Nearness | None:
        """Return how near a question is: on one of the rows, or answered or followed by a word on one of the subjects."""
        if self.rows.intersection(question.rows):
            return "near"
        subjects = {self.library.homes[answer].subject.id for answer in question.answers}
        communities = {home.id for one in question.answers if (home := self.library.homes[one].community)}
        own = {self.library.programme.id if path[0] == "programme" else path[1] for path in self.subjects}
        if own & (subjects | communities):
            return "near" if own & subjects else "far"
        return self.nearness(("questions", ""), question.missing) if question.missing else None


def _gaps(topics: _Topics, old: Library) -> Iterator[Statement]:
    """Yield the rows on which nothing was found for a community, as one statement, and what questions lack."""
    library, say = topics.library, topics.say
    for community in library.communities.values():
        before = old.communities.get(community.id)
        path: Path = ("communities", community.id)
        known = [
            index for index, one in enumerate(community.gaps) if before is not None and one in before.gaps
        ]
        same = [index for index in known if community.gaps[index].row in topics.rows]
        others = [index for index in known if index not in same]
        groups: list[tuple[Nearness, list[int]]] = []
        if path in topics.subjects:
            groups = [("same", same), ("far", others)]
        elif path in topics.tied:
            groups = [("near", same)]
        for nearness, gaps in groups:
            if gaps:
                rows = punctuate(
                    Punctuation.items, *(say.named("row", community.gaps[index].row) for index in gaps)
                )
                place = library.place((*path, "gaps", gaps[0]))
                yield Statement(place, _about(say, community.name, Community, "gaps"), rows, nearness)
    asked = {one.missing for group in old.questions.groups for one in group.questions}
    for number, group in enumerate(library.questions.groups):
        for index, question in enumerate(group.questions):
            near = topics.of_question(question)
            if near and question.missing in asked and question.missing:
                place = library.place(("questions", "", "groups", number, "questions", index, "missing"))
                yield Statement(
                    place, _about(say, question.text, Question, "missing"), say.show(question.missing), near
                )


def _texts(topics: _Topics, old: Library) -> Iterator[Statement]:
    """Yield the texts that may no longer be true, and that have not been changed."""
    library, say = topics.library, topics.say
    known = {text for _, record in old.records() for _, text, _ in walk_texts(record)}
    for path, record in library.records():
        if path[0] in ("vocabulary", "changes", "questions"):
            continue
        for inner, text, _ in walk_texts(record):
            whole = (*path, *inner)
            near = topics.nearness(whole, text)
            if near and "gaps" not in inner and text in known and _may_age(whole, text, topics):
                doc = documentation_at(type(record), ".".join(map(str, inner)))
                assert doc is not None, "every text is a field of a record"
                field = Both(doc.short_zh, doc.short_en)
                about = say.show(name) if (name := getattr(record, "name", None)) else None
                yield Statement(
                    library.place(whole),
                    punctuate(Punctuation.label, about, field) if about else field,
                    say.show(text),
                    near,
                )


def _may_age(path: Path, text: Text, topics: _Topics) -> bool:
    """Whether a text says that something is not known, sums up the subject, or speaks of claims that are others now."""
    # A lead that could not be confirmed may be by now.
    if "leads" in path and path[-1] == "text":
        return True
    if path[:2] in topics.subjects and path[2:] == ("summary",):
        return True
    if path[-1] == "why" and any(
        path[:-2] == thing and path[-2] in ("comparison", "shown") for thing in topics.things
    ):
        return True
    if path[-1] == "note" and any(path[: len(thing)] == thing for thing in topics.lost):
        return True
    return bool(ABSENCE_ZH.search(text.zh) or ABSENCE_EN.search(text.en))


def _events(topics: _Topics, old: Library, new: State) -> Iterator[Statement]:
    """Yield the events of which no outcome is known, and that have not been changed."""
    say = topics.say
    for path, event in topics.library.located_events():
        near = topics.nearness(path)
        if near and old.events.get(event.id) == event:
            known = ledger(event, new.as_of, topics.library)
            if known and known.outcome is None and known.state != "not_due":
                words = say.term("plan_states", known.state)
                yield Statement(topics.library.place(path), say.owner_and_label(event.id), words, near)


def _about(say: Wording, name: Text, model: type[Record], key: str) -> Both:
    doc = documentation(model, key)
    return punctuate(Punctuation.label, say.show(name), Both(doc.short_zh, doc.short_en))
