# SPDX-License-Identifier: Apache-2.0
"""Replies that were held for a supervisor, as rows. What was held is written once."""

import json
from datetime import datetime
from typing import cast

from desktop_app.domain.hold import Hold, HoldReason, HoldState
from desktop_app.domain.identity import DispatchId, HoldId, InquiryId, SuggestionId
from desktop_app.rules.texts import well_formed
from services.storage.codec import dumps, from_ms, letter_from_text, letter_to_text, to_ms
from services.storage.database import Connection, Row

_COLUMNS = (
    "id, inquiry, suggestion, letter, fingerprint, reasons, said, by, name, at, state, judge,"
    " judge_name, note, ended_at, dispatch"
)


class StoredHolds:
    """Holds within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, hold: Hold) -> None:
        """Keep a new hold."""
        self._db.execute(
            f"INSERT INTO holds ({_COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                hold.id,
                hold.inquiry,
                hold.suggestion,
                letter_to_text(hold.letter),
                hold.fingerprint,
                dumps([reason.value for reason in hold.reasons]),
                well_formed(hold.said),
                hold.by,
                hold.name,
                to_ms(hold.at),
                *_ending(hold),
            ),
        )

    def of(self, inquiry: InquiryId) -> Hold | None:
        """The newest hold of an inquiry, ended ones included."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM holds WHERE inquiry = ? ORDER BY key DESC LIMIT 1", (inquiry,)
        ).fetchone()
        return None if row is None else _hold(row)

    def put(self, hold: Hold) -> None:
        """Store what became of a hold; what was held is never written again."""
        self._db.execute(
            "UPDATE holds SET state = ?, judge = ?, judge_name = ?, note = ?, ended_at = ?,"
            " dispatch = ? WHERE id = ?",
            (*_ending(hold), hold.id),
        )

    def waiting(self) -> tuple[int, datetime | None]:
        """How many replies wait for a supervisor, and since when the oldest does."""
        row = self._db.execute(
            "SELECT count(*), min(at) FROM holds WHERE state = ?", (HoldState.WAITING.value,)
        ).fetchone()
        return cast("int", row[0]), None if row[1] is None else from_ms(row[1])


def _ending(hold: Hold) -> Row:
    return (
        hold.state.value,
        hold.judge,
        hold.judge_name,
        well_formed(hold.note),
        None if hold.ended_at is None else to_ms(hold.ended_at),
        hold.dispatch,
    )


def _hold(row: Row) -> Hold:
    return Hold(
        id=HoldId(str(row[0])),
        inquiry=InquiryId(str(row[1])),
        suggestion=None if row[2] is None else SuggestionId(str(row[2])),
        letter=letter_from_text(str(row[3])),
        fingerprint=str(row[4]),
        reasons=tuple(HoldReason(one) for one in cast("list[str]", json.loads(str(row[5])))),
        said=str(row[6]),
        by=str(row[7]),
        name=str(row[8]),
        at=from_ms(row[9]),
        state=HoldState(str(row[10])),
        judge=str(row[11]),
        judge_name=str(row[12]),
        note=str(row[13]),
        ended_at=None if row[14] is None else from_ms(row[14]),
        dispatch=None if row[15] is None else DispatchId(str(row[15])),
    )
