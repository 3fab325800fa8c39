# SPDX-License-Identifier: Apache-2.0
"""What the desks of an office share, as a role, and what a desk keeps about it.

Every method may raise `DeskError` and nothing else; `Offline` where the line is down. None may be
called from the window's thread.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from desktop_app.domain.control import Decided
from desktop_app.domain.entry import Entry
from desktop_app.domain.identity import DispatchId, InquiryId, MessageId
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.outbound import Dispatch
from desktop_app.domain.sharing import (
    Leave,
    Link,
    Meeting,
    News,
    Rival,
    Shared,
    SharedState,
)


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """A desk as the hub knows it. `restored`: its store was put back from an older copy once."""

    office: str
    desk: str
    life: str
    entries: int
    skew_ms: int
    met_at: datetime
    version: str
    restored: bool


@dataclass(frozen=True, slots=True)
class HubStatus:
    """What IT sees of a hub: its version, the newest this program knows, and its desks."""

    hub: str
    version: int
    newest: int
    desks: tuple[DeskSeen, ...]


class Hub(Protocol):
    """What the desks of an office share."""

    def meet(self, link: Link, head: int, now: datetime) -> Meeting:
        """Come by; everything else is done after this. `head` is the log's last entry."""
        ...

    def publish(self, inquiry: Inquiry, originals: Mapping[MessageId, bytes]) -> InquiryId:
        """Share an inquiry and those of its messages whose originals are given, once each; answers
        the one it is a double of, or itself.
        """
        ...

    def put_state(self, inquiry: InquiryId, state: SharedState, known: str) -> bool:
        """Share what became of it without a reply; False where others were ahead."""
        ...

    def append(self, life: str, entries: Sequence[Entry], texts: Mapping[str, str]) -> None:
        """Add to this desk's log there; each entry is checked on arrival."""
        ...

    def news(self, cursor: str, most: int) -> News:
        """What changed since; some of it may be known already."""
        ...

    def claim(
        self, wanted: Sequence[InquiryId] | None, lease: timedelta, most: int = 1
    ) -> Mapping[InquiryId, datetime]:
        """Take those that are free, or the most pressing where none is named; until when."""
        ...

    def leave(self, dispatch: Dispatch, known: str) -> Leave:
        """Ask whether a reply may leave, given what its desk knew. Twice is once."""
        ...

    def settle(self, dispatch: DispatchId, *, delivered: bool) -> None:
        """Tell what became of a reply that was let go."""
        ...

    def decide(self, decided: Decided) -> None:
        """Share a supervisor's decision; the newest on a subject counts."""
        ...

    def pulling(self) -> AbstractContextManager[bool]:
        """Be the one that pulls the source for the whole office; False where another is."""
        ...

    def watch(self, on_news: Callable[[], None]) -> None:
        """Call from a thread of its own whenever something changed; polling finds it as well."""
        ...

    def examine(self) -> str:
        """Reach out without changing anything; a sentence on what was found."""
        ...

    def close(self) -> None:
        """Leave nothing running."""
        ...


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that the hub has not heard of: its place in the order, its kind and its id."""

    seq: int
    kind: str
    ref: str


class Sharing(Protocol):
    """What this desk keeps about its hub, in its own store."""

    def link(self) -> Link | None:
        """How this desk stands with its hub; None before the first visit."""
        ...

    def put_link(self, link: Link) -> None:
        """Keep that."""
        ...

    def pending(self, after: int, most: int) -> tuple[Pending, ...]:
        """What waits to be shared, in the order it came about."""
        ...

    def waiting(self) -> int:
        """How much of it there is."""
        ...

    def waits(self, inquiry: InquiryId, until: int) -> bool:
        """Whether the hub has not heard of something about it that came about until a mark."""
        ...

    def done(self, pending: Pending) -> None:
        """The hub has it. What changed again meanwhile still waits."""
        ...

    def mark(self) -> int:
        """Where the order stands."""
        ...

    def forget_since(self, mark: int) -> None:
        """What came about since came from the hub itself."""
        ...

    def of(self, inquiry: InquiryId) -> Shared:
        """What the hub is known to hold of an inquiry."""
        ...

    def put(self, shared: Shared) -> None:
        """Keep that."""
        ...

    def want(self, inquiry: InquiryId) -> None:
        """Ask for an inquiry at the next visit."""
        ...

    def known(self, dispatch: DispatchId) -> str:
        """The newest reply this desk knew of when it approved that one."""
        ...

    def inquiry_of(self, message: MessageId) -> InquiryId | None:
        """The inquiry a message belongs to."""
        ...

    def entries(self, after: int, most: int) -> tuple[Entry, ...]:
        """The log's entries after a place, oldest first."""
        ...

    def rival(self, inquiry: InquiryId) -> Rival | None:
        """The two replies to an inquiry, while nobody has looked at them."""
        ...

    def put_rival(self, rival: Rival) -> None:
        """Keep two replies to one inquiry."""
        ...

    def settle_rival(self, inquiry: InquiryId) -> None:
        """A person has looked at both."""
        ...
