"""Check the records, generate the pages and build both languages, with search and share cards."""

from argparse import ArgumentParser, Namespace

from sitegen import settings
from sitegen.website.build import ENGINES, build_site


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="mkdocs",
        help="用什么把网页变成HTML · what turns pages into HTML",
    )


def run(options: Namespace) -> int:
    """Return 1 if the records have mistakes or a stage fails."""
    folder = settings.SITE if options.engine == "mkdocs" else settings.ROOT / f"site-{options.engine}"
    return build_site(folder, ENGINES[options.engine])
