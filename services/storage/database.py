# SPDX-License-Identifier: Apache-2.0
"""The encrypted file: opening it with its key, transactions, and its faults in words.

Connections are kept and handed from one unit of work to the next, so that a page that was decrypted
once need not be again. A connection serves one unit of work at a time and no thread owns it; what a
thread reads or writes while it is writing belongs to the same transaction.
"""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # sqlcipher3 has no type hints; its DB-API is that of sqlite3
    import sqlite3 as sqlcipher
else:
    from sqlcipher3 import dbapi2 as sqlcipher

from desktop_app.errors import DeskError, StoreFault

Connection = sqlcipher.Connection
Row = tuple[object, ...]

_IDLE = 4
_WAIT_MS = 10_000
_CACHE_KIB = 16_000
_KEPT = "Stop work and call IT; the file is kept as it is."
_SAYS = (
    ("not a database", "The store cannot be opened with this key, or it is damaged.",
     "If the key was changed, restore it; otherwise restore a copy of the store.", "key"),
    ("malformed", "The store is damaged.", _KEPT, "damaged"),
    ("hmac", "The store is damaged.", _KEPT, "damaged"),
    ("no such table", "A part of the store is missing.", _KEPT, "damaged"),
    ("disk i/o", "The store cannot be read or written.", "Check the disk and its space.", "io"),
    ("is full", "The store cannot be written because the disk is full.",
     "Free some space; your text is kept meanwhile.", "full"),
    ("readonly", "The store cannot be written: the file or folder is read-only.",
     "Ask IT for the right to write it.", "readonly"),
    ("read-only", "The store cannot be written: the file or folder is read-only.",
     "Ask IT for the right to write it.", "readonly"),
    ("unable to open", "The store cannot be opened.",
     "Check that its folder exists and may be written.", "open"),
    ("locked", "The store is in use by another program.", "Try again in a moment.", "locked"),
    ("busy", "The store is in use by another program.", "Try again in a moment.", "locked"),
    ("failed: log_", "The log of this store is not what it was, so nothing can be added to it.",
     "Stop work and call IT; verify the log.", "log"),
    ("the log ", "The log of this store is not what it was, so nothing can be added to it.",
     "Stop work and call IT; verify the log.", "log"),
)  # fmt: skip


def explained(error: sqlcipher.Error) -> DeskError | None:
    """The world's fault behind a database error, in words; None where the fault is ours."""
    said = str(error).casefold()
    for sign, what, remedy, code in _SAYS:
        if sign in said:
            return StoreFault(what, remedy, code=code)
    return None


class Vault:
    """The encrypted file and its connections. `key` is the raw key of SQLCipher in hexadecimal;
    `wait_ms` is how long another program may hold the file before we give up.
    """

    def __init__(self, path: Path, key: str, *, wait_ms: int = _WAIT_MS) -> None:
        if len(key) not in {64, 96} or any(sign not in "0123456789abcdefABCDEF" for sign in key):
            raise StoreFault("The store's key is not one.", "Ask IT to restore it.", code="key")
        self.path = path
        self._key = key
        self._wait_ms = wait_ms
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        self._under_way = threading.local()

    @contextmanager
    def reading(self) -> Generator[Connection, None, None]:
        """A connection with a steady view of the store; that of the transaction under way where
        this thread has one.
        """
        if (outer := self._outer()) is not None:
            yield outer
            return
        with self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                _quietly_roll_back(connection)

    @contextmanager
    def writing(self) -> Generator[Connection, None, None]:
        """A transaction: committed to disk at the end, or undone whole by any error. Within another
        of the same thread it is a part of that one, undone alone only if its error is caught there.
        """
        if (outer := self._outer()) is not None:
            with _part_of(outer):
                yield outer
            return
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._under_way.connection = connection
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                _quietly_roll_back(connection)
                raise
            finally:
                self._under_way.connection = None

    @contextmanager
    def outside(self) -> Generator[Connection, None, None]:
        """A connection outside any transaction, for migrations and checks."""
        with self._connection() as connection:
            yield connection

    def close(self) -> None:
        """Close every idle connection; those at work close when they are given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _outer(self) -> Connection | None:
        """The connection on which this thread is writing."""
        return getattr(self._under_way, "connection", None)

    @contextmanager
    def _connection(self) -> Generator[Connection, None, None]:
        connection: Connection | None = None
        try:
            connection = self._take()
            yield connection
        except sqlcipher.Error as error:
            if connection is not None:
                connection.close()
                connection = None
            if fault := explained(error):
                raise fault from error
            raise
        except BaseException:
            if connection is not None and connection.in_transaction:
                connection.close()
                connection = None
            raise
        finally:
            if connection is not None:
                self._give_back(connection)

    def _take(self) -> Connection:
        with self._lock:
            if self._closed:
                raise StoreFault("The store is closed.", code="closed")
            if self._idle:
                return self._idle.pop()
        connection = sqlcipher.connect(
            str(self.path),
            isolation_level=None,
            check_same_thread=False,
            timeout=self._wait_ms / 1000,
        )
        try:
            # Without this, SQLCipher writes its own complaints to standard error.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
            self._write_ahead(connection)
            # FULL: a committed entry is on the disk, not on its way there, when the power goes.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _write_ahead(self, connection: Connection) -> None:
        """Turn the write-ahead log on. A store that another program turns at this moment answers
        "locked" without waiting, so the waiting is done here.
        """
        end = time.monotonic() + self._wait_ms / 1000
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlcipher.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.01)
            else:
                return

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < _IDLE:
                self._idle.append(connection)
                return
        connection.close()


@contextmanager
def _part_of(connection: Connection) -> Generator[None, None, None]:
    """A transaction within one: an error undoes it, and all of it stays undone if the outer one
    is.
    """
    connection.execute("SAVEPOINT part")
    try:
        yield
        connection.execute("RELEASE part")
    except BaseException:
        with suppress(sqlcipher.Error):
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise


def _quietly_roll_back(connection: Connection) -> None:
    with suppress(sqlcipher.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
