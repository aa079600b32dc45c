"""When each fact is due for review, computed from the day of its last check and the status of its claims."""

from datetime import date

from sitegen.records.library import Library
from sitegen.records.model import Entry, Fact
from sitegen.values.dates import PartialDate, months_after


def reviewed(fact: Fact, library: Library) -> PartialDate:
    """Return the day of the last check of ``fact``: its own, or that of the entry it belongs to."""
    home = library.homes[fact.id]
    entry = home.subject if isinstance(home.subject, Entry) else home.community
    assert entry is not None, "every project belongs to a community"
    return fact.reviewed or entry.reviewed


def review_due(fact: Fact, library: Library) -> date:
    """Return the day by which ``fact`` must be checked again; the claim with the shortest review interval decides."""
    months = min(library.site.review_months[claim.status] for claim in fact.claims)
    return months_after(reviewed(fact, library).end, months)
