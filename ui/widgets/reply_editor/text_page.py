# SPDX-License-Identifier: Apache-2.0
"""A page of text for reading in a dialog: selectable, scrollable by key, never read as markup."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.focus_ring import FocusRing
from ui.widgets.reply_editor.data import Mark, cleaned
from ui.widgets.reply_editor.reading_text import ReadingText

_INSETS = (20, 14, 20, 14)


class TextPage(ReadingText):
    """Shows one text with its marks; `even` sets it in letters of one width, as a document for
    programs.
    """

    def __init__(
        self, themes: ThemeSource, name: str, *, even: bool = False, parent: QWidget | None = None
    ) -> None:
        self._even = even
        super().__init__(themes, _INSETS, parent, measure=not even)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self._ring = FocusRing(themes, self, 1, within=True)

    def set_text(self, text: str, marks: Sequence[Mark] = ()) -> None:
        """Show a text from its beginning."""
        document = self.document()
        document.clear()
        QTextCursor(document).insertText(cleaned(text), QTextCharFormat())
        self.set_margins()
        self.set_line_heights(anew=True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.show_marks(marks)

    def text_font(self) -> QFont:
        """The font of the text."""
        if not self._even:
            return super().text_font()
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._themes.theme.points(TextRole.CAPTION))
        return font
