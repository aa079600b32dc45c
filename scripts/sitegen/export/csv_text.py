"""A table as CSV (RFC 4180) that is safe to open in a spreadsheet.

The byte-order mark makes spreadsheets read UTF-8. A text that a spreadsheet would take for a formula gets a leading
apostrophe; so does a text that begins with one, so that removing the first apostrophe always restores the text.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.export.columns import Cell, Table

BYTE_ORDER_MARK = "\ufeff"
# What a formula begins with; some Chinese and Japanese spreadsheets also accept the full-width forms.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def escape_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith((*FORMULA_STARTS, "'")) else text


def unescape_formula(text: str) -> str:
    """Undo `escape_formula`."""
    return text.removeprefix("'")


def as_csv(table: Table[Any], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return ``rows`` under the names of the columns, as the text of a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in rows:
        writer.writerow(cell_text(row[column.name]) for column in table.columns)
    return BYTE_ORDER_MARK + text.getvalue()


def cell_text(cell: Cell) -> str:
    """Return a cell as it stands in the file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return escape_formula(cell) if isinstance(cell, str) else str(cell)
