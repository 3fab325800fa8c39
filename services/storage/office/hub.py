# SPDX-License-Identifier: Apache-2.0
"""The hub as a desk talks to it. Every call is one short transaction; no session state is needed,
so that a pooler may hand each of them to another connection. The one exception is `watch`, without
which everything is found by asking.
"""

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import psycopg
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from desktop_app.domain.control import Decided
from desktop_app.domain.entry import Entry
from desktop_app.domain.identity import DispatchId, InquiryId, MessageId
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.outbound import Dispatch
from desktop_app.domain.sharing import Leave, Link, Meeting, News, SharedState
from desktop_app.errors import DeskError, StoreFault
from services.storage.codec import letter_to_text, to_ms
from services.storage.office import reading
from services.storage.office.documents import inquiry_to_text, message_to_text
from services.storage.office.line import SCHEMA, Connection, Line, connect, in_words

_WAIT_S = 3.0
_WATCH_S = 2.0


class PostgresHub:
    """One desk's way to its office. At most two connections, none while nothing is asked."""

    def __init__(
        self, line: Line, *, office: str, desk: str, version: str, wait_s: float = _WAIT_S
    ) -> None:
        self._line = line
        self._office = office
        self._desk = desk
        self._version = version
        self._role = ""
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None
        self._pool = ConnectionPool(
            line.conninfo,
            min_size=0,
            max_size=2,
            max_idle=60,
            open=False,
            timeout=wait_s,
            reconnect_timeout=1,
            # A pooler between us and the server may not keep prepared statements.
            kwargs={"autocommit": True, "prepare_threshold": None},
            num_workers=1,
            check=ConnectionPool.check_connection,  # one that died while idle is no line lost
        )

    def meet(self, link: Link, head: int, now: datetime) -> Meeting:
        """Come by; everything else is done after this."""
        with self._asking() as db:
            row = db.execute(
                f"SELECT office, role, now, seq, restored FROM {SCHEMA}.meet"
                "(%s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    self._desk,
                    link.life,
                    link.turn,
                    head,
                    link.earlier or None,
                    link.sent if link.earlier else 0,
                    now,
                    self._version,
                ),
            ).fetchone()
        if row is None:
            raise StoreFault("The office hub does not answer as one.", code="meet")
        office, self._role, at, seq, restored = row
        if office != self._office:
            raise StoreFault(
                "This login belongs to another office of the hub.",
                "IT: compare office.id with the staff list.",
                code="office",
            )
        return Meeting(at, int(seq), bool(restored))

    def publish(self, inquiry: Inquiry, originals: Mapping[MessageId, bytes]) -> InquiryId:
        """Share an inquiry and those of its messages whose originals are given; once each."""
        sent = [
            (place, message)
            for place, message in enumerate(inquiry.thread)
            if message.id in originals
        ]
        with self._asking() as db:
            row = db.execute(
                f"SELECT {SCHEMA}.publish(%s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    inquiry.id,
                    inquiry_to_text(inquiry),
                    to_ms(inquiry.due_at),
                    [message.id for _, message in sent],
                    [place for place, _ in sent],
                    [message.key for _, message in sent],
                    [message_to_text(message) for _, message in sent],
                    [originals[message.id] for _, message in sent],
                ),
            ).fetchone()
        return InquiryId(str(row[0])) if row else inquiry.id

    def put_state(self, inquiry: InquiryId, state: SharedState, known: str) -> bool:
        """Share what became of it without a reply; False where others were ahead."""
        with self._asking() as db:
            row = db.execute(
                f"SELECT {SCHEMA}.put_state(%s, %s, %s, %s)",
                (inquiry, self._desk, state.value, known or None),
            ).fetchone()
        return bool(row and row[0])

    def append(self, life: str, entries: Sequence[Entry], texts: Mapping[str, str]) -> None:
        """Add to this desk's log there; each entry is checked on arrival."""
        with self._asking() as db, db.transaction(), db.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {SCHEMA}.log_texts VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                [(self._office, name, text.encode()) for name, text in texts.items()],
            )
            cursor.executemany(
                f"INSERT INTO {SCHEMA}.log_entries (office, desk, life, seq, body, hash)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [
                    (self._office, self._desk, life, entry.seq, entry.body, entry.hash)
                    for entry in entries
                ],
            )

    def news(self, cursor: str, most: int) -> News:
        """What changed since; some of it may be known already."""
        with self._asking() as db, db.transaction():
            db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return reading.news(db, cursor, most, with_letters=self._role != "intake")

    def claim(
        self, wanted: Sequence[InquiryId] | None, lease: timedelta, most: int = 1
    ) -> Mapping[InquiryId, datetime]:
        """Take those that are free, or the most pressing where none is named; until when."""
        with self._asking() as db:
            rows = db.execute(
                f"SELECT id, until FROM {SCHEMA}.claim(%s, %s, %s, %s)",
                (self._desk, None if wanted is None else list(wanted), lease, most),
            ).fetchall()
        return {InquiryId(str(name)): until for name, until in rows}

    def leave(self, dispatch: Dispatch, known: str) -> Leave:
        """Ask whether a reply may leave, given what its desk knew. Twice is once."""
        with self._asking() as db:
            row = db.execute(
                f"SELECT {SCHEMA}.grant_answer(%s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    dispatch.id,
                    dispatch.inquiry,
                    self._desk,
                    known or None,
                    dispatch.message_id,
                    letter_to_text(dispatch.letter),
                    dispatch.suggestion,
                    dispatch.approved,
                ),
            ).fetchone()
        return Leave(str(row[0])) if row else Leave.MISSING

    def settle(self, dispatch: DispatchId, *, delivered: bool) -> None:
        """Tell what became of a reply that was let go."""
        with self._asking() as db:
            db.execute(
                f"SELECT {SCHEMA}.settle_answer(%s, %s, %s)", (dispatch, self._desk, delivered)
            )

    def decide(self, decided: Decided) -> None:
        """Share a supervisor's decision; the newest on a subject counts."""
        with self._asking() as db:
            db.execute(
                f"SELECT {SCHEMA}.decide(%s, %s, %s, %s, %s, %s)",
                (
                    decided.subject,
                    decided.value,
                    decided.reason,
                    decided.by,
                    decided.name,
                    to_ms(decided.at),
                ),
            )

    @contextmanager
    def pulling(self) -> Generator[bool, None, None]:
        """Be the one that pulls the source for the whole office; False where another is.

        The lock is the transaction's, not the session's, and the transaction reads nothing and
        writes nothing: it holds up no clean-up while mail is fetched.
        """
        with self._asking() as db, db.transaction():
            row = db.execute(
                "SELECT pg_try_advisory_xact_lock(hashtext('counterpart intake'), hashtext(%s))",
                (self._office,),
            ).fetchone()
            yield bool(row and row[0])

    def watch(self, on_news: Callable[[], None]) -> None:
        """Call from a thread of its own whenever something changed; polling finds it as well."""
        if self._watcher is None:
            self._watcher = threading.Thread(
                target=self._listen, args=(on_news,), name="hub watcher", daemon=True
            )
            self._watcher.start()

    def examine(self) -> str:
        """Reach out without changing anything; a sentence on what was found."""
        with self._asking() as db:
            row = db.execute(
                f"SELECT (m).role, (m).office, s.ssl FROM {SCHEMA}.me() m,"
                " pg_stat_ssl s WHERE s.pid = pg_backend_pid()"
            ).fetchone()
        if row is None:
            raise StoreFault("The office hub does not answer as one.", code="examine")
        role, office, secured = row
        how = "over TLS" if secured else "without TLS, on this computer"
        return f"Reached as {role} of {office}, {how}."

    def close(self) -> None:
        """Leave nothing running."""
        self._stop.set()
        self._pool.close(timeout=1)
        if self._watcher is not None:
            self._watcher.join(_WATCH_S + _WAIT_S)

    @contextmanager
    def _asking(self) -> Generator[Connection, None, None]:
        if self._pool.closed and not self._stop.is_set():
            self._pool.open()
        try:
            db = self._pool.getconn()
        except (PoolTimeout, PoolClosed):
            # The pool says only that nothing came, and waits longer each time after a line was
            # lost; an attempt of our own says why, or is the line.
            with in_words(), connect(self._line) as own:
                yield own
            return
        try:
            with in_words():
                yield db
        finally:
            self._pool.putconn(db)

    def _listen(self, on_news: Callable[[], None]) -> None:
        while not self._stop.is_set():
            with suppress(psycopg.Error, DeskError), connect(self._line) as db:
                db.execute("LISTEN counterpart")
                while not self._stop.is_set():
                    for _ in db.notifies(timeout=_WATCH_S, stop_after=1):
                        on_news()
            self._stop.wait(_WATCH_S)
