# SPDX-License-Identifier: Apache-2.0
"""Once: whatever fails and whenever the program is killed, no customer has a reply twice, and when
all is well again each has hers.
"""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import DispatchId, InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.outbound import Dispatch, DispatchState, Receipt
from desktop_app.errors import Conflict, Offline
from tests.fakes.build import arrival
from tests.fakes.desk import Bench, make_desk
from tests.fakes.source import Crash, Fault, ListSource

FAULTS = st.sampled_from(list(Fault))


class KillingSource(ListSource):
    """A source that can also kill the program right before or after it is asked what arrived."""

    die_when_asked: bool = False

    def delivered(self, dispatch: Dispatch) -> bool | None:
        if self.die_when_asked:
            self.die_when_asked = False
            raise Crash
        return ListSource.delivered(self, dispatch)

    def deliver(self, dispatch: Dispatch) -> Receipt:
        return ListSource.deliver(self, dispatch)


class Once(RuleBasedStateMachine):
    """A desk, a source that does everything real ones do, and a hand that pulls the plug."""

    remembers = True

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.source = KillingSource(remembers=self.remembers)
        self.bench: Bench = make_desk(self.folder, source=self.source)
        self.number = 0
        self.known: set[DispatchId] = set()
        self.refused: set[DispatchId] = set()
        self.undone: set[DispatchId] = set()

    def teardown(self) -> None:
        self.bench.vault.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.approve_one()

    @rule()
    def approve_one(self) -> None:
        self.number += 1
        name = self.bench.pull(arrival(key=f"<{self.number}@x>", subject=f"Matter {self.number}"))
        self.bench.draft(name)
        self.approve(name)

    @rule(data=st.data())
    def approve_again_what_came_back(self, data: st.DataObject) -> None:
        waiting = self.bench.queue(InquiryState.DRAFTED)
        if waiting:
            self.approve(data.draw(st.sampled_from(waiting)))

    def approve(self, name: InquiryId) -> None:
        self.bench.approve(name)
        dispatch = self.bench.dispatch(name)
        assert dispatch is not None
        self.known.add(dispatch.id)

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        names = self.bench.queue()
        name = data.draw(st.sampled_from(names))
        dispatch = self.bench.dispatch(name)
        with suppress(Conflict):
            self.bench.desk.replying.undo(name)
            assert dispatch is not None
            self.undone.add(dispatch.id)

    @rule(faults=st.lists(FAULTS, max_size=4), asking=st.integers(0, 2), wait=st.integers(0, 400))
    def flush(self, faults: list[Fault], asking: int, wait: int) -> None:
        self.bench.clock.advance(seconds=wait)
        self.source.faults.clear()
        self.source.faults.extend(faults)
        self.source.asking.extend([Offline("Out of reach.")] * asking)
        with suppress(Crash):
            self.bench.desk.delivery.flush(Cancel())

    @rule()
    def pull_the_plug(self) -> None:
        self.bench.vault.close()
        self.bench = self.bench.again()

    @rule(die=st.booleans())
    def start(self, die: bool) -> None:
        self.bench = self.bench.again()
        self.source.die_when_asked = die
        with suppress(Crash):
            self.bench.desk.recover()
        self.source.die_when_asked = False

    @rule()
    def a_follow_up_comes(self) -> None:
        key = f"<follow-{self.number}-{self.bench.mint.minted}@x>"
        self.bench.pull(arrival("And?", key=key, in_reply_to=f"<{self.number}@x>"))

    @invariant()
    def nobody_has_a_reply_twice(self) -> None:
        copies = self.source.copies()
        assert all(count == 1 for count in copies.values()), copies
        assert copies.keys() <= self.known

    @invariant()
    def what_was_taken_back_never_left(self) -> None:
        assert not self.undone & self.source.copies().keys()

    @invariant()
    def the_log_holds(self) -> None:
        assert self.bench.desk.reviewing.verify().finding is None

    @precondition(lambda self: self.remembers)
    @rule()
    def when_all_is_well_again_each_has_hers(self) -> None:
        self.source.faults.clear()
        self.source.asking.clear()
        self.bench = self.bench.again()
        self.bench.clock.advance(days=1)
        self.bench.desk.delivery.flush(Cancel())
        with self.bench.vault.reading() as connection:
            rows = connection.execute("SELECT id, state FROM dispatches").fetchall()
        states = {DispatchId(str(name)): DispatchState(str(state)) for name, state in rows}
        assert states.keys() == self.known
        left = {DispatchState.DELIVERED, DispatchState.REFUSED, DispatchState.UNDONE}
        assert set(states.values()) <= left
        for name, state in states.items():
            assert (state is DispatchState.DELIVERED) == (name in self.source.copies())


class OnceWithASourceThatCannotTell(Once):
    """The same, with a source that does not know what arrived: then a person is told."""

    remembers = False

    @rule()
    def when_all_is_well_again_each_has_hers_or_a_person_is_told(self) -> None:
        self.source.faults.clear()
        self.source.asking.clear()
        self.bench.desk.recover()
        self.bench.clock.advance(days=1)
        self.bench.desk.delivery.flush(Cancel())
        with self.bench.vault.reading() as connection:
            rows = connection.execute("SELECT id, state FROM dispatches").fetchall()
        for name, state in rows:
            arrived = DispatchId(str(name)) in self.source.copies()
            if arrived:
                assert state in {DispatchState.DELIVERED, DispatchState.UNKNOWN}
            else:
                assert state in {DispatchState.REFUSED, DispatchState.UNDONE, DispatchState.UNKNOWN}


TestOnce = Once.TestCase
TestOnce.settings = settings(max_examples=40, stateful_step_count=25)
TestOnceWithASourceThatCannotTell = OnceWithASourceThatCannotTell.TestCase
TestOnceWithASourceThatCannotTell.settings = settings(max_examples=20, stateful_step_count=25)
