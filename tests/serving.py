"""Serve a built site to a browser as its host does: below a path, compressed, with its page for missing addresses."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg")


@contextmanager
def served(site: Path, base: str) -> Iterator[str]:
    """Serve ``site`` on this machine below the path ``base``; give its address, which ends with a slash."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            inside = path.startswith(f"{base}/")
            file = site / path.removeprefix(f"{base}/")
            if inside and file.is_dir() and not path.endswith("/"):
                self.answer(301, b"", {"Location": f"{self.path}/"})
                return
            if file.is_dir():
                file /= "index.html"
            if not inside or not file.is_file():
                self.page(404, site / "404.html")
                return
            self.page(200, file)

        def page(self, status: int, file: Path) -> None:
            kind = guess_type(file.name)[0] or "application/octet-stream"
            headers = {"Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind}
            body = file.read_bytes()
            if kind.startswith(COMPRESSED):
                headers["Content-Encoding"] = "gzip"
                body = compressed(body)
            self.answer(status, body, headers)

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # A browser that leaves a page hangs up on what it no longer needs.
            with suppress(ConnectionError):
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet; the tests look at what the browser says."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # A browser may keep a connection open for ever; the end of the tests does not wait for it.
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@cache
def compressed(body: bytes) -> bytes:
    """Compress as hosts do."""
    return gzip.compress(body, 6, mtime=0)
