# SPDX-License-Identifier: Apache-2.0
"""Which language a customer writes in, where the program took it for another."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.presenters.words import language
from ui.theme_source import ThemeSource
from ui.widgets.choices import Select
from ui.widgets.dialog import Dialog
from ui.widgets.styling import label


class LanguageDialog(Dialog):
    """Asks for one of the office's languages; `chosen` brings its code."""

    chosen = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        now: str,
        codes: Sequence[str],
        *,
        redrafts: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", parent=parent)
        said = self.tr("Taken to be {language}.").format(language=language(now))
        if not now:
            said = self.tr("It could not be told.")
        then = (
            self.tr("The draft is written again in the language you choose; Undo brings it back.")
            if redrafts
            else self.tr("Drafts, checks and closing follow the language you choose.")
        )
        self.set_heading(self.tr("The customer's language"), f"{said} {then}")
        named = label(self.tr("The customer writes in"), strong=True)
        self.choice = Select(themes)
        self.choice.setAccessibleName(named.text())
        named.setBuddy(self.choice)
        for code in sorted(codes, key=language):
            if code != now:
                self.choice.addItem(language(code), code)
        self.content.addWidget(named)
        self.content.addWidget(self.choice)
        verb = self.tr("Draft again in it") if redrafts else self.tr("Use this language")
        self.primary = self.set_primary(verb, "translate")
        self.primary.clicked.connect(self._on_primary)
        self.set_cancel()
        self.set_first_focus(self.choice)

    @Slot()
    def _on_primary(self) -> None:
        self.chosen.emit(str(self.choice.currentData()))
        self.accept()
