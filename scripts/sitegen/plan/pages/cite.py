"""How each record is to be cited."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sitegen.derived.promises import Ledger, ledger
from sitegen.kinds import PageKind
from sitegen.plan.citations import Known
from sitegen.plan.page import Page, by_page, headings
from sitegen.plan.select import communities_of, fact_view
from sitegen.plan.survey import Survey
from sitegen.plan.views import FactView, Support
from sitegen.records.fingerprint import edition
from sitegen.records.model import Change, Event, Fact, Structure, Subject


@dataclass(frozen=True)
class CiteView:
    """A record as it is to be cited: what it says now, in which edition, and the changes that concerned it."""

    record: Fact | Event | Structure
    support: Support
    edition: str
    fact: FactView | None
    ledger: Ledger | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CiteGroup:
    """What can be cited of one subject."""

    subject: Subject
    views: tuple[CiteView, ...]


@dataclass(frozen=True)
class CitationsView:
    """What can be cited of the subjects of one page."""

    groups: tuple[CiteGroup, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[CitationsView]]:
    """Yield the pages of what can be cited."""
    paging = survey.library.paging
    groups = by_page(
        _groups(survey), lambda group: paging.page(kind.path, f"cite-{group.views[0].record.id}")
    )
    for heading in headings(kind, survey.library):
        here = groups.get(heading.path, ())
        records = (view.record.id for group in here for view in group.views)
        yield heading.showing(CitationsView(here), communities_of(records, survey.library))


def _groups(survey: Survey) -> Iterator[CiteGroup]:
    """Yield what can be cited of each subject, in the order of the files."""
    subjects = {id(subject): subject for _, subject in survey.library.subjects()}
    for key, ones in groupby(survey.known.values(), lambda one: id(one.support.subject)):
        yield CiteGroup(subjects[key], tuple(_view(one, survey) for one in ones))


def _view(one: Known, survey: Survey) -> CiteView:
    record, library = one.record, survey.library
    return CiteView(
        record,
        one.support,
        edition(record),
        fact_view(record, library) if isinstance(record, Fact) else None,
        ledger(record, survey.as_of, library) if isinstance(record, Event) else None,
        tuple(view.change for view in survey.changes if record.id in view.change.concerns),
    )
