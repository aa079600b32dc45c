"""Load and check the records, plan the pages, render and write them: data/ to docs/zh, docs/en, docs/root and docs/cards.

Nothing is written if the records have mistakes.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sitegen import checks
from sitegen.core.problems import annotations, report, summary
from sitegen.core.process import exclusive_lock
from sitegen.core.tree import write_tree
from sitegen.export import data_files, data_page
from sitegen.i18n.languages import LANGUAGES
from sitegen.loading.load import read_library
from sitegen.loading.parse_cache import parser_of
from sitegen.plan.plan import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.environment import compile_templates
from sitegen.render.page_dependencies import PageInputs
from sitegen.render.phrase_check import missing_words
from sitegen.render.renderer import Renderer, files_of, render_language
from sitegen.render.root_files import render_root


def generate(data: Path, docs: Path, as_of: date, address: str) -> int:
    """Write the pages of the records in ``data`` to ``docs``; return 1 if the records have mistakes.

    Announced dates are judged on the day ``as_of``; ``address`` is that of the published site, empty if it is not known.
    """
    inputs = PageInputs(data, f"{as_of} {address}")
    library = load(data)
    if library is None:
        return 1
    plan = plan_site(library, as_of)
    compile_templates()
    with exclusive_lock(docs):
        cache = inputs.cache(docs, plan.pages, library)
        parts = [render_language(language, plan, address, cache.are_current) for language in LANGUAGES]
        written, checksums = write_tree(docs, *parts, root_files(plan, address))
        cache.save(checksums)
    print(f"{len(plan.listed)} pages in {len(LANGUAGES)} languages as of {as_of}, {written} files changed")
    return 0


def load(data: Path, *, annotate: bool = False, summarize: Path | None = None) -> Library | None:
    """Return the library of the records in ``data``, or print every mistake and return None.

    With ``annotate`` the first ones are also printed in the form that GitHub shows as notes at their lines, and the file
    ``summarize`` gets all of them as Markdown.
    """
    parser = parser_of(data)
    draft = read_library(data, parser)
    parser.save()
    library = draft.library()
    problems = draft.problems
    if library:
        problems += checks.run(library)
        problems += missing_words(library)
    if problems or library is None:
        print(report(problems), file=sys.stderr)
        if annotate:
            print(annotations(problems))
        if summarize:
            with summarize.open("a", encoding="utf-8") as file:
                file.write(summary(problems))
        return None
    return library


def root_files(plan: Plan, address: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the files above the languages, the published data, and the page about the data."""
    published = data_files(plan.library, plan.as_of, address)
    for file in published:
        yield f"root/{file.path}", file.text
    page = data_page(published, plan.library, address)
    for language in LANGUAGES:
        renderer = Renderer(language, plan, address)
        yield from zip(files_of(page, language), renderer.texts(page), strict=True)
    yield from render_root(plan, address).items()
