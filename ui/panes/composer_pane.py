# SPDX-License-Identifier: Apache-2.0
"""The reply: header, banner, editor, the office's disclosure, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import CitationPiece, Draft, Piece, RulesPiece, TextPiece
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.outbound import Letter
from desktop_app.domain.policy import Snippet
from desktop_app.domain.rewriting import Manner
from desktop_app.workflows.overview import Opened
from ui.panes.banner_data import banner_data
from ui.panes.cited import Cited, StreamedRules, cited_of, marks_in
from ui.panes.reply_header import ReplyHeader
from ui.panes.second_view import SecondView
from ui.presenters.composer import Composer
from ui.presenters.decisions import Decisions
from ui.presenters.face import Do, Face
from ui.theme_source import ThemeSource
from ui.widgets.action_bar import ActionBar
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.disclosure import DisclosureBlock
from ui.widgets.reply_editor.editor import ReplyEditor
from ui.widgets.styling import frame, line


class ComposerPane(QWidget):
    """Shows the reply of the inquiry on the desk and hands edits to its presenter."""

    regenerate_requested = Signal()
    reject_requested = Signal()
    next_requested = Signal()
    near_requested = Signal()
    settle_requested = Signal()
    line_requested = Signal()
    hard_requested = Signal()
    account_requested = Signal()
    rules_requested = Signal()
    guidance_requested = Signal()
    planted_requested = Signal()
    evidence_changed = Signal(object)
    """What the cards show now; carries `Cited`."""

    def __init__(
        self,
        themes: ThemeSource,
        composer: Composer,
        decisions: Decisions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._composer = composer
        self._decisions = decisions
        self._shown: InquiryId | None = None
        self._suggested = False
        self._from_top = False
        self._cited = Cited((), (), (), (), {})
        self._stream = StreamedRules()
        self.banner = Banner(themes)
        self.banner.reserve(True)
        self.editor = ReplyEditor(themes)
        self.second = SecondView(themes, self.editor, self)
        self.disclosure = DisclosureBlock(themes)
        self.header = ReplyHeader(themes, self.second)
        self.header.tone.scope = self._scope
        self.approve = Button(
            themes,
            self.tr("Approve and send"),
            icon="send",
            kind=ButtonKind.PRIMARY,
            shortcut="Ctrl+Enter",
        )
        self.hold = self._quiet(themes, self.tr("Hold…"), "pause_circle", "Ctrl+Shift+Enter")
        self.regenerate = self._quiet(themes, self.tr("Regenerate…"), "arrow_sync", "Ctrl+R")
        self.copy = self._quiet(themes, self.tr("Copy"), "copy", "")
        self.reject = self._quiet(themes, self.tr("Reject…"), "dismiss", "Ctrl+D")
        self.bar = ActionBar(themes)
        self._lay_out()
        self._connect()

    @property
    def cited(self) -> Cited:
        """The numbers of the rules as the reply quotes them."""
        return self._cited

    def next_mark(self) -> None:
        """Go to the next mark."""
        self.editor.setFocus()
        self.editor.next_mark()

    def previous_mark(self) -> None:
        """Go to the mark before."""
        self.editor.setFocus()
        self.editor.previous_mark()

    def rewrite(self, manner: Manner) -> None:
        """Have the selected sentences written again, or without a selection all of the text."""
        start, end = self.editor.selection()
        self._composer.rewrite(manner, (start, end) if end > start else None)

    def _scope(self) -> str:
        """What writing again is about now, in words."""
        start, end = self.editor.selection()
        if end > start:
            return self.tr("The selected sentences")
        return self.tr("The whole reply (select sentences for less)")

    @Slot()
    def ask_customer(self) -> None:
        """Write the question that the draft offers into the reply, above the closing."""
        offer = self._decisions.to_ask()
        reason = self.editor.read_only_reason()
        if offer is None or reason:
            self._composer.hinted.emit(reason or self.tr("There is no question to ask."))
            return
        place, question = offer
        self.editor.set_caret(place)
        self.editor.insert_text(f"\n\n{question}")
        self.editor.setFocus()

    def insert_quotation(self, snippet: Snippet) -> None:
        """Write the sentences the reply quotes of a rule at the caret, or the rule's first one.

        They stand in quotation marks, word for word, so that they prove themselves; where the
        customer reads another language, their translation stands below in brackets.
        """
        if reason := self.editor.read_only_reason():
            self._composer.hinted.emit(reason)
            return
        judged = self._composer.judged_now
        quoted = [
            cited_now
            for sentence in (judged.sentences if judged else ())
            for cited_now in sentence.citations
            if cited_now.ref == snippet.ref
        ]
        first = quoted[0].first if quoted else 0
        quotation = snippet.passage(first, first + 1)
        said = self.second.below(quotation)
        self.editor.insert_text(f"“{quotation}”\n({said})\n" if said else f"“{quotation}” ")
        self.editor.setFocus()

    def _connect(self) -> None:
        composer = self._composer
        self.editor.edited.connect(self._on_edited)
        self.editor.undo_changed.connect(self._on_undo_changed)
        self.header.undo.clicked.connect(self.editor.undo)
        self.header.reading.clicked.connect(self.hard_requested)
        self.header.tone.chosen.connect(lambda key: self.rewrite(Manner(key)))
        self.approve.clicked.connect(self._on_approve)
        self.hold.clicked.connect(self._decisions.ask_hold)
        self.regenerate.clicked.connect(self.regenerate_requested)
        self.copy.clicked.connect(self._decisions.copy)
        self.reject.clicked.connect(self.reject_requested)
        self.banner.pressed.connect(self._on_banner)
        composer.opened.connect(self._on_opened)
        composer.judged.connect(self._on_judged)
        composer.lettered.connect(self._on_lettered)
        composer.framed.connect(self._on_framed)
        composer.face_changed.connect(self._on_face)
        composer.stream_began.connect(self._on_stream_began)
        composer.streamed.connect(self._on_streamed)
        composer.stream_ended.connect(self._on_stream_ended)

    def _lay_out(self) -> None:
        pinned = frame("pane")
        below = QVBoxLayout(pinned)
        below.setContentsMargins(48, 8, 12, 8)
        below.addWidget(self.disclosure)
        self.bar.add_first(self.approve)
        for button in (self.hold, self.regenerate, self.copy, self.reject):
            self.bar.add_last(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.second.page, 1)
        for widget in (line(), pinned, self.bar):
            column.addWidget(widget)
        self.editor.setMinimumHeight(96)

    @staticmethod
    def _quiet(
        themes: ThemeSource, text: str, icon: str, shortcut: str, *, small: bool = False
    ) -> Button:
        kind = ButtonKind.QUIET
        return Button(themes, text, icon=icon, kind=kind, shortcut=shortcut, small=small)

    @Slot()
    def _on_approve(self) -> None:
        self._decisions.approve()

    @Slot()
    def _on_edited(self) -> None:
        self._composer.edit(self.editor.text())

    @Slot()
    def _on_undo_changed(self) -> None:
        self.header.undo.setEnabled(self.editor.can_undo() and not self.editor.read_only_reason())

    @Slot(object)
    def _on_opened(self, opened: Opened | None) -> None:
        name = opened.inquiry.id if opened is not None else None
        fresh = name != self._shown
        if fresh:  # a draft that is still being written goes on where nobody looks
            self.editor.end_stream(discard=True)
            self._from_top = False
        rejected = self._suggested and opened is not None and opened.suggestion is None
        self._shown = name
        self._suggested = opened is not None and opened.suggestion is not None
        if opened is not None:
            self.editor.set_language(opened.inquiry.language)
            letter = self._composer.letter_now or opened.letter
            self.disclosure.set_text(self._added(letter))
        if self.editor.streaming():
            return
        judged = self._composer.judged_now
        if judged is not None and judged.body != self._composer.text:
            judged = None  # the person is typing; what she typed is judged at her next pause
        # A draft that was rejected is not to come back by undo as if a person had written it.
        self._show(opened, judged, anew=fresh or rejected)

    @Slot(object)
    def _on_judged(self, judged: Draft) -> None:
        opened = self._composer.current
        if opened is not None and judged.body == self.editor.text():
            self._renumber(opened, judged)
            self.editor.update_checks(self._cited.marks, self._cited.chips)
            self.second.show_reply(judged, self._cited.marks)

    def _added(self, letter: Letter) -> str:
        """What stands below the reply's own words."""
        if not letter.quoted:
            return letter.disclosure
        quoted = self.tr("The customer's message is quoted below the reply.")
        return f"{letter.disclosure}\n\n{quoted}".strip()

    @Slot(object)
    def _on_lettered(self, letter: Letter) -> None:
        self.disclosure.set_text(self._added(letter))

    @Slot(str)
    def _on_framed(self, words: str) -> None:
        """Greeting and closing, with the caret between them."""
        self.editor.insert_text(words)
        self.editor.set_caret(words.index("\n\n") + 2)
        self.editor.setFocus()

    def _own_text(self) -> None:
        """Bring back what was held before a supervisor changed it; Undo brings her text back."""
        opened = self._composer.current
        if opened is not None and opened.hold is not None:
            self.editor.selectAll()
            self.editor.insert_text(opened.hold.letter.body)

    def _show(self, opened: Opened | None, judged: Draft | None, *, anew: bool) -> None:
        body = self._composer.text
        if judged is not None or anew or not body:
            self._renumber(opened, judged)
        marks, chips = self._cited.marks, self._cited.chips
        if anew:
            self.editor.set_reply(body, marks, chips)
        elif body != self.editor.text():
            self.editor.replace_text(body, marks, chips)
        else:
            self.editor.update_checks(marks, chips)
        self.second.show_reply(judged, marks)
        if self._from_top:
            self._from_top = False
            self.editor.set_caret(0)
            self.editor.verticalScrollBar().setValue(0)
            if judged is not None:
                said = self.tr("Draft checked, {marks}.").format(marks=marks_in(judged))
                self.editor.say(said)
        self._on_undo_changed()

    def _renumber(self, opened: Opened | None, judged: Draft | None) -> None:
        self._cited = cited_of(opened, judged)
        self.evidence_changed.emit(self._cited)

    @Slot(object)
    def _on_face(self, face: Face) -> None:
        self.header.show_origin(face.origin)
        self.banner.set_data(banner_data(face.banner) if face.banner else None)
        opened = self._composer.current
        self.header.show_reading(face.reading, opened.inquiry.language if opened else "")
        self.editor.set_read_only(face.no_edit)
        self.approve.setText(face.approve)
        self.approve.set_icon("pause_circle" if face.holds else "send")
        self.approve.set_busy(face.approving, self.tr("Holding…" if face.holds else "Sending…"))
        self.hold.setText(face.hold)
        self.hold.set_icon(face.hold_icon)
        self.regenerate.setText(face.draft)
        for button, why_not in (
            (self.approve, "" if face.approving else face.no_approve),
            (self.hold, face.no_hold),
            (self.regenerate, face.no_draft),
            (self.header.tone, face.no_rewrite),
            (self.copy, face.no_copy),
            (self.reject, face.no_reject),
        ):
            button.setEnabled(not why_not)
            button.set_reason(why_not)
        self._on_undo_changed()

    @Slot(list)
    def _on_stream_began(self, pieces: list[Piece]) -> None:
        self._stream = StreamedRules()
        self.second.hide_page()
        self.editor.begin_stream()
        self._cited = Cited((), (), (), (), {})
        self.evidence_changed.emit(self._cited)
        self._on_streamed(pieces)

    @Slot(list)
    def _on_streamed(self, pieces: list[Piece]) -> None:
        before = len(self._stream.quoted)
        for piece in pieces:
            match piece:
                case TextPiece(text):
                    self.editor.append_stream(text)
                case RulesPiece(snippets):
                    self._stream.know(snippets)
                case CitationPiece(claimed, checked) if checked:
                    number = self._stream.quote(claimed)
                    if number is not None:
                        title = self._stream.title(number)
                        self.editor.append_stream_citation(number, checked=True, title=title)
                case CitationPiece():
                    pass
        if len(self._stream.quoted) > before:
            self._cited = self._stream.as_cited()
            self.evidence_changed.emit(self._cited)

    @Slot(bool)
    def _on_stream_ended(self, kept: bool) -> None:  # noqa: FBT001 - a Qt signal
        self.editor.end_stream(discard=not kept)
        self._from_top = kept

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        composer, decisions = self._composer, self._decisions
        acts: dict[Do, Callable[[], object]] = {
            Do.STOP: composer.stop,
            Do.NEXT_MARK: self.next_mark,
            Do.DRAFT: self.regenerate_requested.emit,
            Do.DRAFT_OFFLINE: lambda: composer.draft(OFFLINE),
            Do.SHOW_NEAR: self.near_requested.emit,
            Do.UNDO: decisions.undo_approval,
            Do.NEXT_INQUIRY: self.next_requested.emit,
            Do.READ_NEWS: composer.read_news,
            Do.SETTLE: self.settle_requested.emit,
            Do.TRY_STORE: composer.try_store,
            Do.TRY_LINE: self.line_requested.emit,
            Do.RAISE_BUDGET: self.account_requested.emit,
            Do.ASK_CUSTOMER: self.ask_customer,
            Do.OWN_TEXT: self._own_text,
            Do.FIND_RULES: self.rules_requested.emit,
            Do.PEOPLE_FIRST: self.guidance_requested.emit,
            Do.SHOW_PLANTED: self.planted_requested.emit,
            Do.DECIDE: decisions.decide,
        }
        if act := acts.get(Do[key]):
            act()
