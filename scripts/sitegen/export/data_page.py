"""The page about the published data: each file, a sample row of each table, and one question answered in three ways."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sitegen.export.columns import Column, Table
from sitegen.export.csv_text import cell_text
from sitegen.export.data_files import FOLDER, DataFile
from sitegen.export.shapes import VERSION, Records, document_name
from sitegen.export.tables import FACTS, TABLES, Row
from sitegen.export.values import decimal_text
from sitegen.page_kinds import KINDS
from sitegen.plan.page import Page, headings
from sitegen.records.library import Library
from sitegen.records.model import Text
from sitegen.values.numerals import SCALES
from sitegen.values.quantity import Quantity

# Stands for the address of the site in the examples while the address is unknown.
UNKNOWN_ADDRESS = "SITE"
# The phrases that the page looks up by computed names.
PHRASES = {
    *(f"type_{column.type}" for table in TABLES for column in table.columns),
    *(f"data_{table.name}_csv" for table in TABLES),
    *("data_index_json", "data_schema_json", "data_openapi_json"),
    *("data_datapackage_json", "data_citation_cff"),
    *(f"data_{document_name(shape)}_json" for shape in Records.__subclasses__()),
}


@dataclass(frozen=True)
class Sample:
    """A table with one of its rows: each column with its cell as in the file."""

    table: Table[Any]
    cells: tuple[tuple[Column[Any], str], ...]


@dataclass(frozen=True)
class Example:
    """A question with its answer: how many projects of a community have a sum with this status, and the largest of them.

    Sums of different projects may overlap or leave out different things, so nothing adds them up.

    It is written as two spreadsheet formulas, in Python with pandas, and as a command with curl and jq; the last two
    print `answer`. The tests run all three as the page shows them.
    """

    community: Text
    measure: Text
    status: Text
    number: int
    largest: Quantity
    answer: str
    formulas: tuple[str, str]
    pandas: str
    jq: str


@dataclass(frozen=True)
class DataView:
    """The published files with a sample of each table, and the example; `address` is UNKNOWN_ADDRESS if the site's is unknown."""

    files: tuple[DataFile, ...]
    samples: tuple[Sample, ...]
    version: int
    address: str
    example: Example | None


def data_page(files: tuple[DataFile, ...], library: Library, address: str = "") -> Page[DataView]:
    """Return the page that shows ``files``; ``address`` is that of the published site, empty if it is not known."""
    facts = next(file.rows for file in files if file.table is FACTS)
    (heading,) = headings(KINDS["data"], library)
    return heading.with_view(
        DataView(
            files=files,
            samples=tuple(
                Sample(file.table, _cells(file.table, _fullest_row(file.rows)))
                for file in files
                if file.table
            ),
            version=VERSION,
            address=address or UNKNOWN_ADDRESS,
            example=_example(facts, library, f"{address or UNKNOWN_ADDRESS}/{FOLDER}"),
        )
    )


def _example(facts: tuple[Row, ...], library: Library, base: str) -> Example | None:
    """Return the example for the community, measure and status with most sums of projects; None if there are none."""
    keys = ("community_id", "measure_id", "status")
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in facts:
        if row["subject_kind"] == "project" and row["unit"] == "元":
            groups.setdefault(tuple(str(row[key]) for key in keys), []).append(row)
    # Of sums without a number, such as 数十亿元, nobody can tell the largest.
    numeric = {values: rows for values, rows in groups.items() if all(row["low"] for row in rows)}
    if not numeric:
        return None
    (community, measure, status), rows = max(numeric.items(), key=lambda group: len(group[1]))
    largest = max(Decimal(str(row["low"])) for row in rows)
    columns = dict(zip((*keys, "low"), (_column_letters(name) for name in (*keys, "low")), strict=True))
    where = ",".join(
        f'{columns[key]}:{columns[key]},"{value}"'
        for key, value in zip(keys, (community, measure, status), strict=True)
    )
    return Example(
        community=library.communities[community].name,
        measure=_text(rows[0], "measure"),
        status=_text(rows[0], "status"),
        number=len(rows),
        largest=Quantity.parse(_source_form(largest)),
        answer=f"{len(rows)} {largest}",
        formulas=(f"=COUNTIFS({where})", f"=MAXIFS({columns['low']}:{columns['low']},{where})"),
        pandas=f"""\
import pandas as pd
facts = pd.read_csv("{base}/facts.csv")
found = facts[
    (facts["community_id"] == "{community}")
    & (facts["measure_id"] == "{measure}")
    & (facts["status"] == "{status}")
]
print(len(found), int(found["low"].max()))""",
        jq=f"""\
curl -s {base}/facts.json |
jq -r '[.items[]
  | select(.subject.community == "{community}" and .measure.id == "{measure}")
  | .claims[] | select(.shown and .status == "{status}")
  | .value.low | tonumber]
  | "\\(length) \\(max)"'""",
    )


def _source_form(yuan: Decimal) -> str:
    """Return a sum as a Chinese source prints it, in the largest scale that it reaches."""
    scale = next((scale for scale in ("亿", "万") if yuan >= 10 ** SCALES[scale]), "")
    return f"{decimal_text(yuan / 10 ** SCALES[scale])}{scale}元"


def _text(row: Row, name: str) -> Text:
    return Text(zh=str(row[f"{name}_zh"]), en=str(row[f"{name}_en"]))


def _column_letters(name: str) -> str:
    """Return the letters by which a spreadsheet names a column of the table of facts."""
    number = [column.name for column in FACTS.columns].index(name) + 1
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _fullest_row(rows: tuple[Row, ...]) -> Row | None:
    """Return the row with the fewest empty cells, the first of them."""
    return min(rows, key=lambda row: sum(cell is None for cell in row.values()), default=None)


def _cells(table: Table[Any], row: Row | None) -> tuple[tuple[Column[Any], str], ...]:
    return tuple((column, cell_text(row[column.name]) if row else "") for column in table.columns)
