# SPDX-License-Identifier: Apache-2.0
"""AWS Signature Version 4 on the requests that leave, so that an access key needs no AWS library.

Only what a proxy leaves alone is signed. The steps are those of "Signature Version 4 signing
process" in the AWS General Reference.
"""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

import httpx2

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True, repr=False)
class AccessKey:
    """An access key with its secret, and the token that belongs to a temporary one."""

    id: str
    secret: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """For which region and service a signature holds."""

    region: str
    service: str


def signed(
    key: AccessKey, scope: Scope, method: str, url: httpx2.URL, body: bytes, at: datetime
) -> dict[str, str]:
    """The headers that sign this request."""
    stamp, day = at.strftime("%Y%m%dT%H%M%SZ"), at.strftime("%Y%m%d")
    content = hashlib.sha256(body).hexdigest()
    headers = {"host": url.netloc.decode(), "x-amz-content-sha256": content, "x-amz-date": stamp}
    if key.token:
        headers["x-amz-security-token"] = key.token
    names = ";".join(sorted(headers))
    asked = "\n".join((method, _path(url), _query(url), _lines(headers), names, content))
    place = f"{day}/{scope.region}/{scope.service}/aws4_request"
    text = "\n".join((_ALGORITHM, stamp, place, hashlib.sha256(asked.encode()).hexdigest()))
    made = f"AWS4{key.secret}".encode()
    for part in (day, scope.region, scope.service, "aws4_request", text):
        made = hmac.new(made, part.encode(), hashlib.sha256).digest()
    proof = f"Credential={key.id}/{place}, SignedHeaders={names}, Signature={made.hex()}"
    del headers["host"]  # the connection writes it
    return {**headers, "authorization": f"{_ALGORITHM} {proof}"}


class SignedRequests(httpx2.Auth):
    """Signs every request with the key that `find` answers; it may look into files."""

    requires_request_body = True

    def __init__(self, scope: Scope, find: Callable[[], AccessKey]) -> None:
        self._scope = scope
        self._find = find

    async def async_auth_flow(
        self, request: httpx2.Request
    ) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        """Sign, then send."""
        key = await asyncio.to_thread(self._find)
        at = datetime.now(UTC)
        body = request.content
        request.headers.update(signed(key, self._scope, request.method, request.url, body, at))
        yield request


def _path(url: httpx2.URL) -> str:
    """The path as it is sent, encoded once more, as every service but S3 wants it."""
    return quote(url.raw_path.partition(b"?")[0].decode() or "/", safe="/-_.~")


def _query(url: httpx2.URL) -> str:
    pairs = sorted((quote(k, safe="-_.~"), quote(v, safe="-_.~")) for k, v in url.params.items())
    return "&".join(f"{name}={value}" for name, value in pairs)


def _lines(headers: Mapping[str, str]) -> str:
    return "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in sorted(headers))
