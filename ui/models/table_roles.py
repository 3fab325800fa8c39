# SPDX-License-Identifier: Apache-2.0
"""What a table model may answer besides text and alignment.

A number answers `Qt.ItemDataRole.TextAlignmentRole` with its trailing side.
"""

from enum import IntEnum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole) + 101


class TableRole(IntEnum):
    """Roles of a cell."""

    TONE = _FIRST
    """The tone of its words, a `ui.tones.Tone` value."""
    ICON = _FIRST + 1
    """An icon before its words, str."""
    MIDDLE = _FIRST + 2
    """Whether it is shortened in the middle, as ids are, bool."""
    BOXED = _FIRST + 3
    """Whether its words stand in a small box, as placeholders do, bool."""
    STRONG = _FIRST + 4
    """Whether its words are weight 600, bool."""
