# SPDX-License-Identifier: Apache-2.0
"""The evidence beside a reply: cards in the order of their numbers, and what came near.

Cards never change places; the pane scrolls to the one that is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme_source import ThemeSource
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.evidence_card import CardData, EvidenceCard
from ui.widgets.fold import Fold
from ui.widgets.styling import frame, set_state

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class NearData:
    """A rule that came near and was not cited."""

    key: str
    title: str


class EvidenceList(QWidget):
    """The cards of a draft. Up, Down, Home and End move between them; Esc goes back to the text."""

    activated = Signal(int)
    """The person chose a card; carries its number."""
    open_requested = Signal(int)
    insert_requested = Signal(int)
    near_requested = Signal(str)
    """A rule that came near is asked for; carries its key."""
    returned = Signal()
    """Esc: the person goes back to where she came from."""

    def __init__(
        self, themes: ThemeSource, parent: QWidget | None = None, *, actions: bool = True
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._actions = actions
        self._cards: list[EvidenceCard] = []
        self._columns = 1
        self._active: int | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._bring_into_view)
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setSpacing(8)
        self._area = QScrollArea()
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_state(self._page, kind="pane")
        self._near = frame("pane")
        self._rules: tuple[NearData, ...] = ()
        QVBoxLayout(self._near).setContentsMargins(30, 0, 8, 8)
        self._fold = Fold(themes, self.tr("Came near, not cited"), self._near)
        self._fold.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._fold)

    def set_cards(self, cards: Sequence[CardData]) -> None:
        """Show these cards in this order. What is the same stays as it is, and so does the place
        scrolled to.
        """
        while len(self._cards) > len(cards):
            card = self._cards.pop()
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, data in enumerate(cards):
            if place >= len(self._cards):
                self._add(data)
            elif self._cards[place].data() != data:
                self._cards[place].set_data(data)
        numbers = [data.number for data in cards]
        if self._active is not None and self._active not in numbers:
            self._active = None
        self._show_active()
        self._lay_out()

    def cards(self) -> tuple[EvidenceCard, ...]:
        """The cards in their order."""
        return tuple(self._cards)

    def set_near(self, rules: Sequence[NearData]) -> None:
        """List the rules that came near; none hides the fold. The same ones stay as they are."""
        if tuple(rules) == self._rules:
            return
        self._rules = tuple(rules)
        layout = self._near.layout()
        while layout and (item := layout.takeAt(0)):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for rule in rules:
            button = Button(
                self._themes, rule.title, icon="book", kind=ButtonKind.QUIET, small=True
            )
            button.setProperty("key", rule.key)
            button.clicked.connect(self._on_near)
            if layout:
                layout.addWidget(button)
                layout.setAlignment(button, Qt.AlignmentFlag.AlignLeading)
        self._fold.set_count(len(rules))
        self._fold.setVisible(bool(rules))

    def fold(self) -> Fold:
        """The fold below the cards."""
        return self._fold

    def active(self) -> int | None:
        """The number of the active card."""
        return self._active

    def activate(self, number: int, *, focus: bool = False) -> bool:
        """Make a card the active one and scroll to it; False if there is none of that number."""
        card = next((card for card in self._cards if card.data().number == number), None)
        if card is None:
            return False
        self._active = number
        self._show_active()
        self._soon.start()  # once the cards have their places
        if focus:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def deactivate(self) -> None:
        """Leave no card active."""
        self._active = None
        self._show_active()

    def set_columns(self, columns: int) -> None:
        """Put cards side by side where the window is very wide."""
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def sizeHint(self) -> QSize:
        """The pane's own width at 1366."""
        return QSize(352, 400)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move between cards by key."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, EvidenceCard)
        ):
            return self._moves(watched, event)
        return super().eventFilter(watched, event)

    @Slot(int)
    def _on_activated(self, number: int) -> None:
        self.activate(number)
        self.activated.emit(number)

    @Slot()
    def _bring_into_view(self) -> None:
        for card in self._cards:
            if card.active():
                self._area.ensureWidgetVisible(card, 0, 8)

    @Slot()
    def _on_near(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.near_requested.emit(str(button.property("key")))

    def _moves(self, card: EvidenceCard, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        place, last = self._cards.index(card), len(self._cards) - 1
        match event.key():
            case Qt.Key.Key_Escape:
                self.returned.emit()
                return True
            case Qt.Key.Key_Home:
                place = 0
            case Qt.Key.Key_End:
                place = last
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                place = min(max(place + _STEPS[key], 0), last)
            case _:
                return False
        self._cards[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(self._cards[place], 0, 8)
        return True

    def _add(self, data: CardData) -> None:
        card = EvidenceCard(self._themes, data, self._page, actions=self._actions)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        card.setSizePolicy(policy)
        card.installEventFilter(self)
        card.activated.connect(self._on_activated)
        card.open_requested.connect(self.open_requested)
        card.insert_requested.connect(self.insert_requested)
        self._cards.append(card)

    def _lay_out(self) -> None:
        for card in self._cards:
            self._grid.removeWidget(card)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for place, card in enumerate(self._cards):
            row, column = divmod(place, self._columns)
            self._grid.addWidget(card, row, column, Qt.AlignmentFlag.AlignTop)
            card.show()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        self._grid.setRowStretch(-(-len(self._cards) // self._columns), 1)

    def _show_active(self) -> None:
        for card in self._cards:
            active = card.data().number == self._active
            if card.active() != active:
                card.set_active(active)
