"""The district's programme: its targets, and the figures reported so far."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.derived.targets import deadline_state, has_deadline
from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.select import fact_views
from sitegen.plan.views import FactView
from sitegen.records.model import PlanState, Programme
from sitegen.values.quantity import Quantity


@dataclass(frozen=True)
class TargetView:
    """A fact of the programme with the state of its deadline; None if it has none, or an outcome for it is shown."""

    fact: FactView
    state: PlanState | None


@dataclass(frozen=True)
class TargetsView:
    """The facts of the programme: targets in figures, figures reported so far, and what it is, aims in words among it."""

    programme: Programme
    targets: tuple[TargetView, ...]
    figures: tuple[FactView, ...]
    background: tuple[TargetView, ...]


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[TargetsView]]:
    """Yield the page of the programme."""
    programme = survey.library.programme
    facts = fact_views(programme, survey.library)
    targets = [
        view for view in facts if view.shown.status == "target" and isinstance(view.shown.value, Quantity)
    ]
    figures = [view for view in facts if view not in targets and isinstance(view.shown.value, Quantity)]
    shown = TargetsView(
        programme=programme,
        targets=tuple(
            TargetView(view, deadline_state(view.shown, view.results, survey.as_of)) for view in targets
        ),
        figures=tuple(figures),
        background=tuple(
            TargetView(
                view,
                deadline_state(view.shown, view.results, survey.as_of) if has_deadline(view.shown) else None,
            )
            for view in facts
            if view not in targets and view not in figures
        ),
    )
    for heading in headings(kind, survey.library):
        yield heading.with_view(shown)
