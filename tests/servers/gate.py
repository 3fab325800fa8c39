# SPDX-License-Identifier: Apache-2.0
"""A gate before a server: lets connections through, cuts them, or cuts them after so many bytes.

What a test does to the line happens here; the server behind it is the real one.
"""

import contextlib
import selectors
import socket
import threading


class Gate:
    """Listens on a port of its own and passes everything on, until told otherwise."""

    def __init__(self, behind: int) -> None:
        self._behind = behind
        self._listener: socket.socket | None = None
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._servers: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._cut_after: tuple[bytes, int] | None = None
        self._selector = selectors.DefaultSelector()
        self._wake, self._woken = socket.socketpair()
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._closing = False
        self.port = 0
        self.open()
        self._thread = threading.Thread(target=self._run, name="gate")
        self._thread.start()

    def open(self) -> None:
        """Let connections in."""
        with self._lock:
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            listener.listen(64)
            self.port = listener.getsockname()[1]
            self._listener = listener
            self._selector.register(listener, selectors.EVENT_READ)
        self._wake.send(b".")

    def shut(self) -> None:
        """Refuse connections and cut those there are."""
        with self._lock:
            if self._listener is not None:
                self._selector.unregister(self._listener)
                self._listener.close()
                self._listener = None
            self._cut()

    def cut_after(self, said: bytes, count: int = 0) -> None:
        """Cut the line once a client has said this, so many bytes of the server's answer later."""
        with self._lock:
            self._cut_after = (said, count)

    def let_through(self) -> None:
        """Cut nothing any more."""
        with self._lock:
            self._cut_after = None

    def close(self) -> None:
        """End for good."""
        self._closing = True
        self.shut()
        self._wake.send(b".")
        self._thread.join(10)
        self._selector.close()
        self._wake.close()
        self._woken.close()

    def _cut(self) -> None:
        for one in list(self._pairs):
            self._drop(one)

    def _run(self) -> None:
        counted: dict[socket.socket, int] = {}
        while not self._closing:
            for key, _ in self._selector.select():
                one = key.fileobj
                assert isinstance(one, socket.socket)
                with self._lock:
                    if one is self._woken:
                        one.recv(64)
                    elif one is self._listener:
                        self._welcome(one)
                    elif one in self._pairs:
                        self._pass_on(one, counted)

    def _welcome(self, listener: socket.socket) -> None:
        client, _ = listener.accept()
        try:
            server = socket.create_connection(("127.0.0.1", self._behind), timeout=5)
        except OSError:
            client.close()
            return
        self._pairs[client], self._pairs[server] = server, client
        self._servers.add(server)
        for each in (client, server):
            self._selector.register(each, selectors.EVENT_READ)

    def _pass_on(self, one: socket.socket, counted: dict[socket.socket, int]) -> None:
        other = self._pairs[one]
        try:
            data = one.recv(65_536)
            if not data:
                raise ConnectionError
            cut = self._cut_after
            if cut is not None and one not in self._servers and cut[0] in data:
                counted[other] = cut[1]
                if not cut[1]:
                    raise ConnectionError
            if one in counted:
                data = data[: counted[one]]
                counted[one] -= len(data)
            other.sendall(data)
            if counted.get(one) == 0:
                raise ConnectionError
        except OSError:
            counted.pop(one, None)
            counted.pop(other, None)
            self._drop(one)

    def _drop(self, one: socket.socket) -> None:
        other = self._pairs.pop(one, None)
        for each in (one, other):
            if each is None:
                continue
            self._pairs.pop(each, None)
            self._servers.discard(each)
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(each)
            each.close()
