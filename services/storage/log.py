# SPDX-License-Identifier: Apache-2.0
"""The suggestion log's rows. Triggers refuse to change or remove one; the chain shows if somebody
did.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from desktop_app.domain.entry import START, Entry, Record
from desktop_app.domain.identity import EntryId
from desktop_app.errors import BadInput
from desktop_app.ports import LogFilter
from desktop_app.rules.chain import link
from services.storage.database import Connection, Row

_AT_ONCE = 256


class StoredLog:
    """The log within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def append(self, record: Record) -> Entry:
        """Chain a record on and store it with the texts it refers to."""
        seq, prev = self.head()
        entry, texts = link(record, seq + 1, prev)
        self._db.executemany("INSERT INTO log_texts VALUES (?, ?)", texts.items())
        self._db.execute(
            "INSERT INTO log_entries (seq, body, hash) VALUES (?, ?, ?)",
            (entry.seq, entry.body, entry.hash),
        )
        return entry

    def count(self, wanted: LogFilter) -> int:
        """How many entries match."""
        where, values = _where(wanted)
        row = self._db.execute(f"SELECT count(*) FROM log_entries {where}", values).fetchone()
        return cast("int", row[0])

    def page(self, wanted: LogFilter, before: int | None, limit: int) -> tuple[Entry, ...]:
        """Newest first, those with a place below `before`."""
        where, values = _where(wanted, before)
        rows = self._db.execute(
            f"SELECT seq, body, hash FROM log_entries {where} ORDER BY seq DESC LIMIT ?",
            [*values, limit],
        )
        return tuple(_entry(row) for row in rows)

    def get(self, entry: EntryId) -> Entry:
        """One entry by its id, or by the beginning of it where no other begins so."""
        rows = self._db.execute(
            "SELECT seq, body, hash FROM log_entries WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2",
            (entry,),
        ).fetchall()
        if len(rows) != 1 or not entry:
            why = "Several entries begin so" if rows else "The log has no such entry"
            raise BadInput(f"{why}.", "Look for the id in the list of entries.")
        return _entry(rows[0])

    def walk(self) -> Iterator[Entry]:
        """Every entry from the first on, a few at a time in memory."""
        cursor = self._db.execute("SELECT seq, body, hash FROM log_entries ORDER BY seq")
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                yield _entry(row)

    def head(self) -> tuple[int, str]:
        """Place and hash the log believes its last entry has."""
        row = self._db.execute("SELECT seq, hash FROM log_head").fetchone()
        return (0, START) if row is None else (cast("int", row[0]), str(row[1]))

    def last(self) -> tuple[int, datetime | None]:
        """How many entries there are, and when the last was written."""
        row = self._db.execute(
            "SELECT seq, at FROM log_entries ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return 0, None
        return cast("int", row[0]), datetime.fromisoformat(str(row[1]))

    def text(self, sha256: str) -> str | None:
        """A text an entry refers to, or None if it is not there."""
        row = self._db.execute("SELECT body FROM log_texts WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else str(row[0])

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with its SHA-256, as they lie in the file."""
        cursor = self._db.execute("SELECT sha256, body FROM log_texts")
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                yield str(row[0]), str(row[1])


def _where(wanted: LogFilter, before: int | None = None) -> tuple[str, list[object]]:
    pairs: list[tuple[str, object]] = [
        (f"{name} = ?", value)
        for name, value in (
            ("account", wanted.account),
            ("inquiry", wanted.inquiry),
            ("happened", wanted.happened),
        )
        if value
    ]
    if before is not None:
        pairs.append(("seq < ?", before))
    if not pairs:
        return "", []
    return "WHERE " + " AND ".join(sql for sql, _ in pairs), [value for _, value in pairs]


def _entry(row: Row) -> Entry:
    return Entry(cast("int", row[0]), str(row[1]), str(row[2]))
