# SPDX-License-Identifier: Apache-2.0
"""Plain words that wrap, the first of them bold, in the color of a tone."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.layouts import Layouts

_TALL = 1.25
"""From how many steps on a line is in a writing that needs more than one: Farsi, Arabic."""


class Sentence(QLabel):
    """A label with a bold beginning. No markup is read: what looks like a tag is shown as it is."""

    def __init__(
        self,
        themes: ThemeSource,
        role: TextRole = TextRole.BODY,
        *,
        shade: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._themes = themes
        self._role = role
        self._shade = shade
        self._lead = ""
        self._rest = ""
        self._tone: Tone | None = None
        self._layouts = Layouts()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.updateGeometry)

    def set_words(self, lead: str, rest: str = "", tone: Tone | None = None) -> None:
        """Say `lead` in bold and `rest` after it."""
        self._lead, self._rest, self._tone = lead, rest, tone
        self.setText(f"{lead} {rest}".strip())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the words are in a given width."""
        return self._laid_out(width)[1]

    def sizeHint(self) -> QSize:
        """All in one line."""
        layout, height = self._laid_out(1 << 16)
        width = layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0
        return QSize(ceil(width), height)

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(min(self.sizeHint().width(), 120), self._themes.theme.line(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, centered upright."""
        del event
        theme = self._themes.theme
        layout, height = self._laid_out(self.width())
        painter = QPainter(self)
        painter.setPen(theme.text(self._tone) if self._tone else theme.colour(self._shade))
        layout.draw(painter, QPointF(0, (self.height() - height) / 2))

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        of_what = self._themes.theme, self.text(), self._lead, self.layoutDirection()
        return self._layouts.of(of_what, width, self._lay_out)

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        theme = self._themes.theme
        layout = QTextLayout(self.text(), theme.font(self._role))
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, len(self._lead.encode("utf-16-le")) // 2
        bold.format = QTextCharFormat()
        bold.format.setFont(theme.font(self._role, strong=True))
        layout.setFormats([bold])
        option = QTextOption()
        option.setTextDirection(self.layoutDirection())
        layout.setTextOption(option)
        step = theme.line(self._role)
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            needed = ceil(line.height())
            high = needed if needed > step * _TALL else step
            line.setPosition(QPointF(0, y + max((high - line.height()) / 2, 0)))
            y += high
        layout.endLayout()
        return layout, max(y, step)
