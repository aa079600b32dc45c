"""Rules for events, promises and outcomes."""

from collections.abc import Iterator

from sitegen.checks.registry import Finding, rule
from sitegen.records.library import Library
from sitegen.records.model import Promise
from sitegen.values.dates import PartialDate


@rule
def events_are_planned_or_happened(library: Library) -> Iterator[Finding]:
    """An event has a plan, an outcome, or both."""
    for path, event in library.located_events():
        if not event.plan and not event.actual and not library.is_partial(path):
            yield Finding(
                (*path, "id"),
                f"事件“{event.id}”既无plan也无actual",
                f'The event "{event.id}" has neither plan nor actual',
                "写明谁何时承诺，或何时实现",
                "say who promised it when, or when it happened",
            )


@rule
def plans_run_forward(library: Library) -> Iterator[Finding]:
    """Successive promises stand in the order in which they were made."""
    for path, event in library.located_events():
        latest = None
        for index, promise in enumerate(event.plan):
            said = _said(promise, library)
            if said is None:
                continue
            if latest and said.end < latest.end:
                yield Finding(
                    (*path, "plan", index),
                    f"承诺按提出的先后排列，{said}应在{latest}之前",
                    f"Promises stand in the order they were made; {said} belongs before {latest}",
                    "调整plan里的次序",
                    "change the order in plan",
                )
            latest = said if latest is None or said.end > latest.end else latest


def _said(promise: Promise, library: Library) -> PartialDate | None:
    """Return when a promise was made, if its source is in the library."""
    source = library.sources.get(promise.source)
    return promise.said or (source.published if source else None)


@rule
def promises_look_ahead(library: Library) -> Iterator[Finding]:
    """A promise is made before it is due, and not after the source that reports it."""
    for path, event in library.located_events():
        for index, promise in enumerate(event.plan):
            source = library.sources.get(promise.source)
            said = _said(promise, library)
            if promise.due and said and promise.due.end < said.first:
                yield Finding(
                    (*path, "plan", index, "due"),
                    f"期限{promise.due}早于提出的时间{said}",
                    f"The due date {promise.due} lies before the promise of {said}",
                    "核对due和said；已发生的写进actual",
                    "check due and said; what has happened belongs under actual",
                )
            if source and promise.said and promise.said.first > source.published.end:
                yield Finding(
                    (*path, "plan", index, "said"),
                    f"提出的时间{promise.said}晚于来源的发布日期{source.published}",
                    f"The promise is dated {promise.said}, after its source of {source.published}",
                    "核对said和来源的发布日期",
                    "check said and the date of the source",
                )


@rule
def outcomes_are_not_newer_than_their_source(library: Library) -> Iterator[Finding]:
    """A source cannot report an event that happens after its own publication."""
    for path, event in library.located_events():
        for index, outcome in enumerate(event.actual):
            source = library.sources.get(outcome.source)
            if source and outcome.date.first > source.published.end:
                yield Finding(
                    (*path, "actual", index, "date"),
                    f"实现日期{outcome.date}晚于来源的发布日期{source.published}",
                    f"The event is dated {outcome.date}, after its source of {source.published}",
                    "核对日期；未发生的写进plan",
                    "check the date; what is still to come belongs under plan",
                )


@rule
def reports_that_differ_are_compared(library: Library) -> Iterator[Finding]:
    """Reports of one event whose dates exclude each other need a comparison."""
    for path, event in library.located_events():
        dates = [outcome.date for outcome in event.actual]
        excluding = any(earlier.end < later.first for earlier in dates for later in dates)
        if event.comparison and len(dates) < 2 and not library.is_partial(path):
            yield Finding(
                (*path, "comparison"),
                f"事件“{event.id}”没有两条以上的报道，没有可比较的",
                f'The event "{event.id}" has no two reports, so there is nothing to compare',
                "删去comparison，或补上另一条报道",
                "delete comparison or add the other report",
            )
        if excluding and not event.comparison:
            yield Finding(
                (*path, "id"),
                f"事件“{event.id}”的几个日期互不相容",
                f'The dates reported for the event "{event.id}" exclude each other',
                "写comparison，说明relation和why",
                "add comparison with relation and why",
            )


@rule
def only_events_of_a_community_fill_a_row(library: Library) -> Iterator[Finding]:
    """Only events of the community itself fill rows of its factsheet, not those of its projects or of organisations."""
    for path, event in library.located_events():
        if event.row and (path[0] != "communities" or "projects" in path):
            yield Finding(
                (*path, "row"),
                "只有社区自己的事件可以写row",
                "Only an event of the community itself may name a row",
                "删去row，或把事件移到社区的events下",
                "delete row or move the event to the community",
            )
