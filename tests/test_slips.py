"""What every single slip in the tiny library is told, to the letter, and that what only comes near to one is told nothing.

`make accept` writes what the program says now; whoever runs it reads the difference before committing it.
"""

import os
from collections.abc import Iterator

from folders import HERE
from sitegen import checks
from slips import SLIPS, read_slips

EXPECTED = HERE / "expected" / "slips.txt"


def told() -> Iterator[str]:
    """Yield each slip with what is said of it."""
    for edits, (problems, library) in zip(SLIPS, read_slips(), strict=True):
        found = {*problems, *(checks.run(library) if library else [])}
        lines = [f"# {name}: {old.strip()!r} → {new.strip()!r}" for name, old, new in edits]
        yield "\n".join([*lines, *(str(problem) for problem in sorted(found))])


def test_slips_are_told_as_expected() -> None:
    """Each slip has its message and its place, and no other."""
    if os.environ.get("ACCEPT") == "1":
        EXPECTED.write_text("\n\n".join(told()) + "\n", encoding="utf-8")
    expected = EXPECTED.read_text(encoding="utf-8").strip("\n").split("\n\n")

    assert len(expected) == len(SLIPS)
    for now, wanted in zip(told(), expected, strict=True):
        assert now == wanted
