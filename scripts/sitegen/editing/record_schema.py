"""The JSON Schema of each data file, derived from the model, with which text editors help while typing.

A schema has the keys, the codes of closed vocabularies and the forms of values. It lists no ids of records, since it
would change with every record. `make check` checks what a schema cannot.
"""

import json
from typing import Any

from sitegen.records.field_docs import Doc, documentation, in_order
from sitegen.records.model import Community, Record, kind_of, nested_models
from sitegen.records.record_files import DATA_FILES

DIALECT = "http://json-schema.org/draft-07/schema#"  # the dialect that YAML plugins support best


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each data file by name; `community`, `source` and `change` are those of a record's own file."""
    found = {
        name: _schema(
            f"{name}.yaml", file.doc, _of_list(name, file.model) if file.is_list else _of_record(file.model)
        )
        for name, file in DATA_FILES.items()
    }
    doc = Doc("一个未来产业社区", "One future industrial community", *Community.called)
    found["community"] = _schema("communities/*.yaml", doc, _of_record(Community))
    return found | {
        kind_of(file.model): _schema(f"{name}/*.yaml", file.doc, _of_record(file.model))
        for name, file in DATA_FILES.items()
        if file.is_dated
    }


def schema_text(schema: dict[str, Any]) -> str:
    """Return ``schema`` as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(file: str, doc: Doc, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": f"data/{file}",
        "description": _description(doc.zh, doc.en),
        **schema,
    }


def _of_record(model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema()
    records = {model.__name__: schema, **schema.get("$defs", {})}
    models = nested_models(model)
    for name, record in records.items():
        _explain(models[name], record)
    cleaned: dict[str, Any] = _clean(schema)
    # Definitions come last, so that a reader sees the content of the file first.
    return {key: cleaned[key] for key in sorted(cleaned, key=lambda key: key == "$defs")}


def _of_list(name: str, model: type[Record]) -> dict[str, Any]:
    schema = _of_record(model)
    records = {model.__name__: schema, **schema.pop("$defs", {})}
    item: dict[str, Any] = {"$ref": f"#/$defs/{model.__name__}"}
    if name == "communities":
        in_a_file = {
            "type": "string",
            "pattern": "^[a-z0-9-]+$",
            "description": _description("communities/里同名文件", "The file of that name in communities/"),
        }
        item = {"anyOf": [in_a_file, item]}
    return {"type": "array", "items": item, "$defs": records}


def _explain(model: type[Record], record: dict[str, Any]) -> None:
    """Describe every key of a record, in canonical order."""
    record.pop("description", None)  # the docstring is for programmers, in English only
    if properties := record.get("properties"):
        docs = {key: documentation(model, key) for key in in_order(model, properties)}
        record["properties"] = {
            key: properties[key] | {"description": _description(doc.zh, doc.en)} for key, doc in docs.items()
        }


def _description(zh: str, en: str) -> str:
    return f"{zh}。\n\n{en}."


def _clean(schema: Any) -> Any:
    """Remove what does not help an editor, and null, which no data file may have."""
    if isinstance(schema, list):
        return [_clean(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "properties" in schema:
        schema = schema | {"properties": {key: _clean(value) for key, value in schema["properties"].items()}}
    if (words := schema.get("propertyNames", {}).get("enum")) is not None:
        schema = schema | {"required": words}  # a vocabulary must have every code
    kept = {
        key: value if key in ("properties", "examples", "enum") else _clean(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and key != "default"
    }
    if (choices := kept.pop("anyOf", None)) is not None:
        choices = [choice for choice in choices if choice != {"type": "null"}]
        kept = {**choices[0], **kept} if len(choices) == 1 else {"anyOf": choices, **kept}
    if "$ref" in kept and "description" in kept:
        # In this dialect the keys beside a reference are ignored.
        kept["allOf"] = [{"$ref": kept.pop("$ref")}]
    return kept
