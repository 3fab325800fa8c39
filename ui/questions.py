# SPDX-License-Identifier: Apache-2.0
"""Which dialog is opened for what, and where its answer goes. One at a time, over the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.desk import Desk
from desktop_app.domain.policy import Snippet
from desktop_app.workflows.drafting import Preview
from ui.commands import COMMANDS, faces
from ui.dialogs.ask import AskDialog
from ui.dialogs.first_run import FirstRunDialog
from ui.dialogs.leaves import LeavesDialog
from ui.dialogs.reading import KeysDialog, OriginalDialog, RuleDialog, SetAsideDialog
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.presenters.composer import Composer
from ui.theme_source import ThemeSource
from ui.widgets.buttons import ButtonKind
from ui.widgets.key_list import KeySection


class Questions(QObject):
    """Opens dialogs over `window`, which is set once it exists."""

    troubled = Signal(object)
    set_up = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        jobs: Jobs,
        composer: Composer,
        topics: dict[str, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._themes = themes
        self._jobs = jobs
        self._composer = composer
        self._topics = topics
        self._window: QWidget | None = None
        self._open: QDialog | None = None
        composer.reason_wanted.connect(self.ask_reason)
        composer.previewed.connect(self._show_leaves)

    def over(self, window: QWidget) -> None:
        """Open dialogs over this window from now on."""
        self._window = window

    @property
    def current(self) -> QDialog | None:
        """The dialog that is open."""
        return self._open

    @Slot()
    def ask_draft(self) -> None:
        """Draft; where a text stands already, ask first what to change."""
        if not self._composer.text.strip():
            self._composer.draft()
            return
        dialog = AskDialog(
            self._themes,
            self.tr("Draft anew"),
            self.tr("Your text is kept: Undo brings it back."),
            self.tr("What should change? (may stay empty)"),
            self.tr("Draft anew"),
            icon="arrow_sync",
            needed=False,
            parent=self._window,
        )
        dialog.answered.connect(lambda said, _: self._composer.draft(instruction=said))
        self._show(dialog)

    @Slot()
    def ask_reject(self) -> None:
        """Why the draft is rejected, and whether the inquiry ends with it."""
        opened = self._composer.current
        if opened is None or opened.suggestion is None:
            return
        dialog = AskDialog(
            self._themes,
            self.tr("Reject this draft"),
            self.tr("The draft goes, the reason is logged, and you write the reply yourself."),
            self.tr("What is wrong with it?"),
            self.tr("Reject the draft"),
            icon="dismiss",
            extra=self.tr("Also close this inquiry without a reply"),
            kind=ButtonKind.DANGER,
            parent=self._window,
        )
        dialog.answered.connect(lambda said, close: self._composer.reject(said, close=close))
        self._show(dialog)

    @Slot()
    def ask_close(self) -> None:
        """Why the inquiry is closed without a reply."""
        if self._composer.current is None:
            return
        dialog = AskDialog(
            self._themes,
            self.tr("Close without a reply"),
            self.tr("Nothing is sent. A follow-up opens the inquiry again."),
            self.tr("Why does it need no reply?"),
            self.tr("Close the inquiry"),
            icon="dismiss",
            kind=ButtonKind.DANGER,
            parent=self._window,
        )
        dialog.answered.connect(lambda said, _: self._composer.close_inquiry(said))
        self._show(dialog)

    @Slot(int)
    def ask_reason(self, count: int) -> None:
        """Why a reply may go although marks are open."""
        heading = (
            self.tr("1 mark is still open") if count == 1 else self.tr("{n} marks are still open")
        )
        dialog = AskDialog(
            self._themes,
            heading.format(n=count),
            self.tr("A sentence without a rule may be wrong. The log keeps your reason."),
            self.tr("Why may the reply go as it is?"),
            self.tr("Approve and send"),
            icon="send",
            parent=self._window,
        )
        dialog.answered.connect(lambda said, _: self._composer.approve(said))
        self._show(dialog)

    @Slot()
    def show_original(self) -> None:
        """The message as it arrived."""
        opened = self._composer.current
        if opened is not None:
            self._read(
                lambda: self.desk.overview.original(opened.inquiry),
                lambda original: OriginalDialog(self._themes, original, self._window),
            )

    @Slot()
    def show_set_aside(self) -> None:
        """What could not be read."""
        self._read(
            self.desk.overview.set_aside,
            lambda aside: SetAsideDialog(self._themes, aside, self._window),
        )

    def show_rule(self, snippet: Snippet) -> None:
        """One rule whole."""
        topic = self._topics.get(snippet.rule.topic, snippet.rule.topic)
        self._show(RuleDialog(self._themes, snippet, topic, self._window))

    @Slot()
    def show_keys(self) -> None:
        """The keys."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for command in COMMANDS:
            if not command.name.startswith("rule_"):
                row = (faces(command), self.tr(command.does))
                sections.setdefault(command.section, []).append(row)
        sections["Reply"].append(("Alt+1 – Alt+9", self.tr("Open rule 1 to 9")))
        shown = [KeySection(self.tr(name), tuple(rows)) for name, rows in sections.items()]
        self._show(KeysDialog(self._themes, shown, self._window))

    @Slot()
    def ask_key(self) -> None:
        """Who drafts, and the key for it."""
        dialog = FirstRunDialog(self._themes, self.desk, self._jobs, self._window)
        dialog.decided.connect(self.set_up)
        self._show(dialog)

    @Slot(object)
    def _show_leaves(self, preview: Preview) -> None:
        draftable = self._composer.may_draft and preview.outbound.drafter == self._chosen()
        dialog = LeavesDialog(self._themes, preview, may_draft=draftable, parent=self._window)
        dialog.draft_requested.connect(self._composer.draft)
        self._show(dialog)

    def _chosen(self) -> str:
        return self.desk.parts.choice.name

    def _read(self, work: Callable[[], object], made: Callable[..., QDialog]) -> None:
        def came(outcome: Outcome[object]) -> None:
            match outcome:
                case Done(value):
                    self._show(made(value))
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, work, came, self)

    def _show(self, dialog: QDialog) -> None:
        if self._open is not None:
            self._open.close()
        self._open = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self._open:
            self._open = None
