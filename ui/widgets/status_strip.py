# SPDX-License-Identifier: Apache-2.0
"""The strip at the bottom of the window: what is on, what differs from normal, what time it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QStyle, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.focus_ring import FocusRing
from ui.widgets.painting import LEADING, draw_icon, draw_text, text_width
from ui.widgets.styling import set_state

_INSET, _GAP = 10, 6


@dataclass(frozen=True, slots=True)
class SegmentData:
    """One part of the strip.

    `short` is what is left of the words where room is short. A part that `stays` is never taken
    away. `differs` sets the words in 600 and in the tone; a normal part is text2.
    """

    key: str
    icon: str
    text: str
    short: str = ""
    tone: Tone = Tone.NEUTRAL
    differs: bool = False
    stays: bool = False


class _Part(QAbstractButton):
    def __init__(self, themes: ThemeSource, data: SegmentData, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.data = data
        self.shortened = False
        self.ends = False
        self._ring = FocusRing(themes, self, radius=2)
        self.set_data(data)

    def set_data(self, data: SegmentData) -> None:
        self.data = data
        self.setText(data.text)
        self.setAccessibleName(data.text)
        self.update()

    def words(self) -> str:
        return self.data.short if self.shortened and self.data.short else self.data.text

    def wide(self, *, short: bool) -> int:
        words = self.data.short if short and self.data.short else self.data.text
        icon = self._themes.theme.px(16) + _GAP if self.data.icon else 0
        return text_width(self._font(), words) + icon + 2 * _INSET + 1

    def sizeHint(self) -> QSize:
        return QSize(self.wide(short=self.shortened), self._themes.theme.px(28) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), theme.colour("pressed" if self.isDown() else "hover"))
        colour: str | Tone = self.data.tone if self.data.differs else "text2"
        words = theme.text(colour) if isinstance(colour, Tone) else theme.colour(colour)
        x = _INSET
        if self.data.icon:
            shown = theme.px(16)
            place = QRect(x, (self.height() - shown) // 2, shown, shown)
            draw_icon(painter, theme, self.data.icon, colour, self._mirrored(place).topLeft())
            x += shown + _GAP
        box = QRect(x, 0, self.width() - x - _INSET, self.height())
        draw_text(painter, self._mirrored(box), self.words(), self._font(), words, LEADING)
        if not self.ends:
            edge = QRect(self.width() - 1, (self.height() - 16) // 2, 1, 16)
            painter.fillRect(self._mirrored(edge), theme.colour("divider"))

    def _font(self) -> QFont:
        return self._themes.theme.font(TextRole.CAPTION, strong=self.data.differs)

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


class StatusStrip(QFrame):
    """Parts in their order, the last of them (the clock) at the far end.

    Where room is short, parts are first shortened and then taken away, from the end; what stays is
    shortened last.
    """

    requested = Signal(str)
    """A part was pressed; carries its key."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._parts: list[_Part] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Status"))
        set_state(self, kind="strip")
        themes.changed.connect(self._on_theme_changed)

    def set_segments(self, segments: Sequence[SegmentData]) -> None:
        """Show these parts. A part that is there keeps its place and its focus."""
        kept = {part.data.key: part for part in self._parts}
        self._parts = []
        for data in segments:
            part = kept.pop(data.key, None)
            if part is None:
                part = _Part(self._themes, data, self)
                part.clicked.connect(self._on_clicked)
            part.set_data(data)
            self._parts.append(part)
        for part in kept.values():
            part.hide()
            part.deleteLater()
        for one, other in zip(self._parts, self._parts[1:], strict=False):
            QWidget.setTabOrder(one, other)
        self._arrange()

    def set_segment(self, data: SegmentData) -> None:
        """Say something else in the part of the same key."""
        part = next(part for part in self._parts if part.data.key == data.key)
        if part.data != data:
            part.set_data(data)
            self._arrange()

    def shown(self) -> dict[str, str]:
        """What can be read now: words by key, without the parts that are taken away."""
        return {part.data.key: part.words() for part in self._parts if not part.isHidden()}

    def focus_first(self) -> None:
        """Give the first part the keyboard."""
        if self._parts:
            self._parts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> tuple[QWidget, ...]:
        """The segments, in their order."""
        return tuple(self._parts)

    def sizeHint(self) -> QSize:
        """Everything in full."""
        wide = sum(part.wide(short=False) for part in self._parts) + 24
        return QSize(wide, self._themes.theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """What never goes."""
        wide = sum(part.wide(short=True) for part in self._parts if part.data.stays)
        return QSize(wide, self._themes.theme.px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more or less."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _on_clicked(self) -> None:
        part = self.sender()
        if isinstance(part, _Part):
            self.requested.emit(part.data.key)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - 8
        short: set[str] = set()
        gone: set[str] = set()

        def over() -> bool:
            here = [part for part in self._parts if part.data.key not in gone]
            return sum(part.wide(short=part.data.key in short) for part in here) > room

        free = [part.data.key for part in reversed(self._parts) if not part.data.stays]
        kept = [part.data.key for part in reversed(self._parts) if part.data.stays]
        for steps, keys in ((short, free), (gone, free), (short, kept)):
            for key in keys:
                if over():
                    steps.add(key)
        self._place(short, gone)

    def _place(self, short: set[str], gone: set[str]) -> None:
        area = self.rect().adjusted(4, 1, -4, 0)
        x = area.x()
        for part in self._parts:
            part.shortened = part.data.key in short
            part.setVisible(part.data.key not in gone)
            if part.isHidden():
                continue
            wide = part.wide(short=part.shortened)
            part.ends = part is self._parts[-1]
            left = area.right() + 1 - wide if part.ends and len(self._parts) > 1 else x
            place = QRect(left, area.y(), wide, area.height())
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), area, place))
            part.update()
            x += wide
