# SPDX-License-Identifier: Apache-2.0
"""The desk: queue, inquiry and reply, evidence, side by side, and how they give way when room is
short.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ui.panes.composer_pane import ComposerPane
from ui.panes.evidence_pane import EvidencePane
from ui.panes.inquiry_pane import InquiryPane
from ui.panes.queue_pane import QueuePane
from ui.widgets.styling import set_state

BESIDE = 1600
"""Width in layout units from which the inquiry stands beside its reply and not above it."""

_NARROW = 1024
_TINY = 760


class DeskPage(QWidget):
    """Lays out the four panes."""

    def __init__(
        self,
        queue: QueuePane,
        inquiry: InquiryPane,
        composer: ComposerPane,
        evidence: EvidencePane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.queue, self.inquiry, self.composer, self.evidence = queue, inquiry, composer, evidence
        self._queue_wanted = True
        self.centre = QSplitter(Qt.Orientation.Vertical)
        self.centre.addWidget(inquiry)
        self.centre.addWidget(composer)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        for pane in (queue, self.centre, evidence):
            self.across.addWidget(pane)
        for split in (self.centre, self.across):
            split.setChildrenCollapsible(False)
            split.setHandleWidth(1)
        for pane in (queue, inquiry, composer, evidence):
            set_state(pane, kind="pane")
            pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        queue.setMinimumWidth(232)
        self.centre.setMinimumWidth(360)
        evidence.setMinimumWidth(260)
        inquiry.setMinimumHeight(120)
        self.across.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)
        self._divide(1366)

    def toggle_queue(self) -> None:
        """Show or hide the queue."""
        self._queue_wanted = not self.queue.isVisible()
        self.queue.setVisible(self._queue_wanted)

    def toggle_evidence(self, *, shown: bool) -> None:
        """Show the evidence where it had to go, or let it go again."""
        self.evidence.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way as room goes: evidence first, then the queue; the editor never."""
        super().resizeEvent(event)
        width, before = event.size().width(), event.oldSize().width()
        if (width < _NARROW) != (before < _NARROW) or before < 0:
            self.evidence.setVisible(width >= _NARROW)
        self.queue.setVisible(self._queue_wanted and width >= _TINY)
        wanted = Qt.Orientation.Horizontal if width >= BESIDE else Qt.Orientation.Vertical
        if self.centre.orientation() != wanted or before <= 0:
            self.centre.setOrientation(wanted)
            self._divide(width)

    def changeEvent(self, event: QEvent) -> None:
        """Divide anew when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._divide(self.width())

    def _divide(self, width: int) -> None:
        if width >= BESIDE:
            self.across.setSizes([320, width - 720, 400])
            self.centre.setSizes([480, width - 1200])
        else:
            self.across.setSizes([272, width - 272 - 352, 352])
            self.centre.setSizes([236, 420])
