# SPDX-License-Identifier: Apache-2.0
"""Taking messages out of the mailbox's folders, a page at a time, and changing nothing there.

What is new comes first, then what lay there before, the newest of it first: a clerk sees today's
mail in seconds, whatever else the mailbox holds. A page brings the messages its own answer, so that
a thread is whole although it comes from the end.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.cancel import Cancel
from desktop_app.domain.inquiry import Arrival, SetAside
from desktop_app.errors import BadInput, Misconfigured
from desktop_app.ports import Page, Taken
from services.sources.mailbox.abridged import abridged
from services.sources.mailbox.client import Client, LineLost, Said, ServerSaidNo
from services.sources.mailbox.envelope import Envelope, envelopes
from services.sources.mailbox.line import Line
from services.sources.mailbox.options import MailboxOptions
from services.sources.mailbox.progress import Progress, Reach
from services.sources.reading import read_inquiry

PAGE_MESSAGES = 50
FIRST_PAGE_MESSAGES = 20
"""As many as a screen shows: whoever opens the program for the first time sees them in seconds."""

PAGE_BYTES = 16 * 1024 * 1024
_LOOKED_AT = 1000
"""Messages taken before that one page steps over."""

_TOGETHER = 4 * 1024 * 1024
"""Bytes of small messages that are asked for at once."""

_KEPT_BYTES = 1024 * 1024
_WINDOW = 200
_FORERUNNERS_WITHIN = 5000
"""How many numbers back a page looks for the messages that its own answer."""

_AT_ONCE = 20

Seen = Callable[[Taken], bool]


@dataclass(slots=True)
class _Batch:
    """A page while it fills."""

    seen: Seen
    cancel: Cancel
    most: int = PAGE_MESSAGES
    arrivals: list[Arrival] = field(default_factory=list[Arrival])
    aside: list[SetAside] = field(default_factory=list[SetAside])
    taken: list[Taken] = field(default_factory=list[Taken])
    looked_at: int = 0
    size: int = 0

    @property
    def room(self) -> int:
        """How many more messages the page holds."""
        full = self.looked_at >= _LOOKED_AT or self.size >= PAGE_BYTES
        return 0 if full else max(self.most - len(self.taken), 0)

    def new_of(self, found: Sequence[Envelope]) -> list[Envelope]:
        """Those that were not taken before."""
        new: list[Envelope] = []
        for one in found:
            self.cancel.check()
            self.looked_at += 1
            if not self.seen(one.taken):
                new.append(one)
        return new


class Inbox:
    """The folders that inquiries come from."""

    def __init__(self, options: MailboxOptions, line: Line) -> None:
        self._options = options
        self._line = line

    def page(self, cursor: str, seen: Seen, cancel: Cancel) -> Page:
        """The next messages: first the new ones of all folders, then those from before."""
        cancel.check()
        most = PAGE_MESSAGES if cursor else FIRST_PAGE_MESSAGES
        progress, batch = Progress.read(cursor), _Batch(seen, cancel, most)
        with self._line.open() as client:
            left = [
                walk(client, folder, progress, batch)
                for walk in (self._news, self._backlog)
                for folder in self._options.folders
            ]
        return Page(
            tuple(batch.arrivals),
            tuple(batch.aside),
            tuple(batch.taken),
            progress.write(),
            more=any(left),
        )

    def count(self) -> dict[str, int]:
        """How many messages lie in each folder."""
        with self._line.open() as client:
            return {name: _enter(client, name)[2] for name in self._options.folders}

    def _news(self, client: Client, folder: str, progress: Progress, batch: _Batch) -> bool:
        """Take what came since; whether more of it is left."""
        if not batch.room:
            return True
        validity, following, _ = _enter(client, folder)
        reach = progress.of(folder, validity, following)
        above = [uid for uid in self._search(client, f"{reach.high + 1}:*") if uid > reach.high]
        while above and batch.room:
            now, above = above[: batch.room], above[batch.room :]
            self._take(client, folder, reach, now, batch)
            reach.high = now[-1]
        if not above:  # what was deleted before we saw it has a number, too
            reach.high = max(reach.high, following - 1)
        return bool(above)

    def _backlog(self, client: Client, folder: str, progress: Progress, batch: _Batch) -> bool:
        """Take what was there before, from the newest down; whether more of it is left."""
        known = progress.folders.get(folder)
        if not batch.room:
            return known is None or known.has_backlog
        reach = self._reach(client, folder, progress)
        while reach.has_backlog and batch.room:
            below = self._below(client, reach.low, batch.room)
            if not below:
                reach.low = 1
                break
            self._take(client, folder, reach, below, batch, backwards=True)
            reach.low = below[0]
        return reach.has_backlog

    def _reach(self, client: Client, folder: str, progress: Progress) -> Reach:
        validity, following, _ = _enter(client, folder)
        return progress.of(folder, validity, following)

    def _below(self, client: Client, low: int, wanted: int) -> list[int]:
        """The numbers of the nearest messages below; numbers have gaps, so it looks ever wider."""
        span = max(_WINDOW, wanted)
        while True:
            first = max(low - span, 1)
            found = self._search(client, f"{first}:{low - 1}")
            if len(found) >= wanted or first == 1:
                return found[-wanted:]
            span *= 8

    def _search(self, client: Client, numbers: str) -> list[int]:
        asked: list[object] = ["UID", numbers, "UNDELETED"]
        if self._options.since is not None:
            asked += ["SINCE", self._options.since]
        return sorted(client.search(asked))

    def _take(
        self,
        client: Client,
        folder: str,
        reach: Reach,
        uids: Sequence[int],
        batch: _Batch,
        *,
        backwards: bool = False,
    ) -> None:
        found = batch.new_of(envelopes(client, folder, reach.validity, uids))
        if backwards:
            found = [*self._forerunners(client, folder, reach, found, uids[0], batch), *found]
        for envelope, data in self._contents(client, found, batch.cancel):
            batch.size += len(data)
            batch.taken.append(envelope.taken)
            name = f"{folder} {envelope.uid}"
            try:
                arrival = read_inquiry(f"{name}.eml", data, len(data))
            except BadInput as error:
                batch.aside.append(SetAside(name, str(error), data[:_KEPT_BYTES]))
            else:
                batch.arrivals.append(envelope.dated(arrival))

    def _forerunners(
        self,
        client: Client,
        folder: str,
        reach: Reach,
        found: Sequence[Envelope],
        below: int,
        batch: _Batch,
    ) -> list[Envelope]:
        """The messages further down that these answer, so that they open the thread."""
        here = {one.own for one in found}
        wanted = [key for one in found for key in one.answers if key not in here]
        wanted = [
            key for key in dict.fromkeys(wanted) if key.isascii() and not batch.seen(Taken(key, ""))
        ]
        numbers = f"{max(below - _FORERUNNERS_WITHIN, 1)}:{max(below - 1, 1)}"
        uids: set[int] = set()
        for start in range(0, len(wanted), _AT_ONCE):
            batch.cancel.check()
            asked = _any_of(wanted[start : start + _AT_ONCE])
            uids.update(client.search(["UID", numbers, "UNDELETED", *asked]))
        earlier = sorted(uid for uid in uids if uid < below)[-PAGE_MESSAGES:]
        return batch.new_of(envelopes(client, folder, reach.validity, earlier)) if earlier else []

    def _contents(
        self, client: Client, found: Sequence[Envelope], cancel: Cancel
    ) -> Iterator[tuple[Envelope, bytes]]:
        """The messages themselves, in their order: small ones many at once, of large ones what a
        person reads.
        """
        together: list[Envelope] = []
        for one in found:
            if one.size > self._options.whole:
                yield from _whole(client, together, cancel)
                together = []
                cancel.check()
                data = abridged(client, one.uid, self._options.whole)
                if data:
                    yield one, data
                continue
            if sum(each.size for each in together) + one.size > _TOGETHER:
                yield from _whole(client, together, cancel)
                together = []
            together.append(one)
        yield from _whole(client, together, cancel)


def _whole(
    client: Client, found: Sequence[Envelope], cancel: Cancel
) -> Iterator[tuple[Envelope, bytes]]:
    """Small messages as they are; one that is gone meanwhile is left out."""
    cancel.check()
    answer: Said = client.fetch([one.uid for one in found], ["BODY.PEEK[]"]) if found else {}
    for one in found:
        data = answer.get(one.uid, {}).get(b"BODY[]")
        if isinstance(data, bytes):
            yield one, data


def _enter(client: Client, folder: str) -> tuple[int, int, int]:
    """Open a folder for reading alone: its validity, its next number, how many messages it has."""
    try:
        said = client.select_folder(folder, readonly=True)
    except LineLost:
        raise
    except ServerSaidNo as error:
        raise Misconfigured(
            f"The mailbox has no folder {folder}, or it may not be read.",
            "Mend source.options.folders, or ask for the right to read it.",
        ) from error
    validity, following, count = (said.get(key) for key in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS"))
    if following is None:  # old servers do not tell it on entering
        following = client.folder_status(folder, ["UIDNEXT"])[b"UIDNEXT"]
    return (
        validity if isinstance(validity, int) else 0,
        following if isinstance(following, int) else 1,
        count if isinstance(count, int) else 0,
    )


def _any_of(keys: Sequence[str]) -> list[object]:
    """Search terms for messages with any of these ids."""
    terms: list[object] = ["HEADER", "Message-ID", keys[0].strip("<>")]
    for key in keys[1:]:
        terms = ["OR", "HEADER", "Message-ID", key.strip("<>"), *terms]
    return terms
