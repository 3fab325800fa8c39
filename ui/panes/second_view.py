# SPDX-License-Identifier: Apache-2.0
"""What a second reading adds to the composer: a chip where it does not agree, and the reply in
the person's own language beside the one that goes out.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.draft import Draft
from ui.panes.translated import beside
from ui.presenters.second import SecondFace
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.chips import Chip, ChipData
from ui.widgets.reply_editor.data import Mark, MarkKind
from ui.widgets.reply_editor.editor import ReplyEditor
from ui.widgets.reply_editor.side_by_side import SideBySide


class SecondView(QObject):
    """The chip, the button and the page; `requested` asks for a translation by hand."""

    requested = Signal()

    def __init__(self, themes: ThemeSource, editor: ReplyEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._face = SecondFace()
        self._judged: Draft | None = None
        self._marks: tuple[Mark, ...] = ()
        self._editor = editor
        self.page = SideBySide(themes, editor)
        self.chip = Chip(themes, "")
        self.chip.hide()
        self.button = Button(
            themes, self.tr("Translation"), icon="translate", kind=ButtonKind.QUIET, small=True
        )
        self.button.setCheckable(True)
        self.button.setChecked(True)
        self.button.hide()
        self.button.clicked.connect(self._on_clicked)

    def below(self, sentence: str) -> str:
        """What a rule's sentence says in the customer's language; empty where nobody has said."""
        return " ".join(self._face.insertable.get(sentence.strip(), "").split())

    def show_face(self, face: SecondFace) -> None:
        """Show what is said of the reply as it stands."""
        self._face = face
        loud = face.read is not None and face.read.tone is not Tone.NEUTRAL
        self.chip.setVisible(loud)
        if face.read is not None:
            self.chip.set_data(ChipData(face.read.text, face.read.icon, face.read.tone))
        self.button.setVisible(bool(face.into))
        self._show()

    def show_reply(self, judged: Draft | None, marks: Sequence[Mark]) -> None:
        """The reply was judged anew; None while nobody knows what its sentences are."""
        self._judged, self._marks = judged, tuple(marks)
        self._show()

    def hide_page(self) -> None:
        """A draft is being written: nothing of it can be translated yet."""
        self._judged = None
        self.page.set_shown(shown=False)

    @Slot()
    def _on_clicked(self) -> None:
        if self.button.isChecked():
            self.requested.emit()
        self._show()

    def _show(self) -> None:
        face, judged = self._face, self._judged
        something = bool(face.lines) or face.busy or bool(face.trouble)
        wanted = bool(face.into) and something and self.button.isChecked()
        self.page.set_shown(shown=wanted and judged is not None and bool(judged.body))
        if not self.page.shown or judged is None:
            return
        out = self.tr("{language}, this is what goes out").format(language=face.from_)
        pieces, shown = beside(judged, face.lines, self._marks, face.carries)
        locked = any(mark.kind is MarkKind.TERM for mark in shown)
        back = self.tr("Back into {language}, made separately, not sent")
        if locked:
            back = self.tr("Back into {language}, not sent. Locked terms underlined")
        back = back.format(language=face.into)
        if face.busy:
            back = self.tr("Being put into {language}…").format(language=face.into)
        elif face.trouble:
            back = self.tr("Not translated. {why}").format(why=face.trouble)
        self.page.set_heads(out, back)
        if judged.body == self._editor.text():
            self.page.set_pieces(pieces, shown)
