"""Announced dates as a calendar (iCalendar, RFC 5545) that readers can subscribe to.

A planned event is an all-day entry on the last day of the date in force: a whole month or quarter would cover weeks of a calendar
and hide the day that matters, since the date has passed the day after. The description says how precise the date
is. Nothing depends on the clock, so the same records and day give the same file.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from icalendar import Calendar, Event

from sitegen.derived.dated_plans import Judged, Ledger
from sitegen.i18n.localizer import Localizer
from sitegen.plan.plan_words import judged_words, said_on, state_words
from sitegen.plan.views import EventView
from sitegen.records.library import Library
from sitegen.records.model import Outcome, PlannedDate

# The phrases of the calendar, for the check that the vocabulary has them; none takes a value.
PHRASES = ("calendar_title", "calendar_description", "announced_date", "state", "compiled")


def calendar(
    localizer: Localizer, planned: Iterable[EventView], library: Library, as_of: date, names: dict[str, str]
) -> str:
    """Return those of the ``planned`` events that have a date as a calendar.

    ``names`` has the UID of each event under `uid/ID`, and under `address/ID` its address, empty if the address of the
    site is not known.
    """
    title = localizer.phrase("calendar_title")
    result = Calendar()
    result.add("prodid", f"-//shangyu-knowledge-site//dates//{localizer.language.upper()}")
    result.add("version", "2.0")
    result.add("x-wr-calname", localizer.punctuation.label(localizer.text(library.site.title), title))
    result.add("x-wr-caldesc", localizer.phrase("calendar_description"))
    result.add("x-wr-timezone", "Asia/Shanghai")
    for view in planned:
        if view.ledger.due:
            result.add_component(_event(localizer, view, library, as_of, names))
    text: str = result.to_ical().decode()
    return text


def _event(
    localizer: Localizer, view: EventView, library: Library, as_of: date, names: dict[str, str]
) -> Event:
    ledger, result, punctuation = view.ledger, Event(), localizer.punctuation
    due = ledger.due.announced.due if ledger.due else None
    assert due is not None, "only an event with an announced date has a day"
    state = localizer.text(library.vocabulary.plan_states[ledger.state])
    result.add("uid", names[f"uid/{view.event.id}"])
    result.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    result.add("sequence", moves([one.announced for one in ledger.dates if one.announced.due]))
    result.add("dtstart", due.end)
    result.add("dtend", due.end + timedelta(days=1))
    result.add("transp", "TRANSPARENT")  # does not mark the reader as busy
    result.add("summary", punctuation.bracket(localizer.text(view.event.title), state))
    lines = [
        localizer.text(view.subject.name),
        punctuation.label(localizer.phrase("state"), _outcome(localizer, view, library)),
        *(
            punctuation.label(localizer.phrase("announced_date"), _announced(localizer, one, ledger, library))
            for one in ledger.dates
        ),
    ]
    if view.event.note:
        lines.append(localizer.text(view.event.note))
    result.add("description", "\n".join([*lines, localizer.phrase("compiled")]))
    result.add("categories", [state])
    if address := names[f"address/{view.event.id}"]:
        result.add("url", address)
    return result


def moves(dated: list[PlannedDate]) -> int:
    """Return how often the day in the calendar changed: the sequence number, by which programs notice the new day."""
    days = [one.due.end for one in dated if one.due]
    return sum(earlier != later for earlier, later in pairwise(days))


def _outcome(localizer: Localizer, view: EventView, library: Library) -> str:
    outcome, state = view.ledger.outcome, state_words(localizer, view.ledger)
    if outcome is None:
        return state
    reported = _cited(localizer, localizer.moment(outcome.date), outcome, library)
    return localizer.punctuation.statements(state, reported)


def _announced(localizer: Localizer, judged: Judged, ledger: Ledger, library: Library) -> str:
    """Return a date with what became of it, its source and the day on which it was announced."""
    one, words = judged.announced, judged_words(localizer, judged, ledger)
    if one.due:
        words = localizer.punctuation.statements(localizer.moment(one.due), words)
    return _cited(localizer, words, one, library, localizer.moment(said_on(one, library)))


def _cited(
    localizer: Localizer, words: str, citation: PlannedDate | Outcome, library: Library, when: str = ""
) -> str:
    """Return ``words`` with their source in square brackets, since names of publishers have round ones."""
    source = library.sources[citation.source]
    parts = (localizer.text(source.publisher), localizer.place_in_source(citation.at), when, source.url or "")
    cited = localizer.punctuation.statements(*(part for part in parts if part))
    return localizer.punctuation.square_bracket(words, cited)
