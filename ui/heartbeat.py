# SPDX-License-Identifier: Apache-2.0
"""The desk's pulse: pull, send and look at the clock, each at its time and never twice at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.errors import DeskError, Offline
from ui.jobs import Done, Failed, Jobs, Lane, Outcome

_SEND_EVERY_MS = 1_000
_SYNC_EVERY_MS = 3_000
_MINUTE_MS = 20_000


class Heartbeat(QObject):
    """Keeps the queue fresh and the outbox empty while the window is open.

    `pulled` and `sent` bring the trouble of the last pull and delivery, or None; `reached` whether
    the drafter's line is up, as far as a question by `try_line` shows, and `troubled` why it is of
    no use; `minute` tells screens with times on them to look at the clock.
    `synced` brings the trouble of the last visit to the office's hub; `news` says that there is
    something to hear there.
    """

    pulled = Signal(object)
    sent = Signal(object)
    reached = Signal(bool)
    troubled = Signal(object)
    minute = Signal()
    synced = Signal(object)
    news = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._cancel = Cancel()
        self._pulling = self._sending = self._asking = self._watching = False
        self._source_tells = True
        every = desk.parts.settings.number("source.every_s") * 1000
        self._pull = self._timer(every, self.pull)
        self._send = self._timer(_SEND_EVERY_MS, self.send)
        self._syncing = False
        self._sync = self._timer(_SYNC_EVERY_MS, self.sync)
        self.news.connect(self.sync)
        self._clock = self._timer(_MINUTE_MS, self.minute.emit)

    def start(self) -> None:
        """Begin, with a pull at once."""
        for timer in (self._pull, self._send, self._clock):
            timer.start()
        if self._desk.syncing.shares:
            self._sync.start()
            self._desk.syncing.watch(self.news.emit)
            self.sync()
        self.pull()

    def stop(self) -> None:
        """End; what is under way is asked to stop."""
        self._cancel.request()
        for timer in (self._pull, self._send, self._sync, self._clock):
            timer.stop()

    @Slot()
    def pull(self) -> None:
        """Pull now, unless a pull is under way or the source itself says when there is news."""
        if not (self._pulling or self._watching):
            self._pulling = True
            self._jobs.run(
                Lane.WIRE, lambda: self._desk.intake.pull(self._cancel), self._on_pulled, self
            )

    @Slot()
    def send(self) -> None:
        """Send what is due, unless that is under way."""
        if not self._sending:
            self._sending = True
            self._jobs.run(Lane.WIRE, self._flush, self._on_sent, self)

    @Slot()
    def sync(self) -> None:
        """Come by at the office's hub, unless that is under way."""
        if not self._syncing:
            self._syncing = True
            self._jobs.run(
                Lane.WIRE, lambda: self._desk.syncing.sync(self._cancel), self._on_synced, self
            )

    @Slot()
    def try_line(self) -> None:
        """Find out whether source and drafter can be reached again."""
        self.pull()
        if not self._asking:
            self._asking = True
            drafter = self._desk.parts.drafters[self._desk.parts.choice.name]
            self._jobs.run(Lane.WIRE, drafter.examine, self._on_asked, self)

    def _flush(self) -> Changes:
        """Heed the office's switch, which may have been turned elsewhere, then send."""
        changed = self._desk.controlling.enforce()
        return changed | self._desk.delivery.flush(self._cancel)

    def _on_pulled(self, outcome: Outcome[Changes]) -> None:
        self._pulling = False
        self.pulled.emit(_trouble(outcome))
        if isinstance(outcome, Done) and self._source_tells and not self._cancel.requested:
            self._watching = True
            self._jobs.run(
                Lane.WIRE, lambda: self._desk.intake.watch(self._cancel), self._on_watched, self
            )

    def _on_watched(self, outcome: Outcome[bool]) -> None:
        """News: pull at once. A source that cannot tell, or no longer, is asked at its time."""
        self._watching = False
        if isinstance(outcome, Done):
            self._source_tells = outcome.value
            if outcome.value and not self._cancel.requested:
                self.pull()

    def _on_synced(self, outcome: Outcome[Changes]) -> None:
        self._syncing = False
        self.synced.emit(_trouble(outcome))

    def _on_sent(self, outcome: Outcome[Changes]) -> None:
        """What became of each reply stands in its row; `changed` of the lanes tells the screens."""
        self._sending = False
        self.sent.emit(_trouble(outcome))

    def _on_asked(self, outcome: Outcome[str]) -> None:
        self._asking = False
        match outcome:
            case Done():
                self.reached.emit(True)
            case Failed(error):
                self.reached.emit(not isinstance(error, Offline))
                self.troubled.emit(error)

    def _timer(self, every_ms: int, on_time: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(on_time)
        return timer


def _trouble(outcome: Outcome[Changes]) -> DeskError | None:
    return outcome.error if isinstance(outcome, Failed) else None
