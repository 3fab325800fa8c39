# SPDX-License-Identifier: Apache-2.0
"""One pack on its way into the library: what of it is stored anew, and when each version that is
held from then on is answered from.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from desktop_app.domain.adoption import Adopting
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Pack, Rule, SnippetRef
from desktop_app.errors import BadInput
from desktop_app.rules.content import fingerprint
from desktop_app.rules.force import Period, Version, in_force
from services.policy.rows import Connection, Row, State, day, move, period, write


@dataclass(frozen=True, slots=True)
class Held:
    """One version that is held, as far as it decides what is answered from."""

    ref: SnippetRef
    state: State
    effective: Period
    supersedes: tuple[SnippetId, ...]


class Bringing:
    """One pack on its way in: stores what is new and works out what is answered from then."""

    def __init__(
        self, db: Connection, pack: Pack, before: Mapping[int, Held], how: Adopting
    ) -> None:
        self._pack = pack
        self._stored: dict[int, Held] = {}
        self.new = self.changed = 0
        stated: set[SnippetId] = set()
        for place, given in enumerate(pack.rules, 1):
            rule = given if given.place else replace(given, place=place)
            key, version = self._put(db, rule)
            stated.add(rule.id)
            self._stored[key] = Held(
                SnippetRef(rule.id, version),
                State(pack.id),
                Period(rule.effective_from, rule.effective_to),
                rule.supersedes,
            )
        for key, one in before.items():
            mine = not how.beside or one.state.held == pack.id
            if one.ref.id in stated or (mine and one.ref.id in how.keep):
                held = replace(one, state=replace(one.state, held=pack.id))
                self._stored.setdefault(key, held)
            elif not mine:
                self._stored[key] = one

    def after(self) -> dict[int, State]:
        """The state of every version that is held from now on."""
        versions = (
            Version(one.ref, one.effective, one.supersedes) for one in self._stored.values()
        )
        periods = in_force(versions)
        return {
            key: State(one.state.held, periods.get(one.ref)) for key, one in self._stored.items()
        }

    def ids(self, after: Iterable[int]) -> set[SnippetId]:
        """The rules that are held from now on."""
        return {self._stored[key].ref.id for key in after}

    def _put(self, db: Connection, rule: Rule) -> tuple[int, int]:
        """Store a rule unless the version that holds, or the latest there ever was, says the same;
        answers key and version.
        """
        rows = db.execute(
            "SELECT key, version, content, held FROM snippets WHERE id = ? ORDER BY version DESC",
            (rule.id,),
        ).fetchall()
        said = fingerprint(rule)
        holding = next((row for row in rows if row[3]), None)
        for row in (holding, *rows[:1]):
            if row is not None and row[2] == said:
                move(db, row[0], rule)
                return row[0], row[1]
        version = cast("int", rows[0][1]) + 1 if rows else 1
        self.new += not rows
        self.changed += bool(rows)
        return write(db, rule, self._pack.id, version), version


def held_now(db: Connection) -> dict[int, Held]:
    """Every version that some pack states, by its key."""
    rows = db.execute(
        "SELECT key, id, version, held, live_from, live_to, effective_from, effective_to,"
        " supersedes FROM snippets WHERE held > ''"
    )
    return {cast("int", row[0]): _of(row) for row in rows}


def _of(row: Row) -> Held:
    return Held(
        SnippetRef(SnippetId(str(row[1])), cast("int", row[2])),
        State(str(row[3]), period(row[4], row[5])),
        Period(day(row[6]), day(row[7])),
        tuple(SnippetId(name) for name in json.loads(str(row[8]))),
    )


def refuse_others_rules(pack: Pack, before: Mapping[int, Held], how: Adopting) -> None:
    """`BadInput` where a pack that comes beside others holds a rule of one of them."""
    if not how.beside:
        return
    others = {one.ref.id: one.state.held for one in before.values() if one.state.held != pack.id}
    both = [rule.id for rule in pack.rules if rule.id in others]
    if both:
        raise BadInput(
            f"{len(both)} rules of this pack belong to another one, such as {both[0]} of"
            f" {others[both[0]]}.",
            "Give them ids of their own, or import without --beside.",
        )
