# SPDX-License-Identifier: Apache-2.0
"""The office's rules as the desk needs them: the library, and what relies on which version of it.

Every method may raise `DeskError` and nothing else. None may be called from the window's thread.
Within `Cabinet.writing`, what the library reads and writes on the same thread belongs to that
transaction: it holds whole or not at all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from desktop_app.cancel import Cancel
from desktop_app.domain.adoption import (
    Adopting,
    Adoption,
    Contents,
    Lists,
    RuleChange,
    Shelf,
    ShelfPage,
)
from desktop_app.domain.evaluation import SearchMark
from desktop_app.domain.identity import (
    AdoptionId,
    DispatchId,
    InquiryId,
    SearchMarkId,
    SnippetId,
    SuggestionId,
)
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.outbound import Dispatch
from desktop_app.domain.policy import (
    Hit,
    ImportReport,
    LibraryStatus,
    Pack,
    Query,
    Rule,
    Snippet,
    SnippetRef,
)


class PolicyLibrary(Protocol):
    """The office's rules."""

    def search(self, query: Query, k: int) -> tuple[Hit, ...]:
        """The `k` best rules in force on the query's day, best first."""
        ...

    def learn(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancel: Cancel | None = None,
    ) -> int:
        """Make rules that came in lately findable by what they mean; answers how many were not.

        `progress` is told how many are done, of how many. May be stopped and taken up again.
        """
        ...

    def snippet(self, ref: SnippetRef) -> Snippet:
        """One version of one rule; every version ever imported can be read."""
        ...

    def versions(self, name: SnippetId) -> tuple[Snippet, ...]:
        """Every version of one rule, the newest first; `BadInput` where there is none."""
        ...

    def adopt(self, pack: Pack, at: datetime, how: Adopting | None = None) -> ImportReport:
        """Make the pack's rules the library's; rules that it no longer holds are withdrawn. Beside
        other packs, only those of the pack of this id are touched.
        """
        ...

    def roll_back(self, at: datetime, how: Adopting | None = None) -> Adoption:
        """Return to the rules before the last import; done again, to those before the one before.
        `Conflict` where there were none.
        """
        ...

    def adoptions(self) -> tuple[Adoption, ...]:
        """Every change of the library, newest first."""
        ...

    def changes(self, adoptions: Sequence[AdoptionId]) -> tuple[RuleChange, ...]:
        """What became of each rule over these adoptions taken together, in the order of ids."""
        ...

    def touched(self, adoption: AdoptionId) -> frozenset[SnippetId]:
        """The rules of which some version is answered from on other days than before."""
        ...

    def seen(self, account: str) -> frozenset[AdoptionId]:
        """The adoptions that a person was told of."""
        ...

    def mark_seen(self, account: str, adoptions: Iterable[AdoptionId]) -> None:
        """Note that a person was told of these."""
        ...

    def status(self, at: datetime) -> LibraryStatus:
        """What the library holds at a moment."""
        ...

    def lists(self, at: datetime) -> Lists:
        """What somebody should look after, as of a moment."""
        ...

    def contents(self, at: date) -> Contents:
        """The documents and topics of the rules that are live on a day."""
        ...

    def browse(self, wanted: Shelf, start: int, limit: int) -> ShelfPage:
        """Live rules in the order of their documents, `limit` of them from the `start`th on."""
        ...

    def neighbours(self, ref: SnippetRef, around: int = 20) -> tuple[Snippet, ...]:
        """A rule within its document: up to `around` live ones before and after it, itself among
        them, in reading order.
        """
        ...

    def held(self) -> tuple[Rule, ...]:
        """Every rule that some pack states now, in its latest version."""
        ...

    def stated(self, pack: str = "") -> Pack:
        """The rules a pack states now; without a name, those of the pack that came last.
        `BadInput` where there is none.
        """
        ...


class SearchMarks(Protocol):
    """What supervisors say the search should find."""

    def every(self) -> tuple[SearchMark, ...]:
        """All marks, oldest first."""
        ...

    def add(self, mark: SearchMark) -> None:
        """Keep a mark."""
        ...

    def remove(self, name: SearchMarkId) -> None:
        """Forget a mark."""
        ...

    def note_found(self, names: Iterable[SearchMarkId]) -> None:
        """Note that a replay found the rules of these marks."""
        ...


@dataclass(frozen=True, slots=True)
class Relying:
    """A draft that has not left, and the versions its checked citations rest on.

    `dispatch` is the reply approved from it that waits to leave, if one does; then `refs` are those
    of the approved text.
    """

    suggestion: SuggestionId
    inquiry: InquiryId
    state: InquiryState
    refs: tuple[SnippetRef, ...]
    stale: bool
    dispatch: DispatchId | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A reply that left, or may have, and one version it relied on.

    `cited` says whether the sentence that cites the rule left as it was drafted; a person may have
    rewritten it.
    """

    dispatch: Dispatch
    ref: SnippetRef
    cited: bool


class Reliance(Protocol):
    """Which drafts and replies rest on which versions. A suggestion's are noted as it is kept."""

    def unsent(self, rules: Iterable[SnippetId] | None = None) -> tuple[Relying, ...]:
        """The newest drafts of inquiries that wait for an answer, and the replies that wait to
        leave, resting on any version of these rules (None: of any).
        """
        ...

    def mark(self, suggestion: SuggestionId, *, stale: bool) -> None:
        """Note on a suggestion, and on its inquiry in the queue, whether its rules still hold."""
        ...

    def note_sent(self, dispatch: DispatchId, refs: Mapping[SnippetRef, bool]) -> None:
        """Note what an approved reply rests on, and whether it still cites it."""
        ...

    def sent(self, rules: Iterable[SnippetId]) -> tuple[Sent, ...]:
        """The replies that left, or may have, resting on any version of these rules; oldest
        first.
        """
        ...


class PackReader(Protocol):
    """Reads rules from disk, whatever holds them. Raises `BadInput` where nothing can be read."""

    def __call__(
        self,
        path: Path,
        progress: Callable[[int, int, str], None] | None = None,
        cancel: Cancel | None = None,
        known: Callable[[str], Iterable[Rule]] | None = None,
    ) -> Pack:
        """The pack at `path`; `progress` is told how many files are read, of how many, and which is
        at hand; `known` answers the rules held of the pack of an id.
        """
        ...
