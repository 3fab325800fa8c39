# SPDX-License-Identifier: Apache-2.0
"""The middle of the library: the rules of a choice, or those a search finds while one types."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.policy import SnippetRef
from desktop_app.errors import DeskError
from ui.models.library_contents import Entry
from ui.models.library_rules import RulesModel
from ui.presenters.library import Lines, Place, Shelf, Stacks
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.action_bar import ActionBar
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.choices import Select
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.library_lists import RulesView
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, line

_LATE_MS = 400
"""After how long a search says that it is under way, as ui.md has it for every wait."""
_INTO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RulesPane(QWidget):
    """Lists rules and says which one is read."""

    chosen = Signal(object)
    """A rule is to be read; carries its `SnippetRef`, or None where a row names no rule."""
    place_chosen = Signal(object)
    """A choice was made in the drop-down that stands for the left of the page."""
    import_requested = Signal()
    summary_requested = Signal(object)
    """The rules that are picked are to be summarized; carries their ids, in their order."""

    def __init__(
        self,
        themes: ThemeSource,
        stacks: Stacks,
        *,
        may_change: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stacks = stacks
        self._may_change = may_change
        self._name = ""
        self._total = 0
        self._mine = False
        self._ref: SnippetRef | None = None
        self._model = RulesModel(self)
        self._title = Sentence(themes, TextRole.SUBTITLE)
        self._count = label("", TextRole.CAPTION, shade="text2")
        self.banner = Banner(themes)
        self.places = Select(themes)
        self.places.setAccessibleName(self.tr("Lists, topics and sources"))
        self.places.hide()
        self.search = SearchField(themes, self.tr("Search the rules"), shortcut="Ctrl+F")
        self.view = RulesView(themes)
        self.view.setModel(self._model)
        self.view.setAccessibleName(self.tr("Rules"))
        self.empty = EmptyState(themes, "book")
        self.bar = ActionBar(themes, height=44, inset=12)
        quiet = ButtonKind.QUIET
        self.bring = Button(themes, self.tr("Import…"), icon="document_text", small=True)
        self.test = Button(
            themes, self.tr("Test the search…"), icon="search", kind=quiet, small=True
        )
        self.recall = Button(
            themes, self.tr("Recall list…"), icon="mail_multiple", kind=quiet, small=True
        )
        self.back = Button(themes, self.tr("Roll back…"), icon="history", kind=quiet, small=True)
        self.sum_up = Button(themes, self.tr("Summarize…"), icon="document_text", small=True)
        if may_change:
            self.bar.add_first(self.bring)
        self.bar.add_first(self.sum_up)
        for button in (self.test, self.recall, self.back) if may_change else ():
            self.bar.add_last(button)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._on_late)
        self._lay_out()
        self.search.textEdited.connect(self._on_typed)
        self.search.textChanged.connect(self._on_text)
        self.search.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.places.activated.connect(self._on_place)
        self.empty.pressed.connect(self.import_requested)
        self.bring.clicked.connect(self.import_requested)
        self.sum_up.clicked.connect(self._on_sum_up)
        self._model.more_wanted.connect(stacks.read)
        stacks.listed.connect(self._on_listed)
        stacks.failed.connect(self._on_failed)
        self.say_loading()

    def set_single(self, *, single: bool) -> None:
        """Whether the left of the page has no room, so that its choices stand here."""
        self.places.setVisible(single)

    def set_places(self, rows: tuple[Entry, ...]) -> None:
        """Offer these choices in the drop-down."""
        self.places.clear()
        for row in rows:
            if row.place is not None:
                self.places.addItem(f"{row.text} ({row.count:,})", row.place)
        self._show_place()

    def show_place(self, name: str) -> None:
        """Say what is listed; a search is over."""
        self._name = name
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._show_place()

    def say_loading(self) -> None:
        """Say that the rules are being read."""
        self._title.set_words(self._name or self.tr("Rules in force"))
        self._count.setText("")
        self.empty.set_words("arrow_sync", self.tr("Reading the rules…"), "")
        self._stack.setCurrentWidget(self.empty)

    def select(self, ref: SnippetRef | None) -> None:
        """Show which rule is read."""
        self._ref = ref
        row = self._model.row_of(ref)
        self._mine = True
        if row is None:
            self.view.selectionModel().clear()
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            index = self._model.index(row)
            self.view.selectionModel().setCurrentIndex(index, flags)
            self.view.scrollTo(index)
        self._mine = False

    def focus_list(self) -> None:
        """Bring the keyboard to the list, or to the search where it is empty."""
        if self._model.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self._model.index(0))
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order."""
        return (
            self.places,
            self.search,
            self.banner.button(),
            self.view,
            self.empty.button,
            *self.bar.buttons(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Enter leads from the search to what it found."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _INTO_LIST
            and self._model.rowCount()
        ):
            self.focus_list()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = frame("pane")
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        row.addWidget(self._count)
        column.addLayout(row)
        column.addWidget(self.places)
        column.addWidget(self.search)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(line())
        outer.addWidget(self.banner)
        outer.addWidget(body, 1)
        outer.addWidget(self.bar)

    def _show_place(self) -> None:
        for row in range(self.places.count()):
            if self.places.itemData(row) == self._stacks.place:
                self.places.setCurrentIndex(row)

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self._stacks.search(words)
        self._late.start()

    @Slot()
    def _on_late(self) -> None:
        self._count.setText(self.tr("Searching…"))

    @Slot(str)
    def _on_text(self, words: str) -> None:
        if not words:  # emptied by Esc, which is no typing
            self._stacks.search("")

    @Slot(int)
    def _on_place(self, row: int) -> None:
        place = self.places.itemData(row)
        if isinstance(place, Place):
            self.place_chosen.emit(place)

    @Slot(object, bool)
    def _on_listed(self, lines: Lines, follows: bool) -> None:  # noqa: FBT001 - a Qt signal
        self._late.stop()
        self.banner.set_data(None)
        had_focus = self.view.hasFocus()
        self._mine = True
        self._model.put(lines, follows=follows)
        self._mine = False
        self._total = lines.total
        self._say(lines)
        if not lines.total and had_focus:  # a stack would hand the keyboard to bare words
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(self.view if lines.total else self.empty)
        if follows:
            return
        if self._model.row_of(self._ref) is not None and not lines.asked:
            self.select(self._ref)
        elif lines.total:
            self._take(0)
        else:
            self.chosen.emit(None)

    def _take(self, row: int) -> None:
        """Read the rule in a row, without moving the keyboard."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._mine = True
        self.view.selectionModel().setCurrentIndex(self._model.index(row), flags)
        self._mine = False
        self.view.scrollToTop()
        self._ref = self._model.ref(row)
        self.chosen.emit(self._ref)

    def _say(self, lines: Lines) -> None:
        if lines.asked:
            self._title.set_words(self.tr("Found"))
            said = self.tr("1 rule") if lines.total == 1 else self.tr("{n} rules")
        else:
            self._title.set_words(self._name or self.tr("Rules in force"))
            said = "{n}"
        self._count.setText(said.format(n=f"{lines.total:,}") if lines.total else "")
        if not lines.total:
            self._say_empty(lines.asked)

    def _say_empty(self, asked: str) -> None:
        if asked:
            sentence = self.tr("No rule in force today holds these words. Try fewer, or others.")
            self.empty.set_words("search", self.tr("No rule found"), sentence)
            return
        place = self._stacks.place
        words, sentence = {
            Shelf.ALL: (
                self.tr("The library is empty"),
                self.tr("Nothing can be drafted until a supervisor imports the office's rules."),
            ),
            Shelf.CHANGED: (
                self.tr("Nothing changed"),
                self.tr("No rule has changed since your last shift."),
            ),
            Shelf.EXPIRING: (
                self.tr("Nothing ends soon"),
                self.tr("No rule ends within 60 days."),
            ),
            Shelf.LAPSED: (
                self.tr("Nothing has ended"),
                self.tr("No rule has ended without another in its place."),
            ),
            Shelf.UNREVIEWED: (
                self.tr("Everything is reviewed"),
                self.tr("No rule is older than a year without a review."),
            ),
            Shelf.UNSOURCED: (
                self.tr("Every rule names its source"),
                self.tr("A rule without a source cannot be looked up."),
            ),
            Shelf.ORPHANED: (
                self.tr("Every source holds rules"),
                self.tr("No manual is left of which no rule is in force."),
            ),
        }.get(place.shelf, (self.tr("No rule here"), self.tr("None of its rules is in force.")))
        first = place.shelf is Shelf.ALL and self._may_change
        self.empty.set_words("book", words, sentence, self.tr("Import rules…") if first else "")

    @Slot()
    def _on_sum_up(self) -> None:
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        refs = (self._model.ref(row) for row in rows)
        self.summary_requested.emit(tuple(ref.id for ref in refs if ref is not None))

    @Slot(object)
    def _on_failed(self, error: DeskError) -> None:
        self._late.stop()
        self._count.setText("")
        data = BannerData(Tone.DANGER, "error_circle", error.what, error.remedy)
        self.banner.set_data(data)
        if not self._model.rowCount():
            words = self.tr("The rules cannot be read")
            self.empty.set_words("error_circle", words, self.tr("Press Ctrl+3 to try again."))
            self._stack.setCurrentWidget(self.empty)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._mine:
            self._ref = self._model.ref(current.row())
            self.chosen.emit(self._ref)
