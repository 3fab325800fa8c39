# SPDX-License-Identifier: Apache-2.0
"""The line above a reply: where it came from, how easily it reads, and what can be done to its
words. Where it is narrow, it does without what is said elsewhere too.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.panes.second_view import SecondView
from ui.presenters.words import Said, manners, reading_told
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.chips import Chip, ChipData
from ui.widgets.reply_editor.tone_button import ToneButton
from ui.widgets.styling import label, set_state

_IN_FULL = 640
"""Layout units from which on there is room for heading, target and icons."""
_SECOND = 130
"""What is needed more with what second readings add."""


class ReplyHeader(QFrame):
    """Heading, origin, and the tools."""

    def __init__(self, themes: ThemeSource, second: SecondView) -> None:
        super().__init__()
        set_state(self, kind="header")
        self._themes = themes
        self._second = second
        self._came = Said("")
        self._read: Said | None = None
        self._heading = label(self.tr("Reply"), TextRole.BODY, strong=True)
        self._origin = Chip(themes, "")
        self.reading = self._quiet("", "checkmark_circle", "")
        self.tone = ToneButton(themes, manners())
        self.undo = self._quiet(self.tr("Undo"), "arrow_undo", "Ctrl+Z")
        self.tools = ActionBar(themes, height=28, inset=0, kind="none")
        for button in (self.reading, self.tone, second.button, self.undo):
            self.tools.add_last(button)
        self.reading.hide()
        second.button.hide()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(self._heading)
        row.addWidget(self._origin)
        row.addWidget(second.chip)
        row.addWidget(self.tools, 1)
        self.setMinimumHeight(40)

    def show_origin(self, came: Said) -> None:
        """Say where the text came from."""
        self._came = came
        self._fit()

    def show_reading(self, said: Said | None, language: str) -> None:
        """The meter: words, icon and color say how easily the text reads."""
        self._read = said
        self._fit()
        self.reading.setVisible(said is not None)
        if said is None:
            return
        told = reading_told(language)
        self.reading.set_icon(said.icon)
        self.reading.set_tone(None if said.tone is Tone.NEUTRAL else said.tone)
        self.reading.setToolTip(told)
        self.reading.setAccessibleDescription(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for all of it, or not."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        extra = not (self._second.button.isHidden() and self._second.chip.isHidden())
        wanted = _IN_FULL + (_SECOND if extra else 0)
        narrow = self.width() < self._themes.theme.px(wanted)
        if self._read is not None:
            self.reading.setText(self._read.within(narrow=narrow))
        came = self._came
        self._origin.set_data(ChipData(came.within(narrow=narrow), came.icon, came.tone))
        self.tone.set_icon("" if narrow else "chevron_down")
        self.undo.set_icon("" if narrow else "arrow_undo")
        self._heading.setVisible(not narrow)
        self._row.setSpacing(4 if narrow else 8)
        self._row.setContentsMargins(12 if narrow else 20, 4, 0, 4)

    def _quiet(self, text: str, icon: str, shortcut: str) -> Button:
        kind = ButtonKind.QUIET
        return Button(self._themes, text, icon=icon, kind=kind, shortcut=shortcut, small=True)
