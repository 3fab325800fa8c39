# SPDX-License-Identifier: Apache-2.0
"""The suggestion log's rows. Triggers refuse to change or remove one; the chain shows if somebody
did.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from desktop_app.domain.entry import START, Entry, Record
from desktop_app.domain.identity import EntryId
from desktop_app.domain.spending import Spent
from desktop_app.errors import BadInput
from desktop_app.ports import LogFilter
from desktop_app.rules.chain import link
from services.storage.database import Connection, Row

_AT_ONCE = 256


def _bytes(column: str) -> str:
    """The bytes of a column of text, for SQL: one that is no UTF-8 must be found by the chain and
    not stop the walk.
    """
    return f"CASE typeof({column}) WHEN 'text' THEN CAST({column} AS BLOB) END"


_ENTRY = f"SELECT seq, {_bytes('body')}, {_bytes('hash')} FROM log_entries"
_HEAD = f"SELECT seq, {_bytes('hash')} FROM log_head"
_TEXT = f"SELECT {_bytes('body')} FROM log_texts WHERE sha256 = ?"
_TEXTS = f"SELECT {_bytes('sha256')}, {_bytes('body')} FROM log_texts"


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
            f"{_ENTRY} {where} ORDER BY seq DESC LIMIT ?",
            [*values, limit],
        )
        return tuple(_entry(row) for row in rows)

    def get(self, entry: EntryId) -> Entry:
        """One entry by its id, or by the beginning of it where no other begins so."""
        rows = self._db.execute(
            f"{_ENTRY} WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2",
            (entry,),
        ).fetchall()
        if len(rows) != 1 or not entry:
            why = "Several entries begin so" if rows else "The log has no such entry"
            raise BadInput(f"{why}.", "Look for the id in the list of entries.")
        return _entry(rows[0])

    def walk(self) -> Iterator[Entry]:
        """Every entry from the first on, a few at a time in memory."""
        cursor = self._db.execute(f"{_ENTRY} ORDER BY seq")
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                yield _entry(row)

    def head(self) -> tuple[int, str]:
        """Place and hash the log believes its last entry has."""
        row = self._db.execute(_HEAD).fetchone()
        if row is None or not isinstance(row[0], int):
            return 0, START
        return row[0], _words(row[1])

    def last(self) -> tuple[int, datetime | None]:
        """How many entries there are, and when the last was written."""
        row = self._db.execute(
            "SELECT seq, at FROM log_entries ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return 0, None
        return cast("int", row[0]), datetime.fromisoformat(str(row[1]))

    def spent(self, since: str) -> Spent:
        """What the calls of all entries from this moment on have used."""
        row = self._db.execute(
            "SELECT coalesce(sum(cost), 0), coalesce(sum(listed), 0),"
            " coalesce(sum(CASE WHEN cost IS NULL THEN tokens END), 0), count(*)"
            " FROM calls WHERE at >= ? AND tokens > 0",
            (since,),
        ).fetchone()
        return Spent(*(cast("int", value) for value in row))

    def text(self, sha256: str) -> str | None:
        """A text an entry refers to, or None if it is not there or no text any more."""
        row = self._db.execute(_TEXT, (sha256,)).fetchone()
        return None if row is None else _text(row[0])

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with its SHA-256, as they lie in the file; what is no text is left out."""
        cursor = self._db.execute(_TEXTS)
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                if (text := _text(row[1])) is not None:
                    yield _words(row[0]), text


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
    return Entry(cast("int", row[0]), _words(row[1]), _words(row[2]))


def _text(column: object) -> str | None:
    """A column's text; None where it holds none any more."""
    try:
        return column.decode() if isinstance(column, bytes) else None
    except UnicodeDecodeError:
        return None


def _words(column: object) -> str:
    """A column's text; where it holds none any more, something that no entry and no hash can be."""
    text = _text(column)
    if text is not None:
        return text
    shown = column.decode("utf-8", "replace") if isinstance(column, bytes) else ""
    return f"\ufffd{shown}"
