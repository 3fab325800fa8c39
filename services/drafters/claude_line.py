# SPDX-License-Identifier: Apache-2.0
"""The line to the Messages API. It and its neighbors `claude_clients`, `claude_signing`,
`claude_http` and `claude_faults` are all that imports the SDK and its HTTP library.

Import it only when a draft is asked for; it costs a second and 66 MB. Everything that could come
from the environment is given explicitly. Every failure leaves as a `DeskError` without a cause
attached, because the causes quote what was sent.
"""

import asyncio
import json
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Protocol, cast
from urllib.parse import quote

import httpx2
from anthropic import APIStatusError, AsyncStream
from anthropic.resources.messages.messages import DEPRECATED_MODELS

from desktop_app.domain.draft import Drafted
from desktop_app.rules.reach import Reach
from services.drafters.claude_clients import Client, Proof, make_client
from services.drafters.claude_errors import Trouble
from services.drafters.claude_faults import in_our_words
from services.drafters.claude_http import exchange_client, http_client
from services.drafters.claude_proxy import proxy_for
from services.drafters.claude_stream import Reader

_DRAIN_S = 0.25
_NO_MODELS_API = frozenset({400, 403, 404, 405, 501})
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")


class _Event(Protocol):
    """One server-sent event, as the SDK hands it over before it looks inside."""

    @property
    def event(self) -> str | None: ...
    @property
    def data(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Address:
    """Where the line leads and how long it waits; `proxy` is the setting, not yet looked up."""

    reach: Reach
    timeout_s: int
    proxy: str


class Line:
    """Connections to one address. All of it belongs to the loop it is used on."""

    def __init__(self, address: Address, trouble: Trouble) -> None:
        for name in ("anthropic", "httpx2", "httpcore2"):
            _silence(logging.getLogger(name))
        self._address = address
        self._trouble = trouble
        self._proxy: str | None = None
        self._proof: Proof | None = None
        self._http: httpx2.AsyncClient | None = None
        self._exchange: httpx2.Client | None = None
        self._client: Client | None = None

    async def draft(self, request: dict[str, object], proof: Proof, reader: Reader) -> Drafted:
        """Send the request and feed the answer to the reader."""
        try:
            return await self._draft(request, proof, reader)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - the SDK's edge: nothing foreign passes it
            wait, began = self._address.timeout_s, reader.had_text
            raise in_our_words(error, self._trouble, timeout_s=wait, had_text=began) from None

    async def model(self, name: str, proof: Proof) -> object:
        """What the Models API tells of a model; None where there is none, or none of this name."""
        wait = self._address.timeout_s
        try:
            client = await self._client_for(proof)
            async with asyncio.timeout(wait):
                return await client.get(f"/v1/models/{quote(name, safe='')}", cast_to=object)
        except asyncio.CancelledError:
            raise
        except APIStatusError as error:
            if error.status_code in _NO_MODELS_API:
                return None
            raise in_our_words(error, self._trouble, timeout_s=wait, had_text=False) from None
        except Exception as error:  # noqa: BLE001 - the SDK's edge, as above
            raise in_our_words(error, self._trouble, timeout_s=wait, had_text=False) from None

    async def close(self) -> None:
        """Let go of the connections."""
        http, self._http, self._client = self._http, None, None
        exchange, self._exchange = self._exchange, None
        if http is not None:
            await http.aclose()
        if exchange is not None:
            exchange.close()

    async def _draft(self, request: dict[str, object], proof: Proof, reader: Reader) -> Drafted:
        client = await self._client_for(proof)
        async with asyncio.timeout(self._address.timeout_s) as patience:
            stream = await client.post(
                "/v1/messages",
                body=request,
                cast_to=object,
                stream=True,
                stream_cls=AsyncStream[object],
            )
            async with stream:
                await self._read(stream.response, reader, patience)
                if not reader.ended:
                    raise self._trouble.dropped(had_text=reader.had_text)
                named = stream.response.headers.get("request-id", "")
                return reader.drafted(named if _REQUEST_ID.fullmatch(named) else "")

    async def _read(
        self, response: httpx2.Response, reader: Reader, patience: asyncio.Timeout
    ) -> None:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            reader.read_whole(json.loads(await response.aread()))
            return
        if kind != "text/event-stream":
            raise self._trouble.stranger()
        clock = asyncio.get_running_loop().time
        # Closed here and now: a generator left half read falls to the collector, which may run on
        # the window's thread and would meet this one at work.
        async with aclosing(_events(response)) as events:
            async for event in events:
                if event.event == "ping" or not event.data:
                    continue
                patience.reschedule(clock() + self._address.timeout_s)
                reader.feed(json.loads(event.data))
                if reader.ended:
                    await _drain(events)
                    return

    async def _client_for(self, proof: Proof) -> Client:
        """The client for what proves who asks now. One that is signed for by another key, or goes
        by another proxy, is made anew with its connections.
        """
        address = self._address
        proxy = proxy_for(address.reach.address, address.proxy)
        if self._client is not None and (proxy, proof) == (self._proxy, self._proof):
            return self._client
        await self.close()
        self._proxy, self._proof = proxy, proof
        self._http = http_client(proxy)
        self._client = make_client(address.reach, proof, self._http, self._exchanging)
        return self._client

    def _exchanging(self) -> httpx2.Client:
        self._exchange = exchange_client(self._proxy, self._address.timeout_s)
        return self._exchange


def announced(model: str) -> str:
    """When the SDK's own table has a model retire, in its words; empty where it does not."""
    return str(DEPRECATED_MODELS.get(model, ""))


def _events(response: httpx2.Response) -> AsyncGenerator[_Event]:
    events = AsyncStream[object].raw_events(response)
    return cast("AsyncGenerator[_Event]", events)


async def _drain(events: AsyncIterator[_Event]) -> None:
    """Read to the end of a body whose message is complete, so that the connection serves again."""
    with suppress(TimeoutError, httpx2.HTTPError, ValueError):
        async with asyncio.timeout(_DRAIN_S):
            async for _ in events:
                pass


def _silence(logger: logging.Logger) -> None:
    """At DEBUG the SDK writes whole requests (I7); it writes nothing here."""
    logger.handlers[:] = [logging.NullHandler()]
    logger.propagate = False
    logger.setLevel(logging.CRITICAL + 1)
