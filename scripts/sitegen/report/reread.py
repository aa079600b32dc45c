"""What says that something is not known, and is to be read again once more is known of its subject.

A statement of absence ages: whoever adds a record is shown every such statement on the same subject or factsheet row.
Gaps and questions have keys of their own for it; of the texts, those count that hold one of the words below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sitegen.core.problems import Place as FilePlace
from sitegen.derived.dated_plans import ledger
from sitegen.i18n.bilingual import Both, punctuate
from sitegen.i18n.punctuation import Punctuation
from sitegen.records.field_docs import documentation
from sitegen.records.library import Library, Path
from sitegen.records.model import (
    Community,
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


@dataclass(frozen=True)
class Statement:
    """A statement of absence: its place in the records, what it is about, and its words."""

    place: FilePlace
    about: Both
    words: Both


def reread(
    found: tuple[Change, ...], old: State, new: State, succession: Succession
) -> tuple[Statement, ...]:
    """Return the statements of absence in ``new`` on which something among the changes ``found`` was added.

    Those that were changed with it have been read again.
    """
    topics = _Topics(new.library)
    for change in found:
        is_added = change.before is None and change.after is not None and not change.follows
        if is_added and getattr(change.thing.record, "id", "") not in succession.new_names:
            topics.add(change)
    if not topics.members:
        return ()
    statements = dict.fromkeys(
        (*_gaps(topics, old.library), *_texts(topics, old.library), *_events(topics, old.library, new))
    )
    return tuple(sorted(statements, key=lambda one: one.place))


class _Topics:
    """The records and factsheet rows on which something was added: a subject with all that is tied to it."""

    def __init__(self, library: Library) -> None:
        self.library, self.say = library, Wording(library)
        # Paths of top records, and the ids of rows.
        self.members: set[Path] = set()
        self.rows: set[str] = set()

    def add(self, change: Change) -> None:
        """Add what an added fact, event, claim, report or other record within a subject is about."""
        record, path = change.thing.record, change.thing.path
        if path[0] not in ("communities", "places", "programme", "facilities", "organisations"):
            return
        if isinstance(record, Fact):
            self.rows |= {self.library.measures[record.measure].row or ""} - {""}
        self.rows |= {row for row in (getattr(record, "row", None),) if row}
        if "projects" in path:
            project = self.library.record(path[: path.index("projects") + 2])
            self.rows.add(getattr(project, "row", ""))
        self.members |= {path[:2], *self._tied(path[:2])}

    def _tied(self, path: Path) -> Iterator[Path]:
        """Yield the community, its places, and the organisations and facilities tied to it."""
        kind, identifier = path
        for community in self.library.communities.values():
            operators = {project.operator for project in community.projects}
            places = [place.id for place in self.library.places.values() if place.community == community.id]
            organisations = {*community.organisations, *operators} - {None}
            facilities = [
                one.id
                for one in self.library.facilities.values()
                if one.operator and one.operator in organisations
            ]
            group: set[Path] = {("communities", community.id), *(("places", one) for one in places)}
            group |= {("organisations", one) for one in organisations if one}
            group |= {("facilities", one) for one in facilities}
            # What is said of one community says nothing of the others that an organisation is tied to.
            if (kind, identifier) in group:
                yield from group

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The Chinese names of the communities and places among the members."""
        records = (self.library.record(path) for path in self.members)
        named = (one for one in records if isinstance(one, Community | Place))
        return tuple({name for one in named for name in (one.name.zh, one.short.zh) if len(name) > 1})

    def concern(self, path: Path, text: Text) -> bool:
        """Whether a text at ``path`` is about one of the members, or names one."""
        return path[:2] in self.members or any(name in text.zh for name in self.names)

    def concern_question(self, question: Question) -> bool:
        """Whether a question asks about one of the rows, or is answered or followed by a word on one of the members."""
        subjects = {self.library.homes[answer].subject.id for answer in question.answers}
        communities = {home.id for one in question.answers if (home := self.library.homes[one].community)}
        members = {self.library.programme.id if path[0] == "programme" else path[1] for path in self.members}
        return bool(
            self.rows.intersection(question.rows)
            or members & (subjects | communities)
            or (question.missing and self.concern(("questions", ""), question.missing))
        )


def _gaps(topics: _Topics, old: Library) -> Iterator[Statement]:
    """Yield the rows on which nothing was found for a community, as one statement, and what questions lack."""
    library, say = topics.library, topics.say
    for community in library.communities.values():
        before = old.communities.get(community.id)
        known = before.gaps if before else ()
        gaps = [index for index, one in enumerate(community.gaps) if one in known]
        if ("communities", community.id) in topics.members and gaps:
            rows = punctuate(
                Punctuation.items, *(say.named("row", community.gaps[index].row) for index in gaps)
            )
            place = library.place(("communities", community.id, "gaps", gaps[0]))
            yield Statement(place, _about(say, community.name, Community, "gaps"), rows)
    asked = {one.missing for group in old.questions.groups for one in group.questions}
    for number, group in enumerate(library.questions.groups):
        for index, question in enumerate(group.questions):
            if question.missing in asked and question.missing and topics.concern_question(question):
                place = library.place(("questions", "", "groups", number, "questions", index, "missing"))
                yield Statement(
                    place, _about(say, question.text, Question, "missing"), say.show(question.missing)
                )


def _texts(topics: _Topics, old: Library) -> Iterator[Statement]:
    """Yield the texts that say that something is not known, and the leads, which have not been changed."""
    library, say = topics.library, topics.say
    known = {text for _, record in old.records() for _, text, _ in walk_texts(record)}
    for path, record in library.records():
        if path[0] in ("vocabulary", "changes", "questions"):
            continue
        for inner, text, _ in walk_texts(record):
            # A lead that could not be confirmed may be by now.
            is_lead = "leads" in inner and inner[-1] == "text"
            is_absence = is_lead or ABSENCE_ZH.search(text.zh) or ABSENCE_EN.search(text.en)
            if is_absence and "gaps" not in inner and text in known and topics.concern((*path, *inner), text):
                doc = documentation_at(type(record), ".".join(map(str, inner)))
                assert doc is not None, "every text is a field of a record"
                field = Both(doc.short_zh, doc.short_en)
                about = say.show(name) if (name := getattr(record, "name", None)) else None
                yield Statement(
                    library.place((*path, *inner)),
                    punctuate(Punctuation.label, about, field) if about else field,
                    say.show(text),
                )


def _events(topics: _Topics, old: Library, new: State) -> Iterator[Statement]:
    """Yield the events of which no outcome is known, and that have not been changed."""
    say = topics.say
    for path, event in topics.library.located_events():
        if path[:2] in topics.members and old.events.get(event.id) == event:
            known = ledger(event, new.as_of, topics.library)
            if known and known.outcome is None and known.state != "not_due":
                words = say.term("plan_states", known.state)
                yield Statement(topics.library.place(path), say.owner_and_label(event.id), words)


def _about(say: Wording, name: Text, model: type[Record], key: str) -> Both:
    doc = documentation(model, key)
    return punctuate(Punctuation.label, say.show(name), Both(doc.short_zh, doc.short_en))
