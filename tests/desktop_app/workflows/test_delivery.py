# SPDX-License-Identifier: Apache-2.0
"""Delivery: faults of the source, kills at any step, and no reply twice."""

import json
import math
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Person, Role
from desktop_app.domain.outbound import Dispatch, DispatchState, Receipt
from desktop_app.errors import Conflict, Misconfigured, NotAllowed, Offline
from tests.fakes.build import arrival
from tests.fakes.desk import Bench, make_desk
from tests.fakes.source import Crash, Fault, ListSource


def approved(bench: Bench, key: str = "<1@example.com>") -> InquiryId:
    name = bench.pull(arrival(key=key, subject=f"Late {key}"))
    bench.draft(name)
    bench.approve(name)
    bench.clock.advance(seconds=11)
    return name


def flush(bench: Bench) -> None:
    bench.desk.delivery.flush(Cancel())


def state(bench: Bench, name: InquiryId) -> DispatchState:
    dispatch = bench.dispatch(name)
    assert dispatch is not None
    return dispatch.state


def test_a_reply_leaves_once_its_undo_time_is_over(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    bench.approve(name)
    bench.clock.advance(seconds=9)
    flush(bench)
    assert bench.source.sent == []
    bench.clock.advance(seconds=1)
    flush(bench)
    flush(bench)
    assert len(bench.source.sent) == 1
    assert bench.inquiry(name).state is InquiryState.SENT
    assert bench.happened(name)[-1] == "reply.delivered"


@pytest.mark.parametrize("fault", [Fault.OFFLINE, Fault.BUSY])
def test_a_source_out_of_reach_delays_with_growing_waits_and_says_so_once(
    bench: Bench, fault: Fault
) -> None:
    name = approved(bench)
    bench.source.busy_for = None
    waits: list[timedelta] = []
    for _ in range(9):
        bench.source.faults.append(fault)
        flush(bench)
        dispatch = bench.dispatch(name)
        assert dispatch is not None
        assert dispatch.state is DispatchState.WAITING
        assert dispatch.trouble
        waits.append(dispatch.not_before - bench.clock())
        bench.clock.at = dispatch.not_before
    assert waits[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert waits[-1] == timedelta(minutes=5)
    assert bench.happened(name).count("reply.delayed") == 1
    flush(bench)
    assert len(bench.source.sent) == 1


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        (90, timedelta(seconds=90)),
        (1, timedelta(seconds=5)),
        (0, timedelta(seconds=5)),
        (-5, timedelta(seconds=5)),
        (1e30, timedelta(hours=6)),
        (math.inf, timedelta(hours=6)),
        (math.nan, timedelta(hours=6)),
    ],
)
def test_a_busy_source_is_left_alone_as_long_as_it_asks_within_reason(
    bench: Bench, asked: float, wait: timedelta
) -> None:
    name = approved(bench)
    bench.source.busy_for = asked
    bench.source.faults.append(Fault.BUSY)
    flush(bench)
    dispatch = bench.dispatch(name)
    assert dispatch is not None
    assert dispatch.not_before - bench.clock() == wait


def test_one_source_out_of_reach_ends_the_round_for_all(bench: Bench) -> None:
    first, second = approved(bench), approved(bench, "<2@x>")
    bench.source.faults.append(Fault.OFFLINE)
    flush(bench)
    assert bench.source.sent == []
    second_dispatch = bench.dispatch(second)
    assert second_dispatch is not None
    assert second_dispatch.attempts == 0
    assert state(bench, first) is DispatchState.WAITING


def test_a_refused_reply_comes_back_to_the_clerk_with_its_words(bench: Bench) -> None:
    name = approved(bench)
    other = approved(bench, "<2@x>")
    words = bench.inquiry(name).work
    bench.source.faults.append(Fault.REFUSED)
    flush(bench)
    inquiry = bench.inquiry(name)
    assert state(bench, name) is DispatchState.REFUSED
    assert (inquiry.state, inquiry.note, inquiry.work) == (
        InquiryState.DRAFTED, "Could not be sent", words,
    )  # fmt: skip
    assert bench.inquiry(other).state is InquiryState.SENT
    assert bench.happened(name)[-1] == "reply.refused"
    bench.approve(name)
    bench.clock.advance(minutes=1)
    flush(bench)
    assert bench.inquiry(name).state is InquiryState.SENT


def test_a_refusal_is_told_also_when_a_follow_up_has_reopened_the_inquiry(bench: Bench) -> None:
    name = approved(bench)
    bench.pull(arrival("More.", key="<9@x>", in_reply_to="<1@example.com>"))
    bench.source.faults.append(Fault.REFUSED)
    flush(bench)
    inquiry = bench.inquiry(name)
    assert (inquiry.state, inquiry.note) == (InquiryState.OPEN, "Could not be sent")


@pytest.mark.parametrize(
    "fault", [Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.CRASH_BEFORE, Fault.CRASH_AFTER]
)
def test_an_attempt_nobody_saw_the_end_of_is_settled_by_asking_and_never_doubles(
    bench: Bench, fault: Fault
) -> None:
    name = approved(bench)
    bench.source.faults.append(fault)
    with suppress(Crash):
        flush(bench)
    again = bench.again()
    again.desk.recover()
    flush(again)
    assert list(again.source.copies().values()) == [1]
    assert again.inquiry(name).state is InquiryState.SENT


def test_a_source_that_cannot_tell_makes_a_person_decide_and_nothing_is_tried_again(
    tmp_path: Path,
) -> None:
    bench = make_desk(tmp_path, source=ListSource(remembers=False))
    name = approved(bench)
    bench.source.faults.append(Fault.CRASH_AFTER)
    with suppress(Crash):
        flush(bench)
    again = bench.again()
    again.desk.recover()
    again.clock.advance(days=1)
    flush(again)
    assert len(again.source.sent) == 1
    inquiry = again.inquiry(name)
    assert state(again, name) is DispatchState.UNKNOWN
    assert (inquiry.state, inquiry.note) == (InquiryState.APPROVED, "Not known whether it arrived")
    assert again.happened(name)[-1] == "reply.unknown"


@pytest.mark.parametrize("arrived", [True, False])
def test_a_person_who_found_out_settles_what_was_not_known(tmp_path: Path, arrived: bool) -> None:
    bench = make_desk(tmp_path, source=ListSource(remembers=False))
    name = approved(bench)
    bench.source.faults.append(Fault.LOST_AFTER if arrived else Fault.LOST_BEFORE)
    flush(bench)
    with pytest.raises(NotAllowed):
        bench.again(person=Person("x", "X", Role.AUDITOR)).desk.delivery.settle(name, arrived=True)
    bench.desk.delivery.settle(name, arrived=arrived)
    expected = InquiryState.SENT if arrived else InquiryState.DRAFTED
    assert bench.inquiry(name).state is expected
    with pytest.raises(Conflict):
        bench.desk.delivery.settle(name, arrived=arrived)
    if not arrived:
        bench.approve(name)
        bench.clock.advance(minutes=1)
        flush(bench)
        assert len(bench.source.sent) == 1


def test_while_the_source_cannot_be_asked_an_open_attempt_stays_open_and_later_is_settled(
    bench: Bench,
) -> None:
    name = approved(bench)
    bench.source.faults.append(Fault.CRASH_AFTER)
    with suppress(Crash):
        flush(bench)
    again = bench.again()
    again.source.asking.extend([Offline("Out of reach."), Offline("Out of reach.")])
    again.desk.recover()
    assert state(again, name) is DispatchState.SENDING
    flush(again)
    assert state(again, name) is DispatchState.SENDING
    flush(again)
    assert state(again, name) is DispatchState.DELIVERED
    assert len(again.source.sent) == 1


def test_a_source_that_fails_when_asked_makes_it_unknown(bench: Bench) -> None:
    name = approved(bench)
    bench.source.faults.append(Fault.LOST_AFTER)
    bench.source.asking.append(Misconfigured("The folder is gone."))
    flush(bench)
    assert state(bench, name) is DispatchState.UNKNOWN


def tamper(bench: Bench, **changed: str) -> None:
    with bench.vault.writing() as connection:
        (text,) = connection.execute("SELECT letter FROM dispatches").fetchone()
        letter = json.dumps({**json.loads(text), **changed}, ensure_ascii=False)
        connection.execute("UPDATE dispatches SET letter = ?", (letter,))


@pytest.mark.parametrize("field", ["recipient", "subject", "body", "disclosure"])
def test_a_letter_that_is_not_the_approved_one_is_not_delivered(bench: Bench, field: str) -> None:
    name = approved(bench)
    tamper(bench, **{field: "someone else's"})
    flush(bench)
    assert bench.source.sent == []
    assert state(bench, name) is DispatchState.REFUSED
    entry = bench.entry("reply.refused")["data"]
    assert isinstance(entry, dict)
    assert entry["code"] == "fingerprint"


class TamperingSource(ListSource):
    """A source during whose call somebody changes the letter in the store."""

    bench: Bench

    def deliver(self, dispatch: Dispatch) -> Receipt:
        if not self.sent:
            tamper(self.bench, body="someone else's")
        return ListSource.deliver(self, dispatch)


def test_what_is_checked_is_what_is_handed_over(tmp_path: Path) -> None:
    source = TamperingSource()
    bench = make_desk(tmp_path, source=source)
    source.bench = bench
    approved(bench)
    flush(bench)
    ((_, letter),) = source.sent
    assert letter.body != "someone else's"


def test_a_stop_leaves_the_rest_for_the_next_round(bench: Bench) -> None:
    approved(bench)
    cancel = Cancel()
    cancel.request()
    assert bench.desk.delivery.flush(cancel) == NOTHING
    assert bench.source.sent == []


class SlowSource(ListSource):
    """A source that, while it takes a letter, lets a test do something else."""

    meanwhile: list[object]

    def deliver(self, dispatch: Dispatch) -> Receipt:
        for act in self.meanwhile:
            act()  # type: ignore[operator]
        return ListSource.deliver(self, dispatch)


def test_a_second_round_does_nothing_while_one_is_under_way(tmp_path: Path) -> None:
    source = SlowSource()
    bench = make_desk(tmp_path, source=source)
    name = approved(bench)
    answers: list[object] = []
    source.meanwhile = [
        lambda: answers.append(bench.desk.delivery.flush(Cancel())),
        lambda: answers.append(bench.desk.delivery.recover()),
    ]
    flush(bench)
    assert answers == [NOTHING, NOTHING]
    assert len(source.sent) == 1
    assert bench.inquiry(name).state is InquiryState.SENT


def test_what_is_being_handed_over_cannot_be_undone(tmp_path: Path) -> None:
    source = SlowSource()
    bench = make_desk(tmp_path, source=source)
    name = approved(bench)
    troubles: list[Conflict] = []

    def undo() -> None:
        try:
            bench.desk.replying.undo(name)
        except Conflict as trouble:
            troubles.append(trouble)

    source.meanwhile = [undo]
    flush(bench)
    assert len(troubles) == 1
    assert bench.inquiry(name).state is InquiryState.SENT


def test_what_is_taken_back_while_another_leaves_does_not_follow_it(tmp_path: Path) -> None:
    source = SlowSource()
    bench = make_desk(tmp_path, source=source)
    first, second = approved(bench), approved(bench, "<2@x>")
    source.meanwhile = [lambda: bench.desk.replying.undo(second)]
    flush(bench)
    assert len(source.sent) == 1
    assert state(bench, first) is DispatchState.DELIVERED
    assert state(bench, second) is DispatchState.UNDONE


def test_what_is_quoted_is_approved_logged_masked_and_leaves(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, settings={"replies": {"quoted_message": "below"}})
    name = bench.pull(arrival("I owe 5 dollars, says Maria Garcia."))
    bench.approve(name, "Please come by.", reason="Said at the counter.")
    bench.clock.advance(seconds=11)
    flush(bench)
    ((_, letter),) = bench.source.sent
    assert "> I owe 5 dollars" in letter.quoted
    told = bench.entry("reply.approved")["data"]
    assert isinstance(told, dict)
    assert letter.fingerprint() == told["fingerprint"]
    logged = str(told["quoted"])
    assert "> I owe 5 dollars" in logged
    assert bench.inquiry(name).customer.name not in logged
