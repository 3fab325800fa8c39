# SPDX-License-Identifier: Apache-2.0
"""What a person decides about the reply on the desk: approve, take back, reject, close, copy.

Each is one command on the desk's lane, given after everything typed is stored, so that nothing is
decided about another text than the one on the screen.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Act
from desktop_app.errors import Conflict, DeskError
from desktop_app.rules.open_marks import Cost
from desktop_app.workflows.approval import Approval
from desktop_app.workflows.drafting import Preview
from desktop_app.workflows.overview import Opened
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.presenters.composer import Composer
from ui.presenters.words import tr


class Decisions(QObject):
    """The commands of a person about the inquiry on the desk.

    `reason_wanted` asks why these marks may stay; `approved` brings an inquiry whose reply was
    approved, `hold_wanted` asks what to tell a supervisor and `return_wanted` what to tell a clerk,
    `left` one that is done with, `returned` one that is back; `copied` a text for the
    clipboard; `previewed` what would leave and for which wish; `said` that something was done,
    `hinted` why it was not.
    """

    reason_wanted = Signal(object)
    approved = Signal(str)
    left = Signal(str)
    returned = Signal(str)
    hold_wanted = Signal()
    return_wanted = Signal()
    copied = Signal(str)
    previewed = Signal(object, str)
    uncorrected = Signal(object)
    said = Signal(str)
    hinted = Signal(str)

    def __init__(
        self, desk: Desk, jobs: Jobs, composer: Composer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._composer = composer
        self._last_approved: InquiryId | None = None

    @property
    def takes_back(self) -> InquiryId | None:
        """The inquiry whose approval `undo_approval` would take back."""
        if self._last_approved is not None:
            return self._last_approved
        opened = self._composer.current
        approved = opened is not None and opened.inquiry.state is InquiryState.APPROVED
        return opened.inquiry.id if opened is not None and approved else None

    def to_ask(self) -> tuple[int, str] | None:
        """The question that the customer may be asked and where it belongs, above the office's
        closing; None while there is none or the reply holds it.
        """
        opened, judged, body = (
            self._composer.current,
            self._composer.judged_now,
            self._composer.text,
        )
        question = judged.question if judged is not None else ""
        if opened is None or not question or question in body:
            return None
        place = body.rfind(f"\n\n{self._desk.replying.closing(opened.inquiry)}")
        return (place if place >= 0 else len(body.rstrip())), question

    def approve(self, reason: str = "") -> None:
        """Approve these exact words; asks for a reason where marks are open."""
        opened, now = self._composer.current, self._composer.face()
        if opened is None or now is None:
            return
        if now.no_approve:
            self.hinted.emit(now.no_approve)
        elif now.holds:
            self.hold()
        elif self._composer.unread(opened.inquiry.id):
            self._composer.read_news()
        else:
            body = self._composer.text
            self._composer.settle(lambda: self._approve(opened, body, reason))

    def undo_approval(self) -> None:
        """Take the last approval back, or that of the inquiry on the desk."""
        name = self.takes_back
        if name is None:
            self.hinted.emit(tr("There is no approval to take back."))
            return

        def undone() -> None:
            self._last_approved = None
            self.said.emit(tr("Taken back. The reply is yours again."))
            self.returned.emit(name)

        def failed(error: DeskError) -> None:
            if isinstance(error, Conflict):  # it has left; nothing is there to take back any more
                self._last_approved = None
            self._composer.trouble(error)

        self._command(lambda: self._desk.replying.undo(name), undone, failed)

    def ask_hold(self) -> None:
        """What the second button of the bar does now: hold, return, or take back."""
        opened, now = self._composer.current, self._composer.face()
        if opened is None or now is None:
            return
        if now.no_hold:
            self.hinted.emit(now.no_hold)
        elif opened.inquiry.state is not InquiryState.HELD:
            self.hold_wanted.emit()
        elif self._desk.parts.person.may(Act.RELEASE):
            self.return_wanted.emit()
        else:
            self.withdraw()

    def hold(self, why: str = "") -> None:
        """Hold these exact words for a supervisor."""
        opened = self._composer.current
        if opened is None:
            return
        if self._composer.unread(opened.inquiry.id):
            self._composer.read_news()
            return
        body = self._composer.text
        self._composer.settle(lambda: self._hold(opened, body, why))

    def give_back(self, comment: str) -> None:
        """Return the held reply to its clerk."""
        opened = self._composer.current
        if opened is None:
            return
        name, revision = opened.inquiry.id, opened.inquiry.revision

        def done() -> None:
            self.said.emit(tr("Returned with your comment."))
            self.left.emit(name)

        self._composer.settle(
            lambda: self._command(
                lambda: self._desk.holding.give_back(name, revision, comment), done
            )
        )

    def withdraw(self) -> None:
        """Take a held reply back."""
        opened = self._composer.current
        if opened is None:
            return
        name = opened.inquiry.id
        said = tr("Taken back. The reply is yours again.")
        self._command(lambda: self._desk.holding.withdraw(name), lambda: self.said.emit(said))

    def allow_draft(self, why: str) -> None:
        """A person says why a draft is needed although somebody may be in danger; it is made."""
        opened = self._composer.current
        if opened is not None:
            name = opened.inquiry.id
            self._command(
                lambda: self._desk.people_first.allow_draft(name, why),
                lambda: self.said.emit(tr("The reason is logged. You can draft now.")),
            )

    def decide(self) -> None:
        """A person confirms that she has decided what only a person decides."""
        opened = self._composer.current
        if opened is None:
            return
        if not opened.inquiry.matters or opened.inquiry.decided:
            self.hinted.emit(tr("Nothing here waits for a person's decision."))
            return
        name = opened.inquiry.id
        self._command(
            lambda: self._desk.people_first.decide(name),
            lambda: self.said.emit(tr("Noted that you have decided.")),
        )

    def settle_unknown(self, *, arrived: bool) -> None:
        """A person found out what became of a reply of which it was not known."""
        opened = self._composer.current
        if opened is None:
            return
        name = opened.inquiry.id
        said = tr("Noted: it arrived.") if arrived else tr("Noted. The reply is yours again.")
        self._command(
            lambda: self._desk.delivery.settle(name, arrived=arrived), lambda: self.said.emit(said)
        )

    def reject(self, reason: str, *, close: bool) -> None:
        """Set the draft aside for a reason, and end the inquiry if asked."""
        opened = self._composer.current
        if opened is None or opened.suggestion is None:
            return
        name, suggestion = opened.inquiry.id, opened.suggestion.id

        def work() -> Changes:
            changed = self._desk.replying.reject(name, suggestion, reason)
            return changed | self._desk.replying.close(name, reason) if close else changed

        def done() -> None:
            self.said.emit(tr("Rejected, and the reason is logged."))
            if close:
                self.left.emit(name)

        self._composer.settle(lambda: self._command(work, done))

    def close_inquiry(self, reason: str) -> None:
        """End the inquiry without a reply, for a reason."""
        opened = self._composer.current
        if opened is None:
            return
        name = opened.inquiry.id

        def done() -> None:
            self.said.emit(tr("Closed, and the reason is logged."))
            self.left.emit(name)

        self._composer.settle(
            lambda: self._command(lambda: self._desk.replying.close(name, reason), done)
        )

    def copy(self) -> None:
        """Copy the reply, once the log says so."""
        opened, now = self._composer.current, self._composer.face()
        if opened is None or now is None:
            return
        if now.no_copy:
            self.hinted.emit(now.no_copy)
            return
        name, body, suggestion = opened.inquiry.id, self._composer.text, opened.suggestion

        def copied(outcome: Outcome[str]) -> None:
            match outcome:
                case Done(text):
                    self.copied.emit(text)
                    self.said.emit(tr("Copied. The log says so."))
                    self._jobs.changed.emit(Changes(log=True), self)
                case Failed(error):
                    self._composer.trouble(error)

        self._jobs.run(
            Lane.DESK, lambda: self._desk.replying.copied(name, suggestion, body), copied, self
        )

    def preview(self, instruction: str = "") -> None:
        """Find out what a draft asked for now would send to the drafter the settings name."""
        opened = self._composer.current
        if opened is None:
            return
        name, drafter = opened.inquiry.id, self._desk.parts.choice.wanted
        desk, body = self._desk, self._composer.text

        def work() -> Preview:
            found = desk.drafting.preview(name, drafter=drafter, instruction=instruction)
            return replace(found, second=desk.second.preview(name, body))

        def previewed(outcome: Outcome[Preview]) -> None:
            match outcome:
                case Done(preview):
                    self.previewed.emit(preview, instruction)
                case Failed(error):
                    self._composer.trouble(error)

        self._composer.settle(lambda: self._jobs.run(Lane.DESK, work, previewed, self))

    def keep_here(self, words: str, instruction: str = "") -> None:
        """Mask words of the customer from now on, and show again what leaves."""
        self._correct(lambda name: self._desk.correcting.mask(name, words), instruction)

    def let_go(self, placeholder: str, reason: str = "", instruction: str = "") -> None:
        """Send the value behind a placeholder in clear, and show again what leaves."""
        self._correct(
            lambda name: self._desk.correcting.clear(name, placeholder, reason), instruction
        )

    def _correct(self, work: Callable[[InquiryId], Changes], instruction: str) -> None:
        opened = self._composer.current
        if opened is None:
            return
        name = opened.inquiry.id
        self._command(lambda: work(name), lambda: self.preview(instruction), self.uncorrected.emit)

    def _approve(self, opened: Opened, body: str, reason: str) -> None:
        """Approve what was on the screen when it was asked for, unless that has changed since."""
        name, judged = opened.inquiry.id, self._composer.judged_now
        if not self._composer.shows(name) or body != self._composer.text or judged is None:
            return
        cost = self._desk.replying.mark_policy.cost(judged.marks)
        if cost is not Cost.NOTHING and not reason.strip():
            self.reason_wanted.emit(judged.marks)
            return
        approval = self._approval(opened, body, reason)
        if approval is None:
            return
        self._composer.set_approving(name)

        def approved() -> None:
            self._last_approved = name
            self._composer.approval_logged()
            self.approved.emit(name)
            self.left.emit(name)

        def failed(error: DeskError) -> None:
            self._composer.set_approving(None)
            self._composer.trouble(error)

        self._command(lambda: self._desk.replying.approve(approval), approved, failed)

    def _hold(self, opened: Opened, body: str, why: str) -> None:
        """Hold what was on the screen when it was asked for, unless that has changed since."""
        name = opened.inquiry.id
        if not self._composer.shows(name) or body != self._composer.text:
            return
        approval = self._approval(opened, body, "")
        if approval is None:
            return
        self._composer.set_approving(name)

        def held() -> None:
            self._composer.approval_logged()
            self.said.emit(tr("Held. A supervisor sees it next."))
            self.left.emit(name)

        def failed(error: DeskError) -> None:
            self._composer.set_approving(None)
            self._composer.trouble(error)

        self._command(lambda: self._desk.holding.hold(approval, why), held, failed)

    def _approval(self, opened: Opened, body: str, reason: str) -> Approval | None:
        """A yes to the letter as it stood on the screen, disclosure included."""
        letter = self._composer.letter_now
        if letter is None:
            return None
        return Approval(
            inquiry=opened.inquiry.id,
            revision=opened.inquiry.revision,
            suggestion=opened.suggestion.id if opened.suggestion else None,
            body=body,
            fingerprint=letter.fingerprint(),
            reason=reason,
        )

    def _command(
        self,
        work: Callable[[], Changes],
        then: Callable[[], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        def finished(outcome: Outcome[Changes]) -> None:
            match outcome:
                case Done():
                    self._composer.store_works()
                    then()
                case Failed(error):
                    (failed or self._composer.trouble)(error)
                    self._composer.reload()

        self._jobs.run(Lane.DESK, work, finished, self)
