"""Write a tree of files: only what changed, nothing stale is left, and all of it or nothing."""

import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from sitegen.core.files import checksum, write
from sitegen.core.process import defer_signals, run_parallel

DRAFTS = ".new"


Files = Iterable[tuple[str, str | None]]


def write_tree(folder: Path, *parts: Files) -> tuple[int, dict[str, str]]:
    """Make the top folders named in ``parts`` hold exactly their files, (path, text or None for one that stays).

    Return how many were written, and the checksum (SHA-256) of every text that was given.
    The program owns those folders: a file there that is in no part is deleted. The parts are made at the same time,
    and no more than one text of each is held in memory.
    Writing is what may fail, so whatever is new is first written beside them; then it takes its places, and an
    interruption waits for that. If the machine stops in that moment, the next call finds what differs and ends it.
    """
    drafts = folder / DRAFTS
    shutil.rmtree(drafts, ignore_errors=True)  # of a run that was killed
    try:
        drafted = run_parallel([partial(_draft, part, folder, drafts) for part in parts])
        changed = [name for part in drafted for name, is_new, _ in part if is_new]
        with defer_signals():
            _delete_stale(folder, [name for part in drafted for name, _, _ in part])
            for name in changed:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (drafts / name).replace(folder / name)
    finally:
        shutil.rmtree(drafts, ignore_errors=True)
    return len(changed), {name: one for part in drafted for name, _, one in part if one}


def _draft(files: Files, folder: Path, drafts: Path) -> list[tuple[str, bool, str]]:
    """Write those of ``files`` that ``folder`` does not hold into ``drafts``.

    Return each name, whether it was written, and the checksum of its text.
    """
    drafted = []
    for name, text in files:
        if text is None:
            drafted.append((name, False, ""))
            continue
        content = text.encode()
        path = folder / name
        is_new = not (path.is_file() and path.read_bytes() == content)
        if is_new:
            write(drafts / name, content)
        drafted.append((name, is_new, checksum(content)))
    return drafted


def _delete_stale(folder: Path, names: Iterable[str]) -> None:
    wanted = {folder / name for name in names}
    for top in {path.relative_to(folder).parts[0] for path in wanted}:
        for path in sorted((folder / top).rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted:
                path.unlink()
