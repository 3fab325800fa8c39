# SPDX-License-Identifier: Apache-2.0
"""Paints marks over a laid-out document: fill, line, and a tag in words where there is room.

Nothing of it is part of the document or changes where its text stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextBlock, QTextDocument

from ui.theme import Theme
from ui.tones import TextRole, Tone
from ui.widgets.painting import CENTRE, draw_box, draw_text, text_width
from ui.widgets.reply_editor.data import Mark, MarkKind
from ui.widgets.reply_editor.places import Places
from ui.widgets.text_runs import run_rects

TONES = {
    MarkKind.UNSUPPORTED: Tone.CAUTION,
    MarkKind.NUMBER: Tone.DANGER,
    MarkKind.WRONG: Tone.DANGER,
    MarkKind.EDITED: Tone.NEUTRAL,
    MarkKind.PLANTED: Tone.CAUTION,
    MarkKind.RESTORED: Tone.NEUTRAL,
    MarkKind.PLACEHOLDER: Tone.ACCENT,
    MarkKind.TERM: Tone.ACCENT,
}
_FILLED = frozenset(set(MarkKind) - {MarkKind.EDITED, MarkKind.PLACEHOLDER, MarkKind.TERM})
_TAG_GAP = 6
_EDGE = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its boxes in the document, line by line; the first may be above the view."""

    mark: Mark
    boxes: tuple[QRectF, ...]


def placed_marks(
    document: QTextDocument, places: Places, marks: Sequence[Mark]
) -> tuple[Placed, ...]:
    """Where the marks stand. A mark whose text is gone has no boxes."""
    return tuple(Placed(mark, tuple(_boxes(document, places, mark))) for mark in marks)


def _boxes(document: QTextDocument, places: Places, mark: Mark) -> Iterator[QRectF]:
    first, last = places.start(mark.start), places.end(mark.end)
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        offset = block.position()
        for box in run_rects(block.layout(), first - offset, last - offset):
            yield box.translated(origin)
        block = block.next()


def paint_fills(painter: QPainter, theme: Theme, placed: Sequence[Placed]) -> None:
    """What lies behind the text."""
    for one in placed:
        if one.mark.kind is MarkKind.PLACEHOLDER:
            fill, edge = theme.fill(Tone.ACCENT), theme.border(Tone.ACCENT)
            for box in one.boxes:
                draw_box(painter, box.adjusted(-2, -1, 2, 1), fill, edge, radius=3)
    if theme.contrast:
        return
    for one in placed:
        if one.mark.kind in _FILLED:
            for box in one.boxes:
                painter.fillRect(
                    box.adjusted(0, -1, 0, 1).toRect(), theme.fill(TONES[one.mark.kind])
                )


def paint_lines(painter: QPainter, theme: Theme, placed: Sequence[Placed]) -> None:
    """The line below the text: dashed, wavy or dotted."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for one in placed:
        colour = theme.mark(TONES[one.mark.kind])
        for box in one.boxes:
            y = box.bottom() + 0.5
            match one.mark.kind:
                case MarkKind.UNSUPPORTED | MarkKind.PLANTED:
                    pen = QPen(colour, 1.5, Qt.PenStyle.CustomDashLine)
                    pen.setDashPattern([3.0, 2.0])
                    painter.setPen(pen)
                    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
                case MarkKind.NUMBER | MarkKind.WRONG:
                    painter.setPen(QPen(colour, 1.2))
                    painter.drawPath(_wave(box.left(), box.right(), y))
                case MarkKind.RESTORED:
                    pen = QPen(colour, 1, Qt.PenStyle.CustomDashLine)
                    pen.setDashPattern([1.0, 2.0])
                    painter.setPen(pen)
                    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
                case MarkKind.TERM:
                    painter.setPen(QPen(colour, 1))
                    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
                case MarkKind.EDITED | MarkKind.PLACEHOLDER:
                    pass
    painter.restore()


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag and the box it is painted in."""

    mark: Mark
    box: QRectF


def placed_tags(
    document: QTextDocument, theme: Theme, placed: Sequence[Placed], width: float
) -> tuple[PlacedTag, ...]:
    """Tags beside their runs, or in the free space of the line or of the next one. A tag that fits
    nowhere is left to the gutter's words. `width` is that of the view.
    """
    found: list[PlacedTag] = []
    for one in placed:
        if not one.mark.tag or not one.boxes:
            continue
        size = text_width(theme.font(TextRole.CAPTION), one.mark.tag) + 10
        box = _free(document, one.boxes[-1], size, theme.px(17), width, [t.box for t in found])
        if box is not None:
            found.append(PlacedTag(one.mark, box))
    return tuple(found)


def paint_tags(painter: QPainter, theme: Theme, tags: Sequence[PlacedTag]) -> None:
    """The tags in their boxes."""
    font = theme.font(TextRole.CAPTION)
    for tag in tags:
        kind = tag.mark.kind
        tone = TONES[kind]
        plain = tone is Tone.NEUTRAL
        edge = theme.colour("control") if plain else theme.mark(tone)
        words = theme.colour("text2") if plain else theme.text(tone)
        box = tag.box.toRect()
        draw_box(painter, box, theme.colour("pane"), edge, radius=3)
        draw_text(painter, QRect(box), tag.mark.tag, font, words, CENTRE)


def _free(
    document: QTextDocument,
    run: QRectF,
    width: float,
    height: float,
    view: float,
    taken: Sequence[QRectF],
) -> QRectF | None:
    """Room for a tag after the text of the run's line, else of the line below."""
    lines = _lines(document, run.center().y())
    for left, right, middle, rtl in lines:
        top = middle - height / 2
        box = (
            QRectF(left - _TAG_GAP - width, top, width, height)
            if rtl
            else QRectF(right + _TAG_GAP, top, width, height)
        )
        for other in taken:
            if other.intersects(box):
                away = other.left() - _TAG_GAP - width if rtl else other.right() + _TAG_GAP
                box.moveLeft(away)
        if box.left() >= _EDGE and box.right() <= view - _EDGE:
            return box
    return None


def _lines(document: QTextDocument, y: float) -> list[tuple[float, float, float, bool]]:
    """The line at a height and the one below it: text from, text to, middle, right to left."""
    layout = document.documentLayout()
    block = _block_at(document, y)
    found: list[tuple[float, float, float, bool]] = []
    while block.isValid() and len(found) < 2:
        origin = layout.blockBoundingRect(block).topLeft()
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        inner = block.layout()
        for place in range(inner.lineCount()):
            line = inner.lineAt(place)
            box = line.naturalTextRect().translated(origin)
            blank = not line.textLength() and block.next().isValid()
            if box.bottom() >= y and len(found) < 2 and not blank:
                middle = origin.y() + line.y() + (line.ascent() + line.descent()) / 2
                found.append((box.left(), box.right(), middle, rtl))
        block = block.next()
    return found


def _block_at(document: QTextDocument, y: float) -> QTextBlock:
    layout = document.documentLayout()
    place = layout.hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit)
    return document.findBlock(max(place, 0))


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        end = min(x + 3, right)
        path.quadTo(QPointF((x + end) / 2, y - 2.4 if up else y + 2.4), QPointF(end, y))
        x, up = end, not up
    return path
