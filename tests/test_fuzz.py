"""Whatever stands in a file of records, the outcome is a site or a list of mistakes; `make fuzz` tries for longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz import Bench, Case, cases, files_of, quick


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A folder to try cases in."""
    with quick():
        yield Bench(tmp_path_factory.mktemp("bench"))


@settings(
    max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(cases())
def test_random_changes_of_a_file_are_built_or_refused(bench: Bench, case: Case) -> None:
    """No traceback, no hang, nothing written beside mistakes; each of these has its place, and says it in both languages."""
    assert bench.judge(case) in ("built", "refused")


def test_the_judge_sees_what_is_wrong(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that raises, or that writes although it refuses, is found."""
    wrong = Case("tiny", "site.yaml", b"title: [")

    def careless(arguments: list[str]) -> int:
        Path(arguments[4]).mkdir()
        (Path(arguments[4]) / "page").write_text("")
        return 1

    assert bench.judge(wrong) == "refused"
    with monkeypatch.context() as patch:
        patch.setattr("sitegen.__main__.main", careless)
        with pytest.raises(AssertionError, match="something was written"):
            bench.judge(wrong)
    with monkeypatch.context() as patch:
        patch.setattr("sitegen.generate.load", None)
        with pytest.raises(TypeError):
            bench.judge(wrong)
    assert bench.judge(Case("tiny", "site.yaml", files_of("tiny")["site.yaml"])) == "built"
