# SPDX-License-Identifier: Apache-2.0
"""Which dialog is opened for what, and where its answer goes. One at a time, over the window."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.draft import Check
from desktop_app.domain.lifecycle import ModelFacts
from desktop_app.domain.office import Act
from desktop_app.domain.policy import Snippet, SnippetRef
from desktop_app.domain.spending import DOLLAR, Budget
from desktop_app.rules.open_marks import red
from desktop_app.rules.reach import reach
from desktop_app.workflows.models import in_use
from ui.commands import listed
from ui.dialogs.account import AccountDialog
from ui.dialogs.ask import AskDialog, ChoiceDialog
from ui.dialogs.first_run import FirstRunDialog
from ui.dialogs.people_first import PeopleFirstDialog
from ui.dialogs.reading import KeysDialog, OriginalDialog, RuleDialog, SetAsideDialog
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.language_questions import LanguageQuestions
from ui.leaves_questions import LeavesQuestions
from ui.presenters import account
from ui.presenters.composer import Composer
from ui.presenters.decisions import Decisions
from ui.presenters.words import may_close, still_open
from ui.theme_source import ThemeSource
from ui.widgets.buttons import ButtonKind
from ui.widgets.key_list import KeySection


class Questions(QObject):
    """Opens dialogs over a window, which is told by `over` once it exists."""

    troubled = Signal(object)
    set_up = Signal()
    text_approved = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        jobs: Jobs,
        composer: Composer,
        decisions: Decisions,
        topics: dict[str, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._themes = themes
        self._jobs = jobs
        self._composer = composer
        self._decisions = decisions
        self._topics = topics
        self._window: QWidget | None = None
        self._open: QDialog | None = None
        self._hidden = False
        decisions.reason_wanted.connect(self.ask_reason)
        decisions.hold_wanted.connect(self.ask_hold)
        decisions.return_wanted.connect(self.ask_return)
        LeavesQuestions(themes, desk, composer, decisions, self, self)
        self.languages = LanguageQuestions(themes, desk, jobs, composer, self, self)

    def over(self, window: QWidget) -> None:
        """Open dialogs over this window from now on."""
        self._window = window

    @property
    def current(self) -> QDialog | None:
        """The dialog that is open."""
        return self._open

    @property
    def window(self) -> QWidget | None:
        """What dialogs are opened over."""
        return self._window

    def set_hidden(self, *, hidden: bool) -> None:
        """Put the open dialog out of sight together with the window's text, or bring it back."""
        self._hidden = hidden
        if self._open is None:
            return
        if hidden:
            self._open.hide()
        else:
            self._open.open()

    @Slot()
    def ask_draft(self) -> None:
        """Draft; where a text stands already, ask first what to change, and where somebody may be
        in danger, show what comes before.
        """
        opened = self._composer.current
        if opened is not None and opened.inquiry.crises and not opened.inquiry.despite:
            self.ask_people_first()
            return
        if not self._composer.text.strip():
            self._composer.draft()
            return
        now = self._composer.face()
        if now is None or now.no_draft:
            self._composer.draft()  # says why not
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
        leaves = dialog.add_rare(self.tr("What leaves…"), "shield_lock")
        leaves.clicked.connect(lambda: self._decisions.preview(dialog.said()))
        dialog.answered.connect(lambda said, _: self._composer.draft(instruction=said))
        self._show(dialog)

    @Slot()
    def ask_people_first(self) -> None:
        """What the office does first where somebody may be in danger."""
        opened = self._composer.current
        if opened is None or not opened.inquiry.crises:
            return
        guidance = self.desk.people_first.guidance(opened.inquiry)
        may_answer = self.desk.parts.person.may(Act.ANSWER)
        dialog = PeopleFirstDialog(
            self._themes,
            guidance,
            may_answer=may_answer,
            may_draft=self.desk.people_first.may_allow,
            parent=self._window,
        )
        dialog.approved.connect(self.text_approved)
        dialog.draft_wanted.connect(self._decisions.allow_draft)
        self._show(dialog)

    @Slot()
    def ask_reject(self) -> None:
        """Why the draft is rejected, and whether the inquiry ends with it."""
        now = self._composer.face()
        if now is None:
            return
        if now.no_reject:
            self._composer.hinted.emit(now.no_reject)
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
        dialog.answered.connect(lambda said, close: self._decisions.reject(said, close=close))
        self._show(dialog)

    @Slot()
    def ask_close(self) -> None:
        """Why the inquiry is closed without a reply."""
        opened = self._composer.current
        if (
            opened is None
            or not may_close(opened.inquiry)
            or not self.desk.parts.person.may(Act.ANSWER)
        ):
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
        dialog.answered.connect(lambda said, _: self._decisions.close_inquiry(said))
        self._show(dialog)

    @Slot(object)
    def ask_reason(self, marks: tuple[Check, ...]) -> None:
        """Why a reply may go although marks are open; a red one is named."""
        wrong = red(marks)
        said = self.tr("A sentence without a rule may be wrong. The log keeps your reason.")
        if wrong:
            said = f"{wrong[0].message} {self.tr('The log keeps your reason.')}"
        dialog = AskDialog(
            self._themes,
            still_open(len(marks), len(wrong)),
            said,
            self.tr("Why may the reply go as it is?"),
            self.tr("Approve and send"),
            icon="send",
            parent=self._window,
        )
        dialog.answered.connect(lambda said, _: self._decisions.approve(said))
        self._show(dialog)

    @Slot()
    def ask_hold(self) -> None:
        """What a supervisor should know of a reply that is held for her."""
        dialog = AskDialog(
            self._themes,
            self.tr("Hold for a supervisor"),
            self.tr("These exact words wait for her yes. Until then you can take them back."),
            self.tr("What should she look at? (may stay empty)"),
            self.tr("Hold the reply"),
            icon="pause_circle",
            needed=False,
            parent=self._window,
        )
        dialog.answered.connect(lambda said, _: self._decisions.hold(said))
        self._show(dialog)

    @Slot()
    def ask_return(self) -> None:
        """What the clerk should change in a reply that was held."""
        dialog = AskDialog(
            self._themes,
            self.tr("Return to the clerk"),
            self.tr("The text goes back as it stands, with your comment above it."),
            self.tr("What should change?"),
            self.tr("Return the reply"),
            icon="arrow_undo",
            parent=self._window,
        )
        dialog.answered.connect(lambda said, _: self._decisions.give_back(said))
        self._show(dialog)

    @Slot()
    def ask_settle(self) -> None:
        """What the person found out about a reply of which it is not known."""
        dialog = ChoiceDialog(
            self._themes,
            self.tr("Did the reply arrive?"),
            self.tr("Look in Sent, or ask the customer. The log keeps what you found."),
            self.tr("It arrived"),
            self.tr("It did not arrive"),
            parent=self._window,
        )
        dialog.chosen.connect(lambda yes: self._decisions.settle_unknown(arrived=yes))
        self._show(dialog)

    def ask_lose(self, count: int, close: Callable[[], None]) -> None:
        """Whether the window may close although a text would be lost with it."""
        said = (
            self.tr("The store does not take what you typed, so it is lost with the window.")
            if count == 1
            else self.tr("The store does not take {n} texts you typed; they are lost with it.")
        )
        dialog = ChoiceDialog(
            self._themes,
            self.tr("Close and lose what you typed?"),
            said.format(n=count),
            self.tr("Close and lose it"),
            "",
            safe=self.tr("Stay"),
            parent=self._window,
        )
        dialog.chosen.connect(lambda _: close())
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

    @Slot()
    def show_account(self) -> None:
        """Service, models and money; a supervisor can raise the budget there."""
        desk = self.desk
        parts, today = desk.parts, desk.parts.now().date()
        line, used = reach(parts.settings), in_use(parts)

        def made(found: tuple[Budget, tuple[ModelFacts, ...]]) -> AccountDialog:
            budget, ends = found
            dialog = AccountDialog(
                self._themes,
                account.rows(line, used, budget, ends, today),
                budget=-(-budget.limit // DOLLAR) if budget.may_raise else 0,
                parent=self._window,
            )
            dialog.raised.connect(self._raise_budget)
            return dialog

        self._read(lambda: (desk.spending.now(), desk.models.ends()), made)

    @Slot(int, str)
    def _raise_budget(self, usd: int, reason: str) -> None:
        def raised(outcome: Outcome[Changes]) -> None:
            if isinstance(outcome, Failed):
                self.troubled.emit(outcome.error)
            else:
                self.set_up.emit()

        self._jobs.run(Lane.DESK, lambda: self.desk.spending.raise_to(usd, reason), raised, self)

    def show_rule(self, ref: SnippetRef) -> None:
        """One rule whole, read from the library in the version that is meant."""

        def made(snippet: Snippet) -> RuleDialog:
            topic = self._topics.get(snippet.rule.topic, snippet.rule.topic)
            return RuleDialog(self._themes, snippet, topic, self._window)

        self._read(lambda: self.desk.overview.snippet(ref), made)

    @Slot()
    def show_keys(self) -> None:
        """The keys."""
        shown = [
            KeySection(self.tr(name), tuple((keys, self.tr(does)) for keys, does in rows))
            for name, rows in listed().items()
        ]
        self._show(KeysDialog(self._themes, shown, self._window))

    @property
    def may_control(self) -> bool:
        """Whether the person at the desk decides what Claude may do."""
        return self.desk.parts.person.may(Act.CONTROL)

    @Slot()
    def ask_control(self) -> None:
        """Claude off and on, and what may be drafted by topic."""
        from ui.dialogs.control import ControlDialog  # noqa: PLC0415 - loaded when it is wanted

        if self.may_control:
            self._show(ControlDialog(self._themes, self.desk, self._jobs, self._window))
        else:
            self._composer.hinted.emit(self.tr("A supervisor decides what Claude may do."))

    @Slot()
    def ask_key(self) -> None:
        """Who drafts, and the key for it."""
        dialog = FirstRunDialog(self._themes, self.desk, self._jobs, self._window)
        dialog.decided.connect(self.set_up)
        self._show(dialog)

    @Slot(object, str)
    def show(self, dialog: QDialog) -> None:
        """Open a dialog that another part of the window has made."""
        self._show(dialog)

    def _read(self, work: Callable[[], Any], made: Callable[[Any], QDialog]) -> None:
        def came(outcome: Outcome[Any]) -> None:
            match outcome:
                case Done(value):
                    self._show(made(value))
                case Failed(error):
                    self.troubled.emit(error)

        self._jobs.run(Lane.DESK, work, came, self)

    def _show(self, dialog: QDialog) -> None:
        """Open a dialog in place of the one before; later, where text is hidden now."""
        if self._open is not None:
            self._open.close()
        self._open = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        if not self._hidden:
            dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self._open:
            self._open = None
