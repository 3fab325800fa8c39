# SPDX-License-Identifier: Apache-2.0
"""The reply with its translation beside it: what goes out on the leading side, for reading only on
the other.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.reply_editor.data import Mark
from ui.widgets.reply_editor.editor import ReplyEditor
from ui.widgets.reply_editor.translated_text import Level, Piece, TranslatedText
from ui.widgets.styling import frame, label, line


class SideBySide(QWidget):
    """An editor that a translation can be shown beside."""

    def __init__(
        self, themes: ThemeSource, editor: ReplyEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self.translated = TranslatedText(themes, self.tr("The reply in your language"))
        self._level = Level(editor, self.translated)
        self._out = label("", TextRole.CAPTION, strong=True)
        self._back = label("", TextRole.CAPTION, shade="text2")
        self._heads = frame("header")
        heads = QHBoxLayout(self._heads)
        heads.setContentsMargins(48, 6, 20, 6)
        heads.setSpacing(16)
        heads.addWidget(self._out, 1)
        heads.addWidget(self._back, 1)
        self._divider = line(upright=True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(editor, 1)
        row.addWidget(self._divider)
        row.addWidget(self.translated, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heads)
        column.addLayout(row, 1)
        self._is_shown = True
        self.set_shown(shown=False)

    @property
    def shown(self) -> bool:
        """Whether the translation is beside the reply."""
        return self._is_shown

    def set_shown(self, *, shown: bool) -> None:
        """Show the translation or take it away."""
        if shown == self._is_shown:
            return
        self._is_shown = shown
        for one in (self._heads, self._divider, self.translated):
            one.setVisible(shown)
        self._level.set_on(on=shown)

    def set_heads(self, out: str, back: str) -> None:
        """Say which language goes out, and what the other side is."""
        self._out.setText(out)
        self._back.setText(back)

    def set_pieces(self, pieces: Sequence[Piece], marks: Sequence[Mark]) -> None:
        """Show a translation."""
        self.translated.set_pieces(pieces, marks)
        if self._is_shown:
            self._level.settle()
