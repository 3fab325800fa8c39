# SPDX-License-Identifier: Apache-2.0
"""The library against a model of it: imports, changes, withdrawals, supersession and roll-backs in
any order, asked on any day.

The model answers a day by looking at every version there is; it knows nothing of periods.
"""

import dataclasses
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.domain.adoption import Adopting, Alteration, Shelf
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.policy import Query, Rule, SnippetRef
from desktop_app.errors import BadInput, Conflict
from services.policy.index import PolicyIndex
from tests.fakes.build import pack
from tests.fakes.build import rule as one_rule
from tests.fakes.desk import fresh_store

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(7)]
NAMES = "ABCD"

texts = st.sampled_from(["Zebras cross.", "Zebras wait.", "Zebras run."])
starts = st.none() | st.sampled_from(DAYS[1:5])
ends = st.none() | st.sampled_from(DAYS[4:6])


@st.composite
def rules(draw: st.DrawFn, names: str = NAMES) -> tuple[Rule, ...]:
    made: list[Rule] = []
    for name in sorted(draw(st.sets(st.sampled_from(names), min_size=1))):
        first = draw(starts)
        last = draw(ends)
        others = draw(st.sets(st.sampled_from(names), max_size=1))
        made.append(
            dataclasses.replace(
                one_rule(name, draw(texts), title=f"Zebras {name}"),
                effective_from=first,
                effective_to=None if first and last and last < first else last,
                supersedes=tuple(SnippetId(other) for other in others),
            )
        )
    return tuple(made)


@dataclasses.dataclass(frozen=True)
class State:
    """What a library holds: which pack states which versions."""

    held: frozenset[tuple[str, int, str]] = frozenset()
    packs: tuple[tuple[str, str], ...] = ()


class Model:
    """A library as a person would describe it."""

    def __init__(self) -> None:
        self.all: dict[tuple[str, int], Rule] = {}
        self.states = [State()]

    @property
    def state(self) -> State:
        return self.states[-1]

    def adopt(self, made: tuple[Rule, ...], name: str, version: str, *, beside: bool) -> None:
        before = self.state
        kept: set[tuple[str, int, str]] = set()
        stated = {one.id for one in made}
        for one, number, holder in before.held:
            if one in stated:
                kept.add((one, number, name))
            elif beside and holder != name:
                kept.add((one, number, holder))
        kept |= {(one.id, self.version(one, before), name) for one in made}
        others = tuple(p for p in before.packs if beside and p[0] != name)
        self.states.append(State(frozenset(kept), (*others, (name, version))))

    def version(self, one: Rule, before: State) -> int:
        numbers = [n for name, n in self.all if name == one.id]
        held = [n for name, n, _ in before.held if name == one.id]
        for number in (max(held, default=0), max(numbers, default=0)):
            if number and self.all[one.id, number] == one:
                return number
        number = max(numbers, default=0) + 1
        self.all[one.id, number] = one
        return number

    def live(self, day: date) -> set[str]:
        held = {(name, number) for name, number, _ in self.state.held}
        newest = {name: max(n for other, n in held if other == name) for name, _ in held}

        def started(name: str, number: int) -> bool:
            first = self.all[name, number].effective_from
            return first is None or first <= day

        def holds(name: str, number: int) -> bool:
            last = self.all[name, number].effective_to
            replaced = any(other == name and n > number and started(other, n) for other, n in held)
            ended = any(
                other != name
                and SnippetId(name) in self.all[other, n].supersedes
                and started(other, n)
                for other, n in newest.items()
            )
            in_time = started(name, number) and (last is None or day <= last)
            return in_time and not replaced and not ended

        return {f"{name}@{number}" for name, number in held if holds(name, number)}


class LibraryMachine(RuleBasedStateMachine):
    """Drives the real library in the encrypted store beside the model."""

    def __init__(self) -> None:
        super().__init__()
        self.library = PolicyIndex(fresh_store(Path(tempfile.mkdtemp()) / "desk.db"))
        self.model = Model()
        self.numbers = count(1)

    def adopt(self, made: tuple[Rule, ...], name: str, *, beside: bool) -> None:
        number = next(self.numbers)
        before = {day: self.model.live(day) for day in DAYS}
        self.model.adopt(made, name, str(number), beside=beside)
        how = Adopting(AdoptionId(f"a{number}"), "x", beside)
        report = self.library.adopt(
            pack(*made, name=name, version=str(number)), NOW + timedelta(minutes=number), how
        )
        assert report.findable == len(made)
        assert report.new + report.changed + report.unchanged == len(made)
        self.told_right(report.adoption, before)

    def told_right(self, adoption: AdoptionId, before: dict[date, set[str]]) -> None:
        """What is told of a change is what a person would find by asking on every day."""
        moved = {ref.split("@")[0] for day in DAYS for ref in before[day] ^ self.model.live(day)}
        told = {change.id: change for change in self.library.changes([adoption])}
        assert moved <= set(told)
        assert set(told) <= self.library.touched(adoption)
        gone = {name for name, one in told.items() if one.what is Alteration.WITHDRAWN}
        assert not gone & {ref.split("@")[0] for day in DAYS for ref in self.model.live(day)}

    @rule(made=rules())
    def import_pack(self, made: tuple[Rule, ...]) -> None:
        self.adopt(made, "one", beside=False)

    @rule(made=rules("CD"))
    def import_beside(self, made: tuple[Rule, ...]) -> None:
        theirs = {n for n, _, holder in self.model.state.held if holder != "two"}
        if theirs & {one.id for one in made}:
            with pytest.raises(BadInput):
                self.library.adopt(pack(*made, name="two"), NOW, Adopting(beside=True))
        else:
            self.adopt(made, "two", beside=True)

    @precondition(lambda self: len(self.model.states) > 2)
    @rule()
    def roll_back(self) -> None:
        number = next(self.numbers)
        before = {day: self.model.live(day) for day in DAYS}
        self.model.states.pop()
        how = Adopting(AdoptionId(f"a{number}"), "x")
        adoption = self.library.roll_back(NOW + timedelta(minutes=number), how)
        assert (adoption.pack, adoption.version) == self.model.state.packs[-1]
        self.told_right(adoption.id, before)

    @precondition(lambda self: len(self.model.states) == 2)
    @rule()
    def roll_back_too_far(self) -> None:
        with pytest.raises(Conflict):
            self.library.roll_back(NOW)

    @invariant()
    def every_day_is_answered_by_the_versions_that_hold_then(self) -> None:
        for day in DAYS:
            live = self.model.live(day)
            shown = self.library.browse(Shelf(day), 0, 100)
            assert {str(row.ref) for row in shown.rows} == live
            assert shown.total == len(live)
            hits = self.library.search(Query("zebras", day), 50)
            assert {str(hit.snippet.ref) for hit in hits} == live
            at = datetime(day.year, day.month, day.day, tzinfo=UTC)
            assert self.library.status(at).in_force == len(live)

    @invariant()
    def every_version_can_be_read_and_knows_its_days(self) -> None:
        for (name, number), made in self.model.all.items():
            stored = self.library.snippet(SnippetRef(SnippetId(name), number))
            assert stored.rule == made
            assert stored.life is not None
            for day in DAYS:
                assert stored.life.holds(day) == (f"{name}@{number}" in self.model.live(day))

    @invariant()
    def the_packs_are_those_that_were_imported(self) -> None:
        held = {(one.id, one.version) for one in self.library.status(NOW).packs}
        assert held == set(self.model.state.packs)


LibraryMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=12)
TestLibrary = LibraryMachine.TestCase
