# SPDX-License-Identifier: Apache-2.0
"""Policy: snippets, the packs they come in, and what a search or an import answers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.identity import NO_ADOPTION, AdoptionId, SnippetId


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
    and are never shown as part of the rule. `document` is the file the rule was cut from, empty
    where the rule has a file or line of its own; `page` counts from 1, 0 where there are none.
    `place` is the rule's order in its document; `origin` the file of the pack that states it, also
    where `document` is empty. `jurisdiction` is such as "US-CA", empty where the rule holds
    everywhere. `supersedes` names the rules that this one ends; `reviewed_on` is the day
    on which somebody last confirmed it.
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
    document: str = ""
    page: int = 0
    place: int = field(default=0, compare=False)
    jurisdiction: str = ""
    supersedes: tuple[SnippetId, ...] = ()
    reviewed_on: date | None = None
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Life:
    """When the office answers from one version of a rule, as the library knew when it was asked.

    `first` and `last` are whole days, both included, None without end; they mean nothing unless
    `live`. `newest` is the version of the rule that is live, the latest where several are; 0 where
    none is.
    """

    live: bool
    first: date | None = None
    last: date | None = None
    newest: int = 0

    def holds(self, day: date) -> bool:
        """Whether the office answers from the version on `day`."""
        begun = self.first is None or self.first <= day
        return self.live and begun and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Snippet:
    """The smallest citable unit of policy: a rule in one version, cut into sentences.

    Joined without separators, `sentences` is the rule's text, so a range of them is a passage of
    it. `life` is None only where no library was asked.
    """

    ref: SnippetRef
    rule: Rule
    sentences: tuple[str, ...]
    life: Life | None = field(default=None, compare=False)

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

    `thread` holds earlier (customer, office) exchanges, oldest first. `jurisdiction` is where the
    office lies, such as "US-CA"; empty asks for the rules of every place. `beyond` asks for the
    rules of every day, office and place as well, to see what is left out.
    """

    text: str
    day: date
    office: str = ""
    thread: tuple[tuple[str, str], ...] = ()
    jurisdiction: str = ""
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for a rule that was found: the question's words it holds, what they weigh, and
    how near its meaning is; 0 to 1, None where that was not looked at.
    """

    words: tuple[str, ...] = ()
    weight: float | None = None
    meaning: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A snippet that was found. `score` is 0 to 1; `fits` says whether the library vouches for it;
    `why` may be left out.
    """

    snippet: Snippet
    score: float
    fits: bool
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A file of a pack that could not be read, or a part of it: what the pack says of the rules
    that stood there is not known.

    `folder` says that `origin` is a folder. `page` is the only page that is meant, `ids` the only
    rules; without either it is the whole.
    """

    origin: str
    folder: bool = False
    page: int = 0
    ids: tuple[SnippetId, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of rules ready to be imported; `topics` names each topic key in words.

    `unread` lists what could not be read, each with its reason; `gaps` says which rules may have
    stood there. `documents` and `pages` count what was read. `signer` names the trusted key whose
    signature was checked, empty where there was none.
    """

    id: str
    title: str
    version: str
    topics: dict[str, str]
    rules: tuple[Rule, ...]
    unread: tuple[tuple[str, str], ...] = ()
    documents: int = 0
    pages: int = 0
    signer: str = ""
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, counted in the library afterwards and not from the plan.

    `unread` lists what could not be read, each with its reason; `kept` counts the rules that stay
    because they may have stood there. `adoption` is the change of the
    library under which it can be looked up and rolled back. `stale` counts the drafts that rest on
    a rule that no longer holds, `taken_back` the approved replies that had not left yet.
    """

    pack: str
    version: str
    new: int
    changed: int
    unchanged: int
    withdrawn: int
    findable: int
    unread: tuple[tuple[str, str], ...]
    adoption: AdoptionId = NO_ADOPTION
    stale: int = 0
    taken_back: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class HeldPack:
    """One pack whose rules the library holds; `rules` counts them."""

    id: str
    title: str
    version: str
    imported_at: datetime
    signer: str
    rules: int


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What the library holds now. `pack`, `title` and `version` are those of the pack that came
    last; `packs` holds all of them, that one first.
    """

    pack: str
    title: str
    version: str
    imported_at: datetime | None
    snippets: int
    in_force: int
    topics: dict[str, str]
    packs: tuple[HeldPack, ...] = ()
