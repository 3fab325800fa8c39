# SPDX-License-Identifier: Apache-2.0
"""What comes first where somebody may be in danger: procedure and approved text."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.domain.guidance import Guidance
from ui.presenters.words import signals
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.passage import Passage
from ui.widgets.sentence import Sentence
from ui.widgets.styling import label, set_state


class PeopleFirstDialog(Dialog):
    """`approved` brings the text to put into the reply; `draft_wanted` why a draft is needed all
    the same.
    """

    approved = Signal(str)
    draft_wanted = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        guidance: Guidance,
        *,
        may_answer: bool,
        may_draft: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.MEDIUM, parent=parent)
        said = self.tr("The message has signs of: {signals}. Supervisors are told by their window.")
        self.set_heading(self.tr("People first"), said.format(signals=signals(guidance.signals)))
        for procedure in guidance.procedures:
            line = Sentence(themes)
            line.set_words(self.tr("Do this:"), procedure, Tone.DANGER)
            self.content.addWidget(line)
        self.content.addWidget(label(self.tr("Approved text"), strong=True))
        for paragraph in guidance.text.split("\n\n"):
            text = Passage(themes)
            text.set_passage(paragraph)
            self.content.addWidget(text)
        asked = self.tr("A draft is needed all the same because (logged):")
        named = label(asked, strong=True)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        set_state(self.why, kind="field")
        self.why.setFixedHeight(themes.theme.px(56))
        self.why.setAccessibleName(asked)
        named.setBuddy(self.why)
        self.anyway = self.add_rare(self.tr("Allow a draft"), "drafts")
        self.insert = self.set_primary(
            self.tr("Insert the approved text"), "text_quote", enter=False
        )
        for widget in (named, self.why):
            self.content.addWidget(widget)
            widget.setVisible(may_draft)
        self.anyway.setVisible(may_draft)
        self.insert.setVisible(may_answer)
        self.anyway.clicked.connect(self._on_anyway)
        self.insert.clicked.connect(lambda: self._on_insert(guidance.text))
        self.why.textChanged.connect(self._on_typed)
        self.set_first_focus(self.set_cancel(self.tr("Close")))
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        ready = bool(self.why.toPlainText().strip())
        self.anyway.setEnabled(ready)
        self.anyway.set_reason("" if ready else self.tr("Say first why a draft is needed."))

    @Slot()
    def _on_anyway(self) -> None:
        self.draft_wanted.emit(self.why.toPlainText().strip())
        self.accept()

    def _on_insert(self, text: str) -> None:
        self.approved.emit(text)
        self.accept()
