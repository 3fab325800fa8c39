# SPDX-License-Identifier: Apache-2.0
"""Text set for reading: plain in and out, at most 92 characters wide, marks painted over it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QToolTip, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.reply_editor.data import OBJECT, Change, Mark, shifted
from ui.widgets.reply_editor.mark_painter import (
    Placed,
    PlacedTag,
    paint_fills,
    paint_lines,
    paint_tags,
    placed_marks,
    placed_tags,
)
from ui.widgets.reply_editor.places import Places

MEASURE = 92
"""Characters in a line, at most."""
_BLANK = 10
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class ReadingText(QTextEdit):
    """A view of plain text. Its document holds no undo of its own and never reads markup.

    Lines begin at the leading inset; only where a view is wider than `centred_from` layout units is
    what is left shared between both sides. `measure` False lets lines be as long as the view.
    """

    def __init__(
        self,
        themes: ThemeSource,
        insets: tuple[int, int, int, int],
        parent: QWidget | None = None,
        *,
        measure: bool = True,
        centred_from: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._insets = insets
        self._measure = measure
        self._centred_from = centred_from
        self._language = ""
        self._marks: tuple[Mark, ...] = ()
        self._places = Places.of("")
        self._read = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        option = document.defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        document.setDefaultTextOption(option)
        self._dress()
        themes.changed.connect(self._on_theme_changed)

    def text(self) -> str:
        """The plain text, without anything that is painted or placed over it."""
        return self.places().text

    def places(self) -> Places:
        """A reading of the document as it is now."""
        revision = self.document().revision()
        if self._read != revision:
            self._read, self._places = revision, Places.of(self.document().toRawText())
        return self._places

    def visible_marks(self) -> tuple[Mark, ...]:
        """The marks where they stand now, in reading order."""
        return self._marks

    def placed(self) -> tuple[Placed, ...]:
        """The marks with their boxes in the document."""
        return placed_marks(self.document(), self.places(), self._marks)

    def tags(self) -> tuple[PlacedTag, ...]:
        """The tags that have room, with their boxes."""
        width = self.viewport().width()
        return placed_tags(self.document(), self._themes.theme, self.placed(), width)

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark at a place of the viewport: its text or its tag."""
        where = QPointF(point) + self.offset()
        for one in self.placed():
            if any(box.adjusted(0, -2, 0, 3).contains(where) for box in one.boxes):
                return one.mark
        return next((tag.mark for tag in self.tags() if tag.box.contains(where)), None)

    def offset(self) -> QPointF:
        """How far the document is scrolled."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged away: plain text without chips."""
        data = QMimeData()
        text = self.textCursor().selectedText().replace(OBJECT, "")
        data.setText(text.replace("\u2029", "\n").replace("\u2028", "\n"))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Nothing is pasted into a text for reading."""
        del source

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width leaves another margin."""
        super().resizeEvent(event)
        self.set_margins()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fills, the text, then lines and tags."""
        theme = self._themes.theme
        placed = self.placed()
        painter = QPainter(self.viewport())
        painter.translate(-self.offset())
        paint_fills(painter, theme, placed)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-self.offset())
        paint_lines(painter, theme, placed)
        width = self.viewport().width()
        paint_tags(painter, theme, placed_tags(self.document(), theme, placed, width))
        self.paint_over(painter, placed)
        painter.end()

    def paint_over(self, painter: QPainter, placed: Sequence[Placed]) -> None:
        """More to paint over the text, in the document's coordinates."""

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip what stands in words nearby as well."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tooltip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def tooltip_at(self, point: QPoint) -> str:
        """The words for a place of the viewport, empty for most."""
        mark = self.mark_at(point)
        return (mark.message or mark.tag) if mark else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys scroll where no caret can be moved."""
        if not self.textInteractionFlags() and self._scrolls(event):
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and select, nothing else."""
        menu = QMenu(self)
        self.fill_menu(menu)
        if menu.actions():
            menu.popup(event.globalPos())

    def fill_menu(self, menu: QMenu) -> None:
        """The commands of the context menu."""
        if not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard:
            return
        copy = menu.addAction(self.tr("&Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        menu.addAction(self.tr("Select &all")).triggered.connect(self.selectAll)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these marks in place of those before."""
        self._marks = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
        self.viewport().update()

    def shift_marks(self, change: Change) -> None:
        """Move the marks along with a change of the text."""
        moved = (shifted(mark, change) for mark in self._marks)
        self.show_marks([mark for mark in moved if mark is not None])

    def text_font(self) -> QFont:
        """The font of the text."""
        return self._themes.theme.font(TextRole.READING, language=self._language)

    def set_language(self, language: str) -> None:
        """Draw the text as this language draws signs that it shares with others."""
        if language != self._language:
            self._language = language
            self._dress()

    def set_margins(self) -> None:
        """Keep the measure, and the measure in its place."""
        left, top, right, bottom = self._insets
        wide = self.viewport().width()
        measure = QFontMetricsF(self.text_font()).averageCharWidth() * MEASURE
        spare = max(wide - left - right - measure, 0) if self._measure else 0
        before = 0.0
        if self._centred_from is not None:
            over = max(wide - self._themes.theme.px(self._centred_from), 0)
            before = min(over, spare / 2)  # comes to the middle without a jump
        frame = self.document().rootFrame()
        wanted = frame.frameFormat()
        after = spare - before
        if self.isRightToLeft():
            before, after = after, before
        sides = (left + before, top, right + after, bottom)
        if sides == (
            wanted.leftMargin(), wanted.topMargin(), wanted.rightMargin(), wanted.bottomMargin()
        ):  # fmt: skip
            return
        wanted.setLeftMargin(sides[0])
        wanted.setTopMargin(sides[1])
        wanted.setRightMargin(sides[2])
        wanted.setBottomMargin(sides[3])
        frame.setFrameFormat(wanted)

    def set_line_heights(self, *, anew: bool = False) -> None:
        """Give every line its height; a blank line between paragraphs is a small step."""
        full = max(
            self._themes.theme.line(TextRole.READING),
            round(QFontMetricsF(self.text_font()).height()),
        )
        low = self._themes.theme.px(_BLANK)
        block = self.document().begin()
        while block.isValid():
            following = block.next()
            blank = block.length() <= 1 and following.isValid() and block.position() > 0
            height = low if blank else full
            if anew or block.blockFormat().lineHeight() != height:
                cursor = QTextCursor(block)
                wanted = QTextBlockFormat()
                wanted.setLineHeight(height, _FIXED)
                cursor.mergeBlockFormat(wanted)
            block = following

    def line_heights(self) -> tuple[float, ...]:
        """How high each line of the text is, as it is wrapped now."""
        heights: list[float] = []
        block = self.document().begin()
        while block.isValid():
            heights.append(block.layout().boundingRect().height())
            block = block.next()
        return tuple(heights)

    def set_space_below(self, spaces: Sequence[float]) -> None:
        """Leave so much room below each line of the text; none below those beyond."""
        block, place = self.document().begin(), 0
        while block.isValid():
            wanted = spaces[place] if place < len(spaces) else 0.0
            if abs(block.blockFormat().bottomMargin() - wanted) >= 1:
                made = QTextBlockFormat()
                made.setBottomMargin(wanted)
                QTextCursor(block).mergeBlockFormat(made)
            block, place = block.next(), place + 1

    def _scrolls(self, event: QKeyEvent) -> bool:
        bar = self.verticalScrollBar()
        page, line = bar.pageStep(), self._themes.theme.line(TextRole.READING)
        last = bar.maximum()
        steps = {
            Qt.Key.Key_Down: bar.value() + line,
            Qt.Key.Key_Up: bar.value() - line,
            Qt.Key.Key_PageDown: bar.value() + page,
            Qt.Key.Key_PageUp: bar.value() - page,
            Qt.Key.Key_Space: bar.value() + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() not in steps:
            return False
        bar.setValue(steps[Qt.Key(event.key())])
        return True

    def _dress(self) -> None:
        self.document().setDefaultFont(self.text_font())
        self.set_line_heights(anew=True)
        self.set_margins()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._dress()
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()
