# SPDX-License-Identifier: Apache-2.0
"""The desk's pulse: a source that tells of news is waited on, one that cannot is asked at times."""

from collections.abc import Iterator

import pytest

from desktop_app.cancel import Cancel
from desktop_app.errors import Offline
from tests.fakes.build import arrival
from tests.fakes.desk import Bench
from tests.fakes.executor import Lanes
from tests.fakes.source import ListSource
from tests.ui.desk import deliver
from ui.heartbeat import Heartbeat
from ui.jobs import Jobs


class Telling(ListSource):
    """A source that says so when something has come."""

    watched = 0
    tells = True

    def watch(self, cancel: Cancel) -> bool:
        cancel.check()
        self.watched += 1
        return self.tells


@pytest.fixture
def source() -> Telling:
    return Telling()


@pytest.fixture
def lanes() -> Lanes:
    return Lanes()


@pytest.fixture
def pulse(bench: Bench, lanes: Lanes, source: Telling) -> Iterator[Heartbeat]:
    desk = bench.again(source=source)
    jobs = Jobs(executors=lanes)
    beat = Heartbeat(desk.desk, jobs)
    yield beat
    beat.stop()
    jobs.close()


def step(lanes: Lanes) -> None:
    lanes.wire.step()
    deliver()


def test_news_is_pulled_at_once(pulse: Heartbeat, lanes: Lanes, source: Telling) -> None:
    pulse.pull()
    step(lanes)
    source.bring(arrival())
    pulse.pull()  # the timer's time has come, and the source is being waited on
    assert len(lanes.wire.waiting) == 1
    step(lanes)
    assert source.watched == 1
    step(lanes)
    assert len(lanes.wire.waiting) == 1  # it is waited on again


def test_a_source_that_cannot_tell_is_tried_once(
    pulse: Heartbeat, lanes: Lanes, source: Telling
) -> None:
    source.tells = False
    for _ in range(3):
        pulse.pull()
        while lanes.wire.waiting:
            step(lanes)
    assert source.watched == 1


def test_a_source_out_of_reach_is_asked_at_its_time(
    pulse: Heartbeat, lanes: Lanes, source: Telling
) -> None:
    source.fetching.append(Offline("Away."))
    pulse.pull()
    step(lanes)
    assert not lanes.wire.waiting
    assert source.watched == 0
    pulse.pull()
    assert len(lanes.wire.waiting) == 1
    while source.watched == 0:
        step(lanes)


def test_after_the_end_nothing_is_begun(pulse: Heartbeat, lanes: Lanes, source: Telling) -> None:
    pulse.pull()
    pulse.stop()
    while lanes.wire.waiting:
        step(lanes)
    assert source.watched == 0
