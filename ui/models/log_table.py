# SPDX-License-Identifier: Apache-2.0
"""The log as a table: newest first, more as one scrolls."""

from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.workflows.reviewing import LogPage, LogRow
from ui.models.table_roles import TableRole
from ui.presenters.words import clock, day, tr
from ui.tones import Tone

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("When", "What happened", "Outcome", "Who", "Details")
WORDS = {
    "inquiry.arrived": "Inquiry arrived",
    "inquiry.followed-up": "Follow-up arrived",
    "inquiry.closed": "Closed without a reply",
    "message.set-aside": "Message set aside",
    "draft.began": "Draft began",
    "draft.finished": "Draft put before the clerk",
    "draft.failed": "Draft failed",
    "draft.stopped": "Draft stopped",
    "draft.abandoned": "Draft abandoned at a stop",
    "draft.withheld": "Draft withheld",
    "draft.rejected": "Draft rejected",
    "reply.approved": "Reply approved",
    "reply.undone": "Approval taken back",
    "reply.copied": "Reply copied",
    "reply.delivered": "Reply delivered",
    "reply.refused": "Reply refused",
    "reply.delayed": "Reply delayed",
    "reply.unknown": "Delivery not known",
    "policy.imported": "Rules imported",
    "policy.rolled-back": "Rules rolled back",
    "policy.recall-listed": "Recall list looked at",
    "draft.stale": "Draft rests on a changed rule",
    "inquiry.reopened": "Reopened for a correction",
    "log.exported": "Log exported",
}
_TONES = {"failed": Tone.DANGER, "unknown": Tone.DANGER, "done": Tone.NEUTRAL}


class LogTable(QAbstractTableModel):
    """Entries of the log. `more_wanted` asks for those older than a place."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LogRow] = []
        self._total = 0
        self._asked = False

    def put(self, page: LogPage, *, follows: bool) -> None:
        """Take a page: the newest entries, or those that follow the ones here."""
        self._asked = False
        self._total = page.total
        if not follows:
            self.beginResetModel()
            self._rows = list(page.rows)
            self.endResetModel()
        elif page.rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()

    def row(self, number: int) -> LogRow:
        """The entry in a row."""
        return self._rows[number]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many entries are here."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many facts an entry shows."""
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older entries."""
        return not parent.isValid() and not self._asked and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Ask for older entries."""
        if self.canFetchMore(parent) and self._rows:
            self._asked = True
            self.more_wanted.emit(self._rows[-1].seq)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """One fact of one entry."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == TableRole.TONE and index.column() == 2:
            return _TONES.get(row.outcome, Tone.CAUTION)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._texts(row)[index.column()]
        return None

    @staticmethod
    def _texts(row: LogRow) -> tuple[str, ...]:
        at = datetime.fromisoformat(row.at)
        return (
            f"{day(at)}, {clock(at)}",
            tr(WORDS.get(row.happened, row.happened)),
            tr(row.outcome),
            row.account,
            row.summary,
        )
