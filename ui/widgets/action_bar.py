# SPDX-License-Identifier: Apache-2.0
"""The row of actions below an editor, and how it gives way when room is short.

First the shortcuts leave the faces of the buttons, then quiet actions move into "More", then the
bar takes a second line. No action ever goes.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QStyle, QWidget

from ui.theme_source import ThemeSource
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.styling import set_state

_GAP, _HEIGHT, _LINE = 8, 52, 40


class ActionBar(QFrame):
    """What is likely next stands at the start, what is rare at the end."""

    def __init__(
        self,
        themes: ThemeSource,
        *,
        height: int = _HEIGHT,
        inset: int = 20,
        kind: str = "bar",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._height = height
        self._inset = inset
        self._first: list[QWidget] = []
        self._last: list[Button] = []
        self._folded: list[Button] = []
        self._leading = False
        self._more = Button(
            themes,
            self.tr("More"),
            icon="more_horizontal",
            kind=ButtonKind.QUIET,
            small=height < _HEIGHT,
            parent=self,
        )
        self._more.clicked.connect(self._on_more)
        self._more.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_state(self, kind=kind)

    def add_first(self, widget: QWidget) -> None:
        """Put a widget after those at the start; a label may stand there as well."""
        self._take(widget)
        self._first.append(widget)

    def add_last(self, button: Button) -> None:
        """Put a button after those at the end."""
        self._take(button)
        self._last.append(button)

    def set_leading(self, *, leading: bool) -> None:
        """Begin with what stands at the end, where nothing stands at the start."""
        self._leading = leading
        self._arrange()

    def buttons(self) -> tuple[QWidget, ...]:
        """Everything that takes the keyboard, in the order of Tab, "More" last."""
        return (*self._first, *self._last, self._more)

    def folded(self) -> tuple[Button, ...]:
        """The quiet actions that are in "More" now."""
        return tuple(self._folded)

    def menu(self) -> QMenu:
        """The menu behind "More", with what does not fit."""
        menu = QMenu(self)
        for button in self._folded:
            face = button.shortcut_face()
            words = button.text() + (f"\t{face}" if face else "")
            action = menu.addAction(words)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        return menu

    def hasHeightForWidth(self) -> bool:
        """A narrow bar has two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line, or two."""
        return self._fit(width)[2]

    def sizeHint(self) -> QSize:
        """Everything in full."""
        shown = [w for w in (*self._first, *self._last) if not self._put_away(w)]
        wide = sum(w.sizeHint().width() + _GAP for w in shown) + self._inset + 12 + 40
        return QSize(wide, self._themes.theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """The widest of its parts."""
        parts = [w.minimumSizeHint().width() for w in self._first]
        wide = max(parts, default=0) + self._inset + 12
        return QSize(wide, self._themes.theme.px(self._height))

    def least_width(self) -> int:
        """The width in which one line still holds everything, "More" and what it folds away."""
        first = [w for w in self._first if not self._put_away(w)]
        firm = [b for b in self._last if not self._put_away(b) and not _folds(b)]
        folds = any(not self._put_away(b) and _folds(b) for b in self._last)
        more = [self._more] if folds else []
        return _sum([*first, *firm, *more], faces=False) + self._inset + 12

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more or less."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A button has other words, or is shown or hidden by its owner."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
            self.updateGeometry()
        return super().event(event)

    @Slot()
    def _on_more(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _take(self, widget: QWidget) -> None:
        widget.setParent(self)
        widget.show()
        self.updateGeometry()

    def _put_away(self, widget: QWidget) -> bool:
        """Hidden by its owner, which is not the same as folded by us."""
        return widget.isHidden() and widget not in self._folded

    def _fit(self, width: int) -> tuple[bool, list[Button], int]:
        """Whether shortcuts show, which buttons go into "More", and how high the bar is."""
        room = width - self._inset - 12
        first = [w for w in self._first if not self._put_away(w)]
        last = [b for b in self._last if not self._put_away(b)]
        high = self._themes.theme.px(self._height)
        if _sum(first, faces=True) + _sum(last, faces=True) <= room:
            return True, [], high
        fold: list[Button] = []
        quiet = [b for b in last if _folds(b)]
        while True:
            left = [b for b in last if b not in fold]
            more = [self._more] if fold else []
            if _sum(first, faces=False) + _sum([*left, *more], faces=False) <= room:
                return False, fold, high
            if not quiet:
                return False, fold, high + self._themes.theme.px(_LINE)
            fold.insert(0, quiet.pop())

    def _arrange(self) -> None:
        faces, fold, high = self._fit(self.width())
        for button in self._last:
            if self._put_away(button):
                continue
            button.setVisible(button not in fold)
        self._folded = fold
        self._more.setVisible(bool(fold))
        for widget in (*self._first, *self._last):
            if isinstance(widget, Button):
                widget.set_shortcut_shown(faces)
        one = self._themes.theme.px(self._height)
        first = [w for w in self._first if not w.isHidden()]
        last: list[QWidget] = [b for b in self._last if not b.isHidden()]
        last += [self._more] if fold else []
        self._line(first, self._inset, QRect(0, 0, self.width(), one))
        below = QRect(0, 0 if high == one else self._themes.theme.px(_LINE), self.width(), one)
        at_start = high > one or self._leading
        start = self._inset if at_start else self.width() - 12 - _sum(last, faces=faces) + _GAP
        self._line(last, start, below)

    def _line(self, widgets: list[QWidget], x: int, line: QRect) -> None:
        for widget in widgets:
            hint = widget.sizeHint()
            wide = min(hint.width(), max(self.width() - x - 12, widget.minimumSizeHint().width()))
            y = line.y() + (line.height() - hint.height()) // 2
            place = QRect(x, y, wide, hint.height())
            widget.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
            x += wide + _GAP


def _folds(button: Button) -> bool:
    """Whether a button may go into "More"."""
    return button.kind() is ButtonKind.QUIET


def _sum(widgets: "list[QWidget] | list[Button]", *, faces: bool) -> int:
    """The width of widgets side by side, each with the gap after it."""
    total = 0
    for widget in widgets:
        if isinstance(widget, Button):
            total += widget.full_width() if faces else widget.minimumSizeHint().width()
        else:
            total += widget.sizeHint().width()
        total += _GAP
    return total
