# SPDX-License-Identifier: Apache-2.0
"""A real SMTP server that takes letters, asks for a password, and does what a test tells it."""

import base64
import ssl
from collections.abc import Callable

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers import free_port


class Letters:
    """What has come, and what is answered to whom it is for and to the letter itself."""

    def __init__(self) -> None:
        self.came: list[bytes] = []
        self.signed_in: list[str] = []
        self.to_recipient = ""
        self.to_letter = ""
        self.on_letter: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],  # noqa: ARG002
    ) -> str:
        """Take a recipient."""
        if not self.to_recipient:
            envelope.rcpt_tos.append(address)
        return self.to_recipient or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        """Take a letter."""
        if not self.to_letter:
            assert isinstance(envelope.content, bytes)
            self.came.append(envelope.content)
        self.on_letter()
        return self.to_letter or "250 taken"


class _Server(SMTP):
    """One connection's server, which takes tokens as well."""

    token = ""

    async def auth_XOAUTH2(self, _: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        """Take a token."""
        said = base64.b64decode(args[1]).decode()
        good = bool(self.token) and f"auth=Bearer {self.token}\1" in said
        if good:
            self.event_handler.signed_in.append(said.split("\1")[0].removeprefix("user="))
        return AuthResult(success=good, handled=False)


class _Doorman(Controller):
    """Makes a server for each connection."""

    def __init__(self, letters: Letters, port: int, token: str, **settings: object) -> None:
        self._token = token
        self._settings = settings
        super().__init__(letters, hostname="127.0.0.1", port=port)

    def factory(self) -> SMTP:
        """One connection's server."""
        server = _Server(self.handler, **self._settings)
        server.token = self._token
        return server


class PostOffice:
    """The server while it runs; `port` says where. Behind TLS it takes nothing from strangers."""

    def __init__(
        self, password: str = "", token: str = "", tls: ssl.SSLContext | None = None
    ) -> None:
        self.letters = Letters()
        self._password = password
        self.port = free_port()
        self._doorman = _Doorman(
            self.letters,
            self.port,
            token,
            authenticator=self._ask,
            auth_required=tls is not None,
            auth_require_tls=tls is not None,
            tls_context=tls,
            require_starttls=tls is not None,
        )
        self._doorman.start()

    def _ask(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, proof: object
    ) -> AuthResult:
        del server, session, envelope, mechanism
        assert isinstance(proof, LoginPassword)
        good = bool(self._password) and proof.password == self._password.encode()
        if good:
            self.letters.signed_in.append(proof.login.decode())
        return AuthResult(success=good, handled=False)

    def close(self) -> None:
        """End it."""
        self._doorman.stop()
