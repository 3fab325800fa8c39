# SPDX-License-Identifier: Apache-2.0
"""The frame around a widget that has the keyboard's attention.

Two pixels with a gap of one, outside the widget where there is room, else along the inside of its
edge. It shows when focus came by key or from the program, not by mouse.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QSplitter, QWidget

from ui.theme_source import ThemeSource

_REACH = 3
_KEPT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FocusRing(QWidget):
    """A frame that follows `target`, above its neighbors, and is invisible to the mouse."""

    def __init__(
        self,
        themes: ThemeSource,
        target: QWidget,
        radius: int = 4,
        *,
        always: bool = False,
        within: bool = False,
    ) -> None:
        """`always` shows it for the mouse too, as text fields want; `within` keeps it inside."""
        super().__init__(target)
        self._always = always
        self._within = within
        self._themes = themes
        self._target = target
        self._radius = radius
        self._by_key = True
        self._focused = False
        self._inside = False
        self._between: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        target.installEventFilter(self)
        target.destroyed.connect(self.deleteLater)
        themes.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target; nothing is taken from it."""
        match event.type():
            case QEvent.Type.FocusIn if isinstance(event, QFocusEvent) and watched is self._target:
                if event.reason() not in _KEPT:
                    by_key = event.reason() != Qt.FocusReason.MouseFocusReason
                    self._by_key = by_key or self._always
                self._focused = True
                self._follow()
            case QEvent.Type.FocusOut if watched is self._target:
                self._focused = False
                self._follow()
            case (
                QEvent.Type.Move
                | QEvent.Type.Resize
                | QEvent.Type.Show
                | QEvent.Type.Hide
                | QEvent.Type.ParentChange
            ):
                self._follow()
            case _:
                pass
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two pixels of the focus color; along the inside a line of the pane sets it off."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        radius = self._radius if self._inside else self._radius + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        if self._inside and not self._within:
            painter.setPen(QPen(theme.colour("pane"), 1))
            box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
            painter.drawRoundedRect(box, radius - 1, radius - 1)

    def _follow(self) -> None:
        for widget in self._between:
            widget.removeEventFilter(self)
        self._between = []
        if not (self._by_key and self._focused and self._target.isVisible()):
            self.hide()
            return
        host, frame = self._place()
        if self.parentWidget() is not host:
            self.setParent(host)
        self.setGeometry(frame)
        self.show()
        self.raise_()

    def _place(self) -> tuple[QWidget, QRect]:
        """The nearest ancestor with room for the frame, and where it goes in there."""
        parent = host = _host(self._target)
        if self._within:
            self._inside = True
            return parent, QRect(self._target.mapTo(parent, QPoint(0, 0)), self._target.size())
        while True:
            at = QRect(self._target.mapTo(host, QPoint(0, 0)), self._target.size())
            around = at.adjusted(-_REACH, -_REACH, _REACH, _REACH)
            if host.rect().contains(around):
                self._inside = False
                return host, around
            above = host.parentWidget()
            if host.isWindow() or above is None or _scrolls(above):
                self._inside = True
                at = QRect(self._target.mapTo(parent, QPoint(0, 0)), self._target.size())
                return parent, at
            host.installEventFilter(self)
            self._between.append(host)
            host = _host(host)


def _host(widget: QWidget) -> QWidget:
    """The nearest ancestor that can hold the frame; a splitter would make a pane of it."""
    above = widget.parentWidget()
    while isinstance(above, QSplitter):
        above = above.parentWidget()
    return above or widget


def _scrolls(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget
