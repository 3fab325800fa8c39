# SPDX-License-Identifier: Apache-2.0
"""What became of the rules: every version of one, and the differences that imports made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from desktop_app.domain.adoption import Alteration, RuleChange
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.policy import Life, Snippet, SnippetRef
from desktop_app.errors import BadInput
from desktop_app.rules.content import fingerprint
from desktop_app.rules.force import Period
from services.policy.rows import COLUMNS, Connection, Stored, period, snippet


@dataclass(slots=True)
class _Moved:
    """One version with its days before and after, and whether it was ever answered from before."""

    key: int
    ref: SnippetRef
    was: Period | None
    now: Period | None
    known: bool


class History(Stored):
    """The past of the library."""

    def snippet(self, ref: SnippetRef) -> Snippet:
        """One version of one rule; every version ever imported can be read."""
        with self._store.reading() as db:
            row = db.execute(
                f"SELECT {COLUMNS} FROM snippets WHERE id = ? AND version = ?",
                (ref.id, ref.version),
            ).fetchone()
        if row is None:
            raise BadInput(f"The library has no rule {ref}.", "Look at the list of rules.")
        return snippet(row)

    def versions(self, name: SnippetId) -> tuple[Snippet, ...]:
        """Every version of one rule, the newest first; `BadInput` where there is none."""
        with self._store.reading() as db:
            rows = db.execute(
                f"SELECT {COLUMNS} FROM snippets WHERE id = ? ORDER BY version DESC", (name,)
            ).fetchall()
        if not rows:
            raise BadInput(f"The library never had a rule {name}.", "Look at the list of rules.")
        return tuple(snippet(row) for row in rows)

    def changes(self, adoptions: Sequence[AdoptionId]) -> tuple[RuleChange, ...]:
        """What became of each rule over these adoptions taken together, in the order of ids. What
        was changed and changed back is no change.
        """
        with self._store.reading() as db:
            by_id: dict[SnippetId, list[_Moved]] = {}
            for one in _moved(db, adoptions):
                by_id.setdefault(one.ref.id, []).append(one)
            told = [_judge(db, same) for _, same in sorted(by_id.items())]
        return tuple(one for one in told if one is not None)


def _moved(db: Connection, adoptions: Sequence[AdoptionId]) -> list[_Moved]:
    """The versions that these adoptions touched, with their days before the first and after the
    last of them.
    """
    found: dict[int, _Moved] = {}
    sql = (
        "SELECT s.key, s.id, s.version, c.was_from, c.was_to, c.live_from, c.live_to,"
        " EXISTS (SELECT 1 FROM snippets AS o JOIN adoption_changes AS p ON p.snippet = o.key"
        " WHERE o.id = s.id AND p.adoption < a.place AND p.live_from IS NOT NULL)"
        " FROM adoptions AS a JOIN adoption_changes AS c ON c.adoption = a.place"
        " JOIN snippets AS s ON s.key = c.snippet WHERE a.id = ? ORDER BY a.place"
    )
    places = {
        str(name): cast("int", place)
        for name, place in db.execute("SELECT id, place FROM adoptions")
    }
    for name in sorted(adoptions, key=lambda one: places.get(one, 0)):
        for row in db.execute(sql, (name,)):
            key, now = cast("int", row[0]), period(row[5], row[6])
            if key in found:
                found[key].now = now
            else:
                ref = SnippetRef(SnippetId(str(row[1])), cast("int", row[2]))
                found[key] = _Moved(key, ref, period(row[3], row[4]), now, bool(row[7]))
    return [one for one in found.values() if one.was != one.now]


def _judge(db: Connection, same: Sequence[_Moved]) -> RuleChange | None:
    """What became of one rule, from those of its versions whose days changed."""
    before = max((one for one in same if one.was), key=_version, default=None)
    after = max((one for one in same if one.now), key=_version, default=None)
    name = same[0].ref.id
    standing = db.execute(
        f"SELECT key, version FROM snippets WHERE id = ? AND live_from IS NOT NULL"
        f" AND key NOT IN ({', '.join('?' * len(same))}) ORDER BY version DESC LIMIT 1",
        (name, *(one.key for one in same)),
    ).fetchone()
    if standing is not None:
        # A version whose days stayed the same stood before and stands now.
        there = _Moved(standing[0], SnippetRef(name, standing[1]), Period(), Period(), known=True)
        before = max(filter(None, (before, there)), key=_version)
        after = max(filter(None, (after, there)), key=_version)
    old, new = _read(db, before, before=True), _read(db, after, before=False)
    if before is None and after is None:
        return None
    if before is None:
        known = any(one.known for one in same)
        return RuleChange(name, Alteration.RETURNED if known else Alteration.NEW, None, new)
    if after is None:
        return RuleChange(name, Alteration.WITHDRAWN, old, None)
    if old is None or new is None or fingerprint(old.rule) != fingerprint(new.rule):
        return RuleChange(name, Alteration.CHANGED, old, new)
    if before.was == after.now:
        return None  # another version, but of the same words on the same days
    return RuleChange(name, Alteration.DATES, old, new)


def _read(db: Connection, one: _Moved | None, *, before: bool) -> Snippet | None:
    if one is None:
        return None
    row = db.execute(f"SELECT {COLUMNS} FROM snippets WHERE key = ?", (one.key,)).fetchone()
    found = snippet(row)
    held = one.was if before else one.now
    if held is None or one.was == one.now or found.life is None:
        return found
    life = Life(live=True, first=held.first, last=held.last, newest=found.life.newest)
    return replace(found, life=life)


def _version(one: _Moved) -> int:
    return one.ref.version
