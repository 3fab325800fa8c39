# SPDX-License-Identifier: Apache-2.0
"""The queue: which inquiries, in which order, and the lines of those that are in view.

The order of all is held as two arrays; lines are read a page at a time as they come into view, so
that 100,000 inquiries cost no more than the hundred that are seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.inquiry import WITH_CLERK, InquiryState, QueueRow
from desktop_app.errors import DeskError
from desktop_app.ports import QueueFilter, QueueIndex
from desktop_app.workflows.overview import Standing
from ui.jobs import Done, Failed, Jobs, Lane, Outcome

PAGE = 100
TYPING_MS = 120
"""How long a pause in typing is before the words are searched for."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice above the queue and the states it shows."""

    name: str
    states: frozenset[InquiryState]


OPEN, HELD, OUTBOX, SENT, CLOSED = "Open", "Held", "Outbox", "Sent", "Closed"
SEGMENTS = (
    Segment(OPEN, WITH_CLERK),
    Segment(HELD, frozenset({InquiryState.HELD})),
    Segment(OUTBOX, frozenset({InquiryState.APPROVED})),
    Segment(SENT, frozenset({InquiryState.SENT})),
    Segment(CLOSED, frozenset({InquiryState.CLOSED})),
)


class InquiryQueue(QObject):
    """The queue as it is filtered now.

    `ordered` brings a new order (`QueueIndex`); `lines` a page's number, keys and rows; `stood` the
    counts.
    """

    ordered = Signal(object)
    lines = Signal(int, object, object)
    stood = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, desk: Desk, jobs: Jobs, parent: QObject | None = None, *, typing_ms: int = TYPING_MS
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._told = ""
        self._segment = SEGMENTS[0]
        self._words = ""
        self._asking = self._again = False
        self._pages_asked: set[int] = set()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(typing_ms)
        self._typing.timeout.connect(self.refresh)
        jobs.changed.connect(self._on_changed)

    @Slot(str)
    def choose(self, name: str) -> None:
        """Show the inquiries of one segment."""
        self._segment = next(part for part in SEGMENTS if part.name == name)
        self.refresh()

    @Slot(str)
    def search(self, words: str) -> None:
        """Show those that hold these words; waits for a pause in typing."""
        self._words = words
        self._typing.start()

    @Slot()
    def refresh(self) -> None:
        """Read the order anew; asked for while one is under way, it is read once more after."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        wanted = QueueFilter(self._segment.states, self._words)

        def work() -> tuple[QueueIndex, Standing]:
            return self._desk.overview.queue(wanted), self._desk.overview.standing()

        def came(outcome: Outcome[tuple[QueueIndex, Standing]]) -> None:
            self._asking = False
            stale = wanted != QueueFilter(self._segment.states, self._words)
            self._on_ordered(outcome, stale=stale)

        self._jobs.run(Lane.DESK, work, came, self)

    def want_page(self, number: int, keys: Sequence[int]) -> None:
        """Ask for the lines of a page, once."""
        if number in self._pages_asked:
            return
        self._pages_asked.add(number)
        asked = tuple(keys)

        def came(outcome: Outcome[tuple[QueueRow | None, ...]]) -> None:
            self._pages_asked.discard(number)
            match outcome:
                case Done(rows):
                    self.lines.emit(number, asked, rows)
                case Failed(error):
                    self._tell(error)

        self._jobs.run(Lane.DESK, lambda: self._desk.overview.rows(asked), came, self)

    def _on_ordered(self, outcome: Outcome[tuple[QueueIndex, Standing]], *, stale: bool) -> None:
        """Hand on what was read, unless another choice has been made since."""
        match outcome:
            case Done((index, standing)):
                self._told = ""
                if not stale:
                    self.ordered.emit(index)
                self.stood.emit(standing)
            case Failed(error):
                self._tell(error)
        if self._again:
            self._again = False
            self.refresh()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        del initiator
        if (
            changes.queue
            or changes.outbox
            or changes.set_aside
            or changes.policy
            or changes.log
            or changes.control
        ):
            self.refresh()

    def _tell(self, error: DeskError) -> None:
        """Tell of a failure once, not at every look."""
        if str(error) != self._told:
            self._told = str(error)
            self.troubled.emit(error)
