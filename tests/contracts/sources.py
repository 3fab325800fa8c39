# SPDX-License-Identifier: Apache-2.0
"""How the contract of an inquiry source is tried on each kind of source.

A harness stands for the world behind a source: it puts messages there, takes it away, and reads
what customers would receive. A new source joins with one harness and one line in `HARNESSES`.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from desktop_app.cancel import Cancel
from desktop_app.domain.inquiry import Arrival, SetAside
from desktop_app.ports import InquirySource, Page, Taken
from services.sources import open_source

OFFICE_EMAIL = "customers@millbrook-office.example.org"
OFFICE_NAME = "Millbrook Field Office"


class Harness(Protocol):
    """The world behind one source, empty at first."""

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

    def __init__(self, ground: Path) -> None:
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


HARNESSES: dict[str, Callable[[Path], Harness]] = {
    "folder": FolderHarness,
}
