"""Where the tests stand, folders of records, what they hold, and the day on which all of it is known."""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sitegen.loading.load import read_library
from sitegen.records.library import Library
from sitegen.records.model import Record
from sitegen.values.dates import PartialDate

HERE = Path(__file__).parent
ROOT = HERE.parent
# The fields that say when somebody did or reported something; a due date or the date of a figure may lie ahead.
PAST = {"date", "published", "read", "reviewed", "said"}


def complete(folder: Path, into: Path) -> Path:
    """Copy a folder of test records and add the site's real words, without which no page can be made."""
    shutil.copytree(folder, into)
    shutil.copy(ROOT / "data" / "vocabulary.yaml", into)
    return into


def library_in(folder: Path) -> Library:
    """Return the library in ``folder``."""
    library = read_library(folder).library()
    assert library is not None
    return library


@cache
def tiny_library() -> Library:
    """Return what the tiny library holds; nothing changes it."""
    with TemporaryDirectory() as folder:
        return library_in(complete(HERE / "library", Path(folder) / "data"))


def newest_day(library: Library) -> date:
    """Return the newest day in the records, on which everything in them is known."""

    def days(value: Any) -> Iterator[date]:
        if isinstance(value, Record):
            for name in type(value).model_fields:
                inner = getattr(value, name)
                if name in PAST and isinstance(inner, PartialDate):
                    yield inner.end
                yield from days(inner)
        elif isinstance(value, tuple):
            for item in value:
                yield from days(item)

    return max(day for located in library.records() for day in days(located.record))
