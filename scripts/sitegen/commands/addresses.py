"""Add to data/published.yaml every address that the records make; none is ever taken out.

From then on an id among them cannot be renamed without a redirect.
"""

from argparse import ArgumentParser, Namespace

from sitegen.commands.options import add_data
from sitegen.core.files import write_whole
from sitegen.generate import load
from sitegen.plan.addresses import addresses
from sitegen.records.library import Library

HEAD = """\
# yaml-language-server: $schema=../schema/published.json
# 已发布的网址：每一页，以及页上由编号形成的每一处。由make addresses补充，不手工修改，也不删除。
# Addresses that were published: every page, and every place on it that an id makes. Added to by make addresses, never edited.
addresses:
"""


def recorded(library: Library) -> str:
    """Return the text of the file: the addresses it has, and the new ones."""
    known = addresses(library) | set(library.published.addresses)
    return HEAD + "".join(f"  - {address}\n" for address in sorted(known))


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)


def run(options: Namespace) -> int:
    """Write the file; return 1 if the records have mistakes."""
    library = load(options.data)
    if library is None:
        return 1
    write_whole(options.data / "published.yaml", recorded(library))
    added = len(addresses(library) - set(library.published.addresses))
    print(f"新增{added}个网址。 {added} addresses added.")
    return 0
