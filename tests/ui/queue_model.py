# SPDX-License-Identifier: Apache-2.0
"""A queue for scenes and tests: frozen rows behind the roles that the delegate reads."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.models.queue_roles import QueueRole, Section, spoken
from ui.tones import Tone

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    due: str
    subject: str
    state: str
    icon: str = "drafts"
    tone: Tone = Tone.NEUTRAL
    due_tone: Tone = Tone.NEUTRAL
    language: str = ""
    topic: str = ""
    taken: bool = False


ROWS = (
    Row(
        "Rosa Delgado-Quintero",
        "38 min",
        "Title transfer, old bank on title",
        "Draft ready, 2 marks",
        due_tone=Tone.CAUTION,
        topic="Titles",
    ),
    Row(
        "Thaddeus Brandvold",
        "12 min over",
        "Suspension letter, court Dec 2",
        "Needs a person: legal deadline",
        "hand_right",
        Tone.DANGER,
        Tone.DANGER,
    ),
    Row(
        "Imelda Sarabia Ponce",
        "1 h 20 min",
        "Renovar licencia y REAL ID",
        "Draft ready, no marks",
        language="ES",
        topic="Licenses and REAL ID",
    ),
    Row(
        "Kwabena Asare-Lind",
        "2 h 05 min",
        "Registration paid twice",
        "With supervisor for 1 h 10 min",
        "pause_circle",
        Tone.HELD,
    ),
    Row(
        "Orla Fennimore",
        "2 h 30 min",
        "Disabled placard for my mother",
        "Lucian Abara is writing",
        "person",
        taken=True,
    ),
    Row(
        "Duc Hoang",
        "3 h 15 min",
        "Ramp at the side entrance?",
        "No rule found",
        "question_circle",
        Tone.CAUTION,
    ),
    Row(
        "Petra Vollmer-Nash with a name that is far too long for the row",
        "4 h",
        "Oregon title, loan still open, and a subject that goes on",
        "Claude is drafting",
        "pen",
        Tone.ACCENT,
    ),
)
SECTIONS = (Section("Due within the hour", 0, 2), Section("Due today", 2, 11))


class RowsModel(QAbstractListModel):
    """`repeat` shows the seven rows over and over; `picking` gives each a check box."""

    def __init__(self, *, repeat: int = 1, picking: bool = False) -> None:
        super().__init__()
        self._count = len(ROWS) * repeat
        self._picking = picking
        self.picked: set[int] = set()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else self._count

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._picking else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = ROWS[index.row() % len(ROWS)]
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: row.name,
            Qt.ItemDataRole.AccessibleTextRole: spoken(
                row.name, row.due, row.subject, row.state, row.language
            ),
            QueueRole.NAME: row.name,
            QueueRole.DUE: row.due,
            QueueRole.DUE_TONE: row.due_tone,
            QueueRole.SUBJECT: row.subject,
            QueueRole.STATE: row.state,
            QueueRole.STATE_TONE: row.tone,
            QueueRole.STATE_ICON: row.icon,
            QueueRole.LANGUAGE: row.language,
            QueueRole.TOPIC: row.topic,
            QueueRole.TAKEN: row.taken,
        }
        if self._picking:
            on = index.row() in self.picked
            check = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            values[Qt.ItemDataRole.CheckStateRole] = check
        return values.get(role)

    def setData(self, index: Index, value: object, role: int = 0) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.CheckStateRole or value is None:
            return False
        self.picked ^= {index.row()}
        self.dataChanged.emit(index, index, [role])
        return True
