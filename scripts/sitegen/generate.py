"""Load and check the records, plan the pages, render and write them: data/ to docs/zh, docs/en, docs/root and docs/cards.

Nothing is written unless every record is right.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from sitegen import checks, settings
from sitegen.core.problems import annotations, report
from sitegen.core.process import exclusive_lock
from sitegen.core.tree import write_tree
from sitegen.export import data_files, data_page
from sitegen.loading.files import Readings
from sitegen.loading.load import read_library
from sitegen.plan.page import Page
from sitegen.plan.site import Plan, plan_site
from sitegen.records.library import Library
from sitegen.render.environment import compile_templates
from sitegen.render.phrases import missing_words
from sitegen.render.renderer import LANGUAGES, Renderer, files_of, render_language
from sitegen.render.reuse import MEMORY, Memory, made_of, page_keys
from sitegen.render.root_pages import render_root

# What was read of the records, for the next run.
MEMORY_OF_RECORDS = settings.CACHE / "records.pickle"


def generate(data: Path, docs: Path, as_of: date, address: str) -> int:
    """Write the pages of the records in ``data`` to ``docs``; return 1 if the records have mistakes.

    Promises are judged from the day ``as_of``; ``address`` is that of the published site, empty if it is not known.
    """
    checksums = made_of(data)
    library = load(data)
    if library is None:
        return 1
    plan = plan_site(library, as_of)
    compile_templates()
    with exclusive_lock(docs):
        keys = page_keys(plan.pages, library, data, checksums, f"{as_of} {address}")
        memory = recall(docs, keys)
        parts = [render_language(language, plan, address, memory.keeps) for language in LANGUAGES]
        written, texts = write_tree(docs, *parts, above_languages(plan, address))
        memory.write(texts)
    print(f"{len(plan.listed)} pages in {len(LANGUAGES)} languages as of {as_of}, {written} files changed")
    return 0


def load(data: Path, *, annotate: bool = False) -> Library | None:
    """Return the library of the records in ``data``, or print every mistake and return None.

    With ``annotate`` each mistake is also printed as GitHub takes it for a note at its line.
    """
    # Elsewhere nothing is left behind.
    readings = Readings(MEMORY_OF_RECORDS if data.resolve() == settings.DATA else None)
    draft = read_library(data, readings)
    readings.note()
    library = draft.library()
    problems = draft.problems
    if library:
        problems += checks.run(library)
        problems += missing_words(library)
    if problems or library is None:
        print(report(problems), file=sys.stderr)
        if annotate:
            print(annotations(problems))
        return None
    return library


def above_languages(plan: Plan, address: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of what stands above the languages, the published data, and the pages that show these."""
    published = data_files(plan.library, plan.as_of, address)
    for file in published:
        yield f"root/{file.path}", file.text
    page = data_page(published, plan.library, address)
    for language in LANGUAGES:
        renderer = Renderer(language, plan, address)
        yield from zip(files_of(page, language), renderer.texts(page), strict=True)
    yield from render_root(plan, address).items()


def recall(docs: Path, keys: Iterable[tuple[Page[object], str]]) -> Memory:
    """Return what the last run wrote, with the key that each file of a page has now."""
    files = {name: key for page, key in keys for language in LANGUAGES for name in files_of(page, language)}
    return Memory(docs / MEMORY, docs, files)
