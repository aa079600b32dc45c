"""A bucket of an S3-compatible store: list checksums, put and delete objects.

obstore signs requests, pools connections and retries; its calls may run in parallel threads.
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
# For a whole request: long enough for the largest file on a slow line.
REQUEST = timedelta(minutes=5)
# Pauses are random, from a range that doubles up to ten seconds.
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
    """The store refused a request, could not be reached, or has a wrong address; the message is in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}。 {en}.")


class Bucket:
    """A bucket at its address, https://BUCKET.HOST or https://HOST/BUCKET, with an access key."""

    def __init__(self, url: str, region: str, key_id: str, secret: str) -> None:
        """Raise StoreError unless ``url`` is an https address (http is allowed on this machine)."""
        self.url = url.rstrip("/")
        with _no_settings_of_aws():
            self.store = S3Store(
                "bucket",  # required but unused: the endpoint is the bucket's own address
                endpoint=self.url,
                virtual_hosted_style_request=True,
                region=region,
                access_key_id=key_id,
                secret_access_key=secret,
                disable_bulk_delete=True,  # some stores lack it, Alibaba's among them
                client_options=_client(url),
                retry_config=RETRIES,
            )

    def checksums(self, prefix: str) -> dict[str, str]:
        """Return the ETag of every object whose key begins with ``prefix``: its MD5 if it was put in one piece."""
        found = {
            entry["path"]: (entry["e_tag"] or "").strip('"').lower()
            for entry in self._request("GET ?list", lambda: obstore.list(self.store, prefix).collect())
        }
        if not found and not self._is_store():
            raise self._no_bucket("GET")
        return found

    def put(self, key: str, content: bytes, headers: dict[str, str]) -> None:
        """Store ``content``; the store checks it against the SHA-256 in the signature."""
        self._request(
            f"PUT {key}",
            lambda: obstore.put(self.store, key, content, attributes=headers, use_multipart=False),
        )

    def delete(self, key: str) -> None:
        """Delete the object; a missing one is no error."""
        self._request(f"DELETE {key}", lambda: obstore.delete(self.store, key))

    def _is_store(self) -> bool:
        """Say whether the answer is that of a store: the client takes any XML, such as a web page, for an empty list."""
        address = obstore.sign(self.store, "GET", "", timedelta(minutes=1))
        try:
            with urllib.request.urlopen(address, timeout=CONNECTING.total_seconds()) as answer:
                start = answer.read(1000)
        except urllib.error.HTTPError as error:
            start = error.read(1000)
        except (OSError, HTTPException):
            return True  # it has just answered; the next request will show
        return re.search(rb"<(ListBucketResult|Error)[ >]", start) is not None

    def _request(self, name: str, send: Callable[[], T]) -> T:
        """Return the answer to a request, or raise StoreError; ``name`` is the request in the message."""
        try:
            return send()
        except (BaseError, OSError, ValueError) as error:
            refusal = self._refusal(name, error)
        raise refusal

    def _refusal(self, what: str, error: Exception) -> StoreError:
        """Return ``error`` as a StoreError; only the text of the client's error has the answer of the store or network."""
        message, _, details = str(error).partition("\n\nDebug source:")
        if isinstance(error, InvalidPathError):
            why = message.rpartition(": ")[2].strip()
            return StoreError(
                f"S3_PREFIX之下有名称不可用的对象（{why}）；删掉它，或换一个S3_PREFIX",
                f"An object below S3_PREFIX has a name that cannot be used ({why}); remove it, or use another S3_PREFIX",
            )
        if "HTTP error" in message:
            found = re.search(r'(?:message|error): "([^"\n]+)"|(InvalidCertificate)|kind: (Timeout)', details)
            why = next(filter(None, found.groups())) if found else message.rpartition("HTTP error: ")[2]
            return StoreError(
                f"连不上存储服务{self.url}：{why}", f"The store at {self.url} cannot be reached: {why}"
            )
        status = re.search(r"status code: (\d{3})", message)
        code = re.search(r"<Code>(\w+)</Code>", message)
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
    """Return the settings of the connection to ``url``; raise StoreError unless it is https or on this machine."""
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
    """Hide the variables AWS_*, since some would change the address or the key."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("AWS_")}
    try:
        yield
    finally:
        os.environ.update(hidden)
