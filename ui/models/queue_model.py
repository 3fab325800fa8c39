# SPDX-License-Identifier: Apache-2.0
"""The queue as a list model: the order of all rows in two arrays, the lines of those in view.

A line that is not here yet is asked for and shows as blank; one that may have changed is shown as
it was and asked for again. A new order takes out and puts in only the rows that moved.
"""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import QueueRow
from desktop_app.ports import QueueIndex
from ui.models.queue_roles import QueueRole, Section, spoken
from ui.presenters import words

PAGE = 100
_KEPT = 3_000
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractListModel):
    """The inquiries as they are filtered now. `page_wanted` asks for lines: page number and
    keys.
    """

    page_wanted = Signal(int, object)

    def __init__(
        self, now: Callable[[], datetime], topics: dict[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._topics = topics
        self._keys = array("q")
        self._due = array("q")
        self._lines: OrderedDict[int, tuple[int, QueueRow]] = OrderedDict()
        self._generation = 0

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many inquiries match."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """One fact of one row."""
        if not index.isValid():
            return None
        line = self._line(index.row())
        if line is None:
            return "" if role == QueueRole.SUBJECT else None
        return self._fact(line, role)

    def put_order(self, order: QueueIndex) -> None:
        """Take a new order. Every line is read again as it comes into view."""
        self._generation += 1
        old, new = self._keys, array("q", order.keys)
        self._due = array("q", order.due)
        head = _same_head(old, new)
        tail = _same_head(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._keys = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._keys = new
            self.endInsertRows()
        self.refresh()

    def put_lines(self, number: int, keys: Sequence[int], rows: Sequence[QueueRow | None]) -> None:
        """Take the lines of a page, where its rows still stand as they did when it was asked
        for.
        """
        for key, row in zip(keys, rows, strict=True):
            if row is None:
                self._lines.pop(key, None)
            else:
                self._lines[key] = (self._generation, row)
                self._lines.move_to_end(key)
        while len(self._lines) > _KEPT:
            self._lines.popitem(last=False)
        last = min((number + 1) * PAGE, len(self._keys)) - 1
        if number * PAGE <= last:
            self.dataChanged.emit(self.index(number * PAGE), self.index(last))

    @Slot()
    def refresh(self) -> None:
        """Say every row anew: lines are stale, or time has passed."""
        if self._keys:
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))

    def inquiry_at(self, row: int) -> InquiryId | None:
        """The inquiry in a row, None while its line is not here."""
        line = self._line(row) if 0 <= row < len(self._keys) else None
        return line.id if line else None

    def row_of(self, name: InquiryId) -> int | None:
        """The row of an inquiry whose line is here."""
        for key, (_, line) in self._lines.items():
            if line.id == name:
                try:
                    return self._keys.index(key)
                except ValueError:
                    return None
        return None

    def sections(self) -> tuple[Section, ...]:
        """The groups by due time, those without a row left out."""
        now = self._now()
        local = now.astimezone()
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        ends = (
            (words.tr("Over time"), now),
            (words.tr("Due within the hour"), now + timedelta(hours=1)),
            (words.tr("Due today"), midnight + timedelta(days=1)),
            (words.tr("Due tomorrow"), midnight + timedelta(days=2)),
        )
        found: list[Section] = []
        first = 0
        for title, end in ends:
            until = max(first, bisect_left(self._due, int(end.timestamp())))
            if until > first:
                found.append(Section(title, first, until - first))
            first = until
        if first < len(self._due):
            found.append(Section(words.tr("Later"), first, len(self._due) - first))
        return tuple(found)

    def _line(self, row: int) -> QueueRow | None:
        key = self._keys[row]
        generation, line = self._lines.get(key, (-1, None))
        if generation != self._generation:
            number = row // PAGE
            self.page_wanted.emit(number, self._keys[number * PAGE : (number + 1) * PAGE])
        return line

    def _fact(self, line: QueueRow, role: int) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(line)
        if role in {QueueRole.DUE, QueueRole.DUE_TONE}:
            due = words.due(line.due_at, self._now())
            return due.text if role == QueueRole.DUE else due.tone
        if role in _OF_STATE:
            return _OF_STATE[QueueRole(role)](words.state(line))
        if role == QueueRole.TOPIC:
            return self._topics.get(line.topic, line.topic)
        return _OF_LINE[QueueRole(role)](line) if role in _OF_LINE else None

    def _spoken(self, line: QueueRow) -> str:
        due = words.due(line.due_at, self._now()).text
        language = words.language(line.language) if _code(line) else ""
        return spoken(line.customer, due, _subject(line), words.state(line).text, language)


def _subject(line: QueueRow) -> str:
    return line.subject or words.tr("No subject")


def _code(line: QueueRow) -> str:
    return "" if line.language in {"", "en"} else line.language.upper()


_OF_STATE: dict[QueueRole, Callable[[words.Said], object]] = {
    QueueRole.STATE: lambda state: state.text,
    QueueRole.STATE_TONE: lambda state: state.tone,
    QueueRole.STATE_ICON: lambda state: state.icon,
}
_OF_LINE: dict[QueueRole, Callable[[QueueRow], object]] = {
    QueueRole.INQUIRY: lambda line: line.id,
    QueueRole.NAME: lambda line: line.customer or words.tr("Unknown sender"),
    QueueRole.SUBJECT: _subject,
    QueueRole.LANGUAGE: _code,
}


def _same_head(one: "array[int]", other: "array[int]") -> int:
    """How many items two arrays have in common from the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
