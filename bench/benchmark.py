#!/usr/bin/env python3
"""Measure how long the site takes to build at several sizes, compared with Hugo building the same pages.

`benchmark.py --hugo HUGO [--runs N] SIZE...` makes a library of each size, builds both sites from it in turn, first from
nothing and then after one record has changed, and prints a report in Markdown. Each build is a process; its wall time,
CPU time and the peak memory of its largest process are measured, child processes included. On a shared machine only
the ratio of runs that follow each other is meaningful. bench/README.md says what the peer leaves out.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter, sleep
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LANGUAGES = ("zh", "en")
AS_OF = "2026-11-24"
# The word that an edit writes into the summary of a community, to be looked for on its page.
EDITED = "EDITED"
# The indexer of the site's own build, also used for the peer's pages.
INDEX = [sys.executable, "-m", "pagefind", "--root-selector", "article", "--site"]
POLL_SECONDS = 0.01
EDIT_TIMEOUT = 60  # seconds until an edit must show
# The message of the server once it is ready to show edits.
READY = "now show edits at once"


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a run: wall and CPU time in seconds, and the peak memory of its largest process in MB.

    `seen` is the seconds until the edited page was on disk, if one was edited; `search` is the part of `wall` that a
    separate process spent on the search index.
    """

    wall: float
    cpu: float
    peak: float
    seen: float | None = None

    search: float = 0.0

    def __add__(self, index: "Cost") -> "Cost":
        return Cost(
            self.wall + index.wall, self.cpu + index.cpu, max(self.peak, index.peak), self.seen, index.wall
        )


def main() -> int:
    """Measure every size and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hugo", type=Path, required=True, help="the program of the peer")
    parser.add_argument("--runs", type=int, default=3, help="how often each build is measured")
    parser.add_argument("sizes", type=int, nargs="+", help="numbers of communities")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        project, peer = Project(work / "project"), Peer(work / "peer", options.hugo.resolve())
        verify_peer(peer, make_library(work / "checked", 3))
        results: dict[int, Measured] = {}
        for size in sorted(options.sizes):
            library = make_library(work / f"library-{size}", size)
            results[size] = measure(project, peer, library, options.runs, size)
    print(report(results))
    return 0


@dataclass(frozen=True, slots=True)
class Measured:
    """The results for one size: the costs of runs by name, the seconds until an edit shows, the seconds of our stages, the sizes of the sites."""

    costs: dict[str, list[Cost]]
    shown: list[float]
    stages: dict[str, float]
    site_sizes: dict[str, tuple[int, float, int, float]]


class Project:
    """A copy of this project, with another library in the place of its records."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site = folder, folder / "site"
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        for name in listed.stdout.strip("\0").split("\0"):
            if not name.startswith(("bench/", "data/", "tests/")) and (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)

    def use_library(self, library: Path) -> Path:
        """Copy ``library`` to the folder of the records and return that folder."""
        return _replace(self.folder / "data", library)

    def clean(self) -> None:
        """Remove the output of builds."""
        for name in ("site", ".cache", "docs/zh", "docs/en", "docs/root", "docs/cards"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, watched: Callable[[], bool] | None = None) -> Cost:
        """Build the whole site."""
        return run([sys.executable, "-m", "sitegen", "build"], self.folder, watched)

    def show(self, records: Path) -> float:
        """Edit the ``records`` while `sitegen serve` runs; return the seconds until the page shows the edit."""
        server = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "serve", "--port", "0"],
            cwd=self.folder,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert server.stdout is not None
        try:
            if not any(READY in line for line in server.stdout):
                sys.exit("sitegen serve ended before it showed anything")
            shown = self.folder / ".cache" / "edits" / "en" / "communities"
            start = perf_counter()
            page = shown / _edit(records) / "index.html"
            while not _shows_edit(page):
                sleep(POLL_SECONDS)
                if server.poll() is not None or perf_counter() - start > EDIT_TIMEOUT:
                    sys.exit("sitegen serve did not show the edit")
            return perf_counter() - start
        finally:
            server.terminate()
            server.communicate()

    def stages(self) -> dict[str, float]:
        """Return the seconds of each stage of another build, in one process."""
        environment = _environment() | {"PYTHONPATH": str(self.folder / "scripts")}
        command = [sys.executable, str(HERE / "stages.py")]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
        seconds: dict[str, float] = json.loads(done.stdout)
        return seconds


class Peer:
    """A copy of bench/peer, which makes the same pages with Hugo."""

    def __init__(self, folder: Path, hugo: Path) -> None:
        self.folder, self.site, self.hugo = folder, folder / "public", hugo
        shutil.copytree(HERE / "peer", folder)
        shutil.copytree(ROOT / "overrides" / "assets", folder / "static" / "assets")

    def use_library(self, library: Path) -> Path:
        """Copy ``library`` to the folder of the records and return that folder."""
        return _replace(self.folder / "records", library)

    def clean(self) -> None:
        """Remove the output of builds."""
        for name in ("public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, watched: Callable[[], bool] | None = None) -> Cost:
        """Render all pages and index them for search."""
        rendered = run([str(self.hugo), "build", "--quiet", "--cleanDestinationDir"], self.folder, watched)
        indexed = run([*INDEX, str(self.site)], self.folder)
        return rendered + indexed


def run(command: list[str], folder: Path, watched: Callable[[], bool] | None = None) -> Cost:
    """Run ``command`` in ``folder`` and return its cost; exit if it fails.

    ``watched`` is polled: it says whether the edited page is on disk.
    """
    seen: list[float] = []
    ended = Event()
    start = perf_counter()

    def poll() -> None:
        while watched and not seen:
            over = ended.wait(POLL_SECONDS)
            if watched():
                seen.append(perf_counter() - start)
            elif over:
                return

    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT
        )
        poller = Thread(target=poll)
        poller.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        poller.join()
        if process.returncode or (watched and not seen):
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{output.read().decode()}")
    # Linux counts memory in KB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6, seen[0] if seen else None)


def make_library(folder: Path, size: int) -> Path:
    """Write a library of ``size`` communities into ``folder`` and return it; a child process keeps our memory small."""
    command = [sys.executable, str(HERE / "synthetic.py"), str(ROOT / "data"), str(folder), str(size)]
    environment = _environment() | {"PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run(command, env=environment, check=True)
    return folder


def verify_peer(peer: Peer, library: Path) -> None:
    """Exit unless the peer shows, in both languages, every record that has an anchor."""
    peer.use_library(library)
    peer.build()
    wanted = set(_anchors(library))
    for language in LANGUAGES:
        pages = [path.read_text(encoding="utf-8") for path in (peer.site / language).rglob("*.html")]
        shown = {anchor for page in pages for anchor in re.findall(r' id="([^"]+)"', page)}
        if missing := sorted(wanted - shown):
            sys.exit(f"The peer leaves out, in {language}: {', '.join(missing)}")
    peer.clean()


def _anchors(library: Path) -> Iterator[str]:
    """Yield the anchors of all facts, events, projects and sources."""
    kinds = {"facts": "fact", "events": "event", "projects": "project"}

    def within(value: Any) -> Iterator[str]:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, dict | list):
                if key in kinds and isinstance(inner, list):
                    yield from (f"{kinds[key]}-{record['id']}" for record in inner)
                yield from within(inner)

    for path in sorted(library.rglob("*.yaml")):
        records = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        yield from within(records)
        if path.stem == "sources":
            yield from (f"source-{record['id']}" for record in records)


def measure(project: Project, peer: Peer, library: Path, runs: int, size: int) -> Measured:
    """Build both sites from ``library`` in turn, ``runs`` times; then measure our stages and the size of both sites."""
    costs: dict[str, list[Cost]] = {}
    shown: list[float] = []
    for number in range(runs):
        for name, maker in (("ours", project), ("peer", peer)):
            _say(f"{size} communities, run {number + 1} of {runs}: {name}")
            records = maker.use_library(library)
            maker.clean()
            costs.setdefault(f"{name} cold", []).append(maker.build())
            page = maker.site / "en" / "communities" / _edit(records) / "index.html"
            costs.setdefault(f"{name} edit", []).append(maker.build(partial(_shows_edit, page)))
        _say(f"{size} communities, run {number + 1} of {runs}: ours, served")
        shown.append(project.show(project.use_library(library)))
    _say(f"{size} communities: stages")
    project.use_library(library)
    project.clean()
    return Measured(
        costs,
        shown,
        project.stages(),
        {"ours": _measure_site(project.site), "peer": _measure_site(peer.site)},
    )


def _edit(records: Path) -> str:
    """Change the summary of one community and return its id."""
    path = sorted((records / "communities").glob("*.yaml"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"(?m)(^summary:\n  zh: .*\n  en: ['\"]?)", rf"\1{EDITED} ", text), encoding="utf-8"
    )
    return path.stem


def _shows_edit(page: Path) -> bool:
    try:
        return EDITED in page.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return False  # the old site has gone and the new one is not there yet


def _measure_site(site: Path) -> tuple[int, float, int, float]:
    """Return (pages, MB of pages, files, MB of everything) of a built site."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    total, of_pages = (sum(path.stat().st_size for path in some) / 1e6 for some in (files, pages))
    return len(pages), of_pages, len(files), total


def _replace(folder: Path, library: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(library, folder)
    return folder


def _environment() -> dict[str, str]:
    """Return the environment of every build: a fixed day, no address, and nothing of the benchmark's own."""
    return os.environ | {
        "AS_OF": AS_OF,
        "SITE_URL": "",
        "GITHUB_REPOSITORY": "",
        "HUGO_PARAMS_ASOF": AS_OF,
        "PYTHONPATH": "scripts",
    }


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def report(results: dict[int, Measured]) -> str:
    """Return the results as tables in Markdown."""
    sections = [
        _cold_table(results),
        _edit_table(results),
        _stage_table(results),
        _size_table(results),
        *([_growth_table(results)] if len(results) > 1 else []),
    ]
    head = "Seconds are medians of the runs (least to most); ratios are ours to the peer's, run by run."
    return "\n\n".join(["# Benchmark", head, *sections])


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a section with a table, whose cells are aligned to the right."""
    lines = [f"| {' | '.join(columns)} |", "|--:" * len(columns) + "|"]
    return "\n".join([f"## {title}", "", *lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _cold_table(results: dict[int, Measured]) -> str:
    columns = ["communities", "ours, s", "peer, s", "of it search, s", "ratio"]
    columns += ["ours, CPU s", "peer, CPU s", "ratio", "ours, MB", "peer, MB"]
    rows = []
    for size, found in results.items():
        ours, peer = found.costs["ours cold"], found.costs["peer cold"]
        row = [f"{size}", _spread(_values(ours, "wall")), _spread(_values(peer, "wall"))]
        row += [_spread(_values(peer, "search")), _ratio(ours, peer, "wall")]
        row += [_spread(_values(ours, "cpu")), _spread(_values(peer, "cpu")), _ratio(ours, peer, "cpu")]
        rows.append([*row, _peak(ours), _peak(peer)])
    return _table("The whole site from nothing", columns, rows)


def _edit_table(results: dict[int, Measured]) -> str:
    columns = ["communities", "ours, s", "peer, s", "ratio", "ours, MB", "peer, MB"]
    columns += ["ours, until the page shows it, s", "until the site has it, s"]
    columns += ["peer, until the page is on disk, s"]
    rows = []
    for size, found in results.items():
        ours, peer = found.costs["ours edit"], found.costs["peer edit"]
        row = [f"{size}", _spread(_values(ours, "wall")), _spread(_values(peer, "wall"))]
        row += [_ratio(ours, peer, "wall"), _peak(ours), _peak(peer), _spread(found.shown)]
        rows.append([*row, _spread(_values(ours, "seen")), _spread(_values(peer, "seen"))])
    return _table("Again, after one record has changed", columns, rows)


def _stage_table(results: dict[int, Measured]) -> str:
    named = dict.fromkeys(stage for found in results.values() for stage in found.stages)
    stages = [*(stage for stage in named if stage != "other"), "other"]
    rows = [
        [f"{size}", *(f"{found.stages.get(stage, 0):.2f}" for stage in stages)]
        for size, found in results.items()
    ]
    return _table("Stages of ours, in one process, s", ["communities", *stages], rows)


def _size_table(results: dict[int, Measured]) -> str:
    rows = [
        [f"{size}", name, f"{pages}", f"{of_pages:.1f}", f"{files}", f"{total:.1f}"]
        for size, found in results.items()
        for name, (pages, of_pages, files, total) in found.site_sizes.items()
    ]
    return _table("What was made", ("communities", "", "pages", "MB of pages", "files", "MB"), rows)


def _growth_table(results: dict[int, Measured]) -> str:
    """Return by which factor the costs grow from each size to the next."""

    def cost(size: int, name: str, part: str) -> float:
        return median(_values(results[size].costs[f"{name} cold"], part))

    rows = [
        [
            f"{less} to {more} (×{more / less:g})",
            *(
                f"×{cost(more, name, part) / cost(less, name, part):.1f}"
                for name in ("ours", "peer")
                for part in ("wall", "cpu")
            ),
        ]
        for less, more in pairwise(results)
    ]
    columns = ("communities", "ours, s", "ours, CPU s", "peer, s", "peer, CPU s")
    return _table("Growth", columns, rows)


def _peak(costs: list[Cost]) -> str:
    return f"{max(_values(costs, 'peak')):.0f}"


def _values(costs: list[Cost], name: str) -> list[float]:
    return [getattr(cost, name) for cost in costs]


def _spread(seconds: list[float]) -> str:
    """Return the median and, if there are several, the least and the most."""
    ends = f" ({min(seconds):.2f}–{max(seconds):.2f})" if len(seconds) > 1 else ""
    return f"{median(seconds):.2f}{ends}"


def _ratio(ours: list[Cost], peer: list[Cost], name: str) -> str:
    ratios = [a / b for a, b in zip(_values(ours, name), _values(peer, name), strict=True)]
    return _spread(ratios)


if __name__ == "__main__":
    sys.exit(main())
