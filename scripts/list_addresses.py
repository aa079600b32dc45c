#!/usr/bin/env python3
"""Add to data/published.yaml every address that the records make; none is ever taken out.

From then on an id among them cannot be renamed without a redirect.
"""

import sys
from pathlib import Path

import build_pages
from sitegen.addresses import addresses
from sitegen.files import write_whole
from sitegen.library import Library
from sitegen.running import orderly

HEAD = """\
# yaml-language-server: $schema=../schema/published.json
# 已发布的网址：每一页，以及页上由编号形成的每一处。由make addresses补充，不手工修改，也不删除。
# Addresses that were published: every page, and every place on it that an id makes. Added to by make addresses, never edited.
addresses:
"""


def recorded(library: Library) -> str:
    """Return the file with what it holds already and what is new."""
    known = addresses(library) | set(library.published.addresses)
    return HEAD + "".join(f"  - {address}\n" for address in sorted(known))


def main(folder: Path) -> int:
    """Write the file in ``folder``; return 1 if the records have mistakes."""
    library = build_pages.load(folder)
    if library is None:
        return 1
    write_whole(folder / "published.yaml", recorded(library))
    added = len(addresses(library) - set(library.published.addresses))
    print(f"新增{added}个网址。 {added} addresses added.")
    return 0


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit("list_addresses.py takes no arguments")
    data = build_pages.ROOT / "data"
    sys.exit(orderly(lambda: main(data), data))
