# SPDX-License-Identifier: Apache-2.0
"""A reply that is held, returned, held again and released, by a process that is killed on the way:
each step has happened whole, with its entry, or not at all, and nothing happens twice.
"""

import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.desk import Desk
from desktop_app.domain.hold import HoldState
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Person, Role
from services.machine.identity import Minter
from tests.fakes.build import arrival
from tests.fakes.desk import Bench, make_desk
from tests.journeys.killed import in_a_child, spread

POINTS = 8
"""How many places it is killed at, spread evenly over all calls into our code."""

CLERK = Person("labara", "Lucian Abara", Role.CLERK)
SUPERVISOR = Person("jvarga", "Josephine Varga", Role.SUPERVISOR)
_LIMIT = 10


def seated(folder: Path, person: Person) -> Bench:
    """The desk in a folder with somebody at it. Identities are real: no two processes share one."""
    bench = make_desk(folder, rules=None)
    parts = replace(bench.parts, mint=Minter(), person=person)
    return replace(bench, desk=Desk.assemble(parts), person=person)


def step(folder: Path) -> bool:
    """Take the next step of the one inquiry; answers whether there was one."""
    clerk, boss = seated(folder, CLERK), seated(folder, SUPERVISOR)
    try:
        (name,) = clerk.queue()
        opened = clerk.desk.overview.open(name)
        state = opened.inquiry.state
        if state is InquiryState.DRAFTED:
            clerk.desk.holding.hold(clerk.approval(name), "Look at it")
        elif state is InquiryState.HELD and "reply.returned" not in boss.happened(name):
            boss.desk.holding.give_back(name, opened.inquiry.revision, "Say when")
        elif state is InquiryState.HELD:
            boss.approve(name)
        else:
            return False
        return True
    finally:
        clerk.vault.close()
        boss.vault.close()


def steps(folder: Path) -> None:
    """All steps that are left."""
    for _ in range(_LIMIT):
        if not step(folder):
            break


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One inquiry, drafted."""
    folder = tmp_path_factory.mktemp("ground")
    bench = make_desk(folder)
    bench.draft(bench.pull(arrival()))
    with bench.vault.outside() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bench.vault.close()
    return folder


@pytest.fixture(scope="module")
def calls(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many calls the whole way takes when nobody kills it."""
    folder = tmp_path_factory.mktemp("whole") / "desk"
    shutil.copytree(ground, folder)
    done = in_a_child(steps, folder)
    assert done.status == 0, done.said
    return done.calls


def agree(bench: Bench) -> None:
    """State, hold, dispatch and log tell one story."""
    (name,) = bench.queue()
    happened = bench.happened(name)
    inquiry, dispatch = bench.inquiry(name), bench.dispatch(name)
    hold = bench.desk.overview.open(name).hold
    waits = hold is not None and hold.state is HoldState.WAITING
    assert waits is (inquiry.state is InquiryState.HELD)
    released = hold is not None and hold.state is HoldState.RELEASED
    assert released is (inquiry.state is InquiryState.APPROVED) is (dispatch is not None)
    assert (happened.count("reply.approved") == 1) is released
    ended = happened.count("reply.returned") + happened.count("reply.approved")
    assert happened.count("reply.held") - ended == int(waits)
    assert bench.desk.reviewing.verify().finding is None


@pytest.mark.parametrize("point", range(POINTS))
def test_what_a_kill_cuts_short_is_whole_or_not_there(
    point: int, ground: Path, calls: int, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(ground, folder)
    killed = in_a_child(steps, folder, spread(calls, POINTS)[point])
    assert killed.status == -signal.SIGKILL, killed.said
    bench = seated(folder, SUPERVISOR)
    agree(bench)
    bench.vault.close()
    finished = in_a_child(steps, folder)
    assert finished.status == 0, finished.said
    bench = seated(folder, SUPERVISOR)
    agree(bench)
    (name,) = bench.queue()
    happened = bench.happened(name)
    counted = [happened.count(f"reply.{what}") for what in ("held", "returned", "approved")]
    assert counted == [2, 1, 1]
    hold, dispatch = bench.desk.overview.open(name).hold, bench.dispatch(name)
    assert hold is not None
    assert dispatch is not None
    assert (hold.state, hold.dispatch) == (HoldState.RELEASED, dispatch.id)
    assert dispatch.approved == hold.fingerprint
    bench.vault.close()
