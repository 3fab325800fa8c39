# SPDX-License-Identifier: Apache-2.0
"""How an attempt at a draft ends: finished, withheld, broken off or given back, each with its
entry.

The entry and the suggestion are committed together, so a suggestion that can be seen is in the log.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.changes import Changes
from desktop_app.domain.draft import (
    Block,
    CitationPiece,
    Completeness,
    Draft,
    Drafted,
    Outbound,
    Piece,
    RulesPiece,
    TextPiece,
    Usage,
)
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import EntryId, SuggestionId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import DeskError, Refused, Stopped, StoreFault
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules.grounding import Grounds, verify
from desktop_app.rules.letters import closing
from desktop_app.rules.support import compose
from desktop_app.rules.texts import well_formed
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import MaskedInquiry

NEW_MESSAGE = "New message since the draft"
"""The note of an inquiry whose customer wrote again after the draft that stands was asked for."""

_EMPTY = Draft("", (), (), Completeness.NONE)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a draft, as far as it has come. `had_text` says that a text stood there
    before.
    """

    suggestion: SuggestionId
    inquiry: Inquiry
    drafter: str
    began: datetime
    had_text: bool
    masked: MaskedInquiry | None = None
    grounds: Grounds | None = None
    outbound: Outbound | None = None
    instruction: str = ""


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

    def began(self, attempt: Attempt) -> None:
        """Commit the entry without which nothing may be drafted: the exact outbound text
        included.
        """
        outbound = attempt.outbound
        assert outbound is not None  # noqa: S101 - the caller has prepared it
        data = {
            **self._grounding(attempt),
            "drafter": attempt.drafter,
            "model": outbound.model,
            "destination": outbound.destination,
            "prompt": outbound.prompt,
            "prompt_sha256": outbound.prompt_sha256,
            "request": outbound.request,
            "instruction": attempt.instruction,
        }
        with self._parts.cabinet.writing() as drawers:
            self._log(drawers, attempt, Happened.DRAFT_BEGAN, data)

    def finished(self, attempt: Attempt, drafted: Drafted) -> Changes:
        """Check what was drafted and put it before the clerk; withhold it if no rule stands behind
        it.
        """
        drafted = replace(drafted, blocks=_well_formed(drafted.blocks))
        draft = self._compose(attempt, drafted.blocks)
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
        blocks = _well_formed(_blocks(heard))
        draft = self._compose(attempt, blocks) if blocks else _EMPTY
        drafted = Drafted(blocks, attempt.outbound.model if attempt.outbound else "")
        said = any(block.text.strip() for block in blocks)
        if said and not attempt.had_text and not isinstance(trouble, Refused):
            self._put(attempt, draft, SuggestionState.INCOMPLETE, trouble.what, drafted, happened)
        else:
            data = {**self._output(attempt, drafted), "why": trouble.what, "code": trouble.code}
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
            **self._output(attempt, drafted),
            **self._judgement(attempt, draft),
            "why": masked.masker.mask(why) if masked else why,
            "elapsed_ms": elapsed,
        }
        if state is SuggestionState.WITHHELD and attempt.outbound is None:
            data |= self._grounding(attempt)
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
            )
            drawers.suggestions.add(suggestion)
            self._back(drawers, attempt, suggestion)
        return Changes(frozenset({attempt.inquiry.id}), queue=True, log=True)

    def _back(self, drawers: Drawers, attempt: Attempt, made: Suggestion | None = None) -> None:
        """Release the inquiry into the state its newest text deserves."""
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
            work = None if usable else work
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
        return compose(
            blocks,
            attempt.grounds.chosen,
            attempt.masked.masker.restoring,
            closing=closing(phrases, parts.office, parts.person),
            courtesies=phrases.courtesies,
        )

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

    @staticmethod
    def _grounding(attempt: Attempt) -> dict[str, object]:
        masked, grounds = attempt.masked, attempt.grounds
        values = masked.masker.values if masked else ()
        return {
            "language": attempt.inquiry.language,
            "topic": attempt.inquiry.topic,
            "revision": attempt.inquiry.revision,
            "masked": [
                {"kind": v.kind.value, "placeholder": v.placeholder, "found_by": v.found_by}
                for v in values
            ],
            "snippets": [_ref(s.ref.id, s.ref.version) for s in grounds.chosen] if grounds else [],
            "near": [_ref(r.id, r.version) for r in grounds.near] if grounds else [],
        }

    @staticmethod
    def _output(attempt: Attempt, drafted: Drafted) -> dict[str, object]:
        chosen = attempt.grounds.chosen if attempt.grounds else ()
        usage: Usage = drafted.usage
        return {
            "drafter": attempt.drafter,
            "model": drafted.model,
            "request_id": drafted.request_id,
            "output": [
                {
                    "text": block.text,
                    "citations": [
                        {
                            **_ref(c.snippet, c.version),
                            "quote": c.quote,
                            "first": c.first,
                            "end": c.end,
                            "holds": verify(c, chosen) is not None,
                        }
                        for c in block.claimed
                    ],
                }
                for block in drafted.blocks
            ],
            "usage": {
                "input_tokens": usage.input_tokens,
                "cache_write_tokens": usage.cache_write_tokens,
                "cache_read_tokens": usage.cache_read_tokens,
                "output_tokens": usage.output_tokens,
                "cost_microdollars": usage.cost_microdollars,
            },
        }

    @staticmethod
    def _judgement(attempt: Attempt, draft: Draft) -> dict[str, object]:
        mask = attempt.masked.masker.mask if attempt.masked else str
        return {
            "completeness": draft.completeness.value,
            "unanswered": mask(draft.unanswered),
            "sentences": [
                {
                    "text": mask(s.text),
                    "support": s.support.value,
                    "citations": [_ref(c.snippet, c.version) for c in s.citations],
                }
                for s in draft.sentences
            ],
            "checks": [
                {"rule": c.rule, "severity": c.severity.value, "message": mask(c.message)}
                for c in draft.checks
            ],
        }


def _ref(snippet: str, version: int) -> dict[str, object]:
    return {"snippet": snippet, "version": version}


def _well_formed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks as they can be stored: without halves of characters."""
    return tuple(replace(block, text=well_formed(block.text)) for block in blocks)


def _blocks(heard: tuple[Piece, ...]) -> tuple[Block, ...]:
    """What arrived before a break, as blocks: each run of text with the citations that followed
    it.
    """
    blocks: list[Block] = []
    number = -1
    for piece in heard:
        last = blocks[-1] if blocks else Block("")
        match piece:
            case TextPiece(text, block) if last.claimed or block != number:
                blocks.append(Block(text))
                number = block
            case TextPiece(text):
                blocks[-1] = Block(last.text + text)
            case CitationPiece(claimed) if blocks:
                blocks[-1] = Block(last.text, (*last.claimed, claimed))
            case CitationPiece() | RulesPiece():
                pass
    return tuple(blocks)
