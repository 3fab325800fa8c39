# SPDX-License-Identifier: Apache-2.0
"""The queue's rows: inquiries, their messages and originals, what was set aside."""

import re
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from desktop_app.choice import OFFLINE
from desktop_app.domain.identity import InquiryId, MessageId
from desktop_app.domain.inquiry import (
    UNANSWERED,
    Channel,
    Correspondent,
    Inquiry,
    InquiryState,
    Message,
    QueueRow,
    SetAside,
    Urgency,
)
from desktop_app.domain.signals import Signal
from desktop_app.errors import Conflict
from desktop_app.ports import QueueFilter, QueueIndex
from desktop_app.rules.texts import well_formed
from services.storage.codec import (
    attachments_from_text,
    attachments_to_text,
    corrections_from_text,
    corrections_to_text,
    from_ms,
    screen_from_text,
    screen_to_text,
    signs_from_text,
    signs_to_text,
    to_ms,
)
from services.storage.database import Connection, Row

_FIELDS = (
    "id, office, state, revision, customer_name, customer_address, subject, channel, language,"
    " topic, urgency, received_at, due_at, note, work, despite, decided, corrections"
)
_MESSAGE = (
    "id, key, channel, sender_name, sender_address, subject, text, quoted, received_at,"
    " attachments, automatic, hidden, screen, signs"
)
_ROW = (
    "key, id, state, customer_name, customer_address, subject, language, topic, due_at, note,"
    " marks, messages, drafter, stale, (SELECT at FROM holds WHERE holds.inquiry = inquiries.id"
    " AND holds.state = 'waiting'), signals, planted"
)
_AT_ONCE = 500


class StoredInquiries:
    """Inquiries within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, inquiry: Inquiry, message: Message, original: bytes) -> None:
        """Put a new inquiry with its first message into the queue."""
        self._db.execute(
            f"INSERT INTO inquiries ({_FIELDS}, marks, drafter, messages)"
            f" VALUES ({_marks(18)}, 0, '', 0)",
            _whole(_values(inquiry)),
        )
        self._attach(inquiry, message, original)

    def follow(self, inquiry: Inquiry, message: Message, original: bytes) -> None:
        """Add a message to an inquiry's thread and store the inquiry as it now stands."""
        self.put(inquiry)
        self._db.execute("UPDATE inquiries SET work = ? WHERE id = ?", (inquiry.work, inquiry.id))
        self._attach(inquiry, message, original)

    def get(self, inquiry: InquiryId) -> Inquiry:
        """One inquiry with its thread."""
        row = self._one(f"SELECT {_FIELDS} FROM inquiries WHERE id = ?", inquiry)
        if row is None:
            raise Conflict("This inquiry is no longer here.", "Look at the queue again.")
        thread = self._db.execute(
            f"SELECT {_MESSAGE} FROM messages WHERE inquiry = ? ORDER BY place",
            (inquiry,),
        ).fetchall()
        drafted = self._db.execute(
            "SELECT json_extract(document, '$.draft.body') FROM suggestions WHERE inquiry = ?"
            " AND json_extract(document, '$.drafter') <> ? ORDER BY made_at, id",
            (inquiry, OFFLINE),
        ).fetchall()
        texts = tuple(str(body) for (body,) in drafted if body)
        return _inquiry(row, tuple(_message(line) for line in thread), texts)

    def put(self, inquiry: Inquiry) -> None:
        """Store an inquiry's own fields; its revision must be the next one."""
        changed = self._db.execute(
            "UPDATE inquiries SET state = ?, revision = ?, language = ?, topic = ?, urgency = ?,"
            " due_at = ?, note = ?, despite = ?, decided = ?, corrections = ?"
            " WHERE id = ? AND revision = ?",
            (
                inquiry.state.value,
                inquiry.revision,
                inquiry.language,
                inquiry.topic,
                inquiry.urgency.value,
                to_ms(inquiry.due_at),
                inquiry.note,
                well_formed(inquiry.despite),
                int(inquiry.decided),
                corrections_to_text(inquiry.corrections),
                inquiry.id,
                inquiry.revision - 1,
            ),
        ).rowcount
        if changed != 1:
            raise Conflict("This inquiry changed meanwhile.", "Look at it again.")

    def by_key(self, keys: Iterable[str]) -> InquiryId | None:
        """The inquiry whose thread, sent replies included, holds one of these message keys."""
        for key in keys:
            row = self._one(
                "SELECT inquiry FROM messages WHERE key = ?1"
                " UNION ALL SELECT inquiry FROM dispatches WHERE message_id = ?1",
                key,
            )
            if row is not None:
                return InquiryId(str(row[0]))
        return None

    def by_subject(self, sender: str, subject: str, since: datetime) -> InquiryId | None:
        """The newest inquiry of a sender's address under this bare subject since then."""
        row = self._db.execute(
            "SELECT id FROM inquiries WHERE customer_address = ? COLLATE NOCASE"
            " AND subject = ? COLLATE NOCASE AND received_at >= ?"
            " ORDER BY received_at DESC LIMIT 1",
            (sender, subject, to_ms(since)),
        ).fetchone()
        return None if row is None else InquiryId(str(row[0]))

    def original(self, message: MessageId) -> bytes:
        """A message as it arrived, byte for byte."""
        row = self._one("SELECT content FROM originals WHERE message = ?", message)
        if row is None:
            raise Conflict("The original of this message is no longer here.")
        return cast("bytes", row[0])

    def keep_work(self, inquiry: InquiryId, text: str | None) -> None:
        """Keep the reply text a person is working on."""
        self._db.execute("UPDATE inquiries SET work = ? WHERE id = ?", (text, inquiry))

    def decorate(self, inquiry: InquiryId, *, marks: int, drafter: str) -> None:
        """Note for the queue what the newest draft looks like."""
        self._db.execute(
            "UPDATE inquiries SET marks = ?, drafter = ?, stale = 0 WHERE id = ?",
            (marks, drafter, inquiry),
        )

    def index(self, wanted: QueueFilter) -> QueueIndex:
        """The order of the inquiries that match: where somebody may be in danger and nobody has
        answered, then due first, then as they came.
        """
        states = sorted(state.value for state in wanted.states)
        sql = f"SELECT key, due_at / 1000 FROM inquiries WHERE state IN ({_marks(len(states))})"
        values: list[object] = [*states]
        if words := _match(wanted.words):
            sql += " AND key IN (SELECT rowid FROM inquiry_words WHERE inquiry_words MATCH ?)"
            values.append(words)
        urgent = f"{sql} AND danger = 1 AND state IN ({_marks(len(UNANSWERED))})"
        waiting = [state.value for state in UNANSWERED]
        keys, due = array("q"), array("q")
        for key, at in self._db.execute(f"{urgent} ORDER BY due_at, key", [*values, *waiting]):
            keys.append(key)
            due.append(at)
        first = frozenset(keys)
        for key, at in self._db.execute(f"{sql} ORDER BY due_at, key", values):
            if key not in first:
                keys.append(key)
                due.append(at)
        return QueueIndex(keys, due, len(first))

    def rows(self, keys: Sequence[int]) -> tuple[QueueRow | None, ...]:
        """The lines of the queue for these keys, None where one is gone."""
        found: dict[int, QueueRow] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = list(keys[start : start + _AT_ONCE])
            sql = f"SELECT {_ROW} FROM inquiries WHERE key IN ({_marks(len(some))})"
            for row in self._db.execute(sql, some):
                found[cast("int", row[0])] = _queue_row(row)
        return tuple(found.get(key) for key in keys)

    def counts(self) -> dict[InquiryState, int]:
        """How many inquiries stand in each state."""
        counted = dict.fromkeys(InquiryState, 0)
        for state, count in self._db.execute(
            "SELECT state, count(*) FROM inquiries GROUP BY state"
        ):
            counted[InquiryState(state)] = count
        return counted

    def in_danger(self) -> int:
        """In how many unanswered inquiries somebody may be in danger."""
        states = [state.value for state in UNANSWERED]
        asked = _marks(len(states))
        sql = f"SELECT count(*) FROM inquiries WHERE danger = 1 AND state IN ({asked})"
        return cast("int", self._db.execute(sql, states).fetchone()[0])

    def drafting(self) -> tuple[InquiryId, ...]:
        """The inquiries a drafter was at work on."""
        rows = self._db.execute(
            "SELECT id FROM inquiries WHERE state = ?", (InquiryState.DRAFTING.value,)
        )
        return tuple(InquiryId(str(row[0])) for row in rows)

    def hold_aside(self, source: str, item: SetAside, at: datetime) -> None:
        """Keep something unreadable with its reason."""
        self._db.execute(
            "INSERT INTO set_aside (source, name, reason, at, original) VALUES (?, ?, ?, ?, ?)",
            _whole((source, item.name, item.reason, to_ms(at), item.original)),
        )

    def aside(self) -> tuple[tuple[str, str, datetime], ...]:
        """Name, reason and time of what was set aside, newest first."""
        rows = self._db.execute("SELECT name, reason, at FROM set_aside ORDER BY id DESC")
        return tuple((str(name), str(reason), from_ms(at)) for name, reason, at in rows)

    def _attach(self, inquiry: Inquiry, message: Message, original: bytes) -> None:
        self._db.execute(
            f"INSERT INTO messages ({_MESSAGE}, inquiry, place)"
            f" VALUES ({_marks(15)}, (SELECT count(*) FROM messages WHERE inquiry = ?15))",
            _whole(
                (
                    message.id,
                    message.key,
                    message.channel.value,
                    message.sender.name,
                    message.sender.address,
                    message.subject,
                    message.text,
                    message.quoted,
                    to_ms(message.received_at),
                    attachments_to_text(message.attachments),
                    int(message.automatic),
                    message.hidden,
                    screen_to_text(message.screen),
                    signs_to_text(message.signs),
                    inquiry.id,
                )
            ),
        )
        self._db.execute("INSERT INTO originals VALUES (?, ?)", (message.id, original))
        self._db.execute(
            "UPDATE inquiries SET messages = messages + 1, signals = ?, danger = ?, planted = ?"
            " WHERE id = ?",
            (
                " ".join(signal.value for signal in inquiry.signals),
                int(bool(inquiry.crises)),
                int(bool(inquiry.planted)),
                inquiry.id,
            ),
        )
        self._find_by_words(inquiry)

    def _find_by_words(self, inquiry: Inquiry) -> None:
        row = self._one("SELECT key FROM inquiries WHERE id = ?", inquiry.id)
        assert row is not None  # noqa: S101 - it was written a moment ago
        text = "\n".join(message.text for message in inquiry.thread)
        customer = f"{inquiry.customer.name} {inquiry.customer.address}"
        self._db.execute(
            "INSERT OR REPLACE INTO inquiry_words (rowid, customer, subject, text)"
            " VALUES (?, ?, ?, ?)",
            _whole((row[0], customer, inquiry.subject, text)),
        )

    def _one(self, sql: str, value: object) -> Row | None:
        return self._db.execute(sql, (value,)).fetchone()


def _whole(values: Row) -> Row:
    """Values as the store takes them: one bad character must not hold up a page of mail."""
    return tuple(well_formed(value) if isinstance(value, str) else value for value in values)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _match(words: str) -> str:
    """An FTS5 expression: every word, the last one as far as it is typed."""
    said = re.findall(r"\w+", words)
    if not said:
        return ""
    return " ".join(f'"{word}"' for word in said[:-1]) + f' "{said[-1]}"*'


def _values(inquiry: Inquiry) -> tuple[object, ...]:
    return (
        inquiry.id,
        inquiry.office,
        inquiry.state.value,
        inquiry.revision,
        inquiry.customer.name,
        inquiry.customer.address,
        inquiry.subject,
        inquiry.channel.value,
        inquiry.language,
        inquiry.topic,
        inquiry.urgency.value,
        to_ms(inquiry.received_at),
        to_ms(inquiry.due_at),
        inquiry.note,
        inquiry.work,
        inquiry.despite,
        int(inquiry.decided),
        corrections_to_text(inquiry.corrections),
    )


def _inquiry(row: Row, thread: tuple[Message, ...], drafted: tuple[str, ...]) -> Inquiry:
    return Inquiry(
        id=InquiryId(str(row[0])),
        office=str(row[1]),
        state=InquiryState(str(row[2])),
        revision=cast("int", row[3]),
        customer=Correspondent(str(row[4]), str(row[5])),
        subject=str(row[6]),
        channel=Channel(str(row[7])),
        language=str(row[8]),
        topic=str(row[9]),
        urgency=Urgency(str(row[10])),
        received_at=from_ms(row[11]),
        due_at=from_ms(row[12]),
        thread=thread,
        note=str(row[13]),
        work=None if row[14] is None else str(row[14]),
        drafted=drafted,
        despite=str(row[15]),
        decided=bool(row[16]),
        corrections=corrections_from_text(str(row[17])),
    )


def _message(row: Row) -> Message:
    return Message(
        id=MessageId(str(row[0])),
        key=str(row[1]),
        channel=Channel(str(row[2])),
        sender=Correspondent(str(row[3]), str(row[4])),
        subject=str(row[5]),
        text=str(row[6]),
        quoted=str(row[7]),
        received_at=from_ms(row[8]),
        attachments=attachments_from_text(str(row[9])),
        automatic=bool(row[10]),
        hidden=cast("int", row[11]),
        screen=screen_from_text(str(row[12])),
        signs=signs_from_text(str(row[13])),
    )


def _queue_row(row: Row) -> QueueRow:
    return QueueRow(
        id=InquiryId(str(row[1])),
        state=InquiryState(str(row[2])),
        customer=str(row[3]) or str(row[4]),
        subject=str(row[5]),
        language=str(row[6]),
        topic=str(row[7]),
        due_at=from_ms(row[8]),
        note=str(row[9]),
        marks=cast("int", row[10]),
        follow_up=cast("int", row[11]) > 1,
        drafter=str(row[12]),
        stale=bool(row[13]),
        signals=tuple(map(Signal, str(row[15]).split())),
        planted=bool(row[16]),
        held_at=None if row[14] is None else from_ms(row[14]),
    )
