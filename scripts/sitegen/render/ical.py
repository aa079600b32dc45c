"""Promises as a calendar (iCalendar, RFC 5545), to be followed in a reader's own.

A promise stands on one whole day, the last on which it is kept: a due month or quarter as a span would cover weeks
of a calendar and hide the one day that matters, since the day after it the promise is overdue. The description says
how precise the date was. Nothing depends on a clock, so the same records and day give the same file.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Protocol

from icalendar import Calendar, Event

from sitegen.plan.views import EventView
from sitegen.records.library import Library
from sitegen.records.model import Outcome, Promise
from sitegen.render.diagrams.voice import Voice, in_brackets, listed, moment, stated

# The phrases that a calendar says, for the check that the vocabulary holds them; none takes a value.
PHRASES = ("calendar_title", "calendar_description", "promised_for", "no_due", "state", "compiled")


class Reader(Voice, Protocol):
    """A voice that can also say where in a source something stands."""

    def place_in_source(self, locator: str) -> str:
        """Return the place within a source in words."""


def calendar(
    voice: Reader, promises: Iterable[EventView], library: Library, as_of: date, names: dict[str, str]
) -> str:
    """Return the dated promises among ``promises``; ``names`` has the UID and the address of each by its id.

    An address is empty where the site's is not known.
    """
    made = Calendar()
    made.add("prodid", f"-//shangyu-knowledge-site//promises//{voice.language.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", stated(voice, voice.text(library.site.title), voice.plain("calendar_title")))
    made.add("x-wr-caldesc", voice.plain("calendar_description"))
    made.add("x-wr-timezone", "Asia/Shanghai")
    for view in promises:
        if view.ledger.due and view.ledger.due.due:
            made.add_component(_event(voice, view, library, as_of, names))
    text: str = made.to_ical().decode()
    return text


def _event(voice: Reader, view: EventView, library: Library, as_of: date, names: dict[str, str]) -> Event:
    ledger, made = view.ledger, Event()
    due = ledger.due.due if ledger.due else None
    assert due is not None, "only dated promises have a day"
    state = voice.text(library.vocabulary.promise_states[ledger.state])
    made.add("uid", names[f"uid/{view.event.id}"])
    made.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    made.add("sequence", moves([promise for promise in ledger.plan if promise.due]))
    made.add("dtstart", due.end)
    made.add("dtend", due.end + timedelta(days=1))
    made.add("transp", "TRANSPARENT")  # it takes up nobody's time
    made.add("summary", voice.text(view.event.title) + in_brackets(voice, state))
    lines = [
        voice.text(view.subject.name),
        stated(voice, voice.plain("state"), _outcome(voice, view, state, library)),
    ]
    lines += [
        stated(voice, voice.plain("promised_for"), _said(voice, promise, library)) for promise in ledger.plan
    ]
    if view.event.note:
        lines.append(voice.text(view.event.note))
    made.add("description", "\n".join([*lines, voice.plain("compiled")]))
    made.add("categories", [state])
    if address := names[f"address/{view.event.id}"]:
        made.add("url", address)
    return made


def moves(dated: list[Promise]) -> int:
    """Count how often the day in the calendar changed; it only ever grows, which tells programs of the new day."""
    days = [promise.due.end for promise in dated if promise.due]
    return sum(earlier != later for earlier, later in pairwise(days))


def _outcome(voice: Reader, view: EventView, state: str, library: Library) -> str:
    outcome = view.ledger.outcome
    if outcome is None:
        return state
    return listed(voice, [state, moment(voice, outcome.date) + _source(voice, outcome, library)])


def _said(voice: Reader, promise: Promise, library: Library) -> str:
    """Say for when it was promised, in which source, and of which day that is."""
    due = moment(voice, promise.due) if promise.due else voice.plain("no_due")
    said = promise.said or library.sources[promise.source].published
    return due + _source(voice, promise, library, moment(voice, said))


def _source(voice: Reader, citation: Promise | Outcome, library: Library, when: str = "") -> str:
    source = library.sources[citation.source]
    parts = [voice.text(source.publisher), voice.place_in_source(citation.at), when, source.url or ""]
    return in_brackets(voice, listed(voice, [part for part in parts if part]))
