# SPDX-License-Identifier: Apache-2.0
"""Citation chips as inline objects of a text document."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from ui.theme_source import ThemeSource
from ui.widgets.citation import ChipState, citation_size, paint_citation
from ui.widgets.reply_editor.data import Citation

CHIP = int(QTextFormat.ObjectTypes.UserObject.value) + 1
_NUMBER = int(QTextFormat.Property.UserProperty.value) + 1
_STATE = _NUMBER + 1
_TITLE = _NUMBER + 2
_BEFORE, _AFTER = 3, 1


class ChipObject(QPyTextObject):
    """Measures and paints the chips of one document; `active` is the number of the card that is
    selected.
    """

    def __init__(self, themes: ThemeSource, document: QTextDocument) -> None:
        super().__init__(document)
        self._themes = themes
        self.active: int | None = None
        document.documentLayout().registerHandler(CHIP, self)

    def intrinsicSize(self, doc: QTextDocument, pos: int, fmt: QTextFormat) -> QSizeF:
        """The chip with a little room at its sides."""
        del doc, pos
        number, state = _read(fmt)
        size = citation_size(self._themes.theme, number, state)
        return QSizeF(size.width() + _BEFORE + _AFTER, size.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        pos: int,
        fmt: QTextFormat,
    ) -> None:
        """The chip in its state."""
        del doc, pos
        number, state = _read(fmt)
        if number == self.active and state is ChipState.DEFAULT:
            state = ChipState.ACTIVE
        box = QRectF(rect).adjusted(_BEFORE, 0, -_AFTER, 0)
        paint_citation(painter, self._themes.theme, box, number, state)


def chip_format(citation: Citation) -> QTextCharFormat:
    """The format that makes an object character a chip."""
    made = QTextCharFormat()
    made.setObjectType(CHIP)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    made.setProperty(_NUMBER, citation.number)
    made.setProperty(_STATE, citation.state.value)
    made.setProperty(_TITLE, citation.title)
    return made


def is_chip(fmt: QTextFormat) -> bool:
    """Whether a format is a chip's."""
    return fmt.objectType() == CHIP


def chips_of(document: QTextDocument) -> Iterator[tuple[int, Citation]]:
    """The chips in a document, each with its position; `at` is left at 0."""
    block = document.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            fmt = fragment.charFormat()
            if is_chip(fmt):
                number, state = _read(fmt)
                citation = Citation(number, 0, state, str(fmt.property(_TITLE) or ""))
                for place in range(fragment.length()):
                    yield fragment.position() + place, citation
            walk += 1
        block = block.next()


def _read(fmt: QTextFormat) -> tuple[int, ChipState]:
    number = fmt.property(_NUMBER)
    return int(number or 0), ChipState(fmt.property(_STATE) or ChipState.DEFAULT)
