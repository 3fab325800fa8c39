# SPDX-License-Identifier: Apache-2.0
"""What the office adds to every reply, pinned under the editor and not part of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.chips import IconLabel
from ui.widgets.focus_ring import FocusRing
from ui.widgets.sentence import Sentence
from ui.widgets.styling import set_state


class DisclosureBlock(QFrame):
    """Reads like a part of the letter, can be reached by Tab and never edited."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._text = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 8, 11, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel(themes, "lock_closed"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._ring = FocusRing(themes, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_state(self, kind="disclosure")

    def text(self) -> str:
        """The words that are added."""
        return self._text

    def set_text(self, text: str, lead: str = "") -> None:
        """Show the words that are added; `lead` is for another language than the window's."""
        self._text = text
        lead = lead or self.tr("Added by the office, not editable.")
        self._words.set_words(lead, " ".join(text.split()))
        self.setAccessibleName(lead)
        self.setAccessibleDescription(text)
