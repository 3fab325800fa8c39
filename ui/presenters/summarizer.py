# SPDX-License-Identifier: Apache-2.0
"""A summary of rules that is being made: what it would send and cost, its words while they come,
what came of it. Knows workflows and no widget.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.draft import Piece
from desktop_app.domain.summary import Wanted
from desktop_app.workflows.summarising import SummaryPreview
from desktop_app.workflows.summary_outcome import Summary
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.presenters.streams import STREAM_EVERY_MS


@dataclass(eq=False, slots=True)
class _Run:
    """One summary on its way; what comes of it counts only while nobody has turned away."""

    cancel: Cancel = field(default_factory=Cancel)


class Summarizer(QObject):
    """Makes one summary at a time.

    `previewed` brings a `SummaryPreview`; `came` new pieces; `ended` the `Summary` once its entry
    is committed; `failed` what kept it from coming about; `copied` the text that may be copied now.
    """

    previewed = Signal(object)
    came = Signal(list)
    ended = Signal(object)
    failed = Signal(object)
    copied = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._run: _Run | None = None
        self._looks = 0

    @property
    def running(self) -> bool:
        """Whether a summary is being written."""
        return self._run is not None

    def look(self, wanted: Wanted, instruction: str = "") -> None:
        """Work out what a summary would send; of several asked for meanwhile, the last counts."""
        self._looks += 1
        number = self._looks

        def came(outcome: Outcome[SummaryPreview]) -> None:
            if number != self._looks:
                return
            match outcome:
                case Done(preview):
                    self.previewed.emit(preview)
                case Failed(error):
                    self.failed.emit(error)

        self._jobs.run(
            Lane.DESK,
            lambda: self._desk.summarising.preview(wanted, instruction=instruction),
            came,
            self,
        )

    def start(self, wanted: Wanted, instruction: str, drafter: str = "") -> None:
        """Have a summary written."""
        if self._run is not None:
            return
        run = self._run = _Run()

        def on_pieces(pieces: list[Piece]) -> None:
            if self._run is run:
                self.came.emit(pieces)

        relay = self._jobs.relay(on_pieces, STREAM_EVERY_MS)

        def came(outcome: Outcome[Summary]) -> None:
            relay.close()
            self._jobs.changed.emit(Changes(log=True), self)
            if self._run is not run:
                return
            self._run = None
            match outcome:
                case Done(summary):
                    self.ended.emit(summary)
                case Failed(error):
                    self.failed.emit(error)

        self._jobs.run(
            Lane.WIRE,
            lambda: self._desk.summarising.summarize(
                wanted, relay.send, run.cancel, drafter=drafter, instruction=instruction
            ),
            came,
            self,
        )

    def stop(self) -> None:
        """Stop the summary that is being written; what came of it is told."""
        if self._run is not None:
            self._run.cancel.request()

    def leave(self) -> None:
        """Nobody looks any more: stop, and tell nobody."""
        self.stop()
        self._run = None
        self._looks += 1

    def copy(self, summary: Summary) -> None:
        """Log that a summary goes out; only then may it."""

        def came(outcome: Outcome[Changes]) -> None:
            match outcome:
                case Done():
                    self.copied.emit(summary.text)
                case Failed(error):
                    self.failed.emit(error)

        self._jobs.run(Lane.DESK, lambda: self._desk.summarising.copied(summary), came, self)
