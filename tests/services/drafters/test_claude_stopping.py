# SPDX-License-Identifier: Apache-2.0
"""Stopping: the line is closed while the server is still writing, and nothing is told afterwards.

Shown by order, not by time: the scripts here never end by themselves, so a server that sees the
client leave has been left midway.
"""

import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import CountedPiece, Outbound, Piece, TextPiece
from desktop_app.errors import Stopped
from services.drafters.claude import ClaudeDrafter
from tests.services.drafters.material import brief, claude
from tests.simulator import scenarios
from tests.simulator.server import Exchange, Simulator

PATIENCE_S = 20


class Attempt(threading.Thread):
    """A draft on a thread of its own, and how it ended."""

    def __init__(
        self, drafter: ClaudeDrafter, cancel: Cancel, hear: Callable[[Piece], None]
    ) -> None:
        super().__init__()
        self._drafter, self._cancel, self._hear = drafter, cancel, hear
        self._outbound: Outbound = drafter.prepare(brief())
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._drafter.draft(self._outbound, self._hear, self._cancel)
        except Stopped as error:
            self.error = error


def test_a_stop_midway_closes_the_line(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    simulator.play(scenarios.stall_midway(8))
    cancel = Cancel()
    heard: list[Piece] = []

    def hear(piece: Piece) -> None:
        heard.append(piece)
        cancel.request()

    with pytest.raises(Stopped):
        drafter.draft(drafter.prepare(brief()), hear, cancel)
    text, counted = heard
    assert isinstance(text, TextPiece)
    assert isinstance(counted, CountedPiece)
    assert counted.usage.input_tokens > 0
    assert simulator.left_midway.wait(PATIENCE_S)
    assert drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()).blocks


def test_a_stop_before_the_first_word_closes_the_line(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    asked = threading.Event()

    def play(exchange: Exchange) -> None:
        asked.set()
        scenarios.never_answers(exchange)

    simulator.play(play)
    cancel = Cancel()
    attempt = Attempt(drafter, cancel, lambda _: None)
    assert asked.wait(PATIENCE_S)
    cancel.request()
    attempt.join(PATIENCE_S)
    assert isinstance(attempt.error, Stopped)
    assert simulator.left_midway.wait(PATIENCE_S)


def test_a_stop_that_came_first_sends_nothing(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Stopped):
        drafter.draft(drafter.prepare(brief()), lambda _: None, cancel)
    assert simulator.requests == []


def test_a_listener_that_fails_ends_the_draft_with_its_own_error(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    simulator.play(scenarios.stall_midway(8))

    def fail(_: Piece) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drafter.draft(drafter.prepare(brief()), fail, Cancel())
    assert simulator.left_midway.wait(PATIENCE_S)


def test_closing_stops_a_draft_and_leaves_no_thread(simulator: Simulator) -> None:
    before = set(threading.enumerate())
    simulator.play(scenarios.stall_midway(8))
    heard = threading.Event()
    drafter = claude(simulator.url)
    attempt = Attempt(drafter, Cancel(), lambda _: heard.set())
    assert heard.wait(PATIENCE_S)
    drafter.close()
    attempt.join(PATIENCE_S)
    assert isinstance(attempt.error, Stopped)
    assert simulator.left_midway.wait(PATIENCE_S)
    ours = {thread for thread in threading.enumerate() if thread.name == "claude"}
    assert not ours - before


def test_a_closed_drafter_can_be_used_again_and_closed_twice(simulator: Simulator) -> None:
    with closing(claude(simulator.url)) as drafter:
        drafter.close()
        for _ in range(2):
            assert drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()).blocks
            drafter.close()
