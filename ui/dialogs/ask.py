# SPDX-License-Identifier: Apache-2.0
"""One question: with a few words as answer (why a draft is rejected), or with one of two."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme_source import ThemeSource
from ui.widgets.buttons import ButtonKind
from ui.widgets.choices import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.styling import label, set_state


class AskDialog(Dialog):
    """Asks for words; `answered` brings them and whether the extra box was checked."""

    answered = Signal(str, bool)

    def __init__(
        self,
        themes: ThemeSource,
        heading: str,
        sentence: str,
        question: str,
        verb: str,
        *,
        icon: str = "",
        extra: str = "",
        needed: bool = True,
        kind: ButtonKind = ButtonKind.PRIMARY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, heading, heading, sentence, parent=parent)
        self._needed = needed
        named = label(question, strong=True)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        set_state(self.words, kind="field")
        self.words.setMinimumHeight(themes.theme.px(84))
        self.words.setAccessibleName(question)
        named.setBuddy(self.words)
        self.content.addWidget(named)
        self.content.addWidget(self.words)
        self.box = CheckBox(themes, extra)
        self.box.setVisible(bool(extra))
        if extra:
            self.content.addWidget(self.box)
        self.primary = self.set_primary(verb, icon, kind=kind, enter=False)
        self.primary.clicked.connect(self._on_primary)
        self.set_cancel()
        self.set_first_focus(self.words)
        self.words.textChanged.connect(self._on_typed)
        self._on_typed()

    def said(self) -> str:
        """What has been typed so far."""
        return self.words.toPlainText().strip()

    @Slot()
    def _on_typed(self) -> None:
        ready = bool(self.said()) or not self._needed
        self.primary.setEnabled(ready)
        self.primary.set_reason("" if ready else self.tr("Say it in a few words first."))

    @Slot()
    def _on_primary(self) -> None:
        self.answered.emit(self.said(), self.box.isChecked())
        self.accept()


class ChoiceDialog(Dialog):
    """Asks for one of two answers; `chosen` brings True for the first. The safe way out has the
    keyboard.
    """

    chosen = Signal(bool)

    def __init__(
        self,
        themes: ThemeSource,
        heading: str,
        sentence: str,
        yes: str,
        no: str,
        *,
        safe: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, heading, heading, sentence, parent=parent)
        self.set_bare()
        self.yes = self.set_primary(
            yes, kind=ButtonKind.DANGER if safe else ButtonKind.DEFAULT, enter=False
        )
        self.yes.clicked.connect(lambda: self._choose(yes=True))
        if no:
            self.no = self.add_usual(no)
            self.no.clicked.connect(lambda: self._choose(yes=False))
        self.safe = self.set_cancel(safe)
        self.set_first_focus(self.safe)

    def _choose(self, *, yes: bool) -> None:
        self.chosen.emit(yes)
        self.accept()
