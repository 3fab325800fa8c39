# SPDX-License-Identifier: Apache-2.0
"""The log for reading: entries, one entry whole, and the walk that proves the chain."""

import json

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.identity import EntryId
from desktop_app.workflows.reviewing import LogPage, Verified
from ui.models.log_table import LogTable
from ui.presenters.record import Record
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button
from ui.widgets.focus_ring import FocusRing
from ui.widgets.styling import frame, label, line
from ui.widgets.tables import DataTable, TableState


class LogPane(QWidget):
    """Shows the log. A clerk sees her own entries, a supervisor all."""

    def __init__(
        self, themes: ThemeSource, record: Record, *, whose: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record = record
        self._model = LogTable(self)
        self._count = label("", TextRole.CAPTION, shade="text2")
        self._banner = Banner(themes)
        self.verify = Button(
            themes,
            self.tr("Verify the chain"),
            icon="shield_checkmark",
            busy_text=self.tr("Walking the chain…"),
        )
        self.table = DataTable(themes)
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("Log entries"))
        self.entry = QPlainTextEdit()
        self.entry.setReadOnly(True)
        self.entry.setTabChangesFocus(True)
        self.entry.setAccessibleName(self.tr("The entry whole"))
        self.entry.setPlaceholderText(self.tr("Choose an entry to read it whole."))
        self._ring = FocusRing(themes, self.entry, 1, within=True)
        self._lay_out(whose)
        self.verify.clicked.connect(self._on_verify)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._model.more_wanted.connect(record.read)
        record.came.connect(self._on_came)
        record.shown.connect(self._on_shown)
        record.verified.connect(self._on_verified)
        record.progressed.connect(self._on_progressed)
        self.table.show_state(TableState.LOADING, self.tr("Reading the log…"))

    def show_entry(self, name: str) -> None:
        """Read one entry whole."""
        self._record.show(EntryId(name))

    def _lay_out(self, whose: str) -> None:
        head = frame("pane")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Log"), TextRole.SUBTITLE, strong=True))
        row.addWidget(label(whose, TextRole.CAPTION, shade="text2"))
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(self.verify)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.entry)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line())
        column.addWidget(self._banner)
        column.addWidget(split, 1)
        for number, width in enumerate((150, 220, 110, 140)):
            self.table.setColumnWidth(number, width)

    @Slot(object, bool)
    def _on_came(self, page: LogPage, follows: bool) -> None:  # noqa: FBT001 - a Qt signal
        self._model.put(page, follows=follows)
        self._count.setText(self.tr("{n} entries").format(n=f"{page.total:,}"))
        state = TableState.ROWS if page.total else TableState.EMPTY
        self.table.show_state(state, "" if page.total else self.tr("Nothing is in the log yet."))

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._record.show(self._model.row(current.row()).id)

    @Slot(object)
    def _on_shown(self, entry: dict[str, object]) -> None:
        self.entry.setPlainText(json.dumps(entry, ensure_ascii=False, indent=2))

    @Slot()
    def _on_verify(self) -> None:
        self.verify.set_busy(True)
        self._record.verify()

    @Slot(int)
    def _on_progressed(self, count: int) -> None:
        lead = self.tr("{n} entries hold so far.").format(n=f"{count:,}")
        self._banner.set_data(BannerData(Tone.ACCENT, "arrow_sync", lead))

    @Slot(object)
    def _on_verified(self, verified: Verified) -> None:
        self.verify.set_busy(False)
        if verified.finding is None:
            lead = self.tr("The log holds.")
            said = self.tr("{n} entries, each following the one before.")
            data = BannerData(
                Tone.GOOD, "checkmark_circle", lead, said.format(n=f"{verified.entries:,}")
            )
        else:
            lead = self.tr("The log does not hold.")
            said = self.tr("{finding}. Stop work and call IT; keep the file as it is.")
            data = BannerData(
                Tone.DANGER, "error_circle", lead, said.format(finding=verified.finding)
            )
        self._banner.set_data(data)
