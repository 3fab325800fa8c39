# SPDX-License-Identifier: Apache-2.0
"""What the library lets a reader choose from, as a list: what to look after, topics, sources."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.presenters.library import Holdings, Place, Shelf
from ui.presenters.words import tr

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_FIRST = int(Qt.ItemDataRole.UserRole) + 301

NAMES = {
    Shelf.ALL: "Rules in force",
    Shelf.CHANGED: "Changed since your last shift",
    Shelf.EXPIRING: "Ending within 60 days",
    Shelf.LAPSED: "Ended, nothing in their place",
    Shelf.UNREVIEWED: "Never reviewed",
    Shelf.UNSOURCED: "Without a source",
    Shelf.ORPHANED: "Sources without a rule in force",
}
"""The lists in the order in which they are offered."""


class ContentsRole(IntEnum):
    """What a row answers besides its words."""

    COUNT = _FIRST
    """How many rules, int; None for a heading."""
    HEADING = _FIRST + 1
    """Whether it only names what follows, bool."""
    LOUD = _FIRST + 2
    """Whether somebody should look, bool."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a choice, or a heading where there is no place."""

    text: str
    place: Place | None = None
    count: int = 0


def entries(held: Holdings) -> tuple[Entry, ...]:
    """Everything that can be chosen, under its headings."""
    lists = held.lists
    counts = {
        Shelf.ALL: held.status.in_force,
        Shelf.CHANGED: len(held.news.rules),
        Shelf.EXPIRING: len(lists.expiring),
        Shelf.LAPSED: len(lists.lapsed),
        Shelf.UNREVIEWED: len(lists.unreviewed),
        Shelf.UNSOURCED: len(lists.unsourced),
        Shelf.ORPHANED: len(lists.orphaned),
    }
    rows = [Entry(tr(NAMES[shelf]), Place(shelf), counts[shelf]) for shelf in NAMES]
    rows.insert(1, Entry(tr("To look after")))
    topics = held.status.topics
    named = [
        Entry(topics.get(key, key), Place(Shelf.TOPIC, key), count)
        for key, count in held.contents.topics
    ]
    if named:
        rows += [Entry(tr("Topics")), *sorted(named, key=lambda one: one.text.casefold())]
    if held.contents.documents:
        rows.append(Entry(tr("Sources")))
        rows += [
            Entry(name, Place(Shelf.SOURCE, name), count) for name, count in held.contents.documents
        ]
    return tuple(rows)


class ContentsModel(QAbstractListModel):
    """The choices with their counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Entry, ...] = ()

    def put(self, rows: tuple[Entry, ...]) -> None:
        """Show these choices; where only counts differ, rows stay where they are."""
        same = [(one.text, one.place) for one in rows] == [
            (one.text, one.place) for one in self._rows
        ]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place(self, row: int) -> Place | None:
        """What a row stands for; None for a heading."""
        return self._rows[row].place

    def row_of(self, place: Place) -> int | None:
        """Where a choice stands."""
        return next((n for n, one in enumerate(self._rows) if one.place == place), None)

    def entries(self) -> tuple[Entry, ...]:
        """Every row."""
        return self._rows

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if index.isValid() and self._rows[index.row()].place is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The words and the count."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.text if row.place is None else f"{row.text}, {row.count:,}"
            case ContentsRole.COUNT:
                return None if row.place is None else row.count
            case ContentsRole.HEADING:
                return row.place is None
            case ContentsRole.LOUD:
                return bool(
                    row.count
                    and row.place
                    and row.place.shelf in {Shelf.CHANGED, Shelf.EXPIRING, Shelf.LAPSED}
                )
            case _:
                return None
