"""Print what editors are to look at again as Markdown: reviews, announced dates, gaps and sources that are due."""

from argparse import ArgumentParser, Namespace

from sitegen import settings
from sitegen.commands.options import add_as_of, add_data
from sitegen.generate import load
from sitegen.report.upkeep import upkeep


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)
    add_as_of(parser)


def run(options: Namespace) -> int:
    """Return 1 if the records have mistakes; work that is due is no failure."""
    as_of = options.as_of or settings.today()
    library = load(options.data)
    if library is None:
        return 1
    print(upkeep(library, as_of), end="")
    return 0
