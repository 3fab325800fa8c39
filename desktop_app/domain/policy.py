# SPDX-License-Identifier: Apache-2.0
"""Policy: snippets, the packs they come in, and what a search or an import answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.identity import SnippetId


class Audience(StrEnum):
    """Who may read a rule's own words."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class SnippetRef:
    """Exactly one version of one snippet."""

    id: SnippetId
    version: int

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One snippet as a pack states it, before the library gives it a version.

    `effective_to` is the last day on which the rule holds. `keywords` help the search
    and are never shown as part of the rule.
    """

    id: SnippetId
    title: str
    text: str
    topic: str = ""
    source: str = ""
    section: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    audience: Audience = Audience.PUBLIC
    office: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """The smallest citable unit of policy: a rule in one version, cut into sentences.

    Joined without separators, `sentences` is the rule's text, so a range of them is a passage of
    it.
    """

    ref: SnippetRef
    rule: Rule
    sentences: tuple[str, ...]

    @property
    def id(self) -> SnippetId:
        """The snippet's id, the same in every version."""
        return self.ref.id

    @property
    def text(self) -> str:
        """The rule as it is read."""
        return "".join(self.sentences)

    def passage(self, first: int, end: int) -> str:
        """Sentences `first` up to but without `end`, as they stand in the text."""
        return "".join(self.sentences[first:end]).strip()

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on `day`."""
        starts, ends = self.rule.effective_from, self.rule.effective_to
        return (starts is None or starts <= day) and (ends is None or day <= ends)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the library: the customer's words, the day that counts, and the office.

    `thread` holds earlier (customer, office) exchanges, oldest first.
    """

    text: str
    day: date
    office: str = ""
    thread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A snippet that was found. `score` is 0 to 1; `fits` says whether the library vouches for
    it.
    """

    snippet: Snippet
    score: float
    fits: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of rules ready to be imported; `topics` names each topic key in words."""

    id: str
    title: str
    version: str
    topics: dict[str, str]
    rules: tuple[Rule, ...]
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, counted in the library afterwards and not from the plan.

    `unread` lists what could not be read, each with its reason.
    """

    pack: str
    version: str
    new: int
    changed: int
    unchanged: int
    withdrawn: int
    findable: int
    unread: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What the library holds now."""

    pack: str
    title: str
    version: str
    imported_at: datetime | None
    snippets: int
    in_force: int
    topics: dict[str, str]
