#!/usr/bin/env python3
"""Print what editors are to look at again as Markdown: reviews, promises, gaps and sources that are due."""

import argparse
import sys
from pathlib import Path

from build_pages import ROOT, load, parse_day, speak_utf8, today
from sitegen.running import orderly
from sitegen.upkeep import upkeep


def main(arguments: list[str] | None = None) -> int:
    """Run the command; work that is due is no failure, only records with mistakes are."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder of the records")
    parser.add_argument("--as-of", type=parse_day, default=None, help="day from which it is judged")
    options = parser.parse_args(arguments)
    library = load(options.data)
    if library is None:
        return 1
    print(upkeep(library, options.as_of or today()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(orderly(main, ROOT))
