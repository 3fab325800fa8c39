# SPDX-License-Identifier: Apache-2.0
"""The rules of a choice or a search as a list: more as one scrolls."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.domain.policy import SnippetRef
from ui.presenters.library import Lines
from ui.presenters.library_words import RuleLine

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_FIRST = int(Qt.ItemDataRole.UserRole) + 321


class RuleRole(IntEnum):
    """What a row answers besides its title."""

    LINE = _FIRST
    """All of it, a `RuleLine`."""


class RulesModel(QAbstractListModel):
    """Rules in their order. `more_wanted` asks for those from a place on."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[RuleLine] = []
        self._total = 0
        self._asked = False

    def put(self, lines: Lines, *, follows: bool) -> None:
        """Take some rules: the first, or those that follow the ones here."""
        self._asked = False
        self._total = lines.total
        if not follows:
            self.beginResetModel()
            self._lines = list(lines.lines)
            self.endResetModel()
        elif lines.lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines.lines) - 1)
            self._lines += lines.lines
            self.endInsertRows()

    def ref(self, row: int) -> SnippetRef | None:
        """The rule in a row."""
        return self._lines[row].ref

    def row_of(self, ref: SnippetRef | None) -> int | None:
        """Where a rule stands among those that are here."""
        return next((n for n, one in enumerate(self._lines) if ref and one.ref == ref), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many are here."""
        return 0 if parent.isValid() else len(self._lines)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are more."""
        return not parent.isValid() and not self._asked and 0 < len(self._lines) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Ask for more."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(len(self._lines))

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The title, the whole line, or all of it in words."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (line.title, line.below, line.state.text)))
            case RuleRole.LINE:
                return line
            case _:
                return None
