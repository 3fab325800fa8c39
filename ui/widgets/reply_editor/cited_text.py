# SPDX-License-Identifier: Apache-2.0
"""Text with chips in it that a person edits, and the steps she can take back.

Every change of the document, whoever made it, comes by one door and is compared with the text
before: that is how marks follow, and how no stray object character stays.
"""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.theme_source import ThemeSource
from ui.widgets.reply_editor.chip_object import ChipObject, chips_of, is_chip
from ui.widgets.reply_editor.chip_places import chips_in, put_chips
from ui.widgets.reply_editor.data import (
    OBJECT,
    Change,
    Citation,
    Mark,
    change_between,
    cleaned,
)
from ui.widgets.reply_editor.history import History, State
from ui.widgets.reply_editor.reading_text import ReadingText

_CENTRED_FROM = 900
"""The width from which the reply stands in the middle of its pane."""


class CitedText(ReadingText):
    """What the editor is without its keys, its gutter and its streams."""

    edited = Signal()
    """The person changed the text, by key, paste, undo or redo."""
    undo_changed = Signal()
    """What `can_undo` or `can_redo` answers may have changed."""

    def __init__(
        self, themes: ThemeSource, insets: tuple[int, int, int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, insets, parent, centred_from=_CENTRED_FROM)
        self._chip_object = ChipObject(themes, self.document())
        self._history = History()
        self._plain = ""
        self._writing = False
        self._from_stream = False
        self.document().contentsChanged.connect(self._on_contents_changed)

    def set_reply(
        self, text: str, marks: Sequence[Mark] = (), citations: Sequence[Citation] = ()
    ) -> None:
        """Show a reply of which nothing can be undone. What is the same keeps caret and place."""
        change = self._write(cleaned(text), citations)
        if not change.nothing and self.caret() >= change.start:
            self.set_caret(0)
            self.verticalScrollBar().setValue(0)
        self._history.reset(State(self._plain, self.chips()))
        self._from_stream = False
        self.show_marks(marks)
        self.undo_changed.emit()

    def replace_text(
        self, text: str, marks: Sequence[Mark] = (), citations: Sequence[Citation] = ()
    ) -> None:
        """Put another text in the place of this one; Ctrl+Z brings the old one back.

        Right after a stream, the streamed text is no step of its own.
        """
        self._write(cleaned(text), citations)
        state = State(self._plain, self.chips())
        if self._from_stream:
            self._history.amend_text(state)
        else:
            self._history.push(state)
        self._from_stream = False
        self.show_marks(marks)
        self.undo_changed.emit()

    def insert_text(self, text: str) -> None:
        """Write a text at the caret, as if it were pasted."""
        if self.isReadOnly():
            return
        self._history.seal()
        self.textCursor().insertText(cleaned(text), QTextCharFormat())
        self._history.seal()
        self.ensureCursorVisible()

    @Slot(str)
    def insert_first(self, text: str) -> None:
        """Write a text before all others, as paragraphs of its own."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.insert_text(f"{text}\n\n")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def update_checks(self, marks: Sequence[Mark] = (), citations: Sequence[Citation] = ()) -> None:
        """Show what a check of the present text has found; caret, selection and undo stay."""
        self._writing = True
        put_chips(self.document(), citations)
        self._writing = False
        self._history.amend(self.chips())
        self.show_marks(marks)

    def set_space_below(self, spaces: Sequence[float]) -> None:
        """Leave room below lines; nothing of that is an edit."""
        self._writing = True
        super().set_space_below(spaces)
        self._writing = False

    def set_active_citation(self, number: int | None) -> None:
        """Show which chip's card is selected."""
        if number != self._chip_object.active:
            self._chip_object.active = number
            self.viewport().update()

    def chips(self) -> tuple[Citation, ...]:
        """The chips in the text, each with its place."""
        return chips_in(self.document(), self.places())

    def chip_rects(self) -> tuple[tuple[Citation, QRectF], ...]:
        """The chips with their boxes in the viewport."""
        found = zip(chips_of(self.document()), self.chips(), strict=True)
        return tuple((chip, self._object_rect(position)) for (position, _), chip in found)

    def chip_at(self, point: QPoint) -> Citation | None:
        """The chip at a place of the viewport."""
        where = QPointF(point)
        return next((chip for chip, box in self.chip_rects() if box.contains(where)), None)

    def caret(self) -> int:
        """The place of the caret in the plain text."""
        return self.places().plain(self.textCursor().position())

    def set_caret(self, place: int, anchor: int | None = None) -> None:
        """Put the caret at a place; with `anchor`, select what lies between."""
        places = self.places()
        cursor = self.textCursor()
        cursor.setPosition(places.start(place if anchor is None else anchor))
        if anchor is not None:
            cursor.setPosition(places.end(place), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def selection(self) -> tuple[int, int]:
        """Start and end of what is selected, equal where nothing is."""
        places, cursor = self.places(), self.textCursor()
        return places.plain(cursor.selectionStart()), places.plain(cursor.selectionEnd())

    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._history.can_undo and not self.isReadOnly()

    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._history.can_redo and not self.isReadOnly()

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo():
            self._step(self._history.undo())

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        if self.can_redo():
            self._step(self._history.redo())

    def _step(self, state: State) -> None:
        change = self._write(state.text, state.citations)
        self.shift_marks(change)
        self.set_caret(change.start + change.added)
        self.undo_changed.emit()
        self.edited.emit()

    def _write(self, text: str, citations: Sequence[Citation]) -> Change:
        """Make the document hold this text and these chips, touching as little as possible."""
        places = self.places()
        change = change_between(places.text, text)
        self._writing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out once, not after every chip and line
        if not change.nothing:
            after = change.start + change.removed
            first = places.start(change.start) if change.removed else places.end(change.start)
            cursor.setPosition(first)
            cursor.setPosition(max(places.end(after), first), QTextCursor.MoveMode.KeepAnchor)
            added = text[change.start : change.start + change.added]
            cursor.insertText(added, QTextCharFormat())
        put_chips(self.document(), citations)
        self.set_line_heights()
        cursor.endEditBlock()
        self._plain = self.text()
        self._writing = False
        self.viewport().update()
        return change

    @Slot()
    def _on_contents_changed(self) -> None:
        if self._writing:
            return
        self._writing = True
        self._tidy()
        places = self.places()
        caret = places.plain(self.textCursor().position())
        change = change_between(self._plain, places.text, caret)
        self.set_line_heights()
        chips = chips_in(self.document(), places)
        self._writing = False
        if change.nothing and chips == self._history.state.citations:
            return
        self._plain = places.text
        self._from_stream = False
        self.shift_marks(change)
        self._history.push(State(places.text, chips), None if change.nothing else change)
        self.undo_changed.emit()
        self.edited.emit()

    def _tidy(self) -> None:
        """Take out object characters that are no chips and what no reply may hold, and give text
        that was written behind a chip a plain format.
        """
        document = self.document()
        raw = document.toRawText()
        if OBJECT in raw or cleaned(raw) != raw.replace("\u2029", "\n"):
            self._remove_strays(raw)
        block = document.begin()
        while block.isValid():
            walk = block.begin()
            while not walk.atEnd():
                fragment = walk.fragment()
                if is_chip(fragment.charFormat()) and fragment.text().strip(OBJECT):
                    self._make_plain(fragment.position(), fragment.text())
                    walk = block.begin()
                    continue
                walk += 1
            block = block.next()

    def _remove_strays(self, raw: str) -> None:
        chips = {position for position, _ in chips_of(self.document())}
        strays: list[tuple[int, int]] = []
        at = 0
        for letter in raw:
            size = 2 if letter > "\uffff" else 1
            broken = letter not in "\u2028\u2029\n" and not cleaned(letter)
            if broken and not (letter == OBJECT and at in chips):
                strays.append((at, size))
            at += size
        cursor = QTextCursor(self.document())
        for position, size in reversed(strays):
            cursor.setPosition(position)
            cursor.setPosition(position + size, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()

    def _make_plain(self, position: int, text: str) -> None:
        cursor = QTextCursor(self.document())
        for letter in text:
            size = 2 if letter > "\uffff" else 1
            if letter != OBJECT:
                cursor.setPosition(position)
                cursor.setPosition(position + size, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(QTextCharFormat())
            position += size

    def _object_rect(self, position: int) -> QRectF:
        block = self.document().findBlock(position)
        place = position - block.position()
        line = block.layout().lineForTextPosition(place)
        if not line.isValid():
            return QRectF()
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        one, other = _x(line.cursorToX(place)), _x(line.cursorToX(place + 1))
        box = QRectF(min(one, other), line.y(), abs(other - one), line.height())
        return box.translated(origin - self.offset())


def _x(answer: object) -> float:
    """The x of `QTextLine.cursorToX`, which PySide answers together with the cursor."""
    return float(cast("tuple[float, int]", answer)[0])
