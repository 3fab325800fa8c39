# SPDX-License-Identifier: Apache-2.0
"""A box whose widgets go on in the next line when a line is full, as words do."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget


class FlowBox(QWidget):
    """Lays its widgets out in lines; the height follows from the width."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._gap = gap
        self._line_gap = line_gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        widget.show()
        self.updateGeometry()

    def drop_last(self) -> None:
        """Take the last widget away for good."""
        widget = self._widgets.pop()
        widget.hide()
        widget.deleteLater()
        self.updateGeometry()

    def widgets(self) -> tuple[QWidget, ...]:
        """The widgets in their order."""
        return tuple(self._widgets)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is in a given width."""
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [widget.sizeHint() for widget in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        height = max((hint.height() for hint in hints), default=0)
        sides = self.contentsMargins()
        return QSize(width, height).grownBy(sides)

    def minimumSizeHint(self) -> QSize:
        """The widest widget by itself, and all lines of the width there is."""
        shown = self._shown()
        width = max((widget.minimumSizeHint().width() for widget in shown), default=0)
        height = max((widget.sizeHint().height() for widget in shown), default=0)
        least = QSize(width, height).grownBy(self.contentsMargins())
        if self.width() >= least.width():
            least.setHeight(max(least.height(), self.heightForWidth(self.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)
        if self.heightForWidth(self.width()) != self.heightForWidth(event.oldSize().width()):
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """A widget wants another size, is shown or hidden."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _arrange(self, width: int, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = QRect(0, 0, width, 0).marginsRemoved(margins)
        x, y, high = area.x(), area.y(), 0
        for widget in self._shown():
            hint = widget.sizeHint()
            wide = min(hint.width(), area.width())
            if x > area.x() and x + wide > area.x() + area.width():
                x, y, high = area.x(), y + high + self._line_gap, 0
            if move:
                place = QRect(x, y, wide, hint.height())
                widget.setGeometry(QStyle.visualRect(self.layoutDirection(), area, place))
            x += wide + self._gap
            high = max(high, hint.height())
        return y + high + margins.bottom()
