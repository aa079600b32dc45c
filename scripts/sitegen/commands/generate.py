"""Write the pages of the records to docs/; nothing is written unless every record is right."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sitegen import settings
from sitegen.commands.options import add_as_of, add_data
from sitegen.generate import generate


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)
    parser.add_argument(
        "--docs",
        type=Path,
        default=settings.DOCS,
        help="网页源文件写到的文件夹 · folder to write the pages to",
    )
    add_as_of(parser)
    parser.add_argument(
        "--site-url",
        type=settings.parse_address,
        default=None,
        help="网站发布的地址 · address of the published site",
    )


def run(options: Namespace) -> int:
    """Return 1 if the records have mistakes."""
    address = settings.site_address() if options.site_url is None else options.site_url
    return generate(options.data, options.docs, options.as_of or settings.today(), address)
