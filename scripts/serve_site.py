#!/usr/bin/env python3
"""Serve the site locally and rebuild it whenever data, templates or settings change.

A mistake in the records is printed and the last good site stays up.
"""

import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

import build_site

WATCHED = ("data", "scripts", "overrides")
SETTINGS = ("mkdocs.base.yml", "mkdocs.yml", "mkdocs.en.yml")
QUIET_SECONDS = 0.3  # an editor saves in several steps; build once they are over
PORT = 8000


class Changes(FileSystemEventHandler):
    """Notes that something changed."""

    def __init__(self) -> None:
        self.pending = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of content; reading a file is none."""
        path = str(event.src_path)
        if (
            event.event_type not in ("opened", "closed_no_write")
            and "__pycache__" not in path
            and not event.is_directory
        ):
            self.pending.set()

    def settle(self) -> None:
        """Wait for a change, and then until nothing has changed for a moment."""
        self.pending.wait()
        while self.pending.is_set():
            self.pending.clear()
            threading.Event().wait(QUIET_SECONDS)


class Handler(SimpleHTTPRequestHandler):
    """Serves files that a browser must not keep, since the next build may change them."""

    def end_headers(self) -> None:
        """Forbid caching."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the terminal for the messages of the build."""


def main() -> int:
    """Build, serve, and rebuild until interrupted."""
    site = build_site.ROOT / "site"
    try:
        server = ThreadingHTTPServer(("127.0.0.1", PORT), partial(Handler, directory=str(site)))
    except OSError as error:
        sys.exit(f"Port {PORT} cannot be used: {error.strerror}")
    changes, observer = Changes(), Observer()
    for folder in WATCHED:
        observer.schedule(changes, str(build_site.ROOT / folder), recursive=True)
    observer.schedule(_Only(changes, SETTINGS), str(build_site.ROOT))
    observer.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Serving at http://127.0.0.1:{PORT}/ - stop with Ctrl-C", flush=True)
    try:
        while True:
            # Code and templates may have changed as well, so a fresh interpreter builds.
            # Not run(), which would kill it at Ctrl-C before it has cleaned up.
            subprocess.Popen([sys.executable, build_site.__file__]).wait()
            changes.settle()
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()


class _Only(FileSystemEventHandler):
    """Passes on changes of the named files."""

    def __init__(self, changes: Changes, names: tuple[str, ...]) -> None:
        self.changes, self.names = changes, names

    def on_any_event(self, event: FileSystemEvent) -> None:
        # An editor may write another file and rename it, so both names count.
        if {Path(str(path)).name for path in (event.src_path, event.dest_path)} & set(self.names):
            self.changes.on_any_event(event)


if __name__ == "__main__":
    sys.exit(main())
