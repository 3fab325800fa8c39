# SPDX-License-Identifier: Apache-2.0
"""The text of a rule with the quoted sentences marked. Plain text; no markup is read."""

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
from ui.tones import TextRole
from ui.widgets.layouts import Layouts
from ui.widgets.text_runs import run_rects, units


class Passage(QLabel):
    """Wrapped text in which some ranges stand out by fill and line, in contrast by weight."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._themes = themes
        self._quoted: tuple[tuple[int, int], ...] = ()
        self._layouts = Layouts()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.updateGeometry)

    def set_passage(self, text: str, quoted: tuple[tuple[int, int], ...] = ()) -> None:
        """Show `text`; `quoted` holds start and end of the ranges to mark, in characters."""
        self.setText(text)
        self._quoted = tuple((units(text[:start]), units(text[:end])) for start, end in quoted)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the text is in a given width."""
        return self._laid_out(width)[1]

    def sizeHint(self) -> QSize:
        """About fifty characters wide."""
        layout, height = self._laid_out(320)
        wide = max(
            (layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0
        )
        return QSize(ceil(wide), height)

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(120, self._themes.theme.line(TextRole.BODY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks below, the text above."""
        del event
        theme = self._themes.theme
        layout, _ = self._laid_out(self.width())
        painter = QPainter(self)
        line = theme.colour("accent" if theme.contrast else "caution_mark")
        step = theme.line(TextRole.BODY)
        for start, end in self._quoted:
            for box in run_rects(layout, start, end):
                top = int(box.center().y()) // step * step  # each line keeps to its own step
                left, width = round(box.x()), round(box.right()) - round(box.x())
                if not theme.contrast:
                    painter.fillRect(left, top, width, step - 1, theme.colour("quote"))
                painter.fillRect(left, top + step - 1, width, 1, line)
        painter.setPen(theme.colour("text2"))
        layout.draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        of_what = self._themes.theme, self.text(), self._quoted
        return self._layouts.of(of_what, width, self._lay_out)

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        theme = self._themes.theme
        layout = QTextLayout(self.text(), theme.font(TextRole.BODY))
        formats: list[QTextLayout.FormatRange] = []
        for start, end in self._quoted:
            run = QTextLayout.FormatRange()
            run.start, run.length = start, end - start
            run.format = QTextCharFormat()
            run.format.setForeground(theme.colour("text"))
            if theme.contrast:
                run.format.setFont(theme.font(TextRole.BODY, strong=True))
            formats.append(run)
        layout.setFormats(formats)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeading))
        step = theme.line(TextRole.BODY)
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + max((step - line.height()) / 2, 0)))
            y += step
        layout.endLayout()
        return layout, max(y, step)
