# SPDX-License-Identifier: Apache-2.0
"""How an attempt at a draft ends: finished, withheld, broken off or given back, each with its
entry.

The entry and the suggestion are committed together, so a suggestion that can be seen is in the log.
"""

from contextlib import suppress
from dataclasses import replace

from desktop_app.changes import Changes
from desktop_app.domain.draft import Block, Completeness, Draft, Drafted, Piece
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import EntryId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import DeskError, Refused, Stopped, StoreFault
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules.answered import by_whom
from desktop_app.rules.letters import closing
from desktop_app.rules.streaming import blocks_of, counted_in, storable
from desktop_app.rules.support import compose
from desktop_app.workflows.attempt import Attempt
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.judging import with_checks
from desktop_app.workflows.masked import own_words
from desktop_app.workflows.staleness import Staleness

NEW_MESSAGE = "New message since the draft"
"""The note of an inquiry whose customer wrote again after the draft that stands was asked for."""

_EMPTY = Draft("", (), (), Completeness.NONE)


def standing_text(inquiry: Inquiry, latest: Suggestion | None) -> str:
    """The reply as it stands: the person's own text, or the newest draft that she may work on."""
    if inquiry.work is not None:
        return inquiry.work
    return latest.draft.body if latest is not None and latest.shapes_reply else ""


class Outcomes:
    """Brings attempts to their end."""

    def __init__(self, parts: Parts, journal: Journal) -> None:
        self._parts = parts
        self._journal = journal
        self._staleness = Staleness(parts, journal)

    def began(self, attempt: Attempt) -> None:
        """Commit the entry without which nothing may be drafted: the exact outbound text
        included.
        """
        data = {**attempt.grounding(), **attempt.request()}
        with self._parts.cabinet.writing() as drawers:
            self._log(drawers, attempt, Happened.DRAFT_BEGAN, data)

    def finished(self, attempt: Attempt, drafted: Drafted) -> Changes:
        """Check what was drafted and put it before the clerk; withhold it if no rule stands behind
        it.
        """
        drafted = replace(drafted, blocks=storable(drafted.blocks))
        draft = self._compose(attempt, drafted.blocks)
        draft = by_whom(draft, attempt.outbound.model if attempt.outbound else "", drafted.model)
        if draft.completeness is Completeness.NONE:
            why = "Nothing in the draft could be tied to a rule, so it was withheld."
            if draft.unanswered:
                why = f"The rules do not answer this: {draft.unanswered}"
            return self.withheld(attempt, why, drafted)
        state = SuggestionState.INCOMPLETE if drafted.truncated else SuggestionState.READY
        why = "The draft reached its longest length and stops early." if drafted.truncated else ""
        return self._put(attempt, draft, state, why, drafted, Happened.DRAFT_FINISHED)

    def withheld(self, attempt: Attempt, why: str, drafted: Drafted | None = None) -> Changes:
        """Nothing is offered; the clerk is told why and which rules came near."""
        drafted = drafted or Drafted((), "")
        return self._put(
            attempt, _EMPTY, SuggestionState.WITHHELD, why, drafted, Happened.DRAFT_WITHHELD
        )

    def broke_off(self, attempt: Attempt, heard: tuple[Piece, ...], trouble: DeskError) -> Changes:
        """Log what arrived; keep it as incomplete where no earlier text would be lost and the
        drafter has not taken it back by refusing; raise the trouble.
        """
        stopped = isinstance(trouble, Stopped)
        happened = Happened.DRAFT_STOPPED if stopped else Happened.DRAFT_FAILED
        blocks = storable(blocks_of(heard))
        draft = self._compose(attempt, blocks) if blocks else _EMPTY
        asked = attempt.outbound.model if attempt.outbound else ""
        drafted = Drafted(blocks, asked, counted_in(heard))
        said = any(block.text.strip() for block in blocks)
        if said and not attempt.had_text and not isinstance(trouble, Refused):
            self._put(attempt, draft, SuggestionState.INCOMPLETE, trouble.what, drafted, happened)
        else:
            data = {**attempt.output(drafted), "why": trouble.what, "code": trouble.code}
            with self._parts.cabinet.writing() as drawers:
                self._log(drawers, attempt, happened, data, "stopped" if stopped else "failed")
                self._back(drawers, attempt)
        raise trouble

    def give_back(self, attempt: Attempt) -> None:
        """Release the inquiry when an attempt ended before anything was handed to a drafter. Where
        the store cannot take even that, the next `release` does it.
        """
        with suppress(StoreFault), self._parts.cabinet.writing() as drawers:
            self._back(drawers, attempt)

    def abandoned(self, attempt: Attempt) -> None:
        """Log that an attempt ended by a fault of the program, and release the inquiry."""
        with suppress(StoreFault), self._parts.cabinet.writing() as drawers:
            self._log(drawers, attempt, Happened.DRAFT_ABANDONED, {}, "failed")
            self._back(drawers, attempt)

    def _put(
        self,
        attempt: Attempt,
        draft: Draft,
        state: SuggestionState,
        why: str,
        drafted: Drafted,
        happened: Happened,
    ) -> Changes:
        grounds, masked = attempt.grounds, attempt.masked
        values = masked.masker.values if masked else ()  # before the log's own masking adds to them
        now = self._parts.now()
        elapsed = max(0, round((now - attempt.began).total_seconds() * 1000))
        data = {
            **attempt.output(drafted),
            **attempt.judgement(draft, self._spared(attempt)),
            "why": attempt.masked_text(why, self._spared(attempt)),
            "elapsed_ms": elapsed,
        }
        if state is SuggestionState.WITHHELD and attempt.outbound is None:
            data |= attempt.grounding()
        outcome = {SuggestionState.READY: "done"}.get(state, state.value)
        with self._parts.cabinet.writing() as drawers:
            entry = self._log(drawers, attempt, happened, data, outcome)
            suggestion = Suggestion(
                id=attempt.suggestion,
                inquiry=attempt.inquiry.id,
                revision=attempt.inquiry.revision,
                state=state,
                drafter=attempt.drafter,
                model=drafted.model,
                draft=draft,
                evidence=tuple(s.ref for s in grounds.chosen) if grounds else (),
                near=grounds.near if grounds else (),
                masked=values,
                usage=drafted.usage,
                elapsed_ms=elapsed,
                entry=entry,
                made_at=now,
                reason=why,
                as_of=attempt.as_of,
                wording=attempt.wording,
            )
            cited = [one.ref for sentence in draft.sentences for one in sentence.citations]
            # The rules may have changed while the drafter wrote.
            fallen = self._staleness.fallen(attempt.inquiry, suggestion, cited)
            stood = standing_text(
                drawers.inquiries.get(attempt.inquiry.id),
                drawers.suggestions.latest(attempt.inquiry.id),
            )
            drawers.suggestions.add(replace(suggestion, stale=bool(fallen)))
            self._back(drawers, attempt, suggestion, stood)
            if fallen:
                drawers.reliance.mark(suggestion.id, stale=True)
        return Changes(frozenset({attempt.inquiry.id}), queue=True, log=True)

    def _back(
        self,
        drawers: Drawers,
        attempt: Attempt,
        made: Suggestion | None = None,
        stood: str = "",
    ) -> None:
        """Release the inquiry into the state its newest text deserves. What `stood` there stays
        where nothing was made that can take its place.
        """
        inquiry = drawers.inquiries.get(attempt.inquiry.id)
        if inquiry.state is not InquiryState.DRAFTING:
            return
        usable = made is not None and made.state is not SuggestionState.WITHHELD
        state = InquiryState.DRAFTED if usable or attempt.had_text else InquiryState.OPEN
        note, work = inquiry.note, inquiry.work
        if made is not None:
            note = {
                SuggestionState.WITHHELD: "No rule found",
                SuggestionState.INCOMPLETE: "Draft broke off",
            }.get(made.state, "")
            if inquiry.latest.id != attempt.inquiry.latest.id:
                note = NEW_MESSAGE
            kept = work if work is not None else stood or None
            work = None if usable else kept
            drawers.inquiries.decorate(
                inquiry.id, marks=len(made.draft.marks), drafter=made.drafter
            )
        drawers.inquiries.put(
            replace(inquiry, state=state, revision=inquiry.revision + 1, note=note)
        )
        drawers.inquiries.keep_work(inquiry.id, work)

    def _compose(self, attempt: Attempt, blocks: tuple[Block, ...]) -> Draft:
        assert attempt.masked is not None  # noqa: S101 - drafting begins with masking
        assert attempt.grounds is not None  # noqa: S101
        parts = self._parts
        phrases = parts.phrases.of(attempt.inquiry.language)
        draft = compose(
            attempt.framed.around(blocks) if attempt.framed else blocks,
            attempt.grounds.chosen,
            attempt.masked.masker.restoring,
            closing=closing(phrases, parts.office, parts.person),
            courtesies=phrases.courtesies,
        )
        return with_checks(parts, draft, attempt.inquiry, attempt.grounds.chosen)

    def _spared(self, attempt: Attempt) -> tuple[str, ...]:
        """What masking a reply for the log leaves alone: our own words and names, and the rules."""
        rules = attempt.grounds.chosen if attempt.grounds else ()
        return (self._parts.person.name, *own_words(self._parts, rules))

    def _log(
        self,
        drawers: Drawers,
        attempt: Attempt,
        happened: Happened,
        data: dict[str, object],
        outcome: str = "done",
    ) -> EntryId:
        record = self._journal.record(
            happened,
            data,
            inquiry=attempt.inquiry.id,
            suggestion=attempt.suggestion,
            outcome=outcome,
        )
        drawers.log.append(record)
        return record.id
