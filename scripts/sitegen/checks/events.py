"""Rules for events, the dates announced for them, and outcomes."""

from collections.abc import Iterator

from sitegen.checks.registry import Finding, rule
from sitegen.records.library import Library
from sitegen.records.model import PlannedDate
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
                "写明谁何时公布了时间，或何时发生",
                "say who announced it when, or when it happened",
            )


@rule
def plans_run_forward(library: Library) -> Iterator[Finding]:
    """Announced dates stand in the order in which they were announced."""
    for path, event in library.located_events():
        latest = None
        for index, one in enumerate(event.plan):
            said = _said(one, library)
            if said is None:
                continue
            if latest and said.end < latest.end:
                yield Finding(
                    (*path, "plan", index),
                    f"公布的时间按公布的先后排列，{said}应在{latest}之前",
                    f"Announced dates stand in the order of their announcement; {said} belongs before {latest}",
                    "调整plan里的次序",
                    "change the order in plan",
                )
            latest = said if latest is None or said.end > latest.end else latest


def _said(one: PlannedDate, library: Library) -> PartialDate | None:
    """Return when a date was announced, if its source is in the library."""
    source = library.sources.get(one.source)
    return one.said or (source.published if source else None)


@rule
def plans_look_ahead(library: Library) -> Iterator[Finding]:
    """A date is announced before it is due, and not after the source that reports it."""
    for path, event in library.located_events():
        for index, one in enumerate(event.plan):
            source = library.sources.get(one.source)
            said = _said(one, library)
            if one.due and said and one.due.end < said.first:
                yield Finding(
                    (*path, "plan", index, "due"),
                    f"公布的时间{one.due}早于公布日期{said}",
                    f"The announced date {one.due} lies before its announcement of {said}",
                    "核对due和said；已发生的写进actual",
                    "check due and said; what has happened belongs under actual",
                )
            if source and one.said and one.said.first > source.published.end:
                yield Finding(
                    (*path, "plan", index, "said"),
                    f"公布日期{one.said}晚于来源的发布日期{source.published}",
                    f"The announcement is dated {one.said}, after its source of {source.published}",
                    "核对said和来源的发布日期",
                    "check said and the date of the source",
                )


@rule
def plans_are_given_up_without_a_date(library: Library) -> Iterator[Finding]:
    """An entry that says that a plan was given up names no date, and stands after what it gives up."""
    for path, event in library.located_events():
        for index, one in enumerate(event.plan):
            if one.withdrawn and one.due:
                yield Finding(
                    (*path, "plan", index, "due"),
                    "计划取消的一条又写了公布的时间",
                    "An entry that gives a plan up names a date for it",
                    "分成两条：公布的时间一条，取消另一条，写withdrawn: true",
                    "make two entries: one with the date, another with withdrawn: true",
                )
            if one.withdrawn and index == 0 and not library.is_partial(path):
                yield Finding(
                    (*path, "plan", index, "withdrawn"),
                    "取消之前没有公布过的计划",
                    "There is no earlier plan that this one gives up",
                    "在前面补上原来的计划；没有说过时间的不写due",
                    "add the earlier plan before it; leave due out if it named no date",
                )


@rule
def reasons_belong_to_a_change(library: Library) -> Iterator[Finding]:
    """The first date announced changes nothing, so it has no reason for a change."""
    for path, event in library.located_events():
        if event.plan and event.plan[0].why and not library.is_partial(path):
            yield Finding(
                (*path, "plan", 0, "why"),
                "第一次公布的时间没有改期，不写why",
                "The first date announced is no change, so there is no reason for one",
                "移到改期的那一条；其他说明写note",
                "move it to the entry that changes the date; any other remark belongs under note",
            )


@rule
def events_are_overtaken_by_later_ones(library: Library) -> Iterator[Finding]:
    """An event is overtaken by one of the same community, or by one outside all of them, and never by itself."""
    for path, event in library.located_events():
        homes = [library.homes.get(one) for one in (event.id, event.overtaken_by or "")]
        if homes[0] and homes[1] and homes[0].community is not homes[1].community:
            yield Finding(
                (*path, "overtaken_by"),
                f"后续事件“{event.overtaken_by}”不属于同一个社区",
                f'The later event "{event.overtaken_by}" does not belong to the same community',
                "写同一社区的事件；配套、机构的事件，写社区以外的事件",
                "choose an event of the same community; for one of a facility or organisation, one outside the communities",
            )
        seen, step = {event.id}, event
        while (later := library.events.get(step.overtaken_by or "")) and later.id not in seen:
            seen.add(later.id)
            step = later
        if later is event:
            yield Finding(
                (*path, "overtaken_by"),
                f"事件“{event.id}”绕了一圈又以自己为后续",
                f'The event "{event.id}" comes back to itself through overtaken_by',
                "只在较早的事件里写overtaken_by，指向较晚的",
                "write overtaken_by in the earlier event alone, with the id of the later one",
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
                    f"发生日期{outcome.date}晚于来源的发布日期{source.published}",
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
