# SPDX-License-Identifier: Apache-2.0
"""A real authorization server (OAuth 2): tokens renewed, a sign-in by code, tokens looked into."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs


class Authority:
    """The server while it runs. `refresh` is the one token it renews; each renewal changes it."""

    def __init__(self) -> None:
        self.begin("")
        handler = type("Handler", (_Handler,), {"authority": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def begin(self, user: str) -> None:
        """Forget everything, and vouch for this user from now on."""
        self.user = user
        self.refresh = "renew-0"
        self.access: set[str] = set()
        self.signed_in = False
        self.refuse_with: tuple[int, str] | None = None
        self.asked: list[dict[str, str]] = []
        self._count = 0

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """What is said to one request."""
        if path == "/introspect":
            good = form.get("token", "") in self.access
            return 200, {"active": "true" if good else "false", "username": self.user}
        self.asked.append(form)
        if self.refuse_with is not None:
            return self.refuse_with[0], {"error": self.refuse_with[1]}
        if path == "/device":
            address = "https://sign-in.example.org/code"
            return 200, {
                "device_code": "device-1", "user_code": "WDJB-MJHT", "verification_uri": address,
                "interval": 1, "expires_in": 600,
            }  # fmt: skip
        if form.get("grant_type") == "refresh_token" and form.get("refresh_token") != self.refresh:
            return 400, {"error": "invalid_grant"}
        if form.get("device_code") and not self.signed_in:
            return 400, {"error": "authorization_pending"}
        self._count += 1
        self.refresh = f"renew-{self._count}"
        token = f"access-{self._count}"
        self.access.add(token)
        return 200, {"access_token": token, "refresh_token": self.refresh, "expires_in": 3600}

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    authority: ClassVar[Authority]

    def do_POST(self) -> None:
        """Answer a form."""
        length = int(self.headers.get("Content-Length") or 0)
        form = {key: value[0] for key, value in parse_qs(self.rfile.read(length).decode()).items()}
        status, answer = self.authority.answer(self.path, form)
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
