"""Pack the built site into site.zip, which works from a folder without a server; the same site gives the same file.

A server answers a request for a folder with its index.html, a browser that opens files does not: in the archive every
link to a folder names that file. Anchors and everything else stay as they are.
"""

import re
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen import settings
from sitegen.core.process import exclusive_lock

LINK = re.compile(r'( (?:href|action)="|content="0; url=)([^"#?]+)')
POLICY = re.compile(r'(http-equiv="Content-Security-Policy" content=")([^"]*)')
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip archive can store
READABLE = 0o644 << 16


def pack(site: Path, archive: Path, address: str = "") -> None:
    """Write the ``site`` that was built for ``address`` into ``archive``, as one folder."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"site/{path.relative_to(site).as_posix()}", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, which stores permissions; the same on every machine
            entry.external_attr = READABLE
            content = path.read_bytes()
            if path.suffix == ".html":
                content = portable(content.decode(), path, site, address).encode()
            packed.writestr(entry, content)


def portable(page: str, path: Path, site: Path, address: str = "") -> str:
    """Return ``page``, the file at ``path``, with links that work from a folder."""
    root = f"{urlsplit(address).path.rstrip('/')}/"

    def link(found: re.Match[str]) -> str:
        before, target = found.groups()
        # 404.html links from the root of the host; in the archive it is at the top of the site.
        if target.startswith(root) and path.parent == site:
            target = target.removeprefix(root)
        if ":" not in target and (path.parent / unquote(target)).is_dir():
            target = f"{target.rstrip('/')}/index.html"
        return f"{before}{target}"

    page = LINK.sub(link, page)
    # A page opened from a folder has no origin for 'self' to mean; only Chromium accepts it.
    return POLICY.sub(lambda found: found[1] + found[2].replace("'self'", "'self' file:"), page)


def write_archive(address: str) -> None:
    """Pack site/, built for ``address``, into site.zip; the old archive is replaced once the new one is complete."""
    settings.CACHE.mkdir(exist_ok=True)
    # The lock keeps builds away meanwhile.
    with exclusive_lock(settings.DOCS), tempfile.TemporaryDirectory(dir=settings.CACHE) as folder:
        archive = Path(folder) / "site.zip"
        pack(settings.SITE, archive, address)
        archive.replace(settings.ROOT / "site.zip")
