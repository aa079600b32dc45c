"""A table as CSV (RFC 4180), to be opened in a spreadsheet without harm.

The byte-order mark makes spreadsheets read UTF-8. A text that a spreadsheet would take for a formula is led by an
apostrophe; so is one that begins with an apostrophe, so that taking away the first always gives back the text.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.export.columns import Cell, Table

MARK = "\ufeff"
# Full-width signs too: some spreadsheets of Chinese and Japanese users take them for the others.
RISKY = "=+-@\t\r\n＝＋－＠"


def escape_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith((*RISKY, "'")) else text


def unescape_formula(text: str) -> str:
    """Return the text that `escape_formula` was given."""
    return text.removeprefix("'")


def as_csv(table: Table[Any], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return ``rows`` as the text of a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in rows:
        writer.writerow(cell_text(row[column.name]) for column in table.columns)
    return MARK + text.getvalue()


def cell_text(cell: Cell) -> str:
    """Return a cell as it stands in the file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return escape_formula(cell) if isinstance(cell, str) else str(cell)
