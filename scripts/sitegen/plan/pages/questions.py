"""The questions of investors, and where each is answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.page_kinds import PageKind
from sitegen.plan.context import Survey
from sitegen.plan.page import Page, headings
from sitegen.plan.views import Coverage, QuestionGroupView


@dataclass(frozen=True)
class QuestionsView:
    """Every question in its group, and how many are answered."""

    groups: tuple[QuestionGroupView, ...]
    coverage: Coverage


def plan(kind: PageKind, survey: Survey) -> Iterator[Page[QuestionsView]]:
    """Yield the page of the questions."""
    for heading in headings(kind, survey.library):
        yield heading.with_view(QuestionsView(survey.questions, survey.coverage))
