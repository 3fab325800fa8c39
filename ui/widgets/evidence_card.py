# SPDX-License-Identifier: Apache-2.0
"""One rule beside the reply: its number, its words with the quotation marked, its source."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.buttons import Button
from ui.widgets.chips import IconLabel
from ui.widgets.citation import ChipState, CitationChip
from ui.widgets.flow_box import FlowBox
from ui.widgets.focus_ring import FocusRing
from ui.widgets.painting import draw_box
from ui.widgets.passage import Passage
from ui.widgets.sentence import Sentence
from ui.widgets.styling import label


class CardState(StrEnum):
    """What is known of the quotation."""

    CHECKING = "checking"
    CHECKED = "checked"
    CHANGED = "changed"
    """The rule has changed since the draft."""
    EXPIRED = "expired"
    """The rule is no longer in force."""


@dataclass(frozen=True, slots=True)
class CardData:
    """One card. `quoted` are ranges of `text` in characters; `reference` is the line that only the
    active card shows: id, version, in force since when. `below` is the rule in another language,
    under the heading `below_head`.
    """

    number: int
    title: str
    text: str
    quoted: tuple[tuple[int, int], ...] = ()
    source: str = ""
    reference: str = ""
    state: CardState = CardState.CHECKED
    below_head: str = ""
    below: str = ""


_SIGNS = {
    CardState.CHECKING: ("arrow_sync", "text2"),
    CardState.CHECKED: ("checkmark_circle", "text2"),
    CardState.CHANGED: ("history", Tone.CAUTION),
    CardState.EXPIRED: ("clock", Tone.DANGER),
}
_CHIPS = {CardState.CHECKING: ChipState.CHECKING, CardState.CHANGED: ChipState.CHANGED}


class EvidenceCard(QFrame):
    """A card. A click or Enter makes it the active one, which shows its reference and buttons."""

    activated = Signal(int)
    open_requested = Signal(int)
    insert_requested = Signal(int)

    def __init__(
        self,
        themes: ThemeSource,
        data: CardData,
        parent: QWidget | None = None,
        *,
        actions: bool = True,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._data = data
        self._actions = actions
        self._active = False
        self._ring = FocusRing(themes, self, radius=6)
        self._chip = CitationChip(themes)
        self._title = label("", strong=True, wrap=True)
        self._passage = Passage(themes)
        self._below_head = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._below = Passage(themes)
        self._sign = IconLabel(themes, "")
        self._source = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._reference = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._open = Button(themes, self.tr("Open rule"), icon="book_open", small=True)
        self._insert = Button(themes, self.tr("Insert quotation"), icon="text_quote", small=True)
        self._open.clicked.connect(self._on_open)
        self._insert.clicked.connect(self._on_insert)
        self._buttons = FlowBox(gap=8, line_gap=6)
        self._arrange()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        themes.changed.connect(self.update)
        self.set_data(data)
        self.set_active(False)

    def data(self) -> CardData:
        """What the card shows."""
        return self._data

    def set_data(self, data: CardData) -> None:
        """Show another state of the same rule."""
        self._data = data
        self._title.setText(data.title)
        self._passage.set_passage(data.text, data.quoted)
        self._below_head.set_words(data.below_head, "")
        self._below.set_passage(data.below)
        for part in (self._below_head, self._below):
            part.setVisible(bool(data.below))
        icon, colour = _SIGNS[data.state]
        self._sign.set_icon(icon, colour)
        said = state_words(data.state)
        tone = colour if isinstance(colour, Tone) else None
        self._source.set_words("", f"{said} {data.source}".strip(), tone)
        self._reference.set_words("", data.reference)
        self._open.set_shortcut_face(f"Alt+{data.number}" if data.number <= 9 else "")
        self.setAccessibleName(spoken_card(data))
        self.setAccessibleDescription(" ".join(filter(None, (data.text, data.below, data.source))))
        self._show_state()

    def active(self) -> bool:
        """Whether this is the card the person is looking at."""
        return self._active

    def set_active(self, active: bool) -> None:  # noqa: FBT001
        """Show the reference and the buttons, or only the rule."""
        self._active = active
        self._show_state()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click activates."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(self._data.number)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space activate; Enter on the active card opens its rule."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._active:
                self.open_requested.emit(self._data.number)
            else:
                self.activated.emit(self._data.number)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The edge; the active card's is accent, with a bar at the side."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        edge = theme.colour("accent" if self._active else "divider")
        wide = 2 if self._active and theme.contrast else 1
        draw_box(painter, self.rect(), theme.colour("pane"), edge, radius=6, width=wide)
        if self._active:
            x = self.width() - 3 if self.isRightToLeft() else 0
            painter.setClipRect(QRect(x, 0, 3, self.height()))
            draw_box(painter, self.rect(), theme.colour("accent"), None, radius=6)

    @Slot()
    def _on_open(self) -> None:
        self.open_requested.emit(self._data.number)

    @Slot()
    def _on_insert(self) -> None:
        self.insert_requested.emit(self._data.number)

    def _show_state(self) -> None:
        state = (
            ChipState.ACTIVE if self._active else _CHIPS.get(self._data.state, ChipState.DEFAULT)
        )
        self._chip.set_citation(self._data.number, state)
        self._reference.setVisible(self._active and bool(self._data.reference))
        self._buttons.setVisible(self._active and self._actions)
        self._insert.setEnabled(self._data.state is CardState.CHECKED)
        self.updateGeometry()
        self.update()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._source, 1)
        self._buttons.setContentsMargins(0, 7, 0, 1)
        self._buttons.add(self._open)
        self._buttons.add(self._insert)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 10, 13, 11)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(5)
        column.addWidget(self._passage)
        column.addWidget(self._below_head)
        column.addWidget(self._below)
        column.addSpacing(6)
        column.addLayout(foot)
        column.addWidget(self._reference)
        column.addWidget(self._buttons)


def state_words(state: CardState) -> str:
    """What the card says of its quotation."""
    said = {
        CardState.CHECKING: QCoreApplication.translate("EvidenceCard", "Being checked."),
        CardState.CHECKED: QCoreApplication.translate("EvidenceCard", "Quotation checked."),
        CardState.CHANGED: QCoreApplication.translate(
            "EvidenceCard", "This rule changed after the draft."
        ),
        CardState.EXPIRED: QCoreApplication.translate(
            "EvidenceCard", "This rule is no longer in force."
        ),
    }
    return said[state]


def spoken_card(data: CardData) -> str:
    """What a screen reader says: "Rule 2, Lienholder on the title, quotation checked"."""
    rule = QCoreApplication.translate("EvidenceCard", "Rule {number}").format(number=data.number)
    said = state_words(data.state).rstrip(".")
    return f"{rule}, {data.title}, {said[:1].lower()}{said[1:]}"
