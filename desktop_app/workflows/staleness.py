# SPDX-License-Identifier: Apache-2.0
"""Drafts whose rules no longer hold: marked in the transaction that changed the rules, and a reply
that was approved but has not left comes back to its desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.domain.draft import Draft
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import InquiryId, SnippetId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.policy import Snippet, SnippetRef
from desktop_app.domain.suggestion import Suggestion
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.ports_policy import Relying
from desktop_app.rules.standing import days_that_count, no_longer_holds, with_standing
from desktop_app.workflows.journal import Journal

RULE_CHANGED = "A rule changed since the draft"
"""The note of an inquiry whose draft cites a rule that no longer holds."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the drafts came to: how many are stale now that were not, how many replies
    came back, and which inquiries it touched.
    """

    stale: int = 0
    taken_back: int = 0
    touched: frozenset[InquiryId] = frozenset()


class Staleness:
    """Compares what drafts cite with what holds."""

    def __init__(self, parts: Parts, journal: Journal) -> None:
        self._parts = parts
        self._journal = journal

    def judged(
        self,
        draft: Draft,
        inquiry: Inquiry,
        suggestion: Suggestion | None,
        rules: Iterable[Snippet],
    ) -> Draft:
        """A draft with its marks about rules that no longer hold; `rules` as the library knew them
        when it was asked.
        """
        as_of = suggestion.as_of if suggestion else None
        today = self._parts.now().date()
        days = days_that_count(as_of, inquiry.latest.received_at.date(), today)
        return with_standing(draft, rules, days)

    def fallen(
        self, inquiry: Inquiry, suggestion: Suggestion, refs: Iterable[SnippetRef]
    ) -> dict[SnippetRef, str]:
        """The versions among these that no longer hold, with the reason in words."""
        today = self._parts.now().date()
        days = days_that_count(suggestion.as_of, inquiry.latest.received_at.date(), today)
        said = {
            ref: no_longer_holds(self._parts.library.snippet(ref), days)
            for ref in dict.fromkeys(refs)
        }
        return {ref: why for ref, why in said.items() if why}

    def look_again(self, drawers: Drawers, rules: Iterable[SnippetId] | None = None) -> Looked:
        """Mark the drafts that rest on these rules (None: on any) as they deserve. Replies that
        wait to leave come back only where their rules are named.
        """
        stale = taken_back = 0
        touched: set[InquiryId] = set()
        wanted = None if rules is None else frozenset(rules)
        for relying in drawers.reliance.unsent(wanted):
            inquiry = drawers.inquiries.get(relying.inquiry)
            suggestion = drawers.suggestions.get(relying.suggestion)
            fallen = self.fallen(inquiry, suggestion, relying.refs)
            if relying.dispatch is None:
                if bool(fallen) == relying.stale:
                    continue
                stale += bool(fallen)
            elif wanted is not None and wanted & {ref.id for ref in fallen}:
                taken_back += 1
                inquiry = self._take_back(drawers, relying, inquiry)
            else:
                continue
            self._mark(drawers, relying, inquiry, fallen)
            touched.add(inquiry.id)
        return Looked(stale, taken_back, frozenset(touched))

    def _mark(
        self,
        drawers: Drawers,
        relying: Relying,
        inquiry: Inquiry,
        fallen: dict[SnippetRef, str],
    ) -> None:
        drawers.reliance.mark(relying.suggestion, stale=bool(fallen))
        if inquiry.state is not InquiryState.DRAFTING:  # its drafter will say what stands
            note = RULE_CHANGED if fallen else ""
            note = note if inquiry.note in {"", RULE_CHANGED} else inquiry.note
            # The next revision: an approval of what was on the screen before does not count.
            drawers.inquiries.put(replace(inquiry, revision=inquiry.revision + 1, note=note))
        if fallen:
            data = {"rules": _told(fallen), "why": next(iter(fallen.values()))}
            record = self._journal.record(
                Happened.DRAFT_STALE, data, inquiry=inquiry.id, suggestion=relying.suggestion
            )
            drawers.log.append(record)

    def _take_back(self, drawers: Drawers, relying: Relying, inquiry: Inquiry) -> Inquiry:
        """Take an approval back while its reply has not left; answers the inquiry as it stands."""
        assert relying.dispatch is not None  # noqa: S101 - the caller looked
        dispatch = drawers.outbox.get(relying.dispatch)
        drawers.outbox.put(replace(dispatch, state=DispatchState.UNDONE))
        data = {
            "dispatch": dispatch.id,
            "message_id": dispatch.message_id,
            "why": "A rule it cites was changed before it left.",
        }
        drawers.log.append(
            self._journal.record(
                Happened.REPLY_UNDONE,
                data,
                inquiry=inquiry.id,
                suggestion=relying.suggestion,
                outcome="stale",
            )
        )
        if inquiry.state is InquiryState.APPROVED:  # no longer if a follow-up has reopened it
            inquiry = replace(inquiry, state=InquiryState.DRAFTED, revision=inquiry.revision + 1)
            drawers.inquiries.put(inquiry)
        return inquiry


def rests_on(suggestion: Suggestion | None, judged: Draft, *, anew: bool) -> dict[SnippetRef, bool]:
    """The versions an approved text rests on, and whether it cites them still. Unless a person
    wrote it anew, what the draft cited counts too: reworded, the reply still says what the rule
    said.
    """
    shaped = suggestion is not None and suggestion.shapes_reply and not anew
    reworded = suggestion.draft.sentences if suggestion and shaped else ()
    kept = {one.ref: True for s in judged.sentences for one in s.citations}
    drafted = {one.ref: False for s in reworded for one in s.citations}
    return drafted | kept


def _told(fallen: dict[SnippetRef, str]) -> list[dict[str, object]]:
    return [{"snippet": ref.id, "version": ref.version} for ref in fallen]
