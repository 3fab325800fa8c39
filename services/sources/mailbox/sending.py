# SPDX-License-Identifier: Apache-2.0
"""Handing a reply to the mail server (SMTP submission, RFC 6409), knowing at each step whether it
can have been taken.
"""

import contextlib
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import NoReturn

from desktop_app.errors import Busy, DeskError, Interrupted, Offline, Refused
from services.sources.mailbox.accounts import Account, SignInRefused, refused_sign_in
from services.sources.mailbox.line import CONNECT_S, unprotected
from services.sources.mailbox.options import MailboxOptions, Security
from services.sources.trust import trusting

_LATER = range(400, 500)
_TOO_MANY = frozenset({421, 450, 451, 452, 454})


@dataclass(frozen=True, slots=True)
class Post:
    """One letter for the mail server: who sends it, who gets it, its bytes with CRLF line ends."""

    sender: str
    recipient: str
    content: bytes


class Sender:
    """The mail server that replies are handed to; a connection for each."""

    def __init__(self, options: MailboxOptions, account: Account) -> None:
        self._options = options
        self._account = account

    def send(self, post: Post) -> None:
        """Hand it over. `Interrupted` where it is not known whether the server took it; any other
        error means that it did not.
        """
        with self._told():
            smtp = self._connect()
        try:
            with self._told():
                self._sign_in(smtp)
                _check(smtp.mail(post.sender, _extensions(smtp, post)))
                _check(smtp.rcpt(post.recipient))
                _check(smtp.docmd("DATA"), 354)
                smtp.send(_stuffed(post.content))
            self._end(smtp)
        finally:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                smtp.quit()

    def examine(self) -> None:
        """Sign in and leave; raise what stands in the way."""
        with self._told():
            smtp = self._connect()
            try:
                self._sign_in(smtp)
            finally:
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    smtp.quit()

    def _end(self, smtp: smtplib.SMTP) -> None:
        """The end of the letter; from here on a lost answer leaves it open who has it."""
        try:
            answer = smtp.docmd(".")
        except (smtplib.SMTPException, OSError) as error:
            raise Interrupted(
                "The line to the mail server was lost after the reply was handed over.",
                "It is not known whether it left.",
                code=type(error).__name__,
            ) from error
        with self._told():
            _check(answer)

    def _connect(self) -> smtplib.SMTP:
        server = self._options.smtp
        if server.security is Security.TLS:
            context = trusting(self._options.ca)
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=CONNECT_S, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=CONNECT_S)
        if smtp.sock is not None:
            smtp.sock.settimeout(self._options.timeout_s)
        if server.security is Security.STARTTLS:
            smtp.ehlo_or_helo_if_needed()
            if not smtp.has_extn("starttls"):
                raise ssl.SSLError(1, "no STARTTLS offered")
            smtp.starttls(context=trusting(self._options.ca))
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        if not smtp.has_extn("auth"):
            return  # a relay that knows the office by its line
        user = self._options.smtp_user

        def by_password(secret: str) -> None:
            _judged(lambda: smtp.login(user, secret))

        def by_token(token: str) -> None:
            proof = b64encode(f"user={user}\1auth=Bearer {token}\1\1".encode()).decode("ascii")
            code, said = smtp.docmd("AUTH", f"XOAUTH2 {proof}")
            if code == 334:  # the server explains in base64 and waits for an empty answer
                code, said = smtp.docmd("")
            if code != 235:
                _judged(lambda: _check((code, said), 235))

        self._account.sign_in(by_password, by_token)

    @contextlib.contextmanager
    def _told(self) -> Generator[None, None, None]:
        try:
            yield
        except DeskError:
            raise
        except Exception as error:  # noqa: BLE001 - sorted below; what is none of ours goes on
            _tell(error, self._options.smtp.host)


def _judged(sign_in: Callable[[], object]) -> None:
    try:
        sign_in()
    except smtplib.SMTPResponseException as error:
        if error.smtp_code in _LATER:
            raise
        raise SignInRefused from error
    except smtplib.SMTPNotSupportedError as error:
        raise SignInRefused from error


def _extensions(smtp: smtplib.SMTP, post: Post) -> list[str]:
    return [f"SIZE={len(post.content)}"] if smtp.has_extn("size") else []


def _check(answer: tuple[int, bytes], wanted: int = 250) -> None:
    code, said = answer
    if code != wanted and not (wanted == 250 and code == 251):
        raise smtplib.SMTPResponseException(code, said)


def _stuffed(content: bytes) -> bytes:
    """The letter as SMTP wants it: a dot more before each line that begins with one."""
    lines = content if content.endswith(b"\r\n") else content + b"\r\n"
    stuffed = lines.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed


def _tell(error: Exception, host: str) -> NoReturn:
    match error:
        case SignInRefused():
            raise refused_sign_in(host) from error
        case ssl.SSLError():
            raise unprotected(host, error) from error
        case smtplib.SMTPResponseException():
            _answered(error, host)
        case socket.gaierror() | smtplib.SMTPServerDisconnected() | OSError():
            raise Offline(
                f"The mail server {host} does not answer; the reply waits.",
                "It is tried again by itself.",
                code=type(error).__name__,
            ) from error
        case _:
            raise error


def _answered(error: smtplib.SMTPResponseException, host: str) -> NoReturn:
    code = str(error.smtp_code)
    if error.smtp_code in _TOO_MANY or error.smtp_code in _LATER:
        raise Busy(
            f"The mail server {host} asks us to wait; the reply waits.",
            "It is tried again by itself.",
            code=code,
        ) from error
    raise Refused(
        f"The mail server {host} does not take this reply.",
        "Check the recipient's address, or tell IT.",
        code=code,
    ) from error
