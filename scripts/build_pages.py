#!/usr/bin/env python3
"""Read and check the records, plan the pages and write them: data/ to docs/zh, docs/en and docs/root.

Nothing is written unless every record is right.
"""

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen import checks
from sitegen.library import Library
from sitegen.loading import read_library
from sitegen.output import write_tree
from sitegen.pages import plan_pages
from sitegen.problems import report
from sitegen.render import render_pages, render_root

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 1 if the records have mistakes."""
    options = _parser().parse_args(arguments)
    library = load(options.data)
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
    pages = plan_pages(library, options.as_of)
    files = render_pages(pages, library, options.as_of) | render_root(pages, library, options.site_url)
    written = write_tree(options.docs, files)
    print(f"{len(files)} pages as of {options.as_of}, {written} changed")
    return 0


def load(folder: Path) -> Library | None:
    """Return the library of the records in ``folder``, or print every mistake and return None."""
    draft = read_library(folder)
    library = draft.library()
    problems = draft.problems + (checks.run(library) if library else [])
    if problems:
        print(report(problems), file=sys.stderr)
        return None
    return library


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder of the records")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="folder to write the pages to")
    parser.add_argument(
        "--as-of", type=_day, default=_default_day(), help="day from which promises are judged"
    )
    parser.add_argument(
        "--site-url", default=os.environ.get("SITE_URL", ""), help="address of the published site"
    )
    parser.add_argument("--check", action="store_true", help="only read and check the records")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD") from None


def _default_day() -> str:
    """Return AS_OF, or today in Shanghai: the only place that looks at a clock."""
    return os.environ.get("AS_OF") or datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()


if __name__ == "__main__":
    sys.exit(main())
