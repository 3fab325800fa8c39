# SPDX-License-Identifier: Apache-2.0
"""First set-up: who writes the first draft, and the key for Claude, tried before it is kept."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop_app.desk import Desk
from desktop_app.rules.reach import reach
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.buttons import Button
from ui.widgets.choices import RadioButton, indent
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.fields import LabelledField
from ui.widgets.styling import frame, label


class FirstRunDialog(Dialog):
    """Asks who drafts. `decided` says that a key was kept, or that the offline drafter will do."""

    decided = Signal()

    def __init__(
        self, themes: ThemeSource, desk: Desk, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.MEDIUM, parent=parent)
        self._desk = desk
        self._jobs = jobs
        self._tried = ""
        settings = desk.parts.settings
        self.set_heading(
            self.tr("Who writes the first draft?"),
            self.tr(
                "You read, change and approve every reply either way. The strip below opens this"
                " again."
            ),
        )
        self.claude = RadioButton(themes, self.tr("Claude, with this office's rules"), strong=True)
        self.offline = RadioButton(themes, self.tr("Offline drafter only"), strong=True)
        group = QButtonGroup(self)  # they stand in two cards, so they do not know of each other
        for choice in (self.claude, self.offline):
            group.addButton(choice)
        self.key = LabelledField(
            themes,
            self.tr("API key"),
            hint=self.tr("Paste the key you were given, then test it."),
            icon="key",
            secret=True,
        )
        self.test = Button(
            themes, self.tr("Test"), icon="arrow_sync", busy_text=self.tr("Testing…")
        )
        self.address = LabelledField(themes, self.tr("Address"), icon="lock_closed")
        line = reach(settings)
        self._keyless = not line.needs_key
        self.address.set_text(line.address)
        locked = "drafter.base_url" in settings.locked
        self.address.set_locked(
            self.tr("Set by your administrator") if locked else self.tr("Set in the settings file")
        )
        self.content.addWidget(self._claude_card())
        self.content.addWidget(self._offline_card())
        self.content.addStretch(1)
        self.keep = self.set_primary(self.tr("Use this"), enter=True)
        self.set_cancel(self.tr("Later"))
        self.key.setVisible(not self._keyless)
        self.claude.setChecked(True)
        self.set_first_focus(self.keep if self._keyless else self.key.edit)
        self.key.edited.connect(self._on_edited)
        self.test.clicked.connect(self._on_test)
        self.keep.clicked.connect(self._on_keep)
        for choice in (self.claude, self.offline):
            choice.toggled.connect(self._on_choice)
        self._on_choice()

    def _claude_card(self) -> QWidget:
        said = self.tr(
            "Writes in plain words and shows the rule behind each sentence. Names, plates and"
            " numbers are masked before anything is sent."
        )
        card, column = self._card(self.claude, said)
        self.key.add_button(self.test)
        column.addSpacing(4)
        column.addWidget(self.key)
        where = self._desk.setup.keychain
        if self._keyless:
            kept = self.tr("No key is needed here: the settings say what proves who asks.")
        elif where:
            kept = self.tr("The key is kept in {place}, not in a file.").format(place=where)
        else:
            kept = self.tr(
                "This computer has no keychain: the key is used until the window closes."
            )
        column.addWidget(label(kept, TextRole.CAPTION, shade="text2", wrap=True))
        column.addSpacing(4)
        column.addWidget(self.address)
        return card

    def _offline_card(self) -> QWidget:
        said = self.tr("Quotes the rules that fit, word for word. Needs no key and no connection.")
        return self._card(self.offline, said)[0]

    def _card(self, choice: RadioButton, said: str) -> tuple[QWidget, QVBoxLayout]:
        """A card for one choice, and the column below its words."""
        card = frame("card")
        whole = QVBoxLayout(card)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(0)
        whole.addWidget(choice)
        column = QVBoxLayout()
        column.setContentsMargins(indent(self._themes.theme), 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(said, shade="text2", wrap=True))
        whole.addLayout(column)
        return card, column

    @Slot()
    def _on_choice(self) -> None:
        with_claude = self.claude.isChecked()
        for choice in (self.claude, self.offline):  # Tab leads to the chosen one, arrows between
            chosen = choice.isChecked()
            choice.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
            )
        self.key.setEnabled(with_claude)
        self.test.setEnabled(with_claude and bool(self.key.text().strip()))
        tried = bool(self._tried) and self._tried == self.key.text().strip()
        ready = not with_claude or self._keyless or tried
        self.keep.setEnabled(ready)
        self.keep.set_reason("" if ready else self.tr("Test the key first."))

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self.key.set_error("")
        self._on_choice()

    @Slot()
    def _on_test(self) -> None:
        key = self.key.text().strip()
        self.test.set_busy(True)
        self.key.set_busy(self.tr("Testing…"))

        def tried(outcome: Outcome[str]) -> None:
            self.test.set_busy(False)
            self.key.set_busy("")
            match outcome:
                case Done(sentence):
                    self._tried = key
                    self.key.set_good(sentence)
                case Failed(error):
                    self._tried = ""
                    self.key.set_error(str(error))
            self._on_choice()

        self._jobs.run(Lane.WIRE, lambda: self._desk.setup.try_key(key), tried, self)

    @Slot()
    def _on_keep(self) -> None:
        if self.offline.isChecked() or self._keyless:
            self.decided.emit()
            self.accept()
            return
        key = self._tried

        def kept(outcome: Outcome[None]) -> None:
            match outcome:
                case Done():
                    self.decided.emit()
                    self.accept()
                case Failed(error):
                    self.show_error(error.what, error.remedy)

        self._jobs.run(Lane.DESK, lambda: self._desk.setup.keep_key(key), kept, self)
