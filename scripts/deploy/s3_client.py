"""Speak with one bucket of an S3-compatible store: list, put, delete, with requests signed by version 4 of AWS.

On the standard library alone. The usual package would be the largest that the project pins, refuses the version of
python-dateutil that the site engine brings, and would see the secret; what is needed of the protocol is this page.
"""

import base64
import hashlib
import hmac
import http.client
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote_plus, urlencode, urlsplit

ATTEMPTS = 4
LISTED = "1000"  # objects in one answer; the most that stores give
SECONDS = 60  # without a byte, until a request is given up
LOCAL = ("127.0.0.1", "localhost", "::1")


class StoreError(Exception):
    """The store refused a request, could not be reached, or was addressed wrongly; in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}。 {en}.")


@dataclass(frozen=True)
class Bucket:
    """A bucket at its own address, https://BUCKET.HOST or https://HOST/BUCKET, with the key that opens it."""

    url: str
    region: str
    key_id: str
    secret: str

    def __post_init__(self) -> None:
        """Refuse an address that would carry the site unprotected, or that is none."""
        parts = urlsplit(self.url)
        if not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
            raise StoreError(
                f"存储桶地址“{self.url}”应以https://开头",
                f'The address of the bucket, "{self.url}", must begin with https://',
            )

    def checksums(self, prefix: str) -> dict[str, str]:
        """Return the MD5 of every object whose key begins with ``prefix``, or what the store has in its place."""
        found: dict[str, str] = {}
        query = {"list-type": "2", "prefix": prefix, "encoding-type": "url", "max-keys": LISTED}
        while True:
            answer = ET.fromstring(self._ask("GET", "", query=query))
            decode = unquote_plus if answer.findtext("{*}EncodingType") == "url" else str
            for entry in answer.iterfind("{*}Contents"):
                key = decode(entry.findtext("{*}Key", ""))
                found[key] = entry.findtext("{*}ETag", "").strip('"').lower()
            if not (after := answer.findtext("{*}NextContinuationToken")):
                return found
            query["continuation-token"] = after

    def put(self, key: str, content: bytes, headers: dict[str, str]) -> None:
        """Store ``content``; the store checks it against the MD5 that is sent along."""
        checksum = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        self._ask("PUT", key, content, headers | {"content-md5": checksum})

    def delete(self, key: str) -> None:
        """Remove the object; one that is gone already is no mistake."""
        self._ask("DELETE", key)

    def _ask(
        self,
        method: str,
        key: str,
        content: bytes = b"",
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
    ) -> bytes:
        """Return the answer to a request; each may be repeated, and is when the store stumbles."""
        parts = urlsplit(self.url)
        # The bucket itself has no slash at its end, unless it is the whole host.
        path = quote(f"{parts.path}/{key}" if key else parts.path or "/", safe="/-_.~")
        asked = urlencode(sorted((query or {}).items()), quote_via=quote, safe="-_.~")
        for pause in waits():
            try:
                signed = self.signed(method, path, asked, headers or {}, content, datetime.now(UTC))
                answer = _exchange(self.url, method, f"{path}?{asked}" if asked else path, signed, content)
            except (OSError, http.client.HTTPException) as error:
                if pause is None:
                    raise StoreError(
                        f"连不上存储服务：{error}", f"The store cannot be reached: {error}"
                    ) from None
            else:
                status, body = answer
                if 200 <= status < 300:
                    return body
                if status < 500 or pause is None:
                    raise _refused(status, method, key, body)
            time.sleep(pause)
        raise AssertionError("the last wait ends the loop")

    def signed(
        self, method: str, path: str, query: str, headers: dict[str, str], content: bytes, now: datetime
    ) -> dict[str, str]:
        """Return the headers of a request with its signature; ``path`` and ``query`` are as they will be sent."""
        stamp = now.strftime("%Y%m%dT%H%M%SZ")
        digest = hashlib.sha256(content).hexdigest()
        given = {
            "host": urlsplit(self.url).netloc,
            "x-amz-content-sha256": digest,
            "x-amz-date": stamp,
        } | headers
        names = ";".join(sorted(given))
        lines = "".join(f"{name}:{given[name].strip()}\n" for name in sorted(given))
        request = "\n".join([method, path, query, lines, names, digest])
        scope = f"{stamp[:8]}/{self.region}/s3/aws4_request"
        text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        key = f"AWS4{self.secret}".encode()
        for part in scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        signature = hmac.digest(key, text.encode(), "sha256").hex()
        return given | {
            "authorization": f"AWS4-HMAC-SHA256 Credential={self.key_id}/{scope},SignedHeaders={names},Signature={signature}"
        }


def waits() -> Iterator[float | None]:
    """Yield how long to wait after each attempt that fails, and None after the last."""
    yield from (2.0**attempt for attempt in range(ATTEMPTS - 1))
    yield None


def _exchange(
    url: str, method: str, target: str, headers: dict[str, str], content: bytes
) -> tuple[int, bytes]:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.request(method, target, content or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _refused(status: int, method: str, key: str, body: bytes) -> StoreError:
    try:
        code = ET.fromstring(body).findtext("{*}Code", "")
    except ET.ParseError:
        code = ""
    what = f"{method} {key or '?list'}: {status} {code}".rstrip()
    return StoreError(f"存储服务拒绝了请求（{what}）", f"The store refused the request ({what})")
