# SPDX-License-Identifier: Apache-2.0
"""The line to a hub: where it is, what proves who asks, what is trusted, and its faults in words.

Nothing comes from the environment or from files in an account's home: host, trust and proof are
those of the settings and the keychain.
"""

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow

from desktop_app.errors import (
    BadInput,
    Busy,
    DeskError,
    Faults,
    Misconfigured,
    NotAllowed,
    Offline,
    StoreFault,
)
from desktop_app.settings import Settings

Connection = psycopg.Connection[TupleRow]

SCHEMA = "counterpart"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_CONNECT_S = 5
_OPTIONS = {
    "user": "the login; empty: that of the account",
    "root_certificate": "file with the authority that signed the server; empty: the system's",
    "kerberos_service": "the service name of the server's ticket",
    "proof": "password, kerberos or any",
}
_PROOFS = {"password": "scram-sha-256", "kerberos": "gss,sspi", "any": "scram-sha-256,gss,sspi"}


@dataclass(frozen=True, slots=True)
class Line:
    """Where a hub is and how it is reached, as the settings say it."""

    address: str
    conninfo: str


def line_set(settings: Settings, secret: Callable[[], str | None]) -> Line:
    """The line of the settings, with the proof that the keychain holds."""
    if not (address := settings.text("hub.address")):
        raise Misconfigured("No hub is set.", "Put hub.address into the settings.")
    return line_of(address, settings.table("hub.options"), secret())


def line_of(address: str, options: Mapping[str, object], password: str | None) -> Line:
    """The line that the settings describe; `Misconfigured` names every fault of them."""
    faults = Faults()
    _check(options, faults)
    proof = str(options.get("proof") or "any")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or 5432
    except ValueError:
        parts, host, port = urlsplit(""), None, 0
    if parts.scheme != "postgresql" or not host or "@" in parts.netloc or parts.query:
        faults.add("hub.address", "must be like postgresql://hub.example.org/counterpart")
    if faults:
        raise Misconfigured(f"The hub cannot be used: {faults}.", "Mend the settings.")
    known: dict[str, str | int] = {
        "host": host or "",
        "port": port,
        "dbname": parts.path.strip("/") or SCHEMA,
        "connect_timeout": _CONNECT_S,
        "application_name": "Counterpart",
        "passfile": "/nonexistent",
        "keepalives_idle": 30,
        "tcp_user_timeout": 15_000,
        "require_auth": _PROOFS.get(proof, ""),
    }
    if user := str(options.get("user") or ""):
        known["user"] = user
    if password:
        known["password"] = password
    if service := str(options.get("kerberos_service") or ""):
        known["krbsrvname"] = service
    return Line(address, make_conninfo("", **known, **_trust(host or "", options)))


def _check(options: Mapping[str, object], faults: Faults) -> None:
    for name, value in options.items():
        if name not in _OPTIONS:
            faults.add(f"hub.options.{name}", f"unknown; known are {', '.join(_OPTIONS)}")
        elif not isinstance(value, str):
            faults.add(f"hub.options.{name}", "must be text")
    if (proof := options.get("proof") or "any") not in _PROOFS:
        faults.add("hub.options.proof", f"is {proof}; must be one of {', '.join(_PROOFS)}")


def _trust(host: str, options: Mapping[str, object]) -> dict[str, str]:
    """Always the server's certificate and its name, save on this computer."""
    root = str(options.get("root_certificate") or "")
    if host in _LOOPBACK and not root:
        return {"sslmode": "prefer"}
    if not root and sys.platform == "win32":
        raise Misconfigured(
            "On Windows the hub's authority is not taken from the system.",
            "Name its file in hub.options.root_certificate.",
        )
    return {"sslmode": "verify-full", "sslrootcert": root or "system"}


@contextmanager
def in_words() -> Generator[None, None, None]:
    """Turn what the database says into what a person is told."""
    try:
        yield
    except psycopg.Error as error:
        raise explained(error) from error


def explained(error: psycopg.Error) -> DeskError:
    """The fault behind a database error, in words."""
    code = error.sqlstate or ""
    match error:
        case errors.InsufficientPrivilege() | errors.InvalidAuthorizationSpecification():
            return NotAllowed(
                "The office hub does not let this account do that.", "Ask IT.", code=code
            )
        case errors.UndefinedTable() | errors.UndefinedFunction() | errors.InvalidSchemaName():
            return Misconfigured(
                "The office hub is not set up, or older than this program.",
                "IT: run hub init or hub upgrade.",
                code=code,
            )
        case errors.CheckViolation() | errors.UniqueViolation():
            return BadInput(
                "The office hub does not take what this desk sent.",
                "Call IT; nothing was lost here.",
                code=code,
            )
        case errors.SerializationFailure() | errors.DeadlockDetected() | errors.LockNotAvailable():
            return Busy("The office hub is busy.", "It is tried again.", code=code)
        case psycopg.OperationalError():
            return _no_line(str(error), code)
        case _:
            return StoreFault("The office hub has a fault.", "Call IT.", code=code)


def _no_line(said: str, code: str) -> DeskError:
    """Why there is no connection; libpq tells it in words alone."""
    if "authentication" in said:
        return Misconfigured(
            "The office hub does not accept who asks.",
            "Check login, password or ticket.",
            code=code,
        )
    if "certificate" in said:
        return Misconfigured(
            "The office hub's certificate is not trusted.",
            "IT: check hub.options.root_certificate and the server's name.",
        )
    return Offline(
        "The office hub cannot be reached.",
        "Work goes on at this desk and is passed on later.",
        code=code,
    )


def connect(line: Line) -> Connection:
    """One connection, its statements in transactions of their own."""
    with in_words():
        return psycopg.connect(line.conninfo, autocommit=True)
