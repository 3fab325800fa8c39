# SPDX-License-Identifier: Apache-2.0
"""The column left of the text, with a sign level with each marked line."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.painting import draw_box, draw_icon
from ui.widgets.reply_editor.data import Mark, MarkKind
from ui.widgets.reply_editor.mark_painter import TONES

WIDTH = 36
"""In layout units at 100 %, without the divider beside it."""
_SIGN = 20
_ICONS = {
    MarkKind.UNSUPPORTED: "question",
    MarkKind.NUMBER: "number_symbol",
    MarkKind.WRONG: "error_circle",
    MarkKind.EDITED: "edit",
}
_GRAVEST = (MarkKind.WRONG, MarkKind.NUMBER, MarkKind.UNSUPPORTED, MarkKind.EDITED)


class Gutter(QWidget):
    """Paints one sign a line, the gravest; its description names every mark."""

    pressed = Signal(object)
    """A sign was pressed; carries its `Mark`."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._signs: tuple[tuple[float, Mark], ...] = ()
        self.setAccessibleName(self.tr("Marks"))
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_signs(self, signs: Sequence[tuple[float, Mark]]) -> None:
        """Show signs, each at the middle of its line in this widget's coordinates."""
        found: dict[float, Mark] = {}
        for middle, mark in signs:
            if mark.kind not in _ICONS:
                continue
            other = found.get(round(middle))
            if other is None or _GRAVEST.index(mark.kind) < _GRAVEST.index(other.kind):
                found[round(middle)] = mark
        wanted = tuple(found.items())
        if wanted != self._signs:
            self._signs = wanted
            self.update()

    def signs(self) -> tuple[tuple[float, Mark], ...]:
        """The signs that show, each with the middle of its line."""
        return self._signs

    def sizeHint(self) -> QSize:
        """The column and its divider."""
        return QSize(self._themes.theme.px(WIDTH) + 1, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The signs and the divider."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("pane"))
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(QRect(edge, 0, 1, self.height()), theme.colour("divider"))
        for middle, mark in self._signs:
            box = self._box(middle)
            tone = TONES[mark.kind]
            border = theme.border(tone) if tone is Tone.NEUTRAL else theme.mark(tone)
            draw_box(painter, box, theme.fill(tone), border)
            inner = (box.width() - theme.px(16)) // 2
            draw_icon(painter, theme, _ICONS[mark.kind], tone, box.topLeft() + QPoint(inner, inner))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A sign leads to its mark."""
        place = event.position().toPoint()
        for middle, mark in self._signs:
            if self._box(middle).adjusted(-4, -2, 4, 2).contains(place):
                self.pressed.emit(mark)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends here, as the press did."""

    def _box(self, middle: float) -> QRect:
        side = self._themes.theme.px(_SIGN)
        left = (self.width() - 1 - side) // 2 + (1 if self.isRightToLeft() else 0)
        return QRect(left, round(middle - side / 2), side, side)
