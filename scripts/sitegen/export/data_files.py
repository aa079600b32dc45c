"""The files of the published data; they are written below docs/root/ and copied from there to the root of the site."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sitegen.core.files import checksum
from sitegen.export import shapes as out
from sitegen.export.columns import Table
from sitegen.export.csv_text import as_csv
from sitegen.export.data_package import citation, data_package
from sitegen.export.documents import documents
from sitegen.export.published_schema import as_json, json_schema, openapi
from sitegen.export.tables import Row, tables
from sitegen.records.library import Library
from sitegen.records.model import Text

FOLDER = f"data/v{out.VERSION}"
JSON = "application/json"


@dataclass(frozen=True)
class DataFile:
    """A published file: its name below the folder of its version, its content, and how many records it holds.

    A table comes with its columns and rows.
    """

    name: str
    media_type: str
    content: bytes  # UTF-8, which takes half the memory of a string
    records: int | None = None
    table: Table[Any] | None = None
    rows: tuple[Row, ...] = ()

    @property
    def path(self) -> str:
        """Its address below the root of the site."""
        return f"{FOLDER}/{self.name}"

    @property
    def phrase(self) -> str:
        """The key of the phrase that describes it."""
        return f"data_{self.name.lower().replace('.', '_')}"

    @property
    def size(self) -> str:
        """Its size in KB (1,000 bytes), rounded up; both languages write it alike."""
        return f"{-(-len(self.content) // 1000)} KB"

    @property
    def text(self) -> str:
        """Its content as text."""
        return self.content.decode()

    @property
    def sha256(self) -> str:
        """Its SHA-256."""
        return checksum(self.content)


def data_files(library: Library, as_of: date, address: str = "") -> tuple[DataFile, ...]:
    """Return every published file, the index first; ``address`` is that of the site, if it is known."""
    published = documents(library, as_of)
    names = {f"{document.document}.json": type(document).__name__ for document in published}
    title = f"{library.site.title.en} / {library.site.title.zh}"
    server = f"{address}/{FOLDER}" if address else "."
    table_files = [
        (
            table,
            DataFile(f"{table.name}.csv", "text/csv", as_csv(table, rows).encode(), len(rows), table, rows),
        )
        for table, rows in tables(published)
    ]
    listed = [(table, len(file.content), file.sha256, file.records or 0) for table, file in table_files]
    files = [
        *(
            DataFile(f"{document.document}.json", JSON, as_json(document), len(document.items))
            for document in published
        ),
        DataFile("schema.json", "application/schema+json", as_json(json_schema())),
        DataFile("openapi.json", JSON, as_json(openapi(title, {"index.json": "Index"} | names, server))),
        *(file for _, file in table_files),
        DataFile("datapackage.json", JSON, as_json(data_package(library, as_of, listed, address))),
        DataFile("CITATION.cff", "text/yaml", citation(library, as_of, address).encode()),
    ]
    return (_index(library, as_of, files), *files)


def _index(library: Library, as_of: date, files: list[DataFile]) -> DataFile:
    site = library.site
    optional: dict[str, object] = {}
    if site.licence:
        optional["licence"] = out.Licence(
            id=site.licence.id, title=_words(site.licence.title), url=site.licence.url
        )
    if site.publisher:
        optional["publisher"] = _words(site.publisher)
    index = out.Index.model_validate(
        {
            "document": "index",
            "version": out.VERSION,
            "as_of": as_of.isoformat(),
            "site_built": as_of.isoformat(),
            "title": _words(site.title),
            "description": _words(site.description),
            "files": [
                out.File(
                    path=file.name,
                    media_type=file.media_type,
                    bytes=len(file.content),
                    sha256=file.sha256,
                    records=file.records,
                )
                for file in files
            ],
            **optional,
        }
    )
    return DataFile("index.json", JSON, as_json(index.model_dump(mode="json", exclude_unset=True)))


def _words(text: Text) -> out.Words:
    return out.Words(zh=text.zh, en=text.en)
