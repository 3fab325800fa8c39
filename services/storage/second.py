# SPDX-License-Identifier: Apache-2.0
"""What second readers said, passage by passage."""

import json
from collections.abc import Iterable

from desktop_app.domain.identity import EntryId, InquiryId, SnippetId
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.second import Read, Task, View
from services.storage.codec import dumps
from services.storage.database import Connection

_COLUMNS = "task, passage, rules, into_language, view, text, model, entry"


class StoredSecondReadings:
    """Second readings within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, inquiry: InquiryId, remarks: Iterable[Read]) -> None:
        """Keep remarks; one about the same passage takes the place of an earlier one."""
        self._db.executemany(
            f"INSERT OR REPLACE INTO second_readings (inquiry, {_COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    inquiry,
                    one.task.value,
                    one.passage,
                    dumps([[ref.id, ref.version] for ref in one.rules]),
                    one.into,
                    one.view.value,
                    one.text,
                    one.model,
                    one.entry,
                )
                for one in remarks
            ],
        )

    def of(self, inquiry: InquiryId) -> tuple[Read, ...]:
        """Every remark about an inquiry."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM second_readings WHERE inquiry = ? ORDER BY rowid", (inquiry,)
        ).fetchall()
        return tuple(_read(row) for row in rows)


def _read(row: tuple[object, ...]) -> Read:
    task, passage, rules, into, view, text, model, entry = map(str, row)
    refs = tuple(SnippetRef(SnippetId(str(name)), int(no)) for name, no in json.loads(rules))
    return Read(Task(task), passage, refs, into, View(view), text, model, EntryId(entry))
