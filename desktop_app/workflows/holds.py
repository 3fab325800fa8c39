# SPDX-License-Identifier: Apache-2.0
"""How a hold ends and begins again, and what the log keeps of one."""

from dataclasses import replace

from desktop_app.domain.hold import Hold, HoldState
from desktop_app.domain.identity import DispatchId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.errors import Conflict
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.workflows.journal import moment


def move(drawers: Drawers, inquiry: Inquiry, state: InquiryState, note: str = "") -> None:
    """Bring an inquiry into another state, if that is a legal move."""
    if not inquiry.may_become(state):
        raise Conflict(f"This inquiry is {inquiry.state.value} and cannot become {state.value}.")
    drawers.inquiries.put(replace(inquiry, state=state, revision=inquiry.revision + 1, note=note))


def before(hold: Hold) -> InquiryState:
    """The state an inquiry goes back to when its reply is held no longer."""
    return InquiryState.DRAFTED if hold.suggestion else InquiryState.OPEN


def ended(
    hold: Hold, state: HoldState, parts: Parts, note: str = "", dispatch: DispatchId | None = None
) -> Hold:
    """A hold that the person at the desk has ended."""
    return replace(
        hold,
        state=state,
        judge=parts.person.account,
        judge_name=parts.person.name,
        note=note,
        ended_at=parts.now(),
        dispatch=dispatch,
    )


def waiting_again(hold: Hold) -> Hold:
    """A hold whose release was taken back."""
    return replace(
        hold,
        state=HoldState.WAITING,
        judge="",
        judge_name="",
        note="",
        ended_at=None,
        dispatch=None,
    )


def hold_told(hold: Hold) -> dict[str, object]:
    """What the log keeps of a hold wherever one plays a part: which, whose, since when and why."""
    return {
        "id": hold.id,
        "by": hold.by,
        "name": hold.name,
        "at": moment(hold.at),
        "why": [reason.value for reason in hold.reasons],
        "fingerprint": hold.fingerprint,
    }
