"""Pack the built site into site.zip, to be read from a folder without a server."""

from argparse import ArgumentParser, Namespace

from sitegen import settings
from sitegen.commands.options import require_site
from sitegen.website.archive import write_archive


def add_arguments(parser: ArgumentParser) -> None:
    """Add no options."""


def run(_: Namespace) -> int:
    """Replace site.zip once the new one is complete."""
    address = settings.site_address()
    require_site(settings.SITE)
    write_archive(address)
    print("site.zip is ready: unpack it and open site/index.html")
    return 0
