"""Verify a built site: languages, links, anchors, mirrored pages, nothing from elsewhere."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sitegen import settings
from sitegen.commands.options import require_site
from sitegen.website.verify import verify


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "site",
        nargs="?",
        type=Path,
        default=settings.SITE,
        help="建好的网站的文件夹 · folder of the built site",
    )


def run(options: Namespace) -> int:
    """Return 1 if the site has faults."""
    site = options.site.resolve()
    address = settings.site_address()
    require_site(site)
    faults = verify(site, address)
    print(
        "\n".join(faults)
        if faults
        else f"{site.name}/ verified: languages, links, anchors, nothing from elsewhere"
    )
    return 1 if faults else 0
