# SPDX-License-Identifier: Apache-2.0
"""A suggestion: a draft as it was put before a clerk, with everything needed to judge it later."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.draft import Draft, Usage
from desktop_app.domain.identity import EntryId, InquiryId, SuggestionId
from desktop_app.domain.masking import MaskedValue
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.wording import UNWORDED, Wording


class SuggestionState(StrEnum):
    """What became of the drafting."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    WITHHELD = "withheld"
    REJECTED = "rejected"


class Disposition(StrEnum):
    """What the clerk did with a suggestion."""

    AS_IS = "approved as is"
    EDITED = "approved with edits"
    ANEW = "written anew"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One draft put before a clerk.

    `evidence` names the snippets that were sent, in the order of their numbers; `near` those that
    came near and were not sent. `entry` is the log entry that made the suggestion usable. `reason`
    says in words why a draft is incomplete or was withheld. `as_of` is the day whose rules a person
    asked for, None for those of the day the customer wrote. `stale` says that a rule it cites was
    changed, withdrawn or has lapsed since. `wording` is what was looked up beside the
    customer's own words.
    """

    id: SuggestionId
    inquiry: InquiryId
    revision: int
    state: SuggestionState
    drafter: str
    model: str
    draft: Draft
    evidence: tuple[SnippetRef, ...]
    near: tuple[SnippetRef, ...]
    masked: tuple[MaskedValue, ...]
    usage: Usage
    elapsed_ms: int
    entry: EntryId
    made_at: datetime
    reason: str = ""
    as_of: date | None = None
    stale: bool = False
    wording: Wording = UNWORDED

    @property
    def shapes_reply(self) -> bool:
        """Whether its text is what the clerk works on; not once it was withheld or rejected."""
        return self.state in {SuggestionState.READY, SuggestionState.INCOMPLETE}
