# SPDX-License-Identifier: Apache-2.0
"""Looking into a folder that mail, forms and notes are dropped into, without touching anything.

Several desks may share the folder: nothing in it is ever moved, changed or removed. Links are not
followed. A file that is still being written, or locked, waits for a later look.
"""

import os
import stat
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from desktop_app.cancel import Cancel
from desktop_app.domain.inquiry import Arrival, SetAside
from desktop_app.errors import BadInput, Misconfigured, Offline
from desktop_app.ports import Clock, Page, Taken

PAGE_FILES = 50
PAGE_BYTES = 64 * 1024 * 1024
KEPT_BYTES = 1024 * 1024
"""So much of a file that cannot be read is kept beside the reason; the file itself stays too."""

PATIENCE = timedelta(minutes=1)
"""How long a file may refuse to open, as a copying or scanned one does, before it is reported."""

_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download")
_NOT_MAIL = frozenset({"thumbs.db", "desktop.ini"})
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)

Seen = Callable[[Taken], bool]


class _File(NamedTuple):
    """One file as the scan found it; files sort by the time they were last written."""

    written_ns: int
    name: str
    size: int
    link: bool

    @property
    def item(self) -> str:
        """The name as the store can keep it: a name that is not Unicode has its bytes spelled."""
        return os.fsencode(self.name).decode("utf-8", "backslashreplace")

    @property
    def taken(self) -> Taken:
        """What the store remembers of the file."""
        return Taken(self.item, f"{self.size}-{self.written_ns}")


@dataclass(slots=True)
class _Batch:
    """A page while it fills."""

    arrivals: list[Arrival] = field(default_factory=list[Arrival])
    aside: list[SetAside] = field(default_factory=list[SetAside])
    taken: list[Taken] = field(default_factory=list[Taken])
    size: int = 0

    @property
    def full(self) -> bool:
        return len(self.taken) >= PAGE_FILES or self.size >= PAGE_BYTES

    def set_aside(self, taken: Taken, name: str, reason: BadInput, original: bytes = b"") -> None:
        self.aside.append(SetAside(name, str(reason), original[:KEPT_BYTES]))
        self.taken.append(taken)


@dataclass(slots=True)
class Inbox:
    """The folder and what is remembered of it between two looks.

    The store remembers for good what was taken; `_known` only spares it being asked again about
    each of a hundred thousand files.
    """

    folder: Path
    settle: timedelta
    largest: int
    now: Clock
    _waiting: deque[_File] = field(default_factory=deque[_File])
    _known: set[int] = field(default_factory=set[int])
    _since: dict[Taken, datetime] = field(default_factory=dict[Taken, datetime])

    def page(self, seen: Seen, cancel: Cancel) -> Page:
        """The next files, oldest first. A new scan is made when the last one is used up."""
        self._stop_if(cancel)
        if not self._waiting:
            self._waiting.extend(self._scan(cancel))
        batch = _Batch()
        while self._waiting and not batch.full:
            self._stop_if(cancel)
            file = self._waiting.popleft()
            if seen(file.taken):
                self._known.add(hash(file))
            else:
                self._take(file, batch, seen)
        return Page(
            tuple(batch.arrivals),
            tuple(batch.aside),
            tuple(batch.taken),
            cursor="",
            more=bool(self._waiting),
        )

    def count(self) -> int:
        """How many files lie in the folder for us."""
        return sum(1 for _ in self._entries())

    def _stop_if(self, cancel: Cancel) -> None:
        if cancel.requested:
            self._waiting.clear()  # what this page held comes again with the next scan
        cancel.check()

    def _scan(self, cancel: Cancel) -> list[_File]:
        now = self.now()
        present: set[int] = set()
        young: dict[Taken, datetime] = {}
        found: list[_File] = []
        for file in self._entries():
            self._stop_if(cancel)
            mark = hash(file)
            if mark in self._known:
                present.add(mark)
                continue
            since = self._since.get(file.taken)
            if since is not None:
                young[file.taken] = since
            if self._settled(file, now, since):
                found.append(file)
            else:
                young.setdefault(file.taken, now)
        self._known = present
        self._since = young
        return sorted(found)

    def _settled(self, file: _File, now: datetime, since: datetime | None) -> bool:
        """Whether nobody is writing the file any more.

        A clock that runs ahead on a share gives files from the future: those have settled when they
        stayed the same for the settling time.
        """
        age = timedelta(seconds=now.timestamp() - file.written_ns / 1e9)
        return age >= self.settle or (since is not None and now - since >= self.settle)

    def _entries(self) -> Iterator[_File]:
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    file = _looked_at(entry)
                    if file is not None:
                        yield file
        except FileNotFoundError as error:
            raise Offline(
                f"The inbox {self.folder} cannot be found. Work on what is here goes on.",
                "Connect the drive, or ask IT.",
                code="ENOENT",
            ) from error
        except (PermissionError, NotADirectoryError) as error:
            why = "is not a folder" if isinstance(error, NotADirectoryError) else "may not be read"
            raise Misconfigured(
                f"The inbox {self.folder} {why}.", "Ask IT to mend source.options.inbox."
            ) from error
        except OSError as error:
            raise Offline(
                f"The inbox {self.folder} does not answer. Work on what is here goes on.",
                "Try again later.",
                code=str(error.errno),
            ) from error

    def _take(self, file: _File, batch: _Batch, seen: Seen) -> None:
        if file.link:
            reason = BadInput("This is a link, not a file.", "Copy the message itself here.")
            batch.set_aside(file.taken, file.item, reason)
            return
        try:
            data = self._read(file)
        except FileNotFoundError:
            return
        except OSError as error:
            self._unopened(file, batch, seen, error)
            return
        if data is None:
            return
        batch.size += len(data)
        # All that reads mail is loaded with the first message: the window opens without it.
        from services.sources.reading import read_inquiry, too_large  # noqa: PLC0415

        try:
            if file.size > self.largest:
                raise too_large(self.largest)
            batch.arrivals.append(read_inquiry(file.item, data, self.largest))
        except BadInput as error:
            batch.set_aside(file.taken, file.item, error, data)
        else:
            batch.taken.append(file.taken)

    def _read(self, file: _File) -> bytes | None:
        """The file's bytes, of one too large only the beginning; None if it is being changed."""
        wanted = KEPT_BYTES if file.size > self.largest else self.largest + 1
        handle = os.open(self.folder / file.name, _OPEN_FLAGS)
        with open(handle, "rb") as stream:  # noqa: PTH123 - a descriptor, opened without following
            before = os.fstat(handle)
            if not stat.S_ISREG(before.st_mode):
                return None
            data = stream.read(wanted)
            after = os.fstat(handle)
        steady = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        return data if steady and len(data) == min(after.st_size, wanted) else None

    def _unopened(self, file: _File, batch: _Batch, seen: Seen, error: OSError) -> None:
        """Leave a file that does not open for later looks; report it once, without taking it.

        The report is remembered under a name of its own, so that the file is still read on the day
        it opens.
        """
        if not isinstance(error, PermissionError):
            next(self._entries(), None)  # raises where the whole share has gone
        report = Taken(f"{file.item} (does not open)", file.taken.signature)
        since = self._since.setdefault(file.taken, self.now())
        if self.now() - since < PATIENCE or seen(report):
            return
        reason = BadInput(
            "The file does not open; it is read as soon as it does.",
            "Close it elsewhere, or ask for the right to read it.",
        )
        batch.set_aside(report, file.item, reason)


def _looked_at(entry: os.DirEntry[str]) -> _File | None:
    """A directory entry as a file of ours; None for what is not meant for us."""
    name = entry.name.lower()
    if name.startswith((".", "~$")) or name.endswith(_UNFINISHED) or name in _NOT_MAIL:
        return None
    try:
        info = entry.stat(follow_symlinks=False)
    except OSError:
        return None  # gone since it was listed
    link = stat.S_ISLNK(info.st_mode)
    if not (link or stat.S_ISREG(info.st_mode)):
        return None
    if getattr(info, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN:
        return None
    return _File(info.st_mtime_ns, entry.name, info.st_size, link)
