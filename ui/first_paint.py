# SPDX-License-Identifier: Apache-2.0
"""The moment the queue has been painted for the first time: what can wait begins after it."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ports import QueueIndex
from ui.presenters.queue import InquiryQueue

_LATEST_MS = 1_000


class FirstPaint(QObject):
    """`came` is emitted once: when the lines of the queue are on the screen, or when there are
    none; after a second at the latest, since a window that is minimized is never painted.
    """

    came = Signal()

    def __init__(self, queue: InquiryQueue, view: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._on_over)
        self._heard = queue.ordered.connect(self._on_ordered), queue.lines.connect(self._on_lines)

    def watch(self) -> None:
        """Begin, when the window is being shown."""
        self._over.start(_LATEST_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The painting that follows the lines; it is over when the loop comes round again."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._over.start(0)
        return False

    @Slot(object)
    def _on_ordered(self, order: QueueIndex) -> None:
        if not order.keys:
            self._over.start(0)

    @Slot()
    def _on_lines(self) -> None:
        self._view.installEventFilter(self)
        self._view.update()

    @Slot()
    def _on_over(self) -> None:
        for connection in self._heard:
            self.disconnect(connection)
        self._view.removeEventFilter(self)
        self._over.stop()
        self._over.timeout.disconnect(self._on_over)
        self.came.emit()
