# SPDX-License-Identifier: Apache-2.0
"""Where a run of text stands once it is laid out, line by line and in both writing directions."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextLine


def units(text: str) -> int:
    """The length of a text as Qt counts it: characters beyond the first plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def run_rects(layout: QTextLayout, start: int, end: int) -> list[QRectF]:
    """The boxes that the text from `start` to `end` (as Qt counts) fills, in the layout's own
    coordinates and as high as its font.

    White space at the end of a line is left out.
    """
    found: list[QRectF] = []
    for place in range(layout.lineCount()):
        line = layout.lineAt(place)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            found += _in_line(line, first, last)
    return found


def _in_line(line: QTextLine, first: int, last: int) -> list[QRectF]:
    limit = line.naturalTextRect().right()
    boxes = sorted(
        (run.boundingRect() for run in line.glyphRuns(first, last - first)), key=QRectF.left
    )
    joined: list[QRectF] = []
    for box in boxes:
        if joined and box.left() - joined[-1].right() < 1:
            joined[-1] = joined[-1].united(box)
        else:
            joined.append(QRectF(box))
    for box in joined:
        box.setRight(min(box.right(), limit))
    return [box for box in joined if box.width() > 0]
