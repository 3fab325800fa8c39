# SPDX-License-Identifier: Apache-2.0
"""Check boxes, radio buttons and drop-down lists in the colors of the theme."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from ui.theme import Theme
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.focus_ring import FocusRing
from ui.widgets.painting import LEADING, draw_box, draw_icon, draw_text, text_width

_BOX, _GAP = 18, 8
_BESIDE = 32
"""What stands beside the words of a drop-down, its arrow apart."""


class CheckBox(QCheckBox):
    """A check box with its words."""

    def __init__(self, themes: ThemeSource, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._themes = themes
        self._ring = FocusRing(themes, self)
        themes.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Box and words, high enough to hit."""
        return _hint(self._themes.theme, self.text())

    def minimumSizeHint(self) -> QSize:
        """The same: words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Words count as well."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, its sign, its words."""
        del event
        painter = QPainter(self)
        paint_check(
            painter,
            self._themes.theme,
            _box(self._themes.theme, self),
            self.checkState(),
            self.isEnabled(),
        )
        _paint_words(painter, self._themes.theme, self)


class RadioButton(QRadioButton):
    """A radio button with its words."""

    def __init__(
        self,
        themes: ThemeSource,
        text: str,
        parent: QWidget | None = None,
        *,
        strong: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._themes = themes
        self._strong = strong
        self._ring = FocusRing(themes, self)
        themes.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Circle and words, high enough to hit."""
        return _hint(self._themes.theme, self.text(), strong=self._strong)

    def minimumSizeHint(self) -> QSize:
        """The same: words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Words count as well."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle, a thick one when chosen, and its words."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        box, on = _box(self._themes.theme, self), self.isChecked()
        edge = theme.colour(_edge(on=on, enabled=self.isEnabled()))
        draw_box(
            painter,
            box,
            theme.colour("pane"),
            edge,
            radius=box.width() / 2,
            width=theme.px(5) if on else 1,
        )
        _paint_words(painter, theme, self, strong=self._strong)


class Select(QComboBox):
    """A drop-down list with our arrow."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        themes.changed.connect(self.update)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What does not fit ends in an ellipsis; the list shows it whole."""
        super().initStyleOption(option)
        room = self.width() - self._themes.theme.px(16) - _BESIDE
        shown = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, shown, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The list's own face, then the arrow."""
        super().paintEvent(event)
        theme = self._themes.theme
        shown = theme.px(16)
        place = QRect(self.width() - shown - 9, (self.height() - shown) // 2, shown, shown)
        at = QStyle.visualRect(self.layoutDirection(), self.rect(), place).topLeft()
        colour = "text2" if self.isEnabled() else "disabled"
        draw_icon(QPainter(self), theme, "chevron_down", colour, at)


def paint_check(
    painter: QPainter,
    theme: Theme,
    box: QRect,
    state: Qt.CheckState,
    enabled: bool = True,  # noqa: FBT001, FBT002
) -> None:
    """A check box: a tick, or a bar where only some are checked."""
    on = state != Qt.CheckState.Unchecked
    edge = theme.colour(_edge(on=on, enabled=enabled))
    fill: QColor = edge if on else theme.colour("pane")
    draw_box(painter, box, fill, edge, radius=3)
    if state == Qt.CheckState.Checked:
        shown = theme.px(16)
        corner = box.center() - QPoint(shown // 2 - 1, shown // 2 - 1)
        draw_icon(painter, theme, "checkmark", "on_accent", corner)
    elif state == Qt.CheckState.PartiallyChecked:
        bar = QRect(box.x() + 4, box.center().y(), box.width() - 8, 2)
        painter.fillRect(bar, theme.colour("on_accent"))


def _edge(*, on: bool, enabled: bool) -> str:
    if not enabled:
        return "disabled"
    return "accent" if on else "control"


def _hint(theme: Theme, text: str, *, strong: bool = False) -> QSize:
    words = text_width(theme.font(TextRole.BODY, strong=strong), text.replace("&", ""))
    return QSize(theme.px(_BOX) + (_GAP + words if text else 0), theme.px(26))


def _box(theme: Theme, button: QAbstractButton) -> QRect:
    side = theme.px(_BOX)
    place = QRect(0, (button.height() - side) // 2, side, side)
    return QStyle.visualRect(button.layoutDirection(), button.rect(), place)


def indent(theme: Theme) -> int:
    """How far the words of a choice stand from its edge, for what belongs below them."""
    return theme.px(_BOX) + _GAP


def _paint_words(
    painter: QPainter, theme: Theme, button: QAbstractButton, *, strong: bool = False
) -> None:
    rect = button.rect().adjusted(indent(theme), 0, 0, 0)
    place = QStyle.visualRect(button.layoutDirection(), button.rect(), rect)
    colour = theme.colour("text" if button.isEnabled() else "disabled")
    words = button.text().replace("&", "")
    draw_text(painter, place, words, theme.font(TextRole.BODY, strong=strong), colour, LEADING)
