# SPDX-License-Identifier: Apache-2.0
"""What an import would change, rule by rule: new, changed, gone, kept, and what was not read."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.policy import Rule
from desktop_app.rules.difference import Change, changes
from desktop_app.rules.importing import ImportPlan
from ui.models.rows_table import RowsTable
from ui.theme_source import ThemeSource
from ui.widgets.choices import CheckBox
from ui.widgets.difference import SAME, DifferenceText
from ui.widgets.tab_row import TabRow
from ui.widgets.tables import DataTable, TableState

NEW, CHANGED, GONE, KEPT, UNREAD = "new", "changed", "gone", "kept", "unread"


class ImportReview(QWidget):
    """Shows a plan. Rules that are kept may be told to go; `replanned` says that they were."""

    replanned = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._plan: ImportPlan | None = None
        self.tabs = TabRow(themes)
        self.table = DataTable(themes)
        self.text = DifferenceText(themes)
        self.unread_too = CheckBox(themes, self.tr("Withdraw the kept rules as well"))
        for key, words in (
            (NEW, self.tr("New")),
            (CHANGED, self.tr("Changed")),
            (GONE, self.tr("Gone")),
            (KEPT, self.tr("Kept")),
            (UNREAD, self.tr("Not read")),
        ):
            self.tabs.add(key, words)
        self.tabs.setAccessibleName(self.tr("What the import would do"))
        self.table.setAccessibleName(self.tr("Rules"))
        self.table.setMinimumHeight(themes.theme.px(168))
        self.text.setMinimumHeight(themes.theme.px(90))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.table)
        column.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.unread_too)
        self.tabs.chosen.connect(self._show_rows)
        self.unread_too.toggled.connect(self._on_unread_too)

    @property
    def plan(self) -> ImportPlan | None:
        """What the import would change, as the person wants it."""
        if self._plan is not None and self.unread_too.isChecked():
            return self._plan.letting_go()
        return self._plan

    def show_plan(self, found: ImportPlan | None) -> None:
        """Show another plan, from the first tab that has something."""
        self._plan = None  # nobody is asked about the old one while the box is emptied
        self.unread_too.setChecked(False)
        self._plan = found
        if found is not None:
            self.unread_too.setVisible(bool(found.kept))
            self.tabs.setTabVisible(3, bool(found.kept))
            self._show()

    def _show(self) -> None:
        found = self.plan
        if found is None:
            return
        counts = {
            NEW: len(found.new),
            CHANGED: len(found.changed),
            GONE: len(found.gone),
            KEPT: len(found.kept),
            UNREAD: len(found.unread),
        }
        for key, count in counts.items():
            self.tabs.set_count(key, count)
        first = next((key for key in (CHANGED, NEW, GONE, KEPT, UNREAD) if counts[key]), NEW)
        self.tabs.choose(first)
        self._show_rows(first)

    @Slot()
    def _on_unread_too(self) -> None:
        if self._plan is not None:
            self._show()
            self.replanned.emit()

    @Slot(str)
    def _show_rows(self, key: str) -> None:
        found = self.plan
        if found is None:
            return
        rules: Sequence[Rule] = {
            NEW: found.new,
            CHANGED: tuple(one.after for one in found.changed),
            GONE: found.gone,
            KEPT: found.kept,
        }.get(key, ())
        if key == UNREAD:
            headings, rows = (self.tr("Where"), self.tr("Why")), found.unread
        else:
            headings = (self.tr("Rule"), self.tr("Title"), self.tr("Section"))
            rows = tuple((one.id, one.title, one.section) for one in rules)
        before = self.table.model()
        self.table.setModel(RowsTable(headings, rows, self.table))
        if before is not None:
            before.deleteLater()
        self.table.setColumnWidth(0, self._themes.theme.px(280 if key == UNREAD else 150))
        self.table.setColumnWidth(1, self._themes.theme.px(340))
        self.table.show_state(
            TableState.ROWS if rows else TableState.EMPTY,
            "" if rows else self.tr("None."),
        )
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.text.set_changes(())
        if rows:
            self.table.selectRow(0)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        found, row = self.plan, current.row()
        if found is None or not current.isValid():
            return
        match self.tabs.key():
            case "new":
                runs = (Change(SAME, found.new[row].text),)
            case "changed":
                one = found.changed[row]
                runs = changes(one.before.text, one.after.text)
            case "gone":
                runs = (Change("removed", found.gone[row].text),)
            case "kept":
                runs = (Change(SAME, found.kept[row].text),)
            case _:
                runs = (Change(SAME, found.unread[row][1]),)
        self.text.set_changes(runs)
