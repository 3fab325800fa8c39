# SPDX-License-Identifier: Apache-2.0
"""What Claude is to this office: service, models, money; where a supervisor raises the budget."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme_source import ThemeSource
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.fields import LabelledField
from ui.widgets.key_values import KeyValues
from ui.widgets.styling import label, line, set_state


class AccountDialog(Dialog):
    """Shows it all; with a `budget` in whole dollars it can be raised, and `raised` brings to
    what and why.
    """

    raised = Signal(int, str)

    def __init__(
        self,
        themes: ThemeSource,
        rows: tuple[tuple[str, str], ...],
        *,
        budget: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            themes,
            "Counterpart",
            self.tr("Claude: service, models, money"),
            width=DialogWidth.MEDIUM,
            parent=parent,
        )
        self._budget = budget
        facts = KeyValues()
        facts.set_rows(rows)
        self.content.addWidget(facts)
        if not budget:
            self.set_first_focus(self.set_cancel(self.tr("Close")))
            return
        self.content.addWidget(line())
        self.amount = LabelledField(
            themes,
            self.tr("Raise this month's budget to"),
            hint=self.tr("Whole dollars. Next month the usual budget holds again."),
        )
        self.content.addWidget(self.amount)
        why = label(self.tr("Why? The log keeps it."), strong=True)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        set_state(self.words, kind="field")
        self.words.setFixedHeight(themes.theme.px(64))
        self.words.setAccessibleName(why.text())
        why.setBuddy(self.words)
        self.content.addWidget(why)
        self.content.addWidget(self.words)
        self.primary = self.set_primary(self.tr("Raise the budget"), enter=False)
        self.primary.clicked.connect(self._on_primary)
        self.set_cancel()
        self.set_first_focus(self.amount.edit)
        self.amount.edited.connect(self._on_typed)
        self.words.textChanged.connect(self._on_typed)
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        usd = self._usd()
        typed = bool(self.amount.text().strip())
        wrong = typed and usd <= self._budget
        said = self.tr("Say whole dollars, more than {usd}.").format(usd=f"{self._budget:,}")
        self.amount.set_error(said if wrong else "")
        ready = usd > self._budget and bool(self.words.toPlainText().strip())
        self.primary.setEnabled(ready)
        self.primary.set_reason("" if ready else self.tr("Say to how much, and why."))

    @Slot()
    def _on_primary(self) -> None:
        self.raised.emit(self._usd(), self.words.toPlainText().strip())
        self.accept()

    def _usd(self) -> int:
        """The amount in whole dollars; 0 where it is none."""
        text = self.amount.text().strip().removeprefix("$").replace(",", "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
