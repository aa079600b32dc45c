"""The JSON Schema and the OpenAPI description of the published documents, derived from their model."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json

from sitegen.export.shapes import VERSION, AnyDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of every document; the key `document` tells them apart."""
    return {
        "$schema": DIALECT,
        "title": f"Published data, version {VERSION}",
        **_without_discriminators(_schema("#/$defs/{model}")),
    }


def openapi(title: str, files: dict[str, str], server: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the documents; ``files`` maps the path of each to the name of its schema."""
    schema = _schema("#/components/schemas/{model}")
    paths = {
        f"/{path}": {
            "get": {
                "operationId": path.removesuffix(".json"),
                "summary": schema["$defs"][name].get("description", path),
                "responses": {
                    "200": {
                        "description": "The document.",
                        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
                    }
                },
            }
        }
        for path, name in files.items()
    }
    return {
        "openapi": "3.1.1",
        "info": {
            "title": title,
            "version": f"{VERSION}",
            "description": "Static files: every document is fetched whole, without parameters or keys.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": schema["$defs"]},
    }


def as_json(data: object) -> bytes:
    """Return ``data``, a model or plain values, as indented JSON; keys keep their order."""
    return to_json(data, indent=1) + b"\n"


@cache
def _schema(references: str) -> dict[str, Any]:
    """Return the schema as pydantic writes it, with references of this form. Nobody changes it."""
    return TypeAdapter[Any](AnyDocument).json_schema(mode="serialization", ref_template=references)


def _without_discriminators(schema: Any) -> Any:
    """Return ``schema`` without the keyword that only OpenAPI knows."""
    if isinstance(schema, dict):
        return {
            key: _without_discriminators(value)
            for key, value in schema.items()
            if key != "discriminator" or not isinstance(value, dict) or "mapping" not in value
        }
    return [_without_discriminators(value) for value in schema] if isinstance(schema, list) else schema
