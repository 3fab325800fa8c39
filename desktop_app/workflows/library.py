# SPDX-License-Identifier: Apache-2.0
"""The library for reading: by document and topic, a rule in its place and its past, what somebody
should look after, and which replies cited a rule. Reads only.
"""

from dataclasses import dataclass

from desktop_app.domain.adoption import Adoption, Contents, Lists, RuleChange, Shelf, ShelfPage
from desktop_app.domain.identity import AdoptionId, InquiryId, SnippetId
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.policy import Audience, Snippet, SnippetRef
from desktop_app.parts import Parts
from desktop_app.rules.difference import Change, changes


@dataclass(frozen=True, slots=True)
class CitedIn:
    """One reply that rests on a version of a rule; `word_for_word` while its sentence left as it
    was drafted.
    """

    inquiry: InquiryId
    subject: str
    state: DispatchState
    ref: SnippetRef
    word_for_word: bool


class Library:
    """The office's rules for whoever reads them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def contents(self) -> Contents:
        """The documents and topics of the rules in force today."""
        return self._parts.library.contents(self._parts.now().date())

    def browse(
        self,
        *,
        document: str = "",
        topic: str = "",
        audience: Audience | None = None,
        start: int = 0,
        limit: int = 100,
    ) -> ShelfPage:
        """Rules in force today in reading order, a page at a time."""
        wanted = Shelf(self._parts.now().date(), document, topic, audience)
        return self._parts.library.browse(wanted, start, limit)

    def in_its_place(self, ref: SnippetRef, around: int = 20) -> tuple[Snippet, ...]:
        """A rule with those before and after it in its document, in reading order."""
        return self._parts.library.neighbours(ref, around)

    def versions(self, name: SnippetId) -> tuple[Snippet, ...]:
        """Every version of one rule, the newest first."""
        return self._parts.library.versions(name)

    @staticmethod
    def difference(before: Snippet, after: Snippet) -> tuple[Change, ...]:
        """What changed from one version's words to another's, run by run."""
        return changes(before.text, after.text)

    def lists(self) -> Lists:
        """What somebody should look after."""
        return self._parts.library.lists(self._parts.now())

    def adoptions(self) -> tuple[Adoption, ...]:
        """Every change of the library, newest first."""
        return self._parts.library.adoptions()

    def changes(self, adoption: AdoptionId) -> tuple[RuleChange, ...]:
        """What one adoption did to each rule it touched."""
        return self._parts.library.changes([adoption])

    def cited_in(self, name: SnippetId) -> tuple[CitedIn, ...]:
        """The replies that left, or may have, resting on any version of a rule; oldest first."""
        with self._parts.cabinet.reading() as drawers:
            return tuple(
                CitedIn(
                    sent.dispatch.inquiry,
                    sent.dispatch.letter.subject,
                    sent.dispatch.state,
                    sent.ref,
                    sent.cited,
                )
                for sent in drawers.reliance.sent([name])
            )
