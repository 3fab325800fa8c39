# SPDX-License-Identifier: Apache-2.0
"""The queue as a list model: the order of all rows in two arrays, the lines of those in view.

A line that is not here yet is asked for and shows as blank; one that may have changed is shown as
it was and asked for again. A new order takes out what is gone, puts in what is new and moves the
rest, so that whoever holds on to a row still holds on to the same inquiry.
"""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
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
_MOST_STEPS = 64
"""How many runs of rows may come and go in one new order before all is read afresh."""
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
        self._first = 0
        self._lines: OrderedDict[int, tuple[int, QueueRow | None]] = OrderedDict()
        self._keys_of: dict[InquiryId, int] = {}
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
        self._first = order.first
        new, due = array("q", order.keys), array("q", order.due)
        if new == self._keys:
            self._due = due
        else:
            head = _same_head(self._keys, new)
            tail = _same_head(self._keys[head:][::-1], new[head:][::-1])
            old_part = self._keys[head : len(self._keys) - tail]
            new_part = new[head : len(new) - tail]
            if not self._step_to(head, old_part, new_part):
                self.beginResetModel()
                self._keys, self._due = new, due
                self.endResetModel()
            self._due = due
        self.refresh()

    def put_lines(self, number: int, keys: Sequence[int], rows: Sequence[QueueRow | None]) -> None:
        """Take the lines of a page as they stood when it was asked for; None for one that is
        gone.
        """
        for key, row in zip(keys, rows, strict=True):
            self._lines[key] = (self._generation, row)
            self._lines.move_to_end(key)
            if row is not None:
                self._keys_of[row.id] = key
        while len(self._lines) > _KEPT:
            _, (_, dropped) = self._lines.popitem(last=False)
            if dropped is not None:
                self._keys_of.pop(dropped.id, None)
        first, last = number * PAGE, min((number + 1) * PAGE, len(self._keys)) - 1
        if self._keys[first : last + 1] == array("q", keys):
            self.dataChanged.emit(self.index(first), self.index(last))
        else:  # the order has changed since the page was asked for
            self.refresh()

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
        """The row of an inquiry, None where it is not listed or its line never was here."""
        key = self._keys_of.get(name)
        if key is None:
            return None
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def lacks(self, name: InquiryId) -> bool:
        """Whether it is known that an inquiry is not listed."""
        return name in self._keys_of and self.row_of(name) is None

    def sections(self) -> tuple[Section, ...]:
        """The groups by due time, those without a row left out."""
        now = self._now()
        urgent = min(self._first, len(self._keys))
        local = now.astimezone()
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        ends = (
            (words.tr("Over time"), now),
            (words.tr("Due within the hour"), now + timedelta(hours=1)),
            (words.tr("Due today"), midnight + timedelta(days=1)),
            (words.tr("Due tomorrow"), midnight + timedelta(days=2)),
        )
        found = [Section(words.tr("People first"), 0, urgent)] if urgent else []
        first = urgent
        for title, end in ends:
            until = bisect_left(self._due, int(end.timestamp()), lo=first)
            if until > first:
                found.append(Section(title, first, until - first))
            first = until
        if first < len(self._due):
            found.append(Section(words.tr("Later"), first, len(self._due) - first))
        return tuple(found)

    def _step_to(self, head: int, old: "array[int]", new: "array[int]") -> bool:
        """Come from one middle part to another by taking out, moving and putting in; False where
        that would be more steps than it is worth.
        """
        staying = set(old) & set(new)
        gone = _runs(key not in staying for key in old)
        come = _runs(key not in staying for key in new)
        if len(gone) + len(come) > _MOST_STEPS:
            return False
        for first, end in reversed(gone):
            self.beginRemoveRows(_ROOT, head + first, head + end - 1)
            del self._keys[head + first : head + end]
            self.endRemoveRows()
        wanted = array("q", (key for key in new if key in staying))
        if self._keys[head : head + len(wanted)] != wanted:
            self._move(head, wanted)
        for first, end in come:
            self.beginInsertRows(_ROOT, head + first, head + end - 1)
            self._keys[head + first : head + first] = new[first:end]
            self.endInsertRows()
        return True

    def _move(self, head: int, wanted: "array[int]") -> None:
        """Put the rows from `head` on into another order."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys = [self._keys[index.row()] for index in held]
        self._keys[head : head + len(wanted)] = wanted
        places = {key: head + place for place, key in enumerate(wanted)} if held else {}
        for index, key in zip(held, keys, strict=True):
            if key in places:
                self.changePersistentIndex(index, self.index(places[key]))
        self.layoutChanged.emit()

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
            due = words.row_due(line, self._now())
            return due.text if role == QueueRole.DUE else due.tone
        if role in _OF_STATE:
            return _OF_STATE[QueueRole(role)](words.state(line, self._now()))
        if role == QueueRole.TOPIC:
            return self._topics.get(line.topic, line.topic)
        return _OF_LINE[QueueRole(role)](line) if role in _OF_LINE else None

    def _spoken(self, line: QueueRow) -> str:
        due = words.row_due(line, self._now()).text
        language = words.language(line.language) if _code(line) else ""
        return spoken(
            line.customer, due, _subject(line), words.state(line, self._now()).text, language
        )


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


def _runs(flags: Iterable[bool]) -> list[tuple[int, int]]:
    """Where flags are up, as (first, end) of each run."""
    found: list[tuple[int, int]] = []
    start = -1
    place = -1
    for place, flag in enumerate(flags):
        if flag and start < 0:
            start = place
        elif not flag and start >= 0:
            found.append((start, place))
            start = -1
    if start >= 0:
        found.append((start, place + 1))
    return found


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
