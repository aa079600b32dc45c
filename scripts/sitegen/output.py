"""Write a tree of files: only what changed, and nothing stale is left."""

from pathlib import Path


def write_tree(folder: Path, files: dict[str, str]) -> int:
    """Make the top folders named in ``files`` hold exactly these files; return how many were written.

    The program owns those folders: a file there that is not in ``files`` is deleted.
    """
    wanted = {folder / name: text for name, text in files.items()}
    for top in {name.split("/")[0] for name in files}:
        for path in sorted((folder / top).rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted:
                path.unlink()
    return sum(_write(path, text) for path, text in wanted.items())


def _write(path: Path, text: str) -> bool:
    """Write ``text`` unless it stands there already; a reader sees the old file or the new one, never half."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(data)
    draft.replace(path)
    return True
