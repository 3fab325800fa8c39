# SPDX-License-Identifier: Apache-2.0
"""The queue: search, filter, and the list of inquiries by due time."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.identity import InquiryId
from desktop_app.ports import QueueIndex
from desktop_app.workflows.overview import Standing
from ui.models.queue_model import QueueModel
from ui.presenters.queue import SEGMENTS, InquiryQueue
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.queue_view import QueueView
from ui.widgets.segmented import SegmentedFilter
from ui.widgets.styling import frame, label, line


class QueuePane(QWidget):
    """Shows the queue and says which inquiry was chosen."""

    chosen = Signal(object)
    """An inquiry was chosen; carries its id."""
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
        self._awaited: int | None = None
        self._filled = False
        self._count = label("", TextRole.CAPTION, shade="text2")
        self.search = SearchField(themes, self.tr("Search the queue"), shortcut="Ctrl+F")
        self.filter = SegmentedFilter(
            themes, tuple((part.name, self.tr(part.name)) for part in SEGMENTS)
        )
        self.view = QueueView(themes)
        self.view.setModel(model)
        self.view.setAccessibleName(self.tr("Queue of inquiries"))
        self._empty = EmptyState(themes, "checkmark_circle")
        self._empty.pressed.connect(self.pull_requested)
        self._lay_out(themes)
        self.search.textChanged.connect(queue.search)
        self.filter.chosen.connect(self._on_segment)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        model.page_wanted.connect(queue.want_page)
        queue.ordered.connect(self._on_ordered)
        queue.lines.connect(self._on_lines)
        queue.stood.connect(self._on_stood)

    def step(self, by: int) -> None:
        """Go to the next or previous row."""
        rows = self._model.rowCount()
        if not rows:
            return
        current = self.view.currentIndex()
        row = max(0, min(rows - 1, current.row() + by)) if current.isValid() else 0
        self._go_to(row)

    def open_next(self) -> None:
        """Open the inquiry that is due first, leaving the one that is open."""
        rows = self._model.rowCount()
        if not rows:
            return
        current = self.view.currentIndex()
        self._go_to(1 if current.isValid() and current.row() == 0 and rows > 1 else 0)

    def retell(self) -> None:
        """Say due times and groups anew."""
        self._model.refresh()
        self.view.set_sections(self._model.sections())

    def _lay_out(self, themes: ThemeSource) -> None:
        head = frame("pane")
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Queue"), TextRole.SUBTITLE, strong=True))
        row.addWidget(self._count)
        row.addStretch(1)
        pull = Button(
            themes,
            self.tr("Pull now"),
            icon="arrow_sync",
            kind=ButtonKind.QUIET,
            small=True,
            shortcut="F5",
        )
        pull.clicked.connect(self.pull_requested)
        row.addWidget(pull)
        column.addLayout(row)
        column.addWidget(self.search)
        column.addWidget(self.filter)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(line())
        outer.addWidget(body, 1)

    def _go_to(self, row: int) -> None:
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    @Slot(str)
    def _on_segment(self, name: str) -> None:
        self._queue.choose(next(part for part in SEGMENTS if part.name == name))

    @Slot(object)
    def _on_ordered(self, order: QueueIndex) -> None:
        self._model.put_order(order)
        self.view.set_sections(self._model.sections())
        count = self._model.rowCount()
        self._count.setText(self.tr("{n} shown").format(n=f"{count:,}"))
        self._stack.setCurrentIndex(0 if count else 1)
        if not count:
            self._say_empty()
        if count and not self._filled:
            self._filled = True
            QTimer.singleShot(0, self, self._take_first)

    @Slot()
    def _take_first(self) -> None:
        if self._model.rowCount() and not self.view.currentIndex().isValid():
            self._go_to(0)

    @Slot(int, object, object)
    def _on_lines(self, number: int, keys: object, rows: object) -> None:
        self._model.put_lines(number, keys, rows)  # type: ignore[arg-type]  # as a signal carries it
        if self._awaited is not None:
            row, self._awaited = self._awaited, None
            self._choose(row)

    @Slot(object)
    def _on_stood(self, standing: Standing) -> None:
        for part in SEGMENTS:
            self.filter.set_count(part.name, sum(standing.counts[state] for state in part.states))

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._choose(current.row())

    def _choose(self, row: int) -> None:
        name = self._model.inquiry_at(row)
        if name is None:
            self._awaited = row
        elif name != self._current:
            self._current = name
            self.chosen.emit(name)

    def _say_empty(self) -> None:
        if self.search.text():
            self._empty.set_words(
                "search",
                self.tr("Nothing matches"),
                self.tr("No inquiry here holds these words."),
            )
        else:
            self._empty.set_words(
                "checkmark_circle",
                self.tr("Nothing waits"),
                self.tr("New inquiries appear here by themselves."),
                self.tr("Pull now"),
            )
