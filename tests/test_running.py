"""Whatever stops a build, the pages and the site are the last good ones or the new ones, and nothing else is left."""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import HERE, ROOT, complete, copy_settings
from sitegen.output import write_tree
from sitegen.running import alone
from test_build_pages import tree

# Stands in for both engines where a test is about what comes before or after them.
QUICK = """
def quick(project, site):
    shutil.copytree(project / "docs" / "root", site)
    return True
build_site.build_languages, build_site.index = quick, lambda site: True
"""
DRIVER = """
import os, shutil, signal, subprocess, sys
from pathlib import Path
sys.path.insert(0, "scripts")
import build_pages, build_site
from sitegen.running import orderly
patch = sys.argv.pop()
exec(patch)
sys.exit(orderly({command}.main, build_site.ROOT))
"""
PAGES = DRIVER.format(command="build_pages")
SITE = DRIVER.format(command="build_site")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own: this code, the tiny library, and the pages and the site of an earlier day."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "scripts", project / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    copy_settings(project)
    complete(HERE / "library", project / "data")
    done = run(SITE, project, QUICK, AS_OF="2024-02-01")
    assert done.returncode == 0, done.stderr
    return project


def start(
    driver: str,
    project: Path,
    patch: str = "",
    before: Callable[[], object] = lambda: None,
    **settings: str,
) -> subprocess.Popen[str]:
    """Start a build of ``project`` as of a later day, with ``patch`` applied to the program."""

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which whoever runs the tests may have switched off
        before()

    return subprocess.Popen(
        [sys.executable, "-B", "-c", driver, patch],
        cwd=project,
        env=os.environ | {"AS_OF": "2024-06-30", "SITE_URL": "https://example.org/base"} | settings,
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


def pages(project: Path) -> dict[str, bytes]:
    """Return what stands below docs/."""
    return tree(project / "docs")


def site(project: Path) -> dict[str, bytes]:
    """Return the site, which must agree with its checksums, and see that no build left anything."""
    assert list((project / ".cache").iterdir()) == []
    assert not (project / "docs" / ".new").exists()
    told = subprocess.run(
        ["sha256sum", "--check", "--quiet", "site.sha256"], cwd=project, capture_output=True
    )
    assert told.stdout + told.stderr == b""
    return tree(project / "site")


def expected(tmp_path: Path, project: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the pages and the site as of the later day, built in a copy."""
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)
    assert run(SITE, copy, QUICK).returncode == 0
    return pages(copy), site(copy)


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
    assert run(PAGES, project).returncode == 0
    done = run(SITE, project, before=limit_files)

    assert done.returncode == 1
    assert site(project) == before
    assert "MkDocs没能生成zh。 MkDocs could not build zh:" in done.stderr


@pytest.mark.parametrize("stage", ["build_languages", "index", "draw_cards", "checksums"])
def test_a_full_disk_at_any_stage_leaves_the_last_good_site(project: Path, stage: str) -> None:
    """So it is when the program itself is refused."""
    before = site(project)
    patch = f"""
import errno
def refused(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
build_site.{stage} = refused
"""
    done = run(SITE, project, QUICK + patch)

    assert done.returncode == 1
    assert site(project) == before
    assert done.stderr == (
        f"{project}：磁盘空间不足；腾出空间后重新运行。 No space is left: make room and run it again.\n"
    )


def test_a_folder_that_is_read_only_is_named(project: Path) -> None:
    """Permissions that forbid writing are told in a line, and nothing has changed."""
    before = pages(project)
    (project / "docs").chmod(0o555)
    done = run(PAGES, project, before=obey_permissions)
    (project / "docs").chmod(0o755)

    assert done.returncode == 1
    assert pages(project) == before
    assert done.stderr == (
        f"{project}/docs/.new：不能写入；改成可以写入后重新运行。"
        " It cannot be written: make it writable and run it again.\n"
    )


def test_a_file_in_the_way_is_named(project: Path) -> None:
    """So is a file where a folder must be; the site stays."""
    before = site(project)
    (project / ".cache").rmdir()
    (project / ".cache").write_text("x")
    done = run(SITE, project, QUICK)
    (project / ".cache").unlink()
    (project / ".cache").mkdir()

    assert done.returncode == 1
    assert site(project) == before
    assert done.stderr == (
        f"{project}/.cache：同名的文件或文件夹占了位置；移开它后重新运行。"
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
    done = run(SITE, project, patch)
    children = [int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("started")]

    assert done.returncode == 128 + number
    assert done.stderr == "已中断，可随时重新运行。 Interrupted; run it again at any time.\n"
    assert site(project) == before
    assert len(children) == 2
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("stage", ["build_pages.render_pages", "build_site.index", "build_site.draw_cards"])
def test_an_interruption_at_any_stage_leaves_the_last_good_site(
    project: Path, stage: str, number: int
) -> None:
    """Before, between and after the engines."""
    before = site(project)
    done = run(SITE, project, QUICK + f"{stage} = lambda *_: os.kill(os.getpid(), {number})")

    assert done.returncode == 128 + number
    assert site(project) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", [1, 2, 5])
def test_an_interruption_waits_while_things_take_their_places(
    project: Path, tmp_path: Path, moment: int, number: int
) -> None:
    """Pages and site are the new ones, whole, though the signal came while files and folders were being moved."""
    after = expected(tmp_path, project)
    for driver, method, moments in ((PAGES, "replace", moment), (SITE, "rename", min(moment, 2))):
        patch = f"""
moved, count = Path.{method}, 0
def interrupted(path, target):
    global count
    count += 1
    if count == {moments}:
        os.kill(os.getpid(), {number})
    return moved(path, target)
Path.{method} = interrupted
"""
        done = run(driver, project, QUICK + patch)

        assert done.returncode == 128 + number
    assert (pages(project), site(project)) == after


@pytest.mark.parametrize("moment", [1, 2, 5])
def test_what_was_killed_while_pages_took_their_places_is_mended(
    project: Path, tmp_path: Path, moment: int
) -> None:
    """Nothing can wait for SIGKILL: the next run finds what differs, and no site is made before that."""
    after = expected(tmp_path, project)
    patch = f"""
moved, count = Path.replace, 0
def killed(path, target):
    global count
    count += 1
    if count == {moment}:
        os.kill(os.getpid(), {signal.SIGKILL})
    return moved(path, target)
Path.replace = killed
"""
    assert run(SITE, project, QUICK + patch).returncode == -signal.SIGKILL
    assert pages(project) != after[0]
    assert run(SITE, project, QUICK).returncode == 0
    assert (pages(project), site(project)) == after


def test_a_site_set_aside_by_what_was_killed_comes_back(project: Path) -> None:
    """Killed between the two moves, a build leaves no site; the next one puts it back, even if it then fails."""
    before = site(project)
    patch = f"""
def killed(path, target, moved=Path.rename):
    moved(path, target)
    os.kill(os.getpid(), {signal.SIGKILL})
Path.rename = killed
"""
    assert run(SITE, project, QUICK + patch).returncode == -signal.SIGKILL
    assert not (project / "site").exists()
    (project / "data" / "sources.yaml").write_text("- id: paper\n")
    assert run(SITE, project, QUICK).returncode == 1
    assert site(project) == before


def test_the_site_comes_back_when_the_new_one_cannot_take_its_place(project: Path) -> None:
    """The second move fails; the first is undone."""
    before = site(project)
    patch = """
def refused(path, target, moved=Path.rename):
    if path.name == "site" and path.parent.parent.name == ".cache":
        raise PermissionError(13, "Permission denied", str(path))
    return moved(path, target)
Path.rename = refused
"""
    done = run(SITE, project, QUICK + patch)

    assert done.returncode == 1
    assert "不能写入" in done.stderr
    assert site(project) == before


@pytest.mark.parametrize("driver", [PAGES, SITE], ids=["pages", "site"])
def test_a_second_run_says_that_it_waits(project: Path, tmp_path: Path, driver: str) -> None:
    """It changes nothing until the first has ended, and then does its work."""
    after = expected(tmp_path, project)
    before = pages(project), site(project)
    with alone(project / "docs"):
        process = start(driver, project, QUICK)
        assert process.stderr is not None
        told = process.stderr.readline()
        assert (pages(project), site(project)) == before
    process.communicate()

    assert told == (
        f"另一次运行正在写{project}/docs，等它结束。"
        f" Another run is writing to {project}/docs; waiting for it.\n"
    )
    assert process.returncode == 0
    assert pages(project) == after[0]


def test_two_builds_at_once_both_end_well(project: Path, tmp_path: Path) -> None:
    """Neither sees what the other has under way."""
    after = expected(tmp_path, project)
    builds = [start(SITE, project, QUICK) for _ in range(2)]

    assert [(build.communicate(), build.returncode)[1] for build in builds] == [0, 0]
    assert (pages(project), site(project)) == after


def test_a_lock_does_not_outlive_whoever_held_it(project: Path) -> None:
    """Killed, it holds up nobody."""
    assert run(PAGES, project, f"build_pages.write_tree = lambda *_: os.kill(os.getpid(), {signal.SIGKILL})")
    done = run(PAGES, project)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_link_among_the_pages_is_deleted_and_not_followed(tmp_path: Path) -> None:
    """What a stale link leads to is not ours."""
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("x")
    (tmp_path / "docs" / "zh").mkdir(parents=True)
    (tmp_path / "docs" / "zh" / "link").symlink_to(kept)

    assert write_tree(tmp_path / "docs", [("zh/index.md", "x")]) == 1
    assert tree(tmp_path / "docs") == {"zh/index.md": b"x"}
    assert (kept / "file").exists()
