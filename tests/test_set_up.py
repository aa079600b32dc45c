"""The environment: the old one stays until the new one is complete, and an old Python says that it is too old."""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import set_up
from folders import ROOT
from test_build_pages import tree

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
REQUIREMENTS = [ROOT / "requirements.txt"]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that is complete, made of what was required earlier."""
    environment = tmp_path / "environment"
    environment.mkdir()
    (environment / "stamp").write_text("earlier")
    (environment / "program").write_text("x")
    monkeypatch.setattr(set_up, "_create", lambda environment: environment.mkdir() or str(environment))
    return environment


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """Leave the tests' own signals as they were."""
    kept = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def send(number: int) -> None:
    """Interrupt this process."""
    os.kill(os.getpid(), number)


def fail() -> None:
    """Be a program that cannot be started."""
    raise OSError(8, "Exec format error")


@pytest.mark.parametrize(
    ("happens", "error"),
    [
        (lambda: send(signal.SIGINT), KeyboardInterrupt),
        (lambda: send(signal.SIGTERM), KeyboardInterrupt),
        (lambda: send(signal.SIGHUP), KeyboardInterrupt),
        (lambda: sys.exit("pip says why"), SystemExit),
        (fail, OSError),
    ],
    ids=["Ctrl-C", "ended", "hung up", "pip fails", "no pip"],
)
def test_what_fails_keeps_the_old_environment(
    environment: Path,
    happens: Callable[[], None],
    error: type[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Interrupted or refused while packages are installed: all is as before, and the next run can begin anew."""
    before = tree(environment)
    monkeypatch.setattr(set_up, "_install", lambda *_: happens())

    for _ in range(2):
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)  # as when a person starts it
        with pytest.raises(error):
            set_up.main(environment, REQUIREMENTS)

        assert tree(environment) == before
        assert [path.name for path in environment.parent.iterdir()] == [environment.name]


def test_what_was_killed_keeps_the_old_environment(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be cleaned up then, so the next run does; it finds the environment that it set aside."""
    before = tree(environment)
    environment.rename(environment.with_name("environment-old"))
    environment.mkdir()
    (environment / "half").write_text("x")
    monkeypatch.setattr(set_up, "_install", lambda *_: sys.exit("no network"))

    with pytest.raises(SystemExit):
        set_up.main(environment, REQUIREMENTS)

    assert tree(environment) == before


def test_a_new_environment_takes_the_place_of_the_old(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it is complete; after that nothing is done any more."""
    monkeypatch.setattr(set_up, "_install", lambda *_: (environment / "new").write_text("x"))
    set_up.main(environment, REQUIREMENTS)
    monkeypatch.setattr(set_up, "_install", lambda *_: sys.exit("not again"))
    set_up.main(environment, REQUIREMENTS)

    assert set(tree(environment)) == {"new", "stamp"}
    assert [path.name for path in environment.parent.iterdir()] == [environment.name]


def test_our_own_code_is_in_reach_and_pip_installs_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From any folder, without PYTHONPATH; what a person has set for other environments does not count."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    asked: list[tuple[list[str], dict[str, str]]] = []
    really = subprocess.run

    def run(command: list[str], **given: Any) -> "subprocess.CompletedProcess[Any]":
        if "pip" in command:
            asked.append((command, given["env"]))
            return subprocess.CompletedProcess(command, 0)
        return really(command, **given)

    monkeypatch.setattr(subprocess, "run", run)
    for name in set_up.TARGET_SETTINGS:
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PIP_INDEX_URL", "https://example.org/simple")
    set_up._install(str(environment / "bin" / "python"), REQUIREMENTS)
    [(command, settings)] = asked
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = really(
        [environment / "bin" / "python", "-m", "sitegen", "--help"],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 0, done.stderr
    assert not Path((next(environment.rglob("sitegen.pth"))).read_text()).is_absolute()
    assert {"-I", "--no-user", "--require-hashes"} <= set(command)
    assert not set(set_up.TARGET_SETTINGS) & settings.keys()
    assert settings["PIP_INDEX_URL"] == "https://example.org/simple"


@pytest.mark.parametrize("name", ["set_up.py", "sitegen/__init__.py"])
def test_an_old_python_can_read_that_it_is_too_old(name: str) -> None:
    """Python 3.6 knows all the syntax of the files that say so, and evaluates no annotation that it does not know."""
    code = ast.parse((ROOT / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 6))
    annotations = [
        annotation
        for node in ast.walk(code)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
    ]

    assert [one for one in annotations if not isinstance(one, ast.Name | ast.Constant | None)] == []


def test_an_old_python_is_refused_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In both languages, and nothing is made."""
    monkeypatch.setattr(set_up, "PYTHON", (4, 0))

    with pytest.raises(
        SystemExit, match=r"^需要Python 4\.0或更高版本.*。 Python 4\.0 or later is needed.*\.$"
    ):
        set_up.main(tmp_path / "environment", REQUIREMENTS)
    assert list(tmp_path.iterdir()) == []
