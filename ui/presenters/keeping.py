# SPDX-License-Identifier: Apache-2.0
"""What a person types, kept at each pause and judged again. Nothing typed is dropped before it is
stored: a text the store would not take waits here and is tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.desk import Desk
from desktop_app.domain.draft import Draft
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.outbound import Letter
from desktop_app.errors import DeskError
from desktop_app.workflows.overview import Opened
from ui.jobs import Done, Failed, Jobs, Lane, Outcome

PAUSE_MS = 300
"""How long a pause in typing is before the text is kept."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A text that is not stored yet, for an inquiry as it stood when it was typed."""

    opened: Opened
    body: str


class Keeping(QObject):
    """The texts on their way into the store, one at a time and in order.

    `judged` brings an inquiry, its text as it was kept and judged, and the letter that would leave
    with it; `troubled` an error that
    kept a text out of the store; `recovered` says that the store takes texts again.
    """

    judged = Signal(str, object, object)
    troubled = Signal(object)
    recovered = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject, *, pause_ms: int) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._typed: dict[InquiryId, _Typed] = {}
        self._then: list[Callable[[], None]] = []
        self._at_work = False
        self._failed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.settle)

    @property
    def failed(self) -> bool:
        """Whether the store refused the last text it was given."""
        return self._failed

    def text_of(self, name: InquiryId) -> str | None:
        """What was typed for an inquiry and is not stored yet."""
        typed = self._typed.get(name)
        return typed.body if typed else None

    def waiting(self) -> int:
        """How many inquiries have a text that is not stored yet."""
        return len(self._typed)

    def take(self, opened: Opened, body: str) -> None:
        """A person changed the text; it is kept at her next pause."""
        self._typed[opened.inquiry.id] = _Typed(opened, body)
        self._pause.start()

    @Slot()
    def settle(self, then: Callable[[], None] | None = None) -> None:
        """Keep and judge what was typed, now. `then` is called once all of it is stored, and not at
        all if some of it could not be.
        """
        self._pause.stop()
        if then is not None:
            self._then.append(then)
        self._go_on()

    def flush(self) -> None:
        """Hand everything to the store without waiting for what it says, for closing the window."""
        self._pause.stop()
        for typed in self._typed.values():
            self._jobs.run(Lane.DESK, lambda typed=typed: self._work(typed), lambda _: None)

    def _go_on(self) -> None:
        if self._at_work:
            return
        if not self._typed:
            waiting, self._then = self._then, []
            for then in waiting:
                then()
            return
        typed = next(iter(self._typed.values()))
        self._at_work = True
        self._jobs.run(
            Lane.DESK,
            lambda: self._work(typed),
            lambda outcome: self._on_kept(typed, outcome),
            self,
        )

    def _work(self, typed: _Typed) -> tuple[Draft, Letter]:
        inquiry, opened = typed.opened.inquiry, typed.opened
        self._desk.replying.keep(inquiry.id, typed.body)
        evidence = (*opened.evidence, *opened.near)
        judged = self._desk.replying.recheck(inquiry, opened.suggestion, evidence, typed.body)
        letter = self._desk.replying.letter(inquiry, opened.suggestion, typed.body, opened.hold)
        return judged, letter

    def _on_kept(self, typed: _Typed, outcome: Outcome[tuple[Draft, Letter]]) -> None:
        self._at_work = False
        name = typed.opened.inquiry.id
        match outcome:
            case Done((draft, letter)):
                if self.text_of(name) == typed.body:
                    del self._typed[name]
                if self._failed:
                    self._failed = False
                    self.recovered.emit()
                self.judged.emit(name, draft, letter)
                if self._then or not self._pause.isActive():
                    self._go_on()
            case Failed(error):
                self._give_up(error)

    def _give_up(self, error: DeskError) -> None:
        self._then = []
        self._failed = True
        self.troubled.emit(error)
