"""What the tests share: folders of records made complete, and the real site built once."""

import shutil
from pathlib import Path

import pytest

import build_pages

HERE = Path(__file__).parent
ROOT = HERE.parent


def complete(folder: Path, into: Path) -> Path:
    """Copy a folder of test records and add the site's real words, without which no page can be made."""
    shutil.copytree(folder, into)
    shutil.copy(ROOT / "data" / "vocabulary.yaml", into)
    return into


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """The tiny library, in a folder that a test may change."""
    return complete(HERE / "library", tmp_path / "data")


@pytest.fixture(scope="session")
def pages_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real records as pages, as of a fixed day."""
    docs = tmp_path_factory.mktemp("docs")
    address = "https://example.org/base"
    assert build_pages.main(["--docs", str(docs), "--as-of", "2026-11-24", "--site-url", address]) == 0
    return docs
