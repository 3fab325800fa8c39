# SPDX-License-Identifier: Apache-2.0
"""The window: tabs, pages, status strip and toasts. It puts the panes together and decides nothing;
`wiring` leads what they say to whom it concerns.
"""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import DeskError
from ui.panes.desk_page import DeskPage, Pane, Room, room
from ui.panes.library_page import LibraryPage
from ui.panes.log_pane import LogPane
from ui.presenters.alerts import alert_words
from ui.presenters.status import Fact
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.empty_state import EmptyState
from ui.widgets.status_strip import SegmentData, StatusStrip
from ui.widgets.styling import frame, label
from ui.widgets.tab_row import TabRow
from ui.widgets.toast import Toast, ToastAction, ToastData

DESK, LOG, LIBRARY = "desk", "log", "library"
UNDO, NEXT, WAITING = "undo", "next", "waiting"
_PAGES = frozenset({LOG, LIBRARY})
"""The tabs that stand for a page of their own in a window of any size."""


class MainWindow(QMainWindow):
    """Everything a person sees, but for dialogs. Its title never holds a customer's word."""

    page_changed = Signal(str)
    """Another page is in view; carries its key."""
    hidden_changed = Signal(bool)
    """Customers' text was hidden, or is shown again."""
    close_asked = Signal(object)
    """The window is about to close; a listener may refuse by ignoring the event it carries."""

    def __init__(
        self,
        themes: ThemeSource,
        desk: DeskPage,
        log: LogPane,
        library: LibraryPage,
        person: str,
    ) -> None:
        super().__init__()
        self._themes = themes
        self.setWindowTitle("Counterpart")
        self.desk = desk
        self.log = log
        self.library = library
        self.tabs = TabRow(themes, window=True)
        self.strip = StatusStrip(themes)
        self.pages = QStackedWidget()
        self.hidden = EmptyState(
            themes,
            "lock_closed",
            self.tr("Hidden"),
            self.tr("Customers' text is out of sight. Nothing else has stopped."),
            self.tr("Show it again"),
        )
        self.hidden.button.set_shortcut_face("Ctrl+Shift+L")
        quiet = ButtonKind.QUIET
        self.hide_text = Button(themes, self.tr("Hide"), icon="lock_closed", kind=quiet)
        self.help = Button(
            themes, self.tr("Help"), icon="question_circle", kind=quiet, shortcut="F1"
        )
        self.control = Button(themes, self.tr("Control"), icon="settings", kind=quiet)
        self._person = label(person, shade="text2")
        self._focus_before: QWidget | None = None
        self._lay_out()
        self.toast = Toast(themes, self.pages)
        self.tabs.chosen.connect(self._on_tab)
        self.hide_text.clicked.connect(self.toggle_hidden)
        self.hidden.pressed.connect(self.toggle_hidden)
        self.desk.pane_changed.connect(self._on_pane)
        themes.changed.connect(self._on_theme_changed)
        self._name_tabs()
        self.resize(1366, 768)
        self._on_theme_changed()

    @property
    def is_hidden(self) -> bool:
        """Whether customers' text is out of sight."""
        return self.pages.currentWidget() is self.hidden

    @Slot(object)
    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show the facts of the strip."""
        self.strip.set_segments(
            [
                SegmentData(f.key, f.icon, f.text, f.short, Tone(f.tone), f.differs, f.stays)
                for f in facts
            ]
        )

    @Slot(object)
    def tell_trouble(self, trouble: DeskError) -> None:
        """Say in a toast what went wrong."""
        said = f"{trouble.remedy} ({trouble.code})" if trouble.code else trouble.remedy
        self._toast(ToastData("trouble", trouble.what, said, "error_circle", Tone.DANGER))

    @Slot(str)
    def tell(self, text: str) -> None:
        """Say in a toast what was done."""
        self._toast(ToastData("done", text))

    @Slot(str)
    def hint(self, text: str) -> None:
        """Say in a toast what is to be known."""
        self._toast(ToastData("hint", text, "", "info", Tone.NEUTRAL))

    def tell_approved(self, seconds: int) -> None:
        """Say that a reply was approved, while it can be taken back."""
        said = self.tr("Leaves in {n} seconds.").format(n=seconds) if seconds else ""
        undo = ToastAction(UNDO, self.tr("Undo"), "arrow_undo", "Ctrl+Z")
        after = ToastAction(NEXT, self.tr("Next"), "", "Ctrl+N")
        self._toast(ToastData("approved", self.tr("Approved."), said, actions=(undo, after)))

    @Slot(int)
    def tell_danger(self, count: int) -> None:
        """Say that signs of danger came, with the way to the list."""
        lead, said = alert_words(count)
        way = ToastAction(WAITING, self.tr("Show what waits"))
        self._toast(ToastData("danger", lead, said, "hand_right", Tone.DANGER, (way,)))

    def show_desk(self, pane: Pane | None = None) -> None:
        """Go to the desk, and to one of its panes."""
        if self.is_hidden:
            return
        if pane is not None:
            self.desk.reveal(pane)
        self.tabs.choose(self.desk.pane if self.desk.room is Room.SINGLE else DESK)

    def show_log(self) -> None:
        """Go to the log."""
        if not self.is_hidden:
            self.tabs.choose(LOG)

    def show_library(self) -> None:
        """Go to the library."""
        if not self.is_hidden:
            self.tabs.choose(LIBRARY)

    def choose_tab(self, number: int) -> None:
        """Go to a tab by its place among those that show, from 1 on."""
        shown = self._shown_tabs()
        if 1 <= number <= len(shown):
            self.tabs.setCurrentIndex(shown[number - 1])

    def step_tab(self, by: int) -> None:
        """Go to the next or previous tab, after the last to the first."""
        shown = self._shown_tabs()
        here = shown.index(self.tabs.currentIndex()) if self.tabs.currentIndex() in shown else 0
        self.tabs.setCurrentIndex(shown[(here + by) % len(shown)])

    @Slot()
    def toggle_hidden(self) -> None:
        """Put customers' text out of sight, or show it again."""
        hide = not self.is_hidden
        self.tabs.setEnabled(not hide)
        self.hide_text.setEnabled(not hide)
        if hide:
            self._focus_before = self.focusWidget()
            self.toast.dismiss()
            self.pages.setCurrentWidget(self.hidden)
            self.hidden.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pages.setCurrentWidget(self._page(self.tabs.key()))
        self.hidden_changed.emit(hide)
        if not hide and self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """One contrast theme may follow another without any other sign."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self._themes.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever keeps what is typed before the window goes."""
        self.close_asked.emit(event)
        if event.isAccepted():
            super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has room for more panes or fewer."""
        super().resizeEvent(event)
        self._share()

    def _lay_out(self) -> None:
        top = frame("top")
        row = QHBoxLayout(top)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        for key, words in (
            (DESK, self.tr("Desk")),
            (Pane.QUEUE, self.tr("Queue")),
            (Pane.INQUIRY, self.tr("Inquiry")),
            (Pane.REPLY, self.tr("Reply")),
            (Pane.RULES, self.tr("Rules")),
            (LOG, self.tr("Log")),
            (LIBRARY, self.tr("Library")),
        ):
            self.tabs.add(key, words)
        self.tabs.setAccessibleName(self.tr("Pages"))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._person)
        row.addSpacing(8)
        row.addWidget(self.control)
        row.addWidget(self.hide_text)
        row.addWidget(self.help)
        for page in (self.desk, self.log, self.library, self.hidden):
            self.pages.addWidget(page)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.pages, 1)
        column.addWidget(self.strip)
        self.setCentralWidget(body)

    def _share(self) -> None:
        """Share the room of the window, and name the tabs after what can be gone to."""
        before = self.desk.room
        now = room(self.size(), self._themes.theme.text_scale)
        self.desk.set_room(now)
        self.library.set_room(now)
        if (now is Room.SINGLE) != (before is Room.SINGLE):
            self._name_tabs()
        self._person.setVisible(now is not Room.SINGLE)
        self._keep_clear()

    def _name_tabs(self) -> None:
        """One tab for the desk, or one for each of its panes where one shows at a time."""
        single = self.desk.room is Room.SINGLE
        if self.tabs.key() not in _PAGES:
            self.tabs.choose(self.desk.pane if single else DESK)
        for place in range(self.tabs.count()):
            key = self.tabs.tabData(place)
            self.tabs.setTabVisible(place, key in _PAGES or (key == DESK) != single)

    def _shown_tabs(self) -> list[int]:
        return [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]

    def _toast(self, data: ToastData) -> None:
        if not self.is_hidden:
            self._keep_clear()
            self.toast.show_toast(data)

    def _page(self, key: str) -> QWidget:
        """The page behind a tab."""
        return {LOG: self.log, LIBRARY: self.library}.get(key, self.desk)

    def _keep_clear(self) -> None:
        """Keep the toast above the bar of actions."""
        bar = self.desk.composer.bar
        clear = 0
        if bar.isVisible():
            clear = self.pages.height() - bar.mapTo(self.pages, QPoint(0, 0)).y()
        self.toast.set_clearance(clear)

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        if self.is_hidden:
            return
        if key in set(Pane):
            self.desk.reveal(Pane(key))
        if key == LIBRARY:
            self.library.make()
        self.pages.setCurrentWidget(self._page(key))
        self._keep_clear()
        self.page_changed.emit(key if key in _PAGES else DESK)

    @Slot(str)
    def _on_pane(self, pane: str) -> None:
        if self.desk.room is Room.SINGLE and self.tabs.key() not in _PAGES:
            self.tabs.choose(pane)

    @Slot()
    def _on_theme_changed(self) -> None:
        px = self._themes.theme.px
        free = self.screen().availableSize()
        self.setMinimumSize(min(px(640), free.width()), min(px(340), free.height()))
        self._share()
