# SPDX-License-Identifier: Apache-2.0
"""The part of the IMAP library that is used here, with its types, which the library leaves out."""

import imaplib
from collections.abc import Mapping, Sequence
from ssl import SSLContext
from typing import Protocol, cast

from imapclient import IMAPClient  # pyright: ignore[reportMissingTypeStubs]
from imapclient.imapclient import SocketTimeout  # pyright: ignore[reportMissingTypeStubs]

ServerSaidNo = imaplib.IMAP4.error
"""The server refused a command, or said what makes no sense; a refused sign-in is one, too."""

LineLost = imaplib.IMAP4.abort
"""The connection is gone. A sort of the other."""

SENT = b"\\Sent"

Said = Mapping[int, Mapping[bytes, object]]
"""What a server said of messages: by number, then by what was asked."""


class Client(Protocol):
    """One connection. Messages are named by their UIDs."""

    normalise_times: bool

    def starttls(self, ssl_context: SSLContext | None) -> object:
        """Protect the line."""
        ...

    def login(self, username: str, password: str) -> object:
        """Sign in by a password."""
        ...

    def oauth2_login(self, user: str, access_token: str) -> object:
        """Sign in by a token (XOAUTH2)."""
        ...

    def shutdown(self) -> None:
        """Hang up without a word."""
        ...

    def noop(self) -> object:
        """Find out whether the line is still there."""
        ...

    def has_capability(self, capability: str) -> bool:
        """Whether the server can do this."""
        ...

    def find_special_folder(self, folder_flag: bytes) -> str | None:
        """The folder with this use."""
        ...

    def select_folder(self, folder: str, readonly: bool = False) -> Mapping[bytes, object]:  # noqa: FBT001, FBT002 - the library's own
        """Enter a folder; what the server says of it."""
        ...

    def folder_status(self, folder: str, what: Sequence[str]) -> Mapping[bytes, int]:
        """What the server says of a folder from outside."""
        ...

    def search(self, criteria: Sequence[object]) -> list[int]:
        """The messages that match."""
        ...

    def fetch(self, messages: Sequence[int], data: Sequence[str]) -> Said:
        """What was asked of these messages; those that are gone are missing."""
        ...

    def get_flags(self, messages: Sequence[int]) -> Mapping[int, Sequence[bytes]]:
        """The flags of messages."""
        ...

    def add_flags(self, messages: Sequence[int], flags: Sequence[bytes]) -> object:
        """Set flags."""
        ...

    def remove_flags(self, messages: Sequence[int], flags: Sequence[bytes]) -> object:
        """Take flags away."""
        ...

    def uid_expunge(self, messages: Sequence[int]) -> object:
        """Remove these messages, if they are marked as deleted."""
        ...

    def append(self, folder: str, msg: bytes, flags: Sequence[bytes]) -> object:
        """Lay a message into a folder."""
        ...

    def idle(self) -> None:
        """Ask to be told."""
        ...

    def idle_check(self, timeout: float) -> list[object]:
        """What was told meanwhile."""
        ...

    def idle_done(self) -> object:
        """Ask no longer."""
        ...


def connect(
    host: str, port: int, context: SSLContext | None, connect_s: float, read_s: float
) -> Client:
    """A connection that is not signed in; protected from its first byte if there is a context."""
    timeout = SocketTimeout(connect=connect_s, read=read_s)
    made = IMAPClient(
        host,
        port,
        ssl=context is not None,
        ssl_context=context,
        timeout=timeout,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - its own kind
    )
    client = cast("Client", made)
    client.normalise_times = False
    return client
