"""Show the pages of edited communities in a folder, one line of input after the other; used by serve."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sitegen.website.preview import preview


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("folder", type=Path, help="网页放在哪里 · where the pages are to stand")


def run(options: Namespace) -> int:
    """Work to the end of the input."""
    return preview(options.folder)
