# SPDX-License-Identifier: Apache-2.0
"""Text that can be watched while it is written, and the states in which nobody may write.

Until the stream is ended nothing of it can be selected, copied, dragged or changed (I1).
"""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.theme_source import ThemeSource
from ui.widgets.announce import announce
from ui.widgets.citation import ChipState
from ui.widgets.reply_editor.chip_object import chip_format
from ui.widgets.reply_editor.cited_text import CitedText
from ui.widgets.reply_editor.data import OBJECT, Citation
from ui.widgets.reply_editor.history import State
from ui.widgets.reply_editor.mark_painter import Placed
from ui.widgets.reply_editor.streaming import StreamFeed

_READ = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class StreamedText(CitedText):
    """What the editor is without its keys and its gutter."""

    announced = Signal(str)
    """Words that were given to the screen reader."""

    def __init__(
        self, themes: ThemeSource, insets: tuple[int, int, int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, insets, parent)
        self._feed = StreamFeed(self)
        self._feed.due.connect(self._on_stream_due)
        self._feed.sentence.connect(self.say)
        self._streaming = False
        self._reason = ""

    def set_read_only(self, reason: str) -> None:
        """Let nobody write, and say why; an empty reason lets the person write again."""
        self._reason = reason
        self.setAccessibleDescription(reason)
        self._set_flags()

    def read_only_reason(self) -> str:
        """Why nobody can write, empty while somebody can."""
        return self._reason

    def begin_stream(self) -> None:
        """Show a draft while it is written. It can be read and not selected, copied or dragged
        until `end_stream` is called, which is when the log has it.
        """
        self._feed.begin(whole_sentences=self._themes.still)
        self._streaming = True
        self._write("", ())
        self.show_marks(())
        self._set_flags()

    def append_stream(self, text: str) -> None:
        """More text of the draft."""
        if self._streaming:
            self._feed.add(text)

    def append_stream_citation(self, number: int, *, checked: bool, title: str = "") -> None:
        """A citation for the text just before."""
        if self._streaming:
            state = ChipState.DEFAULT if checked else ChipState.CHECKING
            self._feed.add(Citation(number, 0, state, title))

    def end_stream(self, *, discard: bool = False) -> None:
        """The draft is in the log, or was given up: `discard` brings the text before it back."""
        if not self._streaming:
            return
        self._feed.finish()
        self._streaming = False
        place = self.verticalScrollBar().value()
        if discard:
            state = self._history.state
            self._write(state.text, state.citations)
        elif self._plain != self._history.state.text:
            self._history.push(State(self._plain, self.chips()))
            self._from_stream = True
        self._set_flags()
        self.set_caret(0)
        self.verticalScrollBar().setValue(place)
        self.undo_changed.emit()

    def streaming(self) -> bool:
        """Whether a draft is being written."""
        return self._streaming

    @Slot()
    def selectAll(self) -> None:
        """Select the whole text, unless it is still being written."""
        if not self._streaming:
            super().selectAll()

    @Slot()
    def copy(self) -> None:
        """Copy what is selected, unless it is still being written (I1)."""
        if not self._streaming:
            super().copy()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is selected as plain text; nothing while the text is still being written (I1)."""
        return QMimeData() if self._streaming else super().createMimeDataFromSelection()

    @Slot(str)
    def say(self, words: str) -> None:
        """Give words to the screen reader."""
        announce(self, words)
        self.announced.emit(words)

    def paint_over(self, painter: QPainter, placed: Sequence[Placed]) -> None:
        """The caret of a draft that is being written."""
        super().paint_over(painter, placed)
        if self._streaming:
            painter.fillRect(self._end_rect(), self._themes.theme.colour("accent"))

    @Slot(list)
    def _on_stream_due(self, pieces: list[str | Citation]) -> None:
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 2
        self._writing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for piece in pieces:
            if isinstance(piece, str):
                cursor.insertText(piece, QTextCharFormat())
            else:
                cursor.insertText(OBJECT, chip_format(piece))
        self.set_line_heights()
        cursor.endEditBlock()
        self._plain = self.text()
        self._writing = False
        self.document().size()  # lays out the rest now, so that the bar knows how far it goes
        if follows:
            bar.setValue(bar.maximum())
        self.viewport().update()

    def _set_flags(self) -> None:
        if self._streaming:
            flags = Qt.TextInteractionFlag.NoTextInteraction
        else:
            flags = _READ if self._reason else Qt.TextInteractionFlag.TextEditorInteraction
        self.setTextInteractionFlags(flags)
        self.setAcceptDrops(not self.isReadOnly())

    def _end_rect(self) -> QRectF:
        """Where the next word will stand."""
        block = self.document().lastBlock()
        layout = block.layout()
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        if not layout.lineCount():
            return QRectF(origin, origin + QPointF(2, 17))
        line = layout.lineAt(layout.lineCount() - 1)
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        box = line.naturalTextRect()
        x = box.left() - 3 if rtl else box.right() + 1
        high = line.ascent() + line.descent()
        return QRectF(origin.x() + x, origin.y() + line.y(), 2, high)
