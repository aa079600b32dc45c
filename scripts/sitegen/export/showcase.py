"""The page about the published data: each file, a sample row of each table, and worked examples."""

from dataclasses import dataclass

from ..library import Library
from ..views import Page
from .columns import TABLES, Column, Table
from .documents import VERSION
from .files import FOLDER, DataFile
from .tables import Row, printed

# What stands for the address of the site in the examples while it is unknown.
UNKNOWN = "SITE"
# The phrases that the page takes by computed names.
PHRASES = {
    *(column.phrase for table in TABLES for column in table.columns),
    *(f"type_{column.type}" for table in TABLES for column in table.columns),
    *(f"data_{table.name}_csv" for table in TABLES),
    *("data_index_json", "data_schema_json", "data_openapi_json"),
    *("data_datapackage_json", "data_citation_cff"),
    *(
        f"data_{kind}_json"
        for kind in (
            "communities",
            "facts",
            "events",
            "organisations",
            "facilities",
            "places",
            "programme",
            "sources",
            "glossary",
            "questions",
            "codes",
        )
    ),
}


@dataclass(frozen=True)
class Sample:
    """A table with one of its rows: each column with the cell as it stands in the file."""

    table: Table
    cells: tuple[tuple[Column, str], ...]


def data_page(files: tuple[DataFile, ...], library: Library, address: str = "") -> Page:
    """Return the page that shows ``files`` of the site published at ``address``, if that is known."""
    word = library.vocabulary.phrases
    base = f"{address or UNKNOWN}/{FOLDER}"
    shown: dict[str, object] = {
        "files": files,
        "samples": tuple(
            Sample(file.table, _cells(file.table, _telling(file.rows))) for file in files if file.table
        ),
        "version": VERSION,
        "address": address or UNKNOWN,
        "pandas": (
            "import pandas as pd",
            f'events = pd.read_csv("{base}/events.csv", parse_dates=["due_last"])',
            'overdue = events[events["state"] == "overdue"]',
            'overdue.sort_values("days", ascending=False)[["title_en", "due_last", "days"]]',
        ),
        "jq": (
            f"curl -s {base}/facts.json |",
            "jq -r '.items[] | . as $fact | .claims[] | select(.shown) |",
            "  [$fact.id, .value.printed.en, .status] | @csv'",
        ),
    }
    return Page("data", "data", word["data_title"], word["data_description"], shown)


def _telling(rows: tuple[Row, ...]) -> Row | None:
    """Return the row with the fewest empty cells, the first of them."""
    return min(rows, key=lambda row: sum(cell is None for cell in row.values()), default=None)


def _cells(table: Table, row: Row | None) -> tuple[tuple[Column, str], ...]:
    return tuple((column, printed(row[column.name]) if row else "") for column in table.columns)
