# SPDX-License-Identifier: Apache-2.0
"""Paints the rows and headings of the queue. No widget lives in a row."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.queue_roles import QueueRole
from ui.theme import Theme
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.choices import paint_check
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

Index = QModelIndex | QPersistentModelIndex

_INSET, _BAR, _GAP = 12, 3, 6
_WIDE = 360
_DUE_ICONS = {Tone.CAUTION: "clock", Tone.DANGER: "warning"}
_PICKED = 26


class QueueDelegate(QStyledItemDelegate):
    """Three lines a row, or two in the compact density."""

    def __init__(self, themes: ThemeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def row_height(self) -> int:
        """The height of a row, with the line below it."""
        theme = self._themes.theme
        step = theme.line(TextRole.BODY)
        return 2 * step + 14 if theme.compact else 3 * step + 15

    def heading_height(self) -> int:
        """The height of a group's heading."""
        return max(self._themes.theme.px(26), self._themes.theme.line(TextRole.CAPTION) + 10)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The full width, the height of a row."""
        del index
        return QSize(option.rect.width(), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        theme = self._themes.theme
        painter.save()
        rect = QRect(option.rect)
        flags = option.state
        picked = index.data(Qt.ItemDataRole.CheckStateRole)
        _paint_ground(painter, theme, rect, flags, barred=picked is None)
        row = _Row(painter, theme, rect, option.direction, index)
        row.paint(picked)
        if flags & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, theme, rect.adjusted(0, 0, 0, -1))
        painter.restore()

    def paint_heading(self, painter: QPainter, rect: QRect, title: str, total: int) -> None:
        """Paint the heading of a group, its number at the end."""
        theme = self._themes.theme
        painter.fillRect(rect, theme.colour("subtle"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("divider"))
        font = theme.font(TextRole.CAPTION, strong=True)
        box = rect.adjusted(_INSET, 0, -_INSET, -1)
        number = f"{total:,}"
        figures = theme.font(TextRole.CAPTION)
        draw_text(painter, box, number, figures, theme.colour("text2"), TRAILING)
        words = box.adjusted(0, 0, -text_width(figures, number) - _GAP, 0)
        draw_text(painter, words, title, font, theme.colour("text2"), LEADING)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the check box, or Space, picks the row or lets it go."""
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or not _asks(event, option.rect, option.direction):
            return False
        on = Qt.CheckState(state) == Qt.CheckState.Checked
        new = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, new, Qt.ItemDataRole.CheckStateRole)


class _Row:
    """One row while it is painted: its lines, and the place left on each."""

    def __init__(
        self,
        painter: QPainter,
        theme: Theme,
        rect: QRect,
        direction: Qt.LayoutDirection,
        index: Index,
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._rect = rect
        self._direction = direction
        self._index = index
        self._step = theme.line(TextRole.BODY)

    def paint(self, picked: object) -> None:
        theme = self._theme
        left = self._rect.x() + _INSET
        if picked is not None:
            side = theme.px(18)
            box = self._at(QRect(self._rect.x() + 8, self._rect.y() + 7, side, side))
            paint_check(self._painter, theme, box, Qt.CheckState(picked))
            left += side + 4
        right = self._rect.right() + 1 - _INSET
        top = self._rect.y() + (6 if theme.compact else 7)
        self._first(QRect(left, top, right - left, self._step))
        if not theme.compact:
            self._second(QRect(left, top + self._step, right - left, self._step))
        below = top + self._step * (1 if theme.compact else 2)
        self._third(QRect(left, below, right - left, self._step))

    def _first(self, box: QRect) -> None:
        theme = self._theme
        caption = theme.font(TextRole.CAPTION, figures=True)
        due, tone = self._text(QueueRole.DUE), self._tone(QueueRole.DUE_TONE)
        colour = theme.colour("text") if tone is Tone.NEUTRAL else theme.text(tone)
        width = text_width(caption, due)
        self._draw(
            QRect(box.right() + 1 - width, box.y(), width, box.height()), due, caption, colour
        )
        box.setRight(box.right() - width)
        if icon := _DUE_ICONS.get(tone):
            self._icon(icon, tone, box.right() - 4 - theme.px(16) + 1, box)
            box.setRight(box.right() - theme.px(16) - 4)
        box.setRight(box.right() - _GAP)
        shade = "text2" if self._index.data(QueueRole.TAKEN) else "text"
        strong = theme.font(TextRole.BODY, strong=True)
        self._draw(box, self._text(QueueRole.NAME), strong, theme.colour(shade))

    def _second(self, box: QRect) -> None:
        theme = self._theme
        topic = self._text(QueueRole.TOPIC)
        if topic and self._rect.width() >= _WIDE:
            caption = theme.font(TextRole.CAPTION)
            width = min(text_width(caption, topic), box.width() // 3)
            place = QRect(box.right() + 1 - width, box.y(), width, box.height())
            self._draw(place, topic, caption, theme.colour("text2"))
            box.setRight(box.right() - width - _GAP)
        shade = "text2" if self._index.data(QueueRole.TAKEN) else "text"
        self._draw(
            box, self._text(QueueRole.SUBJECT), theme.font(TextRole.BODY), theme.colour(shade)
        )

    def _third(self, box: QRect) -> None:
        theme = self._theme
        caption = theme.font(TextRole.CAPTION)
        if language := self._text(QueueRole.LANGUAGE):
            width, height = text_width(caption, language) + 10, theme.px(17)
            place = QRect(box.right() + 1 - width, box.y(), width, height)
            edge = theme.colour("control") if theme.contrast else theme.border(Tone.NEUTRAL)
            draw_box(self._painter, self._at(place), theme.fill(Tone.NEUTRAL), edge, radius=3)
            self._draw(place, language, caption, theme.text(Tone.NEUTRAL), CENTRE)
            box.setRight(box.right() - width - _GAP)
        tone = self._tone(QueueRole.STATE_TONE)
        colour = theme.colour("text2") if tone is Tone.NEUTRAL else theme.text(tone)
        if icon := self._text(QueueRole.STATE_ICON):
            self._icon(icon, "text2" if tone is Tone.NEUTRAL else tone, box.x(), box)
            box.setLeft(box.x() + theme.px(16) + 5)
        self._draw(box, self._text(QueueRole.STATE), caption, colour)

    def _draw(
        self,
        box: QRect,
        text: str,
        font: QFont,
        colour: QColor,
        flags: Qt.AlignmentFlag = LEADING,
    ) -> None:
        draw_text(self._painter, self._at(box), text, font, colour, flags)

    def _icon(self, name: str, colour: str | Tone, x: int, box: QRect) -> None:
        shown = self._theme.px(16)
        place = QRect(x, box.y() + (box.height() - shown) // 2, shown, shown)
        draw_icon(self._painter, self._theme, name, colour, self._at(place).topLeft())

    def _at(self, box: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._rect, box)

    def _text(self, role: QueueRole) -> str:
        return str(self._index.data(role) or "")

    def _tone(self, role: QueueRole) -> Tone:
        return Tone(self._index.data(role) or Tone.NEUTRAL)


def _paint_ground(
    painter: QPainter, theme: Theme, rect: QRect, flags: QStyle.StateFlag, *, barred: bool
) -> None:
    on = bool(flags & QStyle.StateFlag.State_Selected)
    over = bool(flags & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(rect, theme.colour("selected" if on else "hover" if over else "pane"))
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("divider"))
    if on and theme.contrast:
        draw_box(painter, rect, None, theme.colour("accent"), radius=1, width=2)
    if on and barred:
        painter.fillRect(QRect(rect.x(), rect.y(), _BAR, rect.height()), theme.colour("accent"))


def _asks(event: QEvent, rect: QRect, direction: Qt.LayoutDirection) -> bool:
    """Whether an event is a click on the check box of a row, or Space on the row."""
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
        return event.key() == Qt.Key.Key_Space
    if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
        side = QRect(rect.topLeft(), QSize(_INSET + _PICKED, rect.height()))
        place: QPoint = event.position().toPoint()
        return QStyle.visualRect(direction, rect, side).contains(place)
    return False
