"""Rules across records, one module for each subject; importing a module registers its rules."""

from sitegen.checks import addresses, changes, communities, events, facts, prose, sources  # noqa: F401
from sitegen.checks.registry import RULES
from sitegen.core.problems import Message, Problem
from sitegen.records.library import Library

__all__ = ["RULES", "run"]


def run(library: Library) -> list[Problem]:
    """Return a problem for every violation of every rule."""
    return [
        Problem(library.place(finding.path), Message(*finding[1:]))
        for check in RULES
        for finding in check(library)
    ]
