# SPDX-License-Identifier: Apache-2.0
"""Fields for one line of text: with an icon inside, with a label above and a sentence below."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyle, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.chips import IconLabel
from ui.widgets.painting import TRAILING, draw_icon, draw_text, text_width
from ui.widgets.sentence import Sentence
from ui.widgets.styling import label, set_state

_EDGE = 10


class InsetEdit(QLineEdit):
    """A line edit with an icon before its text and a few words at its end."""

    def __init__(
        self, themes: ThemeSource, *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._icon = icon
        self._words = ""
        themes.changed.connect(self._make_room)
        self._make_room()

    def set_icon(self, name: str) -> None:
        """Show another icon before the text, or none."""
        self._icon = name
        self._make_room()

    def set_words(self, words: str) -> None:
        """Write a few words at the end of the field."""
        self._words = words
        self._make_room()

    def words(self) -> str:
        """The words at the end of the field."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line edit, then icon and words over its margins."""
        super().paintEvent(event)
        theme = self._themes.theme
        painter = QPainter(self)
        if self._icon:
            shown = theme.px(16)
            place = QRect(_EDGE + 1, (self.height() - shown) // 2, shown, shown)
            colour = "text2" if self.isEnabled() else "disabled"
            at = QStyle.visualRect(self.layoutDirection(), self.rect(), place).topLeft()
            draw_icon(painter, theme, self._icon, colour, at)
        if self._shows_words():
            font = theme.font(TextRole.CAPTION)
            box = self.rect().adjusted(_EDGE, 0, -_EDGE - 1, 0)
            draw_text(painter, box, self._words, font, theme.colour("text3"), TRAILING)

    def _shows_words(self) -> bool:
        return bool(self._words)

    @Slot()
    def _make_room(self) -> None:
        theme = self._themes.theme
        before = theme.px(16) + 8 if self._icon else 0
        after = text_width(theme.font(TextRole.CAPTION), self._words) + 8 if self._words else 0
        self.setTextMargins(before, 0, after, 0)
        self.update()


class SearchField(InsetEdit):
    """A field to search in, with the key that leads to it. Esc empties it first."""

    def __init__(
        self,
        themes: ThemeSource,
        hint: str,
        *,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, icon="search", parent=parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.set_words(shortcut)

    def event(self, event: QEvent) -> bool:
        """Esc is the field's own before it is the window's, while there is something to empty."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field; in an empty field it goes on to the window."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _shows_words(self) -> bool:
        return bool(self.words()) and not self.text()


class LabelledField(QWidget):
    """A label, a field, and below it a hint or what is wrong.

    An error stays with what was typed. `secret` hides the text behind dots, with a button that
    shows it.
    """

    edited = Signal(str)
    """The person changed the text; carries it."""

    def __init__(
        self,
        themes: ThemeSource,
        name: str,
        *,
        hint: str = "",
        icon: str = "",
        secret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self._icon = icon
        self._label = label(name, strong=True)
        self.edit = InsetEdit(themes, icon=icon)
        self._label.setBuddy(self.edit)
        self._sign = IconLabel(themes, "")
        self._below = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._reveal = Button(themes, self.tr("Show"), icon="eye", kind=ButtonKind.QUIET)
        self._reveal.setVisible(secret)
        self._reveal.clicked.connect(self._on_reveal)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textEdited.connect(self.edited)
        self.edit.setAccessibleName(name.replace("&", ""))
        self._arrange()
        self.set_hint(hint)

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    def add_button(self, button: Button) -> None:
        """Put a button at the end of the field's line."""
        self._row.addWidget(button)

    def set_text(self, text: str) -> None:
        """Put a text into the field."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)

    def set_hint(self, hint: str) -> None:
        """Show a hint below, and nothing wrong."""
        self._hint = hint
        self._show_below(hint, "", None)
        self._set_state("plain")

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with the text; it stays as it is. An empty sentence takes it back."""
        if not sentence:
            self.set_hint(self._hint)
            return
        self._show_below(sentence, "error_circle", Tone.DANGER)
        self._set_state("error")

    def set_good(self, sentence: str) -> None:
        """Say that the text was tried and works."""
        self._show_below(sentence, "checkmark_circle", Tone.GOOD)
        self._set_state("plain")

    def set_locked(self, reason: str) -> None:
        """Show a value that is set elsewhere, with the reason; an empty reason unlocks."""
        self.edit.setReadOnly(bool(reason))
        self.edit.set_icon("lock_closed" if reason else self._icon)
        self.edit.set_words(reason)
        self._set_state("locked" if reason else "plain")
        self.edit.setAccessibleDescription(reason or self._hint)

    def set_busy(self, words: str) -> None:
        """Say at the end of the field what goes on ("Testing…"); empty when it is over."""
        self.edit.set_words(words)
        self.edit.setReadOnly(bool(words))

    @Slot()
    def _on_reveal(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._reveal.setText(self.tr("Hide") if hidden else self.tr("Show"))
        self._reveal.set_icon("eye_off" if hidden else "eye")

    def _show_below(self, words: str, icon: str, tone: Tone | None) -> None:
        self._below.set_words("", words, tone)
        self._below.setVisible(bool(words))
        self._sign.setVisible(bool(icon))
        self._sign.set_icon(icon, tone or "text2")
        self.edit.setAccessibleDescription(words)

    def _set_state(self, state: str) -> None:
        set_state(self.edit, state=state)

    def _arrange(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(self.edit, 1)
        self._row.addWidget(self._reveal)
        below = QHBoxLayout()
        below.setSpacing(5)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addLayout(self._row)
        column.addLayout(below)
