# SPDX-License-Identifier: Apache-2.0
"""The mailbox's own settings, checked as a whole before anything is connected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from services.sources.checking import LOOPBACK, Table
from services.sources.mailbox import NAME

_KNOWN = (
    "imap", "smtp", "user", "smtp_user", "imap_security", "smtp_security", "sign_in", "oauth",
    "folders", "since", "sent", "sent_copy", "ca", "timeout_s", "largest_mb", "whole_kb",
    "auto_submitted",
)  # fmt: skip
_OAUTH = ("client_id", "token_url", "device_url", "scope")


class Security(StrEnum):
    """How a line is protected. None at all is for this computer alone."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class SignIn(StrEnum):
    """What proves who signs in; an app password is a password."""

    PASSWORD = "password"  # noqa: S105 - a way, not a secret
    OAUTH2 = "oauth2"


class SentCopy(StrEnum):
    """Who lays the copy of a reply into the Sent folder."""

    DESK = "desk"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server listens, and how the line to it is protected."""

    host: str
    port: int
    security: Security

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class OAuth:
    """The authorization server of the mailbox's provider."""

    client_id: str = ""
    token_url: str = ""
    device_url: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class MailboxOptions:
    """Everything about one mailbox but its secrets. `largest` and `whole` count bytes: what is
    larger is left where it is, what is smaller than `whole` is fetched in one piece.
    """

    imap: Server
    smtp: Server
    user: str
    smtp_user: str
    sign_in: SignIn
    oauth: OAuth
    folders: tuple[str, ...]
    since: date | None
    sent: str
    sent_copy: SentCopy
    ca: Path | None
    timeout_s: int
    largest: int
    whole: int
    auto_submitted: str


def options_from(values: Mapping[str, object]) -> MailboxOptions:
    """The options of a `[source.options]` table; `Misconfigured` names every fault in it."""
    table = Table(values, _KNOWN)
    sign_in = SignIn(table.one_of("sign_in", SignIn.PASSWORD, *SignIn))
    user = table.text("user")
    options = MailboxOptions(
        imap=_server(table, "imap", {Security.TLS: 993}, 143, Security.TLS),
        smtp=_server(table, "smtp", {Security.TLS: 465}, 587, Security.STARTTLS),
        user=user,
        smtp_user=table.text("smtp_user", user),
        sign_in=sign_in,
        oauth=_oauth(table, needed=sign_in is SignIn.OAUTH2),
        folders=table.texts("folders", ("INBOX",)),
        since=_since(table),
        sent=table.text("sent", ""),
        sent_copy=SentCopy(table.one_of("sent_copy", SentCopy.DESK, *SentCopy)),
        ca=table.file("ca"),
        timeout_s=table.whole("timeout_s", 30, 1, 300),
        largest=table.whole("largest_mb", 40, 1, 1000) * 1024 * 1024,
        whole=table.whole("whole_kb", 1024, 1, 100_000) * 1024,
        auto_submitted=table.one_of("auto_submitted", "no", "no", "auto-replied", "unset"),
    )
    if options.sent and options.sent in options.folders:
        table.faults.add("sent", "must not be a folder that inquiries come from")
    table.refuse(NAME)
    return options


def _server(
    table: Table, key: str, ports: Mapping[Security, int], otherwise: int, usual: Security
) -> Server:
    security = Security(table.one_of(f"{key}_security", usual, *Security))
    host, port = table.server(key, ports.get(security, otherwise))
    if host and security is Security.NONE and host not in LOOPBACK:
        table.faults.add(f"{key}_security", "none is for a server on this computer alone")
    return Server(host, port, security)


def _oauth(table: Table, *, needed: bool) -> OAuth:
    values = table.table("oauth")
    if not needed:
        if values:
            table.faults.add("oauth", 'has no use unless sign_in is "oauth2"')
        return OAuth()
    inner = Table(values, _OAUTH)
    found = OAuth(
        client_id=inner.text("client_id"),
        token_url=inner.text("token_url"),
        device_url=inner.text("device_url", ""),
        scope=inner.text("scope", ""),
    )
    for key, url in (("token_url", found.token_url), ("device_url", found.device_url)):
        if url and not _is_safe(url):
            inner.faults.add(key, "must be an https address")
    for fault in inner.faults.found:
        table.faults.add(f"oauth.{fault.where}", fault.what)
    return found


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def _since(table: Table) -> date | None:
    value = table.text("since", "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        table.faults.add("since", "must be a day like 2026-01-31")
        return None
