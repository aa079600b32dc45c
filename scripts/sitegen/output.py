"""Write a tree of files: only what changed, nothing stale is left, and all of it or nothing."""

import shutil
from pathlib import Path

from .running import undisturbed

DRAFTS = ".new"


def write_tree(folder: Path, files: dict[str, str]) -> int:
    """Make the top folders named in ``files`` hold exactly these files; return how many were written.

    The program owns those folders: a file there that is not in ``files`` is deleted.
    Writing is what may fail, so whatever is new is first written beside them; then it takes its places, and an
    interruption waits for that. If the machine stops in that moment, the next call finds what differs and ends it.
    """
    changed = {name: text.encode() for name, text in files.items() if not _holds(folder / name, text)}
    drafts = folder / DRAFTS
    shutil.rmtree(drafts, ignore_errors=True)  # of a run that was killed
    try:
        for name, content in changed.items():
            _write(drafts / name, content)
        with undisturbed():
            _delete_stale(folder, files)
            for name in changed:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (drafts / name).replace(folder / name)
    finally:
        shutil.rmtree(drafts, ignore_errors=True)
    return len(changed)


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or path  # a full disk is told without one
        raise


def _delete_stale(folder: Path, files: dict[str, str]) -> None:
    wanted = {folder / name for name in files}
    for top in {name.split("/")[0] for name in files}:
        for path in sorted((folder / top).rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted:
                path.unlink()
