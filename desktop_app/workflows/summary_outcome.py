# SPDX-License-Identifier: Apache-2.0
"""How an attempt at a summary ends: finished, withheld, broken off or abandoned, each with its
entry. A summary that somebody holds is in the log.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.changes import Changes
from desktop_app.domain.draft import Citation, Completeness, Draft, Drafted, Piece, Usage
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import EntryId, SuggestionId
from desktop_app.domain.masking import MaskedValue
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.domain.summary import Stated, Wanted
from desktop_app.errors import DeskError, Refused, Stopped, StoreFault
from desktop_app.parts import Parts
from desktop_app.rules import summaries
from desktop_app.rules.answered import by_whom
from desktop_app.rules.streaming import blocks_of, counted_in, storable
from desktop_app.rules.texts import digest
from desktop_app.workflows import record
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import own_words
from desktop_app.workflows.summary_attempt import SummaryAttempt

_EMPTY = Draft("", (), (), Completeness.NONE)


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary after checking, in clear; its entry is committed.

    `title` says what was summarized, `rules` from which versions, in how many `parts`. `disclosure`
    stands below the text wherever it goes. `reason` says in words why it is incomplete or was
    withheld; `trouble` is what broke it off, if something did.
    """

    id: SuggestionId
    wanted: Wanted
    title: str
    state: SuggestionState
    drafter: str
    model: str
    draft: Draft
    rules: tuple[Stated, ...]
    parts: int
    disclosure: str
    masked: tuple[MaskedValue, ...]
    usage: Usage
    elapsed_ms: int
    entry: EntryId
    made_at: datetime
    reason: str = ""
    trouble: DeskError | None = None

    @property
    def text(self) -> str:
        """The summary as it may be copied; empty where it was withheld."""
        return f"{self.draft.body}\n\n{self.disclosure}" if self.draft.body else ""

    @property
    def changes(self) -> Changes:
        """What making it has touched."""
        return Changes(log=True)


class SummaryOutcomes:
    """Brings attempts at a summary to their end."""

    def __init__(self, parts: Parts, journal: Journal) -> None:
        self._parts = parts
        self._journal = journal

    def began(self, attempt: SummaryAttempt) -> None:
        """Commit the entry without which nothing may be summarized: what goes out included, to the
        letter.
        """
        self._log(attempt, Happened.SUMMARY_BEGAN, attempt.request())

    def abandoned(self, attempt: SummaryAttempt) -> None:
        """Log that an attempt ended by a fault of the program."""
        with suppress(StoreFault):
            self._log(attempt, Happened.SUMMARY_ABANDONED, {}, "failed")

    def finished(self, attempt: SummaryAttempt) -> Summary:
        """Check what was written; withhold it if no rule stands behind any of it."""
        draft = attempt.composed(self._courtesies())
        draft = by_whom(draft, attempt.outbounds[0].model, attempt.model)
        if draft.completeness is Completeness.NONE:
            why = "Nothing in the summary could be tied to a rule, so it was withheld."
            if draft.unanswered:
                why = f"The rules do not answer this: {draft.unanswered}"
            state, happened = SuggestionState.WITHHELD, Happened.SUMMARY_WITHHELD
            return self._put(attempt, _EMPTY, state, why, happened)
        if any(answer.truncated for answer in attempt.answers):
            why = "The summary reached its longest length and stops early."
            state = SuggestionState.INCOMPLETE
            return self._put(attempt, draft, state, why, Happened.SUMMARY_FINISHED)
        return self._put(attempt, draft, SuggestionState.READY, "", Happened.SUMMARY_FINISHED)

    def broke_off(
        self, attempt: SummaryAttempt, heard: tuple[Piece, ...], trouble: DeskError
    ) -> Summary:
        """Log what arrived; answer it as incomplete, but for a part that its drafter took back by
        refusing; raise the trouble where nothing is left.
        """
        stopped = isinstance(trouble, Stopped)
        happened = Happened.SUMMARY_STOPPED if stopped else Happened.SUMMARY_FAILED
        blocks = storable(blocks_of(heard))
        counted = counted_in(heard)
        last = (Drafted(blocks, attempt.model, counted),) if blocks or counted != Usage() else ()
        whole = replace(attempt, answers=(*attempt.answers, *last))
        kept = attempt if isinstance(trouble, Refused) else whole
        if any(block.text.strip() for answer in kept.answers for block in answer.blocks):
            draft = kept.composed(self._courtesies())
            state = SuggestionState.INCOMPLETE
            return self._put(whole, draft, state, trouble.what, happened, trouble)
        data = {**whole.output(), "why": trouble.what, "code": trouble.code}
        self._log(attempt, happened, data, "stopped" if stopped else "failed")
        raise trouble

    def _put(
        self,
        attempt: SummaryAttempt,
        draft: Draft,
        state: SuggestionState,
        why: str,
        happened: Happened,
        trouble: DeskError | None = None,
    ) -> Summary:
        parts, now = self._parts, self._parts.now()
        values = attempt.masker.values  # before the log's own masking adds to them
        rules = [parts.library.snippet(rule.ref) for rule in attempt.material.snippets]
        draft = summaries.with_days(draft, rules, now.date())
        used = summaries.added(answer.usage for answer in attempt.answers)
        elapsed = max(0, round((now - attempt.began).total_seconds() * 1000))
        summary = Summary(
            id=attempt.suggestion,
            wanted=attempt.wanted,
            title=attempt.material.title,
            state=state,
            drafter=attempt.drafter,
            model=attempt.model,
            draft=draft,
            rules=attempt.material.rules,
            parts=len(attempt.outbounds),
            disclosure=summaries.disclosure(
                attempt.drafter, attempt.title, attempt.model, parts.office.name, now.date()
            ),
            masked=values,
            usage=used,
            elapsed_ms=elapsed,
            entry=EntryId(""),
            made_at=now,
            reason=why,
            trouble=trouble,
        )
        mask = self._masking(attempt)
        data = {
            **attempt.output(),
            **record.judgement(draft, mask),
            "text": _masked_body(draft, mask),
            "disclosure": summary.disclosure,
            "fingerprint": digest(summary.text),
            "why": mask(why, ()),
            "code": trouble.code if trouble else "",
            "elapsed_ms": elapsed,
        }
        outcome = {SuggestionState.READY: "done"}.get(state, state.value)
        return replace(summary, entry=self._log(attempt, happened, data, outcome))

    def _courtesies(self) -> tuple[str, ...]:
        phrases = self._parts.phrases
        return phrases.of(phrases.fallback).courtesies

    def _masking(self, attempt: SummaryAttempt) -> record.Mask:
        """What masks a text for the log: a wish may have named somebody, and the summary with it.
        The office's words are spared, and those of the rules that the text cites.
        """
        person = self._parts.person.name
        rules = {rule.ref: rule for rule in attempt.material.snippets}

        def mask(text: str, citations: Sequence[Citation]) -> str:
            cited = {one.ref: rules[one.ref] for one in citations}
            spare = (person, *own_words(self._parts, cited.values()))
            return attempt.masker.mask(text, spare) if text else text

        return mask

    def _log(
        self,
        attempt: SummaryAttempt,
        happened: Happened,
        data: dict[str, object],
        outcome: str = "done",
    ) -> EntryId:
        made = self._journal.record(happened, data, suggestion=attempt.suggestion, outcome=outcome)
        with self._parts.cabinet.writing() as drawers:
            drawers.log.append(made)
        return made.id


def _masked_body(draft: Draft, mask: record.Mask) -> str:
    """The summary's text sentence by sentence, as the log may keep it."""
    parts: list[str] = []
    place = 0
    for sentence in draft.sentences:
        parts += [draft.body[place : sentence.start], mask(sentence.text, sentence.citations)]
        place = sentence.end
    return "".join((*parts, draft.body[place:]))
