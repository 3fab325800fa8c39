# SPDX-License-Identifier: Apache-2.0
"""What leads where: from panes to presenters and dialogs, and from those to the screen. Keys are
`keyboard`.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication

from desktop_app.domain.identity import InquiryId, SnippetId
from desktop_app.domain.policy import SnippetRef
from desktop_app.workflows.overview import Opened
from ui.heartbeat import Heartbeat
from ui.keyboard import Keyboard
from ui.library_questions import LibraryQuestions
from ui.main_window import LIBRARY, LOG, NEXT, UNDO, WAITING, MainWindow
from ui.panes.desk_page import Pane
from ui.panes.evidence_pane import CHECKS
from ui.presenters import words
from ui.presenters.alerts import Alerts
from ui.presenters.composer import Composer
from ui.presenters.decisions import Decisions
from ui.presenters.library import Stacks
from ui.presenters.queue import HELD, OPEN, OUTBOX
from ui.presenters.record import Record
from ui.presenters.status import Status
from ui.questions import Questions
from ui.waiting_questions import WaitingQuestions
from ui.walk import set_tab_order


class Wiring(QObject):
    """Connects one window with all that drives it."""

    def __init__(
        self,
        window: MainWindow,
        composer: Composer,
        decisions: Decisions,
        record: Record,
        stacks: Stacks,
        status: Status,
        heartbeat: Heartbeat,
        questions: Questions,
        library_questions: LibraryQuestions,
        alerts: Alerts,
        waiting: WaitingQuestions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._composer = composer
        self._decisions = decisions
        self._record = record
        self._stacks = stacks
        self._status = status
        self._heartbeat = heartbeat
        self._questions = questions
        self._library_questions = library_questions
        self._alerts = alerts
        self._waiting = waiting
        parts = questions.desk.parts
        self._now = parts.now
        self._undo_s = parts.settings.number("delivery.undo_s")
        self._advancing = False
        self._closing = False
        self._keyboard = Keyboard(
            window, composer, decisions, heartbeat, questions, self._open_rule
        )
        self._lead_panes()
        self._lead_library()
        self._lead_presenters()

    @property
    def commands(self) -> dict[str, QAction]:
        """The window's actions by name."""
        return self._keyboard.commands

    @Slot()
    def retell(self) -> None:
        """Say every time on the screen anew."""
        self._window.desk.queue.retell()
        self._composer.refresh()
        if opened := self._composer.current:
            self._window.desk.inquiry.show_due(self._due(opened))

    @Slot()
    def show_topics(self) -> None:
        """Topics have other names: say those on the screen anew."""
        self._window.desk.queue.retell()
        if opened := self._composer.current:
            self._window.desk.inquiry.show_inquiry(opened, self._due(opened))

    @Slot()
    def show_nothing(self) -> None:
        """While no inquiry is on the desk, say whether one waits."""
        if self._composer.current is None:
            queue = self._window.desk.queue
            waits = queue.filter.key() != OPEN or queue.view.model().rowCount() > 0
            self._window.desk.inquiry.show_nothing(waiting=waits)

    def _lead_panes(self) -> None:
        window, questions, composer = self._window, self._questions, self._composer
        desk, decisions = window.desk, self._decisions
        window.help.clicked.connect(questions.show_keys)
        window.control.clicked.connect(questions.ask_control)
        window.control.setVisible(questions.may_control)
        window.strip.requested.connect(self._on_segment)
        window.toast.chosen.connect(self._on_toast)
        window.page_changed.connect(lambda key: self._record.watch(watched=key == LOG))
        window.page_changed.connect(lambda key: self._stacks.watch(watched=key == LIBRARY))
        window.hidden_changed.connect(self._on_hidden)
        window.close_asked.connect(self._on_close_asked)
        desk.queue.chosen.connect(composer.show)
        desk.queue.pull_requested.connect(self._heartbeat.pull)
        desk.inquiry.leaves_requested.connect(decisions.preview)
        desk.inquiry.original_requested.connect(questions.show_original)
        desk.inquiry.language_requested.connect(questions.languages.ask)
        desk.inquiry.close_requested.connect(questions.ask_close)
        desk.inquiry.next_requested.connect(desk.queue.open_next)
        reply = desk.composer
        reply.regenerate_requested.connect(questions.ask_draft)
        reply.reject_requested.connect(questions.ask_reject)
        reply.settle_requested.connect(questions.ask_settle)
        reply.next_requested.connect(desk.queue.open_next)
        reply.near_requested.connect(self._show_near)
        reply.hard_requested.connect(self._show_checks)
        reply.line_requested.connect(self._heartbeat.try_line)
        reply.account_requested.connect(questions.show_account)
        reply.rules_requested.connect(window.show_library)
        reply.guidance_requested.connect(questions.ask_people_first)
        reply.planted_requested.connect(desk.inquiry.show_planted)
        questions.text_approved.connect(reply.editor.insert_first)
        reply.evidence_changed.connect(desk.evidence.show_cited)
        reply.evidence_changed.connect(self._order)
        reply.editor.citation_activated.connect(self._on_citation)
        evidence = desk.evidence
        evidence.cards.activated.connect(reply.editor.set_active_citation)
        evidence.cards.open_requested.connect(self._open_rule)
        evidence.cards.insert_requested.connect(self._insert_rule)
        evidence.cards.near_requested.connect(self._open_near)
        evidence.cards.returned.connect(self._keyboard.to_the_reply)
        evidence.leaves_requested.connect(decisions.preview)
        evidence.entry_requested.connect(self._on_entry)
        evidence.place_requested.connect(self._on_place)
        evidence.question_requested.connect(desk.composer.ask_customer)

    def _lead_library(self) -> None:
        window, stacks, asking = self._window, self._stacks, self._library_questions
        window.library.made.connect(self._lead_library_page)
        stacks.listed.connect(self._order)
        stacks.opened.connect(self._order)
        stacks.told.connect(asking.tell_news)
        stacks.troubled.connect(window.tell_trouble)
        asking.said.connect(window.tell)
        asking.troubled.connect(window.tell_trouble)
        asking.library_requested.connect(window.show_library)
        asking.inquiry_requested.connect(self._on_reply_requested)

    @Slot()
    def _lead_library_page(self) -> None:
        """The page is made when it is first looked at."""
        library, asking = self._window.library, self._library_questions
        library.rule.reply_requested.connect(self._on_reply_requested)
        library.rule.recall_requested.connect(lambda name: asking.recall((name,)))
        rules = library.rules
        rules.import_requested.connect(asking.bring_in)
        library.summary_requested.connect(asking.sum_up)
        rules.test.clicked.connect(asking.test)
        rules.recall.clicked.connect(lambda _: asking.recall())
        rules.back.clicked.connect(asking.roll_back)
        self._order()

    def _lead_presenters(self) -> None:
        window, composer, decisions = self._window, self._composer, self._decisions
        composer.opened.connect(self._on_opened)
        composer.judged.connect(window.desk.evidence.show_checks)
        composer.judged.connect(self._order)
        composer.stream_began.connect(lambda _: window.desk.reveal(Pane.REPLY))
        composer.news_wanted.connect(self._on_news_wanted)
        composer.hinted.connect(window.hint)
        composer.troubled.connect(window.tell_trouble)
        composer.reached.connect(self._status.reach)
        decisions.approved.connect(lambda _: window.tell_approved(self._undo_s))
        decisions.left.connect(self._on_left)
        decisions.returned.connect(self._on_returned)
        decisions.copied.connect(lambda text: QGuiApplication.clipboard().setText(text))
        decisions.said.connect(window.tell)
        decisions.hinted.connect(window.hint)
        self._record.troubled.connect(window.tell_trouble)
        self._questions.troubled.connect(window.tell_trouble)
        self._status.changed.connect(window.show_facts)
        self._status.line_changed.connect(composer.set_line)
        self._alerts.rose.connect(window.tell_danger)
        self._waiting.opened.connect(self._on_returned)
        beat = self._heartbeat
        beat.minute.connect(self._alerts.look)
        beat.pulled.connect(self._status.pulled)
        beat.sent.connect(self._status.sent)
        beat.synced.connect(self._status.synced)
        beat.reached.connect(self._status.reach)
        beat.troubled.connect(window.tell_trouble)
        beat.minute.connect(self.retell)
        beat.minute.connect(self._status.tell)
        self._questions.set_up.connect(self._status.tell)
        self._questions.set_up.connect(composer.refresh)

    def _due(self, opened: Opened) -> words.Said:
        return words.answer_due(opened.inquiry, self._now())

    @Slot(object)
    def _on_opened(self, opened: Opened | None) -> None:
        desk = self._window.desk
        if opened is None:
            self.show_nothing()
        else:
            desk.inquiry.show_inquiry(opened, self._due(opened))
        desk.set_occupied(occupied=opened is not None)
        desk.evidence.show_inquiry(opened, self._composer.judged_now)
        self._order()
        if self._advancing:
            self._advancing = False
            target = desk.queue.view if opened is None else desk.composer.editor
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _order(self) -> None:
        set_tab_order(self._window)

    @Slot(str)
    def _on_left(self, name: str) -> None:
        """The person is done with an inquiry; she goes on where she was, in the next."""
        self._advancing = self._window.desk.composer.isAncestorOf(self._window.focusWidget())
        self._window.desk.queue.leave(InquiryId(name))

    @Slot(str)
    def _on_returned(self, name: str) -> None:
        self._window.show_desk(Pane.REPLY)
        self._window.desk.queue.follow(InquiryId(name))

    @Slot()
    def _on_news_wanted(self) -> None:
        self._window.show_desk(Pane.INQUIRY)
        self._window.desk.inquiry.read_from_top()

    @Slot(str, str)
    def _on_toast(self, _toast: str, action: str) -> None:
        if action == UNDO:
            self._decisions.undo_approval()
        elif action == WAITING:
            self._waiting.show()
        elif action == NEXT:
            self._keyboard.on_queue(self._window.desk.queue.open_next)

    @Slot(int)
    def _on_citation(self, number: int) -> None:
        self._window.show_desk(Pane.RULES)
        self._window.desk.evidence.tabs.choose("rules")
        self._window.desk.evidence.cards.activate(number, focus=True)

    @Slot(int)
    def _on_place(self, place: int) -> None:
        self._keyboard.to_the_reply()
        editor = self._window.desk.composer.editor
        editor.set_caret(place)
        editor.ensureCursorVisible()

    @Slot()
    def _show_near(self) -> None:
        self._window.show_desk(Pane.RULES)
        self._window.desk.evidence.show_near()

    @Slot()
    def _show_checks(self) -> None:
        self._window.show_desk(Pane.RULES)
        self._window.desk.evidence.tabs.choose(CHECKS)

    @Slot(int)
    def _open_rule(self, number: int) -> None:
        ref = self._window.desk.composer.cited.refs.get(number)
        if ref is None:
            self._window.hint(self.tr("No rule {n} is quoted here.").format(n=number))
        else:
            self._open_ref(ref)

    @Slot(str)
    def _open_near(self, key: str) -> None:
        name, _, version = key.rpartition("@")
        self._open_ref(SnippetRef(SnippetId(name), int(version)))

    def _open_ref(self, ref: SnippetRef) -> None:
        self._questions.show_rule(ref)

    @Slot(int)
    def _insert_rule(self, number: int) -> None:
        opened, ref = self._composer.current, self._window.desk.composer.cited.refs.get(number)
        if opened is None or ref is None:
            return
        known = (*opened.evidence, *opened.near)
        snippet = next((one for one in known if one.ref == ref), None)
        if snippet is not None:
            self._window.show_desk(Pane.REPLY)
            self._window.desk.composer.insert_quotation(snippet)

    @Slot(str)
    def _on_entry(self, entry: str) -> None:
        self._window.show_log()
        self._window.log.show_entry(entry)

    @Slot(object)
    def _on_reply_requested(self, name: InquiryId) -> None:
        """A reply that rests on a rule: its inquiry comes onto the desk."""
        self._window.show_desk(Pane.REPLY)
        self._window.desk.queue.follow(name)

    @Slot(str)
    def _on_segment(self, key: str) -> None:
        if self._window.is_hidden:
            return
        acts: dict[str, Callable[[], object]] = {
            "aside": self._questions.show_set_aside,
            "log": self._window.show_log,
            "rules": self._window.show_library,
            "budget": self._questions.show_account,
            "model": self._questions.show_account,
            "drafter": self._tell_drafter,
            "outbox": lambda: self._show_segment(OUTBOX),
            "held": lambda: self._show_segment(HELD),
            "line": self._tell_line,
            "hub": self._tell_line,
        }
        if self._alerts.watches:
            acts["danger"] = self._waiting.show
        acts.get(key, self._window.show_desk)()

    def _show_segment(self, name: str) -> None:
        self._window.show_desk(Pane.QUEUE)
        self._window.desk.queue.show_segment(name)

    def _tell_line(self) -> None:
        if (trouble := self._status.trouble) is not None:
            self._window.tell_trouble(trouble)
        self._heartbeat.try_line()

    def _tell_drafter(self) -> None:
        """Who drafts; or why Claude is off, where whoever may can switch it on."""
        switch = self._status.line.switch
        if not switch.off:
            self._questions.ask_key()
        elif self._questions.may_control:
            self._questions.ask_control()
        else:
            who = switch.name or self.tr("The administrator")
            said = self.tr("{who} switched Claude off: {why}")
            self._window.hint(said.format(who=who, why=switch.reason))

    @Slot(bool)
    def _on_hidden(self, hidden: bool) -> None:  # noqa: FBT001 - a Qt signal
        self._keyboard.set_hidden(hidden=hidden)
        self._questions.set_hidden(hidden=hidden)

    @Slot(object)
    def _on_close_asked(self, event: QCloseEvent) -> None:
        """A text that the store would not take is lost with the window: ask first."""
        if self._closing or not (self._composer.not_stored and self._composer.store_fails):
            return
        event.ignore()
        self._questions.ask_lose(self._composer.not_stored, self._close_anyway)

    def _close_anyway(self) -> None:
        self._closing = True
        self._window.close()
