#!/usr/bin/env python3
"""Measure how long the site takes to build at several sizes, beside a peer: Hugo, making the same pages.

`benchmark.py --hugo HUGO [--runs N] SIZE...` makes a library of each size, builds both from it in turn, first from
nothing and then after one record has changed, and prints a report in Markdown. Everything is a process of its own,
measured with what it starts: seconds, seconds of processor, and the memory of its largest process. On a machine that
others use as well, only the ratio of runs side by side means something; bench/README.md says what the peer leaves out.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
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
# What an edit writes into the summary of one community, to be found on its page.
EDITED = "EDITED"
# How the site's own build calls the search indexer; the peer's pages are indexed the same way.
INDEX = [sys.executable, "-m", "pagefind", "--root-selector", "article", "--site"]
POLL_SECONDS = 0.01
PATIENCE = 60  # seconds in which an edit must show
# What the server says once it shows edits.
READY = "now show edits at once"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds, seconds of processor, and the peak memory of its largest process in MB.

    `seen` is after how many seconds the page that had to change was on disk, where one had to; `search` are the
    seconds of a search index that was made by a process of its own, within `wall`.
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
        check_peer(peer, make_library(work / "checked", 3))
        results: dict[int, Measured] = {}
        for size in sorted(options.sizes):
            library = make_library(work / f"library-{size}", size)
            results[size] = measure(project, peer, library, options.runs, size)
    print(report(results))
    return 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one size: costs of runs by name, seconds until an edit shows, those of our stages, weights."""

    costs: dict[str, list[Cost]]
    shown: list[float]
    stages: dict[str, float]
    weights: dict[str, tuple[int, float, int, float]]


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

    def hold(self, library: Path) -> Path:
        """Take ``library`` for the records, and return the folder that they are now in."""
        return _replace(self.folder / "data", library)

    def empty(self) -> None:
        """Remove everything that a build has made."""
        for name in ("site", ".cache", "docs/zh", "docs/en", "docs/root", "docs/cards"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, watched: Callable[[], bool] | None = None) -> Cost:
        """Build the whole site."""
        return run([sys.executable, "-m", "sitegen", "build"], self.folder, watched)

    def show(self, records: Path) -> float:
        """Return how many seconds after an edit of the ``records`` the page shows it, with `make serve` running."""
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
            while not _says_so(page):
                sleep(POLL_SECONDS)
                if server.poll() is not None or perf_counter() - start > PATIENCE:
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

    def hold(self, library: Path) -> Path:
        """Take ``library`` for the records, and return the folder that they are now in."""
        return _replace(self.folder / "records", library)

    def empty(self) -> None:
        """Remove everything that a build has made."""
        for name in ("public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self, watched: Callable[[], bool] | None = None) -> Cost:
        """Render all pages and index them for search."""
        rendered = run([str(self.hugo), "build", "--quiet", "--cleanDestinationDir"], self.folder, watched)
        indexed = run([*INDEX, str(self.site)], self.folder)
        return rendered + indexed


def run(command: list[str], folder: Path, watched: Callable[[], bool] | None = None) -> Cost:
    """Run ``command`` in ``folder`` and return what it took; stop the measurement if it fails.

    ``watched`` is asked again and again whether the page that has to change is on disk.
    """
    seen: list[float] = []
    ended = Event()
    start = perf_counter()

    def look() -> None:
        while watched and not seen:
            over = ended.wait(POLL_SECONDS)
            if watched():
                seen.append(perf_counter() - start)
            elif over:
                return

    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=said, stderr=subprocess.STDOUT
        )
        looking = Thread(target=look)
        looking.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        looking.join()
        if process.returncode or (watched and not seen):
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode()}")
    # Linux counts memory in KB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6, seen[0] if seen else None)


def make_library(folder: Path, size: int) -> Path:
    """Write a library of ``size`` communities into ``folder`` and return it; in a process, to stay small ourselves."""
    command = [sys.executable, str(HERE / "synthetic.py"), str(ROOT / "data"), str(folder), str(size)]
    environment = _environment() | {"PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run(command, env=environment, check=True)
    return folder


def check_peer(peer: Peer, library: Path) -> None:
    """Stop unless the peer shows, in both languages, every record that has an anchor of its own."""
    peer.hold(library)
    peer.build()
    wanted = set(_anchors(library))
    for language in LANGUAGES:
        pages = [path.read_text(encoding="utf-8") for path in (peer.site / language).rglob("*.html")]
        shown = {anchor for page in pages for anchor in re.findall(r' id="([^"]+)"', page)}
        if missing := sorted(wanted - shown):
            sys.exit(f"The peer leaves out, in {language}: {', '.join(missing)}")
    peer.empty()


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
    """Build both from ``library`` in turn, ``runs`` times, and then see what stages ours took and what both made."""
    costs: dict[str, list[Cost]] = {}
    shown: list[float] = []
    for number in range(runs):
        for name, maker in (("ours", project), ("peer", peer)):
            _say(f"{size} communities, run {number + 1} of {runs}: {name}")
            records = maker.hold(library)
            maker.empty()
            costs.setdefault(f"{name} cold", []).append(maker.build())
            page = maker.site / "en" / "communities" / _edit(records) / "index.html"
            costs.setdefault(f"{name} edit", []).append(maker.build(partial(_says_so, page)))
        _say(f"{size} communities, run {number + 1} of {runs}: ours, served")
        shown.append(project.show(project.hold(library)))
    _say(f"{size} communities: stages")
    project.hold(library)
    project.empty()
    return Measured(costs, shown, project.stages(), {"ours": _weigh(project.site), "peer": _weigh(peer.site)})


def _edit(records: Path) -> str:
    """Change the summary of one community and return its id."""
    path = sorted((records / "communities").glob("*.yaml"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"(?m)(^summary:\n  zh: .*\n  en: ['\"]?)", rf"\1{EDITED} ", text), encoding="utf-8"
    )
    return path.stem


def _says_so(page: Path) -> bool:
    try:
        return EDITED in page.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return False  # the old site has gone and the new one is not there yet


def _weigh(site: Path) -> tuple[int, float, int, float]:
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
    """Return what was measured as tables in Markdown."""
    lines = [
        "# Benchmark",
        "",
        "Seconds are medians of the runs (least to most); ratios are ours to the peer's, run by run.",
        "",
    ]
    lines += ["## The whole site from nothing", ""]
    lines += [
        "| communities | ours, s | peer, s | of it search, s | ratio | ours, CPU s | peer, CPU s | ratio | ours, MB | peer, MB |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for size, found in results.items():
        ours, peer = found.costs["ours cold"], found.costs["peer cold"]
        cells = [
            _spread(_all(ours, "wall")),
            _spread(_all(peer, "wall")),
            _spread(_all(peer, "search")),
            _ratio(ours, peer, "wall"),
            _spread(_all(ours, "cpu")),
            _spread(_all(peer, "cpu")),
            _ratio(ours, peer, "cpu"),
            f"{max(_all(ours, 'peak')):.0f}",
            f"{max(_all(peer, 'peak')):.0f}",
        ]
        lines.append(f"| {size} | {' | '.join(cells)} |")
    lines += ["", "## Again, after one record has changed", ""]
    lines += [
        "| communities | ours, s | peer, s | ratio | ours, MB | peer, MB | ours, until the page shows it, s | until the site has it, s | peer, until the page is on disk, s |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for size, found in results.items():
        ours, peer = found.costs["ours edit"], found.costs["peer edit"]
        cells = [
            _spread(_all(ours, "wall")),
            _spread(_all(peer, "wall")),
            _ratio(ours, peer, "wall"),
            f"{max(_all(ours, 'peak')):.0f}",
            f"{max(_all(peer, 'peak')):.0f}",
            _spread(found.shown),
            _spread(_all(ours, "seen")),
            _spread(_all(peer, "seen")),
        ]
        lines.append(f"| {size} | {' | '.join(cells)} |")
    lines += ["", "## Stages of ours, in one process, s", ""]
    stages = list(
        dict.fromkeys(stage for found in results.values() for stage in found.stages if stage != "other")
    )
    stages.append("other")
    lines += [f"| communities | {' | '.join(stages)} |", "|--:" * (len(stages) + 1) + "|"]
    for size, found in results.items():
        lines.append(f"| {size} | {' | '.join(f'{found.stages.get(stage, 0):.2f}' for stage in stages)} |")
    lines += ["", "## What was made", ""]
    lines += ["| communities | | pages | MB of pages | files | MB |", "|--:|---|--:|--:|--:|--:|"]
    for size, found in results.items():
        for name, (pages, of_pages, files, total) in found.weights.items():
            lines.append(f"| {size} | {name} | {pages} | {of_pages:.1f} | {files} | {total:.1f} |")
    sizes = list(results)
    if len(sizes) > 1:
        lines += [
            "",
            "## Growth",
            "",
            "| communities | ours, s | ours, CPU s | peer, s | peer, CPU s |",
            "|---|--:|--:|--:|--:|",
        ]
        for less, more in pairwise(sizes):
            cells = [
                f"×{median(_all(results[more].costs[f'{name} cold'], what)) / median(_all(results[less].costs[f'{name} cold'], what)):.1f}"
                for name in ("ours", "peer")
                for what in ("wall", "cpu")
            ]
            lines.append(f"| {less} to {more} (×{more / less:g}) | {' | '.join(cells)} |")
    return "\n".join(lines)


def _all(costs: list[Cost], name: str) -> list[float]:
    return [getattr(cost, name) for cost in costs]


def _spread(seconds: list[float]) -> str:
    """Return the median and, of several, the least and the most."""
    ends = f" ({min(seconds):.2f}–{max(seconds):.2f})" if len(seconds) > 1 else ""
    return f"{median(seconds):.2f}{ends}"


def _ratio(ours: list[Cost], peer: list[Cost], name: str) -> str:
    ratios = [one / other for one, other in zip(_all(ours, name), _all(peer, name), strict=True)]
    return _spread(ratios)


if __name__ == "__main__":
    sys.exit(main())
