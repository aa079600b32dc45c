"""The schemas that help while typing follow the model, accept what is right and refuse what they can know is wrong."""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from folders import HERE, ROOT
from sitegen.editing.record_schema import schema_text, schemas
from sitegen.records import model
from sitegen.records.field_docs import Doc, in_order
from sitegen.records.model import Record, kind_referred_to, nested_models, vocabulary_of
from sitegen.records.record_files import DATA_FILES, KINDS
from sitegen.strict_yaml.nodes import read_yaml
from sitegen.values.validators import HAN

SCHEMAS = schemas()
SNIPPETS = json.loads((ROOT / ".vscode" / "records.code-snippets").read_text(encoding="utf-8"))


def schema_of(path: Path) -> str:
    """Return the name of the schema for a data file."""
    return {"communities": "community", "sources": "source", "changes": "change"}.get(
        path.parent.name, path.stem
    )


def findings(path: Path) -> list[jsonschema.ValidationError]:
    """Return what the schema finds wrong with a data file."""
    node, _ = read_yaml(path, path.name)
    assert node is not None
    return list(jsonschema.Draft7Validator(SCHEMAS[schema_of(path)]).iter_errors(node.plain()))


def test_schemas_are_as_committed() -> None:
    """The folder schema/ is what `make schema` would write."""
    stored = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "schema").glob("*")}

    assert stored == {name: schema_text(schema) for name, schema in SCHEMAS.items()}, "run make schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid(name: str) -> None:
    """Each file is JSON Schema, and its examples are right by its own patterns."""
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    for schema in parts(SCHEMAS[name]):
        for example in schema.get("examples", []):
            jsonschema.Draft7Validator(schema).validate(example)


def test_right_files_are_accepted(records: Path) -> None:
    """No schema finds fault with a file that the site is built from."""
    for path in [*records.rglob("*.yaml"), *(HERE / "library").rglob("*.yaml")]:
        assert findings(path) == [], path


def test_wrong_files_are_refused() -> None:
    """The mistakes that a schema can know are refused; in the other files only another record shows the mistake."""
    refused = {path.stem for path in (HERE / "mistakes" / "records").glob("*.yaml") if findings(path)}

    assert refused == {"changes", "communities", "organisations", "places", "site", "sources"}


def test_one_community_is_refused_as_in_the_list() -> None:
    """The schema of a community's own file refuses the records that the list refuses."""
    node, _ = read_yaml(HERE / "mistakes" / "records" / "communities.yaml", "communities.yaml")
    assert node is not None
    validator = jsonschema.Draft7Validator(SCHEMAS["community"])

    assert [validator.is_valid(record) for record in node.plain()] == [
        False,
        False,
        True,  # its mistakes are in how its records refer to one another
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_keys_that_the_model_does_not_know_are_refused(name: str, records: Path) -> None:
    """A key misspelt in a record of any file is refused."""
    # Every record is in the tiny library, or one of its kind among the real ones.
    files = [*(HERE / "library").rglob("*.yaml"), *records.rglob("*.yaml")]
    path = next(path for path in files if schema_of(path) == name)
    node, _ = read_yaml(path, path.name)
    assert node is not None
    plain = node.plain()
    record = plain[-1] if isinstance(plain, list) else plain
    if isinstance(record, dict):
        record["misspelt"] = "x"
    else:
        plain.append({"misspelt": "x"})

    assert not jsonschema.Draft7Validator(SCHEMAS[name]).is_valid(plain)


RECORDS = {name: record for file in DATA_FILES.values() for name, record in nested_models(file.model).items()}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_every_field_is_documented(record: type[Record]) -> None:
    """Each field says once what it means, and what it is called in a sentence, in both languages."""
    for key, field in record.model_fields.items():
        (doc,) = (mark for mark in field.metadata if isinstance(mark, Doc))

        assert re.search(f"[{HAN}]", doc.zh), key
        assert re.search(f"[{HAN}]", doc.short_zh), key
        assert re.search("[A-Za-z]", doc.en), key
        assert re.search("[a-z]", doc.short_en), key
        assert not doc.en.endswith("."), key
        assert not doc.zh.endswith("。"), key


def test_every_file_and_kind_is_called_something() -> None:
    """Files have words of their own, and so has every kind of record that another can refer to."""
    kinds = {
        kind
        for record in RECORDS.values()
        for key in record.model_fields
        for kind in kind_referred_to(record, key).split(" or ")
        if kind
    }

    assert all(all(dataclasses.astuple(file.doc)) for file in DATA_FILES.values())
    assert {"source", "fact", "row"} < kinds
    assert [kind for kind in kinds if KINDS[kind].called == Record.called] == []


def test_keys_stand_in_the_parts_of_a_record() -> None:
    """What a record is called comes first, then what it says, where that was read, a remark, and what it holds."""
    claim = ["note", "said_by", "at", "source", "scope", "printed", "as_of", "status", "value"]
    place = ["events", "facts", "note", "level", "reviewed", "name_basis", "short", "name", "id"]

    assert in_order(model.Claim, claim) == claim[::-1]
    assert in_order(model.Place, place) == place[::-1]
    assert in_order(model.Measure, ["row", "unit", "scope", "id"]) == ["id", "scope", "unit", "row"]


def test_codes_have_their_words() -> None:
    """The vocabulary of a field follows from its type, whatever the field is called."""
    assert vocabulary_of(model.Organisation, "kind") == "kinds"
    assert vocabulary_of(model.Change, "kind") == "change_kinds"
    assert vocabulary_of(model.StageReached, "value") == "stages"
    assert vocabulary_of(model.Claim, "value") == ""


def test_files_lead_to_their_schema(records: Path) -> None:
    """The settings for editors, and the first line of a data file if it names a schema, lead to the file's own."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for path in records.rglob("*.yaml"):
        first, sign, named = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")
        schema = ROOT / "schema" / f"{schema_of(path)}.json"

        assert not sign or first == "# yaml-language-server: "
        assert not sign or (path.parent / named).resolve() == records.parent / "schema" / schema.name
        assert [name for name, glob in settings.items() if path.match(glob)] == [f"./schema/{schema.name}"]


MODELS: dict[str, type[Record]] = {
    "fact": model.Fact,
    "event": model.Event,
    "plan": model.Event,
    "source": model.Source,
    "community": model.Community,
    "gap": model.Gap,
}


def test_snippets_are_records(tmp_path: Path) -> None:
    """Every snippet, its stops left as they are, is a record of the model, and offers every word there is."""
    words = {get_args(kind) for kind in (model.Status, model.Tier, model.Language, model.Extent)}
    words |= {get_args(kind) for kind in (model.Stage, model.Why, model.Basis)}
    for snippet in SNIPPETS.values():
        body = "\n".join(snippet["body"])
        offered = {tuple(stop.split(",")) for stop in re.findall(r"\$\{\d+\|(.*?)\|\}", body)}
        (tmp_path / "snippet.yaml").write_text(filled(body), encoding="utf-8")
        node, problems = read_yaml(tmp_path / "snippet.yaml", "snippet.yaml")
        assert node is not None
        kind = MODELS[snippet["prefix"][0]]

        assert problems == []
        assert {tuple(sorted(stop)) for stop in offered} <= {tuple(sorted(word)) for word in words}
        plain = node.plain()
        for record in plain if isinstance(plain, list) else [plain]:
            kind.model_validate(record)
    assert {snippet["prefix"][0] for snippet in SNIPPETS.values()} == MODELS.keys()


def filled(body: str) -> str:
    """Return a snippet as it stands when no stop is changed."""
    stops = dict(re.findall(r"\$\{(\d+):(.*?)\}", body))
    body = re.sub(r"\$\{\d+\|([^,|]*).*?\|\}", r"\1", body)
    return re.sub(r"\$\{(\d+)(?::.*?)?\}", lambda stop: stops[stop[1]], body)


def parts(schema: Any) -> list[dict[str, Any]]:
    """Return every part of a schema that is itself one."""
    if isinstance(schema, list):
        return [part for item in schema for part in parts(item)]
    if isinstance(schema, dict):
        return [schema, *(part for item in schema.values() for part in parts(item))]
    return []
