# SPDX-License-Identifier: Apache-2.0
"""One choice of a few, all in view: the filter above a list, and the parts of a rubric.

The arrow keys move within; the whole is one stop of Tab.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.flow_box import FlowBox
from ui.widgets.focus_ring import FocusRing
from ui.widgets.painting import CENTRE, draw_box, draw_text, text_width

_PART = 54


class _Segment(QRadioButton):
    """One part. `ends` says which of its sides, (leading, trailing), are the ends of a joined
    row; None stands for a part with a box of its own.
    """

    def __init__(
        self, themes: ThemeSource, text: str, ends: tuple[bool, bool] | None, parent: QWidget
    ) -> None:
        super().__init__(text, parent)
        self._themes = themes
        self._ends = ends
        self._ring = FocusRing(themes, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        font, high = self._font(on=True), self._themes.theme.px(26)
        if self._ends is None:
            return QSize(text_width(font, self.text()) + 14, high)
        widest = max(text_width(font, part.text()) for part in self._parts())
        return QSize(max(widest + 22, self._themes.theme.px(_PART)), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.one_stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        way = step.get(Qt.Key(event.key()), 0)
        if not way:
            super().keyPressEvent(event)
            return
        if self.isRightToLeft() and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            way = -way
        parts = self._parts()
        other = parts[(parts.index(self) + way) % len(parts)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.click()

    def one_stop(self) -> None:
        """Leave one part in the order of Tab: the chosen one, or the first while none is."""
        parts = self._parts()
        stop = next((part for part in parts if part.isChecked()), parts[0])
        for part in parts:
            tab = Qt.FocusPolicy.StrongFocus if part is stop else Qt.FocusPolicy.ClickFocus
            part.setFocusPolicy(tab)

    def _parts(self) -> "list[_Segment]":
        parent = self.parentWidget()
        return parent.findChildren(_Segment) if parent else [self]

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if self._ends is None:
            self._paint_alone(painter)
        else:
            self._paint_joined(painter, self._ends)

    def _paint_alone(self, painter: QPainter) -> None:
        theme = self._themes.theme
        on = self.isChecked()
        fill = theme.colour("accent_fill" if on else "hover" if self.underMouse() else "pane")
        edge = theme.colour("accent" if on else "control" if theme.contrast else "divider")
        wide = 2 if on and theme.contrast else 1
        draw_box(painter, self.rect(), fill, edge, width=wide)
        self._paint_text(painter, "accent_text" if on else "text2")

    def _paint_joined(self, painter: QPainter, ends: tuple[bool, bool]) -> None:
        theme = self._themes.theme
        on = self.isChecked()
        fill = theme.colour("accent" if on else "hover" if self.underMouse() else "pane")
        edge = theme.colour("accent" if on else "control")
        left, right = ends if not self.isRightToLeft() else (ends[1], ends[0])
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not right:
            box.setRight(box.right() + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(_rounded(box, left=left, right=right), fill)
        painter.setPen(QPen(edge, 1))
        painter.drawPath(_rounded(box, left=left, right=right))
        self._paint_text(painter, "on_accent" if on else "text2")

    def _paint_text(self, painter: QPainter, colour: str) -> None:
        theme = self._themes.theme
        shown = theme.colour(colour if self.isEnabled() else "disabled")
        rect = QRect(self.rect())
        draw_text(painter, rect, self.text(), self._font(on=self.isChecked()), shown, CENTRE)

    def _font(self, *, on: bool) -> QFont:
        return self._themes.theme.font(TextRole.CAPTION, strong=on)


class _Segmented(QWidget):
    """What both kinds share: parts known by keys, exactly one or none chosen."""

    chosen = Signal(str)
    """The person chose a part; carries its key."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._parts: dict[str, _Segment] = {}

    def key(self) -> str:
        """The key of the chosen part, empty while none is chosen."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def parts(self) -> tuple[QWidget, ...]:
        """The parts in their order, of which Tab meets one."""
        return tuple(self._parts.values())

    def choose(self, key: str) -> None:
        """Choose a part without saying so; an empty key takes the choice back."""
        for name, part in self._parts.items():
            part.blockSignals(True)
            part.setAutoExclusive(False)
            part.setChecked(name == key)
            part.setAutoExclusive(True)
            part.blockSignals(False)
            part.update()
        next(iter(self._parts.values())).one_stop()

    def _keep(self, key: str, part: _Segment) -> None:
        part.setProperty("key", key)
        part.toggled.connect(self._on_toggled)
        self._parts[key] = part

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001
        part = self.sender()
        if on and isinstance(part, _Segment):
            part.one_stop()
            self.chosen.emit(str(part.property("key")))


class SegmentedFilter(_Segmented):
    """Boxes side by side above a list, each with its number: "All 38", "Mine 6"."""

    def __init__(
        self,
        themes: ThemeSource,
        parts: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, parent)
        row = FlowBox(gap=4, line_gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self._words = dict(parts)
        for key, words in parts:
            part = _Segment(themes, words, None, row)
            self._keep(key, part)
            row.add(part)
        self.choose(parts[0][0])
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_count(self, key: str, count: int) -> None:
        """Write a number behind a part's words; none where there is nothing."""
        part = self._parts[key]
        part.setText(f"{self._words[key]} {count:,}" if count else self._words[key])
        part.updateGeometry()

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Show a part, or leave it out for now."""
        self._parts[key].setVisible(shown)


class SegmentedChoice(_Segmented):
    """Joined parts of equal width, for an answer such as yes, partly, no."""

    def __init__(
        self,
        themes: ThemeSource,
        name: str,
        parts: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(parts) - 1
        for place, (key, words) in enumerate(parts):
            part = _Segment(themes, words, (place == 0, place == last), self)
            part.setAccessibleName(f"{name}: {words}")
            self._keep(key, part)
            row.addWidget(part, 1)
        self.setAccessibleName(name)
        self.choose("")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def _rounded(box: QRectF, *, left: bool, right: bool, radius: float = 4) -> QPainterPath:
    """A box that is round only at the given sides."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, radius, radius)
    if not left:
        path.addRect(QRectF(box.left(), box.top(), radius, box.height()))
    if not right:
        path.addRect(QRectF(box.right() - radius, box.top(), radius, box.height()))
    return path.simplified()
