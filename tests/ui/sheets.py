# SPDX-License-Identifier: Apache-2.0
"""How a sheet of components is laid out: titled sections, states side by side under a caption."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.tones import TextRole
from ui.widgets.styling import frame, label, line

W = TypeVar("W", bound=QWidget)


class _OnShow(QObject):
    """Pretends something of a widget right after it is shown."""

    shown = Signal()

    def __init__(self, widget: QWidget, act: str) -> None:
        super().__init__(widget)
        self._widget = widget
        self._act = act
        self.shown.connect(self._pretend, Qt.ConnectionType.QueuedConnection)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        if event.type() == QEvent.Type.Show:
            self.shown.emit()
        return False

    @Slot()
    def _pretend(self) -> None:
        if self._act == "hover":
            self._widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
            self._widget.update()
        else:
            event = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
            QApplication.sendEvent(self._widget, event)


def hovered(widget: W) -> W:
    """The widget as it looks under the mouse."""
    _OnShow(widget, "hover")
    return widget


def focused(widget: W) -> W:
    """The widget as it looks when focus came by key, without taking the real focus."""
    _OnShow(widget, "focus")
    return widget


def section(title: str, *rows: QWidget | QHBoxLayout) -> QWidget:
    """A heading, a line, and what stands below them."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(label(title, strong=True))
    column.addWidget(line())
    for row in rows:
        if isinstance(row, QWidget):
            column.addWidget(row)
        else:
            column.addLayout(row)
    return holder


def across(*states: tuple[str, QWidget]) -> QHBoxLayout:
    """States side by side, each under its name."""
    row = QHBoxLayout()
    row.setSpacing(14)
    for words, widget in states:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(label(words, TextRole.CAPTION, shade="text2"))
        column.addWidget(widget)
        column.addStretch(1)
        row.addLayout(column)
    row.addStretch(1)
    return row


def sheet(*sections: QWidget) -> QWidget:
    """A page of sections."""
    page = frame("pane")
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(14)
    for part in sections:
        column.addWidget(part)
    column.addStretch(1)
    return page
