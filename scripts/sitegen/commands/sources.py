"""Ask every source's address whether it still answers, and remember the misses: the only command that asks the network.

A page may be away for a day, so only what was missed three times running, on different days, is reported: as Markdown
for an issue, which remembers all misses in a line that is not shown, so that it is its own memory for the next time.
Whoever refuses machines, in whatever way, has not said that the page is gone: that counts as nothing.
"""

import re
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException
from itertools import groupby
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from pydantic import TypeAdapter, ValidationError

from sitegen import settings
from sitegen.commands.options import add_data
from sitegen.core.files import write_whole
from sitegen.core.refusals import MISUSED, RefusalError
from sitegen.generate import load
from sitegen.records.model import Source
from sitegen.report.github_markdown import escape_github_markdown

# The line of the report that records the misses; Markdown does not show it.
MEMORY = "<!-- source-misses {} -->"
REMEMBERED = re.compile(MEMORY.format("(.*)"))
AGENT = "shangyu-knowledge-site source check"
MISSES = 3
NETWORK_DOWN = (
    "没有一个来源有回应，多半是本机网络不通；这一次不计。 "
    "No source answered at all, so it is probably this network that is down; this look does not count."
)
TRIES = 2
TIMEOUT = 20.0
PAUSE = 1.0
HOSTS_AT_ONCE = 4
# Answers of a server that may work a moment later: worth another try.
TEMPORARY = range(500, 600)
# Answers that mean that a reader cannot open the page either: it is missing, or the server fails. All other codes (401,
# 403, 405, 412, 418, 429, 451, those of Cloudflare from 520 on) are used to refuse programs.
FAILURES = (404, 410, *range(500, 512))
SILENT = "no answer"
UNASKED = "not asked"


@dataclass(frozen=True)
class Miss:
    """An address that did not answer on `days` successive runs, from `since` to `last`, and the last error in `said`."""

    url: str
    days: int
    since: date
    last: date
    said: str


MISSED = TypeAdapter(dict[str, Miss])


@dataclass(frozen=True)
class Pace:
    """How long to wait: for an answer, and before the next request to the same host."""

    timeout: float = TIMEOUT
    pause: float = PAUSE


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
    add_data(parser)
    parser.add_argument(
        "--memory",
        type=Path,
        required=True,
        help="上次的报告，将被改写，其中记着没有打开的来源 · the last report, which is rewritten; it remembers the misses",
    )
    parser.add_argument(
        "--as-of",
        type=settings.parse_day,
        default=None,
        help="这次查看的日子，默认今天 · day of the run, today unless given",
    )
    parser.add_argument(
        "--timeout", type=_seconds, default=TIMEOUT, help="等候回应的秒数 · seconds to wait for an answer"
    )
    parser.add_argument(
        "--pause",
        type=_seconds,
        default=PAUSE,
        help="对同一主机两次请求之间的秒数 · seconds between requests to one host",
    )


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", text, re.ASCII):
        raise RefusalError(
            f"“{text}”不是秒数，写成20或0.5的形式",
            f'"{text}" is no number of seconds, write it as 20 or 0.5',
            code=MISUSED,
        )
    return float(text)


def run(options: Namespace) -> int:
    """Return 1 if the records have mistakes, 3 if nothing at all answered: the report then says so and counts nothing."""
    day = options.as_of or settings.today()
    library = load(options.data)
    if library is None:
        return 1
    sources = [source for source in library.sources.values() if source.url and not source.withdrawn]
    answers = ask(sources, Pace(options.timeout, options.pause))
    before = read_memory(options.memory)
    is_down = bool(sources) and all(failure.startswith((SILENT, UNASKED)) for failure in answers.values())
    if is_down:
        print(NETWORK_DOWN, file=sys.stderr)
        answers = dict.fromkeys(answers, UNASKED)
    text = report(updated_misses(before, sources, answers, day), library.sources, is_down=is_down)
    write_whole(options.memory, text)
    print(text, end="")
    return 3 if is_down else 0


def ask(sources: Iterable[Source], pace: Pace) -> dict[str, str]:
    """Return the error of each address by the id of its source; an empty string if it answered."""

    def host(source: Source) -> str:
        return urlsplit(source.url or "").netloc.lower()

    def one_host(group: list[Source]) -> dict[str, str]:
        failure = {}
        for index, source in enumerate(group):
            if index:
                time.sleep(pace.pause)
            try:
                failure[source.id] = _answer(source.url or "", pace)
            except Exception as error:  # one bad address must not stop the others
                failure[source.id] = f"{UNASKED}: {type(error).__name__}"
        return failure

    hosts = [list(group) for _, group in groupby(sorted(sources, key=host), key=host)]
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return {
            identifier: failure for part in pool.map(one_host, hosts) for identifier, failure in part.items()
        }


def _answer(url: str, pace: Pace) -> str:
    """Return an empty string if ``url`` answers, after redirects, else the error of the last try."""
    failure = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(pace.pause)
        failure = _try(url, pace.timeout)
        is_temporary = failure.startswith(SILENT) or failure in {f"HTTP {code}" for code in TEMPORARY}
        if not is_temporary:
            break
    return failure


def _try(url: str, timeout: float) -> str:
    # Some servers do not support HEAD; a GET whose body is not read costs them as little.
    request = Request(quote(url, safe=":/?#[]@!$&'()*+,;=%~"), headers={"User-Agent": AGENT})
    try:
        with _opener().open(request, timeout=timeout):
            return ""
    except HTTPError as error:
        error.close()
        return f"HTTP {error.code}"
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return f"{SILENT}: {type(reason).__name__}"


def _opener() -> OpenerDirector:
    """Return an opener for web addresses only: a redirect cannot lead to a file or another protocol."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPRedirectHandler,
        HTTPErrorProcessor,
        HTTPDefaultErrorHandler,
        UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def updated_misses(
    before: dict[str, Miss], sources: Iterable[Source], answers: dict[str, str], day: date
) -> dict[str, Miss]:
    """Return the misses after the ``answers`` of a day: one more for each source that did not answer, none if it did.

    Several runs on one day count once; a source whose address was corrected starts at zero.
    """
    after = {}
    for source in sources:
        failure, old = answers[source.id], before.get(source.id)
        if old and old.url != source.url:
            old = None
        if _is_miss(failure):
            days = 1 if old is None else old.days + (old.last != day)
            after[source.id] = Miss(source.url or "", days, old.since if old else day, day, failure)
        elif failure and old:
            after[source.id] = old
    return after


def _is_miss(failure: str) -> bool:
    """Say whether the error means that a reader cannot open the page."""
    return failure.startswith(SILENT) or failure in {f"HTTP {code}" for code in FAILURES}


def read_memory(path: Path) -> dict[str, Miss]:
    """Return the misses recorded in the last report, the file at ``path``; none if there is no such file.

    If somebody damaged the record, a message says that the count starts again; a dead source is then reported two runs
    later.
    """
    found = REMEMBERED.search(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else None
    try:
        return MISSED.validate_json(found[1]) if found else {}
    except ValidationError:
        print(
            f"{path}里记下的未打开来源读不懂，从头记起。\n"
            f"The misses remembered in {path} cannot be read; the count begins anew.",
            file=sys.stderr,
        )
        return {}


def report(misses: dict[str, Miss], sources: dict[str, Source], *, is_down: bool = False) -> str:
    """Return the report: the sources missed three times running, and a hidden first line that records every miss.

    If the network ``is_down`` it says so.
    """
    gone = {key: miss for key, miss in sorted(misses.items()) if miss.days >= MISSES}
    # First, so that it survives when a long report is cut off. No address in it may end the comment.
    memory = MISSED.dump_json(dict(sorted(misses.items()))).decode().replace(">", r"\u003e")
    lines = [MEMORY.format(memory), f"# 打不开的来源 · Sources that do not answer ({len(gone)})", ""]
    lines += [NETWORK_DOWN, ""] if is_down else []
    for key, miss in gone.items():
        title = sources[key].title
        lines.append(
            f"- {escape_github_markdown(title.zh)}：自{miss.since}起连续{miss.days}次没有打开（{escape_github_markdown(miss.said)}）"
            f"<br>{escape_github_markdown(title.en)}: missed {miss.days} times in a row since {miss.since} ({escape_github_markdown(miss.said)})"
            f"<br>{escape_github_markdown(miss.url)}"
        )
    return "\n".join(lines if gone else [*lines, "没有。 None."]) + "\n"
