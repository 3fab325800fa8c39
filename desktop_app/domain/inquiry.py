# SPDX-License-Identifier: Apache-2.0
"""An inquiry: one customer's request as it arrived, with its thread, and the states it moves
through.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.identity import InquiryId, MessageId
from desktop_app.domain.masking import Correction
from desktop_app.domain.screening import ORDINARY, Screening
from desktop_app.domain.signals import CRISES, Sign, Signal


class Channel(StrEnum):
    """How a message reached the office."""

    MAIL = "mail"
    FORM = "web form"
    NOTE = "note"


class InquiryState(StrEnum):
    """Where an inquiry stands."""

    OPEN = "open"
    DRAFTING = "drafting"
    DRAFTED = "drafted"
    HELD = "held"
    APPROVED = "approved"
    SENT = "sent"
    CLOSED = "closed"


MOVES: dict[InquiryState, frozenset[InquiryState]] = {
    InquiryState.OPEN: frozenset(
        {
            InquiryState.DRAFTING,
            InquiryState.HELD,
            InquiryState.APPROVED,
            InquiryState.CLOSED,
        }
    ),
    InquiryState.DRAFTING: frozenset({InquiryState.OPEN, InquiryState.DRAFTED}),
    InquiryState.DRAFTED: frozenset(
        {
            InquiryState.OPEN,
            InquiryState.DRAFTING,
            InquiryState.HELD,
            InquiryState.APPROVED,
            InquiryState.CLOSED,
        }
    ),
    InquiryState.HELD: frozenset({InquiryState.OPEN, InquiryState.DRAFTED, InquiryState.APPROVED}),
    InquiryState.APPROVED: frozenset(
        {InquiryState.DRAFTED, InquiryState.OPEN, InquiryState.HELD, InquiryState.SENT}
    ),
    InquiryState.SENT: frozenset({InquiryState.OPEN}),
    InquiryState.CLOSED: frozenset({InquiryState.OPEN}),
}
"""The legal moves. A follow-up reopens what was sent or closed and takes a held reply back to the
clerk; undo takes an approval back, to the supervisor where the reply was held before.
"""

WITH_CLERK = frozenset({InquiryState.OPEN, InquiryState.DRAFTING, InquiryState.DRAFTED})
"""The states in which the clerk has the reply in hand."""

UNANSWERED = WITH_CLERK | {InquiryState.HELD}
"""The states in which somebody still has to do something."""


class Urgency(StrEnum):
    """How soon a person should look, judged from the customer's words."""

    NORMAL = "normal"
    SOON = "soon"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A name and an address as a message's header gives them; either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of an attachment without opening it; `size` in bytes. One that was `left` is
    still at the source alone.
    """

    name: str
    media_type: str
    size: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message as a source hands it over, already decoded, nothing hidden left in `text`.

    `key` is the sender's Message-ID or, without one, a hash of the content: the same message always
    has the same key. `quoted` is earlier correspondence found below the new text. `hidden` counts
    the invisible characters and concealed passages taken out, `concealed` is what they said, as far
    as they said anything. `original` is the message byte for byte. `undelivered` is the status with
    which a mail server reports that a letter of ours failed for good; its key is among the
    references.
    """

    key: str
    channel: Channel
    sender: Correspondent
    recipient: str
    subject: str
    text: str
    quoted: str
    sent_at: datetime | None
    attachments: tuple[Attachment, ...]
    in_reply_to: str
    references: tuple[str, ...]
    automatic: bool
    hidden: int
    original: bytes
    concealed: str = ""
    undelivered: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread as the desk keeps it. The places in `screen` and `signs` count in its
    text; what its subject or what was concealed says stands at 0 to 0.
    """

    id: MessageId
    key: str
    channel: Channel
    sender: Correspondent
    subject: str
    text: str
    quoted: str
    received_at: datetime
    attachments: tuple[Attachment, ...]
    automatic: bool
    hidden: int
    screen: Screening = ORDINARY
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One customer's request with its thread.

    `revision` grows with every change to the thread or the state; a draft made for an older
    revision is a `Conflict`. `work` is the reply text the person last kept, or None. `drafted` are
    the replies that generative AI drafted for it, whatever became of them; the store fills it in.
    `corrections` are what a person said about masking, in the order they were made.

    `despite` is why a person wants a draft although somebody may be in danger; `decided` says that
    a person has looked at what only a person decides. Both end with the next message.
    """

    id: InquiryId
    office: str
    state: InquiryState
    revision: int
    customer: Correspondent
    subject: str
    channel: Channel
    language: str
    topic: str
    urgency: Urgency
    received_at: datetime
    due_at: datetime
    thread: tuple[Message, ...]
    note: str = ""
    work: str | None = None
    drafted: tuple[str, ...] = ()
    despite: str = ""
    decided: bool = False
    corrections: tuple[Correction, ...] = ()

    @property
    def signals(self) -> tuple[Signal, ...]:
        """What the customer's words are signs of, over the whole thread."""
        written = (message.signs for message in self.thread if not message.automatic)
        return tuple(dict.fromkeys(sign.signal for signs in written for sign in signs))

    @property
    def crises(self) -> tuple[Signal, ...]:
        """The signs that somebody may be in danger."""
        return tuple(signal for signal in self.signals if signal in CRISES)

    @property
    def matters(self) -> tuple[Signal, ...]:
        """What in it only a person decides."""
        return tuple(signal for signal in self.signals if signal not in CRISES)

    @property
    def planted(self) -> tuple[str, ...]:
        """The rules of the screen that found planted instructions anywhere in the thread."""
        found = (rule for message in self.thread for rule in message.screen.rules)
        return tuple(dict.fromkeys(found))

    @property
    def latest(self) -> Message:
        """The message that waits for an answer: the newest that a person wrote."""
        written = (message for message in reversed(self.thread) if not message.automatic)
        return next(written, self.thread[-1])

    def may_become(self, state: InquiryState) -> bool:
        """Whether the move to `state` is legal."""
        return state in MOVES[self.state]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something a source could not read, kept with its reason: `name` is the source's own name for
    it.
    """

    name: str
    reason: str
    original: bytes


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue: what a person needs to choose the next inquiry. `stale`: its draft
    cites a rule that no longer holds. `held_at`: since when its reply waits for a supervisor.
    `signals` as of the inquiry; `planted`: the screen warns.
    """

    id: InquiryId
    state: InquiryState
    customer: str
    subject: str
    language: str
    topic: str
    due_at: datetime
    note: str
    marks: int
    follow_up: bool
    drafter: str
    stale: bool = False
    held_at: datetime | None = None
    signals: tuple[Signal, ...] = ()
    planted: bool = False
