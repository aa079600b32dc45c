#!/usr/bin/env python3
"""Write schema/: the model as JSON Schema, one file for each data file. The tests compare it with the model."""

from pathlib import Path

from sitegen.output import write_tree
from sitegen.schema import schema_text, schemas

ROOT = Path(__file__).resolve().parent.parent


def main(folder: Path = ROOT) -> None:
    """Write every schema into schema/ of ``folder``, and remove what is no schema any more."""
    write_tree(folder, ((f"schema/{name}.json", schema_text(schema)) for name, schema in schemas().items()))


if __name__ == "__main__":
    main()
