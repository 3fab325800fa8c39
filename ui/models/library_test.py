# SPDX-License-Identifier: Apache-2.0
"""The tables of the search's test: what a question found and why, and marks with their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_app.workflows.evaluating import Replayed
from ui.models.table_roles import TableRole
from ui.presenters.words import tr
from ui.tones import Tone

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One rule: whether it fits, the words it shares or the days that leave it out, how near its
    meaning is, and its score.
    """

    place: int
    title: str
    state: str
    tone: Tone
    words: str
    meaning: str
    score: str
    marked: bool


class _Table(QAbstractTableModel):
    """Headings and rows of texts that are put anew."""

    headings: tuple[str, ...] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else self.count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """The headings."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return tr(self.headings[section]) if shown else None


class FoundTable(_Table):
    """What one question came to."""

    headings = ("#", "Rule", "Answers it", "Words or reason", "Meaning", "Score")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FoundRow, ...] = ()

    def put(self, rows: Sequence[FoundRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows, self.count = tuple(rows), len(rows)
        self.endResetModel()

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """One fact of one rule."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                told = (
                    str(row.place), row.title, tr(row.state), row.words, row.meaning, row.score,
                )  # fmt: skip
                return told[column]
            case TableRole.TONE if column == 2 and row.tone is not Tone.NEUTRAL:
                return row.tone
            case TableRole.ICON if column == 1 and row.marked:
                return "flag"
            case TableRole.STRONG:
                return column == 1 and row.marked
            case Qt.ItemDataRole.AccessibleTextRole if column == 1 and row.marked:
                return tr("{title}, marked to be found").format(title=row.title)
            case _:
                return None


class MissedTable(_Table):
    """Every mark with the place of its rule."""

    headings = ("Question", "Should be found", "Place")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Replayed, ...] = ()

    def put(self, rows: Sequence[Replayed]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows, self.count = tuple(rows), len(rows)
        self.endResetModel()

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """One fact of one mark."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            question = " ".join(one.mark.question.split())
            return (question, one.mark.wanted, _place(one))[column]
        if role == TableRole.TONE and column == 2 and not one.found:
            return Tone.DANGER if one.lost else Tone.CAUTION
        return None


def _place(one: Replayed) -> str:
    place = tr("{n}").format(n=one.rank) if one.rank else tr("not among ten")
    return tr("{place}, found before").format(place=place) if one.lost else place
