"""How to cite each record."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sitegen.derived.dated_plans import Ledger, ledger
from sitegen.page_kinds import PageKind
from sitegen.plan.citations import Known
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, by_page, headings
from sitegen.plan.select import communities_of, fact_view
from sitegen.plan.views import FactView, Support
from sitegen.records.edition import edition
from sitegen.records.model import Change, Event, Fact, Structure, Subject


@dataclass(frozen=True)
class CiteView:
    """A record to be cited: its present state, its edition, and the changes that concerned it."""

    record: Fact | Event | Structure
    support: Support
    edition: str
    fact: FactView | None
    ledger: Ledger | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CiteGroup:
    """The records of one subject that can be cited."""

    subject: Subject
    views: tuple[CiteView, ...]

    @property
    def anchor(self) -> str:
        """The anchor of its heading; subjects of different kinds may have the same id."""
        return f"of-{type(self.subject).__name__.lower()}-{self.subject.id}"


@dataclass(frozen=True)
class CitationsView:
    """The subjects of one page, each with its records that can be cited."""

    groups: tuple[CiteGroup, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[CitationsView]]:
    """Yield the pages of records to cite."""
    paging = survey.library.paging
    groups = by_page(
        _groups(survey), lambda group: paging.page(kind.path, f"cite-{group.views[0].record.id}")
    )
    for heading in headings(kind, survey.library):
        on_page = groups.get(heading.path, ())
        records = (view.record.id for group in on_page for view in group.views)
        yield heading.with_view(CitationsView(on_page), communities_of(records, survey.library))


def _groups(survey: Survey) -> Iterator[CiteGroup]:
    """Yield the records of each subject, in the order of the files."""
    subjects = {id(subject): subject for _, subject in survey.library.subjects()}
    for key, group in groupby(survey.known.values(), lambda known: id(known.support.subject)):
        yield CiteGroup(subjects[key], tuple(_view(known, survey) for known in group))


def _view(known: Known, survey: Survey) -> CiteView:
    record, library = known.record, survey.library
    return CiteView(
        record,
        known.support,
        edition(record),
        fact_view(record, library) if isinstance(record, Fact) else None,
        ledger(record, survey.as_of, library) if isinstance(record, Event) else None,
        tuple(view.change for view in survey.changes if record.id in view.change.concerns),
    )
