# SPDX-License-Identifier: Apache-2.0
"""A row of text tabs with counts, for the window and for panes."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.painting import CENTRE, LEADING, draw_box, draw_focus, draw_text, text_width

_WINDOW, _PANE = 44, 40


class TabRow(QTabBar):
    """Tabs are known by a key. Left and Right move between them; Ctrl+Tab is the window's."""

    chosen = Signal(str)
    """A tab was chosen; carries its key."""

    def __init__(
        self, themes: ThemeSource, *, window: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._window = window
        self._counts: dict[str, int | None] = {}
        self._hovered = -1
        self._by_key = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._on_current_changed)
        themes.changed.connect(self._on_theme_changed)

    def add(self, key: str, text: str, count: int | None = None) -> None:
        """Add a tab at the end."""
        self._counts[key] = count
        place = self.addTab(text)
        self.setTabData(place, key)
        self._say(place)

    def set_count(self, key: str, count: int | None) -> None:
        """Show another count, or none."""
        if self._counts[key] == count:
            return
        self._counts[key] = count
        self._say(self._place(key))
        self._lay_out_again()

    def set_enabled(self, key: str, enabled: bool) -> None:  # noqa: FBT001
        """Let a tab be chosen or not."""
        self.setTabEnabled(self._place(key), enabled)

    def choose(self, key: str) -> None:
        """Go to a tab."""
        self.setCurrentIndex(self._place(key))

    def key(self) -> str:
        """The key of the tab that is on, empty if there is none."""
        return str(self.tabData(self.currentIndex()) or "")

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the bold text, so that nothing moves when a tab comes on, and for the count."""
        theme = self._themes.theme
        width = text_width(self._font(on=True), self.tabText(index)) + 2 * self._inset()
        count = self._count(index)
        if count:
            width += 6 + self._count_width(count)
        return QSize(width, theme.px(_WINDOW if self._window else _PANE))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Four letters and the count."""
        hint = self.tabSizeHint(index)
        count = self._count(index)
        least = text_width(self._font(on=True), "mmm…") + 2 * self._inset()
        least += 6 + self._count_width(count) if count else 0
        return QSize(min(hint.width(), least), hint.height())

    def sizeHint(self) -> QSize:
        """All tabs in full."""
        hints = [self.tabSizeHint(place) for place in range(self.count())]
        height = self._themes.theme.px(_WINDOW if self._window else _PANE)
        return QSize(sum(hint.width() for hint in hints), height)

    def minimumSizeHint(self) -> QSize:
        """All tabs, each as short as it may get."""
        hints = [self.minimumTabSizeHint(place) for place in range(self.count())]
        return QSize(sum(hint.width() for hint in hints), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every tab, and in a pane the line they stand on."""
        del event
        theme = self._themes.theme
        painter = QPainter(self)
        if not self._window:
            below = QRect(0, self.height() - 1, self.width(), 1)
            painter.fillRect(below, theme.colour("divider"))
        for place in range(self.count()):
            self._paint_tab(painter, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Notice the tab under the mouse."""
        self._hover(self.tabAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No tab is under the mouse any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A frame shows when focus came by key or from the program."""
        self._by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        self._by_key = False
        super().focusOutEvent(event)

    @Slot(int)
    def _on_current_changed(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(str(self.tabData(place) or ""))

    @Slot()
    def _on_theme_changed(self) -> None:
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        """Have Qt measure the tabs anew; it does so only when a tab's text or icon changes."""
        for place in range(self.count()):
            text = self.tabText(place)
            self.setTabText(place, text + " ")
            self.setTabText(place, text)
        self.updateGeometry()
        self.update()

    def _paint_tab(self, painter: QPainter, place: int) -> None:
        theme = self._themes.theme
        rect = self.tabRect(place)
        on = place == self.currentIndex()
        enabled = self.isEnabled() and self.isTabEnabled(place)
        if place == self._hovered and enabled and not on:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("hover"))
        if on and enabled:
            under = QRect(rect.x(), rect.bottom() - 1, rect.width(), 2)
            painter.fillRect(under, theme.colour("accent"))
        colour = theme.colour("disabled" if not enabled else "text" if on else "text2")
        count = self._count(place)
        box = rect.adjusted(self._inset(), 0, -self._inset(), 0)
        if count:
            wide = self._count_width(count)
            high = theme.px(18)
            right = QRect(box.right() - wide + 1, (rect.height() - high) // 2, wide, high)
            edge = "control" if theme.contrast else "neutral_border"
            draw_box(painter, right, theme.fill(Tone.NEUTRAL), theme.colour(edge))
            words = theme.text(Tone.NEUTRAL) if enabled else colour
            draw_text(painter, right, count, self._count_font(), words, CENTRE)
            box.setRight(right.left() - 7)
        draw_text(painter, box, self.tabText(place), self._font(on=on), colour, LEADING)
        if on and self.hasFocus() and self._by_key:
            draw_focus(painter, theme, rect.adjusted(1, 1, -1, -1), radius=2)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _place(self, key: str) -> int:
        return next(place for place in range(self.count()) if self.tabData(place) == key)

    def _count(self, place: int) -> str:
        count = self._counts.get(str(self.tabData(place)))
        return "" if count is None else f"{count:,}"

    def _count_width(self, count: str) -> int:
        return max(text_width(self._count_font(), count) + 14, 20)

    def _count_font(self) -> QFont:
        return self._themes.theme.font(TextRole.CAPTION, strong=True)

    def _font(self, *, on: bool) -> QFont:
        return self._themes.theme.font(TextRole.BODY, strong=on)

    def _inset(self) -> int:
        return 12 if self._window else 10

    def _say(self, place: int) -> None:
        count = self._count(place)
        text = self.tabText(place)
        self.setAccessibleTabName(place, f"{text}, {count}" if count else text)
