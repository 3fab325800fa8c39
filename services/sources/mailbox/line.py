# SPDX-License-Identifier: Apache-2.0
"""One IMAP connection: made when it is needed, given up at the first fault, every fault a sentence.

Nobody else here catches what the library or the socket raises.
"""

import contextlib
import logging
import socket
import ssl
import time
from collections.abc import Callable, Generator
from types import TracebackType

from desktop_app.errors import Busy, DeskError, Misconfigured, Offline, Refused
from services.sources.mailbox.accounts import Account, SignInRefused, refused_sign_in
from services.sources.mailbox.client import Client, LineLost, ServerSaidNo, connect
from services.sources.mailbox.options import MailboxOptions, Security
from services.sources.trust import trusting

logging.getLogger("imapclient").setLevel(logging.ERROR)  # it would log what customers write

CONNECT_S = 10
"""Seconds a server may take to answer at all."""

_TRUSTED_S = 30
"""Seconds after which a silent line is tried before it is used."""

_BUSY = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[OVERQUOTA]", "THROTTLED", "TOO MANY", "TRY AGAIN")


class Line:
    """A connection to the mailbox, signed in; used by one thread at a time."""

    def __init__(self, options: MailboxOptions, account: Account) -> None:
        self._options = options
        self._account = account
        self._client: Client | None = None
        self._clock = time.monotonic
        self._used_at = 0.0

    @property
    def is_up(self) -> bool:
        """Whether there is a connection from before."""
        return self._client is not None

    @contextlib.contextmanager
    def open(self) -> Generator[Client, None, None]:
        """The connection, made now if there is none. A fault closes it and becomes a sentence."""
        try:
            yield self._signed_in()
        except BaseException as error:
            self.close()
            told = _told(error, self._options.imap.host)
            if told is error:
                raise
            raise told from error

    def close(self) -> None:
        """Hang up."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(OSError, ServerSaidNo):
                client.shutdown()

    def __enter__(self) -> "Line":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _signed_in(self) -> Client:
        if self._client is not None and self._clock() - self._used_at > _TRUSTED_S:
            self._hear()
        self._used_at = self._clock()
        if self._client is None:
            self._client = self._connect()
            self._account.sign_in(self._login, self._login_by_token)
        return self._client

    def _hear(self) -> None:
        """Hang up if the server has, as it does on lines that say nothing for long."""
        try:
            self._made().noop()
        except (ServerSaidNo, OSError):
            self.close()

    def _connect(self) -> Client:
        server = self._options.imap
        context = None if server.security is Security.NONE else trusting(self._options.ca)
        direct = context if server.security is Security.TLS else None
        client = connect(server.host, server.port, direct, CONNECT_S, self._options.timeout_s)
        self._client = client  # from here on a fault closes it
        if server.security is Security.STARTTLS:
            client.starttls(context)
        return client

    def _login(self, secret: str) -> None:
        _judged(lambda: self._made().login(self._options.user, secret))

    def _login_by_token(self, token: str) -> None:
        _judged(lambda: self._made().oauth2_login(self._options.user, token))

    def _made(self) -> Client:
        assert self._client is not None  # noqa: S101 - a sign-in follows a connection
        return self._client


def _judged(sign_in: Callable[[], object]) -> None:
    """Sign in; the library calls everything that goes wrong meanwhile a refusal, we do not."""
    try:
        sign_in()
    except ServerSaidNo as error:
        cause = error.__context__
        if isinstance(cause, LineLost) or _is_busy(error):
            raise (cause or error) from None
        raise SignInRefused from error


def _is_busy(error: Exception) -> bool:
    return any(word in str(error).upper() for word in _BUSY)


def _told(error: BaseException, host: str) -> BaseException:
    """A fault of the line as a sentence; what is none is answered as it is."""
    match error:
        case SignInRefused():
            return refused_sign_in(host)
        case ssl.SSLError():
            return unprotected(host, error)
        case socket.gaierror():
            return Offline(
                f"The mail server {host} cannot be found. Work on what is here goes on.",
                "Check the network, or the server's name in source.options.",
            )
        case LineLost() | OSError() | EOFError():
            return Offline(
                f"The mail server {host} does not answer. Work on what is here goes on.",
                "It is tried again by itself.",
                code=type(error).__name__,
            )
        case ServerSaidNo():
            return _denied(error, host)
        case _:
            return error


def unprotected(host: str, error: ssl.SSLError) -> DeskError:
    """What is said where no line could be agreed on that both sides trust."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Misconfigured(
            f"The certificate of {host} is not one this computer trusts.",
            "Have IT trust its authority, or name it in source.options.ca.",
            code=error.verify_message or "certificate",
        )
    return Misconfigured(
        f"No protected line to {host} could be agreed on.",
        "Check port and security in source.options.",
        code=error.reason or "TLS",
    )


def _denied(error: ServerSaidNo, host: str) -> DeskError:
    if _is_busy(error):
        return Busy(f"The mail server {host} asks us to wait.", "It is tried again by itself.")
    return Refused(
        f"The mail server {host} did not do what it was asked.",
        "Try again; if it stays so, tell IT.",
        code=type(error).__name__,
    )
