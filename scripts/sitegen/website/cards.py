"""Draw the share cards: docs/cards/LANGUAGE/PAGE.svg becomes cards/PAGE.png in the site of that language.

The font is used here only and is not part of the site; nothing is fetched.
"""

from importlib.resources import files
from pathlib import Path

import resvg_py

FONT = str(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc")


def draw_cards(drawings: Path, site: Path) -> None:
    """Draw every card below ``drawings``, which has a folder for each language, into ``site``."""
    for drawing in sorted(drawings.rglob("*.svg")):
        language, *page = drawing.relative_to(drawings).with_suffix(".png").parts
        picture = site.joinpath(language, "cards", *page)
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(png(drawing.read_text(encoding="utf-8")))


def png(drawing: str) -> bytes:
    """Return the SVG ``drawing`` as a PNG, set in the pinned font alone, so that every machine draws the same."""
    return resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=[FONT])
