"""Write schema/: the model as JSON Schema, one file for each data file. The tests compare it with the model."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sitegen import settings
from sitegen.core.tree import write_tree
from sitegen.editing.record_schema import schema_text, schemas


def add_arguments(parser: ArgumentParser) -> None:
    """Add no options."""


def run(_: Namespace) -> int:
    """Write every schema, and remove what is no schema any more."""
    write_schemas(settings.ROOT)
    return 0


def write_schemas(folder: Path) -> None:
    """Write every schema into schema/ of ``folder``, and remove what is no schema any more."""
    write_tree(folder, ((f"schema/{name}.json", schema_text(schema)) for name, schema in schemas().items()))
