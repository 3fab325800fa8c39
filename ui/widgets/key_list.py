# SPDX-License-Identifier: Apache-2.0
"""The keys of a screen, for the help behind F1."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

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
    """A table of keys under headings. It can be scrolled by key."""

    def __init__(
        self,
        themes: ThemeSource,
        sections: Sequence[KeySection] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Keys of this screen"))
        self.set_sections(sections)

    def set_sections(self, sections: Sequence[KeySection]) -> None:
        """Show these keys."""
        page = frame("pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(8)
        for section in sections:
            column.addWidget(label(section.title, TextRole.CAPTION, strong=True, shade="text2"))
            column.addWidget(line())
            column.addLayout(self._rows(section))
            column.addSpacing(8)
        column.addStretch(1)
        self.setWidget(page)

    def _rows(self, section: KeySection) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 150)
        for place, (keys, does) in enumerate(section.rows):
            words = label(does, wrap=True)
            words.setAccessibleName(f"{does}, {keys}")
            grid.addWidget(Tag(self._themes, keys), place, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(words, place, 1)
        return grid
