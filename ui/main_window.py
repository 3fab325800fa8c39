# SPDX-License-Identifier: Apache-2.0
"""The window: tabs, pages, status strip, keys and toasts. It puts the panes together, decides
nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.identity import InquiryId, SnippetId
from desktop_app.domain.office import Act
from desktop_app.domain.policy import SnippetRef
from desktop_app.errors import DeskError
from desktop_app.workflows.overview import Opened
from ui.commands import COMMANDS
from ui.panes.desk_page import DeskPage
from ui.panes.log_pane import LogPane
from ui.presenters import words
from ui.presenters.composer import Composer
from ui.presenters.record import Record
from ui.presenters.status import Fact
from ui.questions import Questions
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.empty_state import EmptyState
from ui.widgets.status_strip import SegmentData, StatusStrip
from ui.widgets.styling import frame, label, line
from ui.widgets.tab_row import TabRow
from ui.widgets.toast import Toast, ToastAction, ToastData

DESK, LOG = "desk", "log"
_UNDO, _NEXT = "undo", "next"
_STRIP = 28


class MainWindow(QMainWindow):
    """Everything a person sees, but for dialogs."""

    pull_requested = Signal()
    closing = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        composer: Composer,
        record: Record,
        questions: Questions,
        desk: DeskPage,
    ) -> None:
        super().__init__()
        self._themes = themes
        self._composer = composer
        self._record = record
        self._questions = questions
        self._approved: InquiryId | None = None
        parts = questions.desk.parts
        self._now = parts.now
        self._undo_s = parts.settings.number("delivery.undo_s")
        self.setWindowTitle("Counterpart")
        self.desk = desk
        all_of_it = parts.person.may(Act.SEE_ALL_ENTRIES)
        whose = self.tr("All entries of this desk") if all_of_it else self.tr("Your own entries")
        self.log = LogPane(themes, record, whose=whose)
        self.tabs = TabRow(themes, window=True)
        self.strip = StatusStrip(themes)
        self.pages = QStackedWidget()
        self._hidden = EmptyState(
            themes,
            "lock_closed",
            self.tr("Hidden"),
            self.tr("Customers' text is out of sight. Nothing else has stopped."),
            self.tr("Show it again"),
        )
        person = f"{parts.person.name} · {self.tr(parts.person.role.value.capitalize())}"
        self._lay_out(person)
        self.toast = Toast(themes, self.pages)
        self.commands: dict[str, QAction] = {}
        self._make_commands()
        self._connect()
        self.resize(1366, 768)
        self.setMinimumSize(640, 360)

    @Slot(object)
    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show the facts of the strip."""
        self.strip.set_segments(
            [
                SegmentData(f.key, f.icon, f.text, f.short, Tone(f.tone), f.differs, f.stays)
                for f in facts
            ]
        )

    @Slot(object)
    def tell_trouble(self, trouble: DeskError) -> None:
        """Say in a toast what went wrong."""
        said = trouble.remedy
        self.toast.show_toast(ToastData("trouble", trouble.what, said, "error_circle", Tone.DANGER))

    @Slot(str)
    def tell(self, text: str) -> None:
        """Say in a toast what was done."""
        self.toast.show_toast(ToastData("done", text))

    @Slot()
    def retell(self) -> None:
        """Say every time on the screen anew."""
        self.desk.queue.retell()
        self._composer.refresh()
        if opened := self._composer.current:
            self._show_inquiry(opened)

    def changeEvent(self, event: QEvent) -> None:
        """One contrast theme may follow another without any other sign."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self._themes.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self, person: str) -> None:
        top = frame("top")
        row = QHBoxLayout(top)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        self.tabs.add(DESK, self.tr("Desk"))
        self.tabs.add(LOG, self.tr("Log"))
        self.tabs.setAccessibleName(self.tr("Pages"))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(label(person, shade="text2"))
        row.addSpacing(8)
        quiet = ButtonKind.QUIET
        self._hide = Button(self._themes, self.tr("Hide"), icon="lock_closed", kind=quiet)
        self._help = Button(
            self._themes, self.tr("Help"), icon="question_circle", kind=quiet, shortcut="F1"
        )
        row.addWidget(self._hide)
        row.addWidget(self._help)
        for page in (self.desk, self.log, self._hidden):
            self.pages.addWidget(page)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(line())
        column.addWidget(self.pages, 1)
        column.addWidget(line())
        column.addWidget(self.strip)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        desk, composer, questions = self.desk, self._composer, self._questions
        self.tabs.chosen.connect(self._on_tab)
        self._hide.clicked.connect(self._lock)
        self._hidden.pressed.connect(self._unlock)
        self._help.clicked.connect(questions.show_keys)
        desk.queue.chosen.connect(composer.show)
        desk.queue.pull_requested.connect(self.pull_requested)
        desk.inquiry.leaves_requested.connect(composer.preview)
        desk.inquiry.original_requested.connect(questions.show_original)
        desk.inquiry.close_requested.connect(questions.ask_close)
        desk.composer.regenerate_requested.connect(questions.ask_draft)
        desk.composer.reject_requested.connect(questions.ask_reject)
        desk.composer.next_requested.connect(desk.queue.open_next)
        desk.composer.near_requested.connect(self._show_near)
        desk.composer.evidence_changed.connect(desk.evidence.show_cited)
        desk.composer.editor.citation_activated.connect(self._on_citation)
        desk.evidence.cards.activated.connect(desk.composer.editor.set_active_citation)
        desk.evidence.cards.open_requested.connect(self._open_rule)
        desk.evidence.cards.insert_requested.connect(self._insert_rule)
        desk.evidence.cards.near_requested.connect(self._open_near)
        desk.evidence.cards.returned.connect(desk.composer.editor.setFocus)
        desk.evidence.leaves_requested.connect(composer.preview)
        desk.evidence.entry_requested.connect(self._on_entry)
        self.strip.requested.connect(self._on_segment)
        self.toast.chosen.connect(self._on_toast)
        composer.opened.connect(self._on_opened)
        composer.judged.connect(desk.evidence.show_checks)
        composer.approved.connect(self._on_approved)
        composer.copied.connect(self._on_copied)
        composer.said.connect(self.tell)
        composer.troubled.connect(self.tell_trouble)
        questions.troubled.connect(self.tell_trouble)
        self._record.troubled.connect(self.tell_trouble)

    def _make_commands(self) -> None:
        acts = self._acts()
        for command in COMMANDS:
            action = QAction(self.tr(command.does), self)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _, act=acts[command.name]: act())
            self.addAction(action)
            self.commands[command.name] = action

    def _acts(self) -> dict[str, Callable[[], object]]:
        desk, composer, questions = self.desk, self._composer, self._questions
        acts: dict[str, Callable[[], object]] = {
            "approve": composer.approve,
            "draft": questions.ask_draft,
            "draft_offline": lambda: composer.draft("offline"),
            "escape": self._on_escape,
            "next_mark": desk.composer.next_mark,
            "previous_mark": desk.composer.previous_mark,
            "evidence": desk.composer.editor.activate_citation,
            "copy_reply": composer.copy,
            "reject": questions.ask_reject,
            "undo": self._on_undo,
            "redo": desk.composer.editor.redo,
            "leaves": composer.preview,
            "next_inquiry": desk.queue.open_next,
            "row_down": lambda: desk.queue.step(1),
            "row_up": lambda: desk.queue.step(-1),
            "search": self._on_search,
            "pull": self.pull_requested.emit,
            "toggle_queue": desk.toggle_queue,
            "next_pane": lambda: self._step_pane(1),
            "previous_pane": lambda: self._step_pane(-1),
            "tab_desk": lambda: self.tabs.choose(DESK),
            "tab_log": lambda: self.tabs.choose(LOG),
            "lock": self._lock,
            "help": questions.show_keys,
        }
        for number in range(1, 10):
            acts[f"rule_{number}"] = lambda number=number: self._open_rule(number)
        return acts

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        self.pages.setCurrentWidget(self.log if key == LOG else self.desk)
        self._record.watch(watched=key == LOG)

    @Slot(object)
    def _on_opened(self, opened: Opened | None) -> None:
        if opened is None:
            self.desk.inquiry.show_nothing()
        else:
            self._show_inquiry(opened)
        self.desk.evidence.show_checks(opened.judged if opened else None)
        self.desk.evidence.show_sent(opened)

    def _show_inquiry(self, opened: Opened) -> None:
        due = words.due_chip(opened.inquiry.due_at, self._now())
        self.desk.inquiry.show_inquiry(opened, due)

    @Slot(object)
    def _on_approved(self, name: InquiryId) -> None:
        self._approved = name
        said = self.tr("Leaves in {n} seconds.").format(n=self._undo_s)
        undo = ToastAction(_UNDO, self.tr("Undo"), "arrow_undo", "Ctrl+Z")
        after = ToastAction(_NEXT, self.tr("Next"), "", "Ctrl+N")
        self.toast.show_toast(
            ToastData("approved", self.tr("Approved."), said, actions=(undo, after))
        )

    @Slot(str)
    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    @Slot(str, str)
    def _on_toast(self, _toast: str, action: str) -> None:
        if action == _UNDO:
            self._composer.undo_approval(self._approved)
        elif action == _NEXT:
            self.desk.queue.open_next()

    @Slot()
    def _on_undo(self) -> None:
        editor = self.desk.composer.editor
        if editor.can_undo() and not editor.read_only_reason():
            editor.undo()
        else:
            self._composer.undo_approval()

    @Slot()
    def _on_escape(self) -> None:
        if not self._composer.stop():
            self.desk.composer.editor.setFocus()

    @Slot()
    def _on_search(self) -> None:
        self.tabs.choose(DESK)
        self.desk.queue.show()
        self.desk.queue.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.desk.queue.search.selectAll()

    @Slot(int)
    def _on_citation(self, number: int) -> None:
        self.desk.toggle_evidence(shown=True)
        self.desk.evidence.tabs.choose("rules")
        self.desk.evidence.cards.activate(number, focus=True)

    @Slot()
    def _show_near(self) -> None:
        self.desk.toggle_evidence(shown=True)
        self.desk.evidence.show_near()

    @Slot(int)
    def _open_rule(self, number: int) -> None:
        if (ref := self.desk.composer.cited.refs.get(number)) is not None:
            self._open_ref(ref)

    @Slot(str)
    def _open_near(self, key: str) -> None:
        name, _, version = key.rpartition("@")
        self._open_ref(SnippetRef(SnippetId(name), int(version)))

    def _open_ref(self, ref: SnippetRef) -> None:
        opened = self._composer.current
        known = (*opened.evidence, *opened.near) if opened else ()
        snippet = next((one for one in known if one.ref == ref), None)
        if snippet is not None:
            self._questions.show_rule(snippet)

    @Slot(int)
    def _insert_rule(self, number: int) -> None:
        opened, ref = self._composer.current, self.desk.composer.cited.refs.get(number)
        if opened is None or ref is None:
            return
        snippet = next((one for one in opened.evidence if one.ref == ref), None)
        if snippet is not None:
            self.desk.composer.insert_quotation(snippet)

    @Slot(str)
    def _on_entry(self, entry: str) -> None:
        self.tabs.choose(LOG)
        self.log.show_entry(entry)

    @Slot(str)
    def _on_segment(self, key: str) -> None:
        match key:
            case "aside":
                self._questions.show_set_aside()
            case "log":
                self.tabs.choose(LOG)
            case "drafter":
                self._questions.ask_key()
            case "outbox":
                self.tabs.choose(DESK)
                self.desk.queue.filter.choose("Outbox")
            case "line":
                self.pull_requested.emit()
            case _:
                self.tabs.choose(DESK)

    @Slot()
    def _lock(self) -> None:
        self.pages.setCurrentWidget(self._hidden)
        self.tabs.setEnabled(False)
        self._hidden.button.setFocus()

    @Slot()
    def _unlock(self) -> None:
        self.tabs.setEnabled(True)
        self._on_tab(self.tabs.key())
        self.desk.composer.editor.setFocus()

    def _step_pane(self, by: int) -> None:
        desk = self.desk
        stops: list[tuple[QWidget, QWidget]] = [
            (desk.queue, desk.queue.view),
            (desk.inquiry, desk.inquiry.letter),
            (desk.composer, desk.composer.editor),
            (desk.evidence, desk.evidence.tabs),
            (self.strip, self.strip),
        ]
        if self.pages.currentWidget() is self.log:
            stops = [(self.log.table, self.log.table), (self.log.entry, self.log.entry), stops[-1]]
        focus = QApplication.focusWidget()
        here = next(
            (
                number
                for number, (pane, _) in enumerate(stops)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            -1 if by > 0 else 0,
        )
        pane, target = stops[(here + by) % len(stops)]
        if pane is desk.evidence:
            desk.toggle_evidence(shown=True)
        if pane is self.strip:
            self.strip.focus_first()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
