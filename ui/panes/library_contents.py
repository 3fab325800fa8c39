# SPDX-License-Identifier: Apache-2.0
"""The left of the library: lists to look after, topics and sources, with their counts."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.library_contents import ContentsModel, entries
from ui.presenters.library import Holdings, Place, Stacks
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.library_lists import ContentsView
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, line


class ContentsPane(QWidget):
    """Shows what can be chosen, and says what was."""

    chosen = Signal(object)
    """A `Place` was chosen."""

    def __init__(self, themes: ThemeSource, stacks: Stacks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ContentsModel(self)
        self.view = ContentsView(themes)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Lists, topics and sources"))
        self._about = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._mine = False
        head = frame("pane")
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Library"), TextRole.SUBTITLE, strong=True))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._about)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(line())
        outer.addWidget(self.view, 1)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        stacks.held.connect(self._on_held)
        self._say_about(self.tr("Reading the library…"))

    def select(self, place: Place | None) -> None:
        """Show what is chosen, or nothing while somebody searches."""
        self._mine = True
        row = self.model.row_of(place) if place is not None else None
        if row is None:
            self.view.selectionModel().clear()
        else:
            self.view.setCurrentIndex(self.model.index(row))
        self._mine = False

    @Slot(object)
    def _on_held(self, held: Holdings) -> None:
        at = self.view.currentIndex()
        place = self.model.place(at.row()) if at.isValid() else None
        self._mine = True
        self.model.put(entries(held))
        self._mine = False
        self.select(place)
        status = held.status
        packs = status.packs
        if len(packs) > 1:
            said = self.tr("{n} packs, {title} came last").format(n=len(packs), title=status.title)
        elif packs:
            said = self.tr("{title}, version {version}").format(
                title=status.title, version=status.version
            )
            said = said if status.version else status.title
        else:
            said = self.tr("No rules have been imported.")
        self._say_about(said)

    def _say_about(self, words: str) -> None:
        self._about.set_words("", words)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._mine or not current.isValid():
            return
        place = self.model.place(current.row())
        if place is not None:
            self.chosen.emit(place)

    def name_of(self, place: Place) -> str:
        """What a choice is called."""
        row = self.model.row_of(place)
        said = "" if row is None else self.model.index(row).data(Qt.ItemDataRole.DisplayRole)
        return str(said or "")
