# SPDX-License-Identifier: Apache-2.0
"""Replies that wait for a supervisor: held by a clerk, returned with a comment, taken back, or
overtaken by a new message. Released they are where approvals are: in `replying`.
"""

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.changes import Changes
from desktop_app.domain.entry import Happened
from desktop_app.domain.hold import Hold, HoldReason, HoldState
from desktop_app.domain.identity import HoldId, InquiryId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.domain.office import Act
from desktop_app.errors import Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules.holding import with_marks
from desktop_app.rules.open_marks import Cost
from desktop_app.rules.texts import well_formed
from desktop_app.workflows.approval import Approval, current, refuse_if_not_ready, told
from desktop_app.workflows.controls import control_of
from desktop_app.workflows.holds import before, ended, hold_told, move
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import mask_inquiry, own_words
from desktop_app.workflows.replying import Replying

RETURNED = "Returned by a supervisor"
"""The note of an inquiry whose reply a supervisor gave back."""


class Holding:
    """The way of a reply to a supervisor and back."""

    def __init__(self, parts: Parts, replying: Replying) -> None:
        self._parts = parts
        self._replying = replying
        self._journal = Journal(parts)

    def hold(self, approval: Approval, why: str = "") -> Changes:
        """Hold these exact words for a supervisor; `why` is what the clerk tells her. Nothing in
        them changes until they are released, returned or taken back.
        """
        self._must(Act.ANSWER)
        parts = self._parts
        with parts.cabinet.writing() as drawers:
            inquiry, suggestion = current(drawers, approval)
            evidence = self._replying.evidence(suggestion)
            letter = self._replying.letter(inquiry, suggestion, approval.body)
            refuse_if_not_ready(inquiry, suggestion, letter, approval, InquiryState.HELD)
            judged = self._replying.recheck(inquiry, suggestion, evidence, letter.body)
            policy = self._replying.mark_policy
            if policy.cost(judged.marks) is Cost.NEVER:
                raise NotAllowed(
                    "A value is missing in the text.", "Write it, then hold the reply."
                )
            reasons = self._replying.needs(inquiry, control_of(parts, drawers))
            reasons = with_marks(reasons, judged.marks, policy)
            hold = Hold(
                id=HoldId(parts.mint()),
                inquiry=inquiry.id,
                suggestion=suggestion.id if suggestion else None,
                letter=letter,
                fingerprint=letter.fingerprint(),
                reasons=reasons or (HoldReason.WISH,),
                said=well_formed(why).strip(),
                by=parts.person.account,
                name=parts.person.name,
                at=parts.now(),
            )
            spare = (parts.person.name, *own_words(parts, evidence))
            data = told(parts, inquiry, suggestion, judged, letter, spare)
            masker = mask_inquiry(inquiry, parts.recognizers).masker
            data |= {"hold": hold_told(hold), "said": masker.mask(hold.said, spare)}
            self._log(drawers, hold, Happened.REPLY_HELD, data)
            drawers.holds.add(hold)
            move(drawers, inquiry, InquiryState.HELD)
            drawers.inquiries.keep_work(inquiry.id, letter.body)
        return Changes(frozenset({inquiry.id}), queue=True, log=True)

    def give_back(self, name: InquiryId, revision: int, comment: str) -> Changes:
        """Return a held reply to its clerk with a comment. The text goes back as it stands."""
        self._must(Act.RELEASE)
        if not comment.strip():
            raise NotAllowed(
                "A reply is returned with a comment.", "Say in a few words what to change."
            )
        with self._parts.cabinet.writing() as drawers:
            inquiry, hold = self._waiting(drawers, name)
            if inquiry.revision != revision:
                raise Conflict(
                    "This inquiry changed after you opened it.", "Read what is new, then return it."
                )
            after = ended(hold, HoldState.RETURNED, self._parts, well_formed(comment).strip())
            masker = mask_inquiry(inquiry, self._parts.recognizers).masker
            spare = (self._parts.person.name, hold.name, *own_words(self._parts))
            body = inquiry.work if inquiry.work is not None else hold.letter.body
            data = {
                "hold": hold_told(hold),
                "comment": masker.mask(after.note, spare),
                "changed": not hold.is_of(body),
                "body": masker.mask(body, spare),
            }
            self._log(drawers, hold, Happened.REPLY_RETURNED, data)
            drawers.holds.put(after)
            move(drawers, inquiry, before(hold), RETURNED)
        return Changes(frozenset({name}), queue=True, log=True)

    def withdraw(self, name: InquiryId) -> Changes:
        """Take a held reply back to change it. What stands is kept."""
        self._must(Act.ANSWER)
        with self._parts.cabinet.writing() as drawers:
            inquiry, hold = self._waiting(drawers, name)
            self._log(drawers, hold, Happened.REPLY_WITHDRAWN, {"hold": hold_told(hold)})
            drawers.holds.put(ended(hold, HoldState.WITHDRAWN, self._parts))
            move(drawers, inquiry, before(hold))
        return Changes(frozenset({name}), queue=True, log=True)

    def _waiting(self, drawers: Drawers, name: InquiryId) -> tuple[Inquiry, Hold]:
        inquiry = drawers.inquiries.get(name)
        hold = drawers.holds.of(name)
        if inquiry.state is not InquiryState.HELD or hold is None:
            raise Conflict("This reply is not held any more.", "Look at it again.")
        return inquiry, hold

    def _log(
        self, drawers: Drawers, hold: Hold, happened: Happened, data: Mapping[str, object]
    ) -> None:
        drawers.log.append(
            self._journal.record(
                happened, data, inquiry=hold.inquiry, suggestion=hold.suggestion or ""
            )
        )

    def _must(self, act: Act) -> None:
        person = self._parts.person
        if not person.may(act):
            raise NotAllowed(
                f"As {person.role.value} you may not {act.value}.", "Ask a supervisor."
            )


def overtaken(parts: Parts, journal: Journal, drawers: Drawers, inquiry: Inquiry) -> Inquiry:
    """The customer wrote again while her reply was held: it goes back to its clerk, text and all.
    Answers the inquiry as it is to be stored.
    """
    hold = drawers.holds.of(inquiry.id)
    if inquiry.state is not InquiryState.HELD or hold is None:
        return inquiry
    drawers.holds.put(replace(hold, state=HoldState.OVERTAKEN, ended_at=parts.now()))
    drawers.log.append(
        journal.record(
            Happened.REPLY_OVERTAKEN,
            {"hold": hold_told(hold)},
            inquiry=inquiry.id,
            suggestion=hold.suggestion or "",
        )
    )
    return replace(inquiry, state=before(hold))
