# SPDX-License-Identifier: Apache-2.0
"""A reply that is held, returned, held again and released, by a process that is killed on the way:
each step has happened whole, with its entry, or not at all, and nothing happens twice.

The processes are children of a fork server, which has loaded the program once.
"""

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from desktop_app.desk import Desk
from desktop_app.domain.hold import HoldState
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Person, Role
from services.machine.identity import Minter
from tests.fakes.build import arrival
from tests.fakes.desk import Bench, make_desk

POINTS = 8
"""How many places it is killed at, spread evenly over all calls into our code."""

CLERK = Person("labara", "Lucian Abara", Role.CLERK)
SUPERVISOR = Person("jvarga", "Josephine Varga", Role.SUPERVISOR)
ROOT = Path(__file__).parents[2]
_OURS = (f"{ROOT}{os.sep}desktop_app", f"{ROOT}{os.sep}services")
_AS_HELD, _LIMIT = "calls", 10


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


class Killer:
    """Counts calls into our code and ends the process at one of them."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.calls = 0

    def __call__(self, frame: FrameType, event: str, arg: object) -> None:
        del arg
        if event == "call" and frame.f_code.co_filename.startswith(_OURS):
            self.calls += 1
            if self.calls == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


def job(folder: Path, kill_at: int) -> None:
    """All steps that are left, in a child; writes down how many calls there were."""
    killer = Killer(kill_at)
    sys.setprofile(killer)
    for _ in range(_LIMIT):
        if not step(folder):
            break
    sys.setprofile(None)
    (folder / _AS_HELD).write_text(str(killer.calls), "ascii")


Run = Callable[[Path, int], int]


@pytest.fixture(scope="module")
def run() -> Run:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])

    def in_a_child(folder: Path, kill_at: int = 0) -> int:
        child = context.Process(target=job, args=(folder, kill_at))
        child.start()
        child.join()
        status = child.exitcode
        child.close()
        assert status is not None
        return status

    return in_a_child


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
def calls(ground: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many calls the whole way takes when nobody kills it."""
    folder = tmp_path_factory.mktemp("whole") / "desk"
    shutil.copytree(ground, folder)
    assert run(folder, 0) == 0
    return int((folder / _AS_HELD).read_text("ascii"))


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
    point: int, ground: Path, calls: int, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(ground, folder)
    assert run(folder, 1 + point * (calls - 1) // (POINTS - 1)) == -signal.SIGKILL
    bench = seated(folder, SUPERVISOR)
    agree(bench)
    bench.vault.close()
    assert run(folder, 0) == 0
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
