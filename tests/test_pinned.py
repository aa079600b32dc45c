"""What is fetched to build and test is pinned, by hashes, without a word on where from."""

import json
import re

import pytest

from conftest import ROOT


def test_npm_packages_are_pinned() -> None:
    """The lock file holds what package.json asks for, with hashes, and names no host."""
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    pinned = {name: package for name, package in lock["packages"].items() if name}

    assert lock["packages"][""]["devDependencies"] == asked["devDependencies"]
    assert {f"node_modules/{name}" for name in asked["devDependencies"]} <= pinned.keys()
    assert all(package["integrity"].startswith("sha512-") for package in pinned.values())
    assert all("resolved" not in package for package in pinned.values())


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-test.txt", "requirements-bench.txt", "requirements-lock.txt"]
)
def test_python_packages_are_pinned(name: str) -> None:
    """Each package has one version and its hashes, and no line names a host."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]

    assert lines
    assert [
        line for line in lines if not re.match(r"[\w.\[\]-]+==\S+.* --hash=sha256:[0-9a-f]{64}", line)
    ] == []
    assert "://" not in text
