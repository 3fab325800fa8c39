# SPDX-License-Identifier: Apache-2.0
"""The list of the queue: rows of one height under headings that stay in view.

Places are reckoned and never stored a row, so that a hundred thousand inquiries cost no more than
ten. The headings are not rows: the keyboard, selection and screen readers meet inquiries only.
"""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QHoverEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from ui.models.queue_roles import Section
from ui.theme_source import ThemeSource
from ui.widgets.queue_delegate import QueueDelegate

Index = QModelIndex | QPersistentModelIndex


class QueueView(QListView):
    """Shows any list model that answers `QueueRole`; give it the sections after every change."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._rows = QueueDelegate(themes, self)
        self._sections: tuple[Section, ...] = ()
        self._hovered = QPersistentModelIndex()
        self._by_key = False
        self.setItemDelegate(self._rows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        themes.changed.connect(self._on_theme_changed)

    def sections(self) -> tuple[Section, ...]:
        """The groups that have headings."""
        return self._sections

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Say how the rows fall into groups. Rows before the first section have no heading."""
        self._sections = tuple(sections)
        self.updateGeometries()
        self.viewport().update()

    def visualRect(self, index: Index) -> QRect:
        """Where a row is, in the viewport."""
        if not index.isValid():
            return QRect()
        top = self._top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._rows.row_height())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a place; none where a heading is."""
        if point.y() < self._sticky_height():
            return QModelIndex()
        row = self._row_at(point.y() + self.verticalOffset())
        model = self.model()
        return model.index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view, below the heading that stays."""
        if not index.isValid():
            return
        height, view = self._rows.row_height(), self.viewport().height()
        top = self._top(index.row())
        head = self._rows.heading_height() if self._section_of(index.row()) >= 0 else 0
        bar = self.verticalScrollBar()
        match hint:
            case QAbstractItemView.ScrollHint.PositionAtTop:
                bar.setValue(top - head)
            case QAbstractItemView.ScrollHint.PositionAtBottom:
                bar.setValue(top + height - view)
            case QAbstractItemView.ScrollHint.PositionAtCenter:
                bar.setValue(top + height // 2 - view // 2)
            case _ if top - head < bar.value():
                bar.setValue(top - head)
            case _ if top + height > bar.value() + view:
                bar.setValue(top + height - view)
            case _:
                pass

    def verticalOffset(self) -> int:
        """How far the list is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """It never scrolls sideways."""
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        """No row is ever hidden."""
        del index
        return False

    def doItemsLayout(self) -> None:
        """There is nothing to lay out; the range of the scroll bar is all that follows from it."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Set the range of the scroll bar."""
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(max(self._rows.row_height() // 2, 1))
        bar.setPageStep(height)
        bar.setRange(0, max(self._total() - height, 0))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads."""
        del modifiers
        count = self._count()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        page = max(self.viewport().height() // self._rows.row_height() - 1, 1)
        step = {
            QAbstractItemView.CursorAction.MoveUp: -1,
            QAbstractItemView.CursorAction.MovePrevious: -1,
            QAbstractItemView.CursorAction.MoveDown: 1,
            QAbstractItemView.CursorAction.MoveNext: 1,
            QAbstractItemView.CursorAction.MovePageUp: -page,
            QAbstractItemView.CursorAction.MovePageDown: page,
            QAbstractItemView.CursorAction.MoveHome: -count,
            QAbstractItemView.CursorAction.MoveEnd: count,
        }.get(action, 0)
        if row < 0:
            row = count if action == QAbstractItemView.CursorAction.MoveEnd else 0
            step = min(step, 0)
        return self.model().index(min(max(row + step, 0), count - 1), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        index = self.indexAt(rect.center()) if rect.isValid() else QModelIndex()
        if not index.isValid():
            index = self.indexAt(rect.topLeft())
        selection = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What has to be painted again when the selection changes."""
        del selection
        return QRegion(self.viewport().rect())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew: the heading at the top stays while rows move below it."""
        del dx, dy
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice the row under the mouse."""
        match event.type():
            case QEvent.Type.HoverEnter | QEvent.Type.HoverMove if isinstance(event, QHoverEvent):
                self._hover(self.indexAt(event.position().toPoint()))
            case QEvent.Type.HoverLeave | QEvent.Type.Leave:
                self._hover(QModelIndex())
            case _:
                pass
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A frame shows when focus came by key or from the program."""
        self._by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in view, their headings, and on top the heading of the first row."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._themes.theme.colour("pane"))
        count = self._count()
        offset, view = self.verticalOffset(), self.viewport().height()
        row = max(self._row_at(offset, nearest=True), 0)
        while row < count and self._top(row) - offset < view:
            self._paint_row(painter, row)
            row += 1
        self._paint_headings(painter)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        index = self.model().index(row, 0)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        state = QStyle.StateFlag
        option.state &= ~(state.State_HasFocus | state.State_MouseOver | state.State_Selected)
        if index == self.currentIndex() or self.selectionModel().isSelected(index):
            option.state |= state.State_Selected
        if index == self._hovered:
            option.state |= state.State_MouseOver
        if self._by_key and self.hasFocus() and index == self.currentIndex():
            option.state |= state.State_HasFocus
        self._rows.paint(painter, option, index)

    def _paint_headings(self, painter: QPainter) -> None:
        offset, view = self.verticalOffset(), self.viewport().height()
        head, width = self._rows.heading_height(), self.viewport().width()
        current = self._section_of(max(self._row_at(offset, nearest=True), 0))
        for place, section in enumerate(self._sections):
            top = self._top(section.first) - head - offset
            if place == current:
                below = self._sections[place + 1] if place + 1 < len(self._sections) else None
                room = self._top(below.first) - head - offset - head if below else 0
                top = max(top, min(0, room))
            if -head < top < view:
                rect = QRect(0, top, width, head)
                self._rows.paint_heading(painter, rect, section.title, section.total)

    def _hover(self, index: QModelIndex) -> None:
        if index != self._hovered:
            self._hovered = QPersistentModelIndex(index)
            self.viewport().update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model else 0

    def _section_of(self, row: int) -> int:
        return bisect_right(self._sections, row, key=lambda section: section.first) - 1

    def _top(self, row: int) -> int:
        heads = self._section_of(row) + 1
        return row * self._rows.row_height() + heads * self._rows.heading_height()

    def _total(self) -> int:
        count = self._count()
        return self._top(count - 1) + self._rows.row_height() if count else 0

    def _sticky_height(self) -> int:
        row = self._row_at(self.verticalOffset(), nearest=True)
        return self._rows.heading_height() if self._section_of(max(row, 0)) >= 0 else 0

    def _row_at(self, y: int, *, nearest: bool = False) -> int:
        """The row at a height of the whole list, or -1; `nearest` takes a heading for the row below
        it.
        """
        count, height, head = self._count(), self._rows.row_height(), self._rows.heading_height()
        if not count or y < 0:
            return -1
        starts = [
            section.first * height + place * head for place, section in enumerate(self._sections)
        ]
        place = bisect_right(starts, y) - 1
        if place >= 0 and y < starts[place] + head:
            row = self._sections[place].first if nearest else -1
        else:
            row = (y - (place + 1) * head) // height
        return row if row < count else (count - 1 if nearest else -1)
