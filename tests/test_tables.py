"""The published tables: as their data package describes them, the same as the records, and harmless in a spreadsheet."""

import csv
import hashlib
import io
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from html import unescape
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import promised
from folders import HERE
from sitegen.export import DataFile
from sitegen.export.columns import Table, column
from sitegen.export.csv_text import (
    BYTE_ORDER_MARK,
    FORMULA_STARTS,
    as_csv,
    cell_text,
    escape_formula,
    unescape_formula,
)
from sitegen.export.tables import CLAIMS, TABLES
from sitegen.i18n.languages import LANGUAGES
from sitegen.records.library import Library
from sitegen.records.model import Fact
from sitegen.render.diagrams.bars import SHARED_UNITS
from sitegen.values.quantity import Quantity

NAMES = [table.name for table in TABLES]


@pytest.fixture(scope="module")
def package(files: dict[str, DataFile]) -> Any:
    """The data package."""
    return json.loads(files["datapackage.json"].text)


def read(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table as any program reads them."""
    assert content.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_reads_back_as_its_records(files: dict[str, DataFile], name: str) -> None:
    """Nothing is lost or changed between the rows and the file, line ends and quotation marks included."""
    file = files[f"{name}.csv"]
    rows = read(file.content)

    assert len(rows) == file.records == len(file.rows) > 0
    for found, row in zip(rows, file.rows, strict=True):
        assert found.keys() == row.keys()
        for name, cell in row.items():
            text = unescape_formula(found[name]) if isinstance(cell, str) else found[name]
            assert text == ("" if cell is None else cell_text(cell) if not isinstance(cell, str) else cell)


def test_the_tables_hold_every_record(library: Library, files: dict[str, DataFile]) -> None:
    """Each fact, claim and source has its row, and each gap has one without a value."""
    facts = read(files["facts.csv"].content)
    gaps = [row for row in facts if not row["fact_id"]]
    claims = read(files["claims.csv"].content)

    assert [row["fact_id"] for row in facts if row["fact_id"]] == list(library.facts)
    assert [(row["fact_id"], row["source_id"]) for row in claims] == [
        (fact.id, claim.source) for fact in library.facts.values() for claim in fact.claims
    ]
    assert [row["source_id"] for row in read(files["sources.csv"].content)] == list(library.sources)
    assert [(row["subject_id"], row["row_id"], row["gap_reason"]) for row in gaps] == [
        (community.id, gap.row, gap.why)
        for community in library.communities.values()
        for gap in community.gaps
    ]
    for row in gaps:
        assert not row["low"] + row["value_zh"] + row["value_en"] + row["status"] + row["source_id"]
        assert row["gap_reason_zh"]
        assert row["gap_reason_en"]
    for row in facts:
        assert bool(row["status"]) != bool(row["gap_reason"]), "an empty value says why"


@given(st.text())
@example("=1+1")
@example("'=1+1")
@example("\t=1")
@example("\r@SUM(A1)")
@example("＝1")
def test_no_text_runs_as_a_formula(text: str) -> None:
    """Whatever a record holds, no cell begins with a sign that a spreadsheet runs, and the text can be had back."""
    written = escape_formula(text)

    assert not written.startswith(tuple(FORMULA_STARTS))
    assert unescape_formula(written) == text
    assert written in (text, f"'{text}")


@given(st.text(), st.text())
@example('a "quoted" word', "two\r\nlines, and a comma")
def test_any_text_survives_the_file(one: str, other: str) -> None:
    """Quotation marks, commas, line ends and signs of formulas come back as they were."""
    cells = {"one": one, "other": other}
    table: Table[dict[str, str]] = Table(
        "any", tuple(column(name, "文字", "A text", itemgetter(name)) for name in cells)
    )
    text = as_csv(table, [table.row(cells)]).removeprefix(BYTE_ORDER_MARK)
    _, row = csv.reader(io.StringIO(text, newline=""), strict=True)

    assert [unescape_formula(cell) for cell in row] == [one, other]


def test_published_tables_hold_no_formula(files: dict[str, DataFile]) -> None:
    """No cell of the real tables begins with such a sign."""
    for name in NAMES:
        for row in read(files[f"{name}.csv"].content):
            assert [cell for cell in row.values() if cell.startswith(tuple(FORMULA_STARTS))] == []


def test_columns_are_kept_as_promised() -> None:
    """Every column of version 1, once published, is still there with its type; new ones are added to the list."""
    now = sorted(f"{table.name}: {column.name} {column.type}" for table in TABLES for column in table.columns)

    assert now == promised(HERE / "published_v1_columns.txt", now)


def test_the_package_is_one(package: Any, library: Library) -> None:
    """What the Data Package standard (2.0) asks of a package, a table resource and a table schema."""
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [resource["name"] for resource in package["resources"]] == NAMES
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert ("licenses" in package) == (library.site.licence is not None)
    for resource in package["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert (resource["type"], resource["encoding"]) == ("table", "utf-8")
        assert "/" not in resource["path"]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert len(names) == len(set(names))
        assert set(resource["schema"].get("primaryKey", ())) <= set(names)
        for field in resource["schema"]["fields"]:
            assert field["type"] in ("string", "number", "integer", "boolean", "date")
            assert field["description"]
            assert field["description_zh"]


def faults(resource: Any, rows: list[dict[str, str]], ids: dict[str, set[str]]) -> list[str]:
    """Return a line for every cell that is not what the schema of ``resource`` says; ``ids`` are those it may refer to."""
    forms = {
        "string": ".+",
        "number": r"\d+(\.\d+)?",
        "integer": r"\d+",
        "boolean": "true|false",
        "date": r"\d{4}-\d{2}-\d{2}",
    }
    found = []
    schema = resource["schema"]
    for number, row in enumerate(rows, start=2):
        for field in schema["fields"]:
            cell, limits = row[field["name"]], field.get("constraints", {})
            if not cell:
                found += [f"{number}: {field['name']} is missing"] * limits.get("required", False)
                continue
            if not re.fullmatch(forms[field["type"]], cell, re.DOTALL):
                found.append(f"{number}: {field['name']} is no {field['type']}: {cell}")
            if "enum" in limits and cell not in limits["enum"]:
                found.append(f"{number}: {field['name']} is no such code: {cell}")
        for foreign in schema.get("foreignKeys", ()):
            (column,) = foreign["fields"]
            if row[column] and row[column] not in ids[foreign["reference"]["resource"]]:
                found.append(f"{number}: {column} refers to nothing: {row[column]}")
    keys = [tuple(row[name] for name in schema.get("primaryKey", ())) for row in rows]
    return found + ["a key stands twice"] * (any(keys) and len(set(keys)) < len(keys))


def test_each_table_is_as_the_package_says(package: Any, files: dict[str, DataFile]) -> None:
    """Size, checksum, columns in order, types, required cells, codes, keys and what they refer to."""
    rows = {name: read(files[f"{name}.csv"].content) for name in NAMES}
    ids = {name: {row[f"{name.removesuffix('s')}_id"] for row in rows[name]} for name in ("facts", "sources")}
    for resource in package["resources"]:
        content = files[resource["path"]].content
        header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))

        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert faults(resource, rows[resource["name"]], ids) == []


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("status", "finished"),
        ("low", "1,000"),
        ("as_of_last", "2023"),
        ("shown", "yes"),
        ("source_id", "nowhere"),
        ("claim", ""),
    ],
)
def test_the_check_of_tables_is_not_blind(tiny_files: dict[str, DataFile], column: str, wrong: str) -> None:
    """A wrong code, number, day or reference, and an empty cell that is required: each is found."""
    resources = json.loads(tiny_files["datapackage.json"].text)["resources"]
    (resource,) = (one for one in resources if one["name"] == CLAIMS.name)
    rows = read(tiny_files["claims.csv"].content)
    ids = {"facts": {row["fact_id"] for row in rows}, "sources": {row["source_id"] for row in rows}}
    rows[0][column] = wrong

    assert len(faults(resource, rows, ids)) == 1


def test_the_citation_is_complete(files: dict[str, DataFile], library: Library, day: date) -> None:
    """What the Citation File Format requires is there, the day of the data too, and a licence only if one is stated."""
    cited = yaml.safe_load(files["CITATION.cff"].text)

    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["type"] == "dataset"
    assert cited["date-released"] == day.isoformat()
    assert ("license-url" in cited) == (library.site.licence is not None)


def of_community(files: dict[str, DataFile], community: str) -> list[dict[str, Any]]:
    """Return the published facts of a community and its projects."""
    facts: list[dict[str, Any]] = json.loads(files["facts.json"].text)["items"]
    return [fact for fact in facts if fact["subject"]["community"] == community]


def page_of(pages_folder: Path, language: str, community: str) -> str:
    """Return the page of a community."""
    return (pages_folder / language / "communities" / community / "index.md").read_text(encoding="utf-8")


def test_data_and_pages_say_the_same(
    files: dict[str, DataFile], library: Library, pages_folder: Path
) -> None:
    """For each figure of a community: JSON and CSV have one number, and both pages print it as the data do."""
    rows = {(row["fact_id"], row["claim"]): row for row in read(files["claims.csv"].content)}
    compared = 0
    for community in library.communities:
        # A unit may be linked to the glossary.
        pages = {
            language: re.sub(
                r'<a class="term"[^>]*>(.*?)</a>', r"\1", page_of(pages_folder, language, community)
            )
            for language in LANGUAGES
        }
        for fact in of_community(files, community):
            for number, claim in enumerate(fact["claims"], start=1):
                value, row = claim["value"], rows[fact["id"], str(number)]
                for end in ("low", "high"):
                    if value.get(end):
                        assert Decimal(row[end]) == Decimal(value[end])
                for language in LANGUAGES:
                    words = value["printed"][language]
                    assert unescape_formula(row[f"value_{language}"]) == words
                    if value["kind"] == "quantity":
                        block = pages[language].split(f'id="fact-{fact["id"]}"')[1].split('id="fact-')[0]
                        assert f">{words}<" in block
                if value["kind"] == "quantity":
                    assert row["hedge"] == value["hedge"]
                    compared += 1

    assert compared


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_and_drawings_say_the_same(
    files: dict[str, DataFile], library: Library, pages_folder: Path, language: str
) -> None:
    """Each sum and area drawn (SVG) is printed as in JSON and CSV, once; so many squares are filled as published."""
    rows = read(files["claims.csv"].content)
    tables = {(row["fact_id"], row["claim"]): unescape_formula(row[f"value_{language}"]) for row in rows}
    documents = {one["id"]: one for one in json.loads(files["communities.json"].text)["items"]}
    for community in library.communities:
        facts = of_community(files, community)
        printed = {
            fact["id"]: [claim["value"]["printed"][language] for claim in fact["claims"]] for fact in facts
        }
        money = [
            words
            for fact in facts
            for claim, words in zip(fact["claims"], printed[fact["id"]], strict=True)
            if claim["shown"] and fact["measure"]["unit"] == "元" and claim["value"]["kind"] == "quantity"
        ]
        drawings = re.findall(r"<svg.*?</svg>", page_of(pages_folder, language, community), re.DOTALL)
        insets = {
            re.findall(r"figure-([a-z0-9-]+)-inset-title", one)[0]: one
            for one in drawings
            if 'class="inset"' in one
        }
        (squares,) = (one for one in drawings if 'class="squares"' in one)

        assert all(tables[one, f"{n}"] == words for one in printed for n, words in enumerate(printed[one], 1))
        for drawing in (one for one in drawings if "figure-money-" in one):
            said = [unescape(words) for words in re.findall(r'class="strong">([^<]+)</text>', drawing)]
            assert Counter(words for words in said if words in money) == Counter(money)
            described = unescape(re.findall(r"<desc[^>]*>(.*?)</desc>", drawing)[0])
            assert all(words in described for words in money)
        # A sum with none beside it is not drawn.
        assert sum("figure-money-" in one for one in drawings) == (2 if len(money) > 1 else 0)
        assert insets.keys() == {fact["id"] for fact in facts if is_drawn(library.facts[fact["id"]], library)}
        for identifier, inset in insets.items():
            said = [unescape(words) for words in re.findall(r'class="strong">([^<]+)</text>', inset)]
            assert said == [
                claim["value"]["printed"][language]
                for fact in facts
                for claim in fact["claims"]
                if fact["id"] == identifier and claim["value"]["kind"] == "quantity"
            ]
        assert squares.count('class="solid"') == documents[community]["findings"]["found"]
        assert squares.count("<rect") == documents[community]["findings"]["total"]


def is_drawn(fact: Fact, library: Library) -> bool:
    """Whether the claims of a fact are drawn side by side: figures of different scope in a unit that they share."""
    figures = [claim for claim in fact.claims if isinstance(claim.value, Quantity)]
    shared = library.measures[fact.measure].unit in SHARED_UNITS
    return shared and len(figures) > 1 and fact.comparison is not None and fact.comparison.relation == "scope"


def test_every_column_and_file_is_explained_on_the_page(
    files: dict[str, DataFile], pages_folder: Path
) -> None:
    """The page about the data names each file with its link and each column of each table, in both languages."""
    for language in ("zh", "en"):
        page = (pages_folder / language / "data" / "index.md").read_text(encoding="utf-8")
        for file in files.values():
            assert f'<a href="../../{file.path}">{file.name}</a>' in page
        for table in TABLES:
            part = page.split(f"{{#table-{table.name}}}")[1].split("\n## ")[0]
            assert [
                column.name for column in table.columns if f'<th scope="row">{column.name}</th>' not in part
            ] == []
