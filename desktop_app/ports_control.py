# SPDX-License-Identifier: Apache-2.0
"""What the desk needs to keep of supervisors' work: replies held for them, and what they decided.

Every method may raise `DeskError` and nothing else. None may be called from the window's thread.
"""

from datetime import datetime
from typing import Protocol

from desktop_app.domain.control import Decided
from desktop_app.domain.hold import Hold
from desktop_app.domain.identity import InquiryId


class Holds(Protocol):
    """The replies that were held for a supervisor."""

    def add(self, hold: Hold) -> None:
        """Keep a new hold."""
        ...

    def of(self, inquiry: InquiryId) -> Hold | None:
        """The newest hold of an inquiry, ended ones included."""
        ...

    def put(self, hold: Hold) -> None:
        """Store what became of a hold; what was held is never written again."""
        ...

    def waiting(self) -> tuple[int, datetime | None]:
        """How many replies wait for a supervisor, and since when the oldest does."""
        ...


class Decisions(Protocol):
    """What supervisors have decided about drafting, the newest decision on each subject."""

    def all(self, office: str) -> tuple[Decided, ...]:
        """Every standing decision of an office."""
        ...

    def put(self, office: str, decided: Decided) -> None:
        """Let a decision stand in place of the one before."""
        ...
