"""What every single slip in the tiny library is told, to the letter, and that what only comes near to one is told nothing.

`make accept` writes what the program says now; whoever runs it reads the difference before committing it.
"""

import os

from folders import HERE
from sitegen import checks
from sitegen.core.problems import Problem
from slips import SLIPS, Edit, read_slips

EXPECTED = HERE / "expected" / "slips.txt"


def told() -> list[str]:
    """Return each slip with what is said of it."""
    return [
        _shown(edits, [*problems, *(checks.run(library) if library else [])])
        for edits, (problems, library) in zip(SLIPS, read_slips(), strict=True)
    ]


def _shown(edits: tuple[Edit, ...], problems: list[Problem]) -> str:
    lines = [f"# {name}: {old.strip()!r} → {new.strip()!r}" for name, old, new in edits]
    return "\n".join([*lines, *(str(problem) for problem in sorted(set(problems)))])


def test_slips_are_told_as_expected() -> None:
    """Each slip has its message and its place, and no other."""
    now = told()
    if os.environ.get("ACCEPT") == "1":
        EXPECTED.write_text("\n\n".join(now) + "\n", encoding="utf-8")

    assert EXPECTED.read_text(encoding="utf-8").strip("\n").split("\n\n") == now
