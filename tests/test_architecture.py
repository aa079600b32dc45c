"""The map of the code holds: modules import only those before them, and one module knows the template engine."""

import ast
from pathlib import Path

import sitegen
from conftest import ROOT

PACKAGE = ROOT / "scripts" / "sitegen"
PACKAGES = {"checks", "diagrams", "export"}


def order() -> list[str]:
    """Return the modules in the order that the package's docstring states."""
    assert sitegen.__doc__ is not None
    stated = sitegen.__doc__.rsplit(":", 1)[1]
    return [name.strip(" .\n") for name in stated.split(",")]


def imported(path: Path) -> set[str]:
    """Return the names of the package's modules that the file imports, and of other packages."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level and node.module is None:
                names |= {alias.name for alias in node.names}
            elif node.level:
                names.add((node.module or "").split(".")[0])
            else:
                names.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
    return names


def test_the_stated_order_is_complete() -> None:
    """Every module of the package has its place in the order."""
    modules = {path.stem for path in PACKAGE.glob("*.py")} | PACKAGES

    assert set(order()) == modules - {"__init__"}


def test_modules_import_only_what_stands_before_them() -> None:
    """Lower modules know nothing of higher ones."""
    places = {name: place for place, name in enumerate(order())}
    for name, place in places.items():
        files = [PACKAGE / f"{name}.py"] if name not in PACKAGES else list((PACKAGE / name).glob("*.py"))
        for path in files:
            above = {
                other for other in imported(path) & places.keys() if places[other] >= place and other != name
            }

            assert above == set(), f"{path.name} imports {above}"


def test_one_module_knows_the_template_engine() -> None:
    """Only render imports jinja2 and markupsafe."""
    users = {path.stem for path in PACKAGE.rglob("*.py") if imported(path) & {"jinja2", "markupsafe"}}

    assert users == {"render"}
