"""Records, code and day alone decide every byte of the site: not the folder, the zone, the language or the clock."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

from folders import HERE, ROOT, complete
from test_build_pages import tree

# What tells the time or gives something new each time.
CLOCKS = {
    "now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "fromtimestamp",
    "perf_counter", "monotonic", "getmtime", "st_mtime", "st_mtime_ns", "st_ctime", "uuid1", "uuid4", "urandom",
    "random", "choice", "shuffle", "token_hex",
}  # fmt: skip
MODULES = {"time", "datetime", "date", "random", "uuid", "secrets", "os"}
# The as-of day where none is given.
ALLOWED = {("settings.py", "now")}


def test_every_byte_is_the_same_elsewhere(tmp_path: Path) -> None:
    """Two whole builds, by two machines as unlike as this one can be, and the archives of both."""
    machines = (
        ("a", 0o022, {"TZ": "UTC", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}),
        ("另一处/b c", 0o077, {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "77"}),
    )
    building = []
    for name, umask, settings in machines:
        project = tmp_path / name
        shutil.copytree(ROOT / "scripts", project / "scripts")
        shutil.copytree(ROOT / "overrides", project / "overrides")
        for settings_file in ROOT.glob("mkdocs*.yml"):
            shutil.copy(settings_file, project)
        complete(HERE / "library", project / "data")
        environment = os.environ | {"AS_OF": "2024-06-01", "SITE_URL": "https://example.org/base"} | settings
        both = (
            "import sys; sys.path.insert(0, 'scripts');"
            "from sitegen.__main__ import main; sys.exit(main(['build']) or main(['zip']))"
        )
        process = subprocess.Popen(
            [sys.executable, "-B", "-c", both],
            cwd=project,
            env=environment,
            umask=umask,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        building.append((project, process))
    results = []
    for project, process in building:
        said, _ = process.communicate()
        assert process.returncode == 0, said
        results.append(
            tree(project / "site") | {n: (project / n).read_bytes() for n in ("site.zip", "site.sha256")}
        )

    first, second = results
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert {
        "index.html",
        "sitemap.xml",
        "zh/pagefind/pagefind-entry.json",
        "zh/cards/home.png",
    } <= first.keys()
    for project, _ in building:
        assert not any(str(project).encode() in content for content in first.values())


def test_no_clock_is_read() -> None:
    """In all the code that makes the site only the day that nobody gave comes from one."""
    found = {
        (path.name, name.split(".")[-1])
        for path in (ROOT / "scripts" / "sitegen").rglob("*.py")
        for name in clocks(path.read_text(encoding="utf-8"))
    }

    assert found == ALLOWED


def test_a_clock_is_seen_however_it_is_read() -> None:
    """The test before is not blind."""
    read = "import time, datetime as d\nfrom time import time as t\n"
    read += "d.date.today()\nd.datetime.now()\ntime.time()\npath.stat().st_mtime\n"

    assert clocks(read) == {"time.time", "d.date.today", "d.datetime.now", "path.stat().st_mtime"}


def clocks(code: str) -> set[str]:
    """Return every name in ``code`` that stands for a clock or for chance, as it is written there."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module in MODULES:
            found |= {f"{node.module}.{alias.name}" for alias in node.names if alias.name in CLOCKS}
        elif (
            isinstance(node, ast.Attribute) and node.attr in CLOCKS and ast.unparse(node) != "settings.today"
        ):
            found.add(ast.unparse(node))
    return found
