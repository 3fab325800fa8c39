# SPDX-License-Identifier: Apache-2.0
"""An executor that works only when a test says so, always on a thread that is not the window's."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

_PATIENCE_S = 30


@dataclass(slots=True)
class _Task:
    future: "Future[Any]"
    work: Callable[[], Any]

    def run(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            answer = self.work()
        except BaseException as error:  # noqa: BLE001 - a future keeps what its work raised
            self.future.set_exception(error)
        else:
            self.future.set_result(answer)


class HandExecutor(Executor):
    """Keeps what is submitted until `step` runs it; `start` lets a task go on beside the test."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers
        self.waiting: deque[_Task] = deque()
        self.running: list[threading.Thread] = []
        self.closed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Put work at the end of the line."""
        assert not self.closed, "work was handed to a lane that is closed"
        future: Future[Any] = Future()
        self.waiting.append(_Task(future, lambda: fn(*args, **kwargs)))
        return future

    def step(self) -> None:
        """Do the next piece of work to its end."""
        thread = self.start()
        thread.join(_PATIENCE_S)
        assert not thread.is_alive(), "the work did not come to its end"
        self.running.remove(thread)

    def start(self) -> threading.Thread:
        """Begin the next piece of work and do not wait for it."""
        task = self.waiting.popleft()
        thread = threading.Thread(target=task.run, name="lane", daemon=True)
        self.running.append(thread)
        thread.start()
        return thread

    def join(self) -> None:
        """Wait for what was started."""
        while self.running:
            thread = self.running[0]
            thread.join(_PATIENCE_S)
            assert not thread.is_alive(), "the work did not come to its end"
            self.running.remove(thread)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Finish or drop what waits, as a thread pool does."""
        self.closed = True
        if cancel_futures:
            while self.waiting:
                self.waiting.popleft().future.cancel()
        if wait:
            while self.waiting:
                self.start()
                self.join()
            self.join()


class Lanes:
    """The two lanes of a window as `Jobs` asks for them: the desk's first, then the wire's."""

    def __init__(self) -> None:
        self._made: list[HandExecutor] = []

    def __call__(self, workers: int) -> HandExecutor:
        self._made.append(HandExecutor(workers))
        return self._made[-1]

    @property
    def desk(self) -> HandExecutor:
        """Where a person's commands are done."""
        return self._made[0]

    @property
    def wire(self) -> HandExecutor:
        """Where drafts, pulls and deliveries are done."""
        return self._made[1]
