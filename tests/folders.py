"""Where the tests stand, and folders of test records made complete."""

import shutil
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent


def complete(folder: Path, into: Path) -> Path:
    """Copy a folder of test records and add the site's real words, without which no page can be made."""
    shutil.copytree(folder, into)
    shutil.copy(ROOT / "data" / "vocabulary.yaml", into)
    return into
