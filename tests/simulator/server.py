# SPDX-License-Identifier: Apache-2.0
"""A loopback server that speaks the Messages API over real sockets, strictly.

It refuses what the API would refuse, remembers every request, and plays the scripts it was given,
one a request; without a script it answers with a reply grounded in the request's own rules.
"""

import json
import socket
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from anthropic.types import ModelInfo

from tests.simulator.answers import Answer, Json, checked, events, framed
from tests.simulator.api_rules import RuleBrokenError, check_rules, known_models
from tests.simulator.doors import FIRST, Asked, Door
from tests.simulator.formed import usual_answer
from tests.simulator.strictness import RequestShapeError, check_shape

PATIENCE_S = 20.0


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    raw: bytes
    port: int
    """The client's end of the connection it came over."""

    @property
    def body(self) -> Json:
        """Its JSON body."""
        return json.loads(self.raw)


class Exchange:
    """One request and the ways to answer it."""

    def __init__(self, handler: "_Handler", received: Received) -> None:
        self._handler = handler
        self.received = received
        self.simulator = handler.server.simulator

    @property
    def body(self) -> Json:
        """The request's JSON body, as the Messages API itself would have it."""
        return self.simulator.door.plain(self.received.path, self.received.body)

    def respond(
        self, status: int, content: bytes, kind: str = "application/json", **headers: str
    ) -> None:
        """A whole answer with its length."""
        self._head(status, {"content-type": kind, "content-length": str(len(content)), **headers})
        self._handler.wfile.write(content)

    def fail(self, status: int, kind: str, message: str, code: str = "", **headers: str) -> None:
        """An error with the API's form."""
        details = {"details": {"error_code": code}} if code else {}
        error = {"type": kind, "message": message, **details}
        document = {"type": "error", "error": error, "request_id": "req_simulated"}
        self.respond(status, json.dumps(document).encode(), **headers)

    def begin(self, kind: str = "text/event-stream; charset=utf-8") -> None:
        """The head of a stream."""
        self._head(200, {"content-type": kind, "transfer-encoding": "chunked"})

    def send(self, content: bytes) -> None:
        """Some bytes of a stream."""
        if content:
            self._handler.wfile.write(b"%x\r\n%b\r\n" % (len(content), content))

    def end(self) -> None:
        """The end of a stream."""
        self._handler.wfile.write(b"0\r\n\r\n")

    def stream(self, answer: Answer, *, rate: float = 0) -> None:
        """A whole answer as a stream, `rate` text events a second (0: at once)."""
        self.begin()
        for event in events(answer):
            if rate and event.get("delta", {}).get("type") == "text_delta":
                time.sleep(1 / rate)
            self.send(framed(event))
        self.end()

    def drop(self) -> None:
        """Break the line without a word."""
        linger = struct.pack("ii", 1, 0)
        self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._handler.close_connection = True
        self._handler.hang_up()

    def client_left(self, patience_s: float = PATIENCE_S) -> bool:
        """Wait until the client has closed its end; False if it stays for so long."""
        self._handler.connection.settimeout(patience_s)
        try:
            left = self._handler.connection.recv(1) == b""
        except TimeoutError:
            left = False
        except OSError:
            left = True
        self._handler.close_connection = True
        return left

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self._handler.send_response(status)
        for name, value in {"request-id": "req_simulated", **headers}.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()


Script = Callable[[Exchange], None]


class Simulator:
    """The server. Use it as a context; give it scripts; look at `requests` afterwards."""

    def __init__(
        self,
        port: int = 0,
        *,
        rate: float = 0,
        usual: Script | None = None,
        tls: ssl.SSLContext | None = None,
        door: Door = FIRST,
    ) -> None:
        self.door = door
        self.models: dict[str, Json] | None = None
        """What the Models API tells of each model; None where there is none."""
        self.identity = ""
        """The token of an identity that is taken for one of ours; none where it is empty."""
        self.requests: list[Received] = []
        self.faults: list[Exception] = []
        self.left_midway = threading.Event()
        self.may_go_on = threading.Event()
        self._usual = usual or (
            lambda exchange: exchange.stream(usual_answer(exchange.body), rate=rate)
        )
        self._scripts: deque[Script] = deque()
        self._server = _Server(port, self, tls)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._scheme = "https" if tls else "http"

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def play(self, *scripts: Script) -> None:
        """Answer the next requests with these, in order."""
        self._scripts.extend(scripts)

    def next_script(self) -> Script:
        """The script of the next request."""
        return self._scripts.popleft() if self._scripts else self._usual

    def start(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close every connection and end every thread."""
        self.may_go_on.set()
        self._server.shutdown()
        self._server.hang_up_all()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if error is None and self.faults:
            raise AssertionError("the simulator itself failed") from self.faults[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, port: int, simulator: Simulator, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.simulator = simulator
        self._tls = tls
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def finish_request(self, request: socket.socket, client_address: object) -> None:
        if self._tls is not None:
            request = self._tls.wrap_socket(request, server_side=True)
        with self._lock:
            self._open.add(request)
        try:
            super().finish_request(request, client_address)
        finally:
            with self._lock:
                self._open.discard(request)

    def hang_up_all(self) -> None:
        with self._lock:
            for connection in self._open:
                _hang_up(connection)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away, or does not trust us, is no fault of the server."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 0
    server: _Server

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path, port = urlsplit(self.path).path, self.client_address[1]
        received = Received(self.command, path, headers, raw, port)
        self.server.simulator.requests.append(received)
        exchange = Exchange(self, received)
        if received.path == "/v1/oauth/token" and self.server.simulator.identity:
            _exchange(exchange)
            return
        if _refused(exchange):
            return
        simulator = self.server.simulator
        try:
            simulator.next_script()(exchange)
        except OSError:
            self.close_connection = True
            simulator.left_midway.set()
        except Exception as fault:  # noqa: BLE001 - told to the test when the simulator stops
            self.close_connection = True
            simulator.faults.append(fault)

    def do_GET(self) -> None:
        """Tell of one model."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        path, port = urlsplit(self.path).path, self.client_address[1]
        received = Received(self.command, path, headers, b"", port)
        simulator = self.server.simulator
        simulator.requests.append(received)
        exchange = Exchange(self, received)
        door, known = simulator.door, simulator.models
        if known is None or not door.models or not path.startswith(door.models):
            exchange.fail(404, "not_found_error", "Not found")
        elif not _unproven(exchange):
            found = known.get(path.removeprefix(door.models))
            if found is None:
                exchange.fail(404, "not_found_error", "model: not found")
            else:
                checked(ModelInfo, found)
                exchange.respond(200, json.dumps(found).encode())

    def do_CONNECT(self) -> None:
        """As a proxy it lets nobody through."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(self.command, self.path, headers, b"", self.client_address[1])
        self.server.simulator.requests.append(received)
        self.server.simulator.next_script()(Exchange(self, received))

    def hang_up(self) -> None:
        _hang_up(self.connection)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet."""


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


_TOKENS_BETA = "oauth-2025-04-20,oidc-federation-2026-04-01"


def _exchange(exchange: Exchange) -> None:
    """A token for an identity, after RFC 7523."""
    asked, headers = exchange.received.body, exchange.received.headers
    right = {
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "assertion": exchange.simulator.identity,
        "federation_rule_id": "fdrl_office",
        "organization_id": "0b6f9c1e-0000-4000-8000-000000000000",
    }
    if headers.get("anthropic-beta") != _TOKENS_BETA or asked != right:
        exchange.fail(401, "authentication_error", "the identity is not known")
        return
    made = {"access_token": "sk-ant-oat-simulated", "token_type": "Bearer", "expires_in": 600}
    exchange.respond(200, json.dumps(made).encode())


def _unproven(exchange: Exchange) -> bool:
    """Refuse whoever does not prove who asks, or lacks a header."""
    received, door = exchange.received, exchange.simulator.door
    asked = Asked(received.method, received.path, received.headers, received.raw)
    if fault := door.proof(asked):
        exchange.fail(401, "authentication_error", fault)
        return True
    if fault := door.fault(asked):
        exchange.fail(400, "invalid_request_error", fault)
        return True
    return False


def _refused(exchange: Exchange) -> bool:
    """Refuse what the API refuses, whatever the script would answer."""
    received, door = exchange.received, exchange.simulator.door
    if not door.messages.fullmatch(received.path):
        exchange.fail(404, "not_found_error", "Not found")
        return True
    if _unproven(exchange):
        return True
    try:
        body = exchange.body
        check_shape(body)
        check_rules(body)
    except (ValueError, RequestShapeError, RuleBrokenError) as error:
        exchange.fail(400, "invalid_request_error", str(error))
        return True
    if body["model"] not in known_models():
        exchange.fail(404, "not_found_error", f"model: {body['model']}")
        return True
    return False


def in_pieces(content: bytes, sizes: Iterable[int]) -> list[bytes]:
    """Bytes cut into pieces of these sizes; what is left over is the last piece."""
    pieces: list[bytes] = []
    place = 0
    for size in sizes:
        pieces.append(content[place : place + size])
        place += size
    return [*(piece for piece in pieces if piece), content[place:]]
