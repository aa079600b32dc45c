"""Write a tree of files: only the changed ones, no stale ones left behind, and all or none."""

import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from sitegen.core.files import checksum, write
from sitegen.core.process import defer_signals, run_parallel

STAGING = ".new"  # the folder in which new files wait until all are written

# (path, text, or None for a file that is kept as it is)
Files = Iterable[tuple[str, str | None]]


def write_tree(folder: Path, *parts: Files) -> tuple[int, dict[str, str]]:
    """Make the top folders named in ``parts`` hold exactly the files of all parts.

    Return how many files were written, and the checksum (SHA-256) of every text.
    The program owns those folders: a file there that is in no part is deleted. The parts are made in parallel, and only
    one text of each is held in memory at a time.
    Writing may fail, so new files are first written to a staging folder; then they are moved into place, and signals
    wait until all are. If the machine stops during the move, the next call writes the files that still differ.
    """
    staging = folder / STAGING
    shutil.rmtree(staging, ignore_errors=True)  # left behind by a run that was killed
    try:
        staged = run_parallel([partial(_stage, part, folder, staging) for part in parts])
        changed = [name for part in staged for name, is_new, _ in part if is_new]
        with defer_signals():
            _delete_stale(folder, [name for part in staged for name, _, _ in part])
            for name in changed:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).replace(folder / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return len(changed), {name: digest for part in staged for name, _, digest in part if digest}


def _stage(files: Files, folder: Path, staging: Path) -> list[tuple[str, bool, str]]:
    """Write those of ``files`` that are new to ``folder``, or differ there, into ``staging``.

    Return each name, whether it was written, and the checksum of its text.
    """
    staged = []
    for name, text in files:
        if text is None:
            staged.append((name, False, ""))
            continue
        content = text.encode()
        path = folder / name
        is_new = not (path.is_file() and path.read_bytes() == content)
        if is_new:
            write(staging / name, content)
        staged.append((name, is_new, checksum(content)))
    return staged


def _delete_stale(folder: Path, names: Iterable[str]) -> None:
    """Delete every file in the top folders of ``names`` that is not among them, and every empty folder there."""
    wanted = {folder / name for name in names}
    for top in {path.relative_to(folder).parts[0] for path in wanted}:
        for path in sorted((folder / top).rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted:
                path.unlink()
