# SPDX-License-Identifier: Apache-2.0
"""What an office's desks share: who has which inquiry, which reply was let go, and how far a desk
is in step with its hub.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop_app.domain.control import Decided
from desktop_app.domain.identity import DispatchId, InquiryId
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.outbound import Dispatch


class SharedState(StrEnum):
    """Where an inquiry stands for the whole office."""

    OPEN = "open"
    HELD = "held"
    ANSWERED = "answered"
    CLOSED = "closed"


class Leave(StrEnum):
    """What the hub says to a reply that wants to leave."""

    GRANTED = "granted"
    DELIVERED = "delivered"
    ANSWERED = "answered"
    TAKEN = "taken"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody has an inquiry in hand, until her lease ends."""

    desk: str
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Shared:
    """What the hub knows of an inquiry. `answer` is its newest reply; empty: there is none."""

    inquiry: InquiryId
    state: SharedState = SharedState.OPEN
    claim: Claim | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that the hub let go: `name` at `desk` wrote it. `previous` is what it knew of."""

    dispatch: Dispatch
    previous: str
    desk: str
    name: str
    delivered: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What changed at the hub. `inquiries` hold the messages that may be new to a desk, each with
    its original; `cursor` is where the next look begins.
    """

    cursor: str
    shared: tuple[Shared, ...] = ()
    inquiries: tuple[tuple[Inquiry, tuple[bytes, ...]], ...] = ()
    answers: tuple[Answer, ...] = ()
    decisions: tuple[Decided, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """How a desk stands with its hub. `life` names this store's chain there and `turn` counts its
    visits, so that a store put back from an older copy is noticed; `sent` is the last entry of the
    log that the hub has; `met_at` the last visit; `skew_ms` how far this clock is ahead.
    """

    life: str
    turn: int = 0
    cursor: str = ""
    sent: int = 0
    earlier: str = ""
    skew_ms: int = 0
    met_at: datetime | None = None
    restored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InStep:
    """How a desk stands with its office: when it last was there, what waits to be passed on, how
    far its clock is ahead, and since when its store is known to have been put back.
    """

    met_at: datetime | None
    waiting: int
    skew: timedelta
    restored_at: datetime | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a hub answers to a visit: its clock, the last entry it has of this life, and whether
    this store has been there in a later state than the one it shows now.
    """

    now: datetime
    sent: int
    restored: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """Two replies to one inquiry: `mine` stayed here, `theirs` left."""

    inquiry: InquiryId
    mine: str
    theirs: DispatchId | None
    name: str
    at: datetime
