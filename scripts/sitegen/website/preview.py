"""Show the pages of edited communities at once, before the whole site is built again.

`make serve` keeps `python -m sitegen preview FOLDER` running. It prints 0 when it is ready. Then, for each line on
standard input, it reads the changed records, builds the pages of the changed communities into FOLDER as they will be in
site/, and prints their number. The other pages that an edit changes, such as lists, and the search index are left to the
build, and so are the checks across records.
"""

import gc
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as EnginePage

from sitegen import settings
from sitegen.core.files import write_whole
from sitegen.i18n.languages import LANGUAGES
from sitegen.loading.load import read_library
from sitegen.loading.parse_cache import parser_of
from sitegen.plan.plan import plan_communities
from sitegen.records.library import Library
from sitegen.records.model import Community
from sitegen.render.renderer import Renderer, files_of
from sitegen.website import theme_patches
from sitegen.website.engine import CONFIGS

# If more communities than this are edited at the same time, the build is faster.
MOST_COMMUNITIES = 20


class Engine:
    """MkDocs in one language, ready to build single pages that its navigation does not name."""

    def __init__(self, project: Path, language: str, folder: Path) -> None:
        """Prepare to build pages of ``project`` into ``folder``."""
        self._config = load_config(str(project / CONFIGS[language]), site_dir=str(folder))
        self._config.plugins.on_startup(command="build", dirty=False)
        self._config = self._config.plugins.on_config(self._config)
        environment = self._config.theme.get_env()
        files = get_files(self._config)
        files.add_files_from_theme(environment, self._config)
        self._files = self._config.plugins.on_files(files, config=self._config)
        nav = get_navigation(self._files, self._config)
        self._nav = self._config.plugins.on_nav(nav, config=self._config, files=self._files)
        self._environment = self._config.plugins.on_env(environment, config=self._config, files=self._files)

    def build(self, name: str, text: str) -> str:
        """Return the HTML of the page ``name`` with the Markdown ``text``."""
        file = File.generated(self._config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
        file.page = EnginePage(None, file, self._config)
        # The two steps of MkDocs for each page; it has no public function that builds a single page.
        _populate_page(file.page, self._config, self._files)
        _build_page(file.page, self._config, [file], self._nav, self._environment)
        return theme_patches.patched(Path(file.abs_dest_path).read_text(encoding="utf-8"))


class Edits:
    """The records of ``project`` as last shown, and the engines that build their pages."""

    def __init__(self, project: Path, folder: Path, built: Path) -> None:
        """Read the records and prepare to show changes in ``folder``; the engines build into ``built``."""
        self._data, self._folder = project / "data", folder
        self._engines = {language: Engine(project, language, built) for language in LANGUAGES}
        self._parser = parser_of(self._data)
        library = read_library(self._data, self._parser).library()
        self._shown: dict[str, Community] = library.communities if library else {}
        if library and self._shown:
            # The first page takes several times as long as the next: build one that nobody reads.
            self._pages(library, {next(iter(self._shown))})

    def show(self) -> int:
        """Build each page that shows a community whose records have changed; return the number of pages."""
        draft = read_library(self._data, self._parser)
        library = draft.library()
        if library is None or draft.problems:
            return 0  # the build reports the mistakes
        edited = {
            name
            for name, record in library.communities.items()
            # A record that was not read again is the same object: comparing identities first is faster.
            if record is not (shown := self._shown.get(name)) and record != shown
        }
        self._shown = library.communities
        if len(edited) > MOST_COMMUNITIES:
            return 0
        pages = self._pages(library, edited)
        for name, html in pages.items():
            write_whole(self._folder / name, html)
        return len(pages)

    def _pages(self, library: Library, edited: set[str]) -> dict[str, str]:
        """Return each page that shows one of the communities ``edited``, by its path in the site."""
        as_of, address = settings.today(), settings.site_address()
        plan = plan_communities(edited, library, as_of)
        pages = {}
        for language in LANGUAGES if plan.pages else ():
            renderer = Renderer(language, plan, address)
            for page in plan.pages:
                name = files_of(page, language)[0]
                html = self._engines[language].build(name.removeprefix(f"{language}/"), renderer.page(page))
                pages[f"{name.removesuffix('.md')}.html"] = html
        return pages


def preview(folder: Path) -> int:
    """Show edits in ``folder`` for each line of input, until the input ends or an interruption."""
    # `serve` may interrupt it.
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as built:
        _preview(folder, Path(built))
    return 0


def _preview(folder: Path, built: Path) -> None:
    gc.disable()  # the library is kept for good; searching it for garbage would take most of the time
    edits = Edits(settings.ROOT, folder, built)
    gc.freeze()
    gc.enable()
    print(0, flush=True)
    for _ in sys.stdin:
        try:
            pages = edits.show()
        except (
            Exception
        ) as error:  # such as a file that is just being replaced, or a mistake that only the checks find
            print(f"这次改动不能立即预览。 This edit cannot be shown at once: {error!r}", file=sys.stderr)
            pages = 0
        print(pages, flush=True)
