# SPDX-License-Identifier: Apache-2.0
"""A text in another language beside the one that goes out: for reading only, line by line at the
same height.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.theme_source import ThemeSource
from ui.widgets.focus_ring import FocusRing
from ui.widgets.reply_editor.data import Mark, cleaned
from ui.widgets.reply_editor.editor import ReplyEditor
from ui.widgets.reply_editor.reading_text import ReadingText

_INSETS = (16, 12, 20, 8)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a translation; `missing` says that it stands for what was not translated."""

    text: str
    missing: bool = False


class TranslatedText(ReadingText):
    """Shows a translation in the color of what is not part of the reply."""

    def __init__(
        self,
        themes: ThemeSource,
        name: str,
        insets: tuple[int, int, int, int] = _INSETS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, insets, parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self._pieces: tuple[Piece, ...] = ()
        self._said: tuple[Mark, ...] = ()
        self._ring = FocusRing(themes, self, 1, within=True)
        themes.changed.connect(self._show)

    def set_pieces(self, pieces: Sequence[Piece], marks: Sequence[Mark] = ()) -> None:
        """Show these runs one after the other, with marks by their place in the whole."""
        shown = tuple(Piece(cleaned(piece.text), piece.missing) for piece in pieces)
        if (shown, tuple(marks)) != (self._pieces, self._said):
            self._pieces, self._said = shown, tuple(marks)
            self._show()

    @Slot()
    def _show(self) -> None:
        document, place = self.document(), self.verticalScrollBar().value()
        document.clear()
        cursor = QTextCursor(document)
        for piece in self._pieces:
            made = QTextCharFormat()
            made.setForeground(self._themes.theme.colour("text3" if piece.missing else "text2"))
            cursor.insertText(piece.text, made)
        self.set_margins()
        self.set_line_heights(anew=True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.show_marks(self._said)
        self.verticalScrollBar().setValue(place)


class Level(QObject):
    """Keeps lines of a reply and of its translation at one height, and scrolls them together."""

    def __init__(self, editor: ReplyEditor, beside: TranslatedText) -> None:
        super().__init__(beside)
        self._editor = editor
        self._beside = beside
        self._on = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.settle)
        beside.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in (editor, beside):
            one.document().documentLayout().documentSizeChanged.connect(self._on_size)
        editor.verticalScrollBar().valueChanged.connect(beside.verticalScrollBar().setValue)
        beside.verticalScrollBar().valueChanged.connect(editor.verticalScrollBar().setValue)

    def set_on(self, *, on: bool) -> None:
        """Begin or end; at the end the reply's lines close up again."""
        self._on = on
        if on:
            self._soon.start()
        else:
            self._editor.set_space_below(())

    @Slot()
    def settle(self) -> None:
        """Give lines that stand beside each other the same height."""
        if not self._on or self._editor.composing or self._editor.streaming():
            return
        left, right = self._editor.line_heights(), self._beside.line_heights()
        pairs = list(zip(left, right, strict=False))
        self._editor.set_space_below([max(0.0, other - one) for one, other in pairs])
        self._beside.set_space_below([max(0.0, one - other) for one, other in pairs])
        self._beside.verticalScrollBar().setValue(self._editor.verticalScrollBar().value())

    @Slot()
    def _on_size(self) -> None:
        if self._on:
            self._soon.start()
