# SPDX-License-Identifier: Apache-2.0
"""What waits for a supervisor: signs of danger first, then replies that are held."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import QueueRow
from desktop_app.workflows.overview import Waiting
from ui.models.rows_table import RowsTable
from ui.presenters import words
from ui.theme_source import ThemeSource
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.tables import DataTable, TableState


class WaitingDialog(Dialog):
    """Lists it; `opened` brings the inquiry that the person goes to."""

    opened = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        waiting: Waiting,
        now: datetime,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.MEDIUM, parent=parent)
        said = self.tr("{danger} with signs of danger, {held} held for you.")
        said = said.format(danger=len(waiting.in_danger), held=len(waiting.held))
        self.set_heading(self.tr("What waits for you"), said)
        danger = {row.id for row in waiting.in_danger}
        held = [row for row in waiting.held if row.id not in danger]
        self._ids: list[InquiryId] = [row.id for row in (*waiting.in_danger, *held)]
        rows = [self._in_danger(row, now) for row in waiting.in_danger]
        rows += [self._held(row, now) for row in held]
        self.table = DataTable(themes)
        headings = (self.tr("Why"), self.tr("Customer"), self.tr("Subject"), self.tr("When"))
        self.table.setModel(RowsTable(headings, rows, self.table))
        self.table.setAccessibleName(self.tr("What waits for you"))
        px = themes.theme.px
        for column, width in enumerate((250, 170, 230)):
            self.table.setColumnWidth(column, px(width))
        self.table.setMinimumHeight(px(min(40 + 32 * max(len(rows), 3), 400)))
        self.content.addWidget(self.table)
        if rows:
            self.table.selectRow(0)
            go = self.set_primary(self.tr("Open it"), "mail")
            go.clicked.connect(self._on_open)
            self.table.doubleClicked.connect(self._on_open)
        else:
            self.table.show_state(TableState.EMPTY, self.tr("Nothing waits for you."))
        cancel = self.set_cancel(self.tr("Close"))
        self.set_first_focus(self.table if rows else cancel)

    def _in_danger(self, row: QueueRow, now: datetime) -> tuple[str, str, str, str]:
        said = self.tr("People first: {signals}").format(signals=words.signals(row.signals))
        return said, row.customer, row.subject, words.row_due(row, now).text

    def _held(self, row: QueueRow, now: datetime) -> tuple[str, str, str, str]:
        since = words.held_for(row.held_at, now) if row.held_at is not None else ""
        return self.tr("Held for you"), row.customer, row.subject, since

    @Slot()
    @Slot(QModelIndex)
    def _on_open(self, _place: object = None) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._ids):
            self.opened.emit(self._ids[row])
            self.accept()
