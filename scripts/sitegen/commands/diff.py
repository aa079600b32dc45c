"""Say in Chinese and English what a reader sees change between the records of a commit and those at hand.

Ends with 0 if nothing is lost, whatever else changed; with 1 if an address that was published would vanish, a redirect
begins at one that never was, or the records at hand have mistakes; with 2 if there is nothing to compare with. Records of
old that break the rules of today are compared as far as they can be read. `make diff` ends with 2 for any failure.
"""

import io
import os
import re
import subprocess
import tarfile
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from sitegen import checks, settings
from sitegen.commands.options import add_as_of, add_data
from sitegen.core.problems import Problem
from sitegen.core.refusals import MISUSED, RefusalError
from sitegen.generate import load
from sitegen.i18n.bilingual import Both
from sitegen.i18n.languages import LANGUAGES
from sitegen.loading.load import read_library
from sitegen.loading.mend import mend
from sitegen.plan.plan import plan_site
from sitegen.records.library import Library
from sitegen.render.renderer import Renderer
from sitegen.report.diff import State, changes
from sitegen.report.diff_text import Comparison, as_markdown, as_text
from sitegen.report.follow_up import unconfirmed
from sitegen.report.reread import reread
from sitegen.report.unlogged import unlogged
from sitegen.report.vanished import Succession

MAIN = ("origin/main", "main")
# How git reports an unknown revision or path; any other message is a fault of the repository.
UNKNOWN = re.compile("Not a valid object name|did not match any files")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)
    parser.add_argument(
        "--base",
        help="与哪个版本比较，默认为离开主分支处 · revision to compare with; where the work left main unless given",
    )
    add_as_of(parser)
    parser.add_argument(
        "--since",
        type=settings.parse_day,
        default=None,
        help="以哪一天判断该版本 · day from which the base is judged",
    )
    parser.add_argument(
        "--markdown", action="store_true", help="写成Markdown · write Markdown for the summary of a job"
    )


def run(options: Namespace) -> int:
    """Return 0 if nothing is lost, 1 if something would be or the present records have mistakes."""
    as_of = options.as_of or settings.today()
    new = load(options.data)
    if new is None:
        return 1
    commit = _commit(options.data, options.base)
    with tempfile.TemporaryDirectory() as folder:
        old, problems = _library(_extract(commit, options.data, Path(folder)), new)
    comparison = compare(State(old, options.since or as_of), State(new, as_of), commit[:10], problems)
    print((as_markdown if options.markdown else as_text)(comparison), end="")
    return 0 if comparison.is_lossless else 1


class NoBaseError(RefusalError):
    """There is nothing to compare with."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en, code=MISUSED)


def compare(old: State, new: State, base: str, problems: Sequence[Problem] = ()) -> Comparison:
    """Compare two states of the records, and their pages; of records of old with ``problems``, what can be compared."""
    # The present templates need the present phrases; a changed phrase is reported as a change of its own.
    old_with_phrases = old.in_words_of(new.library)
    succession = Succession(old.library, new.library)
    found = _possible(lambda: changes(old, new), problems)
    before = _possible(lambda: _pages(old_with_phrases, new.as_of), problems)
    after = _pages(new, new.as_of)
    titles = {path: page[0] for path, page in ((before or {}) | after).items()}
    return Comparison(
        changes=found or (),
        vanished=tuple(succession.vanished()),
        never_published=tuple(succession.never_published()),
        unconfirmed=unconfirmed(found or (), new.library),
        unlogged=_possible(lambda: tuple(unlogged(old, new, succession)), problems) or (),
        reread=reread(found or (), old, new, succession),
        pages=tuple(path for path in titles if before is not None and before.get(path) != after.get(path)),
        titles=titles,
        problems=tuple(problems),
        is_whole=None not in (found, before),
        base=base,
        since=old.as_of,
        as_of=new.as_of,
    )


T = TypeVar("T")


def _possible(make: Callable[[], T], problems: Sequence[Problem]) -> T | None:
    """Return what ``make`` makes; None where records of old with ``problems`` do not let it."""
    try:
        return make()
    except Exception:
        # Records that keep every rule are always compared: a fault of the program is not hidden.
        if not problems:
            raise
        return None


def _pages(state: State, built: date) -> dict[str, tuple[Both, tuple[str, ...]]]:
    """Return the title and the text in both languages of every page by its path, as if built on one day."""
    plan = plan_site(state.library, state.as_of)
    renderers = [Renderer(language, replace(plan, as_of=built)) for language in LANGUAGES]
    return {
        page.path: (
            Both(page.title.zh, page.title.en),
            tuple(renderer.page(page) for renderer in renderers),
        )
        for page in plan.pages
    }


def _commit(data: Path, base: str | None) -> str:
    """Return the commit ``base``, or the one where the present branch left the main branch."""
    if base:
        found = _git(data, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
        if found is None or found.startswith(b"^"):  # which says what to leave out
            raise NoBaseError(f"git里没有“{base}”这个版本", f"Git knows no revision {base!r}")
        return found.decode().strip()
    for branch in MAIN:
        if found := _git(data, "merge-base", "HEAD", branch):
            return found.decode().strip()
    raise NoBaseError(
        "找不到主分支，无法判断与哪个版本比较；写明BASE=版本",
        "There is no main branch to compare with; name a revision, BASE=rev",
    )


def _extract(commit: str, data: Path, folder: Path) -> Path:
    """Write the records of ``commit`` into ``folder`` and return where they are."""
    top = _git(data, "rev-parse", "--show-toplevel")
    root = Path(os.fsdecode(top or b"").removesuffix("\n")).resolve()
    if not data.resolve().is_relative_to(root):  # by settings such as GIT_WORK_TREE
        raise _no_repository(data)
    name = data.resolve().relative_to(root).as_posix()
    archive = _git(root, "archive", "--format=tar", commit, "--", name)
    if archive is None:
        raise NoBaseError(f"版本{commit[:10]}里没有{name}/", f"Revision {commit[:10]} has no {name}/")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            # Git gives paths below the top only; links are not followed and not made.
            if member.isfile() and (content := tar.extractfile(member)):
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
    return folder / name


def _library(folder: Path, now: Library) -> tuple[Library, list[Problem]]:
    """Return the records of old, what cannot be read as it is ``now``, and what breaks the rules of today."""
    draft = read_library(folder)
    library = draft.library()
    problems = draft.problems + (checks.run(library) if library and not draft.problems else [])
    if problems:
        library = mend(draft, now)
    assert library is not None, "a library without problems is complete"
    return library, sorted(set(problems))


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git answers, or None where it knows nothing of the kind; where it cannot look, say why."""
    done = subprocess.run(
        ["git", "--literal-pathspecs", "-C", str(folder.resolve()), *arguments],
        capture_output=True,
        env=os.environ | {"LC_ALL": "C"},  # to know again what it says
    )
    if remedy := re.search(rb"dubious ownership.*(git config .*)", done.stderr, re.DOTALL):
        trust = remedy[1].decode().strip()
        raise NoBaseError(
            f"这份代码属于别的用户，git不予读取；信任它就运行{trust}",
            f"This checkout belongs to another user, so git does not read it; if you trust it, run {trust}",
        )
    if b"not a git repository" in done.stderr:
        raise _no_repository(folder)
    if done.returncode == 0:
        return done.stdout
    told = done.stderr.decode(errors="replace").strip()
    if done.returncode < 0 or (done.returncode > 1 and told and not UNKNOWN.search(told)):
        last = told.split("\n")[-1] or f"exit code {done.returncode}"
        raise NoBaseError(f"git不能作答：{last}", f"Git cannot answer: {last}")
    return None


def _no_repository(folder: Path) -> NoBaseError:
    return NoBaseError(
        f"{folder}不在git仓库里，没有可比较的版本",
        f"{folder} is in no git repository, so there is no revision to compare with",
    )
