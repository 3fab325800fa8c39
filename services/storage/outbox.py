# SPDX-License-Identifier: Apache-2.0
"""The outbox: replies as rows that survive anything, from approval to receipt."""

from datetime import datetime
from typing import cast

from desktop_app.domain.identity import DispatchId, InquiryId, SuggestionId
from desktop_app.domain.outbound import PENDING, Dispatch, DispatchState
from desktop_app.errors import Conflict
from services.storage.codec import from_ms, letter_from_text, letter_to_text, to_ms
from services.storage.database import Connection, Row

_COLUMNS = (
    "id, inquiry, suggestion, letter, message_id, approved, state, not_before, attempts, trouble"
)


class StoredOutbox:
    """Dispatches within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, dispatch: Dispatch) -> None:
        """Queue a reply."""
        self._db.execute(
            f"INSERT INTO dispatches ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                dispatch.id,
                dispatch.inquiry,
                dispatch.suggestion,
                letter_to_text(dispatch.letter),
                dispatch.message_id,
                dispatch.approved,
                dispatch.state.value,
                to_ms(dispatch.not_before),
                dispatch.attempts,
                dispatch.trouble,
            ),
        )

    def get(self, dispatch: DispatchId) -> Dispatch:
        """One dispatch."""
        found = self._some("WHERE id = ?", dispatch)
        if not found:
            raise Conflict("This reply is no longer in the outbox.")
        return found[0]

    def of(self, inquiry: InquiryId) -> Dispatch | None:
        """The newest dispatch of an inquiry."""
        found = self._some("WHERE inquiry = ? ORDER BY rowid DESC LIMIT 1", inquiry)
        return found[0] if found else None

    def put(self, dispatch: Dispatch) -> None:
        """Store a dispatch's state; what was approved is never written again."""
        self._db.execute(
            "UPDATE dispatches SET state = ?, not_before = ?, attempts = ?, trouble = ?"
            " WHERE id = ?",
            (
                dispatch.state.value,
                to_ms(dispatch.not_before),
                dispatch.attempts,
                dispatch.trouble,
                dispatch.id,
            ),
        )

    def due(self, at: datetime) -> tuple[Dispatch, ...]:
        """What waits and may leave at `at`, oldest first."""
        return self._some(
            "WHERE state = ? AND not_before <= ? ORDER BY not_before, rowid",
            DispatchState.WAITING.value,
            to_ms(at),
        )

    def sending(self) -> tuple[Dispatch, ...]:
        """What was being handed over when the program last stopped."""
        return self._some("WHERE state = ? ORDER BY rowid", DispatchState.SENDING.value)

    def waiting(self) -> tuple[int, datetime | None]:
        """How many replies wait, and when the next may leave."""
        first, second = sorted(state.value for state in PENDING)
        row = self._db.execute(
            "SELECT count(*), min(not_before) FROM dispatches WHERE state IN (?, ?)",
            (first, second),
        ).fetchone()
        return cast("int", row[0]), None if row[1] is None else from_ms(row[1])

    def _some(self, where: str, *values: object) -> tuple[Dispatch, ...]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM dispatches {where}", values)
        return tuple(_dispatch(row) for row in rows)


def _dispatch(row: Row) -> Dispatch:
    return Dispatch(
        id=DispatchId(str(row[0])),
        inquiry=InquiryId(str(row[1])),
        suggestion=None if row[2] is None else SuggestionId(str(row[2])),
        letter=letter_from_text(str(row[3])),
        message_id=str(row[4]),
        approved=str(row[5]),
        state=DispatchState(str(row[6])),
        not_before=from_ms(row[7]),
        attempts=cast("int", row[8]),
        trouble=str(row[9]),
    )
