# SPDX-License-Identifier: Apache-2.0
"""What the desk looks like now: the queue, one inquiry with everything beside it, the status strip.
Reads only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.domain.control import Switch, TopicControl
from desktop_app.domain.draft import Draft
from desktop_app.domain.hold import Hold, HoldReason
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import UNANSWERED, Inquiry, InquiryState, QueueRow
from desktop_app.domain.lifecycle import ModelFacts
from desktop_app.domain.masking import MaskedValue, Span
from desktop_app.domain.outbound import Dispatch, Letter
from desktop_app.domain.policy import LibraryStatus, Snippet, SnippetRef
from desktop_app.domain.second import Read
from desktop_app.domain.sharing import InStep
from desktop_app.domain.spending import Budget
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.domain.terms import TermBook
from desktop_app.parts import Parts
from desktop_app.ports import QueueFilter, QueueIndex
from desktop_app.workflows.claims import in_step, with_colleagues
from desktop_app.workflows.controls import control_of
from desktop_app.workflows.masked import mask_inquiry
from desktop_app.workflows.models import ending
from desktop_app.workflows.replying import Replying
from desktop_app.workflows.spending import budget_of


@dataclass(frozen=True, slots=True)
class Opened:
    """One inquiry as the desk shows it.

    `suggestion` is None or the newest that shapes the reply or was withheld; `judged` is the text
    as it stands (the person's own where she kept some); `spans` are the personal values in the
    latest message. `hold` is the newest there was, `needs` why this person cannot send the reply
    alone whatever its text, `topic` what holds for the inquiry's topic, `second` what second
    readers said, `terms` the locked terms where some of it is a translation.
    """

    inquiry: Inquiry
    suggestion: Suggestion | None
    judged: Draft | None
    letter: Letter
    dispatch: Dispatch | None
    spans: tuple[Span, ...]
    masked: tuple[MaskedValue, ...]
    evidence: tuple[Snippet, ...]
    near: tuple[Snippet, ...]
    hold: Hold | None = None
    needs: tuple[HoldReason, ...] = ()
    topic: TopicControl = field(default_factory=TopicControl)
    second: tuple[Read, ...] = ()
    terms: TermBook = field(default_factory=TermBook)


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts of the status strip."""

    counts: dict[InquiryState, int]
    waiting: int
    next_leaves: datetime | None
    set_aside: int
    in_danger: int
    library: LibraryStatus
    entries: int
    last_entry: datetime | None
    budget: Budget
    ends: tuple[ModelFacts, ...]
    held: int = 0
    held_since: datetime | None = None
    switch: Switch = field(default_factory=Switch)
    in_step: InStep | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a supervisor: inquiries in which somebody may be in danger and that nobody has
    answered, and replies that are held. Of each kind the first by due time, no more than asked for.
    """

    in_danger: tuple[QueueRow, ...] = ()
    held: tuple[QueueRow, ...] = ()


class Overview:
    """Looks, and changes nothing."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._replying = Replying(parts)

    def queue(self, wanted: QueueFilter) -> QueueIndex:
        """The order of the inquiries that match."""
        with self._parts.cabinet.reading() as drawers:
            return drawers.inquiries.index(wanted)

    def rows(self, keys: Sequence[int]) -> tuple[QueueRow | None, ...]:
        """The lines of the queue for some keys."""
        parts = self._parts
        with parts.cabinet.reading() as drawers:
            rows = drawers.inquiries.rows(keys)
            if parts.hub is None:
                return rows
            return tuple(row and with_colleagues(parts, drawers, row) for row in rows)

    def open(self, name: InquiryId) -> Opened:
        """Everything the desk shows of one inquiry."""
        parts = self._parts
        with parts.cabinet.reading() as drawers:
            inquiry = drawers.inquiries.get(name)
            suggestion = drawers.suggestions.latest(name)
            dispatch = drawers.outbox.of(name)
            hold = drawers.holds.of(name)
            control = control_of(parts, drawers)
            remarks = drawers.second.of(name)
        if suggestion is not None and suggestion.state is SuggestionState.REJECTED:
            suggestion = None
        evidence = self._replying.evidence(suggestion)
        judged = self._replying.judged(inquiry, suggestion, evidence)
        letter = self._replying.letter(inquiry, suggestion, judged.body if judged else "", hold)
        masker = mask_inquiry(inquiry, parts.recognizers).masker
        sent = len(suggestion.evidence) if suggestion else 0
        return Opened(
            inquiry=inquiry,
            suggestion=suggestion,
            judged=judged,
            letter=letter,
            dispatch=dispatch,
            spans=masker.spans(inquiry.latest.text),
            masked=masker.values,
            evidence=evidence[:sent],
            near=evidence[sent:],
            hold=hold,
            needs=self._replying.needs(inquiry, control),
            topic=control.of(inquiry.topic),
            second=remarks,
            terms=parts.terms() if any(one.into for one in remarks) else TermBook(),
        )

    def waiting(self, most: int = 100) -> Waiting:
        """What waits for a supervisor now."""
        with self._parts.cabinet.reading() as drawers:
            inquiries = drawers.inquiries
            unanswered = inquiries.index(QueueFilter(UNANSWERED))
            held = inquiries.index(QueueFilter(frozenset({InquiryState.HELD})))
            danger = list(unanswered.keys[: min(unanswered.first, most)])
            return Waiting(
                tuple(row for row in inquiries.rows(danger) if row is not None),
                tuple(row for row in inquiries.rows(list(held.keys[:most])) if row is not None),
            )

    def original(self, inquiry: Inquiry) -> bytes:
        """The latest message as it arrived, byte for byte."""
        with self._parts.cabinet.reading() as drawers:
            return drawers.inquiries.original(inquiry.latest.id)

    def snippet(self, ref: SnippetRef) -> Snippet:
        """One version of one rule."""
        return self._parts.library.snippet(ref)

    def set_aside(self) -> tuple[tuple[str, str, datetime], ...]:
        """Name, reason and time of every message that could not be read."""
        with self._parts.cabinet.reading() as drawers:
            return drawers.inquiries.aside()

    def standing(self) -> Standing:
        """The facts of the status strip."""
        parts = self._parts
        with parts.cabinet.reading() as drawers:
            waiting, next_leaves = drawers.outbox.waiting()
            entries, last_entry = drawers.log.last()
            budget = budget_of(parts, drawers)
            parts.choice.spent = budget.used_up
            held, held_since = drawers.holds.waiting()
            switch = control_of(parts, drawers).switch
            parts.choice.stopped = switch.off
            return Standing(
                counts=drawers.inquiries.counts(),
                waiting=waiting,
                next_leaves=next_leaves,
                set_aside=len(drawers.inquiries.aside()),
                in_danger=drawers.inquiries.in_danger(),
                library=parts.library.status(parts.now()),
                entries=entries,
                last_entry=last_entry,
                budget=budget,
                ends=ending(parts, drawers),
                held=held,
                held_since=held_since,
                switch=switch,
                in_step=in_step(parts, drawers),
            )
