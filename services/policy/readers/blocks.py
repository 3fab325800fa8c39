# SPDX-License-Identifier: Apache-2.0
"""What every reader hands on: the blocks of a document in reading order, facts about the document,
and what could not be read. No format is known here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Rule

Progress = Callable[[int, int, str], None]
"""Told often while reading: bytes done, bytes in all, and what is being read, in words."""


class Kind(Enum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row, as running text on one line.

    `level` is a heading's rank (smaller is higher) or an item's depth; a heading without text only
    ends the sections of its rank. `notes` are the footnotes
    that the text refers to, each ready to be read.
    """

    kind: Kind
    text: str
    level: int = 0
    page: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself; empty where it says nothing."""

    title: str = ""
    source: str = ""
    topic: str = ""
    office: str = ""
    audience: Audience = Audience.PUBLIC
    effective_from: date | None = None
    effective_to: date | None = None
    keywords: tuple[str, ...] = ()
    jurisdiction: str = ""
    reviewed_on: date | None = None

    def __or__(self, other: "Facts") -> "Facts":
        """These facts, filled up from others where they are silent."""
        internal = Audience.INTERNAL in {self.audience, other.audience}
        return Facts(
            self.title or other.title,
            self.source or other.source,
            self.topic or other.topic,
            self.office or other.office,
            Audience.INTERNAL if internal else Audience.PUBLIC,
            self.effective_from or other.effective_from,
            self.effective_to or other.effective_to,
            self.keywords or other.keywords,
            self.jurisdiction or other.jurisdiction,
            self.reviewed_on or other.reviewed_on,
        )


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document, or a place in it, that could not be read, with the reason; `page` where that is a
    page, `ids` where the rules that stood there are known.
    """

    why: str
    place: str = ""
    page: int = 0
    ids: tuple[SnippetId, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages have been read since the last of these."""

    count: int = 1


Piece = Block | Facts | Unreadable | Pages | Rule


class Watch:
    """The progress of one file among all, and the stop button."""

    def __init__(self, progress: Progress, cancel: Cancel) -> None:
        self._progress = progress
        self.cancel = cancel
        self._before = 0
        self._size = 0
        self.total = 0
        self._name = ""

    def begin(self, name: str, size: int) -> None:
        """The next file begins; the one before it counts as done."""
        self._before += self._size
        self._name, self._size = name, size
        self.at(0, 1)

    def at(self, done: int, total: int, where: str = "") -> None:
        """So much of the file is read; raises `Stopped` if a stop was asked for."""
        self.cancel.check()
        share = self._size * min(done, total) // max(total, 1)
        what = f"{self._name}, {where}" if where else self._name
        self._progress(min(self._before + share, self.total), self.total, what)

    def finish(self) -> None:
        """All files are read."""
        self.cancel.check()
        self._progress(self.total, self.total, "")


Reader = Callable[[Path, Watch], Iterator[Piece]]
"""Reads one file from its beginning, piece by piece. Raises nothing but `Stopped`; what it cannot
read it says with `Unreadable`.
"""
