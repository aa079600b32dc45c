"""Asking for sources: what counts as a miss, how often one is told, and good manners, against a server on this machine."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.__main__ import main
from sitegen.commands import sources as check_sources
from sitegen.commands.sources import AGENT, MISSES, Miss, Pace, ask, read_memory, report, updated_misses
from sitegen.core.files import write_whole
from sitegen.loading.load import read_library
from sitegen.records.model import Source

QUICK = Pace(timeout=0.4, pause=0.02)


class Host:
    """A server that answers each path as told and notes how it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[tuple[str, str]] = []
        self.busy = 0
        self.busiest = 0
        self.lock = Lock()


@contextmanager
def host() -> Iterator[Host]:
    """Serve on this machine: /404 answers with that code, /slow never, /flaky the second time, /to/x sends to /x."""
    seen: Host

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with seen.lock:
                seen.asked.append((self.path, self.headers["User-Agent"]))
                seen.busy += 1
                seen.busiest = max(seen.busiest, seen.busy)
            time.sleep(0.01)
            with seen.lock:
                seen.busy -= 1
            name = self.path.strip("/")
            if name == "slow":
                time.sleep(1)
            elif name == "flaky":
                self.answer(503 if [path for path, _ in seen.asked].count(self.path) == 1 else 200)
            elif name.startswith("to/"):
                self.answer(302, name.removeprefix("to/"))
            else:
                self.answer(int(name) if name.isdecimal() else 200)

        def answer(self, status: int, to: str = "") -> None:
            self.send_response(status)
            if to:
                self.send_header("Location", to if ":" in to else f"/{to}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    seen = Host(f"http://127.0.0.1:{server.server_port}/")
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this machine serves is asked for directly."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def source(library_folder: Path) -> Source:
    """A source to be given another address."""
    library = read_library(library_folder).library()
    assert library is not None
    return library.sources["repost"]


def at(source: Source, *addresses: str) -> list[Source]:
    """Return a source for each of ``addresses``, named s0, s1 and so on."""
    return [
        source.model_copy(update={"id": f"s{index}", "url": address})
        for index, address in enumerate(addresses)
    ]


@pytest.mark.parametrize(
    ("path", "said", "times"),
    [
        ("page", "", 1),
        ("to/page", "", 2),
        ("flaky", "", 2),
        ("404", "HTTP 404", 1),
        ("to/410", "HTTP 410", 2),
        ("503", "HTTP 503", 2),
        ("403", "HTTP 403", 1),
        ("412", "HTTP 412", 1),
        ("521", "HTTP 521", 2),
        ("to/to", "", 2),
        ("%E4%B8%8A虞?a=b&c=d", "", 1),
        ("slow", "no answer: TimeoutError", 2),
        ("to/ftp://127.0.0.1/x", "no answer: str", 2),
    ],
)
def test_what_an_address_says(source: Source, path: str, said: str, times: int) -> None:
    """Redirects are followed, bad moments get a second chance, and what is said for good does not."""
    with host() as server:
        answers = ask(at(source, server.address + path), QUICK)

        assert answers == {"s0": said}
        assert len(server.asked) == times
        assert {agent for _, agent in server.asked} == {AGENT}


def test_nobody_there(source: Source) -> None:
    """A host that does not answer at all is a miss with its reason."""
    with host() as server:
        address = server.address

    assert ask(at(source, address), QUICK)["s0"].startswith("no answer: ")


def test_a_redirect_to_a_file_is_not_followed(source: Source) -> None:
    """A server cannot make the command read what is on this machine."""
    with host() as server:
        said = ask(at(source, f"{server.address}to/file:///etc/hostname"), QUICK)["s0"]

    assert said.startswith(("HTTP 302", "no answer"))


def test_one_request_at_a_time_to_a_host(source: Source) -> None:
    """Many sources of one host are asked one after the other, with a pause; hosts do not wait for one another."""
    with host() as one, host() as two:
        sources = at(
            source, *(server.address + str(n) for n in ("a", "b", "c", "d") for server in (one, two))
        )
        before = time.monotonic()
        answers = ask(sources, Pace(timeout=2, pause=0.1))
        took = time.monotonic() - before

        assert set(answers.values()) == {""}
        assert (one.busiest, two.busiest) == (1, 1)
        assert len(one.asked) == len(two.asked) == 4
        assert took >= 0.3


def later(source: Source, *said: str, day: int = 1) -> dict[str, Miss]:
    """Return what is remembered after one answer a day."""
    misses: dict[str, Miss] = {}
    for number, one in enumerate(said):
        misses = updated_misses(misses, [source], {source.id: one}, date(2026, 11, day + number))
    return misses


@given(st.lists(st.sampled_from(["", "HTTP 404", "HTTP 403", "no answer: gaierror"]), max_size=12))
def test_misses_in_a_row_are_counted(said: list[str]) -> None:
    """The count is that of misses since the last answer; a refusal neither adds nor ends it."""
    source = Source.model_validate(
        {
            "id": "s",
            "title": {"zh": "题", "en": "Title"},
            "publisher": {"zh": "报", "en": "Paper"},
            "published": "2024",
            "tier": "B",
            "language": "zh",
            "read": "2024-05-01",
            "extent": "whole",
            "url": "https://example.org/",
        }
    )
    since = max((place for place, one in enumerate(said) if not one), default=-1)
    expected = sum(one not in ("", "HTTP 403") for one in said[since + 1 :])
    misses = later(source, *said)
    told = report(misses, {source.id: source})

    assert (misses["s"].days if misses else 0) == expected
    assert ("(1)" in told) == (expected >= MISSES)


def test_several_runs_on_a_day_count_once(source: Source) -> None:
    """Running the command again does not make a page more missing."""
    misses: dict[str, Miss] = {}
    for _ in range(5):
        misses = updated_misses(misses, [source], {source.id: "HTTP 404"}, date(2026, 11, 1))

    assert misses[source.id].days == 1


def test_a_corrected_address_starts_anew(source: Source) -> None:
    """What was remembered of the old address is forgotten, and so is a source that is gone."""
    misses = later(source, "HTTP 404", "HTTP 404")
    corrected = source.model_copy(update={"url": "https://example.org/new"})
    again = updated_misses(misses, [corrected], {source.id: "HTTP 404"}, date(2026, 11, 9))

    assert again[source.id].days == 1
    assert updated_misses(misses, [], {}, date(2026, 11, 9)) == {}


def test_the_command_remembers_from_day_to_day(
    library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two misses are kept to itself, the third is told in both languages, and an answer ends it."""
    memory = tmp_path / "memory" / "report.md"
    said = {"repost": "HTTP 404", "echo": "", "bulletin": ""}
    monkeypatch.setattr(check_sources, "ask", lambda *_: said)
    told = []
    for day in ("2026-11-01", "2026-11-02", "2026-11-03"):
        arguments = ["--data", str(library_folder), "--memory", str(memory), "--as-of", day]
        assert main(["sources", *arguments]) == 0
        told.append(capsys.readouterr().out)
        assert memory.read_text(encoding="utf-8") == told[-1]
    said["repost"] = ""
    assert main(["sources", *arguments]) == 0

    assert told[1].startswith('<!-- source-misses {"repost":{"url":"')
    assert "没有。 None." in told[1]
    assert "\n# 打不开的来源 · Sources that do not answer (1)\n" in told[2]
    assert "另一篇：自2026-11-01起连续3次没有打开（HTTP 404）" in told[2]
    assert "Another report: missed 3 times in a row since 2026-11-01 (HTTP 404)" in told[2]
    assert memory.read_text(encoding="utf-8").startswith("<!-- source-misses {} -->\n")


def test_a_report_remembers_what_stands_in_it_and_before_it(source: Source, tmp_path: Path) -> None:
    """The misses come back from an issue that holds more, as GitHub returns it, whatever an address contains."""
    odd = source.model_copy(update={"url": "https://example.org/-->?<!--a=虞"})
    misses = later(odd, "HTTP 404", "no answer: gaierror")
    text = report(misses, {odd.id: odd})
    write_whole(tmp_path / "report.md", f"{text}# 复核 More\n".replace("\n", "\r\n"))

    assert text.count("-->") == 1
    assert read_memory(tmp_path / "report.md") == misses


@pytest.mark.parametrize(
    "spoilt", ['{"repost"', "[]", '{"repost": {"url": "x", "days": 2, "since": "<b>", "last": "2026-11-02"}}']
)
def test_a_memory_that_was_spoilt_is_lost_and_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoilt: str
) -> None:
    """Whoever edits the issue by hand cannot stop the command or have anything printed."""
    (tmp_path / "report.md").write_text(f"<!-- source-misses {spoilt} -->\n", encoding="utf-8")

    assert read_memory(tmp_path / "report.md") == {}
    assert "the count begins anew" in capsys.readouterr().err


@pytest.mark.parametrize("known", [True, False])
def test_a_network_that_is_down_is_no_news(
    library_folder: Path,
    tmp_path: Path,
    source: Source,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    known: bool,
) -> None:
    """When nothing answers at all, the report says so and keeps what it remembers: no miss is added, none forgotten."""
    memory = tmp_path / "report.md"
    misses = later(source, "HTTP 404", "HTTP 404", "HTTP 404") if known else {}
    memory.write_text(
        report(misses, {source.id: source}) + "# The rest of the last report\n", encoding="utf-8"
    )
    down = {
        "repost": "no answer: gaierror",
        "echo": "no answer: TimeoutError",
        "bulletin": "no answer: gaierror",
    }
    monkeypatch.setattr(check_sources, "ask", lambda *_: down)

    assert main(["sources", "--data", str(library_folder), "--memory", str(memory)]) == 3
    said = capsys.readouterr()
    assert "网络不通" in said.err
    assert said.out == memory.read_text(encoding="utf-8")
    assert "it is probably this network that is down" in said.out
    assert "The rest" not in said.out
    assert f"Sources that do not answer ({len(misses)})" in said.out
    assert read_memory(memory) == misses


@pytest.mark.parametrize(
    ("said", "is_missed"),
    [
        *((f"HTTP {code}", True) for code in (404, 410, 500, 502, 503, 504)),
        *((f"HTTP {code}", False) for code in (302, 400, 401, 402, 403, 405, 406, 407, 408, 412, 418, 421)),
        *(
            (f"HTTP {code}", False)
            for code in (425, 429, 444, 451, 468, 499, 520, 521, 522, 525, 526, 530, 999)
        ),
        *((f"no answer: {kind}", True) for kind in ("gaierror", "ConnectionRefusedError", "TimeoutError")),
        ("not asked: RuntimeError", False),
        ("", False),
    ],
)
def test_only_a_page_that_a_reader_misses_too_is_missed(source: Source, said: str, is_missed: bool) -> None:
    """Whoever refuses a machine, in whatever way, has not said that the page is gone; what was missed before stays so."""
    once, again = later(source, said), later(source, "HTTP 404", said)

    assert [miss.days for miss in once.values()] == [1] * is_missed
    assert [miss.days for miss in again.values()] == ([1 + is_missed] if said else [])


def test_what_goes_wrong_with_one_address_leaves_the_others(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that nobody foresaw counts as nothing, and every other source of the host is asked."""
    answer = check_sources._answer

    def careless(url: str, manners: Pace) -> str:
        if url.endswith("odd"):
            raise RuntimeError
        return answer(url, manners)

    monkeypatch.setattr(check_sources, "_answer", careless)
    with host() as server:
        answers = ask(
            at(source, server.address + "odd", server.address + "page", server.address + "404"), QUICK
        )

    assert answers == {"s0": "not asked: RuntimeError", "s1": "", "s2": "HTTP 404"}
