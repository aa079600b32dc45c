#!/usr/bin/env python3
"""Read and check the records, plan the pages and write them: data/ to docs/zh, docs/en, docs/root and docs/cards.

Nothing is written unless every record is right.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen import checks
from sitegen.export import data_files, data_page, plan_data_page
from sitegen.library import Library
from sitegen.loading import read_library
from sitegen.news import plan_news
from sitegen.output import write_tree
from sitegen.pages import every_promise, plan_pages
from sitegen.problems import annotations, report
from sitegen.reading import Readings
from sitegen.render import (
    LANGUAGES,
    Renderer,
    compile_templates,
    files_of,
    missing_words,
    render_language,
    render_root,
)
from sitegen.reuse import MEMORY, Memory, made_of, page_keys
from sitegen.running import alone, orderly
from sitegen.views import Page

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "data"
# What was read of the records, for the next run.
MEMORY_OF_RECORDS = ROOT / ".cache" / "records.pickle"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 1 if the records have mistakes."""
    speak_utf8()
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        as_of = options.as_of or today()
        address = site_address() if options.site_url is None else options.site_url
    except argparse.ArgumentTypeError as error:
        parser.error(str(error))
    checksums = {} if options.check else made_of(options.data)
    library = load(options.data, annotate=options.annotate)
    if library is None:
        return 1
    if options.check:
        print(
            f"{len(library.communities)}个社区、{len(library.facts)}条事实、{len(library.events)}个事件，没有错误。",
            end=" ",
        )
        print(
            f"{len(library.communities)} communities, {len(library.facts)} facts, {len(library.events)} events: no mistakes."
        )
        return 0
    pages = plan_pages(library, as_of)
    listed = (*pages, plan_data_page(library))
    news, promises = plan_news(library, as_of), every_promise(library, as_of)
    compile_templates()
    with alone(options.docs):
        keys = page_keys(pages, library, options.data, checksums, f"{as_of} {address}")
        memory = recall(options.docs, keys)
        parts = [
            render_language(language, pages, listed, news, promises, library, as_of, address, memory.keeps)
            for language in LANGUAGES
        ]
        written, texts = write_tree(options.docs, *parts, above_languages(listed, library, as_of, address))
        memory.write(texts)
    print(f"{len(listed)} pages in {len(LANGUAGES)} languages as of {as_of}, {written} files changed")
    return 0


def above_languages(
    pages: tuple[Page, ...], library: Library, as_of: date, address: str
) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of what stands above the languages, the published data, and the pages that show these."""
    published = data_files(library, as_of, address)
    for file in published:
        yield f"root/{file.path}", file.text
    page = data_page(published, library, address)
    for language in LANGUAGES:
        renderer = Renderer(language, pages, library, as_of, address)
        yield from zip(files_of(page, language), renderer.texts(page), strict=True)
    yield from render_root(pages, library, address).items()


def recall(docs: Path, keys: Iterable[tuple[Page, str]]) -> Memory:
    """Return what the last run wrote, with the key that each file of a page has now."""
    files = {name: key for page, key in keys for language in LANGUAGES for name in files_of(page, language)}
    return Memory(docs / MEMORY, docs, files)


def speak_utf8() -> None:
    """Print in UTF-8: messages are Chinese, whatever the terminal's locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def load(folder: Path, *, annotate: bool = False) -> Library | None:
    """Return the library of the records in ``folder``, or print every mistake and return None.

    With ``annotate`` each mistake is also printed as GitHub takes it for a note at its line.
    """
    # Elsewhere nothing is left behind.
    readings = Readings(MEMORY_OF_RECORDS if folder.resolve() == RECORDS else None)
    draft = read_library(folder, readings)
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


def site_address() -> str:
    """Return where the site is published: SITE_URL, or on GitHub the address that Pages gives the repository."""
    owner, _, name = os.environ.get("GITHUB_REPOSITORY", "").partition("/")
    pages = f"https://{owner.lower()}.github.io"
    given = f"{pages}/{name}" if name and f"https://{name.lower()}" != pages else pages if name else ""
    return _address(os.environ.get("SITE_URL") or given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=RECORDS, help="folder of the records")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="folder to write the pages to")
    parser.add_argument("--as-of", type=parse_day, default=None, help="day from which promises are judged")
    parser.add_argument("--site-url", type=_address, default=None, help="address of the published site")
    parser.add_argument("--check", action="store_true", help="only read and check the records")
    parser.add_argument(
        "--annotate", action="store_true", help="also print each mistake as a note for GitHub"
    )
    return parser


def parse_day(text: str) -> date:
    """Read a day given on the command line."""
    if not re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD") from None


def today() -> date:
    """Return AS_OF, or today in Shanghai: the only place that looks at a clock."""
    given = os.environ.get("AS_OF")
    return parse_day(given) if given else datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is not the address of a site; write https://host/path")
    return text.rstrip("/")


if __name__ == "__main__":
    sys.exit(orderly(main, ROOT))
