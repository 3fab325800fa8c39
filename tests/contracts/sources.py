# SPDX-License-Identifier: Apache-2.0
"""How the contract of an inquiry source is tried on each kind of source.

A harness stands for the world behind a source: it puts messages there, takes it away, and reads
what customers would receive. A new source joins with one harness and one line in `HARNESSES`.
"""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.inquiry import Arrival, SetAside
from desktop_app.ports import InquirySource, Page, Taken
from services.sources import open_source
from tests.servers.dovecot import PASSWORD, Dovecot, put
from tests.servers.gate import Gate
from tests.servers.smtp import PostOffice

OFFICE_EMAIL = "customers@millbrook-office.example.org"
OFFICE_NAME = "Millbrook Field Office"


class Harness(Protocol):
    """The world behind one source, empty at first. `carries_nul`: a message may hold a zero byte on
    its way. `from_the_end`: what lay there before comes in pages from the newest back.
    """

    carries_nul: bool
    from_the_end: bool

    def open(self) -> InquirySource:
        """The source as a program that has just started opens it."""
        ...

    def put(self, mail: bytes) -> None:
        """Let a message arrive, later than those before it."""
        ...

    def put_broken(self) -> None:
        """Let something arrive that cannot be read."""
        ...

    def vanish(self) -> None:
        """Take the whole place away, as a lost share or a dead server does."""
        ...

    def come_back(self) -> None:
        """Bring it back as it was."""
        ...

    def failing_halfway(self) -> AbstractContextManager[None]:
        """While this lasts, a delivery breaks off after its first bytes."""
        ...

    def letters(self) -> list[bytes]:
        """Every letter that would reach a customer, whole or not."""
        ...

    def close(self) -> None:
        """Clear everything away."""
        ...


@dataclass(slots=True)
class Memory:
    """What the desk's store remembers of a source, and the desk's way of emptying it."""

    taken: set[Taken] = field(default_factory=set)
    cursor: str = ""

    def pages(self, source: InquirySource, cancel: Cancel | None = None) -> Iterator[Page]:
        """Fetch until nothing more waits; each page is remembered before the next is asked for."""
        more = True
        while more:
            page = source.fetch(self.cursor, self.taken.__contains__, cancel or Cancel())
            self.taken.update(page.taken)
            self.cursor = page.cursor
            more = page.more
            yield page

    def empty(self, source: InquirySource) -> tuple[list[Arrival], list[SetAside]]:
        """Everything that is new at the source."""
        pages = list(self.pages(source))
        return (
            [arrival for page in pages for arrival in page.arrivals],
            [item for page in pages for item in page.set_aside],
        )


class FolderHarness:
    """Two folders; files that arrive have been there for a while."""

    carries_nul = True
    from_the_end = False

    def __init__(self, ground: Path, _: pytest.FixtureRequest) -> None:
        self._inbox = ground / "inbox"
        self._outbox = ground / "outbox"
        self._away = ground / "away"
        self._count = 0
        for folder in (self._inbox, self._outbox, self._away):
            folder.mkdir()

    def open(self) -> InquirySource:
        options = {"inbox": str(self._inbox), "outbox": str(self._outbox)}
        return open_source("folder", options, OFFICE_EMAIL, OFFICE_NAME)

    def put(self, mail: bytes) -> None:
        self._lay("eml", mail)

    def put_broken(self) -> None:
        self._lay("eml", b"%PDF-1.4 \x00\x01\x02")

    def _lay(self, ending: str, content: bytes) -> None:
        self._count += 1
        # Names run against time, so that only the order of arrival can be the right one.
        place = self._inbox / f"message-{99999 - self._count}.{ending}"
        place.write_bytes(content)
        stamp = 1_700_000_000 + self._count
        os.utime(place, (stamp, stamp))

    def vanish(self) -> None:
        for folder in (self._inbox, self._outbox):
            folder.rename(self._away / folder.name)

    def come_back(self) -> None:
        for folder in (self._inbox, self._outbox):
            (self._away / folder.name).rename(folder)

    @contextlib.contextmanager
    def failing_halfway(self) -> Iterator[None]:
        import resource  # noqa: PLC0415 - not there on Windows, where this trial is left out

        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def letters(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self._outbox.glob("*.eml"))]

    def close(self) -> None:
        """The test's folder is cleared away with it."""


class Kept:
    """Secrets in memory."""

    def __init__(self, **secrets: str) -> None:
        self.held = {name.replace("_", "-"): value for name, value in secrets.items()}

    def source_secret(self, name: str) -> str | None:
        return self.held.get(name)

    def keep_source_secret(self, name: str, value: str) -> None:
        self.held[name] = value


class MailboxHarness:
    """A mailbox of its own on a real IMAP server, and a real SMTP server, each behind a gate."""

    carries_nul = False  # IMAP has no zero bytes (RFC 3501, 4.3.1)
    from_the_end = True

    def __init__(self, _: Path, request: pytest.FixtureRequest) -> None:
        self._server: Dovecot = request.getfixturevalue("dovecot")
        self.user = f"user-{next(_NUMBERS)}"
        self.secrets = Kept(password=PASSWORD)
        self.post_office = PostOffice(PASSWORD)
        self.imap, self.smtp = Gate(self._server.port), Gate(self.post_office.port)
        self.client = self._server.client(self.user)
        self._opened: list[InquirySource] = []

    def open(self, **more: object) -> InquirySource:
        options: dict[str, object] = {
            "imap": f"127.0.0.1:{self.imap.port}",
            "smtp": f"127.0.0.1:{self.smtp.port}",
            "imap_security": "none",
            "smtp_security": "none",
            "user": self.user,
            "timeout_s": 10,
            **more,
        }
        source = open_source("mailbox", options, OFFICE_EMAIL, OFFICE_NAME, self.secrets)
        self._opened.append(source)
        return source

    def put(self, mail: bytes) -> None:
        put(self.client, mail)

    def put_broken(self) -> None:
        put(self.client, b"%PDF-1.4 \x01\x02")

    def vanish(self) -> None:
        self.imap.shut()
        self.smtp.shut()

    def come_back(self) -> None:
        self.imap.open()
        self.smtp.open()

    @contextlib.contextmanager
    def failing_halfway(self) -> Iterator[None]:
        self.smtp.cut_after(b"Message-ID:")
        try:
            yield
        finally:
            self.smtp.let_through()

    def letters(self) -> list[bytes]:
        return self.post_office.letters.came

    def close(self) -> None:
        for source in self._opened:
            source.close()
        self.client.shutdown()
        self.imap.close()
        self.smtp.close()
        self.post_office.close()


_NUMBERS = itertools.count(1)

HARNESSES: dict[str, Callable[[Path, pytest.FixtureRequest], Harness]] = {
    "folder": FolderHarness,
    "mailbox": MailboxHarness,
}
