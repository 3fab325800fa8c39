# SPDX-License-Identifier: Apache-2.0
"""The log as a supervisor reads it: pages of entries, one entry whole, verification. Reads only."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.identity import EntryId
from desktop_app.ports import LogFilter
from desktop_app.workflows.reviewing import LogPage, Verified
from ui.jobs import Done, Failed, Jobs, Lane, Outcome

PAGE = 200


class Record(QObject):
    """The log, newest first. Nothing is read until the log is looked at.

    `came` brings a page and whether it follows the one before; `shown` one entry whole; `verified`
    the outcome of walking the chain; `progressed` how far that is; `failed` what kept the log from
    being read or walked, `troubled` the same for whoever tells it elsewhere.
    """

    came = Signal(object, bool)
    shown = Signal(object)
    verified = Signal(object)
    progressed = Signal(int)
    failed = Signal(object)
    troubled = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._watched = False
        self._filter = LogFilter()
        jobs.changed.connect(self._on_changed)

    def watch(self, *, watched: bool) -> None:
        """Whether somebody is looking; then it is kept fresh."""
        self._watched = watched
        if watched:
            self.read(None)

    @property
    def narrowed(self) -> bool:
        """Whether only some of the entries are shown."""
        return self._filter != LogFilter()

    def narrow(self, wanted: LogFilter) -> None:
        """Show the entries that match."""
        self._filter = wanted
        self.read(None)

    def read(self, before: int | None) -> None:
        """Read the page of entries older than `before`, or the newest."""
        wanted = self._filter

        def came(outcome: Outcome[LogPage]) -> None:
            match outcome:
                case Done(page) if wanted == self._filter:
                    self.came.emit(page, before is not None)
                case Done():
                    pass  # another choice has been made since
                case Failed(error):
                    self.failed.emit(error)
                    self.troubled.emit(error)

        self._jobs.run(
            Lane.DESK, lambda: self._desk.reviewing.page(wanted, before, PAGE), came, self
        )

    def show(self, name: EntryId) -> None:
        """Read one entry whole."""

        def came(outcome: Outcome[dict[str, object]]) -> None:
            match outcome:
                case Done(entry):
                    self.shown.emit(entry)
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, lambda: self._desk.reviewing.show(name), came, self)

    def verify(self) -> None:
        """Walk the whole chain."""
        relay = self._jobs.relay(lambda counts: self.progressed.emit(counts[-1]), 200)

        def came(outcome: Outcome[Verified]) -> None:
            relay.close()
            match outcome:
                case Done(verified):
                    self.verified.emit(verified)
                case Failed(error):
                    self.failed.emit(error)
                    self.troubled.emit(error)

        self._jobs.run(Lane.WIRE, lambda: self._desk.reviewing.verify(relay.send), came, self)

    @Slot(object, object)
    def _on_changed(self, changes: Changes, initiator: object) -> None:
        del initiator
        if self._watched and changes.log:
            self.read(None)
