# SPDX-License-Identifier: Apache-2.0
"""Pulling inquiries in: once each, follow-ups to their thread, the unreadable set aside, all
logged.
"""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING, Changes
from desktop_app.domain.entry import Happened, Record
from desktop_app.domain.identity import InquiryId, MessageId
from desktop_app.domain.inquiry import (
    UNANSWERED,
    Arrival,
    Inquiry,
    InquiryState,
    Message,
    SetAside,
)
from desktop_app.domain.screening import Screening
from desktop_app.domain.signals import CRISES
from desktop_app.errors import Offline, StoreFault
from desktop_app.parts import Parts
from desktop_app.ports import Drawers, Page, Taken
from desktop_app.rules import triage
from desktop_app.rules.letters import bare_subject, is_reply
from desktop_app.rules.questions import lookups
from desktop_app.workflows.holding import overtaken
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import MaskedInquiry, mask_inquiry
from desktop_app.workflows.outcome import NEW_MESSAGE
from desktop_app.workflows.syncing import Syncing

SAME_MATTER = timedelta(days=30)
"""How long a reply to the same subject by the same sender counts as the same matter."""

READABLE = 20
"""From how many letters on a language that cannot be told is told to be unclear."""

AUTOMATIC = "Automatic message"
RETURNED = "The reply came back"
"""The note of an inquiry whose reply a mail server could not deliver."""

ANOTHER_ADDRESS = "Written from another address"
"""The note of an inquiry whose follow-up, and so the reply, has another address than before."""


@dataclass(frozen=True, slots=True)
class _Masked:
    inquiry: Inquiry
    masked: MaskedInquiry

    def says_the_same_as(self, other: Inquiry) -> bool:
        """Whether masking the other gives the same."""
        mine = self.inquiry
        return (mine.customer, mine.subject, mine.thread, mine.corrections) == (
            other.customer,
            other.subject,
            other.thread,
            other.corrections,
        )


class Intake:
    """Brings the queue up to date."""

    def __init__(self, parts: Parts, syncing: Syncing) -> None:
        self._parts = parts
        self._syncing = syncing
        self._journal = Journal(parts)

    def pull(self, cancel: Cancel) -> Changes:
        """Take everything that is new at the source; each page is safe before the next is
        fetched. Where nothing is, the language model may go until something comes.
        """
        hub = self._parts.hub
        if hub is None:
            return self._pull(cancel)
        with ExitStack() as lock:
            try:
                ours = lock.enter_context(hub.pulling())
                if not ours:
                    return NOTHING
                changed = self._syncing.sync(cancel, wait=True)  # what colleagues pulled before us
            except Offline:
                return NOTHING  # whoever has the line pulls for the office
            changed |= self._pull(cancel)
            # Before another may pull: she has to know these messages.
            return changed | self._syncing.sync(cancel, wait=True)

    def _pull(self, cancel: Cancel) -> Changes:
        changed = NOTHING
        more = True
        while more and not cancel.requested:
            page = self._fetch(cancel)
            changed |= self._take(page)
            more = page.more
        if not changed:
            self._parts.guess_language.rest()
        return changed

    def watch(self, cancel: Cancel) -> bool:
        """Wait until a pull is worth while; False at once where the source cannot tell."""
        return self._parts.source.watch(cancel)

    def examine(self) -> str:
        """Reach out to the source without changing anything; a sentence on what was found."""
        return self._parts.source.examine()

    def add(self, arrival: Arrival) -> InquiryId:
        """Take one message that a person hands over, as if the source had brought it."""
        page = Page((arrival,), (), (), "")
        self._take(page)
        with self._parts.cabinet.reading() as drawers:
            found = drawers.inquiries.by_key((arrival.key,))
        if found is None:
            raise StoreFault("The message could not be found again after it was stored.")
        return found

    def _fetch(self, cancel: Cancel) -> Page:
        cabinet, source = self._parts.cabinet, self._parts.source
        with cabinet.reading() as drawers:
            cursor = drawers.arrivals.cursor(source.name)

        def seen(taken: Taken) -> bool:
            with cabinet.reading() as drawers:  # by itself: no transaction lasts as long as a line
                return drawers.arrivals.seen(source.name, taken)

        return source.fetch(cursor, seen, cancel)

    def _take(self, page: Page) -> Changes:
        name = self._parts.source.name
        if not (page.arrivals or page.set_aside or page.taken):
            self._note_cursor(name, page.cursor)
            return NOTHING
        understood = [self._understand(arrival) for arrival in page.arrivals]
        masked = self._masked_ahead(page.arrivals, understood)
        touched: set[InquiryId] = set()
        with self._parts.cabinet.writing() as drawers:
            for arrival, inquiry in zip(page.arrivals, understood, strict=True):
                if (found := self._file(drawers, arrival, inquiry, masked)) is not None:
                    touched.add(found)
            for item in page.set_aside:
                self._put_aside(drawers, name, item)
            if page.taken:
                drawers.arrivals.note(name, page.taken, page.cursor)
        aside = bool(page.set_aside)
        return Changes(
            frozenset(touched), queue=bool(touched), log=bool(touched) or aside, set_aside=aside
        )

    def _note_cursor(self, name: str, cursor: str) -> None:
        """Remember how far a page went that brought nothing: the next one goes on from there."""
        cabinet = self._parts.cabinet
        with cabinet.reading() as drawers:
            known = drawers.arrivals.cursor(name)
        if cursor and cursor != known:
            with cabinet.writing() as drawers:
                drawers.arrivals.note(name, (), cursor)

    def _understand(self, arrival: Arrival) -> Inquiry:
        """The inquiry this message would open, were it the first of its thread."""
        parts = self._parts
        now = parts.now()
        received = min(arrival.sent_at or now, now)
        text = f"{arrival.subject}\n{arrival.text}"
        searches = (
            parts.library.search(parts.asking(asked, received.date()), 5)
            for asked in lookups(arrival.subject, arrival.text)
        )
        hits = sorted(chain.from_iterable(searches), key=lambda hit: -hit.score)
        pressing = triage.urgency(text)
        return Inquiry(
            id=InquiryId(parts.mint()),
            office=parts.office.id,
            state=InquiryState.OPEN,
            revision=1,
            customer=arrival.sender,
            subject=bare_subject(arrival.subject),
            channel=arrival.channel,
            language=self._language(arrival),
            topic=triage.topic(hits),
            urgency=pressing,
            received_at=received,
            due_at=triage.due(
                received, pressing, parts.settings.number("office.answer_within_hours")
            ),
            thread=(self._message(arrival, received),),
            note=AUTOMATIC if arrival.automatic else "",
        )

    def _language(self, arrival: Arrival) -> str:
        """The language of a message, else of its subject. Where there is enough to read and it is
        still not clear, that is said; a few words without a sign are taken for the office's own.
        """
        guess = self._parts.guess_language
        told = guess(arrival.text) or guess(arrival.subject)
        letters = sum(sign.isalpha() for sign in arrival.text)
        return told or ("" if letters >= READABLE else self._parts.phrases.fallback)

    def _message(self, arrival: Arrival, received: datetime) -> Message:
        """The message with what the screen and the signals make of its words."""
        # Their patterns take a quarter of a second to compile, and the queue is shown without them.
        from desktop_app.rules import screening, signals  # noqa: PLC0415

        plain = _message(MessageId(self._parts.mint()), arrival, received)
        judge = self._parts.judge_passages
        screen = screening.screen(arrival.text, judge)
        beside = screening.beside(arrival.subject, arrival.concealed, judge)
        of_subject = [replace(sign, start=0, end=0) for sign in signals.signs(arrival.subject)]
        return replace(
            plain,
            screen=Screening((*beside, *screen.passages)),
            signs=(*of_subject, *signals.signs(arrival.text)),
        )

    def _masked_ahead(
        self, arrivals: Iterable[Arrival], understood: Iterable[Inquiry]
    ) -> dict[MessageId, _Masked]:
        """By its newest message, each thread as it will most likely stand: masking a long one takes
        seconds, and nobody else can write while a transaction is open.
        """
        opened: dict[str, InquiryId] = {}
        grown: dict[InquiryId, Inquiry] = {}
        threads: list[Inquiry] = []
        with self._parts.cabinet.reading() as drawers:
            for arrival, inquiry in zip(arrivals, understood, strict=True):
                if arrival.key in opened or drawers.inquiries.by_key((arrival.key,)) is not None:
                    continue
                known = next((opened[key] for key in _answers(arrival) if key in opened), None)
                if known is None:
                    known = self._thread_of(drawers, arrival, inquiry.received_at)
                thread = inquiry
                if known is not None:
                    thread = _with(grown.get(known) or drawers.inquiries.get(known), inquiry)
                opened[arrival.key] = thread.id
                grown[thread.id] = thread
                threads.append(thread)
        return {
            thread.thread[-1].id: _Masked(thread, mask_inquiry(thread, self._parts.recognizers))
            for thread in threads
        }

    def _file(
        self,
        drawers: Drawers,
        arrival: Arrival,
        inquiry: Inquiry,
        masked: Mapping[MessageId, _Masked],
    ) -> InquiryId | None:
        """Store one message; None if it was here before."""
        if drawers.inquiries.by_key((arrival.key,)) is not None:
            return None
        known = self._thread_of(drawers, arrival, inquiry.received_at)
        if known is None:
            drawers.inquiries.add(inquiry, inquiry.latest, arrival.original)
            record = self._arrived(Happened.INQUIRY_ARRIVED, inquiry, masked, arrival.undelivered)
            drawers.log.append(record)
            self._raise_alarm(drawers, inquiry)
            return inquiry.id
        grown = _with(drawers.inquiries.get(known), inquiry)
        held = grown.state is InquiryState.HELD and not arrival.automatic
        if held:
            grown = overtaken(self._parts, self._journal, drawers, grown)
        grown = self._answered_by(grown, arrival, inquiry, had_text=held)
        drawers.inquiries.follow(grown, inquiry.latest, arrival.original)
        record = self._arrived(Happened.INQUIRY_FOLLOWED, grown, masked, arrival.undelivered)
        drawers.log.append(record)
        self._raise_alarm(drawers, grown)
        return known

    def _raise_alarm(self, drawers: Drawers, inquiry: Inquiry) -> None:
        """Log that the newest message has signs of danger, where it has."""
        news = inquiry.thread[-1]
        danger = [sign.signal for sign in news.signs if sign.signal in CRISES]
        if danger and not news.automatic:
            data = {"signals": [signal.value for signal in dict.fromkeys(danger)]}
            record = self._journal.record(Happened.CRISIS_RAISED, data, inquiry=inquiry.id)
            drawers.log.append(record)

    @staticmethod
    def _answered_by(
        grown: Inquiry, arrival: Arrival, news: Inquiry, *, had_text: bool = False
    ) -> Inquiry:
        """What a follow-up makes of its inquiry: it reopens what was answered or closed, presses as
        much as its own words do, and a person hears of it. An automatic one only shows, unless it
        says that the reply never arrived.
        """
        waits = grown.state in UNANSWERED
        if arrival.automatic:
            if arrival.undelivered and grown.state in {InquiryState.SENT, InquiryState.CLOSED}:
                reopened = replace(grown, state=InquiryState.OPEN, due_at=news.due_at, work=None)
                return replace(reopened, note=RETURNED)
            return grown if waits else replace(grown, note=AUTOMATIC)
        grown = replace(grown, despite="", decided=False)
        known, wrote = grown.customer.address.casefold(), arrival.sender.address.casefold()
        note = NEW_MESSAGE if had_text or grown.state is InquiryState.DRAFTED else ""
        note = ANOTHER_ADDRESS if known and wrote and wrote != known else note
        if not waits:
            return replace(
                grown,
                state=InquiryState.OPEN,
                due_at=news.due_at,
                urgency=news.urgency,
                note=note,
                work=None,
            )
        if news.due_at < grown.due_at:
            grown = replace(grown, due_at=news.due_at, urgency=news.urgency)
        return replace(grown, note=note)

    @staticmethod
    def _thread_of(drawers: Drawers, arrival: Arrival, received: datetime) -> InquiryId | None:
        keys = _answers(arrival)
        found = drawers.inquiries.by_key(keys) if keys else None
        if found is None and is_reply(arrival.subject) and arrival.sender.address:
            found = drawers.inquiries.by_subject(
                arrival.sender.address, bare_subject(arrival.subject), received - SAME_MATTER
            )
        return found

    def _arrived(
        self,
        happened: Happened,
        inquiry: Inquiry,
        ahead: Mapping[MessageId, _Masked],
        undelivered: str,
    ) -> Record:
        latest = inquiry.thread[-1]
        ready = ahead.get(latest.id)
        if ready is not None and ready.says_the_same_as(inquiry):
            masked = ready.masked
        else:  # the thread has grown in between: by another window, or found by its subject
            masked = mask_inquiry(inquiry, self._parts.recognizers)
        data: dict[str, object] = {
            "channel": latest.channel.value,
            "language": inquiry.language,
            "topic": inquiry.topic,
            "urgency": inquiry.urgency.value,
            "due": inquiry.due_at.isoformat(),
            "subject": masked.subject,
            "text": masked.messages[-1],
            "attachments": list(masked.attachments),
            "hidden_characters": latest.hidden,
            "automatic": latest.automatic,
            "screen": {"planted": latest.screen.planted, "rules": list(latest.screen.rules)},
            "signals": list(dict.fromkeys(sign.signal.value for sign in latest.signs)),
        }
        if undelivered:
            data["undelivered"] = undelivered
        return self._journal.record(happened, data, inquiry=inquiry.id)

    def _put_aside(self, drawers: Drawers, source: str, item: SetAside) -> None:
        drawers.inquiries.hold_aside(source, item, self._parts.now())
        data = {"source": source, "reason": item.reason, "size": len(item.original)}
        drawers.log.append(self._journal.record(Happened.MESSAGE_SET_ASIDE, data, outcome="failed"))


def _answers(arrival: Arrival) -> list[str]:
    """The keys of the messages that a message says it answers, the nearest first."""
    return [key for key in (arrival.in_reply_to, *reversed(arrival.references)) if key]


def _with(thread: Inquiry, news: Inquiry) -> Inquiry:
    """A thread with one message more."""
    return replace(thread, revision=thread.revision + 1, thread=(*thread.thread, news.latest))


def _message(name: MessageId, arrival: Arrival, received: datetime) -> Message:
    return Message(
        id=name,
        key=arrival.key,
        channel=arrival.channel,
        sender=arrival.sender,
        subject=arrival.subject,
        text=arrival.text,
        quoted=arrival.quoted,
        received_at=received,
        attachments=arrival.attachments,
        automatic=arrival.automatic,
        hidden=arrival.hidden,
    )
