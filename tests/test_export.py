"""The published data: valid by their own schema, the same as the records and the pages, and kept as promised."""

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import ADDRESS, promised
from folders import HERE, library_in
from sitegen.export import DataFile, data_files, data_page
from sitegen.export.shapes import HedgeCode
from sitegen.export.values import decimal_text, hedge_code
from sitegen.plan.plan import Plan
from sitegen.records.library import Library
from sitegen.render.renderer import render_pages
from sitegen.values.numerals import SCALES
from sitegen.values.quantity import Hedge, Quantity

DAY = date(2026, 11, 24)


def read(files: dict[str, DataFile], name: str) -> Any:
    """Return what the JSON file of that name holds."""
    return json.loads(files[name].text)


def items(files: dict[str, DataFile], kind: str) -> dict[str, Any]:
    """Return the items of a document by id."""
    return {item["id"]: item for item in read(files, f"{kind}.json")["items"]}


def fields_in(schema: Any, definitions: dict[str, Any], path: str = "") -> set[str]:
    """Return the path of every key that a document may have, with the type of what it holds."""
    if "$ref" in schema:
        return fields_in(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions, path)
    found = {f"{path} {schema['type']}"} if "type" in schema and path else set()
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found |= fields_in(choice, definitions, path)
    for key, inner in schema.get("properties", {}).items():
        found |= fields_in(inner, definitions, f"{path}.{key}" if path else key)
    return found | (fields_in(schema["items"], definitions, f"{path}[]") if "items" in schema else set())


def documents(files: dict[str, DataFile]) -> list[str]:
    """Return the names of the files that are documents of the schema."""
    mapping = read(files, "schema.json")["$defs"]
    kinds = {
        definition["properties"]["document"]["const"]
        for definition in mapping.values()
        if "document" in definition.get("properties", {})
    }
    return sorted(f"{kind}.json" for kind in kinds)


def test_each_document_is_valid(files: dict[str, DataFile]) -> None:
    """Every document is as its schema says, and the schema is one."""
    schema = read(files, "schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    names = documents(files)

    assert len(names) == 13
    assert [error.message for name in names for error in validator.iter_errors(read(files, name))] == []


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("items", 0, "claims", 0, "status"), "finished"),
        (("items", 0, "claims", 0, "value", "printed"), {"zh": "有"}),
        (("items", 0, "claims"), []),
        (("items", 0, "claims", 0, "as_of", "last"), 2023),
        (("version",), 2),
    ],
)
def test_the_schema_is_not_blind(
    tiny_files: dict[str, DataFile], place: tuple[str | int, ...], wrong: object
) -> None:
    """A wrong code, a missing language, a fact without claims, a number for a day: each is found."""
    document = read(tiny_files, "facts.json")
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = wrong

    assert not Draft202012Validator(read(tiny_files, "schema.json")).is_valid(document)


def test_the_interface_is_described(tiny_files: dict[str, DataFile]) -> None:
    """The OpenAPI description has a path for every document, and every reference in it leads somewhere."""
    described = read(tiny_files, "openapi.json")
    references = re.findall(r'"\$ref": "#/components/schemas/(\w+)"', tiny_files["openapi.json"].text)

    assert described["openapi"].startswith("3.1.")
    assert described["servers"] == [{"url": f"{ADDRESS}/data/v1"}]
    assert sorted(path.removeprefix("/") for path in described["paths"]) == documents(tiny_files)
    assert set(references) <= described["components"]["schemas"].keys()
    for name, schema in described["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema["title"] == name


def test_what_was_promised_is_kept(tiny_files: dict[str, DataFile]) -> None:
    """Every key of version 1, once published, is still there and holds what it held; new keys are added to the list.

    The list only grows: a line that has to go means a version 2.
    """
    schema = read(tiny_files, "schema.json")
    found = set()
    for name in documents(tiny_files):
        kind = name.removesuffix(".json")
        (definition,) = (
            one
            for one in schema["$defs"].values()
            if one.get("properties", {}).get("document", {}).get("const") == kind
        )
        found |= {f"{kind}: {field}" for field in fields_in(definition, schema["$defs"])}

    assert sorted(found) == promised(HERE / "published_v1.txt", sorted(found))


def test_the_index_is_right_about_every_file(files: dict[str, DataFile], day: date) -> None:
    """Sizes, checksums and counts are those of the files, and none is left out."""
    index = read(files, "index.json")

    assert {file["path"] for file in index["files"]} == files.keys() - {"index.json"}
    assert index["as_of"] == index["site_built"] == day.isoformat()
    for listed in index["files"]:
        content = files[listed["path"]].content
        assert listed["bytes"] == len(content)
        assert listed["sha256"] == hashlib.sha256(content).hexdigest()
        if listed["path"] in documents(files):
            assert listed["records"] == len(json.loads(content)["items"])


def licence_named(folder: Path) -> dict[str, object]:
    """Return what each place that may name a licence says of it."""
    library = library_in(folder)
    files = data_files(library, DAY)
    texts = {file.name: file.text for file in files}
    pages = render_pages(Plan(library, DAY, (data_page(files, library),)))
    return {
        "index": json.loads(texts["index.json"]).get("licence"),
        "package": json.loads(texts["datapackage.json"]).get("licenses"),
        "citation": yaml.safe_load(texts["CITATION.cff"]).get("license-url"),
        **{
            language: pages[f"{language}/data/index.md"]
            .split("{#licence}")[1]
            .split("<p>")[1]
            .split("</p>")[0]
            for language in ("zh", "en")
        },
    }


def test_a_licence_is_named_only_once_it_is_set(library_folder: Path) -> None:
    """Nobody is told of terms that the site does not state; once it does, every place names the same."""
    before = licence_named(library_folder)
    with (library_folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(
            "licence: {id: X-1, title: {zh: 某许可, en: Some licence}, url: 'https://example.org/x'}\n"
        )
    after = licence_named(library_folder)

    assert (before["index"], before["package"], before["citation"]) == (None, None, None)
    assert "未说明" in str(before["zh"])
    assert "Not stated." in str(before["en"])
    assert after == {
        "index": {
            "id": "X-1",
            "title": {"zh": "某许可", "en": "Some licence"},
            "url": "https://example.org/x",
        },
        "package": [{"name": "X-1", "title": "Some licence", "path": "https://example.org/x"}],
        "citation": "https://example.org/x",
        "zh": '许可：<a href="https://example.org/x">某许可</a>',
        "en": 'Licence: <a href="https://example.org/x">Some licence</a>',
    }


def test_every_record_is_published(library: Library, files: dict[str, DataFile]) -> None:
    """Each fact, claim and record is there once, in the order of the records, with its exact figure."""
    facts = read(files, "facts.json")["items"]

    assert [fact["id"] for fact in facts] == list(library.facts)
    for kind in ("communities", "organisations", "facilities", "places", "sources", "glossary"):
        assert [item["id"] for item in read(files, f"{kind}.json")["items"]] == list(getattr(library, kind))
    for published, fact in zip(facts, library.facts.values(), strict=True):
        assert [claim["source"] for claim in published["claims"]] == [one.source for one in fact.claims]
        assert [claim["shown"] for claim in published["claims"]].count(True) == 1
        for claim, record in zip(published["claims"], fact.claims, strict=True):
            value = claim["value"]
            assert claim["status"] == record.status
            if isinstance(record.value, Quantity):
                assert value["source_form"] == str(record.value)
                amounts = record.value.amounts
                assert [Decimal(value[end]) for end in ("low", "high") if value[end]] == (
                    [amounts[0], amounts[-1]] if amounts else []
                )


def test_a_fact_has_its_history(library_folder: Path) -> None:
    """What was said before stands with the fact, exact, dated and explained, the latest first; a fact of old has none."""
    found = data_files(library_in(library_folder), date(2024, 6, 1))
    facts = items({file.name: file for file in found}, "facts")
    latest, first = facts["elm-area"]["history"]

    assert facts["elm-name"]["history"] == []
    assert (latest["value"]["low"], latest["value"]["hedge"], latest["status"]) == ("900", "about", "actual")
    assert (latest["until"], latest["change"], latest["kind"]) == (
        "2024-05-20",
        "area-from-paper",
        "our_error",
    )
    assert latest["reason"]["en"] == "The area was wrong & now follows the <paper>."
    assert (latest["as_of"]["text"], latest["as_of"]["given_by"]) == ("2022", "claim")
    assert (first["until"], first["as_of"]["given_by"], first["scope"]) == ("2024-05-10", "source", None)
    assert latest["value"]["printed"]["zh"] not in {
        claim["value"]["printed"]["zh"] for claim in facts["elm-area"]["claims"]
    }


def test_a_figure_can_be_read_without_its_text() -> None:
    """Number, scale and hedge give back the figure that the source prints."""
    assert decimal_text(Decimal("1.5") * 10 ** SCALES["亿"]) == "150000000"
    assert decimal_text(Decimal("0.30")) == "0.3"
    assert decimal_text(Decimal("100")) == "100"
    codes = {hedge_code(hedge) for hedge in Hedge} | {hedge_code(Hedge.EXACT, magnitude=9)}
    assert codes == set(get_args(HedgeCode))


def test_only_what_was_known_on_the_day_is_published(tiny: Library) -> None:
    """Seen from an earlier day there are fewer events, and no id leads to one that is not there."""
    earlier = {file.name: file for file in data_files(tiny, date(2023, 6, 1))}
    events = items(earlier, "events")

    assert 0 < len(events) < len(tiny.events)
    for kind in ("communities", "organisations", "facilities", "places", "programme", "sources"):
        for item in items(earlier, kind).values():
            assert set(item["events"]) <= events.keys()


def test_each_place_on_the_site_is_there(files: dict[str, DataFile], pages_folder: Path) -> None:
    """Where a record says that it stands, it stands, in both languages."""
    for kind in (
        "communities",
        "facts",
        "events",
        "organisations",
        "facilities",
        "places",
        "sources",
        "glossary",
    ):
        for item in items(files, kind).values():
            page, anchor = item["where"]["page"], item["where"]["anchor"]
            for language in ("zh", "en"):
                text = (pages_folder / language / page / "index.md").read_text(encoding="utf-8")
                assert not anchor or f'id="{anchor}"' in text or re.search(rf"{{#{anchor}[ }}]", text), (
                    page,
                    anchor,
                )


def test_the_same_records_give_the_same_files(records: Path, day: date, files: dict[str, DataFile]) -> None:
    """Nothing of the moment or the machine goes into the data."""
    again = data_files(library_in(records), day, ADDRESS)

    assert {file.name: file.content for file in again} == {name: file.content for name, file in files.items()}
