# SPDX-License-Identifier: Apache-2.0
"""The list of what waits for a supervisor, opened from a notice or from the strip."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.desk import Desk
from desktop_app.workflows.overview import Waiting
from ui.dialogs.waiting import WaitingDialog
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.questions import Questions
from ui.theme_source import ThemeSource


class WaitingQuestions(QObject):
    """Reads the list and shows it. `opened` brings the inquiry that is gone to."""

    opened = Signal(str)

    def __init__(
        self, themes: ThemeSource, desk: Desk, jobs: Jobs, over: Questions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._desk = desk
        self._jobs = jobs
        self._over = over

    @Slot()
    def show(self) -> None:
        """Show what waits."""
        self._jobs.run(Lane.DESK, self._desk.overview.waiting, self._on_read, self)

    def _on_read(self, outcome: Outcome[Waiting]) -> None:
        match outcome:
            case Done(waiting):
                now = self._desk.parts.now()
                dialog = WaitingDialog(self._themes, waiting, now, parent=self._over.window)
                dialog.opened.connect(self.opened)
                self._over.show(dialog)
            case Failed(error):
                self._over.troubled.emit(error)
