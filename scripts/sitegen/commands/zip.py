"""Pack the built site into site.zip, to be read from a folder without a server."""

from argparse import ArgumentParser, Namespace

from sitegen.build.archive import write_archive


def add_arguments(parser: ArgumentParser) -> None:
    """Add no options."""


def run(_: Namespace) -> int:
    """Replace site.zip once the new one is complete."""
    write_archive()
    print("site.zip is ready: unpack it and open site/index.html")
    return 0
