# SPDX-License-Identifier: Apache-2.0
"""The composer's editor: plain text with citation chips in it and marks over it.

Only the plain text is the reply. Chips are one object character each, which no method gives out;
marks are painted. Undo works on what the person wrote and leaves checks alone.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.rules.sentences import spans
from ui.theme_source import ThemeSource
from ui.widgets.focus_ring import FocusRing
from ui.widgets.reply_editor.chip_object import is_chip
from ui.widgets.reply_editor.data import Citation, Mark, MarkKind, cleaned
from ui.widgets.reply_editor.gutter import Gutter
from ui.widgets.reply_editor.keys import by_paragraph, claims, is_redo, is_undo, writes
from ui.widgets.reply_editor.mark_painter import Placed
from ui.widgets.reply_editor.streamed_text import StreamedText
from ui.widgets.reply_editor.words import chip_words, mark_words

_INSETS = (12, 12, 20, 8)


class ReplyEditor(StreamedText):
    """Where a reply is read while it is written, checked and edited."""

    citation_activated = Signal(int)
    """A chip was clicked, or Ctrl+E pressed in its sentence; carries its number."""
    mark_activated = Signal(int)
    """The person went to a mark; carries its place in `visible_marks()`."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, _INSETS, parent)
        self._gutter = Gutter(themes, self)
        self._gutter.pressed.connect(self._on_sign_pressed)
        self._composing = False
        self._put_off: tuple[tuple[Mark, ...], tuple[Citation, ...]] | None = None
        self._landed: Mark | None = None
        self._pressed_chip: int | None = None
        self._ring = FocusRing(themes, self, 1, always=True, within=True)
        self.setAccessibleName(self.tr("Reply"))
        self._place_gutter()
        themes.changed.connect(self._place_gutter)

    def gutter(self) -> Gutter:
        """The column of signs."""
        return self._gutter

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these marks, and name them in the description of the gutter."""
        super().show_marks(marks)
        walked = self._walked()
        said = [
            mark_words(place, len(walked), mark, self._plain) for place, mark in enumerate(walked)
        ]
        self._gutter.setAccessibleDescription(". ".join(said))

    def update_checks(self, marks: Sequence[Mark] = (), citations: Sequence[Citation] = ()) -> None:
        """Show what a check of the present text has found; caret, selection and undo stay.

        While an input method composes, this waits until it is done.
        """
        if self._composing:
            self._put_off = (tuple(marks), tuple(citations))
        elif not self._streaming:
            super().update_checks(marks, citations)

    @property
    def composing(self) -> bool:
        """Whether an input method is at work in the text."""
        return self._composing

    def next_mark(self) -> None:
        """Go to the next mark and say it; after the last comes the first."""
        self._walk(1)

    def previous_mark(self) -> None:
        """Go to the mark before and say it."""
        self._walk(-1)

    def activate_citation(self) -> None:
        """Ask for the rule behind the sentence the caret is in."""
        caret = self.caret()
        inside = [span for span in spans(self._plain) if span[0] <= caret <= span[1]]
        start, end = inside[-1] if inside else (caret, caret)
        chips = [chip for chip in self.chips() if start < chip.at <= end]
        if not chips:
            self.say(self.tr("No rule is cited in this sentence."))
            return
        after = [chip for chip in chips if chip.at >= caret]
        self.citation_activated.emit((after or chips[-1:])[0].number)

    def tooltip_at(self, point: QPoint) -> str:
        """What a chip or a mark says in words."""
        chip = self.chip_at(point)
        return chip_words(chip) if chip else super().tooltip_at(point)

    def event(self, event: QEvent) -> bool:
        """Leave the keys that are not for writing to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wanted = not self._streaming and (
                claims(event)
                or (is_undo(event) and self.can_undo())
                or (is_redo(event) and self.can_redo())
            )
            event.setAccepted(wanted)
            return wanted
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, move, or hand the key on."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_F8:
            self._walk(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_E and held == Qt.KeyboardModifier.ControlModifier:
            self.activate_citation()
        elif self._streaming:
            super().keyPressEvent(event)
        elif is_undo(event):
            self.undo()
        elif is_redo(event):
            self.redo()
        elif by_paragraph(event):
            self._go_by_paragraph(event)
        elif claims(event):
            self._write_key(event)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text from an input method; checks wait while it is being composed."""
        clean = cleaned(event.commitString())
        if clean != event.commitString():
            event.setCommitString(clean, event.replacementStart(), event.replacementLength())
        self._leave_chip_format()
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())
        if not self._composing and self._put_off is not None:
            marks, citations = self._put_off
            self._put_off = None
            self.update_checks(marks, citations)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text comes in, and only while somebody can write."""
        return source.hasText() and not self.isReadOnly()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop as plain text."""
        if self.canInsertFromMimeData(source):
            self.insert_text(source.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the chip under the mouse."""
        chip = self.chip_at(event.position().toPoint())
        self._pressed_chip = chip.number if chip else None
        super().mousePressEvent(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ends here also while nothing can be selected."""
        super().mouseDoubleClickEvent(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a chip goes to its card."""
        super().mouseReleaseEvent(event)
        event.accept()
        chip = self.chip_at(event.position().toPoint())
        pressed, self._pressed_chip = self._pressed_chip, None
        if chip is not None and chip.number == pressed:
            self.citation_activated.emit(chip.number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over chips."""
        super().mouseMoveEvent(event)
        over = self.chip_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter beside the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def fill_menu(self, menu: QMenu) -> None:
        """Undo, redo, cut, copy, paste, select all."""
        if self._streaming:
            return
        if not self.isReadOnly():
            for words, able, act in (
                (self.tr("&Undo"), self.can_undo(), self.undo),
                (self.tr("&Redo"), self.can_redo(), self.redo),
                (self.tr("Cu&t"), self.textCursor().hasSelection(), self.cut),
                (self.tr("&Paste"), self.canPaste(), self.paste),
            ):
                action = menu.addAction(words)
                action.setEnabled(able)
                action.triggered.connect(act)
            menu.addSeparator()
        super().fill_menu(menu)

    def paint_over(self, painter: QPainter, placed: Sequence[Placed]) -> None:
        """The signs follow the lines."""
        super().paint_over(painter, placed)
        self._place_signs(placed)

    @Slot(object)
    def _on_sign_pressed(self, mark: Mark) -> None:
        self._land(mark)

    def _walked(self) -> list[Mark]:
        return [mark for mark in self.visible_marks() if mark.kind is not MarkKind.RESTORED]

    def _walk(self, step: int) -> None:
        marks = self._walked()
        if not marks:
            self.say(self.tr("No marks."))
            return
        caret = self.caret()
        landed = self._landed
        if landed in marks and landed is not None and landed.start == caret:
            place = (marks.index(landed) + step) % len(marks)
        elif step > 0:
            place = next((n for n, mark in enumerate(marks) if mark.start >= caret), 0)
        else:
            before = [n for n, mark in enumerate(marks) if mark.start <= caret]
            place = before[-1] if before else len(marks) - 1
        self._land(marks[place])

    def _land(self, mark: Mark) -> None:
        marks = self._walked()
        self.set_caret(mark.start)
        self.ensureCursorVisible()
        self._landed = mark
        self.mark_activated.emit(self.visible_marks().index(mark))
        self.say(mark_words(marks.index(mark), len(marks), mark, self._plain))

    def _go_by_paragraph(self, event: QKeyEvent) -> None:
        move = QTextCursor.MoveOperation
        way = move.PreviousBlock if by_paragraph(event) == "up" else move.NextBlock
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        mode = QTextCursor.MoveMode
        self.moveCursor(way, mode.KeepAnchor if shifted else mode.MoveAnchor)

    def _write_key(self, event: QKeyEvent) -> None:
        if writes(event) and cleaned(event.text()) != event.text():
            return
        self._leave_chip_format()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin_line()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before and not writes(event):
            self._say_chip_at_caret()

    def _begin_line(self) -> None:
        """Enter and Shift+Enter alike. Qt's own Enter only resets the format of an empty line that
        has one, and all of ours have a height.
        """
        if not self.isReadOnly():
            self.textCursor().insertText("\n", QTextCharFormat())
            self.ensureCursorVisible()

    def _say_chip_at_caret(self) -> None:
        """A chip is one step of the caret, and a screen reader cannot read what it shows."""
        cursor = self.textCursor()
        if not is_chip(cursor.charFormat()) or cursor.hasSelection():
            return
        passed = [chip for chip in self.chips() if chip.at == self.caret()]
        if passed:
            self.say(chip_words(passed[-1]))

    def _leave_chip_format(self) -> None:
        """Text written behind a chip is text, not a chip."""
        cursor = self.textCursor()
        if is_chip(cursor.charFormat()) and not cursor.hasSelection():
            self.setCurrentCharFormat(QTextCharFormat())

    @Slot()
    def _place_gutter(self) -> None:
        wide = self._gutter.sizeHint().width()
        rtl = self.isRightToLeft()
        margins = QMargins(0 if rtl else wide, 0, wide if rtl else 0, 0)
        if self.viewportMargins() != margins:
            self.setViewportMargins(margins)
        self._gutter.setGeometry(self.width() - wide if rtl else 0, 0, wide, self.height())

    def _place_signs(self, placed: Sequence[Placed]) -> None:
        scrolled = self.offset().y()
        self._gutter.set_signs(
            [(one.boxes[0].center().y() - scrolled, one.mark) for one in placed if one.boxes]
        )
