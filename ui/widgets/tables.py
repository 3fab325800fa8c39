# SPDX-License-Identifier: Apache-2.0
"""The table of the log, of a dialog, of a chart read as figures."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.table_roles import TableRole
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.announce import announce
from ui.widgets.painting import (
    CENTRE,
    LEADING,
    TRAILING,
    draw_box,
    draw_focus,
    draw_icon,
    draw_text,
    text_width,
)
from ui.widgets.styling import set_state

Index = QModelIndex | QPersistentModelIndex

_INSET = 12


class TableState(StrEnum):
    """What stands where rows would."""

    ROWS = "rows"
    EMPTY = "empty"
    LOADING = "loading"
    ERROR = "error"


_SIGNS = {
    TableState.EMPTY: ("info", "text2"),
    TableState.LOADING: ("arrow_sync", "text2"),
    TableState.ERROR: ("error_circle", Tone.DANGER),
}


class _Cells(QStyledItemDelegate):
    def __init__(self, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        theme = self._themes.theme
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        wide = text_width(theme.font(TextRole.BODY), words) + 2 * _INSET
        wide += theme.px(16) + 6 if index.data(TableRole.ICON) else 0
        return QSize(wide, theme.px(26 if theme.compact else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._themes.theme
        rect = QRect(option.rect)
        state = QStyle.StateFlag
        on = bool(option.state & state.State_Selected)
        over = index.row() == self.hovered_row
        painter.fillRect(rect, theme.colour("selected" if on else "hover" if over else "pane"))
        below = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        painter.fillRect(below, theme.colour("divider"))
        if on and theme.contrast:
            painter.fillRect(below.translated(0, -1), theme.colour("accent"))
            painter.fillRect(QRect(rect.topLeft(), QSize(rect.width(), 2)), theme.colour("accent"))
        self._paint_words(painter, option, rect.adjusted(_INSET, 0, -_INSET, -1), index)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, index: Index
    ) -> None:
        theme = self._themes.theme
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        tone = index.data(TableRole.TONE)
        colour = theme.text(Tone(tone)) if tone else theme.colour("text")
        font = theme.font(TextRole.BODY, strong=bool(index.data(TableRole.STRONG)), figures=True)
        trailing = _trailing(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if icon := index.data(TableRole.ICON):
            shown = theme.px(16)
            place = QRect(box.x(), box.y() + (box.height() - shown) // 2, shown, shown)
            at = QStyle.visualRect(option.direction, option.rect, place).topLeft()
            draw_icon(painter, theme, str(icon), Tone(tone) if tone else "text2", at)
            box.setLeft(box.x() + shown + 6)
        if index.data(TableRole.BOXED) and words:
            high = theme.px(18)
            wide = min(text_width(font, words) + 8, box.width())
            place = QRect(box.x(), box.y() + (box.height() - high) // 2, wide, high)
            place = QStyle.visualRect(option.direction, option.rect, place)
            shade = Tone(tone) if tone else Tone.ACCENT
            draw_box(painter, place, theme.fill(shade), theme.border(shade), radius=3)
            draw_text(painter, place, words, font, theme.text(shade), CENTRE)
            return
        middle = Qt.TextElideMode.ElideMiddle if index.data(TableRole.MIDDLE) else None
        place = QStyle.visualRect(option.direction, option.rect, box)
        flags = TRAILING if trailing else LEADING
        mode = middle or Qt.TextElideMode.ElideRight
        draw_text(painter, place, words, font, colour, flags, mode)


class _Header(QHeaderView):
    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._themes = themes
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._themes.theme.px(28))

    def sectionSizeFromContents(self, logical: int) -> QSize:
        theme = self._themes.theme
        words = str(self._said(logical, Qt.ItemDataRole.DisplayRole) or "")
        wide = text_width(theme.font(TextRole.CAPTION, strong=True), words) + 2 * _INSET + 20
        return QSize(wide, theme.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        theme = self._themes.theme
        painter.fillRect(rect, theme.colour("subtle"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("divider"))
        font = theme.font(TextRole.CAPTION, strong=True)
        words = str(self._said(logical, Qt.ItemDataRole.DisplayRole) or "")
        box = rect.adjusted(_INSET, 0, -_INSET, -1)
        trailing = _trailing(self._said(logical, Qt.ItemDataRole.TextAlignmentRole))
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logical:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            shown = theme.px(16)
            wide = min(text_width(font, words), box.width() - shown - 4)
            x = box.x() if trailing else box.x() + wide + 4
            place = QRect(x, box.y() + (box.height() - shown) // 2, shown, shown)
            at = QStyle.visualRect(self.layoutDirection(), rect, place).topLeft()
            draw_icon(painter, theme, "arrow_up" if up else "arrow_down", "text2", at)
            box = box.adjusted(shown + 4, 0, 0, 0) if trailing else box.adjusted(0, 0, -shown, 0)
        flags = TRAILING if trailing else LEADING
        draw_text(painter, box, words, font, theme.colour("text2"), flags)

    def _said(self, logical: int, role: Qt.ItemDataRole) -> object:
        model = self.model()
        return model.headerData(logical, Qt.Orientation.Horizontal, role) if model else None


class DataTable(QTableView):
    """Rows of a table model: one selected, lines between, no cell edited here.

    `show_state` puts a sentence where rows would be, for a table that is empty, loading or failed.
    """

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._state = TableState.ROWS
        self._sentence = ""
        self._by_key = False
        self._cells = _Cells(themes, self)
        self.setItemDelegate(self._cells)
        header = _Header(themes, self)
        self.setHorizontalHeader(header)
        header.setStretchLastSection(True)
        header.sortIndicatorChanged.connect(self._on_sorted)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        set_state(self, kind="table")
        themes.changed.connect(self._on_theme_changed)
        self._set_row_height()

    def shown_state(self) -> TableState:
        """Whether rows are shown, or what stands in their place."""
        return self._state

    def show_state(self, state: TableState, sentence: str = "") -> None:
        """Say why there are no rows; `TableState.ROWS` shows them."""
        self._state, self._sentence = state, sentence
        self.setAccessibleDescription(sentence)
        announce(self, sentence)
        self.viewport().update()

    def fit_columns(self, columns: Sequence[int], most: int = 260) -> None:
        """Make columns as wide as their words, within `most` layout units."""
        theme = self._themes.theme
        for column in columns:
            hint = max(
                self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column)
            )
            self.setColumnWidth(column, min(hint, theme.px(most)))

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice the row under the mouse."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._hover(self.rowAt(event.position().toPoint().y()))
        elif event.type() == QEvent.Type.Leave:
            self._hover(-1)
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
        """Rows, or the sentence in their place; around all the frame of focus."""
        theme = self._themes.theme
        if self._state is TableState.ROWS:
            super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._state is not TableState.ROWS:
            icon, colour = _SIGNS[self._state]
            shown = theme.px(16)
            draw_icon(painter, theme, icon, colour, QPoint(_INSET, 12))
            words = theme.text(colour) if isinstance(colour, Tone) else theme.colour(colour)
            wide = self.viewport().width() - 2 * _INSET - shown - 8
            box = QRect(_INSET + shown + 8, 11, wide, theme.line(TextRole.BODY))
            draw_text(painter, box, self._sentence, theme.font(TextRole.BODY), words, LEADING)
        if self._by_key and self.hasFocus():
            draw_focus(painter, theme, self.viewport().rect())

    @Slot(int, Qt.SortOrder)
    def _on_sorted(self, logical: int, order: Qt.SortOrder) -> None:
        model = self.model()
        if model is None or logical < 0:
            return
        column = str(model.headerData(logical, Qt.Orientation.Horizontal) or "")
        up = order == Qt.SortOrder.AscendingOrder
        words = (
            self.tr("Sorted by {column}, rising") if up else self.tr("Sorted by {column}, falling")
        )
        said = words.format(column=column)
        self.horizontalHeader().setAccessibleDescription(said)
        announce(self, said)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._set_row_height()
        self.viewport().update()

    def _set_row_height(self) -> None:
        theme = self._themes.theme
        height = theme.px(26 if theme.compact else 32)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered_row:
            self._cells.hovered_row = row
            self.viewport().update()


def _trailing(align: object) -> bool:
    """Whether a model's alignment, an enum or a number, is at the far end."""
    flags = align if isinstance(align, Qt.AlignmentFlag) else Qt.AlignmentFlag(align or 0)
    return bool(flags & Qt.AlignmentFlag.AlignRight)
