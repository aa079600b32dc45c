"""The timeline: outcomes and announced dates of all subjects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, by_page, headings
from sitegen.plan.select import due_of, latest_outcomes, outcome_date, plans_by_urgency
from sitegen.plan.views import EventView, Lane, Tally
from sitegen.records.library import Library
from sitegen.records.model import Text
from sitegen.values.dates import months_after


@dataclass(frozen=True)
class PlanGroup:
    """The planned events under one heading: `passed`, `soon`, `later`, `undated`, `closed` or `settled`."""

    kind: str
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class Year:
    """The events of one year."""

    year: int
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class TimelineView:
    """The events of one page by year, those planned by state, and all by lane; `recent` and `tally` are of all pages."""

    years: tuple[Year, ...]
    plan_groups: tuple[PlanGroup, ...]
    lanes: tuple[Lane, ...]
    recent: tuple[EventView, ...]
    tally: Tally
    passed_targets: int


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[TimelineView]]:
    """Yield the pages of the timeline."""
    library = survey.library
    events = by_page(survey.events, lambda view: library.paging.page(kind.path, f"event-{view.event.id}"))
    for heading in headings(kind, library):
        on_page = events.get(heading.path, ())
        yield heading.with_view(
            TimelineView(
                years=_years(latest_outcomes(on_page)),
                plan_groups=_plan_groups(plans_by_urgency(on_page), survey.as_of),
                lanes=_lanes((view for view in on_page if not view.is_of_organisation), library),
                recent=survey.recent,
                tally=survey.tally,
                passed_targets=survey.passed_targets,
            )
        )


def _years(happened: tuple[EventView, ...]) -> tuple[Year, ...]:
    return tuple(
        Year(year, tuple(events))
        for year, events in groupby(happened, lambda view: outcome_date(view).end.year)
    )


def _plan_groups(planned: tuple[EventView, ...], as_of: date) -> tuple[PlanGroup, ...]:
    """Group planned events: past their date, due within twelve months, due later, undated, closed, done.

    Those that were overtaken or withdrawn are closed: nothing more is waited for.
    """
    horizon = months_after(as_of, 12)

    def kind(view: EventView) -> str:
        state = view.ledger.state
        if state == "not_due":
            return "soon" if due_of(view) <= horizon else "later"
        if state in ("overtaken", "withdrawn"):
            return "closed"
        return state if state in ("passed", "undated") else "settled"

    kinds = ("passed", "soon", "later", "undated", "closed", "settled")
    return tuple(PlanGroup(one, tuple(view for view in planned if kind(view) == one)) for one in kinds)


def _lanes(events: Iterable[EventView], library: Library) -> tuple[Lane, ...]:
    """Sort events into a lane for each community, and one for each other page on which events stand."""
    lanes: dict[str, list[EventView]] = {}
    for view in events:
        lanes.setdefault(view.page, []).append(view)
    labels: dict[str, Text] = {
        f"communities/{community.id}": community.short for community in library.communities.values()
    }
    return tuple(
        Lane(labels.get(page) or library.vocabulary.word(page), tuple(views)) for page, views in lanes.items()
    )
