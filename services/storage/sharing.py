# SPDX-License-Identifier: Apache-2.0
"""What this desk keeps about its office's hub, within one transaction."""

from datetime import datetime
from typing import cast

from desktop_app.domain.entry import Entry
from desktop_app.domain.identity import DispatchId, InquiryId, MessageId
from desktop_app.domain.sharing import Claim, Link, Rival, Shared, SharedState
from desktop_app.ports_hub import Pending
from desktop_app.rules.texts import well_formed
from services.storage.codec import from_ms, to_ms
from services.storage.database import Connection

_CLAIM = "claim"


class StoredSharing:
    """The rows about sharing."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def link(self) -> Link | None:
        """How this desk stands with its hub; None before the first visit."""
        row = self._db.execute(
            "SELECT life, turn, cursor, sent, earlier, skew_ms, met_at, restored_at FROM hub_link"
        ).fetchone()
        if row is None:
            return None
        life, turn, cursor, sent, earlier, skew, met, restored = row
        return Link(life, turn, cursor, sent, earlier, skew, _moment(met), _moment(restored))

    def put_link(self, link: Link) -> None:
        """Keep that."""
        self._db.execute(
            "INSERT OR REPLACE INTO hub_link VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                link.life,
                link.turn,
                link.cursor,
                link.sent,
                link.earlier,
                link.skew_ms,
                None if link.met_at is None else to_ms(link.met_at),
                None if link.restored_at is None else to_ms(link.restored_at),
            ),
        )

    def pending(self, after: int, most: int) -> tuple[Pending, ...]:
        """What waits to be shared, in the order it came about."""
        rows = self._db.execute(
            "SELECT seq, kind, ref FROM hub_out WHERE seq > ? ORDER BY seq LIMIT ?", (after, most)
        )
        return tuple(Pending(seq, kind, ref) for seq, kind, ref in rows)

    def waiting(self) -> int:
        """How much of it there is."""
        return int(self._db.execute("SELECT count(*) FROM hub_out").fetchone()[0])

    def waits(self, inquiry: InquiryId, until: int) -> bool:
        """Whether the hub has not heard of something about it that came about until a mark."""
        row = self._db.execute(
            "SELECT 1 FROM hub_out WHERE seq <= ?2 AND ((kind = 'inquiry' AND ref = ?1)"
            " OR (kind = 'dispatch' AND ref IN (SELECT id FROM dispatches WHERE inquiry = ?1)))",
            (inquiry, until),
        ).fetchone()
        return row is not None

    def done(self, pending: Pending) -> None:
        """The hub has it. What changed again meanwhile has another place and still waits."""
        self._db.execute("DELETE FROM hub_out WHERE seq = ?", (pending.seq,))

    def mark(self) -> int:
        """Where the order stands."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'hub_out'").fetchone()
        return 0 if row is None else int(row[0])

    def forget_since(self, mark: int) -> None:
        """What came about since came from the hub itself."""
        self._db.execute("DELETE FROM hub_out WHERE seq > ?", (mark,))

    def of(self, inquiry: InquiryId) -> Shared:
        """What the hub is known to hold of an inquiry."""
        row = self._db.execute(
            "SELECT state, desk, name, until, answer FROM hub_shared WHERE inquiry = ?", (inquiry,)
        ).fetchone()
        if row is None:
            return Shared(inquiry)
        state, desk, name, until, answer = row
        claim = Claim(desk, name, from_ms(until)) if until else None
        return Shared(inquiry, SharedState(state), claim, answer)

    def put(self, shared: Shared) -> None:
        """Keep that."""
        claim = shared.claim
        self._db.execute(
            "INSERT OR REPLACE INTO hub_shared VALUES (?, ?, ?, ?, ?, ?)",
            (
                shared.inquiry,
                shared.state.value,
                claim.desk if claim else "",
                claim.name if claim else "",
                to_ms(claim.until) if claim else 0,
                shared.answer,
            ),
        )

    def want(self, inquiry: InquiryId) -> None:
        """Ask for an inquiry at the next visit."""
        self._db.execute("INSERT INTO hub_out (kind, ref) VALUES (?, ?)", (_CLAIM, inquiry))

    def known(self, dispatch: DispatchId) -> str:
        """The newest reply this desk knew of when it approved that one."""
        row = self._db.execute(
            "SELECT answer FROM hub_known WHERE dispatch = ?", (dispatch,)
        ).fetchone()
        return "" if row is None else str(row[0])

    def inquiry_of(self, message: MessageId) -> InquiryId | None:
        """The inquiry a message belongs to."""
        row = self._db.execute("SELECT inquiry FROM messages WHERE id = ?", (message,)).fetchone()
        return None if row is None else InquiryId(str(row[0]))

    def entries(self, after: int, most: int) -> tuple[Entry, ...]:
        """The log's entries after a place, oldest first."""
        rows = self._db.execute(
            "SELECT seq, body, hash FROM log_entries WHERE seq > ? ORDER BY seq LIMIT ?",
            (after, most),
        )
        return tuple(Entry(cast("int", seq), body, digest) for seq, body, digest in rows)

    def rival(self, inquiry: InquiryId) -> Rival | None:
        """The two replies to an inquiry, while nobody has looked at them."""
        row = self._db.execute(
            "SELECT mine, theirs, name, at FROM hub_rivals WHERE inquiry = ?", (inquiry,)
        ).fetchone()
        if row is None:
            return None
        mine, theirs, name, at = row
        return Rival(inquiry, mine, DispatchId(theirs) if theirs else None, name, from_ms(at))

    def put_rival(self, rival: Rival) -> None:
        """Keep two replies to one inquiry."""
        self._db.execute(
            "INSERT OR REPLACE INTO hub_rivals VALUES (?, ?, ?, ?, ?)",
            (rival.inquiry, well_formed(rival.mine), rival.theirs, rival.name, to_ms(rival.at)),
        )

    def settle_rival(self, inquiry: InquiryId) -> None:
        """A person has looked at both."""
        self._db.execute("DELETE FROM hub_rivals WHERE inquiry = ?", (inquiry,))


def _moment(value: object) -> datetime | None:
    return None if value is None else from_ms(value)
