"""When each fact is to be looked at again; computed from the day it was last checked and what its claims say."""

from datetime import date

from sitegen.records.library import Library
from sitegen.records.model import Entry, Fact
from sitegen.values.dates import PartialDate, months_after


def reviewed(fact: Fact, library: Library) -> PartialDate:
    """Return the day on which ``fact`` was last checked: its own, or that of what it belongs to."""
    home = library.homes[fact.id]
    entry = home.subject if isinstance(home.subject, Entry) else home.community
    assert entry is not None, "a project belongs to a community"
    return fact.reviewed or entry.reviewed


def review_due(fact: Fact, library: Library) -> date:
    """Return the day by which ``fact`` is to be checked again; the claim that ages fastest decides."""
    months = min(library.site.review_months[claim.status] for claim in fact.claims)
    return months_after(reviewed(fact, library).end, months)
