# SPDX-License-Identifier: Apache-2.0
"""The keys of a screen, for the help behind F1."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.chips import Tag
from ui.widgets.styling import frame, label, line


@dataclass(frozen=True, slots=True)
class KeySection:
    """Keys that belong together: `rows` are (keys, what they do)."""

    title: str
    rows: tuple[tuple[str, str], ...]


class KeyList(QScrollArea):
    """A table of keys under headings, in one column or in two of about one length. It can be
    scrolled by key.
    """

    def __init__(
        self,
        themes: ThemeSource,
        sections: Sequence[KeySection] = (),
        parent: QWidget | None = None,
        *,
        columns: int = 1,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._columns = columns
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Keys of this screen"))
        self.set_sections(sections)

    def set_sections(self, sections: Sequence[KeySection]) -> None:
        """Show these keys."""
        page = frame("pane")
        row = QHBoxLayout(page)
        row.setContentsMargins(20, 12, 20, 8)
        row.setSpacing(28)
        length = sum(len(section.rows) for section in sections)
        columns: list[QVBoxLayout] = []
        placed = 0
        for section in sections:
            if not columns or placed >= length / self._columns:
                columns.append(self._new_column(row))
                placed = 0
            column = columns[-1]
            column.addWidget(label(section.title, TextRole.CAPTION, strong=True, shade="text2"))
            column.addWidget(line())
            column.addLayout(self._rows(section))
            column.addSpacing(8)
            placed += len(section.rows)
        for column in columns:
            column.addStretch(1)
        self.setWidget(page)

    def needed(self) -> int:
        """How high the list is in full."""
        page = self.widget()
        return page.sizeHint().height() if page else 0

    @staticmethod
    def _new_column(row: QHBoxLayout) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        row.addLayout(column, 1)
        return column

    def _rows(self, section: KeySection) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self._themes.theme.px(120))
        for place, (keys, does) in enumerate(section.rows):
            words = label(does, wrap=True)
            words.setAccessibleName(f"{does}, {keys}")
            grid.addWidget(Tag(self._themes, keys), place, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(words, place, 1)
        return grid
