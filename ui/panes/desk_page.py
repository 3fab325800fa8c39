# SPDX-License-Identifier: Apache-2.0
"""The desk: queue, inquiry, reply and evidence, and how they share the room there is.

Side by side in a usual window, the inquiry beside its reply in a wide one, one at a time in a small
one. The reply is never the one that gives way.
"""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.panes.composer_pane import ComposerPane
from ui.panes.evidence_pane import EvidencePane
from ui.panes.inquiry_pane import InquiryPane
from ui.panes.queue_pane import QueuePane
from ui.theme_source import ThemeSource
from ui.widgets.splitter import PaneSplitter
from ui.widgets.styling import set_state

_SMALL = QSize(1024, 640)
_WIDE, _VERY_WIDE = 1600, 2400


class Room(StrEnum):
    """How much room a window has, in layout units at the size of text that is on."""

    SINGLE = "single"
    USUAL = "usual"
    WIDE = "wide"
    VERY_WIDE = "very wide"


class Pane(StrEnum):
    """The parts of the desk, in the order of F6."""

    QUEUE = "queue"
    INQUIRY = "inquiry"
    REPLY = "reply"
    RULES = "rules"


def room(size: QSize, text_scale: float) -> Room:
    """What a window of this size has room for; larger text counts as a smaller window."""
    width, height = size.width() / text_scale, size.height() / text_scale
    if width < _SMALL.width() or height < _SMALL.height():
        return Room.SINGLE
    if width < _WIDE:
        return Room.USUAL
    return Room.WIDE if width < _VERY_WIDE else Room.VERY_WIDE


class DeskPage(QWidget):
    """Lays out the four panes. `pane_changed` says which one shows while there is room for one."""

    pane_changed = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        queue: QueuePane,
        inquiry: InquiryPane,
        composer: ComposerPane,
        evidence: EvidencePane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self.queue, self.inquiry, self.composer, self.evidence = queue, inquiry, composer, evidence
        self._room = Room.USUAL
        self._pane = Pane.QUEUE
        self._queue_wanted = True
        self._occupied = False
        self.centre = PaneSplitter(themes, Qt.Orientation.Vertical)
        self.centre.addWidget(inquiry)
        self.centre.addWidget(composer)
        self.across = PaneSplitter(themes, Qt.Orientation.Horizontal)
        for pane in (queue, self.centre, evidence):
            self.across.addWidget(pane)
        self.centre.name_divider(1, self.tr("Divider between inquiry and reply"))
        self.across.name_divider(1, self.tr("Divider after the queue"))
        self.across.name_divider(2, self.tr("Divider before the rules"))
        for pane in (queue, inquiry, composer, evidence):
            set_state(pane, kind="pane")
            pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.across.setStretchFactor(1, 1)
        self.centre.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)
        self._spread()
        queue.view.clicked.connect(self._on_picked)
        queue.view.activated.connect(self._on_picked)
        themes.changed.connect(self._spread)

    @property
    def room(self) -> Room:
        """How much room there is."""
        return self._room

    @property
    def occupied(self) -> bool:
        """Whether an inquiry is on the desk."""
        return self._occupied

    @property
    def pane(self) -> Pane:
        """The pane that shows while there is room for one."""
        return self._pane

    def set_room(self, room: Room) -> None:
        """Share another amount of room."""
        if room != self._room:
            self._room = room
            self._spread()

    def set_occupied(self, *, occupied: bool) -> None:
        """Whether an inquiry is on the desk; without one there is no reply to show."""
        self._occupied = occupied
        if not occupied and self._pane in {Pane.REPLY, Pane.RULES}:
            self.reveal(Pane.QUEUE)
        self._show_panes()

    def reveal(self, pane: Pane) -> None:
        """Bring a pane into view where it is not."""
        if pane is Pane.QUEUE:
            self._queue_wanted = True
        changed = pane is not self._pane
        self._pane = pane
        self._show_panes()
        if changed:
            self.pane_changed.emit(pane)

    def toggle_queue(self) -> None:
        """Show or hide the queue; where one pane shows at a time, go there and back."""
        if self._room is Room.SINGLE:
            self.reveal(Pane.REPLY if self._pane is Pane.QUEUE else Pane.QUEUE)
            return
        self._queue_wanted = not self._queue_wanted
        self._show_panes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first size divides the room."""
        super().resizeEvent(event)
        if event.oldSize().width() <= 0:
            self._divide()

    @Slot()
    def _on_picked(self) -> None:
        """An inquiry was picked by mouse or Enter: that is where the person goes on."""
        if self._room is Room.SINGLE:
            self.reveal(Pane.INQUIRY)

    @Slot()
    def _spread(self) -> None:
        """Lay the panes out for the room there is."""
        px = self._themes.theme.px
        single = self._room is Room.SINGLE
        beside = self._room in {Room.WIDE, Room.VERY_WIDE}
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.centre.setOrientation(way)
        self.inquiry.set_beside(beside=beside)
        self.evidence.cards.set_columns(2 if self._room is Room.VERY_WIDE else 1)
        self.queue.setMinimumWidth(0 if single else px(232))
        self.centre.setMinimumWidth(0 if single else px(440))
        self.evidence.setMinimumWidth(0 if single else px(280))
        self.inquiry.setMinimumHeight(0 if single else px(130))
        self.inquiry.setMinimumWidth(px(360) if beside else 0)
        self.composer.setMinimumWidth(px(440) if beside else 0)
        self.composer.editor.setMinimumHeight(px(72 if single else 140))
        self._show_panes()
        self._divide()

    def _show_panes(self) -> None:
        single = self._room is Room.SINGLE
        shown = {
            Pane.QUEUE: self._queue_wanted,
            Pane.INQUIRY: True,
            Pane.REPLY: self._occupied,
            Pane.RULES: self._occupied or self._room is not Room.SINGLE,
        }
        if single:
            shown = {pane: pane is self._pane for pane in Pane}
        self.queue.setVisible(shown[Pane.QUEUE])
        self.inquiry.setVisible(shown[Pane.INQUIRY])
        self.composer.setVisible(shown[Pane.REPLY])
        self.centre.setVisible(shown[Pane.INQUIRY] or shown[Pane.REPLY])
        self.evidence.setVisible(shown[Pane.RULES])

    def _divide(self) -> None:
        px, width, height = self._themes.theme.px, self.width(), self.height()
        queue, inquiry, evidence = {
            Room.SINGLE: (272, 222, 352),
            Room.USUAL: (272, 222, 352),
            Room.WIDE: (320, 480, 400),
            Room.VERY_WIDE: (400, 640, 620),
        }[self._room]
        if self._room is Room.USUAL and width < px(1300):
            queue, evidence = 256, 300
        middle = width - px(queue) - px(evidence)
        self.across.setSizes([px(queue), middle, px(evidence)])
        whole = middle if self._room in {Room.WIDE, Room.VERY_WIDE} else height
        self.centre.setSizes([px(inquiry), whole - px(inquiry)])
