"""What happened and what was promised, of all subjects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sitegen.kinds import PageKind
from sitegen.plan.page import Page, by_page, headings
from sitegen.plan.select import due_of, what_happened, what_was_promised, when_of
from sitegen.plan.survey import Survey
from sitegen.plan.views import EventView, Lane, Tally
from sitegen.records.library import Library
from sitegen.records.model import Text
from sitegen.values.dates import months_after


@dataclass(frozen=True)
class PromiseGroup:
    """The promises that a reader asks for together: `overdue`, `soon`, `later`, `undated` or `carried_out`."""

    kind: str
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class Year:
    """The events of one year."""

    year: int
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class TimelineView:
    """The events of one page, by year, by what became of promises and by whose they are; with what is true of all."""

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
        here = events.get(heading.path, ())
        yield heading.showing(
            TimelineView(
                years=_years(what_happened(here)),
                promise_groups=_promise_groups(what_was_promised(here), survey.as_of),
                lanes=_lanes((view for view in here if not view.is_companys), library),
                recent=survey.recent,
                tally=survey.tally,
            )
        )


def _years(happened: tuple[EventView, ...]) -> tuple[Year, ...]:
    return tuple(
        Year(year, tuple(events)) for year, events in groupby(happened, lambda view: when_of(view).end.year)
    )


def _promise_groups(promises: tuple[EventView, ...], as_of: date) -> tuple[PromiseGroup, ...]:
    """Put together the promises that are overdue, due within twelve months, due later, undated and carried out."""
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
