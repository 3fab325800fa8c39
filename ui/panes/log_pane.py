# SPDX-License-Identifier: Apache-2.0
"""The log for reading: entries, one entry whole, and the walk that proves the chain."""

import json

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.identity import EntryId
from desktop_app.errors import DeskError
from desktop_app.ports import LogFilter
from desktop_app.workflows.reviewing import LogPage, Verified
from ui.models.log_table import WORDS, LogTable
from ui.presenters.record import Record
from ui.presenters.words import tr
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button
from ui.widgets.choices import Select
from ui.widgets.empty_state import EmptyState
from ui.widgets.reply_editor.text_page import TextPage
from ui.widgets.splitter import PaneSplitter
from ui.widgets.styling import frame, label, line
from ui.widgets.tables import DataTable, TableState

_WIDTHS = (130, 190, 90, 110)


class LogPane(QWidget):
    """Shows the log. A clerk sees her own entries, a supervisor all."""

    def __init__(
        self, themes: ThemeSource, record: Record, *, whose: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._record = record
        self._model = LogTable(self)
        self._count = label("", TextRole.CAPTION, shade="text2")
        self.banner = Banner(themes)
        self.filter = Select(themes)
        self.filter.addItem(self.tr("Everything"), "")
        for happened, said in WORDS.items():
            self.filter.addItem(tr(said), happened)
        self.filter.setAccessibleName(self.tr("Which entries"))
        self.verify = Button(
            themes,
            self.tr("Verify the chain"),
            icon="shield_checkmark",
            busy_text=self.tr("Walking the chain…"),
        )
        self.table = DataTable(themes)
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("Log entries"))
        self.entry = TextPage(themes, self.tr("The entry whole"), even=True)
        self._none = EmptyState(
            themes,
            "document_text",
            self.tr("No entry chosen"),
            self.tr("Choose an entry above to read it whole, as the log keeps it."),
        )
        self._lay_out(whose)
        self.verify.clicked.connect(self._on_verify)
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._model.more_wanted.connect(record.read)
        record.came.connect(self._on_came)
        record.shown.connect(self._on_shown)
        record.verified.connect(self._on_verified)
        record.progressed.connect(self._on_progressed)
        record.failed.connect(self._on_failed)
        themes.changed.connect(self._size_columns)
        self.table.show_state(TableState.LOADING, self.tr("Reading the log…"))

    def show_entry(self, name: str) -> None:
        """Read one entry whole."""
        self._record.show(EntryId(name))

    def _lay_out(self, whose: str) -> None:
        head = frame("pane")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Log"), TextRole.SUBTITLE, strong=True))
        row.addWidget(label(whose, TextRole.CAPTION, shade="text2"))
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(self.filter)
        row.addWidget(self.verify)
        below = frame("pane")
        self._whole = QStackedLayout(below)
        self._whole.addWidget(self._none)
        self._whole.addWidget(self.entry)
        split = PaneSplitter(self._themes, Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(below)
        split.name_divider(1, self.tr("Divider between the entries and one of them"))
        self.divider = split.handle(1)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line())
        column.addWidget(self.banner)
        column.addWidget(split, 1)
        self._size_columns()

    @Slot()
    def _size_columns(self) -> None:
        for number, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(number, self._themes.theme.px(width))

    @Slot()
    def _on_filter(self) -> None:
        self.table.show_state(TableState.LOADING, self.tr("Reading the log…"))
        self._record.narrow(LogFilter(happened=str(self.filter.currentData())))

    @Slot(object, bool)
    def _on_came(self, page: LogPage, follows: bool) -> None:  # noqa: FBT001 - a Qt signal
        self._model.put(page, follows=follows)
        said = self.tr("1 entry") if page.total == 1 else self.tr("{n} entries")
        self._count.setText(said.format(n=f"{page.total:,}"))
        none = (
            self.tr("No entry of this kind.")
            if self._record.narrowed
            else self.tr("Nothing is in the log yet.")
        )
        state = TableState.ROWS if page.total else TableState.EMPTY
        self.table.show_state(state, "" if page.total else none)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._record.show(self._model.row(current.row()).id)

    @Slot(object)
    def _on_shown(self, entry: dict[str, object]) -> None:
        self.entry.set_text(json.dumps(entry, ensure_ascii=False, indent=2))
        self._whole.setCurrentWidget(self.entry)

    @Slot()
    def _on_verify(self) -> None:
        self.verify.set_busy(True)
        self._record.verify()

    @Slot(int)
    def _on_progressed(self, count: int) -> None:
        lead = self.tr("{n} entries hold so far.").format(n=f"{count:,}")
        self.banner.set_data(BannerData(Tone.ACCENT, "arrow_sync", lead))

    @Slot(object)
    def _on_failed(self, error: DeskError) -> None:
        """The log could not be read or walked to its end; nothing is known of the rest."""
        self.verify.set_busy(False)
        self.banner.set_data(BannerData(Tone.DANGER, "error_circle", error.what, error.remedy))
        if not self._model.rowCount():
            self.table.show_state(TableState.ERROR, error.what)

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
        self.banner.set_data(data)
