# SPDX-License-Identifier: Apache-2.0
"""Text with its changes: what was added is bold and underlined, what was removed struck through.
Plain text; no markup is read.
"""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.rules.difference import Change
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.text_runs import run_rects, units

SAME, ADDED, REMOVED = "same", "added", "removed"


class DifferenceText(QLabel):
    """Wrapped text in runs. `without` leaves one sort of run out: the older side shows nothing that
    was added, the newer one nothing that was removed.
    """

    def __init__(
        self, themes: ThemeSource, *, without: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._themes = themes
        self._without = without
        self._runs: tuple[tuple[int, int, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.updateGeometry)

    def set_changes(self, changes: Sequence[Change], spoken: str = "") -> None:
        """Show these runs; `spoken` is what a screen reader says in their place."""
        shown = [one for one in changes if one.what != self._without]
        text, runs = "", list[tuple[int, int, str]]()
        before = ""
        for one in shown:
            if before == REMOVED and one.what == ADDED and not text[-1:].isspace():
                text += " "
            before = one.what
            bare = one.text.strip()
            start = units(text + one.text[: one.text.find(bare)])
            text += one.text
            if one.what != SAME and bare:
                runs.append((start, start + units(bare), one.what))
        self._runs = tuple(runs)
        self.setText(text)
        self.setAccessibleName(spoken or text)
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
        lines = (layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount()))
        return QSize(ceil(max(lines, default=0)), height)

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(120, self._themes.theme.line(TextRole.BODY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """What was added on an accent ground, then the text."""
        del event
        theme = self._themes.theme
        layout, _ = self._laid_out(self.width())
        painter = QPainter(self)
        step = theme.line(TextRole.BODY)
        for start, end, what in self._runs:
            if what != ADDED or theme.contrast:
                continue
            for box in run_rects(layout, start, end):
                top = int(box.center().y()) // step * step
                left, right = round(box.x()), round(box.right())
                painter.fillRect(left, top, right - left, step - 1, theme.colour("accent_fill"))
        painter.setPen(theme.colour("text"))
        layout.draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        theme = self._themes.theme
        layout = QTextLayout(self.text(), theme.font(TextRole.BODY))
        formats: list[QTextLayout.FormatRange] = []
        for start, end, what in self._runs:
            run = QTextLayout.FormatRange()
            run.start, run.length = start, end - start
            run.format = QTextCharFormat()
            font = theme.font(TextRole.BODY, strong=what == ADDED)
            font.setUnderline(what == ADDED)
            font.setStrikeOut(what == REMOVED)
            run.format.setFont(font)
            run.format.setForeground(theme.colour("text" if what == ADDED else "text2"))
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
