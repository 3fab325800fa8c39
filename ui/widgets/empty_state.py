# SPDX-License-Identifier: Apache-2.0
"""What a pane says when it has nothing to show: an icon, a few words, one sentence, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.widgets.buttons import Button
from ui.widgets.chips import IconLabel
from ui.widgets.sentence import Sentence


class EmptyState(QWidget):
    """Stands at the top of its pane; no button shows while it has no words."""

    pressed = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        icon: str = "",
        words: str = "",
        sentence: str = "",
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(themes, icon, "text3", 20)
        self._words = Sentence(themes)
        self._sentence = Sentence(themes, shade="text2")
        self.button = Button(themes, button, small=True)
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._icon)
        column.addWidget(self._words)
        column.addWidget(self._sentence)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.set_words(icon, words, sentence, button)

    def set_words(self, icon: str, words: str, sentence: str, button: str = "") -> None:
        """Say something else."""
        self._icon.set_icon(icon, "text3")
        self._words.set_words(words)
        self._sentence.set_words("", sentence)
        self._sentence.setVisible(bool(sentence))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(words)
        self.setAccessibleDescription(sentence)
