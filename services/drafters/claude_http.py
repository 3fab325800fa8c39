# SPDX-License-Identifier: Apache-2.0
"""The HTTP client under the SDK: the system's trust store, no environment, no redirects, and no
answer without end.
"""

from collections.abc import AsyncIterator
from typing import cast

import httpx2

_CONNECT_S = 5.0
_MOST_BYTES = 6_000_000
_MOST_PACKED_BYTES = 64_000  # packed a thousandfold this is still bearable


class EndlessError(Exception):
    """More came than any draft can hold."""


def http_client(proxy: str | None) -> httpx2.AsyncClient:
    """A client that reaches out directly or through one proxy."""
    # With trust_env off, verify=True is the system's trust store through truststore on Windows and
    # macOS and OpenSSL's compiled-in paths elsewhere; SSL_CERT_FILE is not looked at.
    transport = _Transport(verify=True, trust_env=False, proxy=proxy)
    timeout = httpx2.Timeout(None, connect=_CONNECT_S)
    headers = {"Accept-Encoding": "identity"}
    return httpx2.AsyncClient(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=timeout,
        headers=headers,
    )


def exchange_client(proxy: str | None, timeout_s: int) -> httpx2.Client:
    """A client for the SDK's exchange of tokens, which runs on a thread of its own."""
    return httpx2.Client(
        verify=True,
        trust_env=False,
        proxy=proxy,
        follow_redirects=False,
        timeout=httpx2.Timeout(timeout_s, connect=_CONNECT_S),
    )


class _Measured(httpx2.AsyncByteStream):
    """A body that breaks off when it grows past what any draft can need."""

    def __init__(self, body: httpx2.AsyncByteStream, most: int) -> None:
        self._body = body
        self._left = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._body:
            self._left -= len(part)
            if self._left < 0:
                raise EndlessError
            yield part

    async def aclose(self) -> None:
        await self._body.aclose()


class _Transport(httpx2.AsyncHTTPTransport):
    """HTTP/1.1 with every body measured as it arrives, before anything gathers it up."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        packed = "content-encoding" in response.headers
        body = cast("httpx2.AsyncByteStream", response.stream)
        response.stream = _Measured(body, _MOST_PACKED_BYTES if packed else _MOST_BYTES)
        return response
