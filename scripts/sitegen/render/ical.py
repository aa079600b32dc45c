"""Promises as a calendar (iCalendar, RFC 5545), to be followed in a reader's own.

A promise stands on one whole day, the last on which it is kept: a due month or quarter as a span would cover weeks
of a calendar and hide the one day that matters, since the day after it the promise is overdue. The description says
how precise the date was. Nothing depends on a clock, so the same records and day give the same file.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from icalendar import Calendar, Event

from sitegen.i18n.localizer import Localizer
from sitegen.plan.views import EventView
from sitegen.records.library import Library
from sitegen.records.model import Outcome, Promise

# The phrases that a calendar says, for the check that the vocabulary holds them; none takes a value.
PHRASES = ("calendar_title", "calendar_description", "promised_for", "no_due", "state", "compiled")


def calendar(
    localizer: Localizer, promises: Iterable[EventView], library: Library, as_of: date, names: dict[str, str]
) -> str:
    """Return the dated promises among ``promises``; ``names`` has the UID and the address of each by its id.

    An address is empty where the site's is not known.
    """
    title = localizer.phrase("calendar_title")
    made = Calendar()
    made.add("prodid", f"-//shangyu-knowledge-site//promises//{localizer.language.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", localizer.punctuation.label(localizer.text(library.site.title), title))
    made.add("x-wr-caldesc", localizer.phrase("calendar_description"))
    made.add("x-wr-timezone", "Asia/Shanghai")
    for view in promises:
        if view.ledger.due and view.ledger.due.due:
            made.add_component(_event(localizer, view, library, as_of, names))
    text: str = made.to_ical().decode()
    return text


def _event(
    localizer: Localizer, view: EventView, library: Library, as_of: date, names: dict[str, str]
) -> Event:
    ledger, made, punctuation = view.ledger, Event(), localizer.punctuation
    due = ledger.due.due if ledger.due else None
    assert due is not None, "only dated promises have a day"
    state = localizer.text(library.vocabulary.promise_states[ledger.state])
    made.add("uid", names[f"uid/{view.event.id}"])
    made.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    made.add("sequence", moves([promise for promise in ledger.plan if promise.due]))
    made.add("dtstart", due.end)
    made.add("dtend", due.end + timedelta(days=1))
    made.add("transp", "TRANSPARENT")  # it takes up nobody's time
    made.add("summary", punctuation.bracket(localizer.text(view.event.title), state))
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
    made.add("description", "\n".join([*lines, localizer.phrase("compiled")]))
    made.add("categories", [state])
    if address := names[f"address/{view.event.id}"]:
        made.add("url", address)
    return made


def moves(dated: list[Promise]) -> int:
    """Count how often the day in the calendar changed; it only ever grows, which tells programs of the new day."""
    days = [promise.due.end for promise in dated if promise.due]
    return sum(earlier != later for earlier, later in pairwise(days))


def _outcome(localizer: Localizer, view: EventView, state: str, library: Library) -> str:
    outcome = view.ledger.outcome
    if outcome is None:
        return state
    reported = _cited(localizer, localizer.moment(outcome.date), outcome, library)
    return localizer.punctuation.statements(state, reported)


def _promise(localizer: Localizer, promise: Promise, library: Library) -> str:
    """Return for when it was promised, in which source, and of which day that is."""
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
