# SPDX-License-Identifier: Apache-2.0
"""A heading in somebody else's words: two lines at most, the whole of it in the tooltip."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole

_LINES = 2


class Headline(QLabel):
    """A subject as the customer wrote it. No markup is read; what does not fit ends in an
    ellipsis.
    """

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.updateGeometry)

    def set_words(self, words: str) -> None:
        """Show a heading."""
        self.setText(" ".join(words.split()))
        self.setToolTip(self.text())
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line or two."""
        return len(self._laid_out(width)) * self._themes.theme.line(TextRole.SUBTITLE)

    def sizeHint(self) -> QSize:
        """All in one line."""
        metrics = QFontMetricsF(self._font())
        wide = ceil(metrics.horizontalAdvance(self.text())) + 1
        return QSize(wide, self._themes.theme.line(TextRole.SUBTITLE))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._themes.theme.px(120)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines from the top."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setPen(theme.colour("text"))
        painter.setFont(self._font())
        step = theme.line(TextRole.SUBTITLE)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        for place, words in enumerate(self._laid_out(self.width())):
            box = self.rect().adjusted(0, place * step, 0, 0)
            box.setHeight(step)
            painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), words)

    def _font(self) -> QFont:
        return self._themes.theme.font(TextRole.SUBTITLE, strong=True)

    def _laid_out(self, width: int) -> list[str]:
        """The words of each line."""
        layout = QTextLayout(self.text(), self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while (line := layout.createLine()).isValid() and len(starts) < _LINES:
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, 0))
            starts.append(line.textStart())
        layout.endLayout()
        if not starts:
            return [""]
        units = self.text().encode("utf-16-le")
        ends = [*starts[1:], len(units) // 2]
        cut = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(starts, ends, strict=True)]
        metrics = QFontMetricsF(self._font())
        cut[-1] = metrics.elidedText(cut[-1], Qt.TextElideMode.ElideRight, width)
        return [words.strip() for words in cut]
