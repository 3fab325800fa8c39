# SPDX-License-Identifier: Apache-2.0
"""What keeps the window from opening, told in one: who starts it from an icon sees no terminal."""

from PySide6.QtWidgets import QWidget

from desktop_app.errors import DeskError
from ui.theme_source import ThemeSource
from ui.widgets.dialog import Dialog


class CannotStartDialog(Dialog):
    """Says what is wrong and what to do, and closes."""

    def __init__(
        self, themes: ThemeSource, trouble: DeskError, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, "Counterpart", "", parent=parent)
        code = f"({trouble.code})" if trouble.code else ""
        said = " ".join(filter(None, (trouble.what, trouble.remedy, code)))
        self.set_heading(self.tr("Counterpart cannot start"), said)
        self.set_bare()
        self.set_first_focus(self.set_cancel(self.tr("Close")))
