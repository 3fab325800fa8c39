# SPDX-License-Identifier: Apache-2.0
"""Signs of danger that are new, told to a supervisor once; also those that another program on the
same store has filed.
"""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.desk import Desk
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.office import Act
from desktop_app.workflows.overview import Standing, Waiting
from ui.jobs import Done, Jobs, Lane, Outcome
from ui.presenters.words import tr


class Alerts(QObject):
    """Looks at what waits for a supervisor. `rose` brings how many inquiries have signs of danger
    when there is a new one among them; `stale` that the counts on the screen are not the store's.
    """

    rose = Signal(int)
    stale = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._told: frozenset[InquiryId] = frozenset()
        self._counts: tuple[int, int] | None = None
        self._looking = False

    @property
    def watches(self) -> bool:
        """Whether the person at the desk is one who is told."""
        return self._desk.parts.person.may(Act.RELEASE)

    @Slot(object)
    def stand(self, standing: Standing) -> None:
        """Take the counts that the screen shows."""
        self._counts = (standing.in_danger, standing.held)
        if standing.in_danger:
            self.look()

    @Slot()
    def look(self) -> None:
        """See what waits, unless that is under way."""
        if self.watches and not self._looking:
            self._looking = True
            self._jobs.run(Lane.DESK, self._desk.overview.waiting, self._on_seen, self)

    def _on_seen(self, outcome: Outcome[Waiting]) -> None:
        self._looking = False
        if not isinstance(outcome, Done):
            return  # whatever keeps the store from being read is told where the queue is
        waiting = outcome.value
        now = frozenset(row.id for row in waiting.in_danger)
        new, self._told = now - self._told, now
        if new:
            self.rose.emit(len(now))
        if self._counts is not None and self._counts != (len(now), len(waiting.held)):
            self.stale.emit()


def alert_words(count: int) -> tuple[str, str]:
    """What is said, with no word of a customer's: a few words, and a sentence."""
    said = (
        tr("1 message has signs of danger and waits for an answer.")
        if count == 1
        else tr("{n} messages have signs of danger and wait for an answer.").format(n=count)
    )
    return tr("People first."), said
