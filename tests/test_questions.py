"""Questions: their state is computed from the records that they point to."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conftest import shown
from sitegen.derived.questions import answer
from sitegen.loading.load import read_library
from sitegen.plan.pages.home import HomeView
from sitegen.plan.pages.questions import QuestionsView
from sitegen.plan.pages.targets import TargetsView
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.records.model import Question, Text

WORDS = Text(zh="问题", en="A question")


@pytest.fixture
def library(library_folder: Path) -> Library:
    """The tiny library, in which every community has its name, and one its area and its industries."""
    library = read_library(library_folder).library()
    assert library is not None
    return library


@pytest.mark.parametrize(
    ("rows", "answers", "missing", "state"),
    [
        (("name",), (), None, "answered"),
        (("area",), (), None, "partly"),
        (("main",), (), None, "partly"),
        (("price",), (), None, "unanswered"),
        (("name", "price"), (), None, "partly"),
        ((), ("college-students",), None, "answered"),
        ((), ("college-students",), WORDS, "partly"),
        (("name",), (), WORDS, "partly"),
        (("price",), ("college-students",), None, "partly"),
        ((), (), WORDS, "unanswered"),
        ((), (), None, "unanswered"),
    ],
)
def test_a_question_is_answered_as_far_as_records_do(
    library: Library, rows: tuple[str, ...], answers: tuple[str, ...], missing: Text | None, state: str
) -> None:
    """Answered means found for every community with nothing missing; one gap makes it partly answered."""
    question = Question(id="one", text=WORDS, rows=rows, answers=answers, missing=missing)

    assert answer(question, library).state == state


def test_a_row_at_district_level_answers_in_part(library: Library) -> None:
    """What the district or a zone has answers a question in part, is named beside the communities, and only once."""
    row = library.factsheet.rows[5].model_copy(update={"at_district": ("college-students", "college-intake")})
    group = library.factsheet.groups[0]
    rows = tuple(row if one.id == row.id else one for one in group.rows)
    sheet = library.factsheet.model_copy(update={"groups": (group.model_copy(update={"rows": rows}),)})
    question = Question(id="one", text=WORDS, rows=("price",))
    with_answer = Question(id="two", text=WORDS, rows=("price",), answers=("college-intake",))

    found = answer(question, replace(library, factsheet=sheet))
    both = answer(with_answer, replace(library, factsheet=sheet))

    assert found.state == "partly"
    assert [(one.communities, one.at_district) for one in found.rows] == [
        ((), ("college-students", "college-intake"))
    ]
    assert both.rows[0].at_district == ("college-students",)


def test_home_counts_the_questions_that_the_page_lists(library: Library) -> None:
    """The counts add up to all questions."""
    plan = plan_site(library, date(2024, 6, 1))
    coverage = shown(plan, HomeView).coverage

    assert coverage == shown(plan, QuestionsView).coverage
    assert (coverage.total, coverage.answered, coverage.partly, coverage.unanswered) == (3, 1, 1, 1)


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2023-12-31", ["not_due"]),
        ("2024-01-01", ["passed"]),
        # Once the source of the other target, and the outcome of this one, had appeared.
        ("2024-04-10", [None, "not_due"]),
        ("2026-01-01", [None, "passed"]),
    ],
)
def test_a_target_is_past_due_the_day_after_its_year(
    library: Library, as_of: str, states: list[str | None]
) -> None:
    """A target by 2023 may still be met on its last day, and is past due on the next."""
    targets = shown(plan_site(library, date.fromisoformat(as_of)), TargetsView).targets

    assert [target.state for target in targets] == states
