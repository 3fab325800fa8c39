# SPDX-License-Identifier: Apache-2.0
"""A heading that opens and shuts what lies below it: "Came near, not cited"."""

from PySide6.QtCore import QRect, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.focus_ring import FocusRing
from ui.widgets.painting import CENTRE, LEADING, draw_box, draw_icon, draw_text, text_width


class _Heading(QPushButton):
    def __init__(self, themes: ThemeSource, text: str) -> None:
        super().__init__(text)
        self._themes = themes
        self.count = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._themes.theme
        return QSize(text_width(theme.font(TextRole.BODY), self.text()) + 90, theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        over = self.underMouse() or self.isDown()
        painter.fillRect(self.rect(), theme.colour("hover" if over else "pane"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("divider"))
        shown, font = theme.px(16), theme.font(TextRole.BODY)
        icon = "chevron_down" if self.isChecked() else "chevron_right"
        place = QRect(12, (self.height() - shown) // 2, shown, shown)
        draw_icon(painter, theme, icon, "text2", self._mirrored(place).topLeft())
        x = 12 + shown + 6
        wide = min(text_width(font, self.text()), self.width() - x - 50)
        box = QRect(x, 0, wide, self.height())
        draw_text(painter, self._mirrored(box), self.text(), font, theme.colour("text2"), LEADING)
        small = theme.font(TextRole.CAPTION, strong=True)
        number = f"{self.count:,}"
        high = theme.px(18)
        side = max(text_width(small, number) + 14, 20)
        box = QRect(x + wide + 6, (self.height() - high) // 2, side, high)
        edge = theme.colour("control") if theme.contrast else theme.border(Tone.NEUTRAL)
        draw_box(painter, self._mirrored(box), theme.fill(Tone.NEUTRAL), edge)
        draw_text(painter, self._mirrored(box), number, small, theme.text(Tone.NEUTRAL), CENTRE)

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


class Fold(QWidget):
    """A heading with a count, and a content that it shows or hides. It opens at once."""

    def __init__(
        self, themes: ThemeSource, title: str, content: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._heading = _Heading(themes, title)
        self._ring = FocusRing(themes, self._heading, radius=2)
        self._content = content
        content.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(content)
        self._heading.toggled.connect(self._on_toggled)
        themes.changed.connect(self._heading.updateGeometry)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Write a number behind the title."""
        self._heading.count = count
        self._heading.update()
        self._say()

    def open(self) -> bool:
        """Whether the content shows."""
        return self._heading.isChecked()

    def set_open(self, opened: bool) -> None:  # noqa: FBT001
        """Show the content or hide it."""
        self._heading.setChecked(opened)

    @Slot(bool)
    def _on_toggled(self, opened: bool) -> None:  # noqa: FBT001
        self._content.setVisible(opened)
        self._say()

    def _say(self) -> None:
        state = self.tr("open") if self.open() else self.tr("closed")
        self._heading.setAccessibleName(f"{self._title}, {self._heading.count:,}, {state}")
