# SPDX-License-Identifier: Apache-2.0
"""Work off the window's thread: two lanes, outcomes as values, one broadcast of what changed.

The desk lane has one worker, so a person's commands happen in the order she gave them. The wire
lane has several, for what only waits on a network. Nothing else in `ui` touches a thread or a lock.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop_app.changes import Changes
from desktop_app.errors import DeskError

T = TypeVar("T")
_WIRES = 4


class Lane(Enum):
    """Where work is done."""

    DESK = auto()
    WIRE = auto()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """Work that came to its end."""

    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    """Work that did not, with the sentence for the person; a fault of ours has `bug` set."""

    error: DeskError
    bug: BaseException | None = None


Outcome = Done[T] | Failed


def _outcome(work: Callable[[], T]) -> Outcome[T]:
    try:
        return Done(work())
    except DeskError as error:
        return Failed(error)
    except Exception as bug:  # noqa: BLE001 - the lane's edge: whatever it is, a person hears of it
        what = "Something went wrong in Counterpart. Your work is kept."
        return Failed(DeskError(what, "Tell IT; the place is in the program's log."), bug)


def _gone(owner: object) -> bool:
    """Whether somebody was closed and cleared away while the work went on."""
    return isinstance(owner, QObject) and not isValid(owner)


class Relay(QObject, Generic[T]):
    """Carries items from a worker to the window's thread, in bunches."""

    _woken = Signal()

    def __init__(self, on_items: Callable[[list[T]], None], every_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._items: deque[T] = deque()
        self._on_items = on_items
        self._asleep = True
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._on_time)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def send(self, item: T) -> None:
        """Hand over an item, from any thread. The first after a pause is delivered at once, what
        comes after `close` never.
        """
        self._items.append(item)
        if self._asleep and not self._closed:
            self._asleep = False
            self._woken.emit()

    @Slot()
    def _on_woken(self) -> None:
        if not self._closed:
            self._timer.start()
            self.flush()

    @Slot()
    def _on_time(self) -> None:
        if self._items:
            self.flush()
        else:
            self._timer.stop()
            self._asleep = True
            self.flush()  # what came between the look and the flag

    @Slot()
    def flush(self) -> None:
        """Deliver what has come so far."""
        items: list[T] = []
        while self._items:
            items.append(self._items.popleft())
        if items and not _gone(getattr(self._on_items, "__self__", None)):
            self._on_items(items)

    def close(self) -> None:
        """Deliver what is left and stop."""
        self._closed = True
        self._timer.stop()
        self.flush()
        self.deleteLater()


class Jobs(QObject):
    """Runs work on a lane and brings its outcome back to the window's thread.

    `changed` tells every screen what a command touched, with whoever asked for it; `crashed` tells
    of faults of ours.
    """

    changed = Signal(object, object)
    crashed = Signal(object)
    _came_back = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        executors: Callable[[int], Executor] = ThreadPoolExecutor,
    ) -> None:
        super().__init__(parent)
        self._lanes = {Lane.DESK: executors(1), Lane.WIRE: executors(_WIRES)}
        self._closed = False
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_outcome: Callable[[Outcome[T]], None],
        initiator: object = None,
    ) -> None:
        """Do `work` on a lane; `on_outcome` is called on the window's thread, unless whoever asked
        for it is gone by then: a dialog that was closed hears of nothing.

        `Changes` that the work answers are broadcast after that.
        """
        if self._closed:
            return

        def task() -> None:
            outcome = _outcome(work)
            self._came_back.emit((outcome, on_outcome, initiator))

        self._lanes[lane].submit(task)

    def relay(self, on_items: Callable[[list[T]], None], every_ms: int) -> Relay[T]:
        """A way for work to send items to the window's thread, together and not more often than
        asked.
        """
        return Relay(on_items, every_ms, self)

    def close(self) -> None:
        """Finish what the desk lane has begun, drop what nobody has begun, and end the lanes."""
        self._closed = True
        self._lanes[Lane.WIRE].shutdown(wait=False, cancel_futures=True)
        self._lanes[Lane.DESK].shutdown(wait=True)
        self._lanes[Lane.WIRE].shutdown(wait=True)

    @Slot(object)
    def _deliver(self, package: object) -> None:
        outcome, on_outcome, initiator = cast(
            "tuple[Outcome[object], Callable[[Outcome[object]], None], object]", package
        )
        if isinstance(outcome, Failed) and outcome.bug is not None:
            self.crashed.emit(outcome.bug)
        gone = _gone(initiator)
        if not gone:
            on_outcome(outcome)
        if isinstance(outcome, Done) and isinstance(outcome.value, Changes) and outcome.value:
            self.changed.emit(outcome.value, None if gone else initiator)
