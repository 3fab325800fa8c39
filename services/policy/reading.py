# SPDX-License-Identifier: Apache-2.0
"""The library as people read it: what is there, what stands beside a rule, and what somebody should
look after. Looks, and changes nothing.
"""

import json
from datetime import date, datetime, timedelta
from typing import cast

from desktop_app.domain.adoption import Contents, Lists, RuleRow, Shelf, ShelfPage
from desktop_app.domain.policy import HeldPack, LibraryStatus, Pack, Rule, Snippet, SnippetRef
from desktop_app.errors import BadInput, Misconfigured
from services.policy.rows import (
    COLUMNS,
    LISTED,
    MANUAL,
    ON_THE_DAY,
    Connection,
    Stored,
    listed,
    moment,
    snippet,
)

SOON = timedelta(days=60)
LONG = timedelta(days=365)

_FOLLOWED = (
    "EXISTS (SELECT 1 FROM snippets AS n"
    " WHERE n.id = snippets.id AND n.live_from > snippets.live_to)"
)
_ENDS_BY_ITSELF = f"held > '' AND effective_to <> '' AND live_to = effective_to AND NOT {_FOLLOWED}"
_SINCE = (
    "CASE WHEN effective_from <> '' THEN effective_from ELSE (SELECT date(min(a.at) / 1000,"
    " 'unixepoch') FROM adoptions AS a JOIN adoption_changes AS c ON c.adoption = a.place"
    " WHERE c.snippet = snippets.key) END"
)
_STATED = (
    f"SELECT {COLUMNS} FROM snippets WHERE held > '' AND version ="
    " (SELECT max(n.version) FROM snippets AS n WHERE n.id = snippets.id)"
)
_IN_ORDER = f"{MANUAL}, place, title, key"


class Bookshelf(Stored):
    """The library for reading."""

    def contents(self, at: date) -> Contents:
        """The documents and topics of the rules that are live on a day."""
        with self._store.reading() as db:
            return Contents(_counted(db, MANUAL, at), _counted(db, "topic", at))

    def browse(self, wanted: Shelf, start: int, limit: int) -> ShelfPage:
        """Live rules in the order of their documents, `limit` of them from the `start`th on."""
        where, values = [ON_THE_DAY], {"day": wanted.day.isoformat()}
        if wanted.document:
            where.append(f"{MANUAL} = :document")
            values["document"] = wanted.document
        if wanted.topic:
            where.append("topic = :topic")
            values["topic"] = wanted.topic
        if wanted.audience is not None:
            where.append("audience = :audience")
            values["audience"] = wanted.audience.value
        said = " AND ".join(f"({one})" for one in where)
        with self._store.reading() as db:
            rows = db.execute(
                f"SELECT {LISTED} FROM snippets WHERE {said} ORDER BY {_IN_ORDER}"
                " LIMIT :limit OFFSET :start",
                {**values, "limit": limit, "start": start},
            ).fetchall()
            total = db.execute(f"SELECT count(*) FROM snippets WHERE {said}", values).fetchone()[0]
        return ShelfPage(tuple(listed(row) for row in rows), total)

    def neighbours(self, ref: SnippetRef, around: int = 20) -> tuple[Snippet, ...]:
        """A rule within its document: up to `around` that are held before and after it, itself
        among them, in reading order.
        """
        with self._store.reading() as db:
            row = db.execute(
                f"SELECT {COLUMNS}, {MANUAL} AS manual, key FROM snippets"
                " WHERE id = ? AND version = ?",
                (ref.id, ref.version),
            ).fetchone()
            if row is None:
                raise BadInput(f"The library has no rule {ref}.", "Look at the list of rules.")
            manual, key = str(row[-2]), cast("int", row[-1])
            among = "held > '' AND live_from IS NOT NULL AND id <> :id AND"
            values = {"id": ref.id, "manual": manual, "place": row[14], "key": key, "limit": around}
            newest = (
                "AND version = (SELECT max(n.version) FROM snippets AS n WHERE n.id = snippets.id"
                " AND n.live_from IS NOT NULL)"
            )
            sides = [
                db.execute(
                    f"SELECT {COLUMNS} FROM snippets WHERE {among} {MANUAL} = :manual {newest}"
                    f" AND (place, key) {side} (:place, :key)"
                    f" ORDER BY place {order}, key {order} LIMIT :limit",
                    values,
                ).fetchall()
                for side, order in (("<", "DESC"), (">", "ASC"))
            ]
        if not manual:
            return (snippet(row),)
        earlier, later = sides
        return tuple(snippet(one) for one in (*reversed(earlier), row, *later))

    def lists(self, at: datetime) -> Lists:
        """What somebody should look after, as of a moment."""
        today = at.date()
        soon, long_ago = (today + SOON).isoformat(), (today - LONG).isoformat()
        day = today.isoformat()
        on_the_day = ON_THE_DAY.replace(":day", "?1")
        with self._store.reading() as db:
            return Lists(
                expiring=_listed(
                    db,
                    f"{_ENDS_BY_ITSELF} AND live_to BETWEEN ?1 AND ?2 AND live_from <= ?1",
                    "effective_to",
                    (day, soon),
                ),
                lapsed=_listed(
                    db, f"{_ENDS_BY_ITSELF} AND live_to < ?1", "effective_to", (day,), newest=True
                ),
                unreviewed=_listed(
                    db,
                    f"{on_the_day} AND reviewed_on = '' AND {_SINCE} < ?2",
                    _SINCE,
                    (day, long_ago),
                ),
                unsourced=_listed(db, f"{on_the_day} AND {MANUAL} = ''", "effective_from", (day,)),
                orphaned=_orphaned(db, day),
            )

    def held(self) -> tuple[Rule, ...]:
        """Every rule that some pack states now, in its latest version."""
        with self._store.reading() as db:
            rows = db.execute(f"{_STATED} ORDER BY key")
            return tuple(snippet(one).rule for one in rows)

    def stated(self, pack: str = "") -> Pack:
        """The rules a pack states now, ready to be written out; without a name, those of the pack
        that came last. `BadInput` where there is none.
        """
        with self._store.reading() as db:
            row = db.execute(
                "SELECT id, title, version, topics, signer FROM packs WHERE current = 1"
                " AND (?1 = '' OR id = ?1) ORDER BY imported_at DESC, rowid DESC",
                (pack,),
            ).fetchone()
            if row is None:
                raise BadInput("The library holds no such pack.", "See: policy status")
            rows = db.execute(f"{_STATED} AND held = ? ORDER BY document, place, key", (row[0],))
            rules = tuple(snippet(one).rule for one in rows)
        name, title, version, topics, signer = row
        return Pack(name, title, version, json.loads(topics), rules, signer=signer)

    def examine(self, at: datetime) -> str:
        """How old the rules are and how many are in force, in a sentence."""
        held = self.status(at)
        if held.imported_at is None:
            raise Misconfigured(
                "The library is empty, so nothing can be drafted.", "Import the office's rules."
            )
        return (
            f"{held.pack} {held.version}, {held.in_force} of {held.snippets} rules in force,"
            f" imported {held.imported_at:%Y-%m-%d}."
        )

    def status(self, at: datetime) -> LibraryStatus:
        """What the library holds at a moment."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT id, title, version, imported_at, signer, (SELECT count(DISTINCT s.id)"
                " FROM snippets AS s WHERE s.held = packs.id), topics FROM packs"
                " WHERE current = 1 ORDER BY imported_at DESC, rowid DESC"
            ).fetchall()
            in_force = db.execute(
                f"SELECT count(*) FROM snippets WHERE {ON_THE_DAY}", {"day": at.date().isoformat()}
            ).fetchone()[0]
        packs = tuple(
            HeldPack(str(row[0]), str(row[1]), str(row[2]), moment(row[3]), str(row[4]), row[5])
            for row in rows
        )
        topics: dict[str, str] = {}
        for row in reversed(rows):
            topics |= json.loads(row[6])
        total = sum(pack.rules for pack in packs)
        if not packs:
            return LibraryStatus("", "", "", None, total, in_force, {})
        last = packs[0]
        return LibraryStatus(
            last.id, last.title, last.version, last.imported_at, total, in_force, topics, packs
        )


def _counted(db: Connection, what: str, at: date) -> tuple[tuple[str, int], ...]:
    rows = db.execute(
        f"SELECT {what} AS what, count(*) FROM snippets WHERE {ON_THE_DAY} AND what <> ''"
        " GROUP BY what ORDER BY what COLLATE NOCASE, what",
        {"day": at.isoformat()},
    )
    return tuple((str(name), count) for name, count in rows)


def _listed(
    db: Connection, where: str, by: str, values: tuple[str, ...], *, newest: bool = False
) -> tuple[RuleRow, ...]:
    order = "DESC" if newest else "ASC"
    rows = db.execute(
        f"SELECT {LISTED}, {by} AS counts FROM snippets WHERE {where} ORDER BY counts {order}, id",
        values,
    )
    return tuple(listed(row) for row in rows)


def _orphaned(db: Connection, day: str) -> tuple[str, ...]:
    """Documents and sources that gave rules once, and of which none is or will be answered from."""
    rows = db.execute(
        f"SELECT {MANUAL} AS manual FROM snippets WHERE manual <> '' GROUP BY manual"
        " HAVING sum(live_from IS NOT NULL AND (live_to = '' OR live_to >= ?)) = 0"
        " ORDER BY manual COLLATE NOCASE, manual",
        (day,),
    )
    return tuple(str(row[0]) for row in rows)
