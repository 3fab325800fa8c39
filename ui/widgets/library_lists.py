# SPDX-License-Identifier: Apache-2.0
"""The two lists of the library: what can be chosen, and rules with the words that were found."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.models.library_contents import ContentsRole
from ui.models.library_rules import RuleRole
from ui.presenters.library_words import Ranges, RuleLine
from ui.presenters.words import Said
from ui.theme import Theme
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.focus_ring import FocusRing
from ui.widgets.painting import LEADING, TRAILING, draw_icon, draw_text, text_width
from ui.widgets.text_runs import run_rects, units

Index = QModelIndex | QPersistentModelIndex

_INSET, _BAR, _GAP = 12, 3, 6


def paint_marked(
    painter: QPainter,
    theme: Theme,
    box: QRect,
    text: str,
    marks: Ranges,
    font: QFont,
    shade: str,
) -> None:
    """One line of text, shortened where it does not fit, with some of its words marked."""
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    kept = len(shown) if shown == text else max(len(shown) - 1, 0)
    runs = [(units(text[:a]), units(text[: min(b, kept)])) for a, b in marks if a < kept]
    layout = QTextLayout(shown, font)
    formats: list[QTextLayout.FormatRange] = []
    for start, end in runs:
        run = QTextLayout.FormatRange()
        run.start, run.length = start, end - start
        run.format = QTextCharFormat()
        run.format.setForeground(theme.colour("text"))
        if theme.contrast:
            bold = QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            run.format.setFont(bold)
        formats.append(run)
    layout.setFormats(formats)
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    top = QPointF(box.x(), box.y() + (box.height() - line.height()) / 2)
    painter.save()
    painter.setClipRect(box)
    under = theme.colour("accent" if theme.contrast else "caution_mark")
    for start, end in runs:
        for place in run_rects(layout, start, end):
            spot = place.translated(top).toAlignedRect()
            if not theme.contrast:
                painter.fillRect(spot, theme.colour("quote"))
            painter.fillRect(QRect(spot.x(), spot.bottom(), spot.width(), 1), under)
    painter.setPen(theme.colour(shade))
    layout.draw(painter, top)
    painter.restore()


class _Rows(QStyledItemDelegate):
    """What both lists share: the ground of a row, its bar when it is the current one."""

    def __init__(self, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QRect:
        theme, rect = self._themes.theme, QRect(option.rect)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.colour("selected" if on else "hover" if over else "pane"))
        if on:
            bar = QRect(rect.x(), rect.y(), _BAR, rect.height())
            bar = QStyle.visualRect(option.direction, rect, bar)
            painter.fillRect(bar, theme.colour("accent"))
        return rect


class _ContentsRows(_Rows):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._themes.theme
        heading = bool(index.data(ContentsRole.HEADING))
        low = theme.px(26 if theme.compact or heading else 32)
        least = theme.line(TextRole.CAPTION if heading else TextRole.BODY) + 8
        return QSize(option.rect.width(), max(low, least))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._themes.theme
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if index.data(ContentsRole.HEADING):
            rect = QRect(option.rect)
            painter.fillRect(rect, theme.colour("subtle"))
            painter.fillRect(
                QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("divider")
            )
            font = theme.font(TextRole.CAPTION, strong=True)
            box = rect.adjusted(_INSET, 0, -_INSET, 0)
            draw_text(painter, box, words, font, theme.colour("text2"), LEADING)
            return
        rect = self.ground(painter, option)
        count = int(index.data(ContentsRole.COUNT) or 0)
        loud = bool(index.data(ContentsRole.LOUD))
        number = f"{count:,}" if count else ""
        small = theme.font(TextRole.CAPTION, strong=loud, figures=True)
        wide = text_width(small, number)
        box = rect.adjusted(_INSET, 0, -_INSET, 0)
        colour = theme.text(Tone.CAUTION) if loud else theme.colour("text2")
        draw_text(painter, box, number, small, colour, TRAILING)
        if loud:
            shown = theme.px(16)
            at = QRect(box.right() - wide - 5 - shown, rect.center().y() - shown // 2, shown, shown)
            at = QStyle.visualRect(option.direction, rect, at)
            draw_icon(painter, theme, "info", Tone.CAUTION, at.topLeft())
            wide += shown + 5
        box = QStyle.visualRect(option.direction, rect, box.adjusted(0, 0, -wide - 8, 0))
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        font = theme.font(TextRole.BODY, strong=on)
        shade = "text" if count or on else "text3"
        draw_text(painter, box, words, font, theme.colour(shade), LEADING)


class _RuleRows(_Rows):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del index
        theme = self._themes.theme
        lines = 2 if theme.compact else 3
        return QSize(option.rect.width(), lines * theme.line(TextRole.BODY) + 15)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, line = self._themes.theme, index.data(RuleRole.LINE)
        if not isinstance(line, RuleLine):
            return
        painter.save()
        rect = self.ground(painter, option)
        below = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        painter.fillRect(below, theme.colour("divider"))
        step = theme.line(TextRole.BODY)
        box = QRect(rect.x() + _INSET, rect.y() + 7, rect.width() - 2 * _INSET, step)
        state = self._aside(painter, option, box, line.state) if theme.compact else 0
        first = QStyle.visualRect(option.direction, rect, box.adjusted(0, 0, -state, 0))
        strong = theme.font(TextRole.BODY, strong=True)
        paint_marked(painter, theme, first, line.title, line.title_marks, strong, "text")
        box.translate(0, step)
        plain = theme.font(TextRole.BODY)
        paint_marked(painter, theme, box, line.below, line.below_marks, plain, "text2")
        if not theme.compact:
            box.translate(0, step)
            self._say(painter, option, box, line.state)
        painter.restore()

    def _say(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, said: Said) -> None:
        """Icon and words of the third line."""
        theme = self._themes.theme
        shown = theme.px(16)
        neutral = said.tone is Tone.NEUTRAL
        place = QRect(box.x(), box.center().y() - shown // 2, shown, shown)
        at = QStyle.visualRect(option.direction, option.rect, place).topLeft()
        draw_icon(painter, theme, said.icon, "text2" if neutral else said.tone, at)
        colour = theme.colour("text2") if neutral else theme.text(said.tone)
        words = QStyle.visualRect(
            option.direction, option.rect, box.adjusted(shown + _GAP, 0, 0, 0)
        )
        draw_text(painter, words, said.text, theme.font(TextRole.CAPTION), colour, LEADING)

    def _aside(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, said: Said
    ) -> int:
        """The state at the end of the first line, where rows are low; answers the room it takes."""
        theme = self._themes.theme
        wide = text_width(theme.font(TextRole.CAPTION), said.text) + theme.px(16) + _GAP
        wide = min(wide, box.width() // 2)
        self._say(painter, option, box.adjusted(box.width() - wide, 0, 0, 0), said)
        return wide + _GAP


class _List(QListView):
    """Rows by key and mouse; one is the current one."""

    def __init__(self, themes: ThemeSource, rows: _Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        rows.setParent(self)
        self.setItemDelegate(rows)
        self._ring = FocusRing(themes, self, 1, within=True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        themes.changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class ContentsView(_List):
    """What can be chosen, under headings that cannot."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, _ContentsRows(themes, themes), parent)


class RulesView(_List):
    """Rules in three lines each, two in the compact density. Several may be picked, as in any
    list: with Shift or Ctrl.
    """

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, _RuleRows(themes, themes), parent)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
