# SPDX-License-Identifier: Apache-2.0
"""Whose an inquiry is while it is worked on, and whether a reply to it may leave. Where no hub is
set, everything is this desk's.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import QueueRow
from desktop_app.domain.outbound import Dispatch
from desktop_app.domain.sharing import Claim, InStep, Leave, Rival
from desktop_app.errors import Busy, Conflict, Offline
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.workflows.journal import Journal

MARGIN = timedelta(minutes=1)
"""How long a claim must last beyond now for a reply to leave without the hub's yes."""


TWO_REPLIES = "Two replies, yours did not leave"
TAKEN_BY = "Taken by {name}, {desk}"


def take(parts: Parts, drawers: Drawers, inquiry: InquiryId) -> None:
    """Have the inquiry for this desk; `Conflict` where a colleague has it. It is asked for at the
    next visit, and again in time before the lease ends.
    """
    if parts.hub is None:
        return
    claim = drawers.sharing.of(inquiry).claim
    now = office_time(parts, drawers)
    if claim is not None and claim.desk != parts.office.desk and claim.until > now:
        raise Conflict(
            f"{claim.name} at {claim.desk} has this inquiry.", "Take another, or ask her."
        )
    if claim is None or claim.desk != parts.office.desk or claim.until < now + lease_of(parts) / 2:
        drawers.sharing.want(inquiry)


def wish(parts: Parts, drawers: Drawers, inquiry: InquiryId) -> None:
    """The same, where what was typed is kept in any case."""
    with suppress(Conflict):
        take(parts, drawers, inquiry)


def in_step(parts: Parts, drawers: Drawers) -> InStep | None:
    """How this desk stands with its office; None where it has none."""
    if parts.hub is None:
        return None
    link, waiting = drawers.sharing.link(), drawers.sharing.waiting()
    if link is None:
        return InStep(None, waiting, timedelta(), None)
    skew = timedelta(milliseconds=link.skew_ms)
    return InStep(link.met_at, waiting, skew, link.restored_at)


def with_colleagues(parts: Parts, drawers: Drawers, row: QueueRow) -> QueueRow:
    """A line of the queue that says who else has the inquiry, or that there are two replies."""
    if drawers.sharing.rival(row.id) is not None:
        return replace(row, note=TWO_REPLIES)
    claim = drawers.sharing.of(row.id).claim
    ours = claim is None or claim.desk == parts.office.desk
    if claim is None or ours or claim.until <= office_time(parts, drawers):
        return row
    return replace(row, note=TAKEN_BY.format(name=claim.name, desk=claim.desk))


def lease_of(parts: Parts) -> timedelta:
    """How long an inquiry stays with a desk that is not heard of."""
    return timedelta(minutes=parts.settings.number("hub.lease_min"))


def office_time(parts: Parts, drawers: Drawers) -> datetime:
    """The time by the hub's clock, as far as this desk knows it."""
    link = drawers.sharing.link()
    return parts.now() - timedelta(milliseconds=link.skew_ms if link else 0)


def ask_leave(parts: Parts, dispatch: Dispatch) -> Leave:
    """Whether this reply may leave now. While the hub is away it waits, unless the office lets
    replies leave to inquiries that are still this desk's: nobody else can have those.
    """
    if parts.hub is None:
        return Leave.GRANTED
    with parts.cabinet.reading() as drawers:
        known = drawers.sharing.known(dispatch.id)
        claim = drawers.sharing.of(dispatch.inquiry).claim
        now = office_time(parts, drawers)
    try:
        said = parts.hub.leave(dispatch, known)
    except (Offline, Busy):
        if parts.settings.text("hub.offline") == "claimed" and _is_ours(parts, claim, now):
            return Leave.GRANTED
        raise
    if said is Leave.MISSING:
        raise Busy("The office hub has not heard of this inquiry yet.", "It is tried again.")
    return said


def rivaled(
    parts: Parts,
    journal: Journal,
    drawers: Drawers,
    inquiry: InquiryId,
    mine: str,
    theirs: Dispatch | None,
    name: str,
) -> None:
    """Keep both replies until a person has looked at them, and log that there are two."""
    answer = theirs.id if theirs else None
    before = drawers.sharing.rival(inquiry)
    drawers.sharing.put_rival(Rival(inquiry, mine, answer, name, parts.now()))
    if before is not None and before.mine == mine:
        return  # only now it is known whose the other one is
    data = {"theirs": answer or "", "name": name}
    drawers.log.append(journal.record(Happened.REPLY_RIVALED, data, inquiry=inquiry))


def note_claim(parts: Parts, drawers: Drawers, inquiry: InquiryId, until: datetime) -> None:
    """The hub has given the inquiry to this desk."""
    claim = Claim(parts.office.desk, parts.person.name, until)
    drawers.sharing.put(replace(drawers.sharing.of(inquiry), claim=claim))


def _is_ours(parts: Parts, claim: Claim | None, now: datetime) -> bool:
    return claim is not None and claim.desk == parts.office.desk and claim.until > now + MARGIN
