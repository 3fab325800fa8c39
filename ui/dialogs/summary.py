# SPDX-License-Identifier: Apache-2.0
"""A summary of rules: what to summarize and what to heed, the words while they come, and the rule
behind each sentence beside them.

Until the log has it, it can be read and nothing else; to copy it is logged before it happens.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.choice import OFFLINE
from desktop_app.desk import Desk
from desktop_app.domain.draft import CitationPiece, Piece, RulesPiece, TextPiece
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.domain.summary import Wanted
from desktop_app.errors import DeskError, Refused, StoreFault
from desktop_app.workflows.summarising import SummaryPreview
from desktop_app.workflows.summary_outcome import Summary
from ui.dialogs.leaves import summary_leaves
from ui.panes.cited import Cited, StreamedRules, cited
from ui.presenters.summarizer import Summarizer
from ui.presenters.words import money
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button
from ui.widgets.choices import Select
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.disclosure import DisclosureBlock
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence import EvidenceList
from ui.widgets.fields import LabelledField
from ui.widgets.reply_editor.editor import ReplyEditor
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, line

Choices = Sequence[tuple[str, Wanted]]
"""What may be summarized, each with its name; the first is what the person most likely means."""

_PAUSE_MS = 300
_STOP, _BY_OFFLINE = "stop", "offline"


class SummaryDialog(Dialog):
    """Has rules summarized and shows the summary."""

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        summarizer: Summarizer,
        choices: Choices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, "Counterpart", "", width=DialogWidth.LARGE, parent=parent)
        self.set_heading(
            self.tr("Summarize rules"),
            self.tr("For the office's own people: each sentence with the rule it rests on."),
        )
        self.set_flush()
        self._desk, self._summarizer = desk, summarizer
        self._preview: SummaryPreview | None = None
        self._summary: Summary | None = None
        self._stream = StreamedRules()
        self.choice = Select(themes)
        self.choice.setAccessibleName(self.tr("What to summarize"))
        for name, wanted in choices:
            self.choice.addItem(name, wanted)
        self.wish = LabelledField(themes, self.tr("What should it heed? (may stay empty)"))
        self.about = Sentence(themes, TextRole.CAPTION, shade="text2")
        self.leaves = Button(themes, self.tr("What leaves…"), icon="shield_lock", small=True)
        self.banner = Banner(themes)
        self.text = ReplyEditor(themes)
        self.text.setAccessibleName(self.tr("Summary"))
        self.disclosure = DisclosureBlock(themes)
        self.cards = EvidenceList(themes, actions=False)
        self.empty = EmptyState(themes, "document_text")
        self._paused = QTimer(self)
        self._paused.setSingleShot(True)
        self._paused.setInterval(_PAUSE_MS)
        self._lay_out()
        self.copy = self.add_rare(self.tr("Copy (logged)"), "copy")
        self.primary = self.set_primary(self.tr("Summarize"), "document_text", enter=False)
        self.set_cancel(self.tr("Close"))
        self._connect()
        self.set_first_focus(self.primary)
        self.text.set_read_only(self.tr("A summary is read and copied, not edited."))
        self._show_nothing()
        self._look()

    @property
    def summary(self) -> Summary | None:
        """The summary that is shown, once it is in the log."""
        return self._summary

    def done(self, result: int) -> None:
        """Close; what is being written is stopped, and the log says so."""
        self._summarizer.leave()
        super().done(result)

    def _connect(self) -> None:
        summarizer = self._summarizer
        summarizer.previewed.connect(self._on_previewed)
        summarizer.came.connect(self._on_pieces)
        summarizer.ended.connect(self._on_ended)
        summarizer.failed.connect(self._on_failed)
        summarizer.copied.connect(self._on_copied)
        self.choice.currentIndexChanged.connect(self._look)
        self.wish.edit.textChanged.connect(self._on_wish)
        self._paused.timeout.connect(self._look)
        self.primary.clicked.connect(self._on_primary)
        self.copy.clicked.connect(self._on_copy)
        self.leaves.clicked.connect(self._on_leaves)
        self.banner.pressed.connect(self._on_banner)
        self.text.citation_activated.connect(lambda number: self.cards.activate(number, focus=True))
        self.cards.activated.connect(self.text.set_active_citation)
        self.cards.returned.connect(self.text.setFocus)

    def _lay_out(self) -> None:
        self.empty.setContentsMargins(8, 4, 8, 0)
        body = QWidget()
        body.setMinimumHeight(self._themes.theme.px(400))
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._side_by_side())
        for part in (line(), self._question(), line(), self.banner):
            self.content.addWidget(part)
        self.content.addWidget(body, 1)
        self.banner.reserve(True)

    def _question(self) -> QWidget:
        """What to summarize, what to heed, and what that means."""
        choice, px = self.choice, self._themes.theme.px
        choice.setMinimumSize(px(200), px(32))
        choice.setSizeAdjustPolicy(choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        what = QVBoxLayout()
        what.setSpacing(4)
        named = label(self.tr("What to summarize"), strong=True)
        named.setBuddy(choice)
        what.addWidget(named)
        what.addWidget(choice)
        what.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(20)
        first.addLayout(what, 2)
        first.addWidget(self.wish, 3)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.about, 1)
        second.addWidget(self.leaves)
        made = frame("pane")
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addLayout(first)
        column.addLayout(second)
        return made

    def _side_by_side(self) -> QWidget:
        """The summary, and the rules it quotes beside it."""
        below = QVBoxLayout()
        below.setContentsMargins(48, 8, 12, 8)
        below.addWidget(self.disclosure)
        left = frame("pane")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addLayout(below)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 5)
        row.addWidget(line(upright=True))
        row.addWidget(self.cards, 3)
        return made

    @property
    def _wanted(self) -> Wanted:
        return self.choice.currentData()

    @Slot()
    def _on_wish(self) -> None:
        self._paused.start()

    @Slot()
    def _look(self) -> None:
        """Work out anew who would be asked for what, and what that costs."""
        if not self._summarizer.running:
            self._summarizer.look(self._wanted, self.wish.text().strip())

    @Slot(object)
    def _on_previewed(self, preview: SummaryPreview) -> None:
        self._preview = preview
        self.show_error("", "")
        rules = sum(len(one.snippets) for one in preview.outbounds)
        count = self.tr("1 rule") if rules == 1 else self.tr("{n} rules").format(n=f"{rules:,}")
        named = preview.title if preview.title == count else f"{preview.title}: {count}"
        said = [self.tr("{who} summarizes {what}.").format(who=preview.drafter, what=named)]
        if (parts := len(preview.outbounds)) > 1:
            said.append(self.tr("In {n} parts.").format(n=parts))
        said.append(self._cost(preview))
        self.about.set_words("", " ".join(said))
        self.leaves.setEnabled(True)
        self.primary.setEnabled(True)

    def _cost(self, preview: SummaryPreview) -> str:
        if not preview.outbounds[0].destination:
            return self.tr("Nothing leaves this computer.")
        costs = [one.expected_microdollars for one in preview.outbounds]
        known = [cost for cost in costs if cost is not None]
        if len(known) < len(costs):
            return self.tr("Its cost is not known.")
        return self.tr("Expected cost: about {cost}.").format(cost=money(sum(known)))

    @Slot()
    def _on_leaves(self) -> None:
        if self._preview is not None:
            locked = "drafter.base_url" in self._desk.parts.settings.locked
            summary_leaves(self._themes, self._preview, locked=locked, parent=self).open()

    @Slot()
    def _on_primary(self) -> None:
        self._start()

    def _start(self, drafter: str = "") -> None:
        if self._summarizer.running:
            return
        self._summary = None
        self._stream = StreamedRules()
        self.show_error("", "")
        self.text.begin_stream()
        self.disclosure.hide()
        self._show_cards(Cited((), (), (), (), {}))
        self._stack.setCurrentIndex(1)
        self._set_running(running=True)
        lead = self.tr("Being written.")
        said = self.tr("It can be read, and is yours once the log has it.")
        self._say(Tone.ACCENT, "pen", lead, said, self.tr("Stop"), _STOP)
        self._summarizer.start(self._wanted, self.wish.text().strip(), drafter)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_running(self, *, running: bool) -> None:
        for widget in (self.choice, self.wish, self.primary):
            widget.setEnabled(not running)
        self._allow_copy()

    def _allow_copy(self) -> None:
        summary = self._summary
        ready = summary is not None and summary.state is SuggestionState.READY
        self.copy.setEnabled(ready)
        why = self.tr("Only a whole summary that the log has can be copied.")
        self.copy.set_reason("" if ready else why)

    @Slot(list)
    def _on_pieces(self, pieces: list[Piece]) -> None:
        before = len(self._stream.quoted)
        for piece in pieces:
            match piece:
                case TextPiece(text):
                    self.text.append_stream(text)
                case RulesPiece(snippets):
                    self._stream.know_more(snippets)
                case CitationPiece(claimed, checked) if checked:
                    if (number := self._stream.quote(claimed)) is not None:
                        title = self._stream.title(number)
                        self.text.append_stream_citation(number, checked=True, title=title)
                case CitationPiece():
                    pass
        if len(self._stream.quoted) > before:
            self._show_cards(self._stream.as_cited())

    @Slot(object)
    def _on_ended(self, summary: Summary) -> None:
        self._summary = summary
        self.text.end_stream(discard=True)
        shown = cited(summary.draft, [one.snippet for one in summary.rules], ())
        earlier = {one.snippet.ref for one in summary.rules if one.earlier}
        words = self.tr("{title}, before the change")
        cards = tuple(
            replace(card, title=words.format(title=card.title))
            if shown.refs[card.number] in earlier
            else card
            for card in shown.cards
        )
        self.text.set_reply(summary.draft.body, shown.marks, shown.chips)
        self._show_cards(replace(shown, cards=cards, near=()))
        self.disclosure.setVisible(bool(summary.draft.body))
        self.disclosure.set_text(summary.disclosure)
        self._set_running(running=False)
        self.primary.setText(self.tr("Summarize anew"))
        if not summary.draft.body:
            self._show_nothing(self.tr("Nothing is offered"))
            self._summary = summary
        self._tell(summary)
        if (told := self.banner.data()) is not None:
            self.text.say(f"{told.lead} {told.sentence}")

    def _tell(self, summary: Summary) -> None:
        """Say what came of it."""
        match summary.state:
            case SuggestionState.WITHHELD:
                lead, said = self.tr("Withheld."), summary.reason
                self._say(Tone.CAUTION, "question_circle", lead, said)
            case SuggestionState.INCOMPLETE:
                self._say(Tone.DANGER, "error_circle", self.tr("Incomplete."), summary.reason)
            case _ if summary.draft.marks:
                count = len(summary.draft.marks)
                lead = self.tr("1 mark.") if count == 1 else self.tr("{n} marks.")
                said = self.tr("Look at each before you rely on it: F8 goes to the next.")
                self._say(Tone.CAUTION, "warning", lead.format(n=count), said)
            case _:
                lead = self.tr("Checked.")
                said = self.tr("Each sentence rests on a quoted rule, compared here. It is logged.")
                self._say(Tone.GOOD, "checkmark_circle", lead, said)

    @Slot(object)
    def _on_failed(self, error: DeskError) -> None:
        was_writing = self.text.streaming()
        self._set_running(running=False)
        if not was_writing:
            self.show_error(error.what, error.remedy)
            if self._summary is None:
                self.leaves.setEnabled(False)
                self.primary.setEnabled(not isinstance(error, StoreFault))
            return
        self.text.end_stream(discard=True)
        self._show_nothing(self.tr("Nothing was written"))
        elsewhere = self._desk.parts.choice.name != OFFLINE and not isinstance(error, StoreFault)
        button = self.tr("Summarize offline") if elsewhere else ""
        lead, said = error.what, error.remedy
        if isinstance(error, Refused):
            lead = self.tr("Claude declined to write this summary.")
            said = self.tr("Read the rules themselves, or have the offline drafter quote them.")
        self._say(Tone.DANGER, "error_circle", lead, said, button, _BY_OFFLINE)

    def _show_nothing(self, words: str = "") -> None:
        said = "" if words else self.tr("Its sentences stand here, each with the rule behind it.")
        self.empty.set_words("document_text", words or self.tr("No summary yet"), said)
        if self.text.hasFocus():  # a stack would hand the keyboard to bare words
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentIndex(0)
        self._summary = None
        self.text.set_reply("")
        self.disclosure.hide()
        self._show_cards(Cited((), (), (), (), {}))
        self._allow_copy()

    def _show_cards(self, shown: Cited) -> None:
        self.cards.set_cards(shown.cards)
        if shown.cards and self.cards.active() is None:
            self.cards.activate(shown.cards[0].number)

    def _say(
        self, tone: Tone, icon: str, lead: str, said: str, button: str = "", key: str = ""
    ) -> None:
        shortcut = "Esc" if key == _STOP else ""
        self.banner.set_data(BannerData(tone, icon, lead, said, button, shortcut=shortcut, key=key))

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == _STOP:
            self._summarizer.stop()
        elif key == _BY_OFFLINE:
            self._start(OFFLINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is being written; pressed again it closes."""
        if event.key() == Qt.Key.Key_Escape and self._summarizer.running:
            self._summarizer.stop()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_copy(self) -> None:
        if self._summary is not None:
            self._summarizer.copy(self._summary)

    @Slot(str)
    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        lead, said = self.tr("Copied."), self.tr("With what the office adds below; the log has it.")
        self._say(Tone.GOOD, "copy", lead, said)
