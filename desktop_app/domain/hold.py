# SPDX-License-Identifier: Apache-2.0
"""A hold: a reply that waits for a supervisor, bound to its bytes like an approval."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.identity import DispatchId, HoldId, InquiryId, SuggestionId
from desktop_app.domain.outbound import Letter


class HoldReason(StrEnum):
    """Why a reply goes to a supervisor first."""

    TOPIC = "topic"
    RED_MARK = "red mark"
    LANGUAGE = "language"
    WISH = "wish"


class HoldState(StrEnum):
    """What became of a hold."""

    WAITING = "waiting"
    RELEASED = "released"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reply held for a supervisor.

    `letter` is what the clerk held, to the byte, and `fingerprint` what she saw; neither is ever
    changed. `said` is what she added for the supervisor, `note` the supervisor's comment. `judge`
    and `judge_name` tell who ended the hold and `ended_at` when; `dispatch` is what it became.
    """

    id: HoldId
    inquiry: InquiryId
    suggestion: SuggestionId | None
    letter: Letter
    fingerprint: str
    reasons: tuple[HoldReason, ...]
    said: str
    by: str
    name: str
    at: datetime
    state: HoldState = HoldState.WAITING
    judge: str = ""
    judge_name: str = ""
    note: str = ""
    ended_at: datetime | None = None
    dispatch: DispatchId | None = None

    def is_of(self, body: str) -> bool:
        """Whether a text is the one that was held."""
        return body.strip() == self.letter.body
