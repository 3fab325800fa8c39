# SPDX-License-Identifier: Apache-2.0
"""The numbered chip that ties a sentence to its rule, as it is painted in text and on cards."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.painting import CENTRE, LEADING, draw_box, draw_icon, draw_text, text_width


class ChipState(StrEnum):
    """What is known of a citation, or where the person is looking."""

    DEFAULT = "default"
    ACTIVE = "active"
    """Its card is selected."""
    CHECKING = "checking"
    """Its quotation is still being compared."""
    CHANGED = "changed"
    """The rule has changed since the draft."""


def citation_size(theme: Theme, number: int, state: ChipState) -> QSize:
    """How large the chip is: 18 by 17, more for two figures and for the sign of a change."""
    font = theme.font(TextRole.CAPTION, strong=True)
    width = max(text_width(font, str(number)) + 10, theme.px(18))
    if state is ChipState.CHANGED:
        width += theme.px(16) + 2
    return QSize(width, theme.px(17))


def paint_citation(
    painter: QPainter, theme: Theme, rect: QRectF, number: int, state: ChipState
) -> None:
    """Paint the chip into `rect`, which `citation_size` has measured."""
    box = QRect(round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height()))
    fill, edge, words, style = "accent_fill", "accent_border", "accent_text", Qt.PenStyle.SolidLine
    match state:
        case ChipState.ACTIVE:
            fill, edge, words = "accent", "accent", "on_accent"
        case ChipState.CHECKING:
            fill, edge, words, style = "pane", "control", "text3", Qt.PenStyle.DashLine
        case ChipState.CHANGED:
            fill, edge, words = "caution_fill", "caution_mark", "caution_text"
        case ChipState.DEFAULT:
            pass
    draw_box(painter, box, theme.colour(fill), theme.colour(edge), style=style)
    font = theme.font(TextRole.CAPTION, strong=True)
    if state is ChipState.CHANGED:
        label = box.adjusted(5, 0, 0, 0)
        draw_text(painter, label, str(number), font, theme.colour(words), LEADING)
        shown = theme.px(16)
        corner = QPoint(box.right() - shown - 1, box.y() + (box.height() - shown) // 2)
        draw_icon(painter, theme, "history", Tone.CAUTION, corner)
    else:
        draw_text(painter, box, str(number), font, theme.colour(words), CENTRE)


class CitationChip(QWidget):
    """The chip as a widget, before the title of a card. The card speaks for it."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._number = 0
        self._state = ChipState.DEFAULT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def set_citation(self, number: int, state: ChipState) -> None:
        """Show a number in a state."""
        self._number, self._state = number, state
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The chip and nothing around it."""
        return citation_size(self._themes.theme, self._number, self._state)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        del event
        painter = QPainter(self)
        paint_citation(painter, self._themes.theme, QRectF(self.rect()), self._number, self._state)
