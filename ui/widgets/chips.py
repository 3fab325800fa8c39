# SPDX-License-Identifier: Apache-2.0
"""Small boxes of words: the chip with its tone, the row that wraps, counts, codes and key caps."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.flow_box import FlowBox
from ui.widgets.painting import CENTRE, LEADING, draw_box, draw_icon, draw_text, text_width


@dataclass(frozen=True, slots=True)
class ChipData:
    """What one chip says."""

    text: str
    icon: str = ""
    tone: Tone = Tone.NEUTRAL


class Chip(QLabel):
    """A fact in a box. It is not operable and never wraps; where room is short it is shortened."""

    def __init__(
        self,
        themes: ThemeSource,
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._themes = themes
        self._tone = tone
        self._icon = icon
        themes.changed.connect(self.updateGeometry)

    def tone(self) -> Tone:
        """What the chip's color means."""
        return self._tone

    def set_data(self, data: ChipData) -> None:
        """Say something else."""
        self._tone, self._icon = data.tone, data.icon
        self.setText(data.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and words."""
        theme = self._themes.theme
        icon = theme.px(16) + 5 if self._icon else 0
        return QSize(text_width(self._font(), self.text()) + icon + 18, theme.px(22))

    def minimumSizeHint(self) -> QSize:
        """Room for icon and three letters."""
        theme = self._themes.theme
        icon = theme.px(16) + 5 if self._icon else 0
        short = min(text_width(self._font(), self.text()), text_width(self._font(), "mmm…"))
        return QSize(short + icon + 18, theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, icon, words."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        draw_box(painter, self.rect(), theme.fill(self._tone), theme.border(self._tone))
        x = 9
        if self._icon:
            shown = theme.px(16)
            place = QRect(x, (self.height() - shown) // 2, shown, shown)
            draw_icon(painter, theme, self._icon, self._tone, self._mirrored(place).topLeft())
            x += shown + 5
        box = QRect(x, 0, self.width() - x - 9, self.height())
        colour = theme.text(self._tone)
        draw_text(painter, self._mirrored(box), self.text(), self._font(), colour, LEADING)

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _font(self) -> QFont:
        return self._themes.theme.font(TextRole.CAPTION)


class ChipRow(FlowBox):
    """Chips one after the other, in as many lines as it takes."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def set_chips(self, chips: Sequence[ChipData]) -> None:
        """Show these chips; the ones that are there are used again."""
        while len(self.widgets()) > len(chips):
            self.drop_last()
        for place, data in enumerate(chips):
            if place >= len(self.widgets()):
                self.add(Chip(self._themes))
            self.chips()[place].set_data(data)
        self.updateGeometry()

    def chips(self) -> list[Chip]:
        """The chips in their order."""
        return [widget for widget in self.widgets() if isinstance(widget, Chip)]


class Tag(QLabel):
    """A box around a few letters: a count, a language code, the cap of a key."""

    def __init__(
        self,
        themes: ThemeSource,
        text: str = "",
        *,
        strong: bool = False,
        tone: Tone = Tone.NEUTRAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._themes = themes
        self._strong = strong
        self._tone = tone
        themes.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The letters and a little more."""
        theme = self._themes.theme
        return QSize(max(text_width(self._font(), self.text()) + 12, 18), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box and letters."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        edge = theme.colour("control") if theme.contrast else theme.border(self._tone)
        draw_box(painter, self.rect(), theme.fill(self._tone), edge)
        draw_text(painter, self.rect(), self.text(), self._font(), theme.text(self._tone), CENTRE)

    def _font(self) -> QFont:
        return self._themes.theme.font(TextRole.CAPTION, strong=self._strong)


class IconLabel(QWidget):
    """One icon beside words that say the same; it has nothing to say by itself."""

    def __init__(
        self,
        themes: ThemeSource,
        name: str,
        colour: str | Tone = "text2",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._name = name
        self._colour = colour
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def set_icon(self, name: str, colour: str | Tone) -> None:
        """Show another icon, or the same in another color."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        """The icon and nothing around it."""
        shown = self._themes.theme.px(self._size)
        return QSize(shown, shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        del event
        if self._name:
            painter = QPainter(self)
            draw_icon(
                painter, self._themes.theme, self._name, self._colour, QPoint(0, 0), self._size
            )
