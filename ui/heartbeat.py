# SPDX-License-Identifier: Apache-2.0
"""The desk's pulse: pull, send and look at the clock, each at its time and never twice at once."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.errors import DeskError
from ui.jobs import Done, Failed, Jobs, Lane, Outcome

_SEND_EVERY_MS = 1_000
_MINUTE_MS = 20_000


class Heartbeat(QObject):
    """Keeps the queue fresh and the outbox empty while the window is open.

    `pulled` brings the trouble of the last pull or None; `minute` tells screens with times on them
    to look at the clock.
    """

    pulled = Signal(object)
    minute = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._cancel = Cancel()
        self._pulling = self._sending = False
        every = desk.parts.settings.number("source.every_s") * 1000
        self._pull = self._timer(every, self.pull)
        self._send = self._timer(_SEND_EVERY_MS, self.send)
        self._clock = self._timer(_MINUTE_MS, self.minute.emit)

    def start(self) -> None:
        """Begin, with a pull at once."""
        for timer in (self._pull, self._send, self._clock):
            timer.start()
        self.pull()

    def stop(self) -> None:
        """End; what is under way is asked to stop."""
        self._cancel.request()
        for timer in (self._pull, self._send, self._clock):
            timer.stop()

    @Slot()
    def pull(self) -> None:
        """Pull now, unless a pull is under way."""
        if not self._pulling:
            self._pulling = True
            self._jobs.run(
                Lane.WIRE, lambda: self._desk.intake.pull(self._cancel), self._on_pulled, self
            )

    @Slot()
    def send(self) -> None:
        """Send what is due, unless that is under way."""
        if not self._sending:
            self._sending = True
            self._jobs.run(
                Lane.WIRE, lambda: self._desk.delivery.flush(self._cancel), self._on_sent, self
            )

    def _on_pulled(self, outcome: Outcome[Changes]) -> None:
        self._pulling = False
        trouble: DeskError | None = None
        match outcome:
            case Failed(error):
                trouble = error
            case Done():
                pass
        self.pulled.emit(trouble)

    def _on_sent(self, outcome: Outcome[Changes]) -> None:
        self._sending = False
        del outcome  # what became of each reply stands in its row; `changed` tells the screens

    def _timer(self, every_ms: int, on_time) -> QTimer:  # noqa: ANN001 - a slot or a signal
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(on_time)
        return timer
