"""The library: all records, with their places in the data files.

It is passed from loading to every later stage. The checks also run on a partial library, in which `partial` has the
records with mistakes; every stage after the checks gets a complete one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from sitegen.core.problems import Place as FilePlace
from sitegen.records.model import (
    Change,
    Community,
    Event,
    Facility,
    Fact,
    Factsheet,
    GlossaryTerm,
    Measure,
    Organisation,
    Place,
    Programme,
    Questions,
    Record,
    Redirects,
    Site,
    Source,
    Subject,
    Vocabulary,
)
from sitegen.records.paging import Lengths, Paging
from sitegen.records.record_files import DATA_FILES
from sitegen.strict_yaml.nodes import Node

Path = tuple[str | int, ...]
S = TypeVar("S", covariant=True)


class Located(NamedTuple, Generic[S]):
    """A record with its path: data file, id of the top record, then keys and indexes."""

    path: Path
    record: S


class Home(NamedTuple):
    """What a fact or event belongs to: its subject and, if that is a community or its project, the community."""

    subject: Subject
    community: Community | None


@dataclass(frozen=True)
class Library:
    """Every record by id, in the order of the files."""

    site: Site
    vocabulary: Vocabulary
    factsheet: Factsheet
    programme: Programme
    questions: Questions
    redirects: Redirects
    sources: dict[str, Source]
    organisations: dict[str, Organisation]
    facilities: dict[str, Facility]
    glossary: dict[str, GlossaryTerm]
    changes: dict[str, Change]
    communities: dict[str, Community]
    places: dict[str, Place]
    nodes: Mapping[Path, Node] = field(repr=False)
    partial: frozenset[Path] = frozenset()
    lengths: Lengths = field(default_factory=Lengths)

    def is_partial(self, path: Path) -> bool:
        """Whether the top record at ``path`` has mistakes, so that parts of it may be missing here."""
        return path[:2] in self.partial

    def place(self, path: Path, *, of_key: bool = False) -> FilePlace:
        """Return the place in its file of the value at ``path``, or of its key if ``of_key``."""
        return self.nodes[path[:2]].place_at(path[2:], of_key=of_key)

    def record(self, path: Path) -> Record:
        """Return the record at ``path``, which leads to one."""
        kind, identifier, *steps = path
        value: Any = getattr(self, str(kind))
        if identifier:
            value = value[identifier]
        for step in steps:
            value = getattr(value, step) if isinstance(step, str) else value[step]
        assert isinstance(value, Record)
        return value

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every measure by id."""
        return {measure.id: measure for measure in self.factsheet.measures}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact by id."""
        return {located.record.id: located.record for located in self.located_facts()}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Every event by id."""
        return {located.record.id: located.record for located in self.located_events()}

    @cached_property
    def paging(self) -> Paging:
        """The pages of every list, and the page of each record."""
        lists = ("communities", "places", "facilities", "organisations", "sources", "changes")
        return Paging(self.lengths, {kind: tuple(getattr(self, kind)) for kind in lists}, self.subjects())

    @cached_property
    def source_places(self) -> dict[str, int]:
        """The position of every source in its file, from 0."""
        return {identifier: position for position, identifier in enumerate(self.sources)}

    @cached_property
    def homes(self) -> dict[str, Home]:
        """The home of every fact, event and structure, by id."""
        homes: dict[str, Home] = {}
        for path, subject in self.subjects():
            community = self.communities.get(str(path[1])) if path[0] == "communities" else None
            homes |= {fact.id: Home(subject, community) for fact in subject.facts}
            homes |= {event.id: Home(subject, community) for event in subject.events}
            if isinstance(subject, Community) and subject.structure:
                homes[subject.structure.id] = Home(subject, community)
        return homes

    def records(self) -> Iterator[Located[Record]]:
        """Yield every top record, except those of optional files."""
        for kind, file in DATA_FILES.items():
            if file.is_list:
                for identifier, record in getattr(self, kind).items():
                    yield Located((kind, identifier), record)
            elif not file.is_optional:
                yield Located((kind, ""), getattr(self, kind))

    def subjects(self) -> Iterator[Located[Subject]]:
        """Yield communities with their projects, then places, the programme, facilities and organisations."""
        for community in self.communities.values():
            path: Path = ("communities", community.id)
            yield Located(path, community)
            for index, project in enumerate(community.projects):
                yield Located((*path, "projects", index), project)
        for place in self.places.values():
            yield Located(("places", place.id), place)
        yield Located(("programme", ""), self.programme)
        for facility in self.facilities.values():
            yield Located(("facilities", facility.id), facility)
        for organisation in self.organisations.values():
            yield Located(("organisations", organisation.id), organisation)

    def located_facts(self) -> Iterator[Located[Fact]]:
        """Yield every fact."""
        for path, subject in self.subjects():
            for index, fact in enumerate(subject.facts):
                yield Located((*path, "facts", index), fact)

    def located_events(self) -> Iterator[Located[Event]]:
        """Yield every event."""
        for path, subject in self.subjects():
            for index, event in enumerate(subject.events):
                yield Located((*path, "events", index), event)
