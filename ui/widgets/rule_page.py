# SPDX-License-Identifier: Apache-2.0
"""A rule in its page: the rules around it as they follow in the document, this one marked, with
the words that were searched for. Plain text; no markup is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.focus_ring import FocusRing
from ui.widgets.reply_editor.data import cleaned
from ui.widgets.reply_editor.reading_text import ReadingText

_INSETS = (20, 14, 20, 14)
_ABOVE = 48
_BAR = 3


@dataclass(frozen=True, slots=True)
class PageRule:
    """One rule of the page. `heading` stands over it where a new section begins; marks are ranges
    of the text in characters.
    """

    title: str
    text: str
    heading: str = ""
    current: bool = False
    marks: tuple[tuple[int, int], ...] = ()


class RulePage(ReadingText):
    """Shows rules one below the other and scrolls to the current one."""

    def __init__(self, themes: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        self._rules: tuple[PageRule, ...] = ()
        self._current = (0, 0)
        super().__init__(themes, _INSETS, parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self._ring = FocusRing(themes, self, 1, within=True)
        themes.changed.connect(self._write)

    def set_rules(self, rules: Sequence[PageRule]) -> None:
        """Show these, the current one in view."""
        self._rules = tuple(rules)
        self._write()

    def current_text(self) -> str:
        """The words of the current rule as they are shown."""
        start, end = self._current
        return self.document().toPlainText()[start:end]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width puts the current rule elsewhere."""
        super().resizeEvent(event)
        self._bring_into_view()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the current rule, then the text."""
        box = self._box()
        if not box.isNull():
            theme = self._themes.theme
            painter = QPainter(self.viewport())
            spot = box.translated(-self.offset()).toAlignedRect()
            spot.setLeft(8)
            spot.setRight(self.viewport().width() - 9)
            if theme.contrast:
                painter.setPen(theme.colour("accent"))
                painter.drawRect(spot)
            else:
                painter.fillRect(spot, theme.colour("selected"))
            spot.setWidth(_BAR)
            painter.fillRect(spot, theme.colour("accent"))
            painter.end()
        super().paintEvent(event)

    @Slot()
    def _write(self) -> None:
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        for place, rule in enumerate(self._rules):
            if place:
                cursor.insertText("\n\n", QTextCharFormat())
            if rule.heading:
                cursor.insertText(f"{cleaned(rule.heading)}\n", self._format("text3", caption=True))
            start = cursor.position()
            cursor.insertText(f"{cleaned(rule.title)}\n", self._format("text", strong=True))
            self._insert(cursor, rule)
            if rule.current:
                self._current = (start, cursor.position())
        if not any(rule.current for rule in self._rules):
            self._current = (0, 0)
        self.set_margins()
        self.set_line_heights(anew=True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._bring_into_view()

    def _insert(self, cursor: QTextCursor, rule: PageRule) -> None:
        plain = self._format("text" if rule.current else "text2")
        marked = self._format("text", marked=True)
        at = 0
        for start, end in rule.marks:
            cursor.insertText(cleaned(rule.text[at:start]), plain)
            cursor.insertText(cleaned(rule.text[start:end]), marked)
            at = end
        cursor.insertText(cleaned(rule.text[at:]), plain)

    def _format(
        self, shade: str, *, strong: bool = False, caption: bool = False, marked: bool = False
    ) -> QTextCharFormat:
        theme = self._themes.theme
        role = TextRole.CAPTION if caption else TextRole.READING
        made = QTextCharFormat()
        made.setFont(theme.font(role, strong=strong or (marked and theme.contrast)))
        made.setForeground(theme.colour(shade))
        if marked:
            made.setFontUnderline(True)
            made.setUnderlineColor(theme.colour("accent" if theme.contrast else "caution_mark"))
            if not theme.contrast:
                made.setBackground(theme.colour("quote"))
                made.setFontWeight(QFont.Weight.Normal)
        return made

    def _box(self) -> QRectF:
        start, end = self._current
        if start == end:
            return QRectF()
        document = self.document()
        layout = document.documentLayout()
        first = layout.blockBoundingRect(document.findBlock(start))
        last = layout.blockBoundingRect(document.findBlock(end))
        return first.united(last).adjusted(0, -1, 0, 5)

    def _bring_into_view(self) -> None:
        box = self._box()
        if not box.isNull():
            above = self._themes.theme.px(_ABOVE)
            self.verticalScrollBar().setValue(max(int(box.top()) - above, 0))
