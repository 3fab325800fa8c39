# SPDX-License-Identifier: Apache-2.0
"""Delivery: each approved reply leaves once, or a person is told that it is not known.

A dispatch is leased before it is handed over. What is found leased when nobody here is at work was
left by an attempt that nobody saw the end of: the source is asked before anything is tried again.
"""

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING, Changes
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Act
from desktop_app.domain.outbound import Dispatch, DispatchState
from desktop_app.domain.sharing import Leave
from desktop_app.errors import Busy, Conflict, DeskError, Interrupted, NotAllowed, Offline
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.workflows.claims import ask_leave, rivaled
from desktop_app.workflows.journal import Journal

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)
LONGEST_ASKED = timedelta(hours=6)
"""How long a busy source may ask us to stay away."""


class Delivery:
    """Empties the outbox."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)
        self._round = threading.Lock()

    def recover(self) -> Changes:
        """Ask of everything that was being handed over whether it arrived. Nothing while a round is
        under way.
        """
        if not self._round.acquire(blocking=False):
            return NOTHING
        try:
            return self._recover()
        finally:
            self._round.release()

    def flush(self, cancel: Cancel) -> Changes:
        """Settle what an earlier round left, then hand over what is due. A source out of reach ends
        the round; the rest waits. One round at a time: a second call does nothing.
        """
        if not self._round.acquire(blocking=False):
            return NOTHING
        try:
            changed = self._recover()
            with self._parts.cabinet.reading() as drawers:
                waiting = drawers.outbox.due(self._parts.now())
            for dispatch in waiting:
                if cancel.requested:
                    break
                outcome, go_on = self._deliver(dispatch)
                changed |= outcome
                if not go_on:
                    break
            return changed
        finally:
            self._round.release()

    def settle(self, name: InquiryId, *, arrived: bool) -> Changes:
        """A person found out what became of a reply of which it was not known."""
        person = self._parts.person
        if not person.may(Act.ANSWER):
            raise NotAllowed(f"As {person.role.value} you may read, but not answer.")
        with self._parts.cabinet.reading() as drawers:
            dispatch = drawers.outbox.of(name)
        if dispatch is None or dispatch.state is not DispatchState.UNKNOWN:
            raise Conflict("Nothing is unknown about this reply.", "Look at it again.")
        if arrived:
            return self._delivered(dispatch, "found by a person")
        return self._refused(dispatch, "A person found that it did not arrive.", "not arrived")

    def _recover(self) -> Changes:
        changed = NOTHING
        with self._parts.cabinet.reading() as drawers:
            interrupted = drawers.outbox.sending()
        for dispatch in interrupted:
            changed |= self._settle(dispatch)
        return changed

    def _settle(self, dispatch: Dispatch) -> Changes:
        """Find out what became of an attempt that nobody saw the end of."""
        try:
            arrived = self._parts.source.delivered(dispatch)
        except (Offline, Busy):
            return NOTHING  # stays as it is until somebody can be asked
        except DeskError as trouble:
            return self._unknown(dispatch, trouble.what)
        if arrived:
            return self._delivered(dispatch, "found after a restart")
        if arrived is None:
            return self._unknown(
                dispatch, "The line or the program stopped while the reply was being handed over."
            )
        again = replace(dispatch, state=DispatchState.WAITING, not_before=self._parts.now())
        with self._parts.cabinet.writing() as drawers:
            drawers.outbox.put(again)
        return Changes(outbox=True)

    def _deliver(self, dispatch: Dispatch) -> tuple[Changes, bool]:
        leased = self._lease(dispatch)
        if leased is None:
            return NOTHING, True
        if leased.letter.fingerprint() != leased.approved:
            why = "The letter is not the one that was approved."
            return self._refused(leased, why, "fingerprint"), True
        try:
            said = ask_leave(self._parts, leased)
            if said is Leave.DELIVERED:
                return self._delivered(leased, "delivered before"), True
            if said is not Leave.GRANTED:
                return self._rivaled(leased, said), True
            receipt = self._parts.source.deliver(leased)
        except (Offline, Busy) as trouble:
            return self._later(leased, trouble), False
        except Interrupted:
            return self._settle(leased), False
        except DeskError as trouble:
            return self._refused(leased, str(trouble), trouble.code), True
        return self._delivered(leased, receipt.reference), True

    def _lease(self, dispatch: Dispatch) -> Dispatch | None:
        """Claim a dispatch; None if it was taken back or claimed meanwhile."""
        with self._parts.cabinet.writing() as drawers:
            current = drawers.outbox.get(dispatch.id)
            if current.state is not DispatchState.WAITING:
                return None
            leased = replace(current, state=DispatchState.SENDING, attempts=current.attempts + 1)
            drawers.outbox.put(leased)
        return leased

    def _delivered(self, dispatch: Dispatch, reference: str) -> Changes:
        with self._parts.cabinet.writing() as drawers:
            drawers.outbox.put(replace(dispatch, state=DispatchState.DELIVERED, trouble=""))
            self._move(drawers, dispatch, InquiryState.SENT, "")
            self._log(drawers, dispatch, Happened.REPLY_DELIVERED, {"reference": reference})
        return _touched(dispatch)

    def _later(self, dispatch: Dispatch, trouble: DeskError) -> Changes:
        wait = min(FIRST_WAIT * 2 ** min(dispatch.attempts - 1, 10), LONGEST_WAIT)
        if isinstance(trouble, Busy) and trouble.retry_after_s is not None:
            # Also right for an absurd answer: a comparison with what is no number is false.
            if trouble.retry_after_s < LONGEST_ASKED.total_seconds():
                wait = max(wait, timedelta(seconds=trouble.retry_after_s))
            else:
                wait = LONGEST_ASKED
        later = replace(
            dispatch,
            state=DispatchState.WAITING,
            not_before=self._parts.now() + wait,
            trouble=str(trouble),
        )
        first = dispatch.trouble == ""
        with self._parts.cabinet.writing() as drawers:
            drawers.outbox.put(later)
            if first:
                data = {"why": trouble.what, "code": trouble.code}
                self._log(drawers, dispatch, Happened.REPLY_DELAYED, data, "delayed")
        return Changes(outbox=True, log=first)

    def _refused(self, dispatch: Dispatch, why: str, code: str) -> Changes:
        with self._parts.cabinet.writing() as drawers:
            drawers.outbox.put(replace(dispatch, state=DispatchState.REFUSED, trouble=why))
            back = InquiryState.DRAFTED if dispatch.suggestion else InquiryState.OPEN
            self._move(drawers, dispatch, back, "Could not be sent")
            data = {"why": why, "code": code}
            self._log(drawers, dispatch, Happened.REPLY_REFUSED, data, "failed")
        return _touched(dispatch)

    def _rivaled(self, dispatch: Dispatch, said: Leave) -> Changes:
        """A colleague was first: this reply stays here, beside hers."""
        with self._parts.cabinet.writing() as drawers:
            drawers.outbox.put(replace(dispatch, state=DispatchState.UNDONE))
            back = InquiryState.DRAFTED if dispatch.suggestion else InquiryState.OPEN
            note = "A colleague answered" if said is Leave.ANSWERED else "A colleague has it"
            self._move(drawers, dispatch, back, note)
            claim = drawers.sharing.of(dispatch.inquiry).claim
            name, mine = claim.name if claim else "", dispatch.letter.body
            rivaled(self._parts, self._journal, drawers, dispatch.inquiry, mine, None, name)
        return _touched(dispatch)

    def _unknown(self, dispatch: Dispatch, why: str) -> Changes:
        with self._parts.cabinet.writing() as drawers:
            drawers.outbox.put(replace(dispatch, state=DispatchState.UNKNOWN, trouble=why))
            inquiry = drawers.inquiries.get(dispatch.inquiry)
            note = "Not known whether it arrived"
            drawers.inquiries.put(replace(inquiry, revision=inquiry.revision + 1, note=note))
            self._log(drawers, dispatch, Happened.REPLY_UNKNOWN, {"why": why}, "unknown")
        return _touched(dispatch)

    @staticmethod
    def _move(drawers: Drawers, dispatch: Dispatch, state: InquiryState, note: str) -> None:
        inquiry = drawers.inquiries.get(dispatch.inquiry)
        if inquiry.state is not InquiryState.APPROVED:  # a follow-up has reopened it meanwhile
            state, note = inquiry.state, note or inquiry.note
        drawers.inquiries.put(
            replace(inquiry, state=state, revision=inquiry.revision + 1, note=note)
        )

    def _log(
        self,
        drawers: Drawers,
        dispatch: Dispatch,
        happened: Happened,
        data: Mapping[str, object],
        outcome: str = "done",
    ) -> None:
        drawers.log.append(
            self._journal.record(
                happened,
                {
                    "dispatch": dispatch.id,
                    "message_id": dispatch.message_id,
                    "fingerprint": dispatch.approved,
                    "attempts": dispatch.attempts,
                    **data,
                },
                inquiry=dispatch.inquiry,
                suggestion=dispatch.suggestion or "",
                outcome=outcome,
            )
        )


def _touched(dispatch: Dispatch) -> Changes:
    return Changes(frozenset({dispatch.inquiry}), queue=True, outbox=True, log=True)
