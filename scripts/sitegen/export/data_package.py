"""The descriptions of the tables: a Data Package (Frictionless) for programs, and a citation of the data."""

import json
from datetime import date
from typing import Any

from sitegen.export.columns import Column, Table
from sitegen.export.shapes import VERSION
from sitegen.records.library import Library
from sitegen.records.model import Vocabulary

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def data_package(
    library: Library, as_of: date, tables: list[tuple[Table[Any], int, str, int]], address: str
) -> dict[str, Any]:
    """Return the Data Package of ``tables``: each with its size in bytes, SHA-256 and number of rows."""
    site = library.site
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "shangyu-future-industrial-communities",
        "title": site.title.en,
        "title_zh": site.title.zh,
        "description": site.description.en,
        "description_zh": site.description.zh,
        "version": f"{VERSION}.0.0",
        "created": f"{as_of.isoformat()}T00:00:00+08:00",
    }
    if address:
        package["homepage"] = f"{address}/"
    if site.licence:
        package["licenses"] = [
            {"name": site.licence.id, "title": site.licence.title.en, "path": site.licence.url}
        ]
    if site.publisher:
        package["contributors"] = [{"title": site.publisher.en, "roles": ["publisher"]}]
    package["resources"] = [
        _resource(table, size, digest, rows, library.vocabulary) for table, size, digest, rows in tables
    ]
    return package


def _resource(table: Table[Any], size: int, digest: str, rows: int, vocabulary: Vocabulary) -> dict[str, Any]:
    description = vocabulary.word(f"data_{table.name}_csv")
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {
                "fields": [column],
                "reference": {"resource": other, "fields": [f"{other.removesuffix('s')}_id"]},
            }
            for column, other in table.refers
        ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": description.en,
        "description_zh": description.zh,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "rows": rows,
        "dialect": {
            "header": True,
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminator": "\r\n",
        },
        "schema": schema,
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = list(column.codes)
    if column.type == "integer" or column.type == "number":
        constraints["minimum"] = 0
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.meaning.en,
        "description_zh": column.meaning.zh,
    }
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})


def citation(library: Library, as_of: date, address: str) -> str:
    """Return the citation of the data in the Citation File Format, which is YAML; strings are written as JSON."""
    site = library.site
    author = site.publisher or site.title
    lines = {
        "cff-version": "1.2.0",
        "message": "Cite the source of each figure, which every record names; cite these data for their compilation.",
        "type": "dataset",
        "title": f"{site.title.en} ({site.title.zh})",
        "version": str(VERSION),
        "date-released": as_of.isoformat(),
    }
    if address:
        lines["url"] = f"{address}/"
    if site.licence:
        lines["license-url"] = site.licence.url
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
    return f"{text}authors:\n  - name: {json.dumps(f'{author.en} ({author.zh})', ensure_ascii=False)}\n"
