# SPDX-License-Identifier: Apache-2.0
"""How a test looks at a screen: what is cut off, what takes the keyboard and what it is called."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QTableView,
    QWidget,
)

from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, Tag
from ui.widgets.painting import text_width
from ui.widgets.sentence import Sentence

_INSET = 24


def laid_out(page: QWidget) -> None:
    """Let posted layouts happen."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    page.grab()


def cut(page: QWidget) -> Iterator[str]:
    """The words that have less room than they need, and no tooltip that says them."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or clipped_by_scrolling(widget, page):
            continue
        if isinstance(widget, Button) and widget.width() < widget.minimumSizeHint().width():
            yield f"button {widget.text()!r}: {widget.width()}"
        short = widget.width() < widget.sizeHint().width()
        if isinstance(widget, Chip | Tag) and short and not widget.toolTip():
            yield f"chip {widget.accessibleName()!r}: {widget.width()}"
        if isinstance(widget, QLabel | Sentence) and _words(widget):
            yield from _cut_label(widget)
        if isinstance(widget, QTableView):
            yield from _cut_cells(widget)
        yield from _outside(widget)


def _words(widget: QLabel | Sentence) -> str:
    return widget.text() if isinstance(widget, QLabel) else widget.accessibleName()


def _cut_label(widget: QWidget) -> Iterator[str]:
    width = widget.width()
    high = widget.heightForWidth(width) if widget.hasHeightForWidth() else -1
    need = high if high > 0 else widget.minimumSizeHint().height()
    words = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
    if widget.height() < need:
        yield f"label {words!r}: {widget.height()} of {need}"
    if width < widget.minimumSizeHint().width():
        yield f"label {words!r}: {width} wide"


def _cut_cells(table: QTableView) -> Iterator[str]:
    """Cells that are shortened and have no tooltip."""
    model = table.model()
    if model is None:
        return
    for column in range(model.columnCount()):
        for row in range(min(model.rowCount(), 20)):
            index = model.index(row, column)
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            room = table.columnWidth(column) - _INSET
            short = text_width(table.font(), words) > room
            if short and not index.data(Qt.ItemDataRole.ToolTipRole):
                yield f"cell {words!r}: {room} wide"


def _outside(widget: QWidget) -> Iterator[str]:
    """A widget that stands outside of what it stands in, which hides a part of it."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return
    if isinstance(parent, QAbstractScrollArea) or parent.parent() in _inners(parent):
        return
    if not isinstance(widget, Button | Chip | Tag | QLabel | Sentence):
        return
    place = QRect(QPoint(0, 0), parent.size())
    if not place.contains(widget.geometry()):
        said = widget.accessibleName() or getattr(widget, "text", str)()
        yield f"{type(widget).__name__} {said!r} at {widget.geometry()} of {place}"


def _inners(widget: QWidget) -> tuple[QWidget, ...]:
    above = widget.parentWidget()
    return (above,) if isinstance(above, QComboBox | QAbstractSpinBox) else ()


def clipped_by_scrolling(widget: QWidget, page: QWidget) -> bool:
    """Whether a scroll area above it can bring the rest into view."""
    above = widget.parentWidget()
    while above is not None and above is not page:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def takes_keys(page: QWidget) -> list[QWidget]:
    """What Tab can bring the keyboard to now."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is page
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not _other_choice(widget)
    ]


def _other_choice(widget: QWidget) -> bool:
    """A choice that is not the chosen one: the arrow keys lead to it, Tab to the chosen one."""
    return isinstance(widget, QRadioButton) and not widget.isChecked()


def name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face else ""


def called(widget: QWidget) -> str:
    """A widget as a failing test names it."""
    return f"{type(widget).__name__} {name(widget)!r}"
