"""A site with pages kept from the last one is, byte for byte, the site that is built from nothing."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import copy_settings
from folders import HERE, complete
from sitegen.__main__ import main
from sitegen.website import mkdocs
from sitegen.website.unchanged_pages import CACHE, KeptPages
from test_build_pages import tree


def built(project: Path) -> dict[str, bytes]:
    """Build the languages of ``project`` into its site, as `build_site` does, and return what is there."""
    fresh = project / ".cache" / "fresh" / "site"
    assert mkdocs.build_languages(project, fresh)
    shutil.rmtree(project / "site", ignore_errors=True)
    fresh.rename(project / "site")
    shutil.rmtree(fresh.parent)
    return tree(project / "site")


def built_from_nothing(project: Path, folder: Path, known: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """Return the site built in ``folder`` of a copy of what ``project`` is made from; ``known`` keeps it for the next."""
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns(".cache", "site"))
    key = hashlib.sha256(repr(sorted(tree(folder).items())).encode()).hexdigest()
    if key not in known:
        known[key] = built(folder)
    return known[key]


def write_pages(project: Path, word: str) -> None:
    """Make the pages of the tiny library with ``word`` before the summary of a community."""
    records = project.parent / "records"
    shutil.rmtree(records, ignore_errors=True)
    complete(HERE / "library", records)
    path = records / "communities" / "elm.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("summary:\n  zh: ", f"summary:\n  zh: {word}"),
        encoding="utf-8",
    )
    assert (
        main(["generate", "--data", str(records), "--docs", str(project / "docs"), "--as-of", "2024-06-01"])
        == 0
    )


def change_page(project: Path) -> None:
    """A community's page and the lists that show its summary."""
    write_pages(project, "新")


def change_settings(project: Path) -> None:
    """The name of the site, which stands on every page."""
    path = project / "mkdocs.en.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("site_name: ", "site_name: New "), encoding="utf-8"
    )


def change_theme(project: Path) -> None:
    """A template of every page."""
    with (project / "overrides" / "partials" / "logo.html").open("a", encoding="utf-8") as file:
        file.write("<!-- new -->")


def spoil_site(project: Path) -> None:
    """A page of the site that somebody wrote into."""
    next((project / "site" / "zh" / "communities").glob("*/index.html")).write_text(
        "spoilt", encoding="utf-8"
    )


def lose_page(project: Path) -> None:
    """A page of the site that is gone."""
    next((project / "site" / "en" / "communities").glob("*/index.html")).unlink()


def falsify_cache(project: Path) -> None:
    """A cache that holds something else."""
    (project / CACHE).write_text("[]", encoding="utf-8")


def spoil_cache(project: Path) -> None:
    """A cache that cannot be read."""
    (project / CACHE).write_text("{", encoding="utf-8")


EDITS: tuple[Callable[[Path], None], ...] = (
    change_page,
    spoil_site,
    change_settings,
    lose_page,
    spoil_cache,
    falsify_cache,
    change_theme,
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the tiny library, built once."""
    project = tmp_path_factory.mktemp("kept") / "project"
    copy_settings(project)
    write_pages(project, "")
    built(project)
    return project


@pytest.fixture(scope="module")
def known() -> dict[str, dict[str, bytes]]:
    """Sites that were built from nothing; several edits change nothing that a site is made from."""
    return {}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_the_site_is_the_one_built_from_nothing(
    project: Path, tmp_path: Path, known: dict[str, dict[str, bytes]], edit: Callable[[Path], None]
) -> None:
    """One edit after another, each upon what the last has left."""
    edit(project)
    clean = built_from_nothing(project, tmp_path / "clean", known)

    assert built(project) == clean


def test_only_what_changed_is_made_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a site that stands only the pages of the navigation are made, which every page shows."""
    built(project)
    monkeypatch.setattr(KeptPages, "copy_into", lambda self, site: None)
    fresh = project / ".cache" / "fresh"
    assert mkdocs.build_languages(project, fresh)

    made = {path.relative_to(fresh / "en").parent.as_posix() for path in (fresh / "en").rglob("index.html")}
    made -= {"communities/birch"}  # which was withdrawn and is no page of the engine
    assert made == {".", "about", "communities", "compare", "facilities", "sources", "targets", "timeline"}
