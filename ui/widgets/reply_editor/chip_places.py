# SPDX-License-Identifier: Apache-2.0
"""Brings the chips in a document to where they are wanted, touching as few as possible."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QTextCursor, QTextDocument

from ui.widgets.reply_editor.chip_object import chip_format, chips_of
from ui.widgets.reply_editor.data import OBJECT, Citation
from ui.widgets.reply_editor.places import Places


def chips_in(document: QTextDocument, places: Places) -> tuple[Citation, ...]:
    """The chips of a document by their place in the plain text, in their order."""
    return tuple(
        replace(citation, at=places.plain(position)) for position, citation in chips_of(document)
    )


def put_chips(document: QTextDocument, wanted: Sequence[Citation]) -> None:
    """Leave exactly the wanted chips, those of one place in the order given."""
    places = Places.of(document.toRawText())
    here: dict[int, list[tuple[int, Citation]]] = defaultdict(list)
    for position, citation in chips_of(document):
        at = places.plain(position)
        here[at].append((position, replace(citation, at=at)))
    there: dict[int, list[Citation]] = defaultdict(list)
    for citation in wanted:
        at = min(max(citation.at, 0), len(places.text))
        there[at].append(replace(citation, at=at))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for at in sorted(here.keys() | there.keys(), reverse=True):
        old, new = here.get(at, []), there.get(at, [])
        if [chip for _, chip in old] == new:
            continue
        if len(old) == len(new):
            _repaint(cursor, [position for position, _ in old], new)
        else:
            _replace(cursor, places.end(at), len(old), new)
    cursor.endEditBlock()


def _repaint(cursor: QTextCursor, positions: list[int], new: list[Citation]) -> None:
    for position, citation in zip(positions, new, strict=True):
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(chip_format(citation))


def _replace(cursor: QTextCursor, position: int, old: int, new: list[Citation]) -> None:
    cursor.setPosition(position)
    cursor.setPosition(position + old, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    for citation in new:
        cursor.insertText(OBJECT, chip_format(citation))
