"""The map of the code holds: packages import only from those above them, and one package knows the template engine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import sitegen
from folders import ROOT

PACKAGE = ROOT / "scripts" / "sitegen"


# Who asks which language it is, outside i18n, and what for. Words and punctuation are not among the reasons.
ASK_THE_LANGUAGE = {
    "website/engine.py": "each language has its own settings of the site engine",
    "website/verify.py": "each language has its tag; what is verified is not asked how it was made",
    "checks/prose.py": "each language has words that its prose must not use",
    "checks/terms.py": "each language has terms of its own, and Chinese sets no spaces between words",
    "loading/validate.py": "a message names the language that is missing, and stands above i18n",
    "render/environment.py": "the font of share cards spoils the quotation marks of English",
    "render/json_ld.py": "a Chinese address names the larger place first",
    "render/markup.py": "Chinese within English is marked as such, not the other way round",
    "render/svg/drawing.py": "Chinese within English is marked as such, not the other way round",
    "render/svg/text_layout.py": "quotation marks are as wide as Han in Chinese type alone",
    "report/diff_text.py": "an editor is told which of two languages was changed",
}


def layers() -> dict[str, int]:
    """Return the layer of each package, as the package's docstring states it."""
    assert sitegen.__doc__ is not None
    lines = re.findall(r"^([a-z_0-9, ]+?)  +\S", sitegen.__doc__, re.MULTILINE)
    return {package: layer for layer, line in enumerate(lines) for package in line.split(", ")}


def package_of(path: Path) -> str:
    """Return the package that a file of the package stands in."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield what the file imports, step by step: `sitegen.values.dates` is (sitegen, values, dates)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from ((*str(node.module).split("."), alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)


def test_every_package_has_its_layer() -> None:
    """Every folder and module of the package stands in the list, and nothing else does."""
    packages = {package_of(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}

    assert set(layers()) == packages


def test_packages_import_only_from_above() -> None:
    """Packages know nothing of those below them, nor of their neighbours."""
    layer = layers()
    for path in PACKAGE.rglob("*.py"):
        own = package_of(path)
        if own in ("__init__", "__main__"):
            continue
        others = {steps[1] for steps in imported(path) if steps[0] == "sitegen" and steps[1] != own}

        assert {other for other in others if layer[other] >= layer[own]} == set(), path


def test_one_package_knows_the_template_engine() -> None:
    """Only render imports jinja2 and markupsafe."""
    users = {
        package_of(path)
        for path in PACKAGE.rglob("*.py")
        if {steps[0] for steps in imported(path)} & {"jinja2", "markupsafe"}
    }

    assert users == {"render"}


def asks_the_language(path: Path) -> bool:
    """Whether the file compares something with a language or has something different for each."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            compared = [one.value for one in (node.left, *node.comparators) if isinstance(one, ast.Constant)]
            if "zh" in compared or "en" in compared:
                return True
        elif isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            if keys == ["zh", "en"]:
                return True
    return False


def test_one_package_knows_how_languages_are_written() -> None:
    """Outside i18n nothing depends on the language but what is listed with its reason."""
    asking = {
        path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if asks_the_language(path)
    }

    assert {path for path in asking if not path.startswith("i18n/")} == set(ASK_THE_LANGUAGE)


def test_every_system_runs_it() -> None:
    """No program imports or names what only some systems have, nor lets the system choose how lines end."""
    for path in (ROOT / "scripts").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        modules = {steps[0] for steps in imported(path)}

        assert modules & {"fcntl", "resource", "pwd", "grp", "termios", "ctypes", "msvcrt"} == set(), path
        assert re.findall(r"/proc\b|prctl|os\.fork", text) == [], path
        assert path.parent.name == "deploy" or ".write_text(" not in text, path
