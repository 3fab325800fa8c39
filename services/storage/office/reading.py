# SPDX-License-Identifier: Apache-2.0
"""What changed at a hub since a desk last looked.

Transactions do not end in the order in which they began, so a place in a sequence would pass over
what commits late. Each row carries the transaction that wrote it, and the next look begins at the
oldest one that was still running in this look: nothing is missed, and some things come twice.
"""

from psycopg.rows import TupleRow

from desktop_app.domain.control import Decided
from desktop_app.domain.identity import DispatchId, InquiryId, SuggestionId
from desktop_app.domain.inquiry import Inquiry, Message
from desktop_app.domain.outbound import Dispatch, DispatchState, Letter
from desktop_app.domain.sharing import Answer, Claim, News, Shared, SharedState
from services.storage.codec import from_ms, letter_from_text
from services.storage.office.documents import inquiry_from_text, message_from_text
from services.storage.office.line import SCHEMA, Connection

_NO_LETTER = Letter("", "", "", "")


def news(db: Connection, cursor: str, most: int, *, with_letters: bool) -> News:
    """One page of what this office's desks may see."""
    oldest = _one(db, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
    since = cursor or "0"
    if int(since) > int(oldest):  # another server than before, restored from a dump
        since = "0"
    while True:
        rows = db.execute(
            "SELECT id, office, document, state, claim_desk, claim_name, claim_until, answer,"
            f" change::text FROM {SCHEMA}.inquiries WHERE change >= %s::xid8"
            " ORDER BY change, id LIMIT %s",
            (since, most),
        ).fetchall()
        more = len(rows) == most
        if not more or str(rows[-1][8]) != since:
            break
        most *= 2  # one transaction wrote more than a page
    names = [str(row[0]) for row in rows]
    threads, originals = _messages(db, names, since)
    return News(
        cursor=str(rows[-1][8]) if more else oldest,
        shared=tuple(_shared(row) for row in rows),
        inquiries=tuple(
            (_inquiry(row, threads[name]), tuple(originals[name]))
            for row, name in zip(rows, names, strict=True)
            if name in threads
        ),
        answers=_answers(db, names, since, with_letters=with_letters),
        decisions=_decisions(db, since),
        more=more,
    )


def _messages(
    db: Connection, names: list[str], since: str
) -> tuple[dict[str, list[Message]], dict[str, list[bytes]]]:
    threads: dict[str, list[Message]] = {}
    originals: dict[str, list[bytes]] = {}
    rows = db.execute(
        f"SELECT inquiry, id, key, document, original FROM {SCHEMA}.messages"
        " WHERE inquiry = ANY (%s) AND change >= %s::xid8 ORDER BY inquiry, place",
        (names, since),
    )
    for inquiry, name, key, document, original in rows:
        threads.setdefault(str(inquiry), []).append(
            message_from_text(str(name), str(key), str(document))
        )
        originals.setdefault(str(inquiry), []).append(bytes(original))
    return threads, originals


def _answers(
    db: Connection, names: list[str], since: str, *, with_letters: bool
) -> tuple[Answer, ...]:
    letter = "letter" if with_letters else "''"
    rest = "suggestion, approved" if with_letters else "NULL, ''"
    rows = db.execute(
        f"SELECT id, inquiry, coalesce(previous, ''), message_id, {letter}, desk, name, state,"
        f" {rest}, at FROM {SCHEMA}.answers WHERE inquiry = ANY (%s) AND change >= %s::xid8"
        " ORDER BY at, id",
        (names, since),
    )
    return tuple(_answer(row) for row in rows)


def _answer(row: TupleRow) -> Answer:
    name, inquiry, previous, message_id, letter, desk, who, state, suggestion, approved, at = row
    dispatch = Dispatch(
        id=DispatchId(str(name)),
        inquiry=InquiryId(str(inquiry)),
        suggestion=SuggestionId(str(suggestion)) if suggestion else None,
        letter=letter_from_text(str(letter)) if letter else _NO_LETTER,
        message_id=str(message_id),
        approved=str(approved),
        state=DispatchState.DELIVERED,
        not_before=at,
    )
    return Answer(
        dispatch, str(previous), str(desk), str(who), state == "delivered", state == "withdrawn"
    )


def _decisions(db: Connection, since: str) -> tuple[Decided, ...]:
    rows = db.execute(
        f"SELECT subject, value, reason, account, name, at FROM {SCHEMA}.decisions"
        " WHERE change >= %s::xid8 ORDER BY at",
        (since,),
    )
    return tuple(
        Decided(str(subject), str(value), str(reason), str(by), str(name), from_ms(at))
        for subject, value, reason, by, name, at in rows
    )


def _shared(row: TupleRow) -> Shared:
    claim = None if row[6] is None else Claim(str(row[4]), str(row[5]), row[6])
    return Shared(InquiryId(str(row[0])), SharedState(str(row[3])), claim, str(row[7] or ""))


def _inquiry(row: TupleRow, thread: list[Message]) -> Inquiry:
    return inquiry_from_text(str(row[0]), str(row[1]), str(row[2]), thread)


def _one(db: Connection, statement: str) -> str:
    row = db.execute(statement.encode()).fetchone()
    return str(row[0]) if row else "0"
