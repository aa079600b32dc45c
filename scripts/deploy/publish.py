#!/usr/bin/env python3
"""Publish the built site to S3-compatible object storage: `publish.py SITE`, a folder or an archive (.tar) of it.

Without --send it only prints its plan. New and changed files go first, what others name before what names them and
the front doors last; only then is removed what the site no longer has. Files of one step go side by side, and a step
begins when the one before it is complete: a reader never meets a page whose parts are not there yet. Nothing outside
the prefix is read, sent or removed.
"""

import argparse
import hashlib
import os
import re
import sys
import tarfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from bucket import Bucket, StoreError

SETTINGS = ("S3_BUCKET_URL", "S3_REGION", "S3_PREFIX", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")
PARALLEL_REQUESTS = 16
# Stated here instead of read from the machine's list, so that every machine publishes the same.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "text/yaml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    # Pagefind unpacks these itself.
    ".pagefind": "application/octet-stream",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
}
# Files of the theme and the search index, whose names change with their content.
NAMED_BY_CONTENT = re.compile(
    r"\.[0-9a-f]{8}\.min\.(js|css)(\.map)?$|_[0-9a-f]{6,}\.pf_(fragment|index|meta)$"
)
FOR_EVER = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
FOR_MINUTES = "public, max-age=300"
ENTRY_PAGES = ("zh/index.html", "en/index.html", "index.html")


@dataclass(frozen=True)
class Plan:
    """What publishing does: send the files of each step in turn, then remove; `kept` files stay as they are."""

    new: frozenset[str]
    steps: tuple[tuple[str, ...], ...]
    remove: tuple[str, ...]
    kept: int

    @property
    def send(self) -> tuple[str, ...]:
        """All files to send, in this order."""
        return tuple(path for step in self.steps for path in step)


def read_site(place: Path) -> dict[str, bytes]:
    """Return every file of the site by its path within the site; ``place`` is its folder or an archive of it."""
    try:
        files = _read_archive(place) if place.is_file() else _read_folder(place)
    except (OSError, tarfile.TarError) as error:
        raise StoreError(f"读不了{place}：{error}", f"{place} cannot be read: {error}") from None
    if missing := [page for page in ENTRY_PAGES if page not in files]:
        raise StoreError(
            f"{place}不是完整的网站，缺少{'、'.join(missing)}；先运行make site",
            f"{place} is not a whole site, {', '.join(missing)} is missing; run make site first",
        )
    return files


def _read_folder(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()
    }


def _read_archive(place: Path) -> dict[str, bytes]:
    with tarfile.open(place) as archive:
        return {
            PurePosixPath(member.name).as_posix(): content.read()
            for member in archive
            if (content := archive.extractfile(member))
        }


def plan(files: dict[str, bytes], stored: dict[str, str], *, all_files: bool = False) -> Plan:
    """Return the plan that makes the ``stored`` objects equal to ``files``, both by path within the site."""
    changed = [path for path, content in files.items() if all_files or stored.get(path) != checksum(content)]
    ordered = sorted(changed, key=lambda path: (_step(path), path))
    # The consoles of stores mark a folder by an empty object; the client drops the final slash of its key.
    folders = {str(folder) for path in files for folder in PurePosixPath(path).parents}
    return Plan(
        new=frozenset(path for path in changed if path not in stored),
        steps=tuple(tuple(step) for _, step in groupby(ordered, key=_step)),
        remove=tuple(sorted(stored.keys() - files.keys() - folders)),
        kept=len(files) - len(changed),
    )


def checksum(content: bytes) -> str:
    """Return the MD5, which is the ETag of an object sent in one piece."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def headers(path: str) -> dict[str, str]:
    """Return the content type of a file and how long browsers and caches may keep it."""
    suffix = PurePosixPath(path).suffix
    if suffix not in TYPES:
        raise StoreError(
            f"不知道{path}是什么类型；在scripts/deploy/publish.py的TYPES里补上",
            f"The type of {path} is not known; add it to TYPES in scripts/deploy/publish.py",
        )
    if NAMED_BY_CONTENT.search(path):
        keep = FOR_EVER
    elif suffix in (".html", ".json", ".xml", ".md", ".ics"):
        keep = FOR_MINUTES
    else:
        keep = FOR_AN_HOUR
    return {"content-type": TYPES[suffix], "cache-control": keep}


def _step(path: str) -> int:
    """Return the number of a file's step: named by content, other parts, lists of these, pages, the entry pages."""
    if path in ENTRY_PAGES:
        return 4 + ENTRY_PAGES.index(path)
    if path.endswith(".html"):
        return 3
    return 0 if NAMED_BY_CONTENT.search(path) else 2 if path.endswith((".json", ".xml")) else 1


def prefix_of(text: str) -> str:
    """Return the prefix of every key of the site; "/" stands for the whole bucket."""
    if text == "/":
        return ""
    if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", text, re.ASCII):
        raise StoreError(
            f"S3_PREFIX“{text}”不可用；写成site或a/site，“/”表示整个存储桶",
            f'S3_PREFIX "{text}" cannot be used; write site or a/site, or "/" for the whole bucket',
        )
    return f"{text}/"


def publish(
    bucket: Bucket, prefix: str, files: dict[str, bytes], *, send: bool, all_files: bool = False
) -> None:
    """Print the plan, or with ``send`` carry it out and print each step."""
    stored = {
        key.removeprefix(prefix): found
        for key, found in bucket.checksums(prefix).items()
        if key.startswith(prefix)  # a store may ignore the prefix
    }
    known = {path: headers(path) for path in files}
    todo = plan(files, stored, all_files=all_files)

    def put(path: str) -> str:
        if send:
            bucket.put(prefix + path, files[path], known[path])
        return f"{'+' if path in todo.new else '~'} {prefix}{path}"

    def remove(path: str) -> str:
        if send:
            bucket.delete(prefix + path)
        return f"- {prefix}{path}"

    for step in todo.steps:
        in_parallel(put, step)
    in_parallel(remove, todo.remove)
    changed = len(todo.send) - len(todo.new)
    print(f"新增{len(todo.new)}，更改{changed}，删除{len(todo.remove)}，不变{todo.kept}。", end=" ")
    print(f"{len(todo.new)} new, {changed} changed, {len(todo.remove)} removed, {todo.kept} unchanged.")
    if not send:
        print("这只是计划；加上SEND=1才会执行。 This was only the plan; SEND=1 carries it out.")


def in_parallel(do: Callable[[str], str], paths: Iterable[str]) -> None:
    """Call ``do`` for all ``paths`` in threads and print the results in order; a failure stops those not yet begun."""
    with ThreadPoolExecutor(PARALLEL_REQUESTS) as threads:
        for done in threads.map(do, paths):
            print(done)


def settings() -> dict[str, str]:
    """Return the settings by name; raise StoreError if one is missing or cannot be part of a request."""
    # A pasted secret often ends in a line break.
    given = {name: os.environ.get(name, "").strip() for name in SETTINGS}
    if missing := [name for name, value in given.items() if not value]:
        raise StoreError(f"没有设置{'、'.join(missing)}", f"{', '.join(missing)} is not set")
    if odd := [name for name, value in given.items() if not re.fullmatch(r"[!-~]+", value)]:
        raise StoreError(
            f"{'、'.join(odd)}里有空格或不是ASCII的字符",
            f"{', '.join(odd)} holds spaces or characters that are not ASCII",
        )
    return given


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 1 if the settings are not complete or the store refuses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="folder of the built site, or an archive of it")
    parser.add_argument("--send", action="store_true", help="carry the plan out")
    parser.add_argument("--all", action="store_true", help="send also what is unchanged, with its headers")
    options = parser.parse_args(arguments)
    try:
        url, region, prefix, key_id, secret = settings().values()
        bucket = Bucket(url, region, key_id, secret)
        publish(bucket, prefix_of(prefix), read_site(options.site), send=options.send, all_files=options.all)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断；再次运行会补完。 Interrupted; run it again to complete it.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
