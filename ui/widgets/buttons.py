# SPDX-License-Identifier: Apache-2.0
"""The button: icon, words and, where there is room, the shortcut on its face."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.focus_ring import FocusRing
from ui.widgets.painting import LEADING, draw_icon, draw_text, text_width
from ui.widgets.styling import set_state

_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class ButtonKind(StrEnum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    """The one next step of a screen."""
    DEFAULT = "default"
    QUIET = "quiet"
    DANGER = "danger"
    """Only inside a dialog that confirms a loss."""


_CONTENT = {
    ButtonKind.PRIMARY: ("on_accent", "on_accent"),
    ButtonKind.DEFAULT: ("text", "text3"),
    ButtonKind.QUIET: ("text2", "text3"),
    ButtonKind.DANGER: ("danger_text", "text3"),
}
_DISABLED = ("disabled", "disabled")


class Button(QPushButton):
    """A push button.

    Its smallest width has no shortcut on its face, so a layout that runs short drops the shortcut
    first. `busy_text` is the verb shown while its work runs ("Sending…"); room for it is kept from
    the start, so the width never changes.
    """

    def __init__(
        self,
        themes: ThemeSource,
        text: str = "",
        *,
        icon: str = "",
        kind: ButtonKind = ButtonKind.DEFAULT,
        shortcut: str = "",
        small: bool = False,
        busy_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._themes = themes
        self._kind = kind
        self._icon = icon
        self._shortcut = shortcut
        self._small = small
        self._busy_text = busy_text
        self._tone: Tone | None = None
        self._busy = False
        self._named: str | None = None
        self._faced = True
        self._ring = FocusRing(themes, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        set_state(self, kind=kind, small=small, busy=False)
        themes.changed.connect(self._on_theme_changed)

    def kind(self) -> ButtonKind:
        """How much the button asks to be pressed."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Change how much the button asks to be pressed."""
        self._kind = kind
        set_state(self, kind=kind)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Show another icon, or none for an empty name."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone | None) -> None:
        """Say in color what the words and the icon say; None for the color of its kind."""
        self._tone = tone
        self.update()

    def shortcut_face(self) -> str:
        """The shortcut as it is written on the button."""
        return self._shortcut

    def set_shortcut_face(self, words: str) -> None:
        """Write another shortcut on the face. It is only shown; the command is bound elsewhere."""
        self._shortcut = words
        self.updateGeometry()
        self.update()

    def set_shortcut_shown(self, shown: bool) -> None:  # noqa: FBT001
        """Leave the shortcut away although there may be room."""
        if shown == self._faced:
            return
        self._faced = shown
        self.updateGeometry()
        self.update()

    def shows_shortcut(self) -> bool:
        """Whether the shortcut is on the face at the present width."""
        return bool(self._face()) and self.width() >= self._width(self._face())

    def busy(self) -> bool:
        """Whether the work behind the button runs."""
        return self._busy

    def set_busy(self, busy: bool, text: str = "") -> None:  # noqa: FBT001
        """Say that the work runs, with `text` in place of the verb given at the start.

        A busy button keeps its focus and ignores further presses.
        """
        self._busy = busy
        self._busy_text = text or self._busy_text
        if busy and self._named is None:
            self._named = self.accessibleName()
        if self._named is not None:
            self.setAccessibleName(self._words() if busy else self._named)
        if not busy:
            self._named = None
        set_state(self, busy=busy)
        self.updateGeometry()

    def set_reason(self, reason: str) -> None:
        """Say why the button is disabled; the same words have to stand somewhere near."""
        self.setAccessibleDescription(reason)
        self.setToolTip(reason)

    def full_width(self) -> int:
        """The width with the shortcut on the face."""
        return self._width(self._shortcut)

    def sizeHint(self) -> QSize:
        """Room for everything on the face."""
        return QSize(self._width(self._face()), self._height())

    def minimumSizeHint(self) -> QSize:
        """Room for icon and words."""
        return QSize(self._width(""), self._height())

    def hitButton(self, pos: QPoint) -> bool:
        """A busy button cannot be pressed."""
        return not self._busy and super().hitButton(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does; a busy button swallows both."""
        if self._busy and event.key() in _PRESSES:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet paints the body, we paint what stands on it."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        hint = QStyle.StyleHint.SH_UnderlineShortcut
        underlined = bool(self.style().styleHint(hint, option, self))
        self._paint_content(painter, underlined=underlined)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _paint_content(self, painter: QPainter, *, underlined: bool) -> None:
        theme = self._themes.theme
        words, face = self._words(), self._face() if self.shows_shortcut() else ""
        words_in, face_in = _CONTENT[self._kind] if self.isEnabled() else _DISABLED
        gap, shown = self._gap(), theme.px(16)
        icon = self._shown_icon()
        wide = self._content_width(face)
        x = max(self._inset(), (self.width() - wide) // 2)
        if icon:
            top = (self.height() - shown) // 2
            at = self._mirrored(QRect(x, top, shown, shown)).topLeft()
            toned = self._tone if self.isEnabled() and self._tone else words_in
            draw_icon(painter, theme, icon, toned, at)
            x += shown + (gap if words else 0)
        room = min(text_width(self._font(), words), self.width() - x - self._inset())
        box = self._mirrored(QRect(x, 0, room, self.height()))
        toned = theme.text(self._tone) if self._tone and self.isEnabled() else None
        colour = toned or theme.colour(words_in)
        draw_text(painter, box, words, self._font(), colour, LEADING)
        if underlined and not self._busy:
            self._underline(painter, box)
        if face:
            font = theme.font(TextRole.CAPTION)
            box = QRect(x + room + gap + 2, 0, text_width(font, face), self.height())
            draw_text(painter, self._mirrored(box), face, font, theme.colour(face_in), LEADING)

    def _underline(self, painter: QPainter, box: QRect) -> None:
        """The line below the letter that Alt reaches the button by."""
        at = self.text().replace("&&", "  ").find("&")
        if at < 0 or box.isEmpty():
            return
        metrics = QFontMetrics(self._font())
        words = self._words()
        left = box.x() + metrics.horizontalAdvance(words[:at])
        width = metrics.horizontalAdvance(words[at : at + 1])
        painter.fillRect(
            left, box.center().y() + metrics.ascent() // 2 + 2, width, 1, painter.pen().color()
        )

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _words(self) -> str:
        words = self._busy_text if self._busy and self._busy_text else self.text()
        return words.replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _face(self) -> str:
        return self._shortcut if self._faced and not self._busy else ""

    def _shown_icon(self) -> str:
        return "arrow_sync" if self._busy else self._icon

    def _font(self) -> QFont:
        role = TextRole.CAPTION if self._small else TextRole.BODY
        return self._themes.theme.font(role, strong=self._kind is ButtonKind.PRIMARY)

    def _inset(self) -> int:
        return 9 if self._small or self._kind is ButtonKind.QUIET else 13

    def _gap(self) -> int:
        return 6 if self._small else 8

    def _height(self) -> int:
        return self._themes.theme.px(26 if self._small else 32)

    def _content_width(self, face: str) -> int:
        theme = self._themes.theme
        words = text_width(self._font(), self._words())
        icon = theme.px(16) if self._shown_icon() else 0
        wide = icon + words + (self._gap() if icon and words else 0)
        if face:
            wide += self._gap() + 2 + text_width(theme.font(TextRole.CAPTION), face)
        return wide

    def _width(self, face: str) -> int:
        """The width that holds the label and the busy verb, whichever is wider."""
        theme = self._themes.theme
        icon = theme.px(16) + self._gap()
        plain = self.text().replace("&", "")
        label = text_width(self._font(), plain) + (icon if self._icon and plain else 0)
        label = label if plain or not self._icon else theme.px(16)
        if face:
            label += self._gap() + 2 + text_width(theme.font(TextRole.CAPTION), face)
        busy = text_width(self._font(), self._busy_text) + icon if self._busy_text else 0
        return max(label, busy) + 2 * self._inset()
