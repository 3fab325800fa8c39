# SPDX-License-Identifier: Apache-2.0
"""Drives a measured window from outside: one word a line comes in, one line of JSON goes out.

It presses the window's own actions and watches what a person would see: the first painted word of
a draft, the end of a draft, a new order of the queue, and how regularly the GUI thread comes round.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.domain.draft import TextPiece
from ui.wiring import Wiring

_BEAT_MS = 2
_LONG_S = 0.050
_CHURN_MS = 500


def tell(what: str, **facts: object) -> None:
    """One line to whoever measures."""
    print(json.dumps({"event": what, "at": time.time(), **facts}), flush=True)


def resident_kib() -> float:
    """How much of this process is in memory."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


@dataclass
class Gaps:
    """How long the GUI thread stayed away, each with its own processor time meanwhile."""

    long: list[tuple[float, float]] = field(default_factory=list)
    longest: float = 0.0
    busy: float = 0.0
    beats: int = 0

    def note(self, gap: float, busy: float) -> None:
        self.beats += 1
        if gap > _LONG_S:
            self.long.append((gap, busy))
        if gap > self.longest:
            self.longest, self.busy = gap, busy


class Beat(QObject):
    """A timer of the GUI thread that notes how late it comes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gaps = Gaps()
        self._last = self._last_cpu = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        self._gaps = Gaps()
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> Gaps:
        self._on_time()
        self._timer.stop()
        return self._gaps

    @Slot()
    def _on_time(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self._gaps.note(now - self._last, cpu - self._last_cpu)
        self._last, self._last_cpu = now, cpu


class Orders(QObject):
    """Hears the lines of standard input on the GUI thread."""

    came = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())


class Driver(QObject):
    """Does what it is told to one window."""

    def __init__(self, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._wiring = wiring
        self._composer = wiring._composer
        self._editor = wiring._window.desk.composer.editor
        self._streamed = 0
        self._awaited = False
        self._asked = 0.0
        self._beat = Beat(self)
        self._orders = Orders(self)
        self._orders.came.connect(self._on_order)
        self._composer.streamed.connect(self._on_streamed)
        self._composer.stream_ended.connect(lambda kept: tell("ended", kept=kept))
        self._composer.opened.connect(self._on_opened)
        self._composer.hinted.connect(lambda said: tell("hinted", said=said))
        self._composer.troubled.connect(lambda error: tell("troubled", said=str(error)))
        wiring._heartbeat.pulled.connect(lambda trouble: tell("pulled", trouble=str(trouble)))
        wiring._window.desk.queue._queue.ordered.connect(
            lambda order: tell("ordered", rows=len(order.keys))
        )
        self._editor.viewport().installEventFilter(self)
        self._churn = QTimer(self)
        self._churn.setInterval(_CHURN_MS)
        self._churn.timeout.connect(wiring._window.desk.queue._queue.refresh)
        if self._composer.current is not None:
            self._on_opened(self._composer.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """The first painting after a word of the draft has come into the editor."""
        if self._awaited and self._streamed and event.type() == QEvent.Type.Paint:
            self._awaited = False
            QTimer.singleShot(0, self, self._tell_visible)
        return super().eventFilter(watched, event)

    def _tell_visible(self) -> None:
        tell("visible", after_s=time.perf_counter() - self._asked)

    @Slot(object)
    def _on_opened(self, opened: object) -> None:
        inquiry = getattr(opened, "inquiry", None)
        if inquiry is not None:
            suggested = getattr(opened, "suggestion", None)
            completeness = suggested.draft.completeness.value if suggested else ""
            tell("opened", state=inquiry.state.value, draft=completeness)

    @Slot(list)
    def _on_streamed(self, pieces: list[object]) -> None:
        self._streamed += sum(isinstance(piece, TextPiece) for piece in pieces)

    def _draft(self) -> None:
        self._streamed, self._awaited = 0, True
        self._asked = time.perf_counter()
        self._composer.draft()

    def _gaps(self) -> None:
        gaps = self._beat.stop()
        tell(
            "gaps",
            longest_s=gaps.longest,
            busy_s=gaps.busy,
            beats=gaps.beats,
            long=gaps.long,
            pieces=self._streamed,
        )

    @Slot(str)
    def _on_order(self, order: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "draft": self._draft,
            "next": self._wiring.commands["row_down"].trigger,
            "pull": self._wiring.commands["pull"].trigger,
            "refresh": self._wiring._window.desk.queue._queue.refresh,
            "churn": self._churn.start,
            "calm": self._churn.stop,
            "watch": self._beat.start,
            "gaps": self._gaps,
            "memory": lambda: tell("memory", kib=resident_kib(), modules=len(sys.modules)),
        }
        acts[order]()


def take_the_wheel() -> None:
    """Drive the window that is open."""
    windows = QApplication.topLevelWidgets()
    wiring = next(found for each in windows if (found := each.findChild(Wiring)) is not None)
    tell("driven")
    Driver(wiring)
