"""Build, serve locally and rebuild whenever records, templates or settings change."""

from argparse import ArgumentParser, Namespace

from sitegen.website.serve import serve


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        help="本机端口，0为任一空闲端口 · port of this machine; 0 for any that is free",
    )


def run(options: Namespace) -> int:
    """Serve until interrupted."""
    return serve(options.port)
