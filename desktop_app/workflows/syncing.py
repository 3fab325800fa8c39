# SPDX-License-Identifier: Apache-2.0
"""Keeping in step with the office: come by, hear what is new, tell what was done, hand over the
log.

All a desk does is in its own store first; here it is passed on, in order, as often as it takes.
Each step may be done twice and counts once.
"""

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import cast

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING, Changes
from desktop_app.domain.entry import Entry, Happened
from desktop_app.domain.identity import DispatchId, InquiryId, MessageId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.sharing import Leave, Link, Rival, SharedState
from desktop_app.errors import BadInput, Conflict, Misconfigured, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers, QueueFilter
from desktop_app.ports_hub import Hub, Pending
from desktop_app.rules.texts import references
from desktop_app.workflows.claims import lease_of, note_claim, rivaled
from desktop_app.workflows.hearing_office import Hearing
from desktop_app.workflows.journal import Journal

_PAGE = 200
_SETTLED = {
    DispatchState.DELIVERED: True,
    DispatchState.REFUSED: False,
    DispatchState.UNDONE: False,
}
_STATES = {InquiryState.CLOSED: SharedState.CLOSED, InquiryState.HELD: SharedState.HELD}


@dataclass(frozen=True, slots=True)
class Adopted:
    """What of this desk's is at the hub: how many inquiries, up to which entry of the log; which
    inquiries are not there, and how many changes the hub did not take.
    """

    inquiries: int
    entries: int
    missing: tuple[InquiryId, ...]
    waiting: int


class Syncing:
    """A desk's visits to its office's hub."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)
        self._hearing = Hearing(parts, self._journal)
        self._round = threading.Lock()

    @property
    def shares(self) -> bool:
        """Whether this desk has an office to be in step with."""
        return self._parts.hub is not None

    def sync(self, cancel: Cancel, *, wait: bool = False) -> Changes:
        """One visit. A second one at the same time does nothing, or waits for its turn; `Offline`
        leaves the rest for the next.
        """
        hub = self._parts.hub
        if hub is None or not self._round.acquire(blocking=wait):
            return NOTHING
        try:
            changed = self._meet(hub)
            changed |= self._hear(hub, cancel)
            changed |= self._tell(hub, cancel)
            self._hand_over(hub, cancel)
            return changed
        finally:
            self._round.release()

    def watch(self, on_news: Callable[[], None]) -> None:
        """Hear of news at once, on a thread of its own; without it they are found by coming by."""
        if (hub := self._parts.hub) is not None:
            hub.watch(on_news)

    def rival(self, name: InquiryId) -> tuple[Rival, str] | None:
        """Two replies to one inquiry, and the text of the one that left; None if there is one."""
        with self._parts.cabinet.reading() as drawers:
            rival = drawers.sharing.rival(name)
            if rival is None:
                return None
            theirs = drawers.outbox.get(rival.theirs).letter.body if rival.theirs else ""
        return rival, theirs

    def settle_rival(self, name: InquiryId) -> Changes:
        """A person has looked at both."""
        with self._parts.cabinet.writing() as drawers:
            drawers.sharing.settle_rival(name)
        return Changes(frozenset({name}), queue=True)

    def adopt(self, cancel: Cancel) -> Adopted:
        """Move everything this desk holds to its hub, then ask the hub for all it has and compare.
        What is there already is not moved again.
        """
        hub = self._parts.hub
        if hub is None:
            raise Misconfigured("No hub is set.", "Put hub.address into the settings.")
        self.sync(cancel)
        self.sync(cancel)
        there: set[InquiryId] = set()
        cursor, more = "", True
        while more:
            news = hub.news(cursor, _PAGE)
            there |= {shared.inquiry for shared in news.shared}
            cursor, more = news.cursor, news.more
        with self._parts.cabinet.reading() as drawers:
            keys = drawers.inquiries.index(QueueFilter(frozenset(InquiryState))).keys
            here = [row.id for row in drawers.inquiries.rows(keys) if row is not None]
            link, waiting = _link(drawers), drawers.sharing.waiting()
        missing = tuple(name for name in here if name not in there)
        return Adopted(len(here) - len(missing), link.sent, missing, waiting)

    def _meet(self, hub: Hub) -> Changes:
        parts = self._parts
        with parts.cabinet.writing() as drawers:
            known = drawers.sharing.link() or Link(life=parts.mint())
            link = replace(known, turn=known.turn + 1)
            drawers.sharing.put_link(link)
            head, _ = drawers.log.head()
        meeting = hub.meet(link, head, parts.now())
        restored = meeting.restored
        if restored:
            link = self._begin_again(link)
            meeting = hub.meet(link, link.sent, parts.now())
        skew = parts.now() - meeting.now
        with parts.cabinet.writing() as drawers:
            link = replace(
                link,
                sent=meeting.sent,
                skew_ms=round(skew.total_seconds() * 1000),
                met_at=parts.now(),
            )
            drawers.sharing.put_link(link)
        return Changes(log=restored)

    def _begin_again(self, link: Link) -> Link:
        """Our store is an older copy of one that went on: its log branches off where the hub and
        it agree, under a name of its own, and all is heard anew.
        """
        parts = self._parts
        again = Link(
            life=parts.mint(),
            turn=1,
            sent=link.sent,
            earlier=link.life,
            restored_at=parts.now(),
        )
        with parts.cabinet.writing() as drawers:
            drawers.sharing.put_link(again)
            data = {"earlier": link.life, "life": again.life, "sent": link.sent}
            drawers.log.append(self._journal.record(Happened.DESK_RESTORED, data))
        return again

    def _hear(self, hub: Hub, cancel: Cancel) -> Changes:
        changed, more = NOTHING, True
        while more and not cancel.requested:
            with self._parts.cabinet.reading() as drawers:
                cursor = _link(drawers).cursor
            news = hub.news(cursor, _PAGE)
            with self._parts.cabinet.writing() as drawers:
                mark = drawers.sharing.mark()
                changed |= self._hearing.take(drawers, news)
                drawers.sharing.forget_since(mark)
                drawers.sharing.put_link(replace(_link(drawers), cursor=news.cursor))
            more = news.more
        return changed

    def _tell(self, hub: Hub, cancel: Cancel) -> Changes:
        changed, after = NOTHING, 0
        while not cancel.requested:
            with self._parts.cabinet.reading() as drawers:
                some = drawers.sharing.pending(after, _PAGE)
            if not some:
                break
            after = some[-1].seq
            for one in some:
                try:
                    changed |= self._share(hub, one)
                except (NotAllowed, BadInput):
                    continue  # stays, for somebody who may; the rest goes on
                with self._parts.cabinet.writing() as drawers:
                    drawers.sharing.done(one)
        return changed

    def _share(self, hub: Hub, one: Pending) -> Changes:
        match one.kind:
            case "message":
                return self._share_message(hub, MessageId(one.ref))
            case "inquiry":
                return self._share_state(hub, InquiryId(one.ref))
            case "dispatch":
                return self._share_dispatch(hub, DispatchId(one.ref))
            case "claim":
                return self._share_claim(hub, InquiryId(one.ref))
            case _:
                return self._share_decision(hub, one.ref)

    def _share_message(self, hub: Hub, message: MessageId) -> Changes:
        with self._parts.cabinet.reading() as drawers:
            name = drawers.sharing.inquiry_of(message)
            if name is None:
                return NOTHING
            inquiry, original = drawers.inquiries.get(name), drawers.inquiries.original(message)
        twin = hub.publish(inquiry, {message: original})
        return NOTHING if twin == name else self._drop_double(inquiry)

    def _drop_double(self, inquiry: Inquiry) -> Changes:
        """A colleague's desk has the same message under another id; hers is the office's."""
        with self._parts.cabinet.writing() as drawers:
            current = drawers.inquiries.get(inquiry.id)
            if not current.may_become(InquiryState.CLOSED):
                return NOTHING
            mark = drawers.sharing.mark()
            closed = replace(
                current,
                state=InquiryState.CLOSED,
                revision=current.revision + 1,
                note="Came to another desk as well",
            )
            drawers.inquiries.put(closed)
            drawers.sharing.forget_since(mark)
        return Changes(frozenset({inquiry.id}), queue=True)

    def _share_state(self, hub: Hub, name: InquiryId) -> Changes:
        with self._parts.cabinet.reading() as drawers:
            state, shared = drawers.inquiries.get(name).state, drawers.sharing.of(name)
        wanted = _STATES.get(state, SharedState.OPEN)
        if state is InquiryState.SENT or shared.state is wanted:
            return NOTHING
        if hub.put_state(name, wanted, shared.answer):
            with self._parts.cabinet.writing() as drawers:
                drawers.sharing.put(replace(drawers.sharing.of(name), state=wanted))
        return NOTHING

    def _share_claim(self, hub: Hub, name: InquiryId) -> Changes:
        given = hub.claim([name], lease_of(self._parts))
        if name in given:
            with self._parts.cabinet.writing() as drawers:
                note_claim(self._parts, drawers, name, given[name])
        return NOTHING  # where a colleague has it, the next look tells whose it is

    def _share_dispatch(self, hub: Hub, name: DispatchId) -> Changes:
        with self._parts.cabinet.reading() as drawers:
            dispatch, known = drawers.outbox.get(name), drawers.sharing.known(name)
        delivered = _SETTLED.get(dispatch.state)
        if delivered is None:
            return NOTHING
        if delivered and hub.leave(dispatch, known) in {Leave.ANSWERED, Leave.TAKEN}:
            # It left while the hub was away, and so did a colleague's: a person is told.
            with self._parts.cabinet.writing() as drawers:
                mine, about = dispatch.letter.body, dispatch.inquiry
                rivaled(self._parts, self._journal, drawers, about, mine, None, "")
            return Changes(frozenset({dispatch.inquiry}), queue=True, log=True)
        hub.settle(name, delivered=delivered)
        if delivered:
            with self._parts.cabinet.writing() as drawers:
                shared = drawers.sharing.of(dispatch.inquiry)
                drawers.sharing.put(
                    replace(shared, state=SharedState.ANSWERED, claim=None, answer=name)
                )
            return self._share_state(hub, dispatch.inquiry)  # it may be open again by now
        return NOTHING

    def _share_decision(self, hub: Hub, subject: str) -> Changes:
        with self._parts.cabinet.reading() as drawers:
            standing = drawers.decisions.all(self._parts.office.id)
        for decided in standing:
            if decided.subject == subject:
                hub.decide(decided)
        return NOTHING

    def _hand_over(self, hub: Hub, cancel: Cancel) -> None:
        while not cancel.requested:
            with self._parts.cabinet.reading() as drawers:
                link = _link(drawers)
                entries = drawers.sharing.entries(link.sent, _PAGE)
                texts = _texts(drawers, entries)
            if not entries:
                return
            hub.append(link.life, entries, texts)
            with self._parts.cabinet.writing() as drawers:
                drawers.sharing.put_link(replace(_link(drawers), sent=entries[-1].seq))


def _link(drawers: Drawers) -> Link:
    link = drawers.sharing.link()
    if link is None:
        raise Conflict("This desk has not met its office yet.")
    return link


def _texts(drawers: Drawers, entries: Iterable[Entry]) -> dict[str, str]:
    """The texts that some entries refer to."""
    found: dict[str, str] = {}
    for entry in entries:
        body = cast("dict[str, object]", json.loads(entry.body))
        for name in references(body.get("data")) - found.keys():
            if (text := drawers.log.text(name)) is not None:
                found[name] = text
    return found
