"""Honest edits leave records without mistakes, and no test knows a record that an editor may change."""

import shutil
from pathlib import Path

from folders import HERE, library_in
from honest_edits import EDITS, edit
from sitegen import checks
from sitegen.loading.load import read_library
from sitegen.plan.addresses import addresses

# The only files that say where the real records are; all other tests get records through a fixture.
KNOWING = {"conftest.py", "folders.py", "fuzz.py", "honest_edits.py"}


def mistakes(folder: Path) -> list[str]:
    """Return what is wrong with the records in ``folder``."""
    draft = read_library(folder)
    return [problem.message.en for problem in [*draft.problems, *checks.run(library_in(folder))]]


def test_edits_break_no_rule_and_lose_no_address(library_folder: Path) -> None:
    """Each finds something to change, also what another has made, in whatever order; the result is right."""
    applied: set[str] = set()
    for seed in range(2):
        library = library_in(library_folder)
        applied |= set(edit(library_folder, seed))
        after = library_in(library_folder)

        assert mistakes(library_folder) == []
        assert addresses(library) <= addresses(after) | {entry.old for entry in after.redirects.moved}
        assert dict(after.records()) != dict(library.records())
    assert applied == {one.__name__ for one in EDITS}


def test_the_same_seed_makes_the_same_edits(library_folder: Path, tmp_path: Path) -> None:
    """A failure can be had again."""
    other = shutil.copytree(library_folder, tmp_path / "other")
    for folder in (library_folder, other):
        edit(folder, 5)

    assert [path.read_bytes() for path in sorted(library_folder.rglob("*.yaml"))] == [
        path.read_bytes() for path in sorted(other.rglob("*.yaml"))
    ]


def test_tests_get_the_real_records_through_a_fixture() -> None:
    """So that everything said of them is also held to edited ones, and nothing can depend on what they say today."""
    place = 'ROOT / "data' + '"'

    assert {path.name for path in HERE.glob("*.py") if place in path.read_text(encoding="utf-8")} == KNOWING
