# SPDX-License-Identifier: Apache-2.0
"""What was taken from which source, and how far."""

from collections.abc import Iterable

from desktop_app.ports import Taken
from services.storage.database import Connection


class StoredArrivals:
    """The sources' progress within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def cursor(self, source: str) -> str:
        """Where the last fetch ended; empty at first."""
        row = self._db.execute(
            "SELECT cursor FROM source_cursors WHERE source = ?", (source,)
        ).fetchone()
        return "" if row is None else str(row[0])

    def seen(self, source: str, taken: Taken) -> bool:
        """Whether this item was taken before with this signature."""
        row = self._db.execute(
            "SELECT 1 FROM source_items WHERE source = ? AND item = ? AND signature = ?",
            (source, taken.item, taken.signature),
        ).fetchone()
        return row is not None

    def note(self, source: str, taken: Iterable[Taken], cursor: str) -> None:
        """Remember what was taken and how far."""
        self._db.executemany(
            "INSERT OR REPLACE INTO source_items (source, item, signature) VALUES (?, ?, ?)",
            [(source, one.item, one.signature) for one in taken],
        )
        self._db.execute("INSERT OR REPLACE INTO source_cursors VALUES (?, ?)", (source, cursor))
