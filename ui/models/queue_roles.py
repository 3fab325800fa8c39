# SPDX-License-Identifier: Apache-2.0
"""What a queue model answers for each row, and how its rows fall into groups.

`Qt.ItemDataRole.AccessibleTextRole` answers `spoken(...)`; `Qt.ItemDataRole.CheckStateRole` answers
a check state while rows are being picked for a bulk command, else None.
"""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole) + 1


class QueueRole(IntEnum):
    """Roles of a queue row. Texts are ready to be shown; tones are `ui.tones.Tone` values."""

    INQUIRY = _FIRST
    """The inquiry's id, str."""
    NAME = _FIRST + 1
    """The customer, str."""
    DUE = _FIRST + 2
    """"38 min", "12 min over", str."""
    DUE_TONE = _FIRST + 3
    """Neutral, caution in the last hour, danger when over."""
    SUBJECT = _FIRST + 4
    """One line, str."""
    STATE = _FIRST + 5
    """The state in words, str."""
    STATE_TONE = _FIRST + 6
    """The tone of the state."""
    STATE_ICON = _FIRST + 7
    """The icon of the state, str."""
    LANGUAGE = _FIRST + 8
    """"ES"; empty for the office's own language."""
    TOPIC = _FIRST + 9
    """The topic in words, shown where the queue is wide."""
    TAKEN = _FIRST + 10
    """Whether a colleague is writing on it, bool."""


@dataclass(frozen=True, slots=True)
class Section:
    """A group of rows under one heading: `first` is its first row; it ends where the next begins.

    `total` is the number on the heading.
    """

    title: str
    first: int
    total: int


def spoken(name: str, due: str, subject: str, state: str, language: str = "") -> str:
    """What a screen reader says for a row: its three lines joined."""
    parts = (name, due, subject, state, language)
    return ", ".join(part for part in parts if part)
