#!/usr/bin/env python3
"""Generate the pages from the records: data/ to docs/. The steps stand in sitegen/generate.py."""

import sys
from pathlib import Path

# Python leaves this folder out where PYTHONSAFEPATH is set.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from sitegen.__main__ import start

if __name__ == "__main__":
    sys.exit(start(["generate", *sys.argv[1:]]))
