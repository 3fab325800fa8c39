# SPDX-License-Identifier: Apache-2.0
"""Which keys belong to writing. Every other key is the window's, also while the editor has focus.

Qt's editor would claim more: on Linux Ctrl+K cuts to the end of the line and Ctrl+E goes there.
"""

from unicodedata import category

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_MOVES = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
})  # fmt: skip
_WRITES = frozenset({
    Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter,
    Qt.Key.Key_Insert,
})  # fmt: skip
_WITH_CTRL = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X,
})  # fmt: skip
_SHIFTED_CTRL = _WITH_CTRL - {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X}
_BY_PARAGRAPH = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def claims(event: QKeyEvent) -> bool:
    """Whether a key moves the caret or changes text; undo and redo are asked about apart."""
    key, held = Qt.Key(event.key()), _held(event)
    if writes(event):
        return True
    if held & Qt.KeyboardModifier.MetaModifier:
        return False
    if held & _ALT:
        return by_paragraph(event) != ""
    if held & _CTRL:
        return key in (_SHIFTED_CTRL if held & _SHIFT else _WITH_CTRL)
    return key in _MOVES or key in _WRITES


def writes(event: QKeyEvent) -> bool:
    """Whether a key puts a letter into the text.

    AltGr arrives as Ctrl and Alt together, and a Persian keyboard writes the joiners that no one
    sees with Ctrl and Shift.
    """
    kinds = {category(letter) for letter in event.text()}
    if not kinds or "Cc" in kinds:
        return False
    held = _held(event) & (_CTRL | _ALT | Qt.KeyboardModifier.MetaModifier)
    return held in (Qt.KeyboardModifier.NoModifier, _CTRL | _ALT) or (
        kinds == {"Cf"} and held == _CTRL
    )


def by_paragraph(event: QKeyEvent) -> str:
    """Up or down for Alt with an arrow, which moves by paragraphs; Ctrl belongs to the queue."""
    if _held(event) & ~_SHIFT == _ALT:
        return _BY_PARAGRAPH.get(Qt.Key(event.key()), "")
    return ""


def is_undo(event: QKeyEvent) -> bool:
    """Whether a key is the system's key for undo."""
    return event.matches(QKeySequence.StandardKey.Undo)


def is_redo(event: QKeyEvent) -> bool:
    """Whether a key is for redo: the system's own, or Ctrl+Y anywhere."""
    return event.matches(QKeySequence.StandardKey.Redo) or (
        event.key() == Qt.Key.Key_Y and _held(event) == _CTRL
    )


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
