# SPDX-License-Identifier: Apache-2.0
"""A small table of texts that does not change, for dialogs."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.models.table_roles import TableRole

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class RowsTable(QAbstractTableModel):
    """Headings and rows of texts; those of column `boxed` stand in small boxes."""

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QObject | None = None,
        *,
        boxed: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows = tuple(tuple(row) for row in rows)
        self._boxed = boxed

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """The headings."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._headings[section] if shown else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """One text."""
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._rows[index.row()][index.column()]
        if index.isValid() and role == TableRole.BOXED:
            return index.column() == self._boxed
        return None
