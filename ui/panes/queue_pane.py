# SPDX-License-Identifier: Apache-2.0
"""The queue: search, filter, and the list of inquiries by due time.

The selection follows the inquiry that is on the desk, and never the other way round unless the
person moves it: an inquiry that leaves the list stays on the desk until she is done with it.
"""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.identity import InquiryId
from desktop_app.ports import QueueIndex
from desktop_app.workflows.overview import Standing
from ui.models.queue_model import QueueModel
from ui.presenters.queue import CLOSED, HELD, OPEN, OUTBOX, SEGMENTS, SENT, InquiryQueue
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.queue_view import QueueView
from ui.widgets.segmented import SegmentedFilter
from ui.widgets.styling import frame, label, line

_COUNTED = frozenset({OPEN, HELD, OUTBOX})
"""The segments with work in them; only they carry a number."""


class QueuePane(QWidget):
    """Shows the queue and says which inquiry was chosen."""

    chosen = Signal(object)
    """An inquiry is to be on the desk; carries its id, or None once nothing is left."""
    pull_requested = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        queue: InquiryQueue,
        model: QueueModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._model = model
        self._current: InquiryId | None = None
        self._leaving: tuple[InquiryId, int] | None = None
        self._awaited = False
        self._first_wanted = True
        self._mine = False
        self._count = label("", TextRole.CAPTION, shade="text2")
        self.search = SearchField(themes, self.tr("Search the queue"), shortcut="Ctrl+F")
        self.filter = SegmentedFilter(
            themes, tuple((part.name, self.tr(part.name)) for part in SEGMENTS)
        )
        self.filter.setAccessibleName(self.tr("Which inquiries"))
        self.view = QueueView(themes)
        self.view.setModel(model)
        self.view.setAccessibleName(self.tr("Queue of inquiries"))
        self.pull = Button(
            themes, self.tr("Pull now"), icon="arrow_sync", kind=ButtonKind.QUIET, small=True,
            shortcut="F5",
        )  # fmt: skip
        self.empty = EmptyState(themes, "checkmark_circle")
        self._lay_out()
        self.pull.clicked.connect(self.pull_requested)
        self.empty.pressed.connect(self.pull_requested)
        self.search.textChanged.connect(queue.search)
        self.filter.chosen.connect(queue.choose)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        model.page_wanted.connect(queue.want_page)
        queue.ordered.connect(self._on_ordered)
        queue.lines.connect(self._on_lines)
        queue.stood.connect(self._on_stood)

    @property
    def current(self) -> InquiryId | None:
        """The inquiry that was chosen last."""
        return self._current

    def step(self, by: int) -> None:
        """Go to the next or previous row."""
        rows = self._model.rowCount()
        if rows:
            at = self.view.currentIndex()
            self._go_to(max(0, min(rows - 1, at.row() + by)) if at.isValid() else 0)

    def open_next(self) -> None:
        """Open the unanswered inquiry that is due first, leaving the one that is open."""
        if self.filter.key() != OPEN:
            self.show_segment(OPEN)
            self._first_wanted = True
            return
        rows = self._model.rowCount()
        if rows:
            at = self.view.currentIndex()
            self._go_to(1 if at.isValid() and at.row() == 0 and rows > 1 else 0)

    def show_segment(self, name: str) -> None:
        """Show the inquiries of one segment."""
        self.filter.choose(name)
        self._queue.choose(name)

    def follow(self, name: InquiryId) -> None:
        """Another part of the window has put an inquiry on the desk: select it if it is listed."""
        self._leaving = None
        if name != self._current:
            self._current = name
            self._awaited = False
            self._select_current()
            self.chosen.emit(name)

    def leave(self, name: InquiryId) -> None:
        """The person is done with an inquiry: open the one that takes its place in the list, after
        the last one the first, and nothing once the list is empty.
        """
        if name != self._current:
            return
        row = self._model.row_of(name)
        if row is None:
            self._open_row(0)
        else:
            self._leaving = (name, row)  # until the new order without it is here

    def retell(self) -> None:
        """Say due times and groups anew."""
        self._model.refresh()
        self._group()

    def _group(self) -> None:
        """Group by due time what somebody still waits for."""
        self.view.set_sections(self._model.sections() if self.filter.key() in {OPEN, HELD} else ())

    def _lay_out(self) -> None:
        head = frame("pane")
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Queue"), TextRole.SUBTITLE, strong=True))
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.pull)
        column.addLayout(row)
        column.addWidget(self.search)
        column.addWidget(self.filter)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(line())
        outer.addWidget(body, 1)

    def _go_to(self, row: int) -> None:
        """Go to a row as the person does by key."""
        index = self._model.index(row, 0)
        self._first_wanted = False
        if index == self.view.currentIndex():
            self._choose(row)
        else:
            self._set_index(index)
        self.view.scrollTo(index)

    def _open_row(self, row: int) -> None:
        """Open the inquiry in a row, the first if there is no such row, or none at all."""
        rows = self._model.rowCount()
        if rows:
            self._go_to(row if row < rows else 0)
            return
        self._current = None
        self._awaited = False
        self.chosen.emit(None)

    def _set_index(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)

    @contextmanager
    def _by_myself(self) -> Generator[None, None, None]:
        """What happens to the selection meanwhile is not the person's doing."""
        self._mine = True
        try:
            yield
        finally:
            self._mine = False

    def _select_current(self) -> None:
        """Bring the selection to the inquiry on the desk, or away where that is not listed."""
        if self._awaited:
            return
        row = self._model.row_of(self._current) if self._current is not None else None
        at = self.view.currentIndex()
        with self._by_myself():
            if row is None:
                if at.isValid():
                    self.view.selectionModel().clear()
            elif not at.isValid() or at.row() != row:
                self._set_index(self._model.index(row, 0))
                self.view.scrollTo(self._model.index(row, 0))

    @Slot(object)
    def _on_ordered(self, order: QueueIndex) -> None:
        with self._by_myself():
            self._model.put_order(order)
        self._group()
        count = self._model.rowCount()
        self._say_count(count)
        if not count and self.view.hasFocus():  # a stack would hand the keyboard to bare words
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentIndex(0 if count else 1)
        if not count:
            self._say_empty()
        if self._leaving is not None and self._model.lacks(self._leaving[0]):
            row, self._leaving = self._leaving[1], None
            self._open_row(row)
        elif self._first_wanted and count:
            self._go_to(0)
        else:
            self._select_current()

    @Slot(int, object, object)
    def _on_lines(self, number: int, keys: object, rows: object) -> None:
        self._model.put_lines(number, keys, rows)  # type: ignore[arg-type]  # as a signal carries it
        at = self.view.currentIndex()
        if self._awaited and at.isValid():
            self._choose(at.row())
        else:
            self._select_current()

    @Slot(object)
    def _on_stood(self, standing: Standing) -> None:
        for part in SEGMENTS:
            if part.name in _COUNTED:
                number = sum(standing.counts[state] for state in part.states)
                self.filter.set_count(part.name, number)
        # It takes a line of its own, so it shows only while there is something behind it.
        self.filter.set_shown(HELD, shown=standing.held > 0 or self.filter.key() == HELD)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._mine:
            self._leaving = None
            self._choose(current.row())

    def _choose(self, row: int) -> None:
        name = self._model.inquiry_at(row)
        self._awaited = name is None
        if name is not None and name != self._current:
            self._current = name
            self.chosen.emit(name)

    def _say_count(self, count: int) -> None:
        number = f"{count:,}"
        if self.search.text().strip():
            said = self.tr("{n} found")
        else:
            said = {
                OPEN: self.tr("{n} open"),
                HELD: self.tr("{n} held"),
                OUTBOX: self.tr("{n} on the way"),
                SENT: self.tr("{n} sent"),
                CLOSED: self.tr("{n} closed"),
            }[self.filter.key()]
        self._count.setText(said.format(n=number))

    def _say_empty(self) -> None:
        if self.search.text().strip():
            words = self.tr("Nothing matches")
            self.empty.set_words("search", words, self.tr("No inquiry here holds these words."))
            return
        words, sentence = {
            OPEN: (self.tr("Nothing waits"), self.tr("New inquiries appear here by themselves.")),
            HELD: (
                self.tr("Nothing held"),
                self.tr("Replies that wait for a supervisor stand here."),
            ),
            OUTBOX: (
                self.tr("Nothing on its way"),
                self.tr("Approved replies stand here until they have left."),
            ),
            SENT: (self.tr("Nothing sent yet"), self.tr("Replies that have left stand here.")),
            CLOSED: (
                self.tr("Nothing closed"),
                self.tr("Inquiries that ended without a reply stand here."),
            ),
        }[self.filter.key()]
        pull = self.tr("Pull now") if self.filter.key() == OPEN else ""
        self.empty.set_words("checkmark_circle", words, sentence, pull)
