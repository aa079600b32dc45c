"""Change files of records at random, and hold the program to what it promises whatever an editor writes.

`make fuzz SECONDS=600` tries for that long, each time something else; `test_fuzz.py` tries a few fixed cases. The
changes know what the files look like: bytes and lines of the tiny and of the real records are lost, doubled and
exchanged, values are put where others stand, and trees of YAML are made up.
"""

import argparse
import io
import json
import re
import secrets
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache, lru_cache
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from icalendar import Calendar

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "scripts")]

from hostile import NO_VALUE, REFUSED, SHOWN  # noqa: E402
from sitegen import __main__ as sitegen_command  # noqa: E402
from sitegen.strict_yaml import nodes as yamlfile  # noqa: E402

MOVED = (
    b"moved:\n- {old: communities/former, new: communities/elm}\n- {old: about#former, new: about#purpose}\n"
)
# Far beyond what any input needs: it tells a program that never ends from a slow machine.
PATIENCE = 60
# The tiny records are tried three times as often: they are read sooner, and hold a record of each kind.
NAMES = ("tiny", "tiny", "tiny", "real")
# fmt: off
SIGNS = [
    "\n", ": ", "- ", "{", "}", "[", "]", "'", '"', "&a ", "*a", "!!", "|", ">", "#", "?", "---", "%", "@", "`", "<<: ",
    "\t", "  ", "\r\n", "\ufeff", "\0", "!!python/object/apply:os.system [x]", "{{", "a: &a [*a, *a]",
]
# fmt: on
TEXTS = st.sampled_from([*SHOWN, *REFUSED.values(), *NO_VALUE, *SIGNS]) | st.text(max_size=12)
BITS = TEXTS.map(str.encode) | st.binary(max_size=4)
Path_ = tuple[str | int, ...]


class Case(NamedTuple):
    """A folder of records by its name, one of its files, and what that file holds instead."""

    records: str
    file: str
    content: bytes


@cache
def files_of(records: str) -> dict[str, bytes]:
    """Return the files of the tiny or the real records by their path."""
    folder = ROOT / "data" if records == "real" else HERE / "library"
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    words = (ROOT / "data" / "vocabulary.yaml").read_bytes()
    return {"redirects.yaml": MOVED, "vocabulary.yaml": words} | files


@cache
def tree_of(records: str, file: str) -> Any:
    """Return what the file holds, as dicts, lists and scalars."""
    node, _ = yamlfile.parse_text(files_of(records)[file].decode(), file)
    return node.plain() if node else None


@cache
def paths_in(records: str, file: str) -> tuple[Path_, ...]:
    """Return the path of every value in the file."""
    return tuple(_paths(tree_of(records, file), ()))


def _paths(tree: Any, path: Path_) -> Iterator[Path_]:
    yield path
    for step, value in (
        tree.items() if isinstance(tree, dict) else enumerate(tree if isinstance(tree, list) else ())
    ):
        yield from _paths(value, (*path, step))


def value_at(tree: Any, path: Path_) -> Any:
    """Return the value at ``path``."""
    for step in path:
        tree = tree[step]
    return tree


def replaced(tree: Any, path: Path_, value: Any) -> Any:
    """Return ``tree``, of dicts and lists, with ``value`` at ``path``."""
    if not path:
        return value
    step, *rest = path
    if isinstance(tree, dict):
        return tree | {step: replaced(tree[step], tuple(rest), value)}
    return [replaced(item, tuple(rest), value) if index == step else item for index, item in enumerate(tree)]


SCALARS = TEXTS | st.integers() | st.booleans() | st.none() | st.floats() | st.dates()
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | st.just("id"), inner, max_size=4),
    max_leaves=12,
)


def dumped(tree: Any, *, flow: bool) -> bytes:
    """Return ``tree`` as YAML, in braces and brackets or by indentation."""
    text: str = yaml.dump(
        tree,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        default_flow_style=flow,
        sort_keys=False,
        width=10_000,
    )
    return text.encode("utf-8", "surrogatepass")


@st.composite
def typed_over(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes are lost and others put in their place."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(BITS) + content[at + draw(st.integers(0, 40)) :]
    return content


@st.composite
def rearranged(draw: st.DrawFn, content: bytes, other: bytes) -> bytes:
    """Lines are lost, doubled, moved, indented or taken from another file."""
    lines, others = content.split(b"\n"), other.split(b"\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "move", "indent", "dedent", "join", "take"])):
            case "lose":
                lines[at : at + draw(st.integers(1, 5))] = []
            case "double":
                lines[to:to] = lines[at : at + draw(st.integers(1, 5))]
            case "move":
                lines[at], lines[to] = lines[to], lines[at]
            case "indent":
                lines[at] = b" " * draw(st.integers(1, 4)) + lines[at]
            case "dedent":
                lines[at] = lines[at].removeprefix(b" " * draw(st.integers(1, 4)))
            case "join":
                lines[at : at + 2] = [b"".join(lines[at : at + 2])]
            case "take":
                lines[at:at] = draw(st.sampled_from(others)).splitlines()
        lines = lines or [b""]
    return b"\n".join(lines)


@st.composite
def cases(draw: st.DrawFn, names: tuple[str, ...] = NAMES) -> Case:
    """A file with something in it that is not what the editors wrote."""
    records = draw(st.sampled_from(names))
    names_of_files = sorted(files_of(records))
    file, other = draw(st.sampled_from(names_of_files)), draw(st.sampled_from(names_of_files))
    content = files_of(records)[file]
    kind = draw(st.sampled_from(["bytes", "lines", "value", "exchange", "exchange", "tree"]))
    if kind == "bytes":
        return Case(records, file, draw(typed_over(content)))
    if kind == "lines":
        return Case(records, file, draw(rearranged(content, files_of(records)[other])))
    if kind == "tree":
        return Case(records, file, dumped(draw(TREES), flow=draw(st.booleans())))
    tree = tree_of(records, file)
    path = draw(st.sampled_from(paths_in(records, file)))
    if kind == "value":
        tree = replaced(tree, path, draw(TREES))
    else:
        source = draw(st.sampled_from([file, other]))
        tree = replaced(
            tree, path, value_at(tree_of(records, source), draw(st.sampled_from(paths_in(records, source))))
        )
    return Case(records, file, dumped(tree, flow=False))


class Bench:
    """A folder in which cases are tried, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for records in set(NAMES):
            for file, content in files_of(records).items():
                (folder / records / "data" / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / records / "data" / file).write_bytes(content)

    def judge(self, case: Case) -> str:
        """Try ``case`` and assert what the program promises; return whether it was `built` or `refused`."""
        home = self.folder / case.records
        (home / "data" / case.file).write_bytes(case.content)
        before, (out, err) = _snapshot(home), (io.StringIO(), io.StringIO())
        command = ["--data", str(home / "data"), "--docs", str(home / "docs"), "--as-of", "2026-11-24"]
        try:
            with watched(), redirect_stdout(out), redirect_stderr(err):
                code = sitegen_command.main(["generate", *command, "--site-url", "https://example.org/base"])
            if code:
                assert _snapshot(home) == before, "something was written"
                _check_report(err.getvalue(), home)
            else:
                assert err.getvalue() == ""
                _check_outputs(home / "docs")
        finally:
            (home / "data" / case.file).write_bytes(files_of(case.records)[case.file])
            shutil.rmtree(home / "docs", ignore_errors=True)
        return "refused" if code else "built"


def _snapshot(folder: Path) -> dict[Path, tuple[int, int]]:
    return {
        path: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()
    }


def _check_report(report: str, home: Path) -> None:
    """Every mistake has its place in a file, both languages and a remedy, on two lines."""
    *lines, last = report.removesuffix("\n").split("\n")
    assert len(lines) % 2 == 0
    total = re.fullmatch(
        r"共(?:至少)?(\d+)处错误(?:（另有(\d+)处未列出，.*）)?，未写入任何文件。 .*nothing was written\.",
        last,
    )
    assert total, last
    assert int(total[1]) == len(lines) // 2 + int(total[2] or 0), last
    assert all(len(line) < 1100 for line in lines)
    assert lines
    for chinese, english in zip(lines[::2], lines[1::2], strict=True):
        place = re.match(r"(data[^:]*):([1-9]\d*):([1-9]\d*): \S", chinese)
        assert place, chinese
        assert "改法：" in chinese or "…" in chinese, chinese
        assert re.match(r"    \S.*(Fix: |…)", english), english
        assert english.isprintable(), english
        if (file := home / place[1]).is_file():
            text = file.read_bytes().split(b"\n")
            assert int(place[2]) <= len(text), chinese
            assert int(place[3]) <= len(text[int(place[2]) - 1]) + 1, chinese


def _check_outputs(docs: Path) -> None:
    """What was built can be read by the programs that it is for."""
    for path in docs.rglob("*"):
        if path.suffix in (".xml", ".svg"):
            ElementTree.parse(path)
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".ics":
            Calendar.from_ical(path.read_bytes())


@contextmanager
def watched() -> Iterator[None]:
    """Interrupt what does not end."""

    def interrupt(_: int, frame: FrameType | None) -> None:
        raise AssertionError(f"no end after {PATIENCE} seconds")

    old = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


@contextmanager
def quick() -> Iterator[None]:
    """Read a file that has not changed only once: what it means depends on nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfile, "parse_text", lru_cache(maxsize=100)(yamlfile.parse_text))
        yield


def main(arguments: list[str] | None = None) -> int:
    """Try cases until the time is over; return 1 at the first that breaks a promise."""
    parser = argparse.ArgumentParser(description="try random records")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=None, help="repeat the cases of a former run")
    options = parser.parse_args(arguments)
    begin = options.seed if options.seed is not None else secrets.randbits(32)
    print(f"seed {begin}", flush=True)
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder, quick():
        bench = Bench(Path(folder))

        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            print_blob=False,
        )
        @given(cases())
        def tried(case: Case) -> None:
            if time.monotonic() < end:
                outcomes[bench.judge(case)] += 1

        turn = 0
        while time.monotonic() < end:
            seed(begin + turn)(tried)()
            turn += 1
    print(
        f"{sum(outcomes.values())} cases: {outcomes['refused']} refused, {outcomes['built']} built; nothing found"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
