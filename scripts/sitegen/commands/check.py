"""Read and check the records and print every mistake in them."""

from argparse import ArgumentParser, Namespace

from sitegen.commands.options import add_data
from sitegen.generate import load


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)
    parser.add_argument(
        "--annotate",
        action="store_true",
        help="把每处错误也写成GitHub的注记 · also print each mistake as a note for GitHub",
    )


def run(options: Namespace) -> int:
    """Return 1 if there are mistakes."""
    library = load(options.data, annotate=options.annotate)
    if library is None:
        return 1
    communities, facts, events = len(library.communities), len(library.facts), len(library.events)
    print(
        f"{communities}个社区、{facts}条事实、{events}个事件，没有错误。 "
        f"{communities} communities, {facts} facts, {events} events: no mistakes."
    )
    return 0
