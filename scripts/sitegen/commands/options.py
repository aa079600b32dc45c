"""Options that several commands take."""

from argparse import ArgumentParser
from pathlib import Path

from sitegen import settings
from sitegen.core.refusals import MISUSED, RefusalError


def add_data(parser: ArgumentParser) -> None:
    """Add --data, an existing folder."""
    parser.add_argument(
        "--data",
        type=_folder,
        default=str(settings.DATA),  # as text, so that `_folder` checks it too
        help="记录的文件夹 · folder of the records",
    )


def add_as_of(parser: ArgumentParser) -> None:
    """Add --as-of."""
    parser.add_argument(
        "--as-of",
        type=settings.parse_day,
        default=None,
        help="页面截至哪一天，写成2026-11-24的形式 · day of the status that pages show, as in 2026-11-24",
    )


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise RefusalError(f"没有文件夹{path}", f"There is no folder {path}", code=MISUSED)
    return path


def require_site(folder: Path) -> None:
    """Refuse to go on unless a built site stands in ``folder``."""
    if not (folder / "index.html").is_file():
        raise RefusalError(
            f"{folder}里没有建好的网站，先建站", f"No site is built in {folder}, build it first"
        )
