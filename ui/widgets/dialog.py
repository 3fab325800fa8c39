# SPDX-License-Identifier: Apache-2.0
"""What every dialog has in common: heading, one sentence, content, a bar of buttons.

Esc cancels. Enter is the primary button unless that sends or deletes.
"""

from enum import IntEnum
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.announce import announce
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, set_state

_TALLEST, _AROUND = 720, 40


class DialogWidth(IntEnum):
    """The three widths there are."""

    SMALL = 480
    MEDIUM = 840
    LARGE = 1060


class Dialog(QDialog):
    """Fill `content`, then set the buttons. It never grows beyond the screen: content scrolls."""

    def __init__(
        self,
        themes: ThemeSource,
        title: str,
        heading: str,
        sentence: str = "",
        *,
        width: DialogWidth = DialogWidth.SMALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._wide = int(width)
        self._first: QWidget | None = None
        self.setWindowTitle(title)
        set_state(self, kind="dialog")
        self._heading = label(heading, TextRole.TITLE, strong=True, wrap=True)
        self._sentence = Sentence(themes, shade="text2")
        self.set_heading(heading, sentence)
        self._banner = Banner(themes)
        self._page = _Page()
        self.content = QVBoxLayout(self._page)
        self.content.setContentsMargins(20, 12, 20, 16)
        self.content.setSpacing(12)
        self._column = QVBoxLayout(self)
        self._rare = QHBoxLayout()
        self._usual = QHBoxLayout()
        self._arrange()
        themes.changed.connect(self._on_theme_changed)

    def set_heading(self, heading: str, sentence: str = "") -> None:
        """Say what the dialog is about."""
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentence)
        self._heading.setText(heading)
        self._sentence.set_words("", sentence)
        self._sentence.setVisible(bool(sentence))

    def set_flush(self) -> None:
        """Let the content reach the edges, for panes with insets of their own."""
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)

    def fit(self) -> None:
        """Grow to what the content needs since more of it shows."""
        self._area.updateGeometry()

    def set_bare(self) -> None:
        """Leave the content out: heading, sentence and buttons say it all."""
        self._area.hide()

    def add_rare(self, text: str, icon: str = "") -> Button:
        """A quiet button at the start of the bar."""
        button = Button(self._themes, text, icon=icon, kind=ButtonKind.QUIET)
        self._rare.addWidget(button)
        return button

    def set_primary(
        self,
        text: str,
        icon: str = "",
        *,
        kind: ButtonKind = ButtonKind.PRIMARY,
        enter: bool = True,
        busy_text: str = "",
    ) -> Button:
        """The button that does it; `enter` False where that sends or deletes. Connect it yourself
        where more has to happen than to close.
        """
        button = Button(
            self._themes, text, icon=icon, kind=kind, busy_text=busy_text,
            shortcut=self.tr("Enter") if enter else "",
        )  # fmt: skip
        button.setDefault(enter)
        self._usual.insertWidget(0, button)
        return button

    def add_usual(self, text: str, icon: str = "") -> Button:
        """A further button beside the primary one."""
        button = Button(self._themes, text, icon=icon)
        self._usual.addWidget(button)
        return button

    def set_cancel(self, text: str = "") -> Button:
        """The button that changes nothing; it closes the dialog."""
        button = Button(self._themes, text or self.tr("Cancel"), shortcut=self.tr("Esc"))
        button.clicked.connect(self.reject)
        self._usual.addWidget(button)
        return button

    def set_first_focus(self, widget: QWidget) -> None:
        """Where the keyboard begins: the first field, or in a warning the safe button."""
        self._first = widget

    def show_error(self, lead: str, sentence: str) -> None:
        """Say above the content what went wrong; empty words take it back."""
        data = BannerData(Tone.DANGER, "error_circle", lead, sentence) if lead else None
        self._banner.set_data(data)
        announce(self, f"{lead} {sentence}".strip())

    def sizeHint(self) -> QSize:
        """As wide as was asked for, as high as the content needs, within the screen."""
        limit = self._limit()
        wide = min(self._themes.theme.px(self._wide), limit.width())
        return QSize(wide, min(self._column.totalHeightForWidth(wide), limit.height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size and give the keyboard to where it belongs."""
        super().showEvent(event)
        self.setMaximumHeight(self._limit().height())
        self.resize(self.sizeHint())
        self._order_buttons()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """What is said below a field may need another line: the dialog grows, never shrinks."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.size().expandedTo(self.sizeHint()))
            self._stay_on_screen()
        return done

    def _stay_on_screen(self) -> None:
        """Move up once it has grown past the screen's edge: its buttons are at the bottom."""
        free, own = self.screen().availableGeometry(), self.frameGeometry()
        over = own.bottom() - free.bottom()
        if over > 0:
            self.move(own.left(), max(free.top(), own.top() - over))

    @Slot()
    def _on_theme_changed(self) -> None:
        if self.isVisible():
            self.resize(self.sizeHint())

    def _order_buttons(self) -> None:
        """Lead Tab through the bar from its start to its end, whatever was added first."""
        found = [
            item.widget()
            for part in (self._rare, self._usual)
            for place in range(part.count())
            if (item := part.itemAt(place)) is not None
        ]
        buttons = [widget for widget in found if widget is not None]
        for one, other in pairwise(buttons):
            QWidget.setTabOrder(one, other)

    def _limit(self) -> QSize:
        free = self.screen().availableSize()
        tallest = self._themes.theme.px(_TALLEST)
        return QSize(free.width() - _AROUND, min(tallest, free.height() - _AROUND))

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 12)
        head.setSpacing(2)
        head.addWidget(self._heading)
        head.addWidget(self._sentence)
        self._area = _Area(self._page)
        bar = frame("bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 10, 20, 10)
        row.setSpacing(8)
        for part in (self._rare, self._usual):
            part.setSpacing(8)
        row.addLayout(self._rare)
        row.addStretch(1)
        row.addLayout(self._usual)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self._banner)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(bar)


class _Page(QFrame):
    """Holds the content. How high it must be follows from its width alone."""

    def __init__(self) -> None:
        super().__init__()
        set_state(self, kind="pane")

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class _Area(QScrollArea):
    """Scrolls the content once the dialog is as high as it may be."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(80)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._page.layout()
        if layout is None:
            return self._page.sizeHint().height()
        return (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )

    def sizeHint(self) -> QSize:
        return self._page.sizeHint()
