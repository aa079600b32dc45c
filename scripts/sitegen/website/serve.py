"""Serve the site locally and rebuild it whenever data, templates or settings change.

The page of a community that was edited shows the edit at once, the rest of the site when it has been built. A mistake in
the records is printed and the last good site stays up.
"""

import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from sitegen import settings
from sitegen.core.process import defer_signals, end_process, start_process
from sitegen.core.refusals import MISUSED, RefusalError
from sitegen.website import engine

# Pages that show what was edited since the site was built.
EDITS = settings.CACHE / "edits"
RECORDS = ("data",)
PROGRAM = ("scripts", "overrides")
CONFIGS = ("mkdocs.base.yml", "mkdocs.yml", "mkdocs.en.yml")
QUIET_SECONDS = 0.1  # an editor saves in several steps; act once they are over
END_SECONDS = 0.5  # how long what shows edits may go on with an answer that nobody awaits any more
LOOK_SECONDS = 0.1  # how often to look whether the build has ended


class Changes(FileSystemEventHandler):
    """Notes that something changed; of a list of ``names``, only these."""

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        self.names, self.pending = names, threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of content; reading a file is none."""
        # An editor may write another file and rename it, so both names count.
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if (
            event.event_type not in ("opened", "closed_no_write")
            and not event.is_directory
            and not any("__pycache__" in path.parts for path in paths)
            and (not self.names or {path.name for path in paths} & set(self.names))
        ):
            self.pending.set()

    def settle(self) -> bool:
        """Say whether something changed since the last time, once nothing has for a moment."""
        changed = self.pending.is_set()
        while self.pending.is_set():
            self.pending.clear()
            threading.Event().wait(QUIET_SECONDS)
        return changed


class Handler(SimpleHTTPRequestHandler):
    """Serves files that a browser must not keep, since the next build may change them; edited pages go first."""

    def translate_path(self, path: str) -> str:
        """Return the file or folder that answers to ``path``."""
        found = super().translate_path(path)
        edited = EDITS / Path(found).relative_to(settings.SITE)
        with suppress(OSError):  # the name is too long for a file
            if edited.is_file() or (edited / "index.html").is_file():
                return str(edited)
        return found

    def end_headers(self) -> None:
        """Forbid caching."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the terminal for the messages of the build."""


class Workers:
    """The processes that do the work: code may change as well, so each begins with a fresh interpreter.

    Ctrl-C does not reach them: this process ends them, when they can clean up.
    """

    def __init__(self) -> None:
        self._build: subprocess.Popen[bytes] | None = None
        self._edits: subprocess.Popen[str] | None = None
        self._is_outdated = True

    def outdate(self, *, program: bool) -> None:
        """Show what was edited, and build again; if the ``program`` has changed as well, by the new one."""
        self._is_outdated = True
        if program:
            self._end_edits()
        elif pages := self._answer("\n"):
            print(
                f"已可预览改动的{pages}页，整站随后更新。 {pages} pages show the edit; the whole site follows.",
                flush=True,
            )

    def _answer(self, asked: str = "") -> int | None:
        """Return how many pages show edits, as the process that shows them says when it is ready or ``asked``."""
        edits = self._edits
        if edits is None or edits.stdin is None or edits.stdout is None:
            return None
        try:
            edits.stdin.write(asked)
            edits.stdin.flush()
            return int(edits.stdout.readline())
        except (OSError, ValueError):  # it has ended and said why; the build shows edits all the same
            self._end_edits()
            return None

    def go_on(self) -> None:
        """Begin a build if one is needed and none runs; after one that was right, all edits are in the site."""
        if self._build is not None and self._build.poll() is None:
            return
        if self._build is not None and self._build.returncode == 0 and not self._is_outdated:
            shutil.rmtree(EDITS, ignore_errors=True)
            if self._edits is None:
                self._begin_edits()
        self._build = None
        if self._is_outdated:
            self._is_outdated = False
            with defer_signals():  # an interruption ends also what has just begun
                self._build = start_process(_command("build"), env=_environment())

    def _begin_edits(self) -> None:
        with defer_signals():
            self._edits = start_process(
                _command("preview", str(EDITS)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_environment(),
                encoding="utf-8",
            )
        if self._answer() is not None:
            print(
                "改动社区记录后，该社区的网页立即可见。 Pages of communities now show edits at once.",
                flush=True,
            )

    def end(self) -> None:
        """End them all."""
        self._end_edits()
        if self._build is not None:
            end_process(self._build)

    def _end_edits(self) -> None:
        edits, self._edits = self._edits, None
        if edits is not None and edits.stdin is not None and edits.stdout is not None:
            with suppress(OSError):
                edits.stdin.close()  # which ends it
            edits.stdout.close()
            with suppress(subprocess.TimeoutExpired):
                edits.wait(END_SECONDS)
            end_process(edits)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sitegen", *arguments]


def _environment() -> dict[str, str]:
    """Return the environment of a site engine, in which this very program is found."""
    return engine.environment() | {"PYTHONPATH": str(settings.SCRIPTS)}


def serve(port: int) -> int:
    """Build, serve at ``port`` of this machine, and rebuild until interrupted."""
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(settings.SITE)))
    except (OSError, OverflowError) as error:
        raise RefusalError(
            f"端口{port}不能用：{error}", f"Port {port} cannot be used: {error}", code=MISUSED
        ) from None
    records, program, configs, observer = Changes(), Changes(), Changes(CONFIGS), Observer()
    for changes, folders in ((records, RECORDS), (program, PROGRAM)):
        for folder in folders:
            observer.schedule(changes, str(settings.ROOT / folder), recursive=True)
    observer.schedule(configs, str(settings.ROOT))
    observer.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Serving at http://127.0.0.1:{server.server_port}/ - stop with Ctrl-C", flush=True)
    shutil.rmtree(EDITS, ignore_errors=True)  # of a run that was killed
    workers = Workers()
    try:
        while True:
            workers.go_on()
            records.pending.wait(LOOK_SECONDS)
            # All are asked, so that none stays for the next time.
            changed = [one.settle() for one in (records, program, configs)]
            if any(changed):
                workers.outdate(program=any(changed[1:]))
    except KeyboardInterrupt:
        return 0
    finally:
        with defer_signals():  # to whoever presses Ctrl-C once more, it is ending
            workers.end()
            observer.stop()
