# SPDX-License-Identifier: Apache-2.0
"""What a customer wrote, as plain text: selectable, scrollable by key, never read as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.focus_ring import FocusRing
from ui.widgets.reply_editor.data import Mark, MarkKind, cleaned
from ui.widgets.reply_editor.reading_text import ReadingText


@dataclass(frozen=True, slots=True)
class MaskedSpan:
    """A value that does not leave the computer, at `start` to `end` of the letter; `words` say what
    it is.
    """

    start: int
    end: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlantedSpan:
    """Words that speak to a program, at `start` to `end` of the letter."""

    start: int
    end: int
    words: str = ""


Found = TypeVar("Found", MaskedSpan, PlantedSpan)


class LetterView(QWidget):
    """A letter with its masked values marked, and the earlier correspondence folded away."""

    def __init__(
        self,
        themes: ThemeSource,
        *,
        insets: tuple[int, int, int, int] = (20, 2, 20, 8),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._insets = insets
        self._letter = ""
        self._quoted = ""
        self._spans: tuple[MaskedSpan, ...] = ()
        self._planted: tuple[PlantedSpan, ...] = ()
        self.reading = ReadingText(themes, insets)
        self.reading.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.reading.setAccessibleName(self.tr("The customer's letter"))
        self._ring = FocusRing(themes, self.reading, 1, within=True)
        self._toggle = Button(themes, icon="chevron_right", kind=ButtonKind.QUIET, small=True)
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reading, 1)
        row = QHBoxLayout()
        row.setContentsMargins(insets[0] - 9, 0, insets[2], 0)
        row.addWidget(self._toggle)
        row.addStretch(1)
        column.addLayout(row)
        themes.changed.connect(self._show)
        self._show()

    def set_letter(
        self,
        text: str,
        quoted: str = "",
        masked: Sequence[MaskedSpan] = (),
        planted: Sequence[PlantedSpan] = (),
    ) -> None:
        """Show a letter from its beginning, with `quoted` folded away below it."""
        clean = cleaned(text)
        self._letter, self._quoted = clean, cleaned(quoted)
        self._spans = tuple(masked) if clean == text else _same_places(text, masked)
        self._planted = tuple(planted) if clean == text else _same_places(text, planted)
        self._toggle.setChecked(False)
        self._show()
        self.reading.verticalScrollBar().setValue(0)

    def set_language(self, language: str) -> None:
        """Draw the letter as this language does."""
        self.reading.set_language(language)

    def text(self) -> str:
        """What is shown now."""
        return self.reading.text()

    def show_planted(self) -> None:
        """Bring the first words that speak to a program into view, and the keyboard to them."""
        if self._planted:
            cursor = self.reading.textCursor()
            first = min(self._planted, key=lambda span: span.start)
            cursor.setPosition(len(self._letter[: first.start].encode("utf-16-le")) // 2)
            self.reading.setTextCursor(cursor)
            self.reading.ensureCursorVisible()
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self) -> Button:
        """The button that shows earlier messages."""
        return self._toggle

    def height_for(self, lines: int) -> int:
        """How high the view is with so many lines in sight, or fewer if the letter is shorter."""
        line = self._themes.theme.line(TextRole.READING)
        _, top, _, bottom = self._insets
        whole = ceil(self.reading.document().size().height())
        toggle = self._toggle.sizeHint().height() if self._quoted else 0
        return min(lines * line + top + bottom, whole) + toggle

    @Slot(bool)
    def _on_toggled(self, _opened: bool) -> None:  # noqa: FBT001
        self._show()

    @Slot()
    def _show(self) -> None:
        opened = self._toggle.isChecked()
        self._toggle.setVisible(bool(self._quoted))
        words = self.tr("Hide earlier messages") if opened else self.tr("Show earlier messages")
        self._toggle.setText(words)
        self._toggle.set_icon("chevron_down" if opened else "chevron_right")
        place = self.reading.verticalScrollBar().value()
        document = self.reading.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.insertText(self._letter, QTextCharFormat())
        if opened and self._quoted:
            cursor.insertText("\n\n" + self._quoted, self._quoted_format())
        self.reading.set_margins()
        self.reading.set_line_heights(anew=True)
        self.reading.moveCursor(QTextCursor.MoveOperation.Start)
        marks = [Mark(s.start, s.end, MarkKind.PLANTED, message=s.words) for s in self._planted]
        marks += [Mark(s.start, s.end, MarkKind.RESTORED, message=s.words) for s in self._spans]
        self.reading.show_marks(marks)
        self.reading.verticalScrollBar().setValue(place)

    def _quoted_format(self) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._themes.theme.colour("text2"))
        return made


def _same_places(text: str, spans: Sequence[Found]) -> tuple[Found, ...]:
    """The spans of a text in what is left of it once it is cleaned."""
    return tuple(
        replace(span, start=len(cleaned(text[: span.start])), end=len(cleaned(text[: span.end])))
        for span in spans
    )
