"""The records on one day, with the views that several pages share."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sitegen.derived.reliance import Reliance, reliance
from sitegen.derived.targets import deadline_state, has_deadline
from sitegen.plan.citations import Known, change_views, known_records, question_views
from sitegen.plan.community_views import community_view, place_view
from sitegen.plan.select import event_views, fact_view, latest_outcomes, plans_by_urgency
from sitegen.plan.views import (
    ChangeView,
    CommunityView,
    Coverage,
    Dated,
    EventView,
    PlaceStage,
    PlaceView,
    QuestionGroupView,
    Tally,
)
from sitegen.records.library import Library
from sitegen.records.model import Term


@dataclass(frozen=True)
class Survey:
    """The records on the day ``as_of``; each view is computed once, when it is first asked for."""

    library: Library
    as_of: date

    @cached_property
    def communities(self) -> tuple[CommunityView, ...]:
        """Every community, in the order of the file."""
        return tuple(
            community_view(community, self.library, self.as_of)
            for community in self.library.communities.values()
        )

    @cached_property
    def places(self) -> tuple[PlaceView, ...]:
        """Every place with its community, in the order of the file."""
        communities = {view.community.id: view for view in self.communities}
        return tuple(
            place_view(place, communities.get(place.community or ""), self.library, self.as_of)
            for place in self.library.places.values()
        )

    @cached_property
    def stages_of_places(self) -> tuple[PlaceStage, ...]:
        """The stage of each place that is named as the place of a community."""
        named = (view for view in self.places if view.place.named.role != "context")
        return tuple(
            PlaceStage(view.place.short, view.community.community.stage.value if view.community else None)
            for view in named
        )

    @cached_property
    def stages(self) -> tuple[tuple[Term, int], ...]:
        """Each stage with the number of communities in it, the earliest first, without empty ones."""
        counts = Counter(view.community.stage.value for view in self.communities)
        stages = self.library.vocabulary.stages
        return tuple((term, counts[stage]) for stage, term in stages.items() if counts[stage])

    @cached_property
    def events(self) -> tuple[EventView, ...]:
        """Every event that was known on the day."""
        return tuple(self._events())

    @cached_property
    def planned(self) -> tuple[EventView, ...]:
        """Every event that was announced in advance, the most urgent first."""
        return plans_by_urgency(self.events)

    @cached_property
    def recent(self) -> tuple[EventView, ...]:
        """Every event with an outcome, the latest first, except those of organisations."""
        return tuple(view for view in latest_outcomes(self.events) if not view.is_of_organisation)

    @cached_property
    def reliance(self) -> Reliance:
        """What all facts rest on."""
        return reliance(self.library.facts.values(), self.library)

    @cached_property
    def passed_targets(self) -> int:
        """How many targets of the programme have passed their deadline without a report of the outcome."""
        facts = (fact_view(fact, self.library) for fact in self.library.programme.facts)
        targets = [view for view in facts if has_deadline(view.shown)]
        return sum(deadline_state(view.shown, view.results, self.as_of) == "passed" for view in targets)

    @cached_property
    def latest_report(self) -> Dated | None:
        """The latest date of which anything is known of a community itself, not of a company in it; None without any."""
        dated = [view.latest_own for view in self.communities]
        return max(dated, key=lambda one: one.date.order, default=None)

    @cached_property
    def tally(self) -> Tally:
        """How many planned events there are in each state."""
        states = [view.ledger.state for view in self.planned]
        return Tally(
            total=len(states),
            passed=states.count("passed"),
            not_due=states.count("not_due"),
            undated=states.count("undated"),
            postponed=sum(view.ledger.moved > 0 for view in self.planned),
            closed=states.count("overtaken") + states.count("withdrawn"),
            done=sum(
                view.ledger.outcome is not None and view.ledger.state != "not_due" for view in self.planned
            ),
        )

    @cached_property
    def known(self) -> dict[str, Known]:
        """Every fact, event and structure that was known on the day, by id."""
        return known_records(self.library, self.as_of)

    @cached_property
    def changes(self) -> tuple[ChangeView, ...]:
        """The changes made so far, the newest first."""
        return change_views(self.library, self.known, self.as_of)

    @cached_property
    def questions(self) -> tuple[QuestionGroupView, ...]:
        """The questions in their groups, each judged."""
        return question_views(self.library, self.known)

    @cached_property
    def coverage(self) -> Coverage:
        """How many questions are answered."""
        states = [view.answer.state for group in self.questions for view in group.answers]
        return Coverage(
            len(states), states.count("answered"), states.count("partly"), states.count("unanswered")
        )

    def _events(self) -> Iterator[EventView]:
        for _, subject in self.library.subjects():
            yield from event_views(subject, self.library, self.as_of)
