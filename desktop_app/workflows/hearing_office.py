# SPDX-License-Identifier: Apache-2.0
"""What a desk makes of its office's news: colleagues' claims, messages, replies and decisions.

A reply that left wins. What somebody here had written meanwhile is kept beside it and nothing of it
is sent.
"""

from dataclasses import replace

from desktop_app.changes import NOTHING, Changes
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import UNANSWERED, WITH_CLERK, Inquiry, InquiryState
from desktop_app.domain.outbound import PENDING, Dispatch, DispatchState
from desktop_app.domain.sharing import Answer, News, Shared, SharedState
from desktop_app.errors import Conflict
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.workflows.claims import rivaled
from desktop_app.workflows.holding import overtaken
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.outcome import NEW_MESSAGE

CLOSED_ELSEWHERE = "Closed by a colleague"
_ENDED = frozenset({InquiryState.SENT, InquiryState.CLOSED})
ANSWERED_BY = "Answered by {name}"


class Hearing:
    """Takes news into the desk's own store, within a transaction of the caller's."""

    def __init__(self, parts: Parts, journal: Journal) -> None:
        self._parts = parts
        self._journal = journal

    def take(self, drawers: Drawers, news: News) -> Changes:
        """Take a page of news; what is known already changes nothing."""
        changed, mark = NOTHING, drawers.sharing.mark()
        for inquiry, originals in news.inquiries:
            changed |= self._thread(drawers, inquiry, originals)
        for answer in news.answers:
            changed |= self._answer(drawers, answer)
        for shared in news.shared:
            changed |= self._state(drawers, shared, mark)
        for decided in news.decisions:
            standing = {one.subject: one for one in drawers.decisions.all(self._parts.office.id)}
            before = standing.get(decided.subject)
            if before is None or before.at < decided.at:
                drawers.decisions.put(self._parts.office.id, decided)
                changed |= Changes(queue=True, control=True)
        return changed

    def _thread(self, drawers: Drawers, inquiry: Inquiry, originals: tuple[bytes, ...]) -> Changes:
        changed = NOTHING
        for message, original in zip(inquiry.thread, originals, strict=True):
            if drawers.inquiries.by_key((message.key,)) is not None:
                continue
            local = _local(drawers, inquiry.id)
            if local is None:
                drawers.inquiries.add(replace(inquiry, thread=(message,)), message, original)
            else:
                grown = replace(local, revision=local.revision + 1, thread=(*local.thread, message))
                if not message.automatic:
                    grown = self._reopened(drawers, grown, inquiry)
                drawers.inquiries.follow(grown, message, original)
            changed |= Changes(frozenset({inquiry.id}), queue=True)
        return changed

    def _reopened(self, drawers: Drawers, grown: Inquiry, news: Inquiry) -> Inquiry:
        """As a follow-up that came to this desk would do it."""
        if grown.state is InquiryState.HELD:
            grown = overtaken(self._parts, self._journal, drawers, grown)
        if grown.state in UNANSWERED:
            note = NEW_MESSAGE if grown.state is InquiryState.DRAFTED else ""
            return replace(grown, note=note, despite="", decided=False)
        return replace(
            grown,
            state=InquiryState.OPEN,
            due_at=news.due_at,
            urgency=news.urgency,
            note="",
            work=None,
            despite="",
            decided=False,
        )

    def _answer(self, drawers: Drawers, answer: Answer) -> Changes:
        """A colleague's reply left, or is about to."""
        local = _local(drawers, answer.dispatch.inquiry)
        if local is None:
            return NOTHING
        if answer.withdrawn or _has(drawers, answer.dispatch):
            return self._withdrawn(drawers, answer)
        mine = drawers.outbox.of(local.id)
        text = local.work or ""
        if mine is not None and mine.state is DispatchState.WAITING:
            drawers.outbox.put(replace(mine, state=DispatchState.UNDONE))
            text = mine.letter.body
        elif mine is not None and mine.state in PENDING:
            return NOTHING  # on its way; the hub has the word about it
        open_here = local.state in UNANSWERED or local.state is InquiryState.APPROVED
        if open_here and text.strip():
            name = answer.name
            rivaled(self._parts, self._journal, drawers, local.id, text, answer.dispatch, name)
        if local.state is InquiryState.HELD:
            local = overtaken(self._parts, self._journal, drawers, local)
        drawers.outbox.add(answer.dispatch)
        sent = replace(
            local,
            state=InquiryState.SENT,
            revision=local.revision + 1,
            note=ANSWERED_BY.format(name=answer.name),
        )
        drawers.inquiries.put(sent)
        return Changes(frozenset({local.id}), queue=True, outbox=True, log=True)

    def _withdrawn(self, drawers: Drawers, answer: Answer) -> Changes:
        """A reply known here; or one that came to nothing, and is none to build on."""
        theirs = answer.dispatch
        if answer.withdrawn and answer.desk != self._parts.office.desk and _has(drawers, theirs):
            drawers.outbox.put(replace(drawers.outbox.get(theirs.id), state=DispatchState.UNDONE))
        return NOTHING

    def _state(self, drawers: Drawers, shared: Shared, mark: int) -> Changes:
        local = _local(drawers, shared.inquiry)
        if local is None:
            return NOTHING
        before = drawers.sharing.of(shared.inquiry)
        if before == shared:
            return NOTHING
        drawers.sharing.put(shared)
        waits = drawers.sharing.waits(shared.inquiry, mark)
        state, note = local.state, local.note
        if shared.state is SharedState.CLOSED and local.state in WITH_CLERK and not waits:
            state, note = InquiryState.CLOSED, CLOSED_ELSEWHERE
        elif shared.state is SharedState.OPEN and not waits and local.state in _ENDED:
            state, note = InquiryState.OPEN, ""
        if state is not local.state and local.state is not InquiryState.DRAFTING:
            moved = replace(local, state=state, revision=local.revision + 1, note=note)
            drawers.inquiries.put(moved)
        return Changes(frozenset({local.id}), queue=True)


def _local(drawers: Drawers, name: InquiryId) -> Inquiry | None:
    try:
        return drawers.inquiries.get(name)
    except Conflict:
        return None


def _has(drawers: Drawers, dispatch: Dispatch) -> bool:
    try:
        drawers.outbox.get(dispatch.id)
    except Conflict:
        return False
    return True
