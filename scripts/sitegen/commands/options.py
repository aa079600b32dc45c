"""Options that several commands take."""

from argparse import ArgumentParser
from pathlib import Path

from sitegen import settings


def add_data(parser: ArgumentParser) -> None:
    """Add --data."""
    parser.add_argument("--data", type=Path, default=settings.DATA, help="folder of the records")


def add_as_of(parser: ArgumentParser) -> None:
    """Add --as-of."""
    parser.add_argument(
        "--as-of", type=settings.parse_day, default=None, help="day from which promises are judged"
    )
