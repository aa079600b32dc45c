"""Whatever stops a build, the pages and the site are the last good ones or the new ones, and nothing else is left."""

import ctypes
import errno
import gc
import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from folders import HERE, ROOT, complete
from sitegen import settings
from sitegen.__main__ import main
from sitegen.core import process as processes
from sitegen.core.process import defer_signals, exclusive_lock, run_command, run_parallel
from sitegen.core.refusals import RefusalError, print_refusals
from sitegen.core.tree import write_tree
from sitegen.website import build as site_builder
from test_build_pages import tree

EARLIER, LATER = "2024-02-01", "2024-06-30"
DRIVER = """
import os, shutil, signal, subprocess, sys
from pathlib import Path
sys.path.insert(0, "scripts")
from sitegen.core.process import run_command
from sitegen.core.refusals import print_refusals
{imports}
exec(sys.argv.pop())
sys.exit(run_command(lambda: print_refusals(lambda: {main}, Path.cwd())))
"""
PAGES = DRIVER.format(
    imports="from sitegen import generate, settings",
    main="generate.generate(settings.DATA, settings.DOCS, settings.today(), settings.site_address())",
)
SITE = DRIVER.format(
    imports="from sitegen import settings\nfrom sitegen.website import build as site, mkdocs",
    main="site.build_site(settings.SITE, site.ENGINES['mkdocs'])",
)
# Stands in for pages, engines and cards where a test is about what goes on around them.
SMALL = """
def small(project, folder):
    for name in ("index.html", "zh/index.html", "en/index.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(os.environ["AS_OF"])
    return True
site.generate = lambda *_: 0
site.ENGINES["mkdocs"], site.index, site.draw_cards = small, lambda _: True, lambda *_: None
"""
# Only writes: eight files that change from day to day, one that stays, and one that becomes a folder.
TREE = DRIVER.format(
    imports="from sitegen.core.tree import write_tree\nfrom sitegen.core.process import exclusive_lock",
    main="write()",
).replace(
    "exec(",
    """
def write():
    day = os.environ["AS_OF"]
    files = {f"{top}/{number}.md": day for top in ("zh", "en") for number in range(4)}
    files |= {"zh/kept.md": "kept", f"zh/{day}.md": "new", "en/x" if day < "2024-06" else "en/x/y.md": day}
    with exclusive_lock(Path("tree")):
        write_tree(Path("tree"), files.items())
    return 0
exec(""",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of its own: this code, the tiny library, and what was made of it on an earlier day."""
    project = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(ROOT / "scripts", project / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", project / "overrides")
    for settings_file in ROOT.glob("mkdocs*.yml"):
        shutil.copy(settings_file, project)
    complete(HERE / "library", project / "data")
    for driver, patch in ((PAGES, ""), (SITE, SMALL), (TREE, "")):
        done = run(driver, project, patch, AS_OF=EARLIER)
        assert done.returncode == 0, done.stderr
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may change."""
    return shutil.copytree(built, tmp_path / "project")


def start(
    driver: str,
    project: Path,
    patch: str = "",
    before: Callable[[], object] = lambda: None,
    **settings: str,
) -> subprocess.Popen[str]:
    """Start a build of ``project`` as of a later day, with ``patch`` applied to the program."""

    def prepare() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)  # which whoever runs the tests may have switched off
        before()

    return subprocess.Popen(
        [sys.executable, "-B", "-c", driver, patch],
        cwd=project,
        env=os.environ | {"AS_OF": LATER, "SITE_URL": "https://example.org/base"} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=prepare,
    )


def run(
    driver: str,
    project: Path,
    patch: str = "",
    before: Callable[[], object] = lambda: None,
    **settings: str,
) -> subprocess.CompletedProcess[str]:
    """Run such a build to its end."""
    with start(driver, project, patch, before, **settings) as process:
        out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@pytest.fixture
def signals() -> Iterator[None]:
    """What a command does to its process is undone after it."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for number in kept:
        signal.signal(number, signal.SIG_DFL)  # which whoever runs the tests may have switched off
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)
    sys.unraisablehook = sys.__unraisablehook__
    gc.enable()


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch, signals: None) -> Path:
    """The same project as that of this process, where a command can be run and interrupted without one of its own."""
    for name, place in (
        ("ROOT", ""),
        ("DATA", "data"),
        ("DOCS", "docs"),
        ("SITE", "site"),
        ("CACHE", ".cache"),
    ):
        monkeypatch.setattr(settings, name, project / place)
    monkeypatch.setenv("AS_OF", LATER)
    monkeypatch.setenv("SITE_URL", "https://example.org/base")
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pages, engines and cards, where a test is about what goes on around them."""

    def engine(_: Path, folder: Path) -> bool:
        for name in ("index.html", "zh/index.html", "en/index.html"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(os.environ["AS_OF"])
        return True

    monkeypatch.setattr(site_builder, "generate", lambda *_: 0)
    monkeypatch.setitem(site_builder.ENGINES, "mkdocs", engine)
    monkeypatch.setattr(site_builder, "index", lambda _: True)
    monkeypatch.setattr(site_builder, "draw_cards", lambda *_: None)


def build() -> int:
    """Build the site in this process, as the command does, and return its exit code."""
    return print_refusals(
        lambda: run_command(lambda: site_builder.build_site(settings.SITE, site_builder.ENGINES["mkdocs"])),
        settings.ROOT,
    )


def pages(project: Path) -> dict[str, bytes]:
    """Return what stands below docs/."""
    return tree(project / "docs")


def site(project: Path) -> dict[str, bytes]:
    """Return the site, which must agree with its checksums, and see that no build left more than its cache."""
    assert {path.name for path in (project / ".cache").iterdir()} <= {"records.cache"}
    assert not (project / "docs" / ".new").exists()
    told = subprocess.run(
        ["sha256sum", "--check", "--quiet", "site.sha256"], cwd=project, capture_output=True
    )
    assert told.stdout + told.stderr == b""
    return tree(project / "site")


def small(day: str) -> dict[str, bytes]:
    """Return the site that stands in for one as of ``day``."""
    return dict.fromkeys(("index.html", "zh/index.html", "en/index.html"), day.encode())


def limit_files() -> None:
    """Let the machine refuse every file over 20 kB, as it refuses all when a disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def obey_permissions() -> None:
    """Let permissions hold for the administrator too, who otherwise may write anywhere."""
    bounding_set_drop, override = 24, 1
    ctypes.CDLL(None).prctl(bounding_set_drop, override, 0, 0, 0)


def test_a_full_disk_leaves_the_last_good_pages(project: Path) -> None:
    """Pages that cannot all be written are not written at all, and a line says why and what to do."""
    before = pages(project)
    done = run(PAGES, project, before=limit_files)

    assert done.returncode == 1
    assert pages(project) == before
    assert len(done.stderr.splitlines()) == 1
    assert f"{project}/docs/.new/" in done.stderr
    assert "磁盘空间不足；腾出空间后重新运行。 No space is left: make room and run it again." in done.stderr


def test_a_full_disk_leaves_the_last_good_site(project: Path) -> None:
    """The real engine fails half way; what it has made goes, and what was published stays."""
    before = site(project)
    done = run(SITE, project, "site.generate = lambda *_: 0", before=limit_files)

    assert done.returncode == 1
    assert site(project) == before
    assert "MkDocs没能生成zh。 MkDocs could not build zh:" in done.stderr
    assert "File too large" in done.stderr


def refuse(*_: object) -> None:
    """Be a stage for which there is no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("stage", ["engine", "index", "draw_cards", "checksums"])
def test_a_full_disk_at_any_stage_leaves_the_last_good_site(
    here: Path, stage: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So it is when the program itself is refused."""
    before = site(here)
    if stage == "engine":
        monkeypatch.setitem(site_builder.ENGINES, "mkdocs", refuse)
    else:
        monkeypatch.setattr(site_builder, stage, refuse)

    assert build() == 1
    assert site(here) == before
    assert capsys.readouterr().err == (
        f"{here}：磁盘空间不足；腾出空间后重新运行。 No space is left: make room and run it again.\n"
    )


def test_a_search_index_that_did_not_fit_is_not_published(
    here: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Pagefind ends well on a full disk, with half an index; the build does not."""
    index = site_builder.index
    request.getfixturevalue("stand_ins")

    def half(_: object) -> list[tuple[int, str]]:
        monkeypatch.setattr(Path, "write_bytes", refuse)
        return [(0, "Finished")]

    monkeypatch.setattr(site_builder, "index", index)
    monkeypatch.setattr(site_builder, "run_processes", half)
    code = build()
    monkeypatch.undo()

    assert code == 1
    assert "磁盘空间不足" in capsys.readouterr().err
    assert site(here) == small(EARLIER)


def test_a_folder_that_is_read_only_is_named(project: Path) -> None:
    """Permissions that forbid writing are told in a line, and nothing has changed."""
    before = pages(project)
    (project / "docs").chmod(0o555)
    done = run(PAGES, project, before=obey_permissions)
    (project / "docs").chmod(0o755)

    assert done.returncode == 1
    assert pages(project) == before
    assert done.stderr == (
        f"{project}/docs/.new：不能读写；改好权限后重新运行。"
        " It cannot be read or written: change its permissions and run it again.\n"
    )


@pytest.mark.usefixtures("stand_ins")
def test_a_file_in_the_way_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So is a file where a folder must be; the site stays."""
    before = site(here)
    shutil.rmtree(here / ".cache")
    (here / ".cache").write_text("x")
    code = build()
    (here / ".cache").unlink()
    (here / ".cache").mkdir()

    assert code == 1
    assert site(here) == before
    assert capsys.readouterr().err == (
        f"{here}/.cache：同名的文件或文件夹占了位置；移开它后重新运行。"
        " A file or folder of that name is in the way: move it and run it again.\n"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_ends_the_engines_too(project: Path, number: int) -> None:
    """While MkDocs runs: neither of its processes is left, nor what they have made."""
    before = site(project)
    patch = f"""
waited = subprocess.Popen.communicate
def interrupted(process):
    os.kill(os.getpid(), {number})
    return waited(process)
started = subprocess.Popen.__init__
def told(process, *given, **settings):
    started(process, *given, **settings)
    print("started", process.pid, flush=True)
subprocess.Popen.__init__, subprocess.Popen.communicate = told, interrupted
"""
    done = run(SITE, project, "site.generate = lambda *_: 0" + patch)
    children = [int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("started")]

    assert done.returncode == 128 + number
    assert done.stderr == "已中断，可随时重新运行。 Interrupted; run it again at any time.\n"
    assert site(project) == before
    assert len(children) == 2
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("stage", ["generate", "index", "draw_cards"])
def test_an_interruption_at_any_stage_leaves_the_last_good_site(
    here: Path, stage: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, between and after the engines."""
    monkeypatch.setattr(site_builder, stage, lambda *_: os.kill(os.getpid(), number))

    assert build() == 128 + number
    assert site(here) == small(EARLIER)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_the_last_good_pages(project: Path, number: int) -> None:
    """While the last of what is new is being written beside them."""
    before = pages(project)
    patch = f"""
import sitegen.core.tree
def interrupted(path, content, write=sitegen.core.tree.write):
    write(path, content)
    if "cards" in path.parts:
        os.kill(os.getpid(), {number})
sitegen.core.tree.write = interrupted
"""
    done = run(PAGES, project, patch)

    assert done.returncode == 128 + number
    assert pages(project) == before


def at(method: str, moment: int, number: int) -> str:
    """Return a patch that sends the signal before the ``moment``-th time that a file or folder is moved."""
    return f"""
count = 0
def disturbed(path, target, moved=Path.{method}):
    global count
    count += 1
    if count == {moment}:
        os.kill(os.getpid(), {number})
    return moved(path, target)
Path.{method} = disturbed
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", [1, 5, 10])
def test_an_interruption_waits_while_pages_take_their_places(project: Path, moment: int, number: int) -> None:
    """They are the new ones, all of them, though the signal came while files were being moved."""
    done = run(TREE, project, at("replace", moment, number))
    written = tree(project / "tree")

    assert done.returncode == 128 + number
    assert run(TREE, project).returncode == 0
    assert tree(project / "tree") == written
    assert not (project / "tree" / ".new").exists()


@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", [1, 2])
def test_an_interruption_waits_while_the_site_takes_its_place(
    here: Path, moment: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the new one, with its checksums, though the signal came between the two moves."""
    moves = iter(range(1, 10))

    def disturbed(path: Path, target: Path, moved: Callable[[Path, Path], Path] = Path.rename) -> Path:
        if next(moves) == moment:
            os.kill(os.getpid(), number)
        return moved(path, target)

    monkeypatch.setattr(Path, "rename", disturbed)

    assert build() == 128 + number
    assert site(here) == small(LATER)


@pytest.mark.parametrize("moment", [1, 5, 10])
def test_what_was_killed_while_pages_took_their_places_is_mended(project: Path, moment: int) -> None:
    """Nothing can wait for SIGKILL: the next run finds what differs, whatever day it is made for."""
    before = tree(project / "tree")
    assert run(TREE, project, at("replace", moment, signal.SIGKILL)).returncode == -signal.SIGKILL
    assert tree(project / "tree") != before
    assert run(TREE, project, AS_OF=EARLIER).returncode == 0
    assert tree(project / "tree") == before


def test_a_site_set_aside_by_what_was_killed_comes_back(project: Path) -> None:
    """Killed between the two moves, a build leaves no site; the next one puts it back, even if it then fails."""
    assert run(SITE, project, SMALL + at("rename", 2, signal.SIGKILL)).returncode == -signal.SIGKILL
    assert not (project / "site").exists()
    assert run(SITE, project, SMALL + "site.generate = lambda *_: 1").returncode == 1
    assert site(project) == small(EARLIER)


@pytest.mark.usefixtures("stand_ins")
def test_the_site_comes_back_when_the_new_one_cannot_take_its_place(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second move fails; the first is undone."""

    def refused(path: Path, target: Path, moved: Callable[[Path, Path], Path] = Path.rename) -> Path:
        if path.name == "site" and path.parent.parent.name == ".cache":
            raise PermissionError(13, "Permission denied", str(path))
        return moved(path, target)

    monkeypatch.setattr(Path, "rename", refused)

    assert build() == 1
    assert "不能读写" in capsys.readouterr().err
    assert site(here) == small(EARLIER)


@pytest.mark.parametrize(("driver", "patch"), [(PAGES, ""), (SITE, SMALL)], ids=["pages", "site"])
def test_a_second_run_says_that_it_waits(project: Path, driver: str, patch: str) -> None:
    """It changes nothing until the first has ended, and then does its work."""
    before = pages(project)
    with exclusive_lock(project / "docs"):
        process = start(driver, project, patch)
        assert process.stderr is not None
        told = process.stderr.readline()
        assert (pages(project), site(project)) == (before, small(EARLIER))
        assert process.poll() is None
    process.communicate()

    assert told == (
        f"另一次运行正在写{project}/docs，等它结束。"
        f" Another run is writing to {project}/docs; waiting for it.\n"
    )
    assert process.returncode == 0
    assert (pages(project) != before, site(project) != small(EARLIER)) == (driver == PAGES, driver == SITE)


def test_two_builds_at_once_both_end_well(project: Path) -> None:
    """Neither sees what the other has under way."""
    builds = [start(SITE, project, SMALL) for _ in range(2)]
    for build in builds:
        build.communicate()

    assert [build.returncode for build in builds] == [0, 0]
    assert site(project) == small(LATER)


def test_a_lock_does_not_outlive_whoever_held_it(project: Path) -> None:
    """Killed, it holds up nobody."""
    assert run(TREE, project, at("replace", 1, signal.SIGKILL)).returncode == -signal.SIGKILL
    done = run(TREE, project)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_run_may_ask_again_for_the_lock_that_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It waits for nobody, least of all for itself; what is left is one file that holds nothing."""
    with exclusive_lock(tmp_path), exclusive_lock(tmp_path / "." / ""):
        pass

    assert capsys.readouterr().err == ""
    assert tree(tmp_path) == {".lock": b""}


@pytest.mark.usefixtures("signals")
def test_an_interruption_where_python_ignores_errors_comes_once_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """At the end of an object it would otherwise be lost, with a traceback; it wakes a command that sleeps."""
    start = time.monotonic()

    class Ending:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    def end() -> int:
        Ending()
        time.sleep(60)
        return 0

    assert run_command(end) == 128 + signal.SIGINT
    assert time.monotonic() - start < 50
    assert capsys.readouterr().err == "已中断，可随时重新运行。 Interrupted; run it again at any time.\n"


@pytest.mark.usefixtures("signals")
def test_what_is_ignored_stays_ignored() -> None:
    """As `nohup` wants it, also while signals wait."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def hang_up() -> int:
        with defer_signals():
            os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGHUP)
        return 7

    assert run_command(hang_up) == 7
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_a_mistake_in_a_template_keeps_its_place(project: Path) -> None:
    """Though it is made in a process that is a copy: the page, the template and its line are told at the end."""
    template = project / "scripts" / "sitegen" / "render" / "templates" / "community.md.jinja"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("<h1", "{{ nothing.at.all }}<h1"), encoding="utf-8")
    line = 1 + text[: text.index("<h1")].count("\n")
    done = run(PAGES, project)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"网页 · page: zh/communities/elm/, community.md.jinja:{line}"
    assert "'nothing' is undefined" in done.stderr


def test_a_template_that_cannot_be_read_is_named(project: Path) -> None:
    """With the line at which its spelling goes wrong."""
    template = project / "scripts" / "sitegen" / "render" / "templates" / "community.md.jinja"
    template.write_text("\n{% if %}", encoding="utf-8")
    done = run(PAGES, project)

    assert done.returncode == 1
    assert f'File "{template}", line 2, in template' in done.stderr


class OddError(Exception):
    """Cannot be copied: what it is made from is not what it says."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


@pytest.mark.parametrize("error", [OddError("a", "b"), RefusalError("甲", "a", code=2), ValueError("x")])
def test_whatever_a_process_raises_can_be_sent(error: Exception) -> None:
    """With its words, its exit code if it has one, and a note of where it was raised."""
    sent = pickle.loads(pickle.dumps(processes._picklable(error)))

    assert str(sent).endswith(str(error))
    assert getattr(sent, "code", None) == getattr(error, "code", None)
    assert type(error).__name__ in sent.__notes__[0]


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_where_no_process_can_be_copied_tasks_come_one_after_the_other(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same answers."""
    monkeypatch.setattr(sys, "platform", system)

    assert run_parallel([os.getpid, os.getpid]) == [os.getpid()] * 2


def test_a_link_among_the_pages_is_deleted_and_not_followed(tmp_path: Path) -> None:
    """What a stale link leads to is not ours."""
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("x")
    (tmp_path / "docs" / "zh").mkdir(parents=True)
    (tmp_path / "docs" / "zh" / "link").symlink_to(kept)

    assert write_tree(tmp_path / "docs", [("zh/index.md", "x")])[0] == 1
    assert tree(tmp_path / "docs") == {"zh/index.md": b"x"}
    assert (kept / "file").exists()


@pytest.fixture
def edited(here: Path) -> Path:
    """The records of a project, not in their form."""
    data = here / "data"
    sources = data / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("tier: B", "tier:   B"), encoding="utf-8")
    return data


COMMANDS = {"format": ["format"], "new": ["new", "community", "ash"]}


def called(command: str, data: Path, happens: Callable[[], object] = lambda: None) -> int:
    """Run a command that editors use; ``happens`` comes over it in the middle of writing each file."""

    def half(path: Path, content: bytes, written: Callable[[Path, bytes], int] = Path.write_bytes) -> int:
        written(path, content[: len(content) // 2])
        happens()
        return written(path, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        return run_command(lambda: main([*COMMANDS[command], "--data", str(data)]))


def interrupt() -> None:
    """Press Ctrl-C."""
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_leaves_the_records_as_they_were(
    edited: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is written whole or not at all, and a line says why and what to do."""
    before = tree(edited)
    code = called(command, edited, refuse)
    said = capsys.readouterr()

    assert (code, said.out) == (1, "")
    assert tree(edited) == before
    assert len(said.err.splitlines()) == 1
    assert "磁盘空间不足；腾出空间后重新运行。 No space is left: make room and run it again." in said.err
    assert called(command, edited) == 0
    assert tree(edited) != before


def test_an_interruption_leaves_the_records_as_they_were(
    edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file of records is cut off in the middle."""
    before = tree(edited)

    assert called("format", edited, interrupt) == 128 + signal.SIGINT
    assert tree(edited) == before
    assert capsys.readouterr().err == "已中断，可随时重新运行。 Interrupted; run it again at any time.\n"


def test_an_interruption_waits_until_a_community_stands_in_all_its_files(
    edited: Path, tmp_path: Path
) -> None:
    """Half begun, it would be a file that no list names."""
    other = shutil.copytree(edited, tmp_path / "other" / "data")

    assert called("new", edited, interrupt) == 128 + signal.SIGINT
    assert called("new", other) == 0
    assert tree(edited) == tree(other)
