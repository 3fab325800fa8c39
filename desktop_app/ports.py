# SPDX-License-Identifier: Apache-2.0
"""What the desk needs from outside, as roles. Adapters in `services` play them; tests bring their
own.

Every method may raise `DeskError` and nothing else. None may be called from the window's thread.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop_app.cancel import Cancel
from desktop_app.domain.brief import Brief, SummaryBrief
from desktop_app.domain.draft import Drafted, Outbound, Piece
from desktop_app.domain.entry import Entry, Record
from desktop_app.domain.identity import (
    DispatchId,
    EntryId,
    InquiryId,
    MessageId,
    SuggestionId,
)
from desktop_app.domain.inquiry import (
    Arrival,
    Inquiry,
    InquiryState,
    Message,
    QueueRow,
    SetAside,
)
from desktop_app.domain.masking import Span
from desktop_app.domain.outbound import Dispatch, Receipt
from desktop_app.domain.second import SecondBrief
from desktop_app.domain.spending import Spent
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.domain.wording import WordingBrief
from desktop_app.ports_control import Decisions, Holds
from desktop_app.ports_hub import Sharing
from desktop_app.ports_models import Models
from desktop_app.ports_policy import Reliance
from desktop_app.ports_second import SecondReadings

Clock = Callable[[], datetime]
"""Answers the present moment, in UTC."""

Mint = Callable[[], str]
"""Answers a fresh identity, later ones sorting after earlier ones."""

Recognizer = Callable[[str], Sequence[Span]]
"""Finds one sort of personal value in a text."""

AnyBrief = Brief | SummaryBrief | SecondBrief | WordingBrief
"""Everything a drafter may be asked for."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing a source has handed over, under its own name; `signature` changes when it does."""

    item: str
    signature: str


@dataclass(frozen=True, slots=True)
class Page:
    """A share of what waits at a source. `more` says that another fetch would bring more at
    once.
    """

    arrivals: tuple[Arrival, ...]
    set_aside: tuple[SetAside, ...]
    taken: tuple[Taken, ...]
    cursor: str
    more: bool = False


class InquirySource(Protocol):
    """Where inquiries come from and replies go to."""

    @property
    def name(self) -> str:
        """The source's name in the settings."""
        ...

    def fetch(self, cursor: str, seen: Callable[[Taken], bool], cancel: Cancel) -> Page:
        """Bring what is new since `cursor`; `seen` tells what was taken before, in this version."""
        ...

    def watch(self, cancel: Cancel) -> bool:
        """Wait until a fetch is worth while, for minutes where nothing comes; soon after a cancel
        it ends. False at once where the source cannot tell, so that it has to be asked.
        """
        ...

    def deliver(self, dispatch: Dispatch) -> Receipt:
        """Hand over the reply. Doing it twice with one dispatch delivers once."""
        ...

    def delivered(self, dispatch: Dispatch) -> bool | None:
        """Whether this dispatch arrived in an earlier attempt; None where that cannot be known."""
        ...

    def examine(self) -> str:
        """Reach out without changing anything; answer a sentence on what was found."""
        ...

    def close(self) -> None:
        """Let go of every line."""
        ...


class Drafter(Protocol):
    """Whoever writes the first draft, and summaries of rules."""

    @property
    def name(self) -> str:
        """The drafter's name in the settings and the log."""
        ...

    @property
    def title(self) -> str:
        """What people call it on screen."""
        ...

    def prepare(self, brief: AnyBrief) -> Outbound:
        """Put together exactly what will be handed over. Same brief, same outbound. One that only
        quotes refuses to read a second time and to word a search.
        """
        ...

    def draft(
        self, outbound: Outbound, on_piece: Callable[[Piece], None], cancel: Cancel
    ) -> Drafted:
        """Write the draft, telling of each piece as it comes; raise `Stopped` soon after a
        cancel.
        """
        ...

    def examine(self) -> str:
        """Reach the service with one small request; answer a sentence on what was found."""
        ...

    def close(self) -> None:
        """Leave nothing running; a draft in the making is stopped."""
        ...


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which inquiries a queue shows: by state, and by words in name, subject or text."""

    states: frozenset[InquiryState]
    words: str = ""


@dataclass(frozen=True, slots=True)
class QueueIndex:
    """The order of a queue: a key for each row and its due time in Unix seconds, earliest first.

    The first `first` rows come before all others: somebody in them may be in danger.
    """

    keys: Sequence[int]
    due: Sequence[int]
    first: int = 0


class Inquiries(Protocol):
    """The inquiries of this desk."""

    def add(self, inquiry: Inquiry, message: Message, original: bytes) -> None:
        """Put a new inquiry with its first message into the queue."""
        ...

    def follow(self, inquiry: Inquiry, message: Message, original: bytes) -> None:
        """Add a message to an inquiry's thread and store the inquiry as it now stands."""
        ...

    def get(self, inquiry: InquiryId) -> Inquiry:
        """One inquiry with its thread; `Conflict` if there is none."""
        ...

    def put(self, inquiry: Inquiry) -> None:
        """Store an inquiry's own fields; `Conflict` unless its revision is the next one."""
        ...

    def by_key(self, keys: Iterable[str]) -> InquiryId | None:
        """The inquiry whose thread, sent replies included, holds one of these message keys."""
        ...

    def by_subject(self, sender: str, subject: str, since: datetime) -> InquiryId | None:
        """The newest inquiry of a sender's address under this bare subject since then."""
        ...

    def original(self, message: MessageId) -> bytes:
        """A message as it arrived, byte for byte."""
        ...

    def keep_work(self, inquiry: InquiryId, text: str | None) -> None:
        """Keep the reply text a person is working on."""
        ...

    def decorate(self, inquiry: InquiryId, *, marks: int, drafter: str) -> None:
        """Note for the queue what the newest draft looks like."""
        ...

    def index(self, wanted: QueueFilter) -> QueueIndex:
        """The order of the inquiries that match."""
        ...

    def rows(self, keys: Sequence[int]) -> tuple[QueueRow | None, ...]:
        """The lines of the queue for these keys, None where one is gone."""
        ...

    def counts(self) -> dict[InquiryState, int]:
        """How many inquiries stand in each state."""
        ...

    def in_danger(self) -> int:
        """In how many unanswered inquiries somebody may be in danger."""
        ...

    def drafting(self) -> tuple[InquiryId, ...]:
        """The inquiries a drafter was at work on, for release after a crash."""
        ...

    def hold_aside(self, source: str, item: SetAside, at: datetime) -> None:
        """Keep something unreadable with its reason."""
        ...

    def aside(self) -> tuple[tuple[str, str, datetime], ...]:
        """Name, reason and time of what was set aside."""
        ...


class Arrivals(Protocol):
    """What was taken from which source, and how far."""

    def cursor(self, source: str) -> str:
        """Where the last fetch ended; empty at first."""
        ...

    def seen(self, source: str, taken: Taken) -> bool:
        """Whether this item was taken before with this signature."""
        ...

    def note(self, source: str, taken: Iterable[Taken], cursor: str) -> None:
        """Remember what was taken and how far."""
        ...


class Suggestions(Protocol):
    """The drafts that were put before clerks."""

    def add(self, suggestion: Suggestion) -> None:
        """Keep a suggestion."""
        ...

    def get(self, suggestion: SuggestionId) -> Suggestion:
        """One suggestion."""
        ...

    def latest(self, inquiry: InquiryId) -> Suggestion | None:
        """The newest suggestion of an inquiry, rejected ones included."""
        ...

    def mark(self, suggestion: SuggestionId, state: SuggestionState) -> None:
        """Note what became of a suggestion."""
        ...


class Outbox(Protocol):
    """The replies on their way."""

    def add(self, dispatch: Dispatch) -> None:
        """Queue a reply."""
        ...

    def get(self, dispatch: DispatchId) -> Dispatch:
        """One dispatch."""
        ...

    def of(self, inquiry: InquiryId) -> Dispatch | None:
        """The newest dispatch of an inquiry."""
        ...

    def put(self, dispatch: Dispatch) -> None:
        """Store a dispatch's state."""
        ...

    def due(self, at: datetime) -> tuple[Dispatch, ...]:
        """What waits and may leave at `at`, oldest first."""
        ...

    def sending(self) -> tuple[Dispatch, ...]:
        """What was being handed over when the program last stopped."""
        ...

    def waiting(self) -> tuple[int, datetime | None]:
        """How many replies wait, and when the next may leave."""
        ...


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are wanted; an empty field matches all."""

    account: str = ""
    inquiry: str = ""
    happened: str = ""


class Log(Protocol):
    """The suggestion log of this desk."""

    def append(self, record: Record) -> Entry:
        """Chain a record on and store it with the texts it refers to."""
        ...

    def count(self, wanted: LogFilter) -> int:
        """How many entries match."""
        ...

    def page(self, wanted: LogFilter, before: int | None, limit: int) -> tuple[Entry, ...]:
        """Newest first, those with a place below `before`."""
        ...

    def get(self, entry: EntryId) -> Entry:
        """One entry by its id."""
        ...

    def walk(self) -> Iterator[Entry]:
        """Every entry from the first on, a few at a time in memory."""
        ...

    def head(self) -> tuple[int, str]:
        """Place and hash the log believes its last entry has; (0, START) when it is empty."""
        ...

    def last(self) -> tuple[int, datetime | None]:
        """How many entries there are, and when the last was written."""
        ...

    def spent(self, since: str) -> Spent:
        """What the calls of all entries from this moment on have used."""
        ...

    def text(self, sha256: str) -> str | None:
        """A text an entry refers to, or None if it is not there."""
        ...

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with its SHA-256, in the order that reads them fastest."""
        ...


class Drawers(Protocol):
    """Everything one transaction can reach."""

    @property
    def inquiries(self) -> Inquiries: ...
    @property
    def arrivals(self) -> Arrivals: ...
    @property
    def suggestions(self) -> Suggestions: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def holds(self) -> Holds: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def reliance(self) -> Reliance: ...
    @property
    def second(self) -> SecondReadings: ...
    @property
    def models(self) -> Models: ...
    @property
    def sharing(self) -> Sharing: ...
    @property
    def log(self) -> Log: ...


class Cabinet(Protocol):
    """The desk's own store. What happens inside `writing` happens wholly or not at all."""

    def reading(self) -> AbstractContextManager[Drawers]:
        """A steady view of the store."""
        ...

    def writing(self) -> AbstractContextManager[Drawers]:
        """One transaction, committed to disk when it ends without an error."""
        ...
