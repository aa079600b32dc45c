"""The timeline: outcomes and promises of all subjects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, by_page, headings
from sitegen.plan.select import due_of, latest_outcomes, outcome_date, promises_by_urgency
from sitegen.plan.views import EventView, Lane, Tally
from sitegen.records.library import Library
from sitegen.records.model import Text
from sitegen.values.dates import months_after


@dataclass(frozen=True)
class PromiseGroup:
    """The promises under one heading: `overdue`, `soon`, `later`, `undated` or `carried_out`."""

    kind: str
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class Year:
    """The events of one year."""

    year: int
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class TimelineView:
    """The events of one page by year, the promises by state, and all by lane; `recent` and `tally` are of all pages."""

    years: tuple[Year, ...]
    promise_groups: tuple[PromiseGroup, ...]
    lanes: tuple[Lane, ...]
    recent: tuple[EventView, ...]
    tally: Tally


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[TimelineView]]:
    """Yield the pages of the timeline."""
    library = survey.library
    events = by_page(survey.events, lambda view: library.paging.page(kind.path, f"event-{view.event.id}"))
    for heading in headings(kind, library):
        on_page = events.get(heading.path, ())
        yield heading.with_view(
            TimelineView(
                years=_years(latest_outcomes(on_page)),
                promise_groups=_promise_groups(promises_by_urgency(on_page), survey.as_of),
                lanes=_lanes((view for view in on_page if not view.is_of_organisation), library),
                recent=survey.recent,
                tally=survey.tally,
            )
        )


def _years(happened: tuple[EventView, ...]) -> tuple[Year, ...]:
    return tuple(
        Year(year, tuple(events))
        for year, events in groupby(happened, lambda view: outcome_date(view).end.year)
    )


def _promise_groups(promises: tuple[EventView, ...], as_of: date) -> tuple[PromiseGroup, ...]:
    """Group promises: overdue, due within twelve months, due later, undated, carried out."""
    horizon = months_after(as_of, 12)

    def kind(view: EventView) -> str:
        state = view.ledger.state
        if state == "planned":
            return "soon" if due_of(view) <= horizon else "later"
        return state if state in ("overdue", "undated") else "carried_out"

    kinds = ("overdue", "soon", "later", "undated", "carried_out")
    return tuple(PromiseGroup(one, tuple(view for view in promises if kind(view) == one)) for one in kinds)


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
