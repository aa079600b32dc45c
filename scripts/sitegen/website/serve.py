"""Serve the site locally and rebuild it whenever data, templates or settings change.

The page of an edited community shows the edit at once, the rest of the site after the build. If the records have
mistakes, they are printed and the last good site stays up.
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

# The pages that show edits since the site was built.
EDITS = settings.CACHE / "edits"
RECORD_FOLDERS = ("data",)
PROGRAM_FOLDERS = ("scripts", "overrides")
CONFIG_FILES = ("mkdocs.base.yml", "mkdocs.yml", "mkdocs.en.yml")
QUIET_SECONDS = 0.1  # a text editor saves in several steps: wait until none follows
END_SECONDS = 0.5  # how long the preview process may finish its last answer
POLL_SECONDS = 0.1  # how often to check whether the build has ended


class Changes(FileSystemEventHandler):
    """Notes that a file changed; with ``names``, only a file of these names."""

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        self.names, self.pending = names, threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of content; reading a file is not one."""
        # A text editor may write another file and rename it, so both names count.
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if (
            event.event_type not in ("opened", "closed_no_write")
            and not event.is_directory
            and not any("__pycache__" in path.parts for path in paths)
            and (not self.names or {path.name for path in paths} & set(self.names))
        ):
            self.pending.set()

    def settle(self) -> bool:
        """Wait until nothing changes for a moment, and say whether something changed since the last call."""
        changed = self.pending.is_set()
        while self.pending.is_set():
            self.pending.clear()
            threading.Event().wait(QUIET_SECONDS)
        return changed


class Handler(SimpleHTTPRequestHandler):
    """Serves files without caching, since the next build may change them, and edited pages instead of built ones."""

    def translate_path(self, path: str) -> str:
        """Return the file or folder that answers to ``path``."""
        found = super().translate_path(path)
        edited = EDITS / Path(found).relative_to(settings.SITE)
        with suppress(OSError):  # the path is too long for a file name
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
    """The processes that build the site and show edits, each in a new interpreter, since the program may change too.

    Ctrl-C does not reach them: this process ends them, so that they can clean up.
    """

    def __init__(self) -> None:
        self._build: subprocess.Popen[bytes] | None = None
        self._edits: subprocess.Popen[str] | None = None
        self._is_outdated = True

    def update(self, *, program: bool) -> None:
        """Show edits and schedule a build; if the ``program`` has changed, end the process that shows edits."""
        self._is_outdated = True
        if program:
            self._end_edits()
        elif pages := self._answer("\n"):
            print(
                f"已可预览改动的{pages}页，整站随后更新。 {pages} pages show the edit; the whole site follows.",
                flush=True,
            )

    def _answer(self, request: str = "") -> int | None:
        """Send ``request`` to the process that shows edits and return the number of pages it answers; None without one."""
        edits = self._edits
        if edits is None or edits.stdin is None or edits.stdout is None:
            return None
        try:
            edits.stdin.write(request)
            edits.stdin.flush()
            return int(edits.stdout.readline())
        except (OSError, ValueError):  # it has ended and printed why; the build still shows edits
            self._end_edits()
            return None

    def proceed(self) -> None:
        """Start a build if one is needed and none runs; remove the edited pages after a build that contains them."""
        if self._build is not None and self._build.poll() is None:
            return
        if self._build is not None and self._build.returncode == 0 and not self._is_outdated:
            shutil.rmtree(EDITS, ignore_errors=True)
            if self._edits is None:
                self._start_edits()
        self._build = None
        if self._is_outdated:
            self._is_outdated = False
            with defer_signals():  # an interruption must also end the process just started
                self._build = start_process(_command("build"), env=_environment())

    def _start_edits(self) -> None:
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
                edits.stdin.close()  # the process ends at the end of its input
            edits.stdout.close()
            with suppress(subprocess.TimeoutExpired):
                edits.wait(END_SECONDS)
            end_process(edits)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sitegen", *arguments]


def _environment() -> dict[str, str]:
    """Return the environment of a site engine, with this program on the path."""
    return engine.environment() | {"PYTHONPATH": str(settings.SCRIPTS)}


def serve(port: int) -> int:
    """Build, serve at ``port`` of this machine, and rebuild until interrupted."""
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(settings.SITE)))
    except (OSError, OverflowError) as error:
        raise RefusalError(
            f"端口{port}不能用：{error}", f"Port {port} cannot be used: {error}", code=MISUSED
        ) from None
    records, program, configs, observer = Changes(), Changes(), Changes(CONFIG_FILES), Observer()
    for changes, folders in ((records, RECORD_FOLDERS), (program, PROGRAM_FOLDERS)):
        for folder in folders:
            observer.schedule(changes, str(settings.ROOT / folder), recursive=True)
    observer.schedule(configs, str(settings.ROOT))
    observer.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Serving at http://127.0.0.1:{server.server_port}/ - stop with Ctrl-C", flush=True)
    shutil.rmtree(EDITS, ignore_errors=True)  # left by a run that was killed
    workers = Workers()
    try:
        while True:
            workers.proceed()
            records.pending.wait(POLL_SECONDS)
            # Ask all three, so that no change is left for the next round.
            changed = [one.settle() for one in (records, program, configs)]
            if any(changed):
                workers.update(program=any(changed[1:]))
    except KeyboardInterrupt:
        return 0
    finally:
        with defer_signals():  # ignore another Ctrl-C while ending
            workers.end()
            observer.stop()
