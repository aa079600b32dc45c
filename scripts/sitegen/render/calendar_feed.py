"""Promises as a calendar (iCalendar, RFC 5545) that readers can subscribe to.

A promise is an all-day entry on the last day of its due date: a whole month or quarter would cover weeks of a calendar
and hide the day that matters, since the promise is overdue the day after. The description says how precise the date
is. Nothing depends on the clock, so the same records and day give the same file.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from icalendar import Calendar, Event

from sitegen.i18n.localizer import Localizer
from sitegen.plan.views import EventView
from sitegen.records.library import Library
from sitegen.records.model import Outcome, Promise

# The phrases of the calendar, for the check that the vocabulary has them; none takes a value.
PHRASES = ("calendar_title", "calendar_description", "promised_for", "no_due", "state", "compiled")


def calendar(
    localizer: Localizer, promises: Iterable[EventView], library: Library, as_of: date, names: dict[str, str]
) -> str:
    """Return the dated ``promises`` as a calendar.

    ``names`` has the UID of each event under `uid/ID`, and under `address/ID` its address, empty if the address of the
    site is not known.
    """
    title = localizer.phrase("calendar_title")
    result = Calendar()
    result.add("prodid", f"-//shangyu-knowledge-site//promises//{localizer.language.upper()}")
    result.add("version", "2.0")
    result.add("x-wr-calname", localizer.punctuation.label(localizer.text(library.site.title), title))
    result.add("x-wr-caldesc", localizer.phrase("calendar_description"))
    result.add("x-wr-timezone", "Asia/Shanghai")
    for view in promises:
        if view.ledger.due and view.ledger.due.due:
            result.add_component(_event(localizer, view, library, as_of, names))
    text: str = result.to_ical().decode()
    return text


def _event(
    localizer: Localizer, view: EventView, library: Library, as_of: date, names: dict[str, str]
) -> Event:
    ledger, result, punctuation = view.ledger, Event(), localizer.punctuation
    due = ledger.due.due if ledger.due else None
    assert due is not None, "only dated promises have a day"
    state = localizer.text(library.vocabulary.promise_states[ledger.state])
    result.add("uid", names[f"uid/{view.event.id}"])
    result.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    result.add("sequence", moves([promise for promise in ledger.plan if promise.due]))
    result.add("dtstart", due.end)
    result.add("dtend", due.end + timedelta(days=1))
    result.add("transp", "TRANSPARENT")  # does not mark the reader as busy
    result.add("summary", punctuation.bracket(localizer.text(view.event.title), state))
    lines = [
        localizer.text(view.subject.name),
        punctuation.label(localizer.phrase("state"), _outcome(localizer, view, state, library)),
        *(
            punctuation.label(localizer.phrase("promised_for"), _promise(localizer, promise, library))
            for promise in ledger.plan
        ),
    ]
    if view.event.note:
        lines.append(localizer.text(view.event.note))
    result.add("description", "\n".join([*lines, localizer.phrase("compiled")]))
    result.add("categories", [state])
    if address := names[f"address/{view.event.id}"]:
        result.add("url", address)
    return result


def moves(dated: list[Promise]) -> int:
    """Return how often the day in the calendar changed: the sequence number, by which programs notice the new day."""
    days = [promise.due.end for promise in dated if promise.due]
    return sum(earlier != later for earlier, later in pairwise(days))


def _outcome(localizer: Localizer, view: EventView, state: str, library: Library) -> str:
    outcome = view.ledger.outcome
    if outcome is None:
        return state
    reported = _cited(localizer, localizer.moment(outcome.date), outcome, library)
    return localizer.punctuation.statements(state, reported)


def _promise(localizer: Localizer, promise: Promise, library: Library) -> str:
    """Return the due date of a promise with its source and the date of the promise."""
    due = localizer.moment(promise.due) if promise.due else localizer.phrase("no_due")
    made_on = localizer.moment(promise.said or library.sources[promise.source].published)
    return _cited(localizer, due, promise, library, made_on)


def _cited(
    localizer: Localizer, words: str, citation: Promise | Outcome, library: Library, when: str = ""
) -> str:
    """Return ``words`` with their source in brackets."""
    source = library.sources[citation.source]
    parts = (localizer.text(source.publisher), localizer.place_in_source(citation.at), when, source.url or "")
    cited = localizer.punctuation.statements(*(part for part in parts if part))
    return localizer.punctuation.bracket(words, cited)
