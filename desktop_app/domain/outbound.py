# SPDX-License-Identifier: Apache-2.0
"""What leaves the office: a letter, the approval that binds to its bytes, and its one dispatch."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.disclosure import Disclosed
from desktop_app.domain.identity import DispatchId, InquiryId, SuggestionId


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply ready to leave. `disclosure` follows the body and is not the clerk's to edit;
    `disclosed` tells how it came about, None in letters of the first versions. `quoted` is the
    customer's message as it stands below all of that, empty where the office quotes none.
    """

    recipient: str
    subject: str
    body: str
    disclosure: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    disclosed: Disclosed | None = None
    quoted: str = ""

    def fingerprint(self) -> str:
        """SHA-256 over recipient, subject, body, disclosure, how that came about, and what is
        quoted: what an approval binds to.

        Half a character, which no letter should hold, still counts; it is no reason to fail.
        """
        parts: list[str | int] = [self.recipient, self.subject, self.body, self.disclosure]
        if (basis := self.disclosed) is not None:
            parts += [basis.version, basis.when, basis.origin, basis.share_permille]
        if self.quoted:
            parts.append(self.quoted)
        written = json.dumps(parts, ensure_ascii=False)
        return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


class DispatchState(StrEnum):
    """Where a dispatch stands. UNKNOWN is told to a person and never tried again by itself."""

    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNDONE = "undone"


PENDING = frozenset({DispatchState.WAITING, DispatchState.SENDING})


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One reply to be delivered, once. Its id and Message-ID exist before the first attempt.

    `approved` is the fingerprint the approval was given for; `not_before` leaves time to undo and
    to back off; `trouble` is the last attempt's sentence.
    """

    id: DispatchId
    inquiry: InquiryId
    suggestion: SuggestionId | None
    letter: Letter
    message_id: str
    approved: str
    state: DispatchState
    not_before: datetime
    attempts: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a source says after taking a letter: where it can be found again."""

    reference: str
