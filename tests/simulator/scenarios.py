# SPDX-License-Identifier: Apache-2.0
"""What can go wrong, as scripts for the simulator. Each is what a real service, gateway or network
does; none is possible to ask for from the real one.
"""

import gzip
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from tests.simulator.answers import Json, events, framed, grounded, spoiled, whole
from tests.simulator.server import PATIENCE_S, Exchange, Script, in_pieces

PING_EVERY_S = 0.3


def status(number: int, kind: str, message: str = "no", code: str = "", **headers: str) -> Script:
    """An error answer with the API's form."""
    return lambda exchange: exchange.fail(number, kind, message, code, **headers)


def page(number: int = 200, **headers: str) -> Script:
    """An HTML page from whatever stands between: a sign-in page, a filter, a proxy."""
    content = b"<!doctype html><title>Sign in</title><p>Welcome to the guest network.</p>"
    return lambda exchange: exchange.respond(number, content, "text/html", **headers)


def other_json(number: int = 200) -> Script:
    """JSON that is not the API's."""
    return lambda exchange: exchange.respond(number, b'{"ok": true}')


def not_streamed(exchange: Exchange) -> None:
    """A gateway that answers with the whole message, though a stream was asked for."""
    exchange.respond(200, json.dumps(whole(grounded(exchange.body))).encode())


def error_in_json(exchange: Exchange) -> None:
    """A gateway that puts an error into an answer that says 200."""
    exchange.fail(200, "overloaded_error", "Overloaded")


def ends_with(reason: str) -> Script:
    """A full answer that stopped for this reason."""
    return lambda exchange: exchange.stream(replace(grounded(exchange.body), stop_reason=reason))


def thinks_first(exchange: Exchange) -> None:
    """A thinking block before the text."""
    exchange.stream(replace(grounded(exchange.body), thinking=True))


def cites_first(exchange: Exchange) -> None:
    """Citations before the text they belong to."""
    exchange.stream(replace(grounded(exchange.body), citations_first=True))


def cites_wrongly(how: str) -> Script:
    """Citations with a wrong source, quote, index or place."""
    return lambda exchange: exchange.stream(spoiled(grounded(exchange.body), how))


def error_midway(after: int, kind: str = "overloaded_error") -> Script:
    """An error event after so many events."""
    error = {"type": "error", "error": {"type": kind, "message": "no"}, "request_id": "req_1"}
    return _cut(after, lambda exchange: (exchange.send(framed(error)), exchange.end()))


def drop_midway(after: int) -> Script:
    """The line breaks after so many events."""
    return _cut(after, Exchange.drop)


def ends_early(after: int) -> Script:
    """The stream ends in good order, but before its last events."""
    return _cut(after, Exchange.end)


def stays_open(exchange: Exchange) -> None:
    """A whole answer on a stream that is not closed after it."""
    exchange.begin()
    for event in events(grounded(exchange.body)):
        exchange.send(framed(event))
    exchange.client_left()


def stall_midway(after: int, *, pings: bool = False) -> Script:
    """Nothing more after so many events, but for pings; remembers when the client leaves."""

    def wait(exchange: Exchange) -> None:
        left = exchange.client_left(PING_EVERY_S if pings else PATIENCE_S)
        for _ in range(round(PATIENCE_S / PING_EVERY_S) if pings else 0):
            if left:
                break
            exchange.send(b'event: ping\ndata: {"type": "ping"}\n\n')
            left = exchange.client_left(PING_EVERY_S)
        if left:
            exchange.simulator.left_midway.set()

    return _cut(after, wait)


def never_answers(exchange: Exchange) -> None:
    """Takes the request and says nothing."""
    if exchange.client_left():
        exchange.simulator.left_midway.set()


def altered(change: Callable[[Json], Json | bytes | None]) -> Script:
    """Every event passed through a change: another event, bytes as they are, or nothing."""

    def play(exchange: Exchange) -> None:
        exchange.begin()
        for event in events(grounded(exchange.body)):
            changed = change(event)
            if isinstance(changed, bytes):
                exchange.send(changed)
            elif changed is not None:
                exchange.send(framed(changed))
        exchange.end()

    return play


def endless(exchange: Exchange) -> None:
    """One event that never ends."""
    exchange.begin()
    exchange.send(b'event: content_block_delta\ndata: {"type": "content_block_delta", "x": "')
    for _ in range(400):
        exchange.send(b"x" * 65_536)
    exchange.end()


def rambling(exchange: Exchange) -> None:
    """An answer that goes on long after the tokens it was allowed, until the client hangs up."""
    block = {"type": "text", "text": ""}
    delta = {"type": "text_delta", "text": "and so on " * 10}
    exchange.begin()
    exchange.send(framed(next(events(grounded(exchange.body)))))
    exchange.send(framed({"type": "content_block_start", "index": 0, "content_block": block}))
    with suppress(OSError):
        while True:
            exchange.send(framed({"type": "content_block_delta", "index": 0, "delta": delta}))


def packed(exchange: Exchange) -> None:
    """An answer that grows a thousandfold when it is unpacked."""
    exchange.respond(
        200, gzip.compress(b" " * 100_000_000), "text/event-stream", content_encoding="gzip"
    )


def cut_into(sizes: Iterable[int], line_end: bytes = b"\n") -> Script:
    """The usual answer in pieces of these sizes."""

    def play(exchange: Exchange) -> None:
        content = b"".join(framed(event) for event in events(grounded(exchange.body)))
        exchange.begin()
        for piece in in_pieces(content.replace(b"\n", line_end), sizes):
            exchange.send(piece)
        exchange.end()

    return play


def waits_midway(after: int) -> Script:
    """Goes on after so many events only when the test allows it."""

    def play(exchange: Exchange) -> None:
        exchange.begin()
        for number, event in enumerate(events(grounded(exchange.body))):
            if number == after:
                exchange.simulator.may_go_on.wait()
            exchange.send(framed(event))
        exchange.end()

    return play


def _cut(after: int, then: Callable[[Exchange], object]) -> Script:
    def play(exchange: Exchange) -> None:
        exchange.begin()
        for event in islice(events(grounded(exchange.body)), after):
            exchange.send(framed(event))
        then(exchange)

    return play


NAMED: dict[str, Script] = {
    "busy": status(429, "rate_limit_error", retry_after="40"),
    "overloaded": status(529, "overloaded_error"),
    "budget": status(429, "rate_limit_error", code="enforced_spend_limit_reached"),
    "bad-key": status(401, "authentication_error"),
    "sign-in-page": page(),
    "refusal": ends_with("refusal"),
    "truncated": ends_with("max_tokens"),
    "drop": drop_midway(40),
    "error-midway": error_midway(40),
    "stall": stall_midway(40),
    "wrong-quotes": cites_wrongly("quote"),
    "not-streamed": not_streamed,
}
"""Scripts that can be asked for by name on the command line."""
