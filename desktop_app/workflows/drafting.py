# SPDX-License-Identifier: Apache-2.0
"""Drafting: ground, mask, log that it began, stream, check, log what came, and only then hand it
over.

Nothing drafted can be used before the entry that holds it is committed. If the log cannot be
written, nothing is drafted.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.choice import OFFLINE
from desktop_app.domain.control import TopicRule
from desktop_app.domain.draft import Drafted, Outbound, RulesPiece, TextPiece
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import InquiryId, SuggestionId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.domain.masking import MaskedValue
from desktop_app.domain.policy import Snippet
from desktop_app.domain.rewriting import Rewriting
from desktop_app.domain.suggestion import Suggestion
from desktop_app.domain.wording import Wording
from desktop_app.errors import Conflict, DeskError, NotAllowed, Refused
from desktop_app.parts import Parts
from desktop_app.ports import Brief, Drafter
from desktop_app.rules import grounding
from desktop_app.rules.letters import closing
from desktop_app.rules.questions import lookups
from desktop_app.rules.wording import looked_up
from desktop_app.workflows.attempt import Attempt
from desktop_app.workflows.claims import take
from desktop_app.workflows.controls import (
    control_now,
    control_of,
    never_drafted,
    switched_off,
    title_of,
)
from desktop_app.workflows.hearing import Hearing, OnPiece
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import MaskedInquiry, mask_inquiry, own_words
from desktop_app.workflows.outcome import Outcomes, standing_text
from desktop_app.workflows.parting import framed
from desktop_app.workflows.spending import Purse, budget_now
from desktop_app.workflows.wording import Wordings

CRISIS = "crisis"
"""The code of the refusal to draft while somebody may be in danger."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What leaves this computer for one inquiry, before anything does: for a draft, and in `second`
    for second readings. `first` leaves before the draft, to word the search; then the rules may be
    others once it is answered.
    """

    outbound: Outbound
    masked: tuple[MaskedValue, ...]
    title: str
    second: tuple[Outbound, ...] = ()
    first: Outbound | None = None


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a person wants of a draft beyond a reply."""

    instruction: str = ""
    as_of: date | None = None
    rewriting: Rewriting | None = None

    @property
    def manner(self) -> str:
        """How the text that stands is to be written again; empty where it is not."""
        return self.rewriting.manner.value if self.rewriting else ""

    @property
    def about_text(self) -> bool:
        """Whether the text that stands has to be told."""
        return bool(self.instruction or self.rewriting)


class Drafting:
    """Makes suggestions."""

    def __init__(self, parts: Parts, purse: Purse, wordings: Wordings) -> None:
        self._parts = parts
        self._purse = purse
        self._wordings = wordings
        self._journal = Journal(parts)
        self._outcomes = Outcomes(parts, self._journal)
        self._at_work: set[InquiryId] = set()
        self._lock = threading.Lock()

    def release(self) -> Changes:
        """Give back what a drafter was at work on when the program last stopped, or when the store
        could not take its end. Drafts that are being written now go on.
        """
        touched: set[InquiryId] = set()
        with self._parts.cabinet.writing() as drawers:
            for name in drawers.inquiries.drafting():
                if name in self._at_work:
                    continue
                inquiry = drawers.inquiries.get(name)
                stands = standing_text(inquiry, drawers.suggestions.latest(name)).strip()
                back = InquiryState.DRAFTED if stands else InquiryState.OPEN
                drawers.inquiries.put(replace(inquiry, state=back, revision=inquiry.revision + 1))
                record = self._journal.record(
                    Happened.DRAFT_ABANDONED, {}, inquiry=name, outcome="failed"
                )
                drawers.log.append(record)
                touched.add(name)
        return Changes(frozenset(touched), queue=bool(touched), log=bool(touched))

    def preview(
        self,
        name: InquiryId,
        *,
        drafter: str = "",
        instruction: str = "",
        as_of: date | None = None,
    ) -> Preview:
        """Exactly what a draft asked for now would send, without sending it."""
        with self._parts.cabinet.reading() as drawers:
            inquiry = drawers.inquiries.get(name)
            latest = drawers.suggestions.latest(name)
        before = standing_text(inquiry, latest)
        chosen = self._parts.drafter(drafter)
        masked = mask_inquiry(inquiry, self._parts.recognizers)
        wording, first = self._wordings.ahead(inquiry, masked, latest, chosen)
        grounds = self._ground(inquiry, masked, as_of, wording)
        brief = self._brief(inquiry, masked, grounds.chosen, _Wish(instruction, as_of), before)
        return Preview(chosen.prepare(brief), masked.masker.values, chosen.title, first=first)

    def draft(
        self,
        name: InquiryId,
        on_piece: OnPiece,
        cancel: Cancel,
        *,
        drafter: str = "",
        instruction: str = "",
        as_of: date | None = None,
        rewriting: Rewriting | None = None,
    ) -> Changes:
        """Draft a reply by the rules of the day the customer wrote, or of the day `as_of`; or write
        the text that stands again. What went wrong is raised as `DeskError` after it has been
        logged.
        """
        control = control_now(self._parts)
        budget_now(self._parts)
        chosen = self._parts.drafter(drafter)
        if control.switch.off and chosen.name != OFFLINE:
            raise switched_off(control.switch)
        if rewriting is not None and chosen.name == OFFLINE:
            raise Conflict(
                "The offline drafter quotes rules and cannot write a text again.",
                "Switch to Claude, or change the text yourself.",
            )
        wish = _Wish(instruction, rewriting.as_of if rewriting else as_of, rewriting)
        with self._alone(name):
            return self._draft(name, chosen, on_piece, cancel, wish)

    @contextmanager
    def _alone(self, name: InquiryId) -> Generator[None, None, None]:
        """One draft at a time for one inquiry."""
        with self._lock:
            if name in self._at_work:
                raise Conflict("A draft is already being written for this inquiry.")
            self._at_work.add(name)
        try:
            yield
        finally:
            self._at_work.discard(name)

    def _draft(
        self,
        name: InquiryId,
        chosen: Drafter,
        on_piece: OnPiece,
        cancel: Cancel,
        wish: _Wish,
    ) -> Changes:
        inquiry, latest = self._lease(name, wish.rewriting)
        before = standing_text(inquiry, latest)
        began = self._parts.now()
        suggestion = SuggestionId(self._parts.mint())
        had_text = bool(before.strip())
        attempt = Attempt(suggestion, inquiry, chosen.name, began, had_text, as_of=wish.as_of)
        try:
            masked = mask_inquiry(inquiry, self._parts.recognizers)
            wording = self._wordings.of_inquiry(inquiry, masked, latest, chosen, cancel, suggestion)
            grounds = self._ground(inquiry, masked, wish.as_of, wording)
            attempt = replace(attempt, masked=masked, grounds=grounds, wording=wording)
            if not grounds.chosen:
                return self._outcomes.withheld(attempt, "No rule of this office answers this.")
            framed_now = framed(self._parts, inquiry, wish.rewriting)
            brief = self._brief(inquiry, masked, grounds.chosen, wish, before)
            if framed_now is not None:
                spare = own_words(self._parts, grounds.chosen)
                previous = masked.masker.mask(framed_now.passage, spare)
                brief = replace(brief, previous=previous, part=True)
            outbound = chosen.prepare(brief)
            self._purse.check((outbound,))
            attempt = replace(
                attempt,
                outbound=outbound,
                instruction=brief.instruction,
                manner=brief.manner,
                framed=framed_now,
            )
            self._outcomes.began(attempt)
        except BaseException:
            self._outcomes.give_back(attempt)
            raise
        return self._stream(attempt, chosen, on_piece, cancel)

    def _stream(
        self, attempt: Attempt, chosen: Drafter, on_piece: OnPiece, cancel: Cancel
    ) -> Changes:
        outbound, masked = attempt.outbound, attempt.masked
        assert outbound is not None  # noqa: S101 - began() was given it
        assert masked is not None  # noqa: S101
        hearing = Hearing(outbound.snippets, masked.masker.restoring, on_piece)
        try:
            on_piece(RulesPiece(outbound.snippets))
            if attempt.framed is not None:
                on_piece(TextPiece(attempt.framed.lead))
            cancel.check()
            drafted = chosen.draft(outbound, hearing.hear, cancel)
            hearing.end()
            if attempt.framed is not None:
                _must_say_something(drafted)
                on_piece(TextPiece(attempt.framed.rest))
        except DeskError as trouble:
            return self._outcomes.broke_off(attempt, hearing.heard, trouble)
        except BaseException:
            self._outcomes.abandoned(attempt)
            raise
        return self._outcomes.finished(attempt, drafted)

    def _lease(
        self, name: InquiryId, rewriting: Rewriting | None = None
    ) -> tuple[Inquiry, Suggestion | None]:
        """Take the inquiry for drafting; answers it with its newest draft."""
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            if inquiry.state is InquiryState.DRAFTING:
                raise Conflict("A draft is already being written for this inquiry.")
            if not inquiry.may_become(InquiryState.DRAFTING):
                raise Conflict(
                    f"This inquiry is {inquiry.state.value}, so nothing is drafted for it.",
                    "Take the approval back first, or wait for a follow-up.",
                )
            topic = control_of(self._parts, drawers).of(inquiry.topic)
            if topic.rule is TopicRule.NEVER:
                raise never_drafted(topic, title_of(self._parts, inquiry.topic))
            if inquiry.crises and not inquiry.despite:
                raise NotAllowed(
                    "Somebody in this message may be in danger, so nothing is drafted.",
                    "Follow the office's procedure first, or say why a draft is needed.",
                    code=CRISIS,
                )
            latest = drawers.suggestions.latest(name)
            if rewriting is not None:
                _still_stands(rewriting, inquiry, standing_text(inquiry, latest))
            take(self._parts, drawers, name)
            leased = replace(inquiry, state=InquiryState.DRAFTING, revision=inquiry.revision + 1)
            drawers.inquiries.put(leased)
        return leased, latest

    def _ground(
        self, inquiry: Inquiry, masked: MaskedInquiry, as_of: date | None, wording: Wording
    ) -> grounding.Grounds:
        """The rules that fit the whole message, each of its questions and what was worded for them,
        in force when it came or on the day a person chose.

        They are looked up with the masked words: nobody's name or street is what a rule is about.
        An illness is, so it is put back; the library is on this computer.
        """
        parts, latest = self._parts, inquiry.latest
        day = as_of or latest.received_at.date()
        most = parts.settings.number("policy.snippets")
        earlier = tuple((masked.searched(message), "") for message in masked.messages[:-1])
        text = masked.searched(masked.messages[inquiry.thread.index(latest)])
        whole, *asked = lookups(masked.searched(masked.subject), text)
        searches = [parts.library.search(parts.asking(whole, day, earlier), most)]
        worded = (looked_up(masked.searched(words)) for words in wording.searches)
        asked += [words for words in worded if words]
        searches += [
            parts.library.search(parts.asking(question, day), max(2, most // 2))
            for question in asked
        ]
        return grounding.choose(searches, most)

    def _brief(
        self,
        inquiry: Inquiry,
        masked: MaskedInquiry,
        snippets: tuple[Snippet, ...],
        wish: _Wish,
        before: str,
    ) -> Brief:
        """All a drafter may know. The text that stands is told only with a wish about it, without
        the closing, which is no drafter's to write.
        """
        parts, mask = self._parts, masked.masker.mask
        phrases = parts.phrases.of(inquiry.language)
        before = before.rstrip().removesuffix(closing(phrases, parts.office, parts.person)).rstrip()
        return Brief(
            office=parts.office.name,
            phone=parts.office.phone,
            language=inquiry.language,
            language_name=parts.phrases.name(inquiry.language),
            subject=masked.subject,
            messages=masked.messages,
            snippets=snippets,
            today=parts.now().date().isoformat(),
            instruction=mask(wish.instruction),
            manner=wish.manner,
            previous=mask(before, own_words(parts, snippets)) if wish.about_text else "",
            terms=parts.terms().fixed(inquiry.language),
            grade=parts.settings.number("replies.reading_grade"),
        )


def _must_say_something(drafted: Drafted) -> None:
    """Make sure that selected sentences are not written away."""
    if not any(block.text.strip() for block in drafted.blocks):
        raise Refused(
            "Nothing came back for the selected sentences, so they stay as they are.",
            "Try again, or change them yourself.",
        )


def _still_stands(rewriting: Rewriting, inquiry: Inquiry, before: str) -> None:
    """Make sure that what is written again is what the person has before her."""
    if not before.strip():
        raise Conflict("There is no text here to write again.", "Have a reply drafted first.")
    if inquiry.latest.id != rewriting.after:
        raise Conflict(
            "The customer has written again, so the text was not changed.",
            "Read the new message, then draft anew.",
        )
    if before != rewriting.text:
        raise Conflict(
            "The text was changed in another window, so it was not written again.",
            "Read it as it stands now, and try again.",
        )
