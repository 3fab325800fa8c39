# SPDX-License-Identifier: Apache-2.0
"""What it costs to send a reply while marks on it are open: nothing, a reason, a supervisor, or
that it cannot go at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from desktop_app.domain.draft import Check, Severity
from desktop_app.errors import NotAllowed
from desktop_app.rules.marks import UNRESOLVED

NEVER_SENT = frozenset({UNRESOLVED})
"""Marks no reason excuses: a customer can do nothing with a placeholder."""


class Cost(IntEnum):
    """What a reply with open marks costs whoever would send it; the greater includes the less."""

    NOTHING = 0
    REASON = 1
    SUPERVISOR = 2
    NEVER = 3


@dataclass(frozen=True, slots=True)
class MarkPolicy:
    """What the office asks for. `caution` is "reason" or "none", `red` "supervisor" or "reason";
    `supervises` says whether the person at the desk may send a reply with a red mark.
    """

    caution: str = "reason"
    red: str = "supervisor"
    supervises: bool = False

    def cost(self, marks: Sequence[Check]) -> Cost:
        """What it costs to send a reply with these marks."""
        return max((self._of(mark) for mark in marks), default=Cost.NOTHING)

    def _of(self, mark: Check) -> Cost:
        if mark.rule in NEVER_SENT:
            return Cost.NEVER
        match mark.severity:
            case Severity.NOTE:
                return Cost.NOTHING
            case Severity.CAUTION:
                return Cost.NOTHING if self.caution == "none" else Cost.REASON
            case Severity.DANGER:
                alone = self.red == "reason" or self.supervises
                return Cost.REASON if alone else Cost.SUPERVISOR


def red(marks: Sequence[Check]) -> tuple[Check, ...]:
    """The marks that say something is wrong, not only that it should be looked at."""
    return tuple(mark for mark in marks if mark.severity is Severity.DANGER)


def refuse_unless_paid(marks: Sequence[Check], policy: MarkPolicy, reason: str) -> None:
    """Raise `NotAllowed` where these marks cost more than this reason, and say what to do."""
    match policy.cost(marks):
        case Cost.NEVER:
            first = next(mark for mark in marks if policy.cost([mark]) is Cost.NEVER)
            raise NotAllowed(first.message, "Mend it, then approve.")
        case Cost.SUPERVISOR:
            raise NotAllowed(
                f"{_still_open(len(red(marks)), 'red mark')}.",
                "Mend what is marked, or hold the reply for a supervisor.",
            )
        case Cost.REASON if not reason.strip():
            raise NotAllowed(
                f"{_still_open(len(marks), 'mark')}.",
                "Mend them, or say why the reply may go as it is.",
            )
        case _:
            pass


def _still_open(count: int, what: str) -> str:
    return f"1 {what} is still open" if count == 1 else f"{count} {what}s are still open"
