# SPDX-License-Identifier: Apache-2.0
"""The commands of a window as actions with their keys: what each does to panes and presenters."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence

from desktop_app.choice import OFFLINE
from desktop_app.domain.rewriting import Manner
from ui.commands import COMMANDS
from ui.heartbeat import Heartbeat
from ui.main_window import MainWindow
from ui.panes.desk_page import Pane
from ui.presenters.composer import Composer
from ui.presenters.decisions import Decisions
from ui.questions import Questions
from ui.walk import enter_page, step_pane

_WHILE_HIDDEN = frozenset({"hide", "next_pane", "previous_pane"})


class Keyboard(QObject):
    """Gives a window its commands; `commands` are the actions by name. `open_rule` opens the rule
    of a number.
    """

    def __init__(
        self,
        window: MainWindow,
        composer: Composer,
        decisions: Decisions,
        heartbeat: Heartbeat,
        questions: Questions,
        open_rule: Callable[[int], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._composer = composer
        self._decisions = decisions
        self._heartbeat = heartbeat
        self._questions = questions
        self._open_rule = open_rule
        self.commands: dict[str, QAction] = {}
        self._make_commands()

    def set_hidden(self, *, hidden: bool) -> None:
        """While customers' text is out of sight, only what brings it back works."""
        for name, action in self.commands.items():
            action.setEnabled(not hidden or name in _WHILE_HIDDEN)

    @Slot()
    def to_the_reply(self) -> None:
        """Bring the keyboard into the reply, where there is one."""
        if self._composer.current is not None:
            self._window.show_desk(Pane.REPLY)
            self._window.desk.composer.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _in_reply(self, act: Callable[[], object]) -> None:
        if self._composer.current is not None:
            self._window.show_desk(Pane.REPLY)
            act()

    def _to_tab(self, go: Callable[[], object]) -> None:
        go()
        enter_page(self._window)

    def on_queue(self, act: Callable[[], object]) -> None:
        """Do something in the queue, with the desk in view."""
        self._window.show_desk()
        act()

    def _make_commands(self) -> None:
        acts = self._acts()
        for command in COMMANDS:
            action = QAction(self.tr(command.does), self._window)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _, act=acts[command.name]: act())
            self._window.addAction(action)
            self.commands[command.name] = action

    def _acts(self) -> dict[str, Callable[[], object]]:
        window, composer, questions = self._window, self._composer, self._questions
        desk, decisions = window.desk, self._decisions
        acts: dict[str, Callable[[], object]] = {
            "approve": decisions.approve,
            "hold": decisions.ask_hold,
            "control": questions.ask_control,
            "draft": questions.ask_draft,
            "draft_offline": lambda: composer.draft(OFFLINE),
            "escape": self._on_escape,
            "next_mark": lambda: self._in_reply(desk.composer.next_mark),
            "previous_mark": lambda: self._in_reply(desk.composer.previous_mark),
            "evidence": desk.composer.editor.activate_citation,
            "ask_customer": desk.composer.ask_customer,
            "copy_reply": decisions.copy,
            "reject": questions.ask_reject,
            "decided": decisions.decide,
            "undo": self._on_undo,
            "redo": desk.composer.editor.redo,
            "leaves": decisions.preview,
            "next_inquiry": lambda: self.on_queue(desk.queue.open_next),
            "row_down": lambda: self.on_queue(lambda: desk.queue.step(1)),
            "row_up": lambda: self.on_queue(lambda: desk.queue.step(-1)),
            "search": self._on_search,
            "pull": self._heartbeat.pull,
            "toggle_queue": desk.toggle_queue,
            "next_pane": lambda: step_pane(window, 1),
            "previous_pane": lambda: step_pane(window, -1),
            "next_tab": lambda: self._to_tab(lambda: window.step_tab(1)),
            "previous_tab": lambda: self._to_tab(lambda: window.step_tab(-1)),
            "hide": window.toggle_hidden,
            "help": questions.show_keys,
        }
        for manner in Manner:
            acts[manner.replace(" ", "_")] = lambda manner=manner: desk.composer.rewrite(manner)
        for number in range(1, 10):
            acts[f"rule_{number}"] = lambda number=number: self._open_rule(number)
        for number in range(1, 6):
            acts[f"tab_{number}"] = lambda number=number: self._to_tab(
                lambda: window.choose_tab(number)
            )
        return acts

    @Slot()
    def _on_undo(self) -> None:
        """What was typed goes first while the editor has the keyboard, then an approval."""
        editor = self._window.desk.composer.editor
        writing = editor.hasFocus() or self._decisions.takes_back is None
        if writing and editor.can_undo():
            editor.undo()
        else:
            self._decisions.undo_approval()

    @Slot()
    def _on_escape(self) -> None:
        if not self._composer.stop():
            self.to_the_reply()

    @Slot()
    def _on_search(self) -> None:
        window = self._window
        if window.pages.currentWidget() is window.library:
            search = window.library.rules.search
        else:
            window.show_desk(Pane.QUEUE)
            search = window.desk.queue.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()
