# SPDX-License-Identifier: Apache-2.0
"""Strokes that several painted widgets share: boxes on whole pixels, icons, one line of text."""

from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.theme import Theme
from ui.tones import Tone

LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def text_width(font: QFont, text: str) -> int:
    """The whole pixels a line of text takes."""
    return ceil(QFontMetricsF(font).horizontalAdvance(text))


def draw_box(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    edge: QColor | None,
    *,
    radius: float = 4,
    width: float = 1,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """A rounded box whose edge lies inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width, style) if edge is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if edge is not None else 0
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, radius - inset, radius - inset)
    painter.restore()


def draw_icon(
    painter: QPainter, theme: Theme, name: str, token: str | Tone, at: QPoint, size: int = 16
) -> None:
    """An icon with its corner at `at`, sharp on the device that is painted on."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(at, theme.pixmap(name, token, size, ratio))


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    flags: Qt.AlignmentFlag = LEADING,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line of text in `rect`, shortened with an ellipsis where it does not fit."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour)
    shown = text
    if metrics.horizontalAdvance(text) > rect.width() + 0.5:
        shown = metrics.elidedText(text, mode, rect.width())
    painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)


def draw_focus(painter: QPainter, theme: Theme, rect: QRect, *, radius: float = 0) -> None:
    """The focus frame along the inside of `rect`."""
    draw_box(painter, rect, None, theme.colour("focus"), radius=max(radius, 1), width=2)
