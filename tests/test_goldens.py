"""The pages of the tiny library and the messages of the mistakes, to the letter.

`make accept` writes what the program says now; whoever runs it reads the difference before committing it.
"""

import os
from pathlib import Path

import pytest

from folders import HERE, complete
from sitegen.__main__ import main

EXPECTED = HERE / "expected"
ACCEPTING = os.environ.get("ACCEPT") == "1"


def test_pages_are_as_expected(tmp_path: Path, library_folder: Path) -> None:
    """Every page of the tiny library stays as it was accepted, in both languages."""
    docs = EXPECTED / "docs" if ACCEPTING else tmp_path / "docs"
    address = "https://example.org/site"
    code = main(
        [
            "generate",
            "--data",
            str(library_folder),
            "--docs",
            str(docs),
            "--as-of",
            "2024-06-01",
            "--site-url",
            address,
        ]
    )

    assert code == 0
    assert _texts(docs) == _texts(EXPECTED / "docs")


@pytest.mark.parametrize("name", ["records", "spelling"])
def test_messages_are_as_expected(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of deliberate mistakes gives its complete list of messages, and no page."""
    folder = complete(HERE / "mistakes" / name, tmp_path / "data")
    docs = tmp_path / "docs"
    code = main(["generate", "--data", str(folder), "--docs", str(docs), "--as-of", "2024-06-01"])
    said = capsys.readouterr().err
    if ACCEPTING:
        (EXPECTED / f"{name}.txt").write_text(said, encoding="utf-8")

    assert code == 1
    assert not docs.exists()
    assert said == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def _texts(folder: Path) -> dict[str, str]:
    """Return every file of a folder to the byte: calendars and tables have line ends of their own."""
    return {
        str(path.relative_to(folder)): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")  # the cache
    }
