# SPDX-License-Identifier: Apache-2.0
"""The drafts that are being written. Each goes on while another inquiry is on the desk."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.draft import Piece
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.rewriting import Rewriting
from desktop_app.errors import StoreFault
from ui.jobs import Done, Failed, Jobs, Lane, Outcome, Relay

STREAM_EVERY_MS = 30
"""How often pieces of a draft are brought to the window; the editor shows them in steps."""


@dataclass(slots=True)
class Stream:
    """A draft that is being written, with what has come of it."""

    drafter: str
    cancel: Cancel
    relay: Relay[Piece]
    pieces: list[Piece] = field(default_factory=list[Piece])


class Streams(QObject):
    """Starts and stops drafts. `came` brings an inquiry and new pieces of its draft."""

    came = Signal(str, list)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._running: dict[InquiryId, Stream] = {}

    def of(self, name: InquiryId | None) -> Stream | None:
        """The draft that is being written for an inquiry."""
        return self._running.get(name) if name is not None else None

    def start(
        self,
        name: InquiryId,
        drafter: str,
        instruction: str,
        rewriting: Rewriting | None,
        on_end: Callable[[Stream, Outcome[Changes]], None],
    ) -> Stream:
        """Have a draft written; `on_end` is told what became of it."""
        relay: Relay[Piece] = self._jobs.relay(
            lambda pieces: self._on_pieces(name, pieces), STREAM_EVERY_MS
        )
        stream = self._running[name] = Stream(drafter, Cancel(), relay)

        def ended(outcome: Outcome[Changes]) -> None:
            relay.close()
            del self._running[name]
            on_end(stream, outcome)

        self._jobs.run(
            Lane.WIRE,
            lambda: self._desk.drafting.draft(
                name,
                relay.send,
                stream.cancel,
                drafter=drafter,
                instruction=instruction,
                rewriting=rewriting,
            ),
            ended,
            self,
        )
        return stream

    def stop(self, name: InquiryId | None) -> bool:
        """Stop a draft; answers whether there was one."""
        stream = self.of(name)
        if stream is not None:
            stream.cancel.request()
        return stream is not None

    def stop_all(self) -> None:
        """Stop every draft."""
        for stream in self._running.values():
            stream.cancel.request()

    def _on_pieces(self, name: InquiryId, pieces: list[Piece]) -> None:
        if stream := self._running.get(name):
            stream.pieces += pieces
            self.came.emit(name, pieces)


def stays(outcome: Outcome[Changes], *, before: str) -> bool:
    """Whether what was streamed stays on the screen until the inquiry is read again: not where it
    was not logged, and not in the place of an earlier text.
    """
    match outcome:
        case Failed(error):
            return not isinstance(error, StoreFault) and not before.strip()
        case Done():
            return True
