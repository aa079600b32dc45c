"""One bucket of an S3-compatible store: its checksums, and how an object is put there and deleted.

obstore signs, pools connections and asks again; its calls may run in threads side by side.
"""

import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPException
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import BaseError, InvalidPathError
from obstore.store import S3Store

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

CONNECTING = timedelta(seconds=10)
# For the whole of a request, so long enough for the largest file on a slow line.
REQUEST = timedelta(minutes=5)
# The pauses are drawn at random, each from a range that doubles up to ten seconds.
RETRIES: "RetryConfig" = {
    "max_retries": 4,
    "retry_timeout": timedelta(minutes=3),
    "backoff": {"init_backoff": timedelta(seconds=1), "max_backoff": timedelta(seconds=10), "base": 2},
}
LOCAL = ("127.0.0.1", "localhost", "[::1]")
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+|\[::1\])(:(?P<port>[0-9]{1,5}))?(/[A-Za-z0-9._~-]+)*/?"
)
HINTS = {
    "NoSuchBucket": (
        "：没有这个存储桶，请核对S3_BUCKET_URL",
        ": there is no such bucket, check S3_BUCKET_URL",
    ),
    "InvalidAccessKeyId": ("：请核对S3_ACCESS_KEY_ID", ": check S3_ACCESS_KEY_ID"),
    "SignatureDoesNotMatch": (
        "：请核对S3_SECRET_ACCESS_KEY和S3_REGION",
        ": check S3_SECRET_ACCESS_KEY and S3_REGION",
    ),
    "AccessDenied": (
        "：密钥须能在S3_PREFIX之下列出、写入和删除",
        ": the key must be allowed to list, put and delete below S3_PREFIX",
    ),
}
T = TypeVar("T")


class StoreError(Exception):
    """The store refused a request, could not be reached, or was addressed wrongly; in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}。 {en}.")


class Bucket:
    """A bucket at its own address, https://BUCKET.HOST or https://HOST/BUCKET, with the key that opens it."""

    def __init__(self, url: str, region: str, key_id: str, secret: str) -> None:
        """Refuse an address that would carry the site unprotected, or that is none."""
        self.url = url.rstrip("/")
        with _no_settings_of_aws():
            self.store = S3Store(
                "bucket",  # a name is asked for and not used: the address is that of the bucket already
                endpoint=self.url,
                virtual_hosted_style_request=True,
                region=region,
                access_key_id=key_id,
                secret_access_key=secret,
                disable_bulk_delete=True,  # not every store has it; Alibaba's has not
                client_options=_client(url),
                retry_config=RETRIES,
            )

    def checksums(self, prefix: str) -> dict[str, str]:
        """Return the MD5 of every object whose key begins with ``prefix``, or what the store has in its place."""
        found = {
            entry["path"]: (entry["e_tag"] or "").strip('"').lower()
            for entry in self._told("GET ?list", lambda: obstore.list(self.store, prefix).collect())
        }
        if not found and not self._is_store():
            raise self._no_bucket("GET")
        return found

    def put(self, key: str, content: bytes, headers: dict[str, str]) -> None:
        """Store ``content``; the store checks it against the SHA-256 that is signed along."""
        self._told(
            f"PUT {key}",
            lambda: obstore.put(self.store, key, content, attributes=headers, use_multipart=False),
        )

    def delete(self, key: str) -> None:
        """Remove the object; one that is gone already is no mistake."""
        self._told(f"DELETE {key}", lambda: obstore.delete(self.store, key))

    def _is_store(self) -> bool:
        """Tell an empty bucket from a web page in XML, which the client takes for an empty list."""
        address = obstore.sign(self.store, "GET", "", timedelta(minutes=1))
        try:
            with urllib.request.urlopen(address, timeout=CONNECTING.total_seconds()) as answer:
                begins = answer.read(1000)
        except urllib.error.HTTPError as error:
            begins = error.read(1000)
        except (OSError, HTTPException):
            return True  # it has just answered; the next request tells
        return re.search(rb"<(ListBucketResult|Error)[ >]", begins) is not None

    def _told(self, what: str, ask: Callable[[], T]) -> T:
        """Return what the store answers, or say in one line what is wrong."""
        try:
            return ask()
        except (BaseError, OSError, ValueError) as error:
            refusal = self._refusal(what, error)
        raise refusal

    def _refusal(self, what: str, error: Exception) -> StoreError:
        """Read from the client's text, the only place where it stands, what the store or the network said."""
        said, _, details = str(error).partition("\n\nDebug source:")
        if isinstance(error, InvalidPathError):
            why = said.rpartition(": ")[2].strip()
            return StoreError(
                f"S3_PREFIX之下有名称不可用的对象（{why}）；删掉它，或换一个S3_PREFIX",
                f"An object below S3_PREFIX has a name that cannot be used ({why}); remove it, or use another S3_PREFIX",
            )
        if "HTTP error" in said:
            found = re.search(r'(?:message|error): "([^"\n]+)"|(InvalidCertificate)|kind: (Timeout)', details)
            why = next(filter(None, found.groups())) if found else said.rpartition("HTTP error: ")[2]
            return StoreError(
                f"连不上存储服务{self.url}：{why}", f"The store at {self.url} cannot be reached: {why}"
            )
        status = re.search(r"status code: (\d{3})", said)
        code = re.search(r"<Code>(\w+)</Code>", said)
        if not status or not (code or status[1] >= "500"):
            return self._no_bucket(what)
        what = f"{what}: {status[1]} {code[1] if code else ''}".rstrip()
        zh, en = HINTS.get(code[1] if code else "", ("", ""))
        return StoreError(
            f"存储服务拒绝了请求（{what}）{zh}",
            f"The store refused the request ({what}){en}",
        )

    def _no_bucket(self, what: str) -> StoreError:
        return StoreError(
            f"{self.url}不像是存储桶，回答（{what}）不是S3的；请核对S3_BUCKET_URL",
            f"{self.url} does not answer like a bucket ({what}); check S3_BUCKET_URL",
        )


def _client(url: str) -> "ClientConfig":
    """Return how the client connects; refuse an address that would carry the site unprotected, or that is none."""
    parts = ADDRESS.fullmatch(url)
    if not parts or int(parts["port"] or 0) > 65535:
        raise StoreError(
            f"存储桶地址“{url}”不可用；写成https://BUCKET.HOST或https://HOST/BUCKET",
            f'The address of the bucket, "{url}", cannot be used; write https://BUCKET.HOST or https://HOST/BUCKET',
        )
    local = parts["host"] in LOCAL
    if parts["scheme"] == "http" and not local:
        raise StoreError(
            f"存储桶地址“{url}”应以https://开头",
            f'The address of the bucket, "{url}", must begin with https://',
        )
    return {"allow_http": local, "connect_timeout": CONNECTING, "timeout": REQUEST}


@contextmanager
def _no_settings_of_aws() -> Iterator[None]:
    """Hide AWS_*, of which some would have the site sent to another address, or under another key."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("AWS_")}
    try:
        yield
    finally:
        os.environ.update(hidden)
