# SPDX-License-Identifier: Apache-2.0
"""How the library came to hold what it holds: each import and each roll-back, what it changed, and
the views of the library that a person reads.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.identity import NO_ADOPTION, AdoptionId, SnippetId
from desktop_app.domain.policy import Audience, Snippet, SnippetRef


@dataclass(frozen=True, slots=True)
class Adopting:
    """How a pack is to be brought in: by whom, and whether beside the packs that are there.

    Beside them, only rules of the pack of the same id are touched. `id` is minted by the desk.
    `keep` names rules that stay although the pack does not state them.
    """

    id: AdoptionId = NO_ADOPTION
    by: str = ""
    beside: bool = False
    note: str = ""
    keep: frozenset[SnippetId] = frozenset()


@dataclass(frozen=True, slots=True)
class Adoption:
    """One change of the library. `rules` counts the rules it touched.

    `restores` is empty for an import; for a roll-back it names the adoption whose rules hold again.
    """

    id: AdoptionId
    pack: str
    title: str
    version: str
    at: datetime
    by: str
    signer: str
    note: str
    rules: int
    restores: AdoptionId = NO_ADOPTION


class Alteration(StrEnum):
    """What became of one rule."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    DATES = "dates"
    """Its words are the same; the days on which it holds are not."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What became of one rule between two states of the library.

    `before` is the version that was answered from last, `after` the one that is now; None where
    there is none. Their `life` is that before and after the change.
    """

    id: SnippetId
    what: Alteration
    before: Snippet | None
    after: Snippet | None

    @property
    def title(self) -> str:
        """What the rule is called, by its latest words."""
        latest = self.after or self.before
        return latest.rule.title if latest else str(self.id)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in a list; `day` is the day that put it there, if one did."""

    ref: SnippetRef
    title: str
    topic: str
    document: str
    section: str
    page: int
    audience: Audience
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """What somebody should look after. Every list begins with the most pressing.

    `expiring` ends within 60 days; `lapsed` has ended and nothing took its place; `unreviewed` was
    never confirmed and is older than a year; `unsourced` names no source. `orphaned` are documents
    of which no rule is live.
    """

    expiring: tuple[RuleRow, ...]
    lapsed: tuple[RuleRow, ...]
    unreviewed: tuple[RuleRow, ...]
    unsourced: tuple[RuleRow, ...]
    orphaned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a reader can choose from: documents (or sources) and topics, each with the number of
    rules that are live.
    """

    documents: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which live rules are wanted, on which day; an empty field matches all.

    `document` is a name out of `Contents.documents`.
    """

    day: date
    document: str = ""
    topic: str = ""
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """Some rules in reading order, and how many match in all."""

    rows: tuple[RuleRow, ...]
    total: int
