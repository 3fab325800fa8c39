# SPDX-License-Identifier: Apache-2.0
"""A short word that something was done, with undo while there is something to undo.

One at a time, bottom left above the strip. It never takes the focus; it stays ten seconds, longer
while the mouse or the keyboard is on it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.chips import IconLabel
from ui.widgets.sentence import Sentence
from ui.widgets.styling import set_state

_WIDTH, _MARGIN = 480, 12
_LASTS_MS = 10_000
_AT_LEAST_MS = 2_000


@dataclass(frozen=True, slots=True)
class ToastAction:
    """A button of a toast."""

    key: str
    text: str
    icon: str = ""
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class ToastData:
    """One toast: bold first words, a sentence, up to two buttons. No customer text."""

    key: str
    lead: str
    sentence: str = ""
    icon: str = "checkmark_circle"
    tone: Tone = Tone.GOOD
    actions: tuple[ToastAction, ...] = ()


class Toast(QFrame):
    """Floats over `host`; a new toast takes the place of the one before."""

    chosen = Signal(str, str)
    """A button was pressed: the toast's key and the action's."""
    gone = Signal(str)
    """The toast is over, by time, by a button or by the next one; carries its key."""

    def __init__(self, themes: ThemeSource, host: QWidget) -> None:
        super().__init__(host)
        self._themes = themes
        self._host = host
        self._below = 28
        self._data: ToastData | None = None
        self._remaining = 0
        self._hovered = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_over)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._pause_or_go_on)
        self._icon = IconLabel(themes, "")
        self._words = Sentence(themes)
        self._buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(13, 8, 9, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        set_state(self, kind="toast")
        host.installEventFilter(self)
        self.hide()

    def data(self) -> ToastData | None:
        """What is shown now."""
        return self._data

    def set_clearance(self, below: int) -> None:
        """Keep so many pixels at the bottom of the host free: the strip, the action bar."""
        self._below = below
        self._place()

    def show_toast(self, data: ToastData) -> None:
        """Show a toast for ten seconds."""
        self.dismiss()
        self._data = data
        self._icon.set_icon(data.icon, data.tone)
        self._words.set_words(data.lead, data.sentence)
        for action in data.actions:
            self._add(action)
        self.setAccessibleName(f"{data.lead} {data.sentence}".strip())
        self.show()
        self.raise_()
        self._place()
        self._timer.start(_LASTS_MS)
        announce(self, self.accessibleName())

    def dismiss(self) -> None:
        """Take the toast away before its time."""
        if self._data is None:
            return
        key, self._data = self._data.key, None
        self._timer.stop()
        self._remaining = 0
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.hide()
        self.gone.emit(key)

    def remaining_ms(self) -> int:
        """How long it still stays."""
        return self._timer.remainingTime() if self._timer.isActive() else self._remaining

    def paused(self) -> bool:
        """Whether its time stands still."""
        return self._data is not None and not self._timer.isActive()

    def focus_first(self) -> bool:
        """Give its first button the keyboard; False if there is none."""
        if self._data is None or not self._buttons:
            return False
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """Time stands still under the mouse."""
        super().enterEvent(event)
        self._hovered = True
        self._pause_or_go_on()

    def leaveEvent(self, event: QEvent) -> None:
        """Time goes on."""
        super().leaveEvent(event)
        self._hovered = False
        self._pause_or_go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the host changes its size, and the time while a button has focus."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._soon.start()  # focus has not yet arrived where it goes
        return False

    @Slot()
    def _on_over(self) -> None:
        self.dismiss()

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and self._data is not None:
            key = self._data.key
            action = str(button.property("key"))
            self.dismiss()
            self.chosen.emit(key, action)

    @Slot()
    def _pause_or_go_on(self) -> None:
        held = self._hovered or any(button.hasFocus() for button in self._buttons)
        if self._data is None:
            return
        if held and self._timer.isActive():
            self._remaining = self._timer.remainingTime()
            self._timer.stop()
        elif not held and not self._timer.isActive():
            self._timer.start(max(self._remaining, _AT_LEAST_MS))

    def _add(self, action: ToastAction) -> None:
        button = Button(
            self._themes, action.text, icon=action.icon, shortcut=action.shortcut, small=True
        )
        button.setProperty("key", action.key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._on_clicked)
        button.installEventFilter(self)
        self._row.addWidget(button)
        self._buttons.append(button)

    def _place(self) -> None:
        if self.isHidden():
            return
        width = min(_WIDTH, self._host.width() - 2 * _MARGIN)
        height = max(self._row.totalHeightForWidth(width), self.sizeHint().height(), 42)
        bottom = self._host.height() - self._below - _MARGIN
        x = self._host.width() - width - _MARGIN if self.isRightToLeft() else _MARGIN
        self.setGeometry(x, bottom - height, width, height)
