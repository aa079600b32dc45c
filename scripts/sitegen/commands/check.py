"""Read and check the records and print every mistake in them."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sitegen.commands.options import add_data
from sitegen.generate import load


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)
    parser.add_argument(
        "--annotate",
        action="store_true",
        help="把前十处错误也写成GitHub的注记 · also print the first ten mistakes as notes for GitHub",
    )
    parser.add_argument(
        "--summary",
        type=Path,
        help="把所有错误以Markdown加到这个文件末尾 · add all mistakes to the end of this file, as Markdown",
    )


def run(options: Namespace) -> int:
    """Return 1 if there are mistakes."""
    library = load(options.data, annotate=options.annotate, summarize=options.summary)
    if library is None:
        return 1
    communities, facts, events = len(library.communities), len(library.facts), len(library.events)
    print(
        f"{communities}个社区、{facts}条事实、{events}个事件，没有错误。 "
        f"{communities} communities, {facts} facts, {events} events: no mistakes."
    )
    return 0
