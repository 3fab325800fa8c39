# SPDX-License-Identifier: Apache-2.0
"""How the library changes: a pack is adopted, alone or beside others, or the last import is rolled
back. Every change is kept with the state before it; nothing that was ever imported is lost.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import uuid4

from desktop_app.domain.adoption import Adopting, Adoption
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.policy import ImportReport, Pack, Rule
from desktop_app.errors import Conflict
from services.policy.bringing import Bringing, held_now, refuse_others_rules
from services.policy.rows import (
    Connection,
    State,
    Stored,
    change,
    days,
    moment,
    period,
)

_ADOPTION = (
    "a.id, a.pack, a.title, a.version, a.at, a.by, a.signer, a.note, a.restores,"
    " (SELECT count(DISTINCT s.id) FROM adoption_changes AS c JOIN snippets AS s"
    " ON s.key = c.snippet WHERE c.adoption = a.place AND"
    " (c.was_from, c.was_to) IS NOT (c.live_from, c.live_to))"
)
_PACKS = "id, title, version, topics, imported_at, current, signer"


class Adoptions(Stored):
    """The changes of the library."""

    def adopt(self, pack: Pack, at: datetime, how: Adopting | None = None) -> ImportReport:
        """Make the pack's rules the library's. Rules that it no longer holds are withdrawn; beside
        other packs, only those of the pack of this id.
        """
        how = how or Adopting()
        name = how.id or AdoptionId(uuid4().hex)
        with self._store.writing() as db:
            before = held_now(db)
            refuse_others_rules(pack, before, how)
            bringing = Bringing(db, pack, before, how)
            after = bringing.after()
            place = _note(db, Adoption(
                name, pack.id, pack.title, pack.version, at, how.by, pack.signer, how.note, 0
            ))  # fmt: skip
            _apply(db, place, {key: one.state for key, one in before.items()}, after)
            _hold_pack(db, pack, at, beside=how.beside)
        with self._store.reading() as db:
            found = sum(_findable(db, rule) for rule in pack.rules)
        return ImportReport(
            pack=pack.id,
            version=pack.version,
            new=bringing.new,
            changed=bringing.changed,
            unchanged=len(pack.rules) - bringing.new - bringing.changed,
            withdrawn=len({one.ref.id for one in before.values()} - bringing.ids(after)),
            findable=found,
            unread=pack.unread,
            adoption=name,
            kept=len(bringing.ids(after) & how.keep),
        )

    def roll_back(self, at: datetime, how: Adopting | None = None) -> Adoption:
        """Return to the rules before the last import; done again, to those before the one before.

        `Conflict` where nothing was held before.
        """
        how = how or Adopting()
        with self._store.writing() as db:
            undone, target = _before_last(db)
            changes = db.execute(
                "SELECT snippet, held, live_from, live_to, was_held, was_from, was_to"
                " FROM adoption_changes WHERE adoption = ?",
                (undone,),
            ).fetchall()
            pack, title, version, signer, packs = db.execute(
                "SELECT t.pack, t.title, t.version, t.signer, u.packs FROM adoptions AS t,"
                " adoptions AS u WHERE t.id = ? AND u.place = ?",
                (target, undone),
            ).fetchone()
            name = how.id or AdoptionId(uuid4().hex)
            kept = Adoption(name, pack, title, version, at, how.by, signer, how.note, 0, target)
            place = _note(db, kept)
            now = {row[0]: State(str(row[1]), period(row[2], row[3])) for row in changes}
            then = {row[0]: State(str(row[4]), period(row[5], row[6])) for row in changes}
            _apply(db, place, now, then)
            db.execute("DELETE FROM packs")
            db.executemany(
                f"INSERT INTO packs ({_PACKS}) VALUES (?, ?, ?, ?, ?, ?, ?)", json.loads(packs)
            )
            found = db.execute(
                f"SELECT {_ADOPTION} FROM adoptions AS a WHERE a.place = ?", (place,)
            )
            return _adoption(found.fetchone())

    def adoptions(self) -> tuple[Adoption, ...]:
        """Every change of the library, newest first."""
        with self._store.reading() as db:
            rows = db.execute(f"SELECT {_ADOPTION} FROM adoptions AS a ORDER BY a.place DESC")
            return tuple(_adoption(row) for row in rows)

    def touched(self, adoption: AdoptionId) -> frozenset[SnippetId]:
        """The rules of which some version is answered from on other days than before."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT DISTINCT s.id FROM adoptions AS a JOIN adoption_changes AS c"
                " ON c.adoption = a.place JOIN snippets AS s ON s.key = c.snippet WHERE a.id = ?"
                " AND (c.was_from, c.was_to) IS NOT (c.live_from, c.live_to)",
                (adoption,),
            )
            return frozenset(SnippetId(str(row[0])) for row in rows)

    def seen(self, account: str) -> frozenset[AdoptionId]:
        """The adoptions that a person was told of."""
        with self._store.reading() as db:
            rows = db.execute("SELECT adoption FROM seen_adoptions WHERE account = ?", (account,))
            return frozenset(AdoptionId(str(row[0])) for row in rows)

    def mark_seen(self, account: str, adoptions: Iterable[AdoptionId]) -> None:
        """Note that a person was told of these."""
        with self._store.writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO seen_adoptions VALUES (?, ?)",
                [(account, name) for name in adoptions],
            )


def _note(db: Connection, adoption: Adoption) -> int:
    """Write down that the library changes, with the packs it held before; answers the place."""
    packs = db.execute(f"SELECT {_PACKS} FROM packs").fetchall()
    place = db.execute(
        "INSERT INTO adoptions (id, pack, title, version, at, by, signer, note, restores, packs)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            adoption.id,
            adoption.pack,
            adoption.title,
            adoption.version,
            int(adoption.at.timestamp() * 1000),
            adoption.by,
            adoption.signer,
            adoption.note,
            adoption.restores,
            json.dumps(packs, ensure_ascii=False),
        ),
    ).lastrowid
    return cast("int", place)


def _apply(
    db: Connection, place: int, before: Mapping[int, State], after: Mapping[int, State]
) -> None:
    """Give every version its new state and keep the old one."""
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, State()), after.get(key, State())
        if was == now:
            continue
        change(db, key, was, now)
        db.execute(
            "INSERT INTO adoption_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (place, key, was.held, *days(was.period), now.held, *days(now.period)),
        )


def _hold_pack(db: Connection, pack: Pack, at: datetime, *, beside: bool) -> None:
    if not beside:
        db.execute("UPDATE packs SET current = 0")
    db.execute(
        f"INSERT OR REPLACE INTO packs ({_PACKS}) VALUES (?, ?, ?, ?, ?, 1, ?)",
        (
            pack.id,
            pack.title,
            pack.version,
            json.dumps(pack.topics, ensure_ascii=False),
            int(at.timestamp() * 1000),
            pack.signer,
        ),
    )


def _before_last(db: Connection) -> tuple[int, AdoptionId]:
    """The import that is to be undone, and the adoption whose rules held before it."""
    rows = db.execute("SELECT place, id, restores FROM adoptions ORDER BY place").fetchall()
    same = {str(name): str(restores) or str(name) for _, name, restores in rows}
    order = [str(name) for _, name, _ in rows]
    if rows:
        undone = order.index(same[order[-1]])
        if undone > 0:
            return cast("int", rows[undone][0]), AdoptionId(same[order[undone - 1]])
    raise Conflict("There are no earlier rules to return to.", "Import a pack instead.")


def _findable(db: Connection, rule: Rule) -> bool:
    """Whether the rule comes back as it was stated and, unless another one has taken its place
    altogether, stands in the word index.
    """
    row = db.execute(
        "SELECT s.sentences, s.live_from, w.rowid FROM snippets AS s LEFT JOIN snippet_words AS w"
        " ON w.rowid = s.key WHERE s.id = ? AND s.held > '' ORDER BY s.version DESC LIMIT 1",
        (rule.id,),
    ).fetchone()
    if row is None or "".join(json.loads(row[0])) != rule.text:
        return False
    return row[1] is None or row[2] is not None


def _adoption(row: Sequence[object]) -> Adoption:
    texts = [str(value) for value in row]
    return Adoption(
        id=AdoptionId(texts[0]),
        pack=texts[1],
        title=texts[2],
        version=texts[3],
        at=moment(row[4]),
        by=texts[5],
        signer=texts[6],
        note=texts[7],
        rules=cast("int", row[9]),
        restores=AdoptionId(texts[8]),
    )
