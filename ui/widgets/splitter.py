# SPDX-License-Identifier: Apache-2.0
"""A divider between panes that can be moved by mouse and by key."""

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from ui.theme_source import ThemeSource
from ui.widgets.focus_ring import FocusRing

_STEP = 24


class PaneSplitter(QSplitter):
    """Puts panes beside or above each other; none can be dragged away."""

    def __init__(
        self, themes: ThemeSource, orientation: Qt.Orientation, parent: QWidget | None = None
    ) -> None:
        self._themes = themes
        super().__init__(orientation, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)

    def createHandle(self) -> QSplitterHandle:
        """A divider that takes the keyboard."""
        return _Handle(self._themes, self.orientation(), self)

    def name_divider(self, number: int, name: str) -> None:
        """Say what the divider before a pane is called."""
        self.handle(number).setAccessibleName(name)


class _Handle(QSplitterHandle):
    """One divider. The arrow keys move it, Home and End as far as it goes."""

    def __init__(self, themes: ThemeSource, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self._themes = themes
        self._ring = FocusRing(themes, self, 1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across = self.orientation() == Qt.Orientation.Horizontal
        forth, back = (
            (Qt.Key.Key_Right, Qt.Key.Key_Left) if across else (Qt.Key.Key_Down, Qt.Key.Key_Up)
        )
        at = self.x() if across else self.y()
        reach = self.splitter().getRange(self.splitter().indexOf(self))
        low, high = cast("tuple[int, int]", reach)  # the binding's annotation says object
        places = {
            forth: at + self._themes.theme.px(_STEP),
            back: at - self._themes.theme.px(_STEP),
            Qt.Key.Key_Home: low,
            Qt.Key.Key_End: high,
        }
        if event.modifiers() or Qt.Key(event.key()) not in places:
            super().keyPressEvent(event)
            return
        self.moveSplitter(min(max(places[Qt.Key(event.key())], low), high))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._themes.theme
        shade = "control" if self.hasFocus() or self.underMouse() else "divider"
        QPainter(self).fillRect(self.rect(), theme.colour(shade))
