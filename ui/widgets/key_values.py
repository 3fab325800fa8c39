# SPDX-License-Identifier: Apache-2.0
"""Names and values side by side, for the facts in a dialog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.widgets.styling import label

_LONG = 24


class KeyValues(QWidget):
    """Names and values side by side: "Goes to", "Size"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._values: dict[str, QLabel] = {}

    def set_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Show these names and values."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._values = {}
        for place, (name, value) in enumerate(rows):
            said = label(name, shade="text2")
            shown = label(_breakable(value), wrap=True)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(f"{name}, {value}")
            self._grid.addWidget(said, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, place, 1)
            self._values[name] = shown

    def set_value(self, name: str, value: str) -> None:
        """Show another value."""
        self._values[name].setText(_breakable(value))
        self._values[name].setAccessibleName(f"{name}, {value}")


def _breakable(value: str) -> str:
    """A long id may be broken after each of its hyphens."""
    return value.replace("-", "-\u200b") if len(value) > _LONG and " " not in value else value
