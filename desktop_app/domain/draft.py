# SPDX-License-Identifier: Apache-2.0
"""What a drafter proposes, and the draft that checking makes of it."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Snippet, SnippetRef


class Completeness(StrEnum):
    """How much of the question the rules answer."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"


class Support(StrEnum):
    """What stands behind a sentence."""

    CITED = "cited"
    UNCITED = "uncited"
    NOT_A_CLAIM = "not-a-claim"


class Severity(StrEnum):
    """How much a check asks of the clerk: a fact, look here, or wrong."""

    NOTE = "note"
    CAUTION = "caution"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A citation as a drafter claims it: sentences `first` to `end` (exclusive) of a snippet that
    was sent.
    """

    snippet: str
    version: int
    quote: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation that the program has checked: `quote` is those sentences of that version."""

    snippet: SnippetId
    version: int
    quote: str
    first: int
    end: int

    @property
    def ref(self) -> SnippetRef:
        """The snippet version that was quoted."""
        return SnippetRef(self.snippet, self.version)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of drafted text, still masked, with the citations its drafter claims for it."""

    text: str
    claimed: tuple[Claimed, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What one draft consumed. Tokens as the service counted them; cost in millionths of a US
    dollar, after the discount that was agreed on and at list prices.
    """

    input_tokens: int = 0
    cache_write_tokens: int = 0
    cache_read_tokens: int = 0
    output_tokens: int = 0
    cost_microdollars: int | None = None
    list_microdollars: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of what goes out, in words a person can read: who says it, under which heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Outbound:
    """Exactly what a drafter is about to hand over, and nothing else.

    `request` is the JSON document that leaves (or, for a drafter on this computer, that it reads);
    `destination` is the host it goes to, empty when it stays here. `passages` say the same in
    words. `expected_microdollars` is about what the draft will cost, where that can be told;
    `within_s` the most seconds it may take from the asking on, 0 for the drafter's own patience.
    """

    drafter: str
    model: str
    destination: str
    prompt: str
    prompt_sha256: str
    request: dict[str, object]
    snippets: tuple[Snippet, ...]
    passages: tuple[Passage, ...]
    expected_microdollars: int | None = None
    within_s: float = 0


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafter's finished answer; `unanswered` is what it says no rule covers."""

    blocks: tuple[Block, ...]
    model: str
    usage: Usage = Usage()
    request_id: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reply at `start` to `end` of its body, and what stands behind it."""

    text: str
    start: int
    end: int
    support: Support
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about a reply, at `start` to `end` of its body."""

    rule: str
    severity: Severity
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted reply after checking, in clear, as the clerk sees it. `unanswered` is what no rule
    covers; `question` what the customer may be asked so that a rule can be found, empty for none.
    """

    body: str
    sentences: tuple[Sentence, ...]
    checks: tuple[Check, ...]
    completeness: Completeness
    unanswered: str = ""
    question: str = ""

    @property
    def marks(self) -> tuple[Check, ...]:
        """The checks a person has to look at before the reply leaves."""
        return tuple(check for check in self.checks if check.severity is not Severity.NOTE)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some more text of a draft that is being written; `block` counts the runs of text it comes
    in.
    """

    text: str
    block: int = 0


@dataclass(frozen=True, slots=True)
class CitationPiece:
    """A citation for the text of its block, told after it; `checked` says whether it holds."""

    claimed: Claimed
    checked: bool
    block: int = 0


@dataclass(frozen=True, slots=True)
class RulesPiece:
    """The rules that were sent, told before the first word so that they can stand beside it."""

    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class CountedPiece:
    """What an answer that breaks off has used so far, told just before the trouble is raised."""

    usage: Usage


Piece = TextPiece | CitationPiece | RulesPiece | CountedPiece
